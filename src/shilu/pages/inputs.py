"""Finding the pages behind what a user names: files, folders, JSON lines, standard input."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath

import msgspec

from shilu.model import Page
from shilu.pages.charset import decode
from shilu.text import LOST

HTML = "text/html"
TEXT = "text/plain"
BODY = "application/json"

_MEDIA_TYPES = {
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".shtml": HTML,
    ".txt": TEXT,
    ".jsonl": BODY,
    ".ndjson": BODY,
}

#: A page larger than this is refused: no article is, and the largest pages measured are 1 MB.
MAX_BYTES = 64 * 1024 * 1024

_SURROGATE = re.compile("[\ud800-\udfff]")
_MARKUP = re.compile(r"\s*<(?:!doctype|html|head|body|\?xml|!--|[a-z]+[\s>])", re.I)


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read: its name, and why."""

    name: str
    cause: str

    def __str__(self) -> str:
        return f"{self.name}: {self.cause}"


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read, or standard input where `path` is None; `id` is what its page is called."""

    path: Path | None
    id: str
    uri: str | None


class _Line(msgspec.Struct):
    """A line of a JSONL file: a body already extracted, and what came with it."""

    text: str
    id: str | int | None = None
    url: str | None = None
    title: str | None = None
    date: str | None = None


@dataclass(slots=True)
class Listing:
    """The sources behind some inputs, those that cannot be listed, and what was passed over."""

    sources: list[Source] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    passed_over: list[Path] = field(default_factory=list)

    @property
    def several(self) -> bool:
        """Whether more than one document may come out."""
        media = [_MEDIA_TYPES.get(s.path.suffix.lower()) for s in self.sources if s.path]
        return len(self.sources) > 1 or BODY in media


def list_inputs(inputs: Iterable[str]) -> Listing:
    """The files behind `inputs`: a folder's recursively and in name order, `-` standard input.

    A page is called by its file's stem, or by its path relative to the input where stems collide.
    In a folder only files of a known kind are taken; the others are listed in `passed_over`.
    """
    listing = Listing()
    found: list[tuple[Path | None, str]] = []
    for name in inputs:
        path = Path(name)
        if name == "-":
            found.append((None, "stdin"))
        elif path.is_dir():
            for each in _files(path, listing):
                found.append((each, _posix(each.relative_to(path))))
        elif path.exists():
            found.append((path, _posix(path)))
        else:
            listing.failures.append(Failure(name, "no such file or folder"))
    stems = Counter(PurePath(relative).stem for _, relative in found)
    for file, relative in found:
        stem = PurePath(relative).stem
        uri = None if file is None else _posix(file)
        listing.sources.append(Source(file, stem if stems[stem] == 1 else relative, uri))
    return listing


def _files(folder: Path, listing: Listing) -> Iterator[Path]:
    def unreadable(error: OSError) -> None:
        listing.failures.append(Failure(str(error.filename), _cause(error)))

    for parent, folders, names in os.walk(folder, onerror=unreadable):
        folders.sort()
        for name in sorted(names):
            path = Path(parent) / name
            if path.suffix.lower() in _MEDIA_TYPES:
                yield path
            else:
                listing.passed_over.append(path)


def _posix(path: Path) -> str:
    return path.as_posix()


def read_pages(sources: Iterable[Source]) -> Iterator[Page | Failure]:
    """The pages of `sources`, one after another; what cannot be read is a Failure in its place."""
    for source in sources:
        name = source.uri or "standard input"
        try:
            media_type = _media_type(source)
            if media_type == BODY:
                yield from _json_lines(source)
                continue
            data = _bytes(source)
        except OSError as error:
            yield Failure(name, _cause(error))
            continue
        if len(data) > MAX_BYTES:
            yield Failure(name, f"larger than {MAX_BYTES // 1024 // 1024} MB, so no page is read")
        elif media_type is None and data.lstrip()[:1] == b"{":
            yield from _bodies(source, enumerate(data.splitlines(), 1))
        else:
            yield page_of(data, media_type, id=source.id, uri=source.uri)


def _media_type(source: Source) -> str | None:
    return None if source.path is None else _MEDIA_TYPES.get(source.path.suffix.lower())


def _bytes(source: Source) -> bytes:
    """All of a source, read no further than one byte past the bound."""
    if source.path is None:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    with source.path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def page_of(
    data: bytes | str, media_type: str | None = None, *, id: str | None, uri: str | None = None
) -> Page:
    """A page of bytes, or of characters already decoded; HTML where it opens like markup.

    A lone surrogate is no character: it is received as U+FFFD.
    """
    if isinstance(data, str):
        text, charset = _SURROGATE.sub(LOST, data), "utf-8"
        digest = text.encode()
    else:
        (text, charset), digest = decode(data), data
    if media_type is None:
        media_type = HTML if _MARKUP.match(text) else TEXT
    return Page(
        text=text,
        media_type=media_type,
        charset=charset,
        sha256=hashlib.sha256(digest).hexdigest(),
        id=id,
        uri=uri,
    )


def _json_lines(source: Source) -> Iterator[Page | Failure]:
    assert source.path is not None
    with source.path.open("rb") as file:
        yield from _bodies(source, enumerate(file, 1))


def _bodies(source: Source, lines: Iterable[tuple[int, bytes]]) -> Iterator[Page | Failure]:
    for number, line in lines:
        if not line.strip():
            continue
        where = f"{source.uri or 'standard input'}:{number}"
        try:
            body = msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf"), type=_Line)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            yield Failure(where, f"not a document: {error}")
            continue
        yield Page(
            text=body.text,
            media_type=BODY,
            sha256=hashlib.sha256(body.text.encode("utf-8", "surrogatepass")).hexdigest(),
            id=f"{source.id}-{number}" if body.id is None else str(body.id),
            uri=body.url or where,
            title=body.title,
            published=body.date,
            url=body.url,
        )


def _cause(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
