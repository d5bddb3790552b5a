"""Units, counters, currencies and the words that bound a number, as the word files list them."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple, cast

from shilu.lexicon import rows
from shilu.model import Bound

#: 元 without a country's name is the page's own.
LOCAL_YUAN = {"香港": "HKD", "澳门": "MOP"}

#: What a currency's printed name says nothing about; several countries have one of the name.
_UNSAID = "XXX"

_PER = re.compile(r"[/每](?:[0-9]*)")


class Unit(NamedTuple):
    """A unit as printed: `kind` as in units.txt, or currency; `end` where it ends."""

    printed: str
    kind: str
    end: int


@cache
def _kinds() -> dict[str, str]:
    kinds = {row[0]: row[1] for row in rows("units")}
    return kinds | dict.fromkeys(currencies(), "currency")


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """The lengths that terms beginning with two characters, or being one, have; longest first."""
    lengths: dict[str, set[int]] = {}
    for term in _kinds():
        lengths.setdefault(term[:2], set()).add(len(term))
    for head, group in lengths.items():
        if head[0] in lengths:
            group.add(1)
    return {head: tuple(sorted(group, reverse=True)) for head, group in lengths.items()}


@cache
def currencies() -> dict[str, str]:
    """ISO 4217 codes by the currency's name in simplified characters."""
    return {row[0]: row[1] for row in rows("currencies")}


@cache
def bounds(side: str) -> dict[str, Bound]:
    """The words that bound a number from `side`, before or after it."""
    return {word: cast(Bound, bound) for word, where, bound in rows("bounds") if where == side}


def unit_at(view: str, at: int) -> Unit | None:
    """The longest unit that begins at `at`; a rate is one unit (元/吨, 微克/立方米).

    >>> unit_at("20微克/立方米左右", 2)
    Unit(printed='微克/立方米', kind='measure', end=8)
    """
    unit = _term_at(view, at)
    if unit is None or not view.startswith("/", unit.end) or unit.kind in ("never", "word"):
        return unit
    per = _term_at(view, unit.end + 1)
    if per is None or per.kind == "word":
        return unit
    return Unit(view[at : per.end], "measure", per.end)


def currency_code(name: str, area: str | None) -> str:
    """The code of a currency by its printed name; 元 is the page's own, 人民币 is not.

    >>> currency_code("元", "香港"), currency_code("港元", None), currency_code("先令", None)
    ('HKD', 'HKD', '先令')
    """
    if name in ("元", "圆", "块钱"):
        return LOCAL_YUAN.get(area or "", "CNY")
    code = currencies()[name]
    return name if code == _UNSAID else code


def _term_at(view: str, at: int) -> Unit | None:
    kinds, lengths = _kinds(), _lengths()
    head = view[at : at + 2]
    for length in lengths.get(head) or lengths.get(head[:1], ()):
        term = view[at : at + length]
        end = at + len(term)
        if term in kinds and not (term[-1].isascii() and _cut_latin(view, end)):
            return Unit(term, kinds[term], end)
    return None


def _cut_latin(view: str, end: int) -> bool:
    """Whether a unit in Latin letters would end within a word: 5Gbps is no 5G."""
    last, after = view[end - 1 : end], view[end : end + 1]
    return last.isascii() and last.isalpha() and after.isascii() and after.isalnum()
