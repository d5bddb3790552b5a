"""The forms of an export, each a writer of articles one after another, at a steady size in memory.

Every writer makes its file or its folder under a passing name and gives it its own once it is
whole; an earlier export that stood there is replaced then, not sooner.
"""

from __future__ import annotations

import csv
import errno
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter
from msgspec.structs import replace

from shilu.archive.kept import Kept
from shilu.cells import BETWEEN, cell
from shilu.export.tables import TABLES, Kind, Row, columns_of, rows_of

Write: TypeAlias = Callable[[Kept], None]
#: Opens a form at a path for some tables, with or without articles' texts.
Form: TypeAlias = Callable[..., Any]

#: Rows of Parquet that are written in one go.
_BATCH = 20_000
#: A sheet of Excel holds so many rows, a cell so many characters (Microsoft, "Excel specifications
#: and limits").
_SHEET_ROWS, _CELL = 1_048_576, 32_767


@contextmanager
def jsonl(path: Path, tables: Sequence[str], *, with_text: bool) -> Iterator[Write]:
    """One record a line, with its document's code and its report; `tables` do not matter."""
    encode = msgspec.json.Encoder().encode
    with _whole(path) as part, part.open("wb") as stream:

        def write(kept: Kept) -> None:
            record = kept.record
            if not with_text:
                record = replace(record, article=replace(record.article, text=""))
            head = {"document": kept.code, "report": kept.report, "best": kept.best}
            stream.write(encode({**head, "record": record}) + b"\n")

        yield write


@contextmanager
def delimited(path: Path, tables: Sequence[str], *, with_text: bool) -> Iterator[Write]:
    """A folder of CSV files, one a table; for one table alone, a file.

    UTF-8 with a byte order mark, which Excel needs to see that it is; lists are parted by ；. A
    cell of text that a spreadsheet would take for a formula has an apostrophe before it.
    """
    with _whole(path) as part, ExitStack() as stack:
        writers = {}
        for name in tables:
            file = _file_in(part, name, "csv", alone=len(tables) == 1)
            stream = stack.enter_context(file.open("w", encoding="utf-8-sig", newline=""))
            writers[name] = csv.writer(stream)
            writers[name].writerow(c for c, _ in columns_of(name, with_text=with_text))

        def write(kept: Kept) -> None:
            for name, writer in writers.items():
                for row in rows_of(name, kept, with_text=with_text):
                    writer.writerow(map(cell, row))

        yield write


@contextmanager
def parquet(path: Path, tables: Sequence[str], *, with_text: bool) -> Iterator[Write]:
    """A folder of Parquet files, one a table; for one table alone, a file. Columns are typed."""
    with _whole(path) as part, ExitStack() as stack:
        buffers: dict[str, list[Row]] = {name: [] for name in tables}
        schemas = {name: _arrow_schema(columns_of(name, with_text=with_text)) for name in tables}
        writers = {
            name: stack.enter_context(
                pq.ParquetWriter(
                    _file_in(part, name, "parquet", alone=len(tables) == 1),
                    schemas[name],
                    compression="zstd",
                )
            )
            for name in tables
        }

        def flush(name: str) -> None:
            rows, buffers[name] = buffers[name], []
            if rows:
                columns = zip(*rows, strict=True)
                arrays = [pa.array(c, f.type) for c, f in zip(columns, schemas[name], strict=True)]
                writers[name].write_table(pa.Table.from_arrays(arrays, schema=schemas[name]))

        def write(kept: Kept) -> None:
            for name, buffer in buffers.items():
                buffer.extend(rows_of(name, kept, with_text=with_text))
                if len(buffer) >= _BATCH:
                    flush(name)

        yield write
        for name in tables:
            flush(name)


@contextmanager
def workbook(path: Path, tables: Sequence[str], *, with_text: bool) -> Iterator[Write]:
    """A workbook with a sheet for each table; a full sheet is gone on with in another.

    Text longer than a cell may hold is cut at its end, and ends with an ellipsis.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with _whole(path) as part, xlsxwriter.Workbook(part, options) as book:
        sheets = {name: _Sheet(book, name, with_text=with_text) for name in tables}

        def write(kept: Kept) -> None:
            for name, sheet in sheets.items():
                for row in rows_of(name, kept, with_text=with_text):
                    sheet.add(row)

        yield write


class _Sheet:
    """The sheets of one table."""

    def __init__(self, book: xlsxwriter.Workbook, name: str, *, with_text: bool) -> None:
        self.book = book
        self.name = name
        self.heads = [column for column, _ in columns_of(name, with_text=with_text)]
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.head = book.add_format({"bold": True})
        self.number = 0
        self._next()

    def _next(self) -> None:
        self.number += 1
        name = self.name if self.number == 1 else f"{self.name} {self.number}"
        self.sheet = self.book.add_worksheet(name)
        self.sheet.freeze_panes(1, 0)
        self.sheet.write_row(0, 0, self.heads, self.head)
        self.row = 1

    def add(self, row: Row) -> None:
        if self.row == _SHEET_ROWS:
            self._next()
        for column, value in enumerate(row):
            self._write(column, value)
        self.row += 1

    def _write(self, column: int, value: Any) -> None:
        if isinstance(value, bool):
            self.sheet.write_boolean(self.row, column, value)
        elif isinstance(value, int | float):
            self.sheet.write_number(self.row, column, value)
        elif isinstance(value, date):
            self.sheet.write_datetime(self.row, column, value, self.day)
        elif value is not None:
            text = BETWEEN.join(value) if isinstance(value, list) else str(value)
            cut = text if len(text) <= _CELL else text[: _CELL - 1] + "…"
            self.sheet.write_string(self.row, column, cut)


FORMS: dict[str, Form] = {
    "jsonl": jsonl,
    "csv": delimited,
    "parquet": parquet,
    "xlsx": workbook,
}


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """A passing name beside `path`, which takes its name when the block ends well.

    Raises FileExistsError where `path` is a folder that holds anything but an export.
    """
    if path.is_dir() and any(each.stem not in TABLES for each in path.iterdir()):
        raise FileExistsError(errno.EEXIST, "the folder holds other files", str(path))
    part = path.with_name(path.name + ".part")
    _remove(part)
    try:
        yield part
        if path.is_dir():
            _remove(path)
        part.replace(path)
    finally:
        _remove(part)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _file_in(part: Path, name: str, ending: str, *, alone: bool) -> Path:
    """The file of a table: the export itself where it is alone, else one in its folder."""
    if alone:
        return part
    part.mkdir(exist_ok=True)
    return part / f"{name}.{ending}"


_ARROW: dict[Kind, pa.DataType] = {
    "string": pa.string(),
    "int": pa.int64(),
    "float": pa.float64(),
    "day": pa.date32(),
    "bool": pa.bool_(),
    "list": pa.list_(pa.string()),
}


def _arrow_schema(columns: tuple[tuple[str, Kind], ...]) -> pa.Schema:
    return pa.schema([pa.field(name, _ARROW[kind]) for name, kind in columns])
