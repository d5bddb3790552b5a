"""Whether a quantity is a growth or decline, its sign, and against what it is measured."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from shilu.mentions.quantity import Quantity
from shilu.model import Change
from shilu.text import Span

_UP = (
    "增长率?|(?<!新)增加|上升|上涨|提高|提升|回升|攀升|扩大|上调|多增|增多|增速|增幅|涨幅|升幅|激增|猛增|大增|飙升"
    "|(?<![新])增|涨|(?<![毫公])升"
)
_DOWN = (
    "负增长|下降率?|减少|降低|下跌|下滑|回落|缩减|缩小|下调|收窄|少增|降幅|跌幅|减幅|下挫|萎缩"
    "|锐减|骤降|放缓|降|减|跌"
)
_BETWEEN = (
    "了|约|近|逾|超过?|接近|达到?|为|是|都|均|也|分别|幅度|幅|率|高达|仅|只|又|再|将近?|一度|大幅"
)

#: The verb or noun of growth that stands before a number, with what may stand between.
_GROWTH = re.compile(rf"(?:(?P<down>{_DOWN})|(?P<up>{_UP}))(?:{_BETWEEN}){{0,4}}[ ]?$")

#: Units that a noun of growth may follow.
_GROWN_UNITS = frozenset(("%", "pp", "倍"))
#: How far before its number a word of growth may stand.
_NEAR = 14
#: What a word of growth begins with, for which a stretch is searched fast.
_MAYBE_GROWTH = re.compile("[增上提回攀扩多激猛大飙涨升负下减降缩收少跌锐骤放萎]")

#: The noun of growth that stands after a number: 录得0.7%升幅.
_GROWN = re.compile(
    "的?(?:实质|按年)?(?:(?P<up>升幅|增幅|涨幅|增长(?![率到至了目]))|(?P<down>跌幅|降幅|减幅))"
)

#: What says that a number is a distance from something else at the same time, no growth.
_GAP = re.compile("高于|低于|快于|慢于|高出|低出|超出|领先|好于|优于|差距")

_AGAINST: tuple[tuple[Change, re.Pattern[str]], ...] = (
    (
        "yoy",
        re.compile(
            "同比|按年|(?<![0-9])年增|[比较与](?:上年|去年|前一年|上一年|前年)|相比(?:去年|上年)|去年同期相比"
        ),
    ),
    (
        "mom",
        re.compile("环比|按[月季]|[比较与](?:上个?月|上个?季|上一?周|前一?[天日周月]|上一[月季])"),
    ),
    ("annual", re.compile("年均|平均每年|每年平均|(?<!全)年平均|年复合")),
    (
        "cumulative",
        re.compile(
            "累计|[比较与](?:改革|建国|建成|成立|五年前|十年前|[一二三四五六七八九十0-9]+年前)"
        ),
    ),
)
_AGAINST_YEAR = re.compile("(?:[比较与]|相比|对比)[^，。；0-9]{0,6}((?:19|20)[0-9]{2})年")
_LIST = re.compile("[ ]?(?:[、和及与]|以及)[ ]?$")


#: Kinds of which a bare 增 or 减 gives a level: 急增136宗, 减300吨.
_COUNTED = frozenset(("counter", "cautious", "noun", "measure", "number"))


class Growth(NamedTuple):
    """`change` as in a record, and -1 for a decline."""

    change: Change
    sign: int


def may_be_growth(view: str, q: Quantity) -> bool:
    """Whether a word of growth can be near `q` at all; for most figures of a text none is."""
    return (
        q.kind == "doubling"
        or q.unit in _GROWN_UNITS
        or _MAYBE_GROWTH.search(view, max(0, q.span.start - _NEAR), q.span.start) is not None
    )


def growth(
    view: str, q: Quantity, clause: int, since: int, published: date | None
) -> Growth | None:
    """The growth that `q` is, None for a level, a rank or a gap.

    `clause` is where the clause of `q` begins, `since` where what was read before `q` ends.
    """
    if q.kind == "rank" or q.kind == "ratio":
        return None
    start = q.span.start
    m = None
    if maybe := _MAYBE_GROWTH.search(view, max(clause, start - _NEAR), start):
        m = _GROWTH.search(view, maybe.start(), start)
    if m is None and q.unit in _GROWN_UNITS:
        m = _GROWN.match(view, q.span.end)
    if m is None and q.kind != "doubling":
        return None
    if m and q.kind in _COUNTED and len(m["down"] or m["up"]) == 1:
        return None
    if q.kind == "points" and _GAP.search(view, clause, start):
        return None
    change = _against(view, Span(min(clause, since), start), published)
    return Growth(change, -1 if m and m["down"] else 1)


def runs_on(view: str, before: Quantity, q: Quantity) -> bool:
    """Whether `q` is the next of a list that `before` stands in: 增长6.4%和11.5%."""
    start, end = before.span.end, q.span.start
    near = end - start <= 4 and before.unit == q.unit
    return near and bool(_LIST.fullmatch(view, start, end))


def _against(view: str, span: Span, published: date | None) -> Change:
    """What the growth is measured against: the last that is said before the number."""
    last, change = -1, "unstated"
    for name, pattern in _AGAINST:
        for m in pattern.finditer(view, *span):
            if m.start() > last:
                last, change = m.start(), name
    for m in _AGAINST_YEAR.finditer(view, *span):
        if m.start() > last:
            last, change = m.start(), _against_year(int(m[1]), published)
    return change  # type: ignore[return-value]


def _against_year(year: int, published: date | None) -> str:
    """Against the year before the one reported on, it is a growth over a year."""
    if published is None:
        return "cumulative"
    reported = published.year - (published.month <= 3)
    return "yoy" if reported - 1 <= year <= published.year else "cumulative"
