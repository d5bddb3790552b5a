"""Lists that say what their items are: 甲、乙和丙等知名企业, 甲、乙等地.

等 says that a list is open. What the items are is told by the word after it, so that an item no
ending or gazetteer tells is still known for a firm or a town.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from shilu.lexicon import rows
from shilu.mentions.marking import FIRST, Marked
from shilu.mentions.posts import STOPS
from shilu.text import Span

_HEADS = {row[0]: row[1] for row in rows("list_heads")}
_HEAD = "|".join(sorted(_HEADS, key=len, reverse=True))
#: 等 with its head word; between them may stand a number and one or two describing words.
_OPEN = re.compile(
    rf"等(?:[\d一二两三四五六七八九十百多余数]+[家个所座间]?)?[\u4e00-\u9fff]{{0,6}}?({_HEAD})(?![\u4e00-\u9fff]?员)"
)
_ITEM = r"[^，。；：！？、“”《》（）\n ]{2,20}"
#: The items before 等, read backwards from it.
_ITEMS = re.compile(rf"(?:{_ITEM}、)+{_ITEM}\Z")
_PARTS = re.compile("、")
_LAST = re.compile("(?:以及|[和及与])")
_EDGE = re.compile(f"[{STOPS}{FIRST['stop']}]")


class Listing(NamedTuple):
    """A list, head word and all: its items, and what they are said to be."""

    span: Span
    items: tuple[Span, ...]
    kind: str


def find_lists(marked: Marked) -> Iterator[Listing]:
    """Every open list of the text that says what its items are."""
    done = 0
    for m in _OPEN.finditer(marked.folded):
        low = max(done, m.start() - 120)
        listed = marked.folded.find("、", low, m.start()) >= 0
        items = _ITEMS.search(marked.folded, low, m.start()) if listed else None
        if items is None:
            continue
        parts = list(_items(marked, Span(*items.span())))
        done = m.end()
        if len(parts) >= 2:
            yield Listing(Span(parts[0].start, m.end()), tuple(parts), _HEADS[m[1]])


def _items(marked: Marked, whole: Span) -> Iterator[Span]:
    """The items, the first cut at what stands before the list, the last two at 和."""
    start = whole.start
    for m in _PARTS.finditer(marked.folded, *whole):
        yield Span(_first(marked, start, m.start()) if start == whole.start else start, m.start())
        start = m.end()
    joint = _LAST.search(marked.folded, start, whole.end)
    if joint and joint.start() > start and marked.starts_word(joint.end()):
        yield Span(start, joint.start())
        start = joint.end()
    yield Span(start, whole.end)


def _first(marked: Marked, start: int, end: int) -> int:
    """Where the first item begins: behind the last verb or function word before it."""
    for m in _EDGE.finditer(marked.view, start, end):
        after = marked.word_end(m.start())
        if marked.view[m.start()] == FIRST["stop"] or marked.starts_word(m.start()):
            start = min(after, end)
    return start
