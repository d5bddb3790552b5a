"""The rows that a record makes in the tables of values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, TypeAlias

from sqlalchemy import Connection, Table

from shilu.archive import schema
from shilu.briefs.gather import channel_of
from shilu.briefs.pages import areas_of
from shilu.briefs.series import bare_measure
from shilu.folding import fold
from shilu.model import Mention, Record

#: The values of a row, in the order of its table's columns.
Row: TypeAlias = tuple[Any, ...]
Rows: TypeAlias = dict[Table, list[Row]]

#: So many names are remembered folded: the same ones stand in article after article.
_NAMES = 1 << 15
#: Of whole numbers, the largest that SQLite holds as one.
_WHOLE = 2**63 - 1


def value_rows(record: Record) -> Rows:
    """The rows of every table of values, each without the document's id that begins it.

    >>> from shilu import read
    >>> record = read("省长李明2023年5月30日在长沙会见香港客人。", published="2023-05-31")
    >>> value_rows(record)[schema.person]
    [(0, 2, 4, '李明', '李明', '省长')]
    """
    rows: Rows = defaultdict(list)
    for table, row in (*_names(record), *_told(record), *_figures(record)):
        rows[table].append(row)
    rows[schema.region] = [(name,) for name in sorted(areas_of(record))]
    return rows


def insert_rows(connection: Connection, rows: Rows) -> None:
    """Insert rows given in the order of their table's columns, table by table."""
    for table in schema.metadata.sorted_tables:
        if found := rows.get(table):
            connection.exec_driver_sql(_statement(table), found)


def key(name: str | None) -> str | None:
    """A name as it is looked up: folded, without the spaces around it."""
    return _folded(name) if name else None


@lru_cache(_NAMES)
def _folded(name: str) -> str:
    return fold(name).strip()


@cache
def _statement(table: Table) -> str:
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    marks = ", ".join("?" * len(table.columns))
    return f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})'


def _at(mention: Mention | None) -> tuple[int | None, int | None]:
    origin = mention.origin if mention else None
    return (origin.start, origin.end) if origin else (None, None)


def _first(mentions: tuple[Mention, ...]) -> tuple[int | None, int | None]:
    return _at(mentions[0] if mentions else None)


def _names(record: Record) -> Iterator[tuple[Table, Row]]:
    for n, person in enumerate(record.people):
        posts = "；".join(person.posts) or None
        yield schema.person, (n, *_first(person.mentions), key(person.name), person.name, posts)
    for n, body in enumerate(record.organizations):
        name = body.canonical or body.name
        yield schema.organization, (n, *_first(body.mentions), key(name), name)
    for n, place in enumerate(record.places):
        yield (
            schema.place,
            (n, *_first(place.mentions), key(place.name), place.name, place.code),
        )


def _told(record: Record) -> Iterator[tuple[Table, Row]]:
    for n, event in enumerate(record.events):
        told = (event.type, event.date, event.place, event.occasion)
        yield schema.event, (n, *_at(event), *told)
        present = [(p.name, str(p.role)) for p in event.people]
        present += [(name, "organization") for name in event.organizations]
        for i, (name, role) in enumerate(present):
            yield schema.participant, (n, i, key(name), name, role)
    for n, said in enumerate(record.statements):
        speaker = (key(said.speaker), said.speaker, said.addressee or None)
        yield schema.statement, (n, *_at(said), *speaker, said.mode)
    for n, promise in enumerate(record.commitments):
        actor = (key(promise.actor), promise.actor, promise.stance)
        about = ("；".join(promise.fields) or None, channel_of(promise.fields))
        linked = [link.text if link else None for link in (promise.amount, promise.deadline)]
        yield schema.commitment, (n, *_at(promise), *actor, *about, *linked)
        for field in dict.fromkeys(promise.fields):
            yield schema.field, (n, field)


def _figures(record: Record) -> Iterator[tuple[Table, Row]]:
    for n, f in enumerate(record.figures):
        measure = (bare_measure(f) if f.measure else None, f.measure)
        about = (*measure, f.area, f.counterpart, f.period)
        value = (f.bound, _number(f.low), _number(f.high))
        yield schema.figure, (n, *_at(f), *about, f.unit, f.change, *value)


def _number(value: int | float | None) -> int | float | None:
    """A value as a column holds it; what is printed may be larger than any whole number there."""
    return value if value is None or abs(value) <= _WHOLE else float(value)
