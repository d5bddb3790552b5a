"""Where the values of an article lead in the archive: people, bodies, places, figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shilu.archive.search.found import Query
from shilu.briefs import region
from shilu.model import (
    Area,
    Commitment,
    Event,
    Figure,
    Organization,
    Person,
    Place,
    Record,
    Statement,
)
from shilu.show.labels import Item
from shilu.show.tables import Way, Ways
from shilu.web.addresses import brief_address, figures_address, name_address, search_address


def ways_of(record: Record) -> Ways:
    """The ways from the items of a record that the archive keeps, each to where there is more.

    >>> from shilu import read
    >>> record = read("省长李明2023年5月30日在长沙会见香港客人。")
    >>> list(ways_of(record)(record.people[0]))
    [('李明', '李明', '/people/%E6%9D%8E%E6%98%8E')]
    """
    people = {person.name for person in record.people}
    bodies = {body.name: body.canonical or body.name for body in record.organizations}

    def named(names: Iterable[str | None]) -> Iterator[Way]:
        """The pages of those that the article names as people or bodies."""
        for name in names:
            if name in people:
                yield name, name, name_address("people", name)
            elif name in bodies:
                yield name, name, name_address("organizations", bodies[name])

    def ways(item: Item) -> Iterator[Way]:
        match item:
            case Person() | Organization():
                yield from named([item.name])
            case Place():
                yield from _place(item.name)
            case Area():
                for name in item.members:
                    yield from _region(name)
            case Event():
                yield from named([*(person.name for person in item.people), *item.organizations])
                yield from _place(item.place) if item.place else ()
            case Statement():
                yield from named([item.speaker])
            case Commitment():
                yield from named([item.actor])
            case Figure(measure=str(measure)):
                about = " ".join(filter(None, (item.area, measure)))
                yield about, about, figures_address(item)

    return ways


def _place(name: str) -> Iterator[Way]:
    yield name, name, search_address(Query(), place=name)
    yield from _region(name)


def _region(name: str) -> Iterator[Way]:
    if known := region(name):
        yield f"{known.name}简报", f"brief of {known.name}", brief_address([known.name])
