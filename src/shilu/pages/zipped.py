"""Pages in a zip archive: each member read as the file it is."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, BinaryIO

from shilu.pages.answers import Failure, Unreadable, cause_of

#: A document of an office suite is a zip archive that has one of these.
_OFFICE = frozenset({"[Content_Types].xml", "META-INF/container.xml", "mimetype"})
#: What zipfile raises for members that are broken, encrypted, or packed in ways it does not know.
BROKEN = (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, EOFError, OSError)


def members(file: BinaryIO) -> Iterator[tuple[str, IO[bytes]] | Failure]:
    """The files of an archive with their names, in the archive's order."""
    try:
        archive = zipfile.ZipFile(file)
    except BROKEN as error:
        raise Unreadable(f"broken zip: {cause_of(error)}") from error
    with archive:
        if _OFFICE & set(archive.namelist()):
            raise Unreadable("an office document or an e-book, which is not read")
        for info in archive.infolist():
            if info.is_dir():
                continue
            name = _name(info)
            try:
                member = archive.open(info)
            except BROKEN as error:
                yield Failure(name, cause_of(error))
                continue
            with member:
                yield name, member


def _name(info: zipfile.ZipInfo) -> str:
    """A member's name; Chinese systems write it in GBK without saying so."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for charset in ("utf-8", "gb18030"):
        try:
            return raw.decode(charset)
        except UnicodeDecodeError:
            continue
    return info.filename
