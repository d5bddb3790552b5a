"""What comes in: a page as received, or why it is no article."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

DeclaredBy = Literal["header", "meta", "xml", "mark"]


class Declaration(Struct, frozen=True, kw_only=True):
    """A charset as a page or its sender names it, by whom, and whether the bytes bear it out."""

    charset: str
    by: DeclaredBy
    holds: bool


class Page(Struct, frozen=True, kw_only=True):
    """A page as received: bytes decoded by `charset`, without the byte order mark.

    `media_type` is text/html, text/plain (a whole page, furniture and all) or application/json
    (`text` is a body already extracted, which is never cut). `title`, `published`, `url` and
    `fetched` (when an archive took it) are what came with it, not what it says. `undecoded` counts
    the places where bytes are no character of `charset`.
    """

    text: str
    media_type: str = "text/plain"
    charset: str = "utf-8"
    declared: tuple[Declaration, ...] = ()
    undecoded: int = 0
    sha256: str = ""
    id: str | None = None
    uri: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    fetched: str | None = None


class Refusal(Struct, frozen=True):
    """Why a page is no article, and the rule that says so."""

    reason: str
    rule: str
