"""Figures: quantities with their bound, unit, change and measure."""

from __future__ import annotations

import re
from bisect import bisect_right

from shilu.mentions.growth import Growth, growth, runs_on
from shilu.mentions.masks import unquoted
from shilu.mentions.measures import measures
from shilu.mentions.numerals import number
from shilu.mentions.proportions import proportions
from shilu.mentions.quantities import quantities
from shilu.mentions.quantity import Quantity
from shilu.model import Figure, Setting, Time
from shilu.structure import Structure
from shilu.text import Span

#: What stands between two numbers of a list, and the kinds of units such numbers share.
_LISTED = re.compile("[ ]?(?:[、和及与]|以及)[ ]?")
_SHARED = frozenset(("currency", "measure", "counter"))

#: How far a clause may reach, so that a text without stops costs no more than another.
_REACH = 300

#: Units that a record gives as a code; the others are given as printed.
_CODED = frozenset(("%", "‰", "pp", "rank", "倍", ""))


def find_figures(
    structure: Structure, setting: Setting, times: tuple[Time, ...]
) -> tuple[Figure, ...]:
    """The figures of a text in reading order; whom and when they are about is left to the facts."""
    view = unquoted(structure.folded)
    found = _apart([*proportions(view), *quantities(view, setting.area)], [t.span for t in times])
    _share_units(view, found)
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


def _growths(
    structure: Structure, view: str, found: list[Quantity], setting: Setting
) -> list[Growth | None]:
    starts = [s.span.start for s in structure.sentences]
    out: list[Growth | None] = []
    for i, q in enumerate(found):
        before = found[i - 1] if i else None
        sentence = starts[max(0, bisect_right(starts, q.span.start) - 1)]
        if before is not None and before.span.start >= sentence and runs_on(view, before, q):
            out.append(out[-1])
            continue
        clause = _clause_start(view, sentence, q.span.start)
        since = max(clause - _REACH, sentence, before.span.end if before else 0)
        out.append(growth(view, q, clause, since, setting.published))
    return out


def _clause_start(view: str, sentence: int, at: int) -> int:
    """Where the clause that holds `at` begins, within its sentence and not too far back."""
    low = max(sentence, at - _REACH)
    return max(low, 1 + max(view.rfind(mark, low, at) for mark in "，；："))


def _figure(
    structure: Structure, q: Quantity, change: Growth | None, measure: str | None
) -> Figure:
    sign = change.sign if change else 1
    return Figure(
        text=structure.text[q.span.start : q.span.end],
        span=q.span,
        rule=q.rule,
        low=number(q.low * sign),
        high=None if q.high is None else number(q.high * sign),
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
