"""Labels: what an article can be narrowed by, as numbers in one row, for counting.

Who is named in thousands of articles is told by thousands of short rows of numbers at once; the
tables of values would give a row for each name in each. Labels are made from those.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, get_args

from sqlalchemy import Connection, func, select

from shilu.archive import schema
from shilu.archive.rows import Rows, insert_rows, key
from shilu.archive.search.sets import among_words
from shilu.model import Article

Kind = Literal["people", "organizations", "places", "events", "fields", "sources", "years"]
KINDS: tuple[Kind, ...] = get_args(Kind)
#: A label's id tells its kind: the remainder by this is its place in `KINDS`.
STEP = 8


class Label(NamedTuple):
    """A value of a kind, as it is looked up, and what it is called."""

    kind: Kind
    key: str
    name: str


def put(connection: Connection, articles: Sequence[tuple[int, Article, Rows]]) -> None:
    """Label articles, given with the rows of their values."""
    found = {id: list(_labels(article, rows)) for id, article, rows in articles}
    names: dict[Kind, dict[str, str]] = defaultdict(dict)
    for labels in found.values():
        for label in labels:
            names[label.kind].setdefault(label.key, label.name)
    ids = {kind: _ids(connection, kind, named) for kind, named in names.items()}
    rows = []
    for id, labels in found.items():
        own = sorted({ids[label.kind][label.key] for label in labels})
        rows.append((id, ",".join(map(str, own))))
    insert_rows(connection, {schema.labels: rows})


def _labels(article: Article, rows: Rows) -> Iterator[Label]:
    for _, _, _, of, name, *_ in rows.get(schema.person, ()):
        yield Label("people", of, name)
    for _, _, _, of, name in rows.get(schema.organization, ()):
        yield Label("organizations", of, name)
    for (area,) in rows.get(schema.region, ()):
        yield Label("places", area, area)
    for _, _, _, type, *_ in rows.get(schema.event, ()):
        yield Label("events", type, type)
    for _, field in rows.get(schema.field, ()):
        yield Label("fields", field, field)
    if of := key(article.source):
        yield Label("sources", of, article.source or of)
    if article.published:
        year = article.published[:4]
        yield Label("years", year, year)


def _ids(connection: Connection, kind: Kind, names: dict[str, str]) -> dict[str, int]:
    """The ids of labels of one kind; those that are new are put in."""
    label, number = schema.label.c, KINDS.index(kind)
    known = select(label.key, label.id).where(
        label.kind == number, label.key.in_(among_words(list(names)))
    )
    ids = dict(connection.execute(known).all())
    last = connection.scalar(select(func.max(label.id)).where(label.kind == number))
    first = number if last is None else last + STEP
    new = [(first + n * STEP, of) for n, of in enumerate(names.keys() - ids.keys())]
    insert_rows(connection, {schema.label: [(id, number, of, names[of]) for id, of in new]})
    return ids | {of: id for id, of in new}
