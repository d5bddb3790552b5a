"""Compressed bytes: told by how they begin, unpacked as a stream, no further than the bound."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable
from typing import Protocol

import brotli
from backports import zstd

from shilu.pages.answers import Unreadable, cause_of
from shilu.pages.options import MEGABYTE, Options

GZIP = b"\x1f\x8b\x08"
ZSTD = b"\x28\xb5\x2f\xfd"
#: Zstandard frames that hold no data, such as a dictionary, begin with one of these.
_ZSTD_SKIPPED = tuple(bytes((0x50 + n, 0x2A, 0x4D, 0x18)) for n in range(16))

#: Nobody packs anything oftener.
MAX_LAYERS = 3
#: What is read at the start of an input to tell its kind.
HEAD = 64 * 1024
#: Below this much, however tightly it was packed, nothing is suspicious.
_HARMLESS = 64 * MEGABYTE

#: What broken compressed data raise.
BROKEN = (EOFError, OSError, zlib.error, zstd.ZstdError, brotli.error)


class Reader(Protocol):
    """What can be read from."""

    def read(self, size: int = -1, /) -> bytes: ...


def packing(head: bytes) -> bytes | None:
    """The magic number of what `head` is packed in; None where it is not packed."""
    if head.startswith(GZIP):
        return GZIP
    return ZSTD if head.startswith((ZSTD, *_ZSTD_SKIPPED)) else None


def unpacked_head(head: bytes) -> tuple[int, bytes]:
    """In how many layers an input is packed, and how it begins under them, told by its `head`."""
    layers = 0
    while magic := packing(head):
        layers += 1
        if layers > MAX_LAYERS:
            raise Unreadable(f"packed more than {MAX_LAYERS} times over, so not read")
        try:
            head = _begin(magic, head)
        except BROKEN as error:
            raise Unreadable(f"broken compressed data: {cause_of(error)}") from error
    return layers, head


def _begin(magic: bytes, head: bytes) -> bytes:
    if magic == GZIP:
        return zlib.decompressobj(31).decompress(head, HEAD)
    with zstd.ZstdFile(io.BytesIO(head)) as file:
        return file.read1(HEAD)


def unpacked(file: Reader, layers: int, options: Options) -> Reader:
    """The stream under `layers` of packing."""
    for _ in range(layers):
        file = io.BufferedReader(_Unpacked(file, options), HEAD)
    return file


def bound_expansion(size: int, packed: int, options: Options) -> None:
    """Raise Unreadable where `packed` bytes have swollen to a `size` past the bound."""
    if size > max(_HARMLESS, options.max_expansion * packed):
        raise Unreadable(
            f"swells to more than {options.max_expansion} times its size, so not read on"
            " (--max-expansion raises the bound)"
        )


class _Meter(io.RawIOBase):
    """A stream that counts what is read from it."""

    def __init__(self, file: Reader) -> None:
        self._file = file
        self.count = 0

    def read(self, size: int = -1, /) -> bytes:
        data = self._file.read(size)
        self.count += len(data)
        return data


class _Unpacked(io.RawIOBase):
    """A packed stream, unpacked; raises Unreadable where it is broken or swells past the bound."""

    def __init__(self, file: Reader, options: Options) -> None:
        head = file.read(len(ZSTD))
        self._packed = _Meter(Joined(head, file))
        self._options = options
        self._count = 0
        self._inner: gzip.GzipFile | zstd.ZstdFile
        if packing(head) == GZIP:
            self._inner = gzip.GzipFile(fileobj=self._packed, mode="rb")
        else:
            self._inner = zstd.ZstdFile(self._packed, "rb")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            data = self._inner.read1(len(buffer))
        except BROKEN as error:
            raise Unreadable(f"broken compressed data: {cause_of(error)}") from error
        self._count += len(data)
        bound_expansion(self._count, self._packed.count, self._options)
        buffer[: len(data)] = data
        return len(data)


class Joined:
    """What was read of a stream already, and then the rest of it."""

    def __init__(self, head: bytes, file: Reader) -> None:
        self._head = io.BytesIO(head)
        self._file = file

    def read(self, size: int = -1) -> bytes:
        """As much as is asked for, or all; less only at the end."""
        data = self._head.read(size)
        if size < 0 or len(data) < size:
            data += self._file.read(size - len(data) if size >= 0 else -1)
        return data


# --- bodies of HTTP ------------------------------------------------------------------------------


def body_unpacked(body: bytes, coding: str, limit: int) -> bytes:
    """A body of HTTP without its content codings; raises Unreadable where they are broken.

    Crawlers unpack bodies and keep the header, so a body that is not packed as said is taken as it
    is where that can be told. Not much more than `limit` bytes are unpacked.
    """
    for name in reversed([part.strip().lower() for part in coding.split(",")]):
        unpack = _CODINGS.get(name)
        if unpack is None:
            continue
        try:
            body = unpack(body, limit + 1)
        except BROKEN as error:
            raise Unreadable(f"broken {name} body: {cause_of(error)}") from error
    return body


def _gunzipped(body: bytes, limit: int) -> bytes:
    """The members of gzip one after another; what follows them is not theirs."""
    if not body.startswith(GZIP):
        return body
    parts: list[bytes] = []
    file = gzip.GzipFile(fileobj=io.BytesIO(body))
    try:
        while limit > 0 and (part := file.read1(limit)):
            parts.append(part)
            limit -= len(part)
    except gzip.BadGzipFile:
        if not parts:
            raise
    return b"".join(parts)


def _deflated(body: bytes, limit: int) -> bytes:
    """Deflate with zlib's frame, as the standard has it, or bare, as many servers have it."""
    if _is_text(body):
        return body
    try:
        return _inflated(zlib.decompressobj(), body, limit)
    except zlib.error:
        return _inflated(zlib.decompressobj(-15), body, limit)


def _inflated(inflater: zlib._Decompress, body: bytes, limit: int) -> bytes:
    data = inflater.decompress(body, limit)
    if not inflater.eof and len(data) < limit:
        raise EOFError("it ends early")
    return data


def _unbrotlied(body: bytes, limit: int) -> bytes:
    if _is_text(body):
        return body
    decompressor = brotli.Decompressor()
    parts = [decompressor.process(body, output_buffer_limit=limit)]
    while sum(map(len, parts)) < limit and not decompressor.is_finished():
        part = decompressor.process(b"", output_buffer_limit=limit)
        if not part:
            raise EOFError("it ends early")
        parts.append(part)
    return b"".join(parts)


def _unzstded(body: bytes, limit: int) -> bytes:
    if not body.startswith(ZSTD):
        return body
    decompressor = zstd.ZstdDecompressor()
    data = decompressor.decompress(body, limit)
    if not decompressor.eof and len(data) < limit:
        raise EOFError("it ends early")
    return data


def _is_text(body: bytes) -> bool:
    return body[:HEAD].lstrip()[:1] == b"<"


_CODINGS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gunzipped,
    "x-gzip": _gunzipped,
    "deflate": _deflated,
    "br": _unbrotlied,
    "zstd": _unzstded,
}


def dechunked(body: bytes) -> bytes:
    """A chunked body put together; one that is not chunked, or no longer, as it is."""
    parts: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\r\n", at, at + 64)
        try:
            size = int(body[at:end].partition(b";")[0], 16) if end >= 0 else -1
        except ValueError:
            size = -1
        if size < 0 and not at:
            return body
        if size <= 0:
            return b"".join(parts)
        parts.append(body[end + 2 : end + 2 + size])
        at = end + 2 + size + 2
