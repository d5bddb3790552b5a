"""Words made fit to be shown: nothing hidden in them, no longer than there is room for."""

from __future__ import annotations

import re

from shilu.text import Span

#: Said where a text holds a value that is not known.
UNKNOWN = "—"

_MOMENT = re.compile(r"^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::00)?([+-]\d\d:\d\d|Z)?$", re.A)

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    r"""`text` with what steers a terminal or a browser, or cannot be seen, written out.

    What a page holds may be hostile: no escape code, no change of direction, no lone surrogate
    passes. Line breaks and tabs do.

    >>> visible("a\x00b\u202ec")
    'a␀b‹U+202E›c'
    """
    return _HIDDEN.sub(_shown, text.replace("\r\n", "\n"))


def _shown(match: re.Match[str]) -> str:
    at = ord(match.group())
    if at < 0x20:
        return chr(0x2400 + at)
    return "\u2421" if at == 0x7F else f"‹U+{at:04X}›"


def one_line(text: str) -> str:
    """`text` visible, and on one line."""
    return " ".join(visible(text).split())


def cut(text: str, limit: int) -> str:
    """`text`, or as much of it as fits in `limit` characters, with … and its whole length.

    >>> cut("一二三四五六七八九十", 8), cut("一二三", 8)
    ('一二…（10字）', '一二三')
    """
    if len(text) <= limit:
        return text
    tail = f"…（{len(text)}字）"
    return text[: max(1, limit - len(tail))] + tail


def extent(span: Span | None) -> str:
    """A stretch as its offsets: `12–15`."""
    return f"{span.start}–{span.end}" if span else UNKNOWN


def moment(published: str) -> str:
    """A day, or a time of day with its offset, as a reader expects it.

    >>> moment("2023-05-31T09:26:00+08:00")
    '2023-05-31 09:26 +08:00'
    """
    return _MOMENT.sub(r"\1 \2 \3", published).strip()
