"""A quantity as printed, and the words that bound it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from shilu.mentions.numerals import NUMERAL, Numeral
from shilu.mentions.units import bounds
from shilu.model import Bound
from shilu.text import Span

_SEPARATOR = r"[ ]?(?:至|到|[-–—~─]{1,2})[ ]?"

#: The second number of a range, after what parts it from the first.
RANGE = re.compile(rf"{_SEPARATOR}(?:百分之)?({NUMERAL})")

#: A currency's name or sign before a number.
CURRENCY_BEFORE = re.compile(
    r"(?:(?P<name>人民币|港币|美金|欧元|英镑|澳门币|新台币|台币)[ ]?(?:约|近|逾|超过?)?"
    r"|(?P<sign>(?:US|HK|NT|MOP)?[$¥€£]|MOP)[ ]?)$"
)
_PREFIX_OF_BARE = re.compile("(?:(?<![以网线马路晚早会街台世海陆身])上|过)$")


@dataclass(frozen=True, slots=True)
class Quantity:
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
    bound = number.bound
    for length in (3, 2, 1):
        word = view[end : end + length]
        if word in bounds("after") and not (
            word in "多余" and view[end + 1 : end + 2] in tuple("年元额款地样种名数")
        ):
            bound, end = bounds("after")[word], end + length
            break
    head = start
    if m := CURRENCY_BEFORE.search(view, max(0, start - 8), start):
        head = m.start()
    for length in (3, 2, 1):
        word = view[max(0, head - length) : head]
        if (
            len(word) == length
            and word in bounds("before")
            and _is_bound(view, head - length, word)
        ):
            return head - length, end, bounds("before")[word]
    if _PREFIX_OF_BARE.search(view, max(0, start - 2), start) and view[start] in "百千万亿":
        return start - 1, end, ">"
    return start, end, bound


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
