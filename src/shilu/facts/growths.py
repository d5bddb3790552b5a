"""What grew: a growth tied to the level of the figure that grows, and to what it is measured from.

Only what the sentence prints is tied: a growth whose level is not printed has none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from shilu.facts.surroundings import Surroundings
from shilu.mentions.edtf import month, year_earlier
from shilu.model import Figure, Time
from shilu.structure import Sentence
from shilu.text import Span

#: Units of growth that say nothing of the unit of what grows.
_RELATIVE = ("%", "倍", "‰")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_QUARTER = re.compile(r"(\d{4})-(01|04|07|10)/\d{4}-(03|06|09|12)")
_DATED = re.compile("[0-9]")
#: What stands before a time that a growth is measured from.
_FROM = re.compile("(?:比|较|相比|对比|与|同)$")
#: From the end of a level to its growth, where the growth has no measure of its own.
_RUNS_ON = re.compile("[^。；]{0,16}")


class Growths:
    """The levels and bases of one article's growths; indices are those of `mentions.figures`."""

    def __init__(self, around: Surroundings) -> None:
        self.folded = around.structure.folded
        self.figures, self.measures = around.figures.items, around.measures
        self.times = around.times

    def level(self, at: int, sentence: Sentence) -> int | None:
        """Which figure the growth at index `at` is of: the level of its measure, told nearest.

        One stated as it is goes before one that is only bounded (达51.3%，首次超过50%).
        """
        growth = self.figures[at]
        levels = [i for i in self._levels(at, sentence.span) if _fits(growth, self.figures[i])]
        said = self.measures[growth.measure]
        same = [i for i in levels if self.measures[self.figures[i].measure] == said]
        exact = [i for i in same if self.figures[i].bound == "="] or same
        if growth.measure is None:
            exact = [i for i in exact if i == at - 1 and self._runs_on(i, at)]
        before = [i for i in exact if i < at]
        return max(before) if before else min(exact, default=None)

    def base(self, at: int, sentence: Sentence, period: str | None) -> str | None:
        """The time a growth is measured from: as its clause names it, else as its kind tells."""
        growth = self.figures[at]
        named = self._named(growth, sentence)
        if named is not None and _DATED.search(self.folded, *named.span):
            return named.edtf
        told = None
        if period and growth.change == "yoy":
            told = year_earlier(period)
        elif period and growth.change == "mom":
            told = _before(period)
        return told or (named.edtf if named else None)

    def _levels(self, at: int, sentence: Span) -> Sequence[int]:
        """The indices of the levels in a sentence; of a long one those near `at`."""
        near = range(max(0, at - 6), min(len(self.figures), at + 3))
        return [
            i
            for i in near
            if self.figures[i].change is None
            and self.figures[i].unit != "rank"
            and sentence.start <= self.figures[i].span.start < sentence.end
        ]

    def _runs_on(self, level: int, growth: int) -> bool:
        start, end = self.figures[level].span.end, self.figures[growth].span.start
        return _RUNS_ON.fullmatch(self.folded, start, end) is not None

    def _named(self, growth: Figure, sentence: Sentence) -> Time | None:
        """The time that is compared with in the growth's own clause.

        上月 is the month before the one reported on, not before the day of the report: only a time
        with a number is taken at its word.
        """
        start = max(sentence.span.start, growth.span.start - 40)
        clause = max(start, *(self.folded.rfind(m, start, growth.span.start) for m in "，；："))
        for time in reversed(self.times(Span(clause, growth.span.start))):
            if _FROM.search(self.folded[max(0, time.span.start - 2) : time.span.start]):
                return time
        return None


def _fits(growth: Figure, level: Figure) -> bool:
    """Whether units allow that `growth` is of `level`: points are of a share."""
    if growth.unit == "pp":
        return level.unit == "%"
    if growth.unit in _RELATIVE:
        return level.unit not in ("%", "pp") or growth.unit == level.unit == "倍"
    return growth.unit == level.unit


def _before(period: str) -> str | None:
    """The month or quarter before; None for any other stretch.

    >>> _before("2023-01"), _before("2023-04/2023-06"), _before("2023")
    ('2022-12', '2023-01/2023-03', None)
    """
    if m := _MONTH.fullmatch(period):
        return month(int(m[1]), int(m[2]) - 1)
    if m := _QUARTER.fullmatch(period):
        first = month(int(m[1]), int(m[2]) - 3)
        return f"{first}/{first[:4]}-{int(first[5:]) + 2:02d}"
    return None
