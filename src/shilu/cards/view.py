"""The layered view: folded text with the mentions already known written over it by class."""

from __future__ import annotations

from codecs import utf_32_le_decode, utf_32_le_encode
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from shilu.text import Span

#: Class of a mention → its two characters in the view, one for the first character of a mention and
#: one for the rest. Noncharacters (Unicode 23.7) stand in no text that is meant to be read.
CLASSES: dict[str, tuple[str, str]] = {
    name: (chr(0xFDD0 + 2 * i), chr(0xFDD1 + 2 * i))
    for i, name in enumerate(("人名", "职务", "机构", "地名", "时间", "数量", "书名"))
}


@lru_cache(1024)
def _written(name: str, length: int) -> bytearray:
    """What is written over a mention of so many characters; a bytearray is copied as it is."""
    first, rest = CLASSES[name]
    return bytearray(utf_32_le_encode(first + rest * (length - 1))[0])


@dataclass(frozen=True, slots=True)
class View:
    """`text`, its `folded` view, and `layered` over that: of one length, place for place."""

    text: str
    folded: str
    layered: str


def layered(folded: str, mentions: Iterable[tuple[str, Span]], text: str | None = None) -> View:
    """The view of `folded` with `mentions`, pairs of class and span, written over it.

    `text` is the article's own, for cards that ask for a character unfolded.

    Where two overlap the later one wins what they share; the rest of the earlier one stays.

    >>> layered("毛伟明出席", [("人名", Span(0, 3))]).layered.endswith("出席")
    True
    """
    # In this form every character takes four bytes, so that spans are stretches of bytes.
    over = bytearray(utf_32_le_encode(folded, "surrogatepass")[0])
    for name, (start, end) in mentions:
        over[4 * start : 4 * end] = _written(name, end - start)
    written = utf_32_le_decode(over, "surrogatepass")[0]
    return View(folded if text is None else text, folded, written)
