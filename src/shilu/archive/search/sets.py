"""Sets of ids, to and from the archive: each goes as one JSON text.

What a common word is found in are tens of thousands of ids. A row for each costs several times what
finding them does; one text costs next to nothing. All of it that is SQLite's own stands here.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

import msgspec
from sqlalchemy import (
    Connection,
    Function,
    Integer,
    Select,
    String,
    bindparam,
    column,
    func,
    select,
)

Pairs: TypeAlias = list[tuple[int, int]]
#: So many statements are remembered as they are asked: those that modules keep are few.
_STATEMENTS = 128
_ids = msgspec.json.Decoder(list[int]).decode


def ids(connection: Connection, chosen: Select[int], **asked: str | int) -> list[int]:
    """The ids that a statement selects, with what is given for its parameters."""
    return _ids(connection.execute(_as_text(chosen), asked).scalar_one())


def pairs(connection: Connection, chosen: Select[int, int], **asked: str | int) -> Pairs:
    """The pairs of ids that a statement selects, in its order."""
    first, second = connection.execute(_as_texts(chosen), asked).one()
    return list(zip(_ids(first), _ids(second), strict=True))


def listed(values: Collection[int] | Collection[str]) -> str:
    """Ids or strings as they are given for the parameter of `given_ids`."""
    return msgspec.json.encode(list(values)).decode()


def given_ids(name: str = "ids") -> Select[int]:
    """The ids that will be given for a parameter, as a table: for statements made once."""
    each = func.json_each(bindparam(name, type_=String))
    return select(each.table_valued(column("value", Integer)).c.value)


@lru_cache(_STATEMENTS)
def _as_text(chosen: Select[int]) -> Select[str]:
    return select(func.json_group_array(chosen.subquery().c[0]))


@lru_cache(_STATEMENTS)
def _as_texts(chosen: Select[int, int]) -> Select[str, str]:
    inner = chosen.subquery()
    return select(func.json_group_array(inner.c[0]), func.json_group_array(inner.c[1]))


def among(values: Collection[int]) -> Select[int]:
    """Ids as a table: one parameter, however many they are."""
    return select(_each(values).table_valued(column("value", Integer)).c.value)


def among_words(values: Collection[str]) -> Select[str]:
    """Strings as a table."""
    return select(_each(values).table_valued(column("value", String)).c.value)


def rows_of(values: Collection[Sequence[str | None]], width: int) -> Select[Any]:
    """Rows of `width` strings as a table: column `n` is a row's place, `c0`, `c1`, … its values."""
    given = _each(values).table_valued(column("key", Integer), column("value", String))
    cells = (func.json_extract(given.c.value, f"$[{at}]") for at in range(width))
    return select(given.c.key.label("n"), *(cell.label(f"c{at}") for at, cell in enumerate(cells)))


def _each(values: Collection[Any]) -> Function[Any]:
    return func.json_each(listed(values))
