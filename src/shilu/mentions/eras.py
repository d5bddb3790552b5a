"""Named eras: 改革开放以来, 十八大以来, “十四五”时期.

They are dated by documents, not by what the page prints, and so stand beside the times and not
among them. The words, dates and sources are in `words/eras.txt`. A congress or a plan that is only
named (十八大报告) is no era.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from msgspec import UNSET

from shilu.lexicon import rows
from shilu.mentions import edtf
from shilu.mentions.masks import untitled
from shilu.model import Era, Setting
from shilu.structure import Structure
from shilu.text import Span

_SINCE = "(?:胜利)?(?:召开)?(?:以来|至今)"
_DURING = "时期|期间|(?:规划|计划)(?:期间|期)?(?!纲要|建议|草案|[院局司厅处师展图])"
#: How many characters may lead to a name: 党的, 中共, “.
_LED = 2
#: Regions whose return to China 回归 may be, by what a sentence calls them.
_REGIONS = ("香港", "澳门")


class _Dated(NamedTuple):
    kind: str
    name: str
    edtf: str


def find_eras(structure: Structure, setting: Setting) -> tuple[Era, ...]:
    """The named eras of a text in reading order.

    One that runs to the day of publication has no value on an undated page; words that several
    eras bear (回归以来) have the one that the sentence names, else none but the candidates.
    """
    if _maybe().search(structure.folded) is None:
        return ()
    found = _found(untitled(structure.folded))
    return tuple(_era(structure, m, setting.published) for m in found)


def _found(view: str) -> Iterator[re.Match[str]]:
    """The eras that `view` names, without overlaps."""
    at = 0
    for maybe in _maybe().finditer(view):
        starts = range(max(at, maybe.start() - _LED), maybe.start() + 1)
        m = next(filter(None, (_pattern().match(view, start) for start in starts)), None)
        if m is not None:
            at = m.end()
            yield m


@cache
def _dated() -> dict[str, tuple[_Dated, ...]]:
    """The eras that words stand for."""
    table: dict[str, tuple[_Dated, ...]] = {}
    for words, kind, name, value, _ in rows("eras"):
        table[words] = (*table.get(words, ()), _Dated(kind, name, value))
    return table


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_dated(), key=len, reverse=True)
    since = "|".join(n for n in names if _dated()[n][0].kind == "since")
    period = "|".join(n for n in names if _dated()[n][0].kind == "period")
    return re.compile(
        f"(?:党的|中共)?(?P<since>{since}){_SINCE}"
        f"|(?<![二三四五六七八九十第])“?(?P<period>{period})”?(?:(?P<from>以来)|{_DURING})"
    )


@cache
def _maybe() -> re.Pattern[str]:
    """A name with what must follow it, for which a text is searched fast; most have none."""
    names = "|".join(sorted(_dated(), key=len, reverse=True))
    return re.compile(f"(?:{names})”?(?:{_SINCE}|{_DURING})")


def _era(structure: Structure, m: re.Match[str], published: date | None) -> Era:
    """The era that a match names."""
    known = _dated()[m["since"] or m["period"]]
    if len(known) > 1:
        known = _meant(structure, m.start(), known)
    open_end = bool(m["since"] or m["from"])
    values = [_value(era, open_end, published) for era in known]
    sole = len(known) == 1
    return Era(
        text=structure.text[m.start() : m.end()],
        span=Span(*m.span()),
        rule="eras.since" if open_end else "eras.period",
        name=known[0].name if sole else None,
        edtf=values[0] if sole else None,
        candidates=UNSET if sole else tuple(v for v in values if v),
    )


def _value(era: _Dated, open_end: bool, published: date | None) -> str | None:
    """The days of an era; to publication where it is still running, or told from its beginning."""
    if not open_end:
        return era.edtf
    if published is None or edtf.first_day(era.edtf) > published:
        return None
    return edtf.until(era.edtf, published)


def _meant(structure: Structure, at: int, known: tuple[_Dated, ...]) -> tuple[_Dated, ...]:
    """Of several eras the one whose region the sentence names, all of them where it names none."""
    within = structure.sentences[max(0, bisect_right(structure.starts.sentences, at) - 1)].span
    sentence = structure.folded[within.start : within.end]
    named = [region for region in _REGIONS if region in sentence]
    meant = tuple(era for era in known if len(named) == 1 and era.name.startswith(named[0]))
    return meant or known
