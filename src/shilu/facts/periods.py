"""The time a figure holds for: stated in its clause, or carried into it.

A time named to compare with (比去年同期, 较2020年) is not the figure's own. 目前 and 现有 end what
was carried: a stock "now" has no period.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from shilu.facts.surroundings import Surroundings, goes_on
from shilu.model import Figure, Time
from shilu.structure import Sentence
from shilu.text import Span

_COMPARED = tuple(
    "比 较 多于 少于 扭转 逊于 同 与 和 跟 高于 低于 超过 优于 快于 好于".split()  # noqa: SIM905
)
_BASE = re.compile("同期|上年$|^比|^较")
_NOW = re.compile("目前|如今|当前|现时|现有|现已|早前|此前|以往|不久前|前不久|现在|当年|原来")
#: A beginning or an end only (自2019年10月起, 2050年前), and a day on which something was said.
_FROM = re.compile("[从自]$")
_BOUND_AFTER = re.compile("起|开始|以?前|之前")
#: 继10月9日召开会议之后: what went before.
_PRECEDED = re.compile("(?:^|[，。；：、\n])继$")
_SAID = re.compile(
    "(?:表示|指出?|强调|介绍|说|称|透露|报道|报导)$"
    "|(?:发布|公布|公开|发表|通报|披露)[^，。；]{0,24}(?:报告|报道|数据|消息|公报|通报|调查|统计|白皮书|指数|显示)[^，。；]{0,6}$"
)
#: The stretch named last, said again: 同期, but not 去年同期.
_SAME = re.compile("(?:与此)?同期")
_SEVERALLY = re.compile("分别")
_PLAN = re.compile("(十[一二三四五六])五”?(?:时期|期间|以来)")
_PLANS = ("十一", "十二", "十三", "十四", "十五", "十六")
_START = re.compile("[从由自](?:[^，。；]{0,12})$")
_RISEN = re.compile(
    "(?:[^，。；]{0,8})(?:提升|提高|增长|增加|增|扩大|扩展|上升|升|跃升|下降|降低|降|缩小|减少|变|发展)[到至为]"
)
_CAME_TO = re.compile(
    "[从由自][^，。；]*(?:提升|提高|增长|增加|扩大|上升|跃升|下降|降低|减少)[到至为]$"
)
_CLAUSE_ONLY = re.compile("近.*年来$|[一二两三四五六七八九十]年来$")
#: What a stretch of years is only the yardstick of: 39年来最大.
_RECORD = re.compile("的?(?:最|首次|首个|新高|新低|第一)")
_AND = frozenset("及和、至")
_DAY = re.compile(r"\d{4}-\d\d-\d\d$")


def find_periods(around: Surroundings) -> dict[Span, str | None]:
    """The period of every figure, by its span; None where none can be told."""
    return _Periods(around).of_figures()


class PrintedPeriods:
    """What times and plan periods a sentence prints, by their values."""

    def __init__(self, around: Surroundings) -> None:
        self.around = around
        self._values: dict[int, set[str | None]] = {}

    def holds(self, sentence: Span, period: str) -> bool:
        """Whether a sentence prints a time or a plan period of that value."""
        values = self._values.get(sentence.start)
        if values is None:
            values = {time.edtf for time in self.around.times(sentence)}
            plans = _PLAN.finditer(self.around.structure.folded, *sentence)
            values.update(_plan_years(plan[1]) for plan in plans)
            self._values[sentence.start] = values
        return period in values


@dataclass(slots=True)
class _Carried:
    """The time in force, and the plan period a sentence names."""

    time: str | None = None
    plan: str | None = None
    once: bool = False
    last: str | None = None
    before: str | None = None


class _Periods:
    """The times of one article's figures, worked out clause by clause."""

    def __init__(self, around: Surroundings) -> None:
        self.around = around
        self.structure = around.structure
        self.folded = around.structure.folded
        self.figures = around.figures
        self.times = around.times
        self.periods: dict[Span, str | None] = {f.span: None for f in self.figures.items}
        self.planned = _PLAN.search(self.folded) is not None

    def of_figures(self) -> dict[Span, str | None]:
        """Every figure's period: none where no time is told."""
        if self.times.items or self.planned:
            self._prepare()
            self._read()
        return self.periods

    def _prepare(self) -> None:
        """Find the stretch reported on, and where anything stands that bears on periods."""
        self.topic = self._topic()
        self.nows = [m.start() for m in _NOW.finditer(self.folded)]
        telling = [*self.figures.starts, *self.times.starts, *self.nows]
        if "同期" in self.folded:
            telling += (m.start() for m in _SAME.finditer(self.folded))
        self.telling = sorted(telling)

    def _read(self) -> None:
        carried, paragraph = _Carried(), -1
        for sentence in self._sentences():
            if sentence.paragraph != paragraph and not self._goes_on(sentence):
                carried = _Carried(last=carried.last)
                if self._is_of(sentence, carried.last):
                    carried.time = self.topic.edtf if self.topic else None
            paragraph = sentence.paragraph
            self._sentence(sentence, carried)

    def _sentences(self) -> Sequence[Sentence]:
        """The sentences that matter: up to the last figure all, where the last time named does."""
        if self.topic is None and "同期" not in self.folded:
            return self.around.sentences
        sentences, last = self.structure.sentences, self.figures.items[-1].span.start
        return sentences[: bisect_right(self.structure.starts.sentences, last)]

    def _topic(self) -> Time | None:
        """The month, quarter, half or year so far that the lead reports on; a day is none."""
        lead = self.structure.paragraphs[0]
        reported = [time for time in self._stating(lead) if _is_stretch(time.edtf or "")]
        figures = self.figures(lead)
        return reported[0] if reported and figures else None

    def _is_of(self, sentence: Sentence, last: str | None) -> bool:
        """Whether a paragraph goes on with the stretch that the lead reports on.

        It measures an indicator against the year before, and no other stretch was named since.
        """
        if self.topic is None or sentence.span.start < self.topic.span.end:
            return False
        if last and _is_stretch(last) and last != self.topic.edtf:
            return False
        paragraph = self.structure.paragraphs[sentence.paragraph]
        figures = self.figures(paragraph)
        first = next((f for f in figures if f.change == "yoy"), None)
        return first is not None and not self.times(Span(paragraph.start, first.span.start))

    def _goes_on(self, sentence: Sentence) -> bool:
        """Whether a paragraph is an item of a list or a row, which share what stands over them."""
        return goes_on(self.folded, self.structure.paragraphs[sentence.paragraph])

    def _sentence(self, sentence: Sentence, carried: _Carried) -> None:
        if self.planned and (plan := _PLAN.search(self.folded, *sentence.span)):
            carried.plan = _plan_years(plan[1])
            carried.time = None
        before = carried.time
        if carried.time is None:
            carried.time = self._from_base(sentence.span)
        at = 0
        for clause in sentence.clauses:
            at = bisect_left(self.telling, clause.start, at)
            if carried.once or self.telling[at] < clause.end:
                self._clause(clause, carried)
        if carried.time and _DAY.fullmatch(carried.time):
            carried.time = before

    def _clause(self, clause: Span, carried: _Carried) -> None:
        times, figures = self._stating(clause), self.figures(clause)
        if not times and _SAME.match(self.folded, clause.start):
            carried.time = carried.last = self.topic.edtf if self.topic else carried.last
        if len(figures) > 1 and self._deals_out(clause, figures):
            self._carry(clause, times, carried)
            return
        if carried.time and self.nows and self._ends_now(clause, times):
            carried.time = None
        at, at_time = clause.start, 0
        for figure in figures:
            while at_time < len(times) and times[at_time].span.end <= figure.span.start:
                at_time += 1
            own = self._of(figure) or (times[at_time - 1] if at_time else None)
            stated = own.edtf if own else None
            fresh = own is not None and own.span.start >= at
            if fresh or not self._begins_a_rise(clause, figure):
                period = _fitting(figure, stated, carried.time, carried.plan)
                if period is None and carried.plan and self._ends_a_rise(clause, figure):
                    period = carried.plan.partition("/")[2]
                self.periods[figure.span] = period
            at = figure.span.end
        if times or carried.once:
            self._carry(clause, times, carried)

    def _ends_now(self, clause: Span, times: Sequence[Time]) -> bool:
        """Whether a clause speaks of now, and of no time after it says so."""
        at = bisect_left(self.nows, clause.start)
        if at == len(self.nows) or self.nows[at] >= clause.end:
            return False
        return not any(time.span.end > self.nows[at] for time in times)

    def _deals_out(self, clause: Span, figures: Sequence[Figure]) -> bool:
        """Whether several times share several figures among them: 5月、6月分别增长2%和3%."""
        times = self.times(clause)
        if not 1 < len(times) == len(figures) or times[-1].span.end > figures[0].span.start:
            return False
        if not _SEVERALLY.search(self.folded, times[-1].span.end, figures[0].span.start):
            return False
        for time, figure in zip(times, figures, strict=True):
            self.periods[figure.span] = time.edtf
        return True

    def _of(self, figure: Figure) -> Time | None:
        """The time that a figure is of, whatever it is compared with: 2022年的60亿元."""
        start = figure.span.start
        if self.folded[start - 1] != "的":
            return None
        before = self.times(Span(max(0, start - 20), start))
        return before[-1] if before and before[-1].span.end == start - 1 else None

    def _carry(self, clause: Span, times: list[Time], carried: _Carried) -> None:
        """What goes on to the next clause; 近十年来 reaches no further than the clause after it."""
        if carried.once:
            carried.time, carried.once = carried.before, False
        if not times or _SAID.search(self.folded, *clause):
            return
        last = times[-1]
        carried.last = last.edtf
        if self.folded[max(0, last.span.start - 1) : last.span.start] == "占":
            return
        carried.once = bool(_CLAUSE_ONLY.search(self.folded, *last.span))
        carried.before = None if carried.once else carried.before
        carried.time = last.edtf

    def _stating(self, clause: Span) -> list[Time]:
        """The times of a clause that say when; 过去两天、即18日及19日 says it once."""
        kept: list[Time] = []
        at = clause.start
        for time in self.times(clause):
            between = self.folded[at : time.span.start] if at > clause.start else ""
            if "即" in between or between in _AND:
                at = time.span.end
            elif not self._compared(time) and not self._bound(time):
                kept.append(time)
                at = time.span.end
        return kept

    def _bound(self, time: Time) -> bool:
        """Whether a time is only where something begins or must be done."""
        start, end = time.span
        if self.folded[start:end].endswith("来") and _RECORD.match(self.folded, end):
            return True
        if self.folded[start:end].endswith("以来") or self.folded.startswith(("以来", "的"), end):
            return False
        before = self.folded[max(0, start - 1) : start]
        if _PRECEDED.search(self.folded[max(0, start - 2) : start]):
            return True
        return bool(_FROM.search(before) or _BOUND_AFTER.match(self.folded, end))

    def _begins_a_rise(self, clause: Span, figure: Figure) -> bool:
        """Whether a figure is where a rise or fall began: 从甲提高到乙."""
        start, end = figure.span
        began = _START.search(self.folded, max(clause.start, start - 20), start)
        return began is not None and _RISEN.match(self.folded, end) is not None

    def _ends_a_rise(self, clause: Span, figure: Figure) -> bool:
        """Whether a figure is what a rise or fall over a stretch came to."""
        start = figure.span.start
        return _CAME_TO.search(self.folded, max(clause.start, start - 40), start) is not None

    def _compared(self, time: Time) -> bool:
        """Whether a time is only what the figure is measured against."""
        start, end = time.span
        if self.folded.endswith(_COMPARED, 0, start) or self.folded.startswith("同期", end):
            return True
        return _BASE.search(self.folded[start:end]) is not None

    def _from_base(self, sentence: Span) -> str | None:
        """The period that 比上年, 高于上年同期 give away: the same stretch a year on."""
        for time in self.times(sentence):
            said = self.folded[time.span.start : time.span.end]
            if time.edtf and ("/" in time.edtf or "上年" in said) and self._compared(time):
                return _year_on(time.edtf)
        return None


def _fitting(
    figure: Figure, stated: str | None, carried: str | None, plan: str | None
) -> str | None:
    """The period that suits a figure: an annual rate holds for years, not for one of them."""
    if figure.change == "annual":
        return next((p for p in (stated, carried, plan) if p and _spans_years(p)), None)
    return stated or carried


def _is_stretch(edtf: str) -> bool:
    """Whether a time is a month, quarter, half or year, or the year so far.

    >>> [_is_stretch(time) for time in ("2023-05", "2023-01/2023-03", "2023-05-29", "2013/2023")]
    [True, True, False, False]
    """
    if _spans_years(edtf):
        return False
    return "/" in edtf or not _DAY.fullmatch(edtf)


def _spans_years(edtf: str) -> bool:
    first, _, last = edtf.partition("/")
    return bool(last) and first[:4] != last[:4]


def _year_on(edtf: str) -> str:
    """The same stretch a year later.

    >>> _year_on("2023-01/2023-04")
    '2024-01/2024-04'
    """
    return re.sub(r"\d{4}(?=-|/|$)", lambda m: str(int(m.group()) + 1), edtf)


def _plan_years(name: str) -> str:
    """The years of a five-year plan; the tenth ran from 2001 to 2005.

    >>> _plan_years("十四")
    '2021/2025'
    """
    start = 2006 + 5 * _PLANS.index(name)
    return f"{start}/{start + 4}"
