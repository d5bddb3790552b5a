"""Copies: the witnesses of a report and how the best was chosen, and what each has otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import Path, Query

from shilu.archive.copies.collated import Collation, Passage, Witness
from shilu.archive.copies.collation import collate, witnesses
from shilu.archive.copies.witnesses import RULES
from shilu.archive.documents import find
from shilu.web.faces import Asking, Views

#: Witnesses and copies of a page.
WITNESSES, COPIES = 100, 20

views = Views("copies")

Code = Annotated[str, Path(max_length=64, description="The code of any copy, or its beginning")]
Page = Annotated[int, Query(ge=1, le=100_000)]


# --- witnesses -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Witnesses:
    """The `page`th witnesses of the report of a document, the best first, and all their number.

    `rules` are those by which they are ranked, the first that tells two apart deciding.
    """

    code: str
    total: int
    page: int
    size: int
    rules: tuple[str, ...]
    witnesses: tuple[Witness, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """A witness in a row: its place, what it says of itself, and the rule that put it there."""

    rank: int
    code: str
    headline: str | None
    source: str | None
    published: str | None
    address: str | None
    length: int
    damage: float
    doubt: float
    decided_by: str | None


def _ranks(found: Witnesses) -> Iterator[Rank]:
    for rank, each in enumerate(found.witnesses, 1 + (found.page - 1) * found.size):
        yield Rank(
            rank=rank,
            code=each.code,
            headline=each.headline,
            source=each.source,
            published=each.published,
            address=each.address,
            length=each.length,
            damage=each.damage,
            doubt=each.doubt,
            decided_by=each.decided_by,
        )


@views.view(
    "/reports/{code}",
    template="report.html",
    answer=Witnesses,
    row=Rank,
    rows=_ranks,
    summary="The witnesses of a report, the best first, and the rules that rank them",
)
def report(asked: Asking, code: Code, page: Page = 1) -> Witnesses:
    with asked.archive.reading() as connection:
        code, found = find(connection, code).code, witnesses(connection, code)
    first = (page - 1) * WITNESSES
    return Witnesses(
        code=code,
        total=len(found),
        page=page,
        size=WITNESSES,
        rules=tuple(rule.name for rule in RULES),
        witnesses=found[first : first + WITNESSES],
    )


# --- collation -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Collated:
    """The `page`th copies of the report of a document against its best witness, of `total`."""

    code: str
    total: int
    page: int
    size: int
    collation: Collation


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What a copy has otherwise: a number, date or name, else a sentence; where both stand."""

    kind: str
    code: str
    best: str | None
    copy: str | None
    best_start: int | None = None
    best_end: int | None = None
    copy_start: int | None
    copy_end: int | None
    doubtful: bool


def _differences(found: Collated) -> Iterator[Difference]:
    """What disagrees first, then sentence by sentence, copy by copy."""
    for each in found.collation.disagreements:
        best = each.readings[0]
        for reading in each.readings[1:]:
            for told in reading.attested:
                yield Difference(
                    kind=each.kind,
                    code=told.code,
                    best=best.text,
                    copy=reading.text,
                    copy_start=told.passage.span.start,
                    copy_end=told.passage.span.end,
                    doubtful=told.doubtful,
                )
    for copy in found.collation.copies:
        for change in copy.changes:
            best_at, copy_at = _extent(change.best), _extent(change.copy)
            yield Difference(
                kind=change.kind,
                code=copy.witness.code,
                best=change.best.text if change.best else None,
                copy=change.copy.text if change.copy else None,
                best_start=best_at[0],
                best_end=best_at[1],
                copy_start=copy_at[0],
                copy_end=copy_at[1],
                doubtful=any(part.doubtful for part in change.parts),
            )


def _extent(passage: Passage | None) -> tuple[int | None, int | None]:
    return (passage.span.start, passage.span.end) if passage else (None, None)


@views.view(
    "/collations/{code}",
    template="collation.html",
    answer=Collated,
    row=Difference,
    rows=_differences,
    summary="What the copies of a report dropped, added and changed against its best witness",
)
def collation(asked: Asking, code: Code, page: Page = 1) -> Collated:
    """The disagreements are those of the copies that the page shows."""
    first = (page - 1) * COPIES
    with asked.archive.reading() as connection:
        document = find(connection, code)
        found = collate(connection, document.code, slice(first, first + COPIES))
        total = len(witnesses(connection, document.code)) - 1
    return Collated(code=document.code, total=total, page=page, size=COPIES, collation=found)
