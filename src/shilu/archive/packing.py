"""What an archive keeps as bytes: pages, records and edits, packed small.

A record is kept as MessagePack by its classes' own field names, so that a later version of shilu
can still tell what it reads; Zstandard takes the repetition out again.
"""

from __future__ import annotations

import msgspec
from backports import zstd
from msgspec import Struct
from msgspec.structs import force_setattr

from shilu.model import Record
from shilu.text import Edit, Text

#: Of Zstandard: higher packs smaller and slower.
_LEVEL = 3


class _Text(Struct):
    text: str


class _Told(Struct):
    """What a record is read as by those who ask for its article's text alone."""

    article: _Text


_Edits = tuple[tuple[Edit, ...], tuple[Edit, ...]]
_encode = msgspec.msgpack.Encoder().encode
_decode_record = msgspec.msgpack.Decoder(Record).decode
_decode_told = msgspec.msgpack.Decoder(_Told).decode
_decode_edits = msgspec.msgpack.Decoder(_Edits).decode


def pack_text(text: str) -> bytes:
    """The characters of a page as received.

    >>> unpack_text(pack_text("湖南香港"))
    '湖南香港'
    """
    return zstd.compress(text.encode(), _LEVEL)


def unpack_text(packed: bytes) -> str:
    """The characters that were packed."""
    return zstd.decompress(packed).decode()


def pack_record(record: Record) -> bytes:
    """A record without its way back to the page, which `pack_edits` keeps."""
    return zstd.compress(_encode(record), _LEVEL)


def unpack_record(packed: bytes) -> Record:
    """The record that was packed; raises `msgspec.DecodeError` where it is none."""
    return _decode_record(zstd.decompress(packed))


def unpack_article_text(packed: bytes) -> str:
    """The article's text of a record that was packed, without making the rest of it."""
    return _decode_told(zstd.decompress(packed)).article.text


def pack_edits(record: Record) -> bytes | None:
    """The edits that made the restored page and the body; None where the page was left as it was.

    Only a record made by reading has them.
    """
    body, page = getattr(record, "_body", None), getattr(record, "_page", None)
    if not isinstance(body, Text) or not isinstance(page, Text) or not (body.edits or page.edits):
        return None
    return zstd.compress(_encode((body.edits, page.edits)), _LEVEL)


def with_edits(record: Record, source: str, packed: bytes | None) -> Record:
    """The record with its body and its restored page over `source`, the page as received."""
    body, page = _decode_edits(zstd.decompress(packed)) if packed else ((), ())
    force_setattr(record, "_body", Text(source, body))
    force_setattr(record, "_page", Text(source, page))
    return record
