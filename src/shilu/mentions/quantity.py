"""A quantity as printed, and the words that bound it."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from shilu.mentions.numerals import NUMERAL, Numeral
from shilu.mentions.units import bounds
from shilu.model import Bound
from shilu.text import Span

_SEPARATOR = r"(?:（含）)?[ ]?(?:至|到|[-–—~─]{1,2})[ ]?"

#: The second number of a range, after what parts it from the first.
RANGE = re.compile(rf"{_SEPARATOR}(?:百分之)?({NUMERAL})")

#: What it begins with.
RANGE_OPENS = frozenset("（ 至到-–—~─")

#: A currency's name or sign before a number.
_CURRENCY_BEFORE = re.compile(
    r"(?:(?P<name>人民币|港币|美金|欧元|英镑|澳门币|新台币|台币)[ ]?(?:约|近|逾|超过?)?"
    r"|(?P<scale>摄氏|华氏)(?:温度)?"
    r"|(?P<sign>(?:US|HK|NT|MOP)?[$¥€£]|MOP)[ ]?)$"
)
_BEFORE_AMOUNT = frozenset("币金元镑$¥€£P 约近逾超过氏")
#: What may stand between a bound and its number: 约有300人, 超过了5%.
_LINKS = frozenset("有为占达了是")
#: 多 and 余 before one of these begin a word of their own: 多元, 余额.
_NO_MORE = frozenset("年元额款地样种名数")
_PREFIX_OF_BARE = re.compile("(?:(?<![以网线马路晚早会街台世海陆身])上|过|破)$")


class Quantity(NamedTuple):
    """A quantity as printed; `kind` is its unit's kind, or rank, fraction, ratio or doubling."""

    span: Span
    low: Decimal
    high: Decimal | None
    bound: Bound
    unit: str
    kind: str
    rule: str


def bounded(view: str, start: int, end: int, number: Numeral) -> tuple[int, int, Bound]:
    """Start, end and bound with the words that bound the number taken in."""
    end, after = _bound_after(view, end)
    bound = after or number.bound
    m = currency_before(view, start)
    head = m.start() if m else start
    if (before := _bound_before(view, head)) is None and view[head - 1 : head] in _LINKS:
        before = _bound_before(view, head - 1)
    if before is not None:
        return before[0], end, before[1]
    if view[start] in "百千万亿" and _PREFIX_OF_BARE.search(view, max(0, start - 2), start):
        return start - 1, end, ">"
    return start, end, bound


def currency_before(view: str, start: int) -> re.Match[str] | None:
    """The name or sign of a currency that stands before a number, if one does."""
    if view[start - 1 : start] not in _BEFORE_AMOUNT:
        return None
    return _CURRENCY_BEFORE.search(view, max(0, start - 8), start)


def _bound_before(view: str, head: int) -> tuple[int, Bound] | None:
    """Where a word that bounds the number at `head` begins, and its bound, if one does."""
    if view[head - 1 : head] not in _edges("before"):
        return None
    words = bounds("before")
    for length in (3, 2, 1):
        word = view[max(0, head - length) : head]
        if word in words and len(word) == length and _is_bound(view, head - length, word):
            return head - length, words[word]
    return None


def _bound_after(view: str, end: int) -> tuple[int, Bound | None]:
    """The new end and the bound that a word after a quantity gives: 左右, 以上, 多."""
    if view[end : end + 1] not in _edges("after"):
        return end, None
    if view.startswith("（含）", end):
        after = _bound_after(view, end + 3)
        return after if after[1] else (end, None)
    words = bounds("after")
    for length in (3, 2, 1):
        word = view[end : end + length]
        if word in words and not (word in "多余" and view[end + 1 : end + 2] in _NO_MORE):
            return end + len(word), words[word]
    return end, None


@cache
def _edges(side: str) -> frozenset[str]:
    """The characters by which what bounds a number touches it from `side`."""
    touching = {word[-1] if side == "before" else word[0] for word in bounds(side)}
    return frozenset(touching | ({"（"} if side == "after" else set()))


def _is_bound(view: str, at: int, word: str) -> bool:
    """Whether a word bounds a number, and is not the end of another: 签约, 附近, 赶超."""
    before = view[at - 1] if at else ""
    if not before:
        return True
    if word == "约":
        return before not in "签节合条公契特纽预盟违履续邀相制爽"
    if word == "近":
        return before not in "附最邻靠亲临贴远就"
    return not (word == "超" and before in "中赶反高英德意西法")
