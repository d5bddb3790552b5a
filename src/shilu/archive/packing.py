"""What an archive keeps as bytes: pages, records and edits, packed small.

A page is kept in GB18030, which holds every character and takes two bytes for a common one. A
record is kept as JSON, by its classes' own field names, so that a later version of shilu can
still tell what it reads; it is packed against its page and against a record of our own, so that
what it repeats of the one, and what all records have in common, takes next to no room.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec
from backports import zstd
from msgspec import Struct
from msgspec.structs import force_setattr

from shilu.model import Article, Record
from shilu.text import Edit, Text

#: Of Zstandard: higher packs smaller and slower. The checksum tells what a disk has damaged.
_OPTIONS: dict[int, int] = {
    zstd.CompressionParameter.compression_level: 3,
    zstd.CompressionParameter.checksum_flag: 1,
}
_CHARSET = "gb18030"


class _Words(Struct):
    text: str
    headline: str | None = None


class _Told(Struct):
    """What a record is read as by those who ask for its article's words alone."""

    article: _Words


class Damaged(Exception):
    """What an archive has packed is no longer what it was; `Archive` says whose."""


_Edits = tuple[tuple[Edit, ...], tuple[Edit, ...]]
_encode = msgspec.json.Encoder().encode
_decode_record = msgspec.json.Decoder(Record).decode
_decode_told = msgspec.json.Decoder(_Told).decode
_decode_edits = msgspec.json.Decoder(_Edits).decode


def pack_text(text: str) -> bytes:
    """The characters of a page as received.

    >>> unpack_text(pack_text("湖南香港"))
    '湖南香港'
    """
    return zstd.compress(text.encode(_CHARSET), options=_OPTIONS)


def unpack_text(packed: bytes) -> str:
    """The characters that were packed."""
    return _whole(packed).decode(_CHARSET)


def pack_record(record: Record, source: str) -> bytes:
    """A record of the page `source`, without its way back to it, which `pack_edits` keeps."""
    return zstd.compress(_encode(record), options=_OPTIONS, zstd_dict=_against(source).as_prefix)


def unpack_record(packed: bytes, source: str) -> Record:
    """The record of the page `source` that was packed."""
    return _decode_record(_unpacked(packed, source))


def unpack_article_text(packed: bytes, source: str) -> str:
    """The article's text of a record that was packed, without making the rest of it."""
    return _decode_told(_unpacked(packed, source)).article.text


def unpack_words(packed: bytes, source: str) -> Article:
    """The article of a record that was packed, headline and text alone.

    They can be told of any record, whatever else a later version of shilu has made otherwise.
    """
    told = _decode_told(_unpacked(packed, source)).article
    return Article(headline=told.headline, text=told.text)


def pack_edits(record: Record) -> bytes | None:
    """The edits that made the restored page and the body; None where the page was left as it was.

    Only a record made by reading has them.
    """
    body, page = getattr(record, "_body", None), getattr(record, "_page", None)
    if not isinstance(body, Text) or not isinstance(page, Text) or not (body.edits or page.edits):
        return None
    return zstd.compress(_encode((body.edits, page.edits)), options=_OPTIONS)


def with_edits(record: Record, source: str, packed: bytes | None) -> Record:
    """The record with its body and its restored page over `source`, the page as received."""
    body, page = _decode_edits(_whole(packed)) if packed else ((), ())
    force_setattr(record, "_body", Text(source, body))
    force_setattr(record, "_page", Text(source, page))
    return record


def _unpacked(packed: bytes, source: str) -> bytes:
    return _whole(packed, zstd_dict=_against(source).as_prefix)


def _whole(packed: bytes, zstd_dict: tuple[zstd.ZstdDict, int] | None = None) -> bytes:
    """What was packed; raises `Damaged` where that cannot be told."""
    try:
        return zstd.decompress(packed, zstd_dict)
    except zstd.ZstdError as error:
        raise Damaged from error


def _against(source: str) -> zstd.ZstdDict:
    """What a record is packed against; what stands last in it is nearest at hand."""
    return zstd.ZstdDict(_common() + source.encode(), is_raw=True)


@cache
def _common() -> bytes:
    """A record that shows what all have in common. Archives lean on it: it never changes."""
    return (files("shilu.archive") / "common.json").read_bytes()
