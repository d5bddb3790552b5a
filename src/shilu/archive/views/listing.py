"""Lists of all the names of a kind: those that most reports name first, and how they begin."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Table, func, select

from shilu.archive import schema
from shilu.archive.rows import key
from shilu.archive.search.found import Count
from shilu.archive.search.sets import among_words

#: Names on a page, and first characters told.
A_PAGE, FIRST = 60, 40
#: Above every character.
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameList:
    """A page of names, those of most reports first; `total` is how many there are.

    `first` are the characters that most names begin with, and how many names do.
    """

    beginning: str
    total: int
    page: int
    size: int
    first: tuple[Count, ...]
    names: tuple[Count, ...]


def people(connection: Connection, beginning: str = "", page: int = 1) -> NameList:
    """The people whose names begin so, in either script."""
    return _list(connection, schema.person, beginning, page)


def organizations(connection: Connection, beginning: str = "", page: int = 1) -> NameList:
    """The organisations whose names begin so, in either script."""
    return _list(connection, schema.organization, beginning, page)


def _list(connection: Connection, table: Table, beginning: str, page: int) -> NameList:
    first = key(beginning) or ""
    column = table.c.key
    begins = (column >= first, column < first + _LAST) if first else (column.is_not(None),)
    total = connection.scalar(select(func.count(column.distinct())).where(*begins))
    return NameList(
        beginning=beginning,
        total=total or 0,
        page=page,
        size=A_PAGE,
        first=_first(connection, column),
        names=_names(connection, table, begins, page),
    )


def _names(
    connection: Connection, table: Table, begins: tuple[ColumnElement[bool], ...], page: int
) -> tuple[Count, ...]:
    """A page of the names; a report counts once, however many of its witnesses name them."""
    column, other = table.c, schema.article.c
    apart = (other.document == column.document) & (other.report != other.document)
    reports = func.count(func.coalesce(other.report, column.document).distinct()).label("reports")
    counted = select(column.key, reports).outerjoin_from(table, schema.article, apart)
    most = counted.where(*begins).group_by(column.key).order_by(reports.desc(), column.key)
    rows = connection.execute(most.limit(A_PAGE).offset((page - 1) * A_PAGE)).all()
    shown = _printed(connection, table, [row.key for row in rows])
    return tuple(Count(value=of, name=shown[of], reports=n) for of, n in rows)


def _printed(connection: Connection, table: Table, keys: list[str]) -> dict[str, str]:
    """Names as they are printed most often."""
    column = table.c
    asked = select(column.key, column.name).where(column.key.in_(among_words(keys)))
    often = asked.group_by(column.key, column.name).order_by(func.count(), column.name.desc())
    return dict(connection.execute(often).all())


def _first(connection: Connection, column: ColumnElement[str]) -> tuple[Count, ...]:
    """The characters that most names begin with."""
    character, names = func.substr(column, 1, 1), func.count(column.distinct()).label("names")
    asked = select(character, names).where(column.is_not(None)).group_by(character)
    rows = connection.execute(asked.order_by(names.desc(), character).limit(FIRST))
    return tuple(Count(value=of, name=of, reports=n) for of, n in rows)
