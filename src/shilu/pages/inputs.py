"""Finding the pages behind what a user names: files, folders, archives, rows, standard input.

What an input is, is told by its first bytes (`kinds`); what it is packed in is unpacked as a stream
(`compression`). An input that cannot be read is named with its cause, and the rest goes on.
"""

from __future__ import annotations

import io
import os
import stat
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import BinaryIO, cast

from shilu.pages import columns, zipped
from shilu.pages.answers import (
    BODY,
    HTML,
    TEXT,
    Answer,
    Failure,
    PassedOver,
    Unreadable,
    cause_of,
    page_of,
    readable,
)
from shilu.pages.archives import archive_pages
from shilu.pages.compression import HEAD, Joined, Reader, unpacked, unpacked_head
from shilu.pages.kinds import MEDIA_TYPES, Kind, bare_name, is_read_in_folders, kind_of, named_kind
from shilu.pages.mhtml import page_of_mhtml
from shilu.pages.options import DEFAULTS, MEGABYTE, Options

__all__ = ["BODY", "HTML", "TEXT", "Answer", "Failure", "PassedOver", "list_inputs", "page_of"]

#: Kinds that may hold more than one document.
_SEVERAL: frozenset[Kind] = frozenset({"warc", "parquet", "zip", "lines", "json", "csv", "tsv"})
#: Kinds that are not read from front to back.
_SOUGHT_IN: frozenset[Kind] = frozenset({"warc", "parquet", "zip"})
#: Of a web archive the packing is its own: it is packed record by record.
_OWN_PACKING = 1


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read, or standard input where `path` is None; `id` is what its page is called."""

    path: Path | None
    id: str
    uri: str | None

    @property
    def name(self) -> str:
        """What the source is called where it is spoken of."""
        return self.uri or "standard input"


@dataclass(slots=True)
class Listing:
    """The sources behind some inputs, those that cannot be listed, and what was passed over."""

    sources: list[Source] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    passed_over: list[Path] = field(default_factory=list)
    hidden: list[Path] = field(default_factory=list)

    @property
    def several(self) -> bool:
        """Whether more than one document may come out."""
        return len(self.sources) > 1 or any(_holds_several(s.path) for s in self.sources if s.path)


def _holds_several(path: Path) -> bool:
    """Whether a file is of a kind that may hold more than one document."""
    if (named := named_kind(path.name)) is not None:
        return named in _SEVERAL
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return kind_of(unpacked_head(file.read(HEAD))[1], path.name) in _SEVERAL
    except (OSError, Unreadable):
        return False


def list_inputs(inputs: Iterable[str]) -> Listing:
    """The files behind `inputs`: a folder's recursively and in name order, `-` standard input.

    A page is called by its file's stem, or by its path relative to the input where stems collide.
    In a folder only files of a known kind are taken; the others are listed in `passed_over`, and
    what is hidden, folders included, in `hidden`.
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
            listing.failures.append(Failure(_posix(path), "no such file or folder"))
    stems = Counter(_stem(relative) for _, relative in found)
    for file, relative in found:
        stem = _stem(relative)
        uri = None if file is None else _posix(file)
        listing.sources.append(Source(file, stem if stems[stem] == 1 else relative, uri))
    return listing


def _files(folder: Path, listing: Listing) -> Iterator[Path]:
    def unreadable(error: OSError) -> None:
        listing.failures.append(Failure(_posix(Path(str(error.filename))), cause_of(error)))

    for parent, folders, names in os.walk(folder, onerror=unreadable):
        hidden = [name for name in (*folders, *names) if name.startswith(".")]
        listing.hidden += [Path(parent) / name for name in hidden]
        linked = [name for name in folders if (Path(parent) / name).is_symlink()]
        listing.passed_over += [Path(parent) / name for name in linked]
        folders[:] = sorted(set(folders) - {*hidden, *linked})
        for name in sorted(set(names) - {*hidden}):
            path = Path(parent) / name
            if not is_read_in_folders(name) or not (path.is_file() or path.is_symlink()):
                listing.passed_over.append(path)
            else:
                yield path


def _stem(name: str) -> str:
    return PurePath(bare_name(name)).stem


def _posix(path: Path) -> str:
    r"""A path as text: bytes that are no UTF-8 as `\xff`."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def read_pages(sources: Iterable[Source], options: Options = DEFAULTS) -> Iterator[Answer]:
    """The pages of `sources`, one after another; what cannot be read is a Failure in its place."""
    for source in sources:
        silent = True
        try:
            for answer in _answers(source, options):
                silent = False
                yield answer
            if silent:
                raise Unreadable("holds no document")
        except (Unreadable, OSError) as error:
            yield Failure(source.name, cause_of(error))
        except MemoryError:
            yield Failure(source.name, "not enough memory to read it")
        except Exception as error:  # whatever a hostile input brings a library to
            cause = f"cannot be read: {type(error).__name__}: {cause_of(error)}"
            yield Failure(source.name, cause)


def _answers(source: Source, options: Options) -> Iterator[Answer]:
    if source.path is None:
        yield from _stream(sys.stdin.buffer, source, options)
        return
    if stat.S_ISSOCK(source.path.stat().st_mode):
        raise Unreadable("a socket, no file")
    with source.path.open("rb") as file:
        yield from _stream(file, source, options)


def _stream(
    file: Reader, source: Source, options: Options, within: bool = False
) -> Iterator[Answer]:
    """What is in a stream; `within` says that it stands in an archive itself."""
    raw = Joined(head := file.read(HEAD), file)
    layers, start = unpacked_head(head)
    kind = kind_of(start, PurePath(source.name).name)
    if kind not in _SOUGHT_IN:
        yield from _from_front(unpacked(raw, layers, options), kind, source, options)
        return
    own = _OWN_PACKING if kind == "warc" else 0
    outer = max(0, layers - own)
    with ExitStack() as stack:
        if outer or not _can_be_sought_in(file):
            sought = cast(BinaryIO, stack.enter_context(tempfile.TemporaryFile()))
            _spool(unpacked(raw, outer, options), sought)
        else:
            sought = cast(BinaryIO, file)
            sought.seek(0)
        yield from _sought(sought, kind, source, options, within)


def _from_front(
    file: Reader, kind: Kind | None, source: Source, options: Options
) -> Iterator[Answer]:
    """The pages of a kind that is read from front to back."""
    rows = columns.Rows(source.name, source.id, options)
    if kind == "lines":
        yield from columns.json_lines(file, rows)
    elif kind == "json":
        yield from columns.json_values(file, rows)
    elif kind == "csv" or kind == "tsv":
        yield from columns.csv_rows(file, rows, "," if kind == "csv" else "\t")
    else:
        data = file.read(options.max_page_size + 1)
        if len(data) > options.max_page_size:
            raise Unreadable(options.too_large)
        if kind == "mhtml":
            page = page_of_mhtml(data, id=source.id, uri=source.uri)
        else:
            page = page_of(data, MEDIA_TYPES.get(kind or ""), id=source.id, uri=source.uri)
        yield readable(page)


def _sought(
    file: BinaryIO, kind: Kind | None, source: Source, options: Options, within: bool
) -> Iterator[Answer]:
    """The pages of a kind that has to be sought in."""
    if kind == "warc":
        yield from archive_pages(file, source.name, source.id, options)
    elif kind == "parquet":
        yield from columns.parquet_rows(file, columns.Rows(source.name, source.id, options))
    elif within:
        raise Unreadable("an archive within an archive, which is not read")
    else:
        yield from _members(file, source, options)


def _members(file: BinaryIO, source: Source, options: Options) -> Iterator[Answer]:
    """The pages of the files in a zip archive."""
    for member in zipped.members(file):
        if isinstance(member, Failure):
            yield Failure(f"{source.name}/{member.name}", member.cause)
            continue
        name, inner = member
        named = Source(None, f"{source.id}/{_stem(name)}", f"{source.name}/{name}")
        try:
            yield from _stream(inner, named, options, within=True)
        except (Unreadable, *zipped.BROKEN) as error:
            yield Failure(named.name, cause_of(error))


def _can_be_sought_in(file: Reader) -> bool:
    return isinstance(file, io.BufferedReader) and file.seekable()


def _spool(file: Reader, to: BinaryIO) -> None:
    while chunk := file.read(MEGABYTE):
        to.write(chunk)
    to.seek(0)
