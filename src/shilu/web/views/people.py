"""People and organisations: all that are named, and what is told of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import Path, Query
from sqlalchemy import Connection

from shilu.archive.search.found import Count
from shilu.archive.views import listing
from shilu.archive.views.entities import EntityView, Told
from shilu.archive.views.listing import NameList
from shilu.archive.views.organizations import OrganizationView, organization
from shilu.archive.views.people import PersonView, person
from shilu.model import Mention
from shilu.web.errors import Failed, Problem
from shilu.web.faces import Asked, Asking, Views
from shilu.web.remembered import Remembered

views = Views("people")

_Beginning = Annotated[str, Query(max_length=40, description="How the names begin")]
_Page = Annotated[int, Query(ge=1, le=100_000)]
_Name = Annotated[str, Path(max_length=200)]

_remembered: Remembered[tuple[object, ...], NameList] = Remembered()


@views.view(
    "/people",
    template="names.html",
    answer=NameList,
    row=Count,
    rows=lambda found: found.names,
    summary="The people that reports name, those of most reports first",
)
def people(asked: Asking, beginning: _Beginning = "", page: _Page = 1) -> NameList:
    return _listed(asked, listing.people, beginning.strip(), page)


@views.view(
    "/organizations",
    template="names.html",
    answer=NameList,
    row=Count,
    rows=lambda found: found.names,
    summary="The organisations that reports name, those of most reports first",
)
def organizations(asked: Asking, beginning: _Beginning = "", page: _Page = 1) -> NameList:
    return _listed(asked, listing.organizations, beginning.strip(), page)


def _listed(
    asked: Asked, names: Callable[[Connection, str, int], NameList], beginning: str, page: int
) -> NameList:
    """A list of names, which is remembered: all of them are counted for it."""

    def made() -> NameList:
        with asked.archive.reading() as connection:
            return names(connection, beginning, page)

    return _remembered.get(asked.archive, (names, beginning, page), made)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLine:
    """Something told of a person or an organisation; `value` is its name within the document.

    `what` is a post, an event's type, a statement's mode or a commitment's stance; of a post `day`
    and `last_day` are the days it is printed first and last.
    """

    layer: str
    what: str
    day: str | None
    last_day: str | None = None
    role: str | None = None
    place: str | None = None
    fields: tuple[str, ...] = ()
    text: str = ""
    code: str
    value: str | None = None
    report: int
    headline: str | None
    source: str | None
    published: str | None
    rule: str | None = None
    doubtful: bool = False


@views.view(
    "/people/{name:path}",
    template="person.html",
    answer=PersonView,
    row=ToldLine,
    rows=lambda found: (*_posts(found), *_lines(found)),
    summary="What is told of a person: posts over time, events, statements, commitments",
)
def one_person(asked: Asking, name: _Name, page: _Page = 1) -> PersonView:
    """Several people of one name are not told apart."""
    with asked.archive.reading() as connection:
        found = person(connection, name, page)
    if found is None:
        raise Failed(Problem(404, "档案里没有这个人名", "The archive names no such person"))
    return found


@views.view(
    "/organizations/{name:path}",
    template="person.html",
    answer=OrganizationView,
    row=ToldLine,
    rows=lambda found: _lines(found),
    summary="What is told of an organisation: events, statements, commitments",
)
def one_organization(asked: Asking, name: _Name, page: _Page = 1) -> OrganizationView:
    """By its official name where that is known, else as printed."""
    with asked.archive.reading() as connection:
        found = organization(connection, name, page)
    if found is None:
        raise Failed(Problem(404, "档案里没有这个机构", "The archive names no such organisation"))
    return found


def _posts(found: PersonView) -> Iterator[ToldLine]:
    """A line for each post, with the newest document that prints it."""
    for held in found.posts:
        line = _line("posts", held.post, held.told[0], held.first_day)
        yield replace(line, last_day=held.last_day)


def _lines(found: EntityView) -> Iterator[ToldLine]:
    """A line for each event, statement and commitment of the page."""
    for each in found.events:
        event = each.event
        line = _line("events", event.type, each.told, event.date, event, each.value)
        yield replace(line, role=each.role, place=event.place)
    for told in found.statements:
        said = told.statement
        yield _line("statements", said.mode, told.told, None, said, told.value)
    for promise in found.commitments:
        made = promise.commitment
        line = _line("commitments", made.stance, promise.told, None, made, promise.value)
        yield replace(line, fields=made.fields)


def _line(
    layer: str,
    what: str,
    told: Told,
    day: str | None,
    mention: Mention | None = None,
    value: str | None = None,
) -> ToldLine:
    return ToldLine(
        layer=layer,
        what=what,
        day=day,
        text=mention.text if mention else "",
        code=told.code,
        value=value,
        report=told.report,
        headline=told.headline,
        source=told.source,
        published=told.published,
        rule=mention.rule if mention else None,
        doubtful=bool(mention and mention.doubtful is True),
    )
