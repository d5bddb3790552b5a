"""Rows as CSV that spreadsheets open as it is meant."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO
from typing import Any

import msgspec

from shilu.cells import cell

#: By this a spreadsheet knows UTF-8.
_MARK = "\ufeff"


def columns_of(row: type) -> tuple[str, ...]:
    """The names of the columns: the fields of a struct or dataclass."""
    if issubclass(row, msgspec.Struct):
        return row.__struct_fields__
    names: dict[str, Any] = row.__dataclass_fields__  # type: ignore[attr-defined]
    return tuple(names)


def csv_text(row: type, rows: Iterable[Any]) -> str:
    r"""Rows of the type `row` as CSV, under the names of its fields.

    >>> from shilu.model import Refusal
    >>> csv_text(Refusal, [Refusal(reason="=1+1", rule="a")])
    "\ufeffreason,rule\r\n'=1+1,a\r\n"
    """
    names = columns_of(row)
    written = StringIO()
    written.write(_MARK)
    writer = csv.writer(written)
    writer.writerow(names)
    for each in rows:
        writer.writerow([cell(getattr(each, name)) for name in names])
    return written.getvalue()
