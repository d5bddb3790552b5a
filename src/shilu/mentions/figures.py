"""Figures: quantities with their bound, unit, change and measure."""

from __future__ import annotations

import re
from bisect import bisect_right
from decimal import Decimal

from shilu.mentions.growth import Growth, growth, may_be_growth, runs_on
from shilu.mentions.masks import unquoted, whole_numbers
from shilu.mentions.measures import measures
from shilu.mentions.numerals import Numeral, number
from shilu.mentions.proportions import proportions
from shilu.mentions.quantities import quantities
from shilu.mentions.quantity import Quantity, bounded
from shilu.model import Figure, Setting, Time
from shilu.structure import Structure
from shilu.text import LOST, Span

#: What stands between two numbers of a list, and the kinds of units such numbers share.
_LISTED = re.compile("[ ]?(?:[、和及与]|以及)[ ]?")
_SHARED = frozenset(("currency", "measure", "counter"))

#: A number that leaves its unit to the next of its list.
_SHARING = re.compile(
    r"(?<![0-9A-Za-z.,:/·第前\-+×])([0-9]{1,6}(?:\.[0-9]{1,4})?)[ ]?(?:[、和及与]|以及)[ ]?$"
)
_ARABIC = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_JOINS = frozenset("、和及与 ")
_LISTABLE = frozenset(("points", "percent", "currency", "measure", "counter"))

#: How far a clause may reach, so that a text without stops costs no more than another.
_REACH = 300

#: Units that a record gives as a code; the others are given as printed.
_CODED = frozenset(("%", "‰", "pp", "rank", "倍", ""))


def find_figures(
    structure: Structure, setting: Setting, times: tuple[Time, ...]
) -> tuple[Figure, ...]:
    """The figures of a text in reading order; whom and when they are about is left to the facts."""
    view = whole_numbers(unquoted(structure.folded), structure.folded)
    found = _apart([*proportions(view), *quantities(view, setting.area)], [t.span for t in times])
    _share_units(view, found)
    found = _with_listed(view, found)
    grown = _growths(structure, view, found, setting)
    said = measures(structure, found, [t.span for t in times])
    return tuple(
        _figure(structure, q, change, measure)
        for q, change, measure in zip(found, grown, said, strict=True)
    )


def _apart(found: list[Quantity], times: list[Span]) -> list[Quantity]:
    """In reading order, the longer of two that overlap, none that overlaps a time."""
    found.sort(key=lambda q: (q.span.start, -q.span.end))
    kept: list[Quantity] = []
    i = 0
    for q in found:
        while i < len(times) and times[i].end <= q.span.start:
            i += 1
        if i < len(times) and times[i].touches(q.span):
            continue
        if not kept or kept[-1].span.end <= q.span.start:
            kept.append(q)
    return kept


def _share_units(view: str, found: list[Quantity]) -> None:
    """Give the numbers of a list the unit that only its last one prints: 7万亿、8万亿和9万亿元."""
    for i in range(len(found) - 2, -1, -1):
        q, after = found[i], found[i + 1]
        between = view[q.span.end : after.span.start]
        if q.kind == "number" and after.kind in _SHARED and _LISTED.fullmatch(between):
            found[i] = q._replace(unit=after.unit, kind=after.kind, rule=after.rule)


def _with_listed(view: str, found: list[Quantity]) -> list[Quantity]:
    """With the numbers before a quantity that share its unit in a list: 0.6和0.7个百分点."""
    out: list[Quantity] = []
    for q in found:
        floor, run = out[-1].span.end if out else 0, [q]
        while (first := run[0]).kind in _LISTABLE and view[first.span.start - 1] in _JOINS:
            m = _SHARING.search(view, max(floor, first.span.start - 16), first.span.start)
            if m is None:
                break
            shared = _sharing(m, view, first)
            listed = "分别" in view[max(0, shared.span.start - 8) : shared.span.start]
            if not listed and _about(shared, first, view[m.end(1)]):
                run[0] = first._replace(
                    span=Span(shared.span.start, first.span.end),
                    low=shared.low,
                    high=first.low,
                    bound=shared.bound,
                )
                break
            run.insert(0, shared)
        out += run
    return out


def _sharing(m: re.Match[str], view: str, q: Quantity) -> Quantity:
    """The number of a list that leaves its unit, and 万 or 亿 where it is as small, to `q`."""
    low = Decimal(m[1])
    last = _ARABIC.search(view, *q.span)
    mantissa = Decimal(last[0].replace(",", "")) if last else q.low
    if mantissa and low <= 20 * mantissa:
        low *= q.low / mantissa
    start, end, bound = bounded(view, *m.span(1), Numeral(low))
    return q._replace(span=Span(start, end), low=low, high=None, bound=bound)


def _about(q: Quantity, after: Quantity, mark: str) -> bool:
    """Whether two numbers are one estimate (4、5名; 40、50宗), as 四五名 is, and no list."""
    if mark != "、" or after.high is not None or after.bound != "=" or not after.low:
        return False
    step = after.low - q.low
    whole = Decimal(10) ** after.low.adjusted()
    return step > 0 and (step == 1 or (step == whole and after.low % whole == 0 and whole != 100))


def _growths(
    structure: Structure, view: str, found: list[Quantity], setting: Setting
) -> list[Growth | None]:
    starts = structure.starts.sentences
    out: list[Growth | None] = []
    for i, q in enumerate(found):
        before = found[i - 1] if i else None
        sentence = starts[max(0, bisect_right(starts, q.span.start) - 1)]
        if before is not None and before.span.start >= sentence and runs_on(view, before, q):
            out.append(out[-1])
            continue
        if not may_be_growth(view, q):
            out.append(None)
            continue
        clause = _clause_start(view, sentence, q.span.start)
        since = max(clause - _REACH, sentence, before.span.end if before else 0)
        out.append(growth(view, q, clause, since, setting.published))
    return out


def _clause_start(view: str, sentence: int, at: int) -> int:
    """Where the clause that holds `at` begins, within its sentence and not too far back."""
    low = max(sentence, at - _REACH)
    for mark in "，；：":
        low = max(low, 1 + view.rfind(mark, low, at))
    return low


def _figure(
    structure: Structure, q: Quantity, change: Growth | None, measure: str | None
) -> Figure:
    sign = change.sign if change else 1
    printed = structure.text[q.span.start : q.span.end]
    lost = LOST in printed
    return Figure(
        text=printed,
        span=q.span,
        rule=q.rule,
        low=None if lost else number(q.low * sign),
        high=None if q.high is None or lost else number(q.high * sign),
        bound=q.bound,
        unit=_printed(structure, q),
        measure=measure,
        change=change.change if change else None,
    )


def _printed(structure: Structure, q: Quantity) -> str:
    """The unit in the page's own script, where it is given as printed."""
    if q.unit in _CODED or q.kind == "currency":
        return q.unit
    at = structure.folded.rfind(q.unit, q.span.start, q.span.end)
    return structure.text[at : at + len(q.unit)] if at >= 0 else q.unit
