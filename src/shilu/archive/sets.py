"""Sets of ids, to and from the archive: each goes as one JSON text.

What a common word is found in are tens of thousands of ids. A row for each costs several times what
finding them does; one text costs next to nothing. All of it that is SQLite's own stands here.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import msgspec
from sqlalchemy import Connection, Function, Integer, Select, String, column, func, select

_ids = msgspec.json.Decoder(list[int]).decode


def ids(connection: Connection, chosen: Select[int]) -> list[int]:
    """The ids that a statement selects."""
    inner = chosen.subquery()
    return _ids(connection.execute(select(func.json_group_array(inner.c[0]))).scalar_one())


def pairs(connection: Connection, chosen: Select[int, int]) -> list[tuple[int, int]]:
    """The pairs of ids that a statement selects, in its order."""
    inner = chosen.subquery()
    both = select(func.json_group_array(inner.c[0]), func.json_group_array(inner.c[1]))
    first, second = connection.execute(both).one()
    return list(zip(_ids(first), _ids(second), strict=True))


def among(values: Collection[int]) -> Select[int]:
    """Ids as a table: one parameter, however many they are."""
    return select(_each(values).table_valued(column("value", Integer)).c.value)


def among_words(values: Collection[str]) -> Select[str]:
    """Strings as a table."""
    return select(_each(values).table_valued(column("value", String)).c.value)


def _each(values: Collection[int] | Collection[str]) -> Function[Any]:
    return func.json_each(msgspec.json.encode(list(values)).decode())
