"""A page saved as MHTML: the HTML part that is the page, with its charset and its address."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message
from email.utils import parsedate_to_datetime

from shilu.model import Page
from shilu.pages.answers import HTML, Unreadable, page_of

#: Browsers nest an alternative in a related part at most.
_MAX_NESTING = 4
_MAX_HEADERS = 64 * 1024
_HEADERS_END = re.compile(rb"\r?\n\r?\n|\A\r?\n")


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a message: its headers, and its body as transferred."""

    headers: Message
    body: bytes

    def header(self, name: str) -> str | None:
        value = self.headers.get(name)
        return None if value is None else re.sub(r"\s+", "", str(value)) or None


def page_of_mhtml(data: bytes, *, id: str, uri: str | None) -> Page:
    """The page that a browser saved; raises Unreadable where no part of it is HTML.

    The page is the part that is named as the start, or else the first that is HTML. Frames,
    pictures and style sheets are left.
    """
    message = _part(data)
    pages = [p for p in _parts(message, 0) if p.headers.get_content_type() in _PAGES]
    start = message.headers.get_param("start")
    main = next((p for p in pages if start and p.headers.get("Content-ID") == start), None)
    main = main or (pages[0] if pages else None)
    if main is None:
        raise Unreadable("saved MHTML without a part of HTML")
    return page_of(
        _transferred(main),
        HTML,
        id=id,
        uri=uri,
        header=_charset(main.headers),
        url=message.header("Snapshot-Content-Location") or main.header("Content-Location"),
        fetched=_date(message),
    )


_PAGES = ("text/html", "application/xhtml+xml")


def _part(data: bytes) -> _Part:
    end = _HEADERS_END.search(data, 0, _MAX_HEADERS)
    if end is None:
        raise Unreadable("saved MHTML without an end of its headers")
    try:
        return _Part(message_from_bytes(data[: end.end()].lstrip()), data[end.end() :])
    except (MessageError, ValueError, LookupError) as error:
        raise Unreadable(f"saved MHTML with broken headers: {error}") from error


def _parts(part: _Part, depth: int) -> Iterator[_Part]:
    """The parts of a message that have no parts themselves."""
    boundary = part.headers.get_boundary()
    if part.headers.get_content_maintype() != "multipart" or not boundary:
        yield part
        return
    if depth >= _MAX_NESTING:
        raise Unreadable(
            f"saved MHTML with parts nested more than {_MAX_NESTING} deep, so not read"
        )
    line = re.escape(boundary.encode("utf-8", "surrogateescape"))
    for inner in re.split(rb"(?:\A|\r?\n)--" + line + rb"(?:--)?[ \t]*(?=\r?\n|\Z)", part.body)[1:]:
        inner = inner.removeprefix(b"\r").removeprefix(b"\n")
        if inner.strip() and _HEADERS_END.search(inner, 0, _MAX_HEADERS):
            yield from _parts(_part(inner), depth + 1)


def _transferred(part: _Part) -> bytes:
    """A part's own bytes, its transfer encoding undone."""
    encoding = (part.header("Content-Transfer-Encoding") or "").lower()
    if encoding == "quoted-printable":
        return binascii.a2b_qp(part.body)
    if encoding == "base64":
        try:
            return binascii.a2b_base64(part.body)
        except binascii.Error as error:
            raise Unreadable(f"saved MHTML with broken base64: {error}") from error
    return part.body


def _charset(headers: Message) -> str | None:
    charset = headers.get_param("charset")
    return charset if isinstance(charset, str) else None


def _date(message: _Part) -> str | None:
    try:
        return parsedate_to_datetime(str(message.headers["Date"])).isoformat()
    except (TypeError, ValueError, IndexError):
        return None
