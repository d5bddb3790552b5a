"""What an input is, by its first bytes; its name has a say only where the bytes are silent."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal

from shilu.pages.answers import HTML, TEXT, Unreadable
from shilu.pages.charset import unmarked_utf16

Kind = Literal["html", "text", "warc", "parquet", "zip", "mhtml", "lines", "json", "csv", "tsv"]

#: File name endings, and what they say.
_ENDINGS: dict[str, Kind] = {
    **dict.fromkeys((".html", ".htm", ".xhtml", ".shtml", ".shtm"), "html"),
    ".txt": "text",
    **dict.fromkeys((".warc", ".wet"), "warc"),
    **dict.fromkeys((".parquet", ".pq"), "parquet"),
    ".zip": "zip",
    **dict.fromkeys((".mhtml", ".mht"), "mhtml"),
    **dict.fromkeys((".jsonl", ".ndjson"), "lines"),
    ".json": "json",
    ".csv": "csv",
    ".tsv": "tsv",
}
#: In a folder of pages these are more often beside them than pages; they are read when named.
_SELDOM_PAGES: frozenset[Kind] = frozenset({"json", "csv", "tsv", "zip"})
_PACKED = (".gz", ".zst", ".zstd")

MEDIA_TYPES: dict[str, str] = {"html": HTML, "text": TEXT}

#: How files begin that hold no text to be read, and what they are.
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "an image (PNG)"),
    (b"\xff\xd8\xff", "an image (JPEG)"),
    (b"GIF8", "an image (GIF)"),
    (b"RIFF", "an image or a recording (RIFF)"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "an RTF document"),
    (b"Rar!", "a RAR archive: unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive: unpack it first"),
    (b"BZh", "packed by bzip2: unpack it first"),
    (b"\xfd7zXZ", "packed by xz: unpack it first"),
    (b"\x04\x22\x4d\x18", "packed by lz4: unpack it first"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
)
_TAR = (b"ustar", 257)
_TOO_SHORT = 8

_MHTML = re.compile(
    rb"\A\s*(?:[\w-]{1,60}:[^\n]*\n(?:[ \t][^\n]*\n){0,50}){0,50}?MIME-Version:", re.I
)
_MULTIPART = re.compile(rb"^Content-Type:\s*(?:multipart/|text/html)", re.I | re.M)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_LOOKED_AT = 4096
#: More control characters than this share are no text's, however it is damaged.
_BINARY = 0.05


def bare_name(name: str) -> str:
    """A file's name without the endings that only say how it is packed."""
    while name.lower().endswith(_PACKED) and PurePath(name).stem:
        name = name[: -len(PurePath(name).suffix)]
    return name


def named_kind(name: str) -> Kind | None:
    """The kind that a file's name says; None where it says none."""
    bare = bare_name(name)
    kind = _ENDINGS.get(PurePath(bare).suffix.lower())
    return "warc" if kind == "text" and bare.lower().endswith(".warc.wet.txt") else kind


def is_read_in_folders(name: str) -> bool:
    """Whether a file of this name is read where only its folder was named."""
    kind = named_kind(name)
    return kind is not None and kind not in _SELDOM_PAGES


def kind_of(head: bytes, name: str) -> Kind | None:
    """The kind of an input that begins with `head`, unpacked; None for a page of an unknown kind.

    Raises Unreadable, saying what it is, for one that holds no text.
    """
    named = named_kind(name)
    if head.startswith(b"WARC/") or named == "warc":
        return "warc"
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    _refuse_others(head)
    if _MHTML.match(head[:_LOOKED_AT]) and _MULTIPART.search(head):
        return "mhtml"
    if named in ("parquet", "zip", "mhtml"):
        raise Unreadable(f"not what its name says: it does not begin like a {named} file")
    return named or _json_kind(head)


def _json_kind(head: bytes) -> Kind | None:
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head[:1] == b"{":
        return "json" if head[1:2] in b"\r\n" and head[1:2] else "lines"
    return "json" if re.match(rb"\[\s*\{", head) else None


def _refuse_others(head: bytes) -> None:
    for magic, what in _OTHERS:
        if head.startswith(magic):
            raise Unreadable(f"{what}, which is not read")
    if head[_TAR[1] :].startswith(_TAR[0]):
        raise Unreadable("a tar archive, which is not read: unpack it first")
    if is_binary(head):
        raise Unreadable("binary data, no text")


def is_binary(head: bytes) -> bool:
    """Whether bytes are no text in any charset: full of control characters, yet not UTF-16."""
    sample = head[:_LOOKED_AT]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        return False
    if wide := unmarked_utf16(sample):
        sample = sample.decode(wide, "replace").encode()
    controls = len(_CONTROLS.findall(sample))
    return len(head) >= _TOO_SHORT and controls > _BINARY * len(sample)


def is_other(head: bytes) -> bool:
    """Whether what begins with `head` is no text."""
    try:
        _refuse_others(head)
    except Unreadable:
        return True
    return False
