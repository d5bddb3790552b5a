"""Names that begin alike: what a search page completes a name by."""

from __future__ import annotations

from sqlalchemy import Connection, Table, func, select

from shilu.archive.rows import key
from shilu.archive.search.found import Count
from shilu.archive.search.ranking import Matches
from shilu.archive.search.sets import ids

#: Above every character.
_LAST = "\U0010ffff"


def names_like(
    connection: Connection, table: Table, beginning: str, limit: int
) -> tuple[Count, ...]:
    """The names of a table that begin so, in either script, those of most reports first."""
    first = key(beginning)
    if not first:
        return ()
    column = table.c
    most = func.count().desc()
    alike = select(column.key).where(column.key >= first, column.key < first + _LAST)
    chosen = alike.group_by(column.key).order_by(most, column.key).limit(limit)
    found = []
    for name in connection.scalars(chosen).all():
        documents = set(ids(connection, select(column.document).where(column.key == name)))
        shown = connection.scalar(select(column.name).where(column.key == name).limit(1))
        reports = len(Matches.of(connection, documents))
        found.append(Count(value=name, name=shown or name, reports=reports))
    return tuple(sorted(found, key=lambda count: (-count.reports, count.value)))
