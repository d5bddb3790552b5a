"""The word files of this stage as patterns over the folded view."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from shilu.lexicon.words import rows, terms
from shilu.text import Span

if TYPE_CHECKING:
    from shilu.article.sheet import Sheet


@cache
def kind(name: str, *kinds: str) -> frozenset[str]:
    """The terms of a word file that are of one of `kinds`."""
    return frozenset(row[0] for row in rows(name) if row[1] in kinds)


@cache
def labels() -> frozenset[str]:
    """Every label of an article's fields."""
    return frozenset(terms("labels"))


@cache
def surnames() -> frozenset[str]:
    """Surnames of one character or two."""
    return frozenset(terms("surnames"))


def either(words: Iterable[str]) -> str:
    """A pattern of any of `words`, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w))))


def is_name(text: str) -> bool:
    """Whether `text` is shaped as a Chinese person's name: a surname, then one or two characters.

    >>> is_name("王小明"), is_name("了解到")
    (True, False)
    """
    if text in _NO_NAMES or text.endswith(("先生", "女士", "小姐")):
        return False
    return (2 <= len(text) <= 4 and text[:2] in surnames() and len(text) > 2) or (
        2 <= len(text) <= 3 and text[0] in surnames()
    )


#: Words that open as names do, where names stand.
_NO_NAMES = frozenset({"文章", "时评", "水平", "方面", "高度", "强调", "全文", "周报", "金融"})
_OUTLET = re.compile(
    rf"(?:{either(kind('media', 'name'))}|[\w·]{{1,18}}?(?:{either(kind('media', 'suffix'))}))"
    r"(?:[-—][\w]{2,10})?"
)


def is_outlet(text: str) -> bool:
    """Whether `text` is named as news outlets are.

    >>> is_outlet("江南日报"), is_outlet("王小明")
    (True, False)
    """
    return len(text) <= 24 and _OUTLET.fullmatch(text) is not None


#: What an office's or a body's name ends in.
_OFFICE = re.compile(
    r"\w{2,20}(?:部|处|室|办|中心|局|委|委员会|学院|协会|商会|公司|集团|办公室|工会|团委|科|厅|政府|总会)"
)


def is_office(text: str) -> bool:
    """Whether `text` is named as offices and bodies are.

    >>> is_office("党委宣传部"), is_office("王小明")
    (True, False)
    """
    return len(text) >= 3 and not is_name(text) and _OFFICE.fullmatch(text) is not None


_PART = re.compile(r"[^\s、，,/;；&]+")
#: A single character and a single character: a name of two set to the width of three.
_SPACED = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])[ \u3000]+([\u4e00-\u9fff])(?![\u4e00-\u9fff])"
)


def parts_of(sheet: Sheet, span: Span) -> Iterator[Span]:
    """What stands between spaces and commas; a two-character name spread out is one."""
    spread = {m.start(): m.end() for m in _SPACED.finditer(sheet.folded, *span)}
    at = span.start
    while m := _PART.search(sheet.folded, at, span.end):
        start, end = m.span()
        if start in spread and sheet.folded[start] in surnames():
            end = spread[start]
        yield Span(start, end)
        at = end
