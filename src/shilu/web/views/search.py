"""Search: the reports that hold the words and fit the filters, and what narrows them further."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Query as Parameter

from shilu.archive.search.found import Query, Results
from shilu.archive.search.searching import search
from shilu.model import EventType
from shilu.web.faces import Asking, Views

views = Views("search")

_Filter = Annotated[str, Parameter(max_length=200)]
_Day = Annotated[
    str, Parameter(pattern=r"^\s*([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?\s*$", description="2023-05-31")
]


@dataclass(frozen=True, slots=True)
class Found:
    """A report that was found, and the stretch of it that fits best."""

    code: str
    report: int
    witnesses: int
    headline: str | None
    source: str | None
    published: str | None
    language: str | None
    damage: float
    score: float | None
    snippet: str


def _rows(results: Results) -> Iterator[Found]:
    for hit in results.hits:
        yield Found(
            code=hit.code,
            report=hit.report,
            witnesses=hit.witnesses,
            headline=hit.headline,
            source=hit.source,
            published=hit.published,
            language=hit.language,
            damage=hit.damage,
            score=hit.score,
            snippet=hit.snippets[0].text if hit.snippets else "",
        )


@views.view(
    "/search",
    template="search.html",
    answer=Results,
    row=Found,
    rows=_rows,
    summary="The reports that hold all the words and fit all the filters, the best first",
)
def found(
    asked: Asking,
    words: Annotated[str, Parameter(max_length=500)] = "",
    person: _Filter = "",
    organization: _Filter = "",
    place: _Filter = "",
    event: Literal[EventType, ""] = "",
    field: _Filter = "",
    source: _Filter = "",
    since: _Day = "",
    until: _Day = "",
    page: Annotated[int, Parameter(ge=1, le=100_000)] = 1,
    limit: Annotated[int, Parameter(ge=1, le=200)] = 20,
) -> Results:
    """`since` and `until` are days, months or years, both included."""
    query = Query(
        words=words.strip(),
        person=person.strip() or None,
        organization=organization.strip() or None,
        place=place.strip() or None,
        event=event or None,
        field=field or None,
        source=source or None,
        since=since.strip() or None,
        until=until.strip() or None,
        page=page,
        limit=limit,
    )
    with asked.archive.reading() as connection:
        return search(connection, query)
