"""Rows to pages: JSON lines, JSON, CSV and Parquet, by the columns that hold what is read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import BinaryIO, TypeAlias

import msgspec
from msgspec.structs import replace

from shilu.model import Page
from shilu.pages.answers import (
    BODY,
    HTML,
    Answer,
    Failure,
    Unreadable,
    cause_of,
    page_of,
    whole_characters,
)
from shilu.pages.charset import decode
from shilu.pages.compression import Joined, Reader, bound_expansion
from shilu.pages.options import MEGABYTE, Columns, Options

Row: TypeAlias = Mapping[str, object]

#: The names that columns commonly have, by what they hold; the first that a row has is taken.
COMMON: dict[str, tuple[str, ...]] = {
    "text": ("text", "content", "body", "article", "正文", "内容"),
    "html": ("html", "raw_html", "page", "raw_content"),
    "title": ("title", "headline", "标题"),
    "date": ("date", "published", "publish_date", "published_at", "pub_date", "time", "日期"),
    "url": ("url", "uri", "link", "href", "链接"),
    "id": ("id", "_id", "uuid", "doc_id"),
}
_BOM = b"\xef\xbb\xbf"
#: Rows of Parquet at a time: few, for each may be as long as a page.
_BATCH = 8
_SHOWN = 30


@dataclass(slots=True)
class Rows:
    """Rows of one input on their way to pages: their names, and which columns have been seen."""

    name: str
    id: str
    options: Options
    seen: set[str] = field(default_factory=set)

    def page(self, number: int, row: Row) -> Answer:
        """The page of the row with this number, or why it is none."""
        where = f"{self.name}:{number}"
        self.seen.update(row)
        try:
            return self._page(number, where, row)
        except Unreadable as error:
            return Failure(where, str(error))

    def missing(self) -> Iterator[Failure]:
        """Columns that were asked for by name and that no row had."""
        for each in fields(Columns):
            column = getattr(self.options.columns, each.name)
            if column and self.seen and column not in self.seen:
                yield Failure(self.name, f"no column {column!r}{_there_are(self.seen)}")

    def _page(self, number: int, where: str, row: Row) -> Page:
        text, html = self._column("text", row), self._column("html", row)
        if text is None and html is None:
            raise Unreadable(f"no column of text{_there_are(row)}; name one: --text-column")
        content = self._content(row, text, html)
        given = {role: self._string(row, role) for role in ("title", "date", "url", "id")}
        page = page_of(
            content[1],
            content[0],
            id=given["id"] or f"{self.id}-{number}",
            uri=given["url"] or where,
            url=given["url"],
        )
        return replace(page, title=given["title"], published=given["date"])

    def _content(self, row: Row, text: str | None, html: str | None) -> tuple[str, str | bytes]:
        """The media type and the text or markup of a row; what was named comes first."""
        order = [(BODY, text), (HTML, html)]
        if self.options.columns.html and not self.options.columns.text:
            order.reverse()
        for media_type, column in order:
            value = row.get(column) if column else None
            if value is None:
                continue
            if not isinstance(value, str | bytes):
                raise Unreadable(f"column {column!r} holds {_type(value)}, no text")
            if len(value) > self.options.max_page_size:
                raise Unreadable(self.options.too_large)
            return media_type, value
        raise Unreadable(f"column {text or html!r} is null")

    def _column(self, role: str, row: Row) -> str | None:
        """The column of a row that holds `role`: the one named by the caller, or a common one.

        Of the common ones the first that holds text, if one does: `page` may be a number.
        """
        if named := getattr(self.options.columns, role):
            return named if named in row else None
        there = [name for name in COMMON[role] if name in row]
        return next((name for name in there if _may_hold(role, row[name])), (*there, None)[0])

    def _string(self, row: Row, role: str) -> str | None:
        column = self._column(role, row)
        value = row.get(column) if column else None
        if isinstance(value, datetime | date):
            return value.isoformat()
        if role == "id" and isinstance(value, int):
            return str(value)
        if value is None or isinstance(value, str):
            return whole_characters(value) or None if value else None
        if column != getattr(self.options.columns, role):
            return None  # under a common name, but something else
        raise Unreadable(f"column {column!r} holds {_type(value)}, no text")


def _may_hold(role: str, value: object) -> bool:
    return isinstance(value, str | bytes | date) or (role == "id" and isinstance(value, int))


def _there_are(columns: Iterable[str]) -> str:
    names = sorted(columns)
    if not names:
        return ""
    return "; there are: " + ", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")


def _type(value: object) -> str:
    kinds = {dict: "an object", list: "a list", bool: "true or false", int: "a number"}
    return {**kinds, float: "a number"}.get(type(value), f"a {type(value).__name__}")


# --- JSON ----------------------------------------------------------------------------------------


def json_lines(file: Reader, rows: Rows) -> Iterator[Answer]:
    """A document a line; a line that is none is named by its number."""
    decoder = msgspec.json.Decoder(dict[str, object])
    for number, line in _lines(file, rows.options.max_page_size):
        if line is None:
            yield Failure(f"{rows.name}:{number}", rows.options.too_large)
            continue
        if not (line := line.removeprefix(_BOM)).strip():
            continue
        try:
            row = decoder.decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            yield Failure(f"{rows.name}:{number}", f"not a document: {cause_of(error)}")
            continue
        yield rows.page(number, row)
    yield from rows.missing()


def _lines(file: Reader, most: int) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines; None for one that is longer than `most` bytes, of which little is kept."""
    lines = io.BufferedReader(_Raw(file), MEGABYTE)
    number = 0
    while line := lines.readline(most + 1):
        number += 1
        if len(line) <= most or line.endswith(b"\n"):
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = lines.readline(MEGABYTE)
        yield number, None


class _Raw(io.RawIOBase):
    """A reader as the raw stream that the standard library's buffers want."""

    def __init__(self, file: Reader) -> None:
        # What was unpacked before a stream breaks is only given by `read1`.
        self._read: Callable[[int], bytes] = getattr(file, "read1", file.read)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def json_values(file: Reader, rows: Rows) -> Iterator[Answer]:
    """The objects of an array, or one after another; the first that is broken ends it."""
    decoder, most = json.JSONDecoder(), rows.options.max_page_size
    text = io.TextIOWrapper(io.BufferedReader(_Raw(file)), "utf-8-sig", "surrogateescape")
    buffer, number, size = text.read(MEGABYTE), 0, MEGABYTE
    at = 1 + len(buffer) - len(buffer.lstrip()) if buffer.lstrip().startswith("[") else 0
    while True:
        at = _past_separators(buffer, at)
        try:
            row, end = decoder.raw_decode(buffer, at)
        except (json.JSONDecodeError, RecursionError) as error:
            more = text.read(size) if len(buffer) - at <= most else ""
            if more:
                buffer, at, size = buffer[at:] + more, 0, 2 * size
                continue
            if buffer[at:].strip("] \t\r\n"):
                too_large = len(buffer) - at > most
                cause = rows.options.too_large if too_large else f"not JSON: {_first_line(error)}"
                yield Failure(f"{rows.name}:{number + 1}", f"{cause}; the rest is not read")
            break
        number, at, size = number + 1, end, MEGABYTE
        if isinstance(row, dict):
            yield rows.page(number, row)
        else:
            yield Failure(f"{rows.name}:{number}", f"not a document: it is {_type(row)}")
    yield from rows.missing()


def _past_separators(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n,":
        at += 1
    return at


def _first_line(error: Exception) -> str:
    return error.msg if isinstance(error, json.JSONDecodeError) else "nested too deep"


# --- CSV -----------------------------------------------------------------------------------------


def csv_rows(file: Reader, rows: Rows, delimiter: str) -> Iterator[Answer]:
    """The rows under a line of names; in whatever charset the first megabyte is."""
    head = file.read(MEGABYTE)
    charset = decode(head).charset.partition("+")[0]
    charset = "utf-8-sig" if charset == "utf-8" else charset
    csv.field_size_limit(rows.options.max_page_size)
    whole = io.BufferedReader(_Raw(Joined(head, file)))
    reader = csv.DictReader(
        io.TextIOWrapper(whole, charset, "replace", newline=""), delimiter=delimiter
    )
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            yield Failure(f"{rows.name}:{reader.line_num}", f"not a row: {cause_of(error)}")
            continue
        if row is None:
            break
        known = {name: value or None for name, value in row.items() if isinstance(name, str)}
        yield rows.page(reader.line_num, known)
    yield from rows.missing()


# --- Parquet -------------------------------------------------------------------------------------


def parquet_rows(file: BinaryIO, rows: Rows) -> Iterator[Answer]:
    """The rows of a Parquet file, only the columns that are read, a few rows at a time."""
    import pyarrow as arrow  # slow to import, and seldom wanted
    from pyarrow import parquet

    try:
        # What is read ahead would be kept for as long as its row group.
        table = parquet.ParquetFile(file, buffer_size=MEGABYTE, pre_buffer=False)
        there = table.schema_arrow.names
    except (arrow.ArrowException, OSError) as error:
        raise Unreadable(f"broken Parquet: {cause_of(error)}") from error
    rows.seen.update(there)
    if unknown := list(rows.missing()):
        yield from unknown
        return
    wanted = _wanted(there, rows.options.columns)
    packed, size, number = file.seek(0, io.SEEK_END), 0, 0
    for group in range(table.num_row_groups):
        after = number + table.metadata.row_group(group).num_rows
        try:
            for batch in table.iter_batches(_BATCH, [group], wanted):
                size += batch.nbytes
                bound_expansion(size, packed, rows.options)
                for at in range(batch.num_rows):
                    number += 1
                    yield rows.page(number, batch.slice(at, 1).to_pylist()[0])
        except (arrow.ArrowException, ValueError, OSError) as error:
            cause = cause_of(error).partition("\n")[0]
            yield Failure(f"{rows.name}:{number + 1}", f"broken up to row {after}: {cause}")
        number = after


def _wanted(there: list[str], columns: Columns) -> list[str]:
    """The columns to read: those named, and those of common names."""
    named = [getattr(columns, each.name) for each in fields(Columns)]
    common = [name for names in COMMON.values() for name in names]
    return [name for name in there if name in {*named, *common}] or there
