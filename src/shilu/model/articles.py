"""An article: its fields, and where each of them stands."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from shilu.text import Span

Language = Literal["zh-Hans", "zh-Hant", "mixed", "other"]


class Evidence(Struct, frozen=True, kw_only=True):
    """Where a field stands: the `text` as restored, its `origin`, the rule.

    Facts give the span in the body for `origin`; the record leads it back to the page as received.
    """

    field: str
    text: str
    origin: Span | None
    rule: str


class Article(Struct, frozen=True, kw_only=True):
    """The fields of an article; `text` is its body, paragraphs parted by a line break.

    `published` is ISO 8601, with an offset where a time of day is known.
    """

    headline: str | None = None
    section: tuple[str, ...] = ()
    source: str | None = None
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    dateline: str | None = None
    published: str | None = None
    captions: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    language: Language | None = None
    text: str = ""
    evidence: tuple[Evidence, ...] = ()
