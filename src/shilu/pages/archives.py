"""Web archives: the pages in WARC and WET, every whole record of a broken file among them.

fastwarc reads the records. It ends without a word where a file is cut short and raises where one is
broken; then the next record is looked for by how records begin, and what lies between is named.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from backports import zstd
from fastwarc.warc import ArchiveIterator, WarcRecord

from shilu.pages.answers import (
    HTML,
    TEXT,
    Answer,
    Failure,
    Unreadable,
    cause_of,
    opens_like_markup,
    page_of,
    passed_over,
    readable,
)
from shilu.pages.compression import BROKEN, GZIP, body_unpacked, dechunked, packing
from shilu.pages.kinds import is_other
from shilu.pages.options import MEGABYTE, Options

#: The types of records that hold pages: as received, as found elsewhere, and as text.
_PAGES = ("response", "resource", "conversion")

#: How a record begins, packed or not; of what looks so, `_begins` tells whether it is one.
_STARTS = {
    GZIP: re.compile(rb"\x1f\x8b\x08[\x00-\x1f]"),
    None: re.compile(rb"WARC/[01]\.\d{1,2}\r?\n(?=WARC-|Content-)", re.I),
}
_ZSTD_START = re.compile(rb"\x28\xb5\x2f\xfd")
_OPENING = b"WARC/"
_LONGEST_START = 32
_LOOKED_AT = 512

#: Space for the headers of HTTP beside a page of the largest size.
_HEADERS = 64 * 1024
_STATUS = re.compile(rb"HTTP/\S+ +(\d{3})")
_FIELD = re.compile(
    rb"^(content-type|content-encoding|transfer-encoding)[ \t]*:[ \t]*([^\r\n]*)", re.I | re.M
)
_HEADERS_END = re.compile(rb"\r?\n\r?\n")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{2,40})""", re.I)
_HTML_TYPES = ("text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml")
_UNTOLD_TYPES = ("", "application/octet-stream", "unknown/unknown", "text/plain")


@dataclass(frozen=True, slots=True)
class _Record:
    """One whole record: its type, what its headers say, and its block."""

    type: str
    content_type: str
    url: str | None
    date: str | None
    id: str
    block: bytes | None
    where: str


@dataclass(frozen=True, slots=True)
class _Body:
    """What a response carries: its media type, the charset its sender names, and its bytes."""

    media_type: str
    header: str | None
    data: bytes


def archive_pages(file: BinaryIO, name: str, id: str, options: Options) -> Iterator[Answer]:
    """The pages of an archive, in order; what is broken is named, what is no page is counted.

    `file` is an archive as stored, at most packed by records, and can be sought in.
    """
    counts: Counter[str] = Counter()
    pages = 0
    for record in _records(file, name, id, options.max_page_size + _HEADERS):
        if isinstance(record, Failure):
            yield record
            continue
        try:
            found = _page_of_record(record, options)
        except Unreadable as error:
            yield Failure(record.where, str(error))
            continue
        if isinstance(found, str):
            counts[found] += 1
        else:
            pages += 1
            yield found
    yield from passed_over(name, counts)


# --- records -------------------------------------------------------------------------------------


def _records(file: BinaryIO, name: str, id: str, most: int) -> Iterator[_Record | Failure]:
    """Every whole record, and a failure for each stretch that holds none."""
    magic = packing(file.read(4))
    start: int | None = 0
    gap: tuple[int, str] | None = None
    while start is not None:
        file.seek(start)
        sound, cause = start + 1, None
        try:
            for record in ArchiveIterator(file, parse_http=False, strict_mode=False):
                at = record.stream_pos
                sound = at + 1
                found = _whole(record, f"{name}, byte {at}", f"{id}-{at}", most)
                if found is None:
                    cause = f"the record of {_url(record)} is cut short"
                    break
                if gap:
                    yield _gap(name, gap, at)
                    gap = None
                yield found
                sound = at + (record.content_length if magic is None else 1)
        except OSError as error:
            cause = cause_of(error)
        start = _next_start(file, sound, magic)
        if gap is None and (cause or start is not None):
            gap = (sound - 1, cause or "a record is cut short")
    if gap:
        yield _gap(name, gap, None)


def _gap(name: str, gap: tuple[int, str], end: int | None) -> Failure:
    """What is said of a stretch without whole records."""
    upto = "the end" if end is None else f"byte {end}"
    return Failure(f"{name}, after byte {gap[0]}", f"no whole record up to {upto}: {gap[1]}")


def _whole(record: WarcRecord, where: str, id: str, most: int) -> _Record | None:
    """A record with its block, None where that is not whole; without a block where it is too large.

    The length a record gives is never asked for at once: it may be any number.
    """
    length, headers = record.content_length, record.headers
    said = headers.get("Content-Length") or ""
    kind = str(record.record_type)
    wanted = kind in _PAGES and length <= most
    block: bytes | None = None
    if wanted:
        block = _block(record, length)
    read = len(block) if block is not None else record.consume()
    if read < length or said.strip() != str(length):
        return None
    return _Record(
        kind,
        headers.get("Content-Type") or "",
        _url(record),
        headers.get("WARC-Date"),
        (record.record_id or "").strip("<>").removeprefix("urn:uuid:") or id,
        block,
        where,
    )


def _block(record: WarcRecord, length: int) -> bytes:
    reader = record.reader
    if length <= MEGABYTE:
        return reader.read(length)
    parts = []
    while length > 0 and (part := reader.read(min(length, MEGABYTE))):
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def _url(record: WarcRecord) -> str | None:
    url = record.headers.get("WARC-Target-URI")
    return url.strip("<>") if url else None


def _next_start(file: BinaryIO, at: int, magic: bytes | None) -> int | None:
    """Where the next record begins, from `at` on; None where none does."""
    pattern = _STARTS.get(magic, _ZSTD_START)
    file.seek(at)
    kept = b""
    while chunk := file.read(MEGABYTE):
        data = kept + chunk
        base = at - len(kept)
        for m in pattern.finditer(data):
            if _begins(data[m.start() : m.start() + _LOOKED_AT], magic):
                return base + m.start()
        at += len(chunk)
        kept = data[-_LONGEST_START:]
    return None


def _begins(data: bytes, magic: bytes | None) -> bool:
    """Whether what looks like the start of a packed record unpacks like one."""
    try:
        if magic is None:
            return True
        if magic == GZIP:
            found = zlib.decompressobj(31).decompress(data, len(_OPENING))
        else:
            found = zstd.ZstdDecompressor().decompress(data, len(_OPENING))
    except BROKEN:
        return False
    return _OPENING.startswith(found) if len(data) < _LOOKED_AT else found == _OPENING


# --- pages ---------------------------------------------------------------------------------------


def _page_of_record(record: _Record, options: Options) -> Answer | str:
    """The page that a record holds; a word for what it is where it holds none."""
    if record.type not in _PAGES:
        return f"{record.type} records"
    if record.block is None:
        raise Unreadable(options.too_large)
    body = _body(record, record.block, options)
    if isinstance(body, str):
        return body
    if len(body.data) > options.max_page_size:
        raise Unreadable(options.too_large)
    page = page_of(
        body.data,
        body.media_type,
        id=record.id,
        uri=record.url or record.where,
        header=body.header,
        url=record.url,
        fetched=record.date,
    )
    return readable(page)


def _body(record: _Record, block: bytes, options: Options) -> _Body | str:
    if record.type == "conversion":
        return _Body(TEXT, _charset(record.content_type), block)
    if not record.content_type.lower().startswith("application/http"):
        return _if_page(record.content_type, block)
    end = _HEADERS_END.search(block, 0, _HEADERS)
    status = _STATUS.match(block)
    if end is None or status is None:
        raise Unreadable("broken headers of HTTP")
    if not status[1].startswith(b"2"):
        return f"answers of status {status[1].decode()}"
    fields = {m[1].lower(): m[2].decode("latin-1") for m in _FIELD.finditer(block, 0, end.start())}
    media = fields.get(b"content-type", "")
    if _media(media) not in (*_HTML_TYPES, *_UNTOLD_TYPES):
        return "answers of other types"
    data = block[end.end() :]
    if "chunked" in fields.get(b"transfer-encoding", "").lower():
        data = dechunked(data)
    if coding := fields.get(b"content-encoding"):
        data = body_unpacked(data, coding, options.max_page_size)
    return _if_page(media, data)


def _if_page(content_type: str, data: bytes) -> _Body | str:
    """The body where it is HTML, by what is said of it and by how it begins."""
    media = _media(content_type)
    body = _Body(HTML, _charset(content_type), data)
    if media in _HTML_TYPES and not is_other(data[:_LOOKED_AT]):
        return body
    if media in _UNTOLD_TYPES and opens_like_markup(data[:_LOOKED_AT].decode("latin-1")):
        return body
    return "answers of other types"


def _charset(content_type: str) -> str | None:
    said = _CHARSET.search(content_type)
    return said[1] if said else None


def _media(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()
