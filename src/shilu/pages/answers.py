"""What comes of an input: pages, what failed, and what was passed over, each with its name."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from typing import TypeAlias

from shilu.model import Page
from shilu.pages.charset import decode
from shilu.text import LOST

HTML = "text/html"
TEXT = "text/plain"
BODY = "application/json"

_SURROGATE = re.compile("[\ud800-\udfff]")
_MARKUP = re.compile(r"\s*<(?:!doctype|html|head|body|\?xml|!--|[a-z]+[\s>])", re.I)
_MARKUP_WITHIN = 1024
#: The share of characters that may be lost in decoding a page that is still one.
_UNREADABLE = 0.3


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read: its name, and why."""

    name: str
    cause: str

    def __str__(self) -> str:
        return f"{self.name}: {self.cause}"


@dataclass(frozen=True, slots=True)
class PassedOver:
    """What an input holds beside pages, counted by kind; no failure, but said."""

    name: str
    counts: tuple[tuple[str, int], ...]

    def __str__(self) -> str:
        listed = ", ".join(f"{n} {kind}" for kind, n in self.counts)
        return f"{self.name}: passed over {listed}"


Answer: TypeAlias = Page | Failure | PassedOver


class Unreadable(Exception):
    """Why an input, or what is left of it, cannot be read; never leaves this package."""


def cause_of(error: Exception) -> str:
    """An error's cause in words, without the name of the file."""
    words = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return words[:1].lower() + words[1:] if words else type(error).__name__


def passed_over(name: str, counts: Counter[str]) -> list[Answer]:
    """What was passed over, the commonest first; nothing where nothing was."""
    return [PassedOver(name, tuple(counts.most_common()))] if counts else []


def page_of(
    data: bytes | str,
    media_type: str | None = None,
    *,
    id: str | None,
    uri: str | None = None,
    header: str | None = None,
    url: str | None = None,
    fetched: str | None = None,
) -> Page:
    """A page of bytes, or of characters already decoded; HTML where it opens like markup.

    `header` is the charset that whoever sent the bytes said they are in. A lone surrogate is no
    character: it is received as U+FFFD.
    """
    if isinstance(data, str):
        decoded, digest = decode(b""), data.encode("utf-8", "surrogatepass")
        text = whole_characters(data)
    else:
        decoded, digest = decode(data, header), data
        text = decoded.text
    if media_type is None:
        media_type = HTML if opens_like_markup(text) else TEXT
    return Page(
        text=text,
        media_type=media_type,
        charset=decoded.charset,
        declared=decoded.declared,
        undecoded=decoded.undecoded,
        sha256=hashlib.sha256(digest).hexdigest(),
        id=id,
        uri=uri,
        url=url,
        fetched=fetched,
    )


def readable(page: Page) -> Page:
    """The page, where its bytes are text in some charset; raises Unreadable where they are not."""
    if page.undecoded > _UNREADABLE * len(page.text):
        raise Unreadable(f"no text in any charset: {page.undecoded:,} bytes are no character")
    return page


def whole_characters(text: str) -> str:
    """The text with U+FFFD for lone surrogates, which no output could hold."""
    return _SURROGATE.sub(LOST, text)


def opens_like_markup(text: str) -> bool:
    """Whether the first characters are those of HTML."""
    return _MARKUP.match(text[:_MARKUP_WITHIN]) is not None
