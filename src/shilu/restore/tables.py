"""The tables restoration decides by: characters, readings, which character follows which."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Character(NamedTuple):
    """A traditional character: what it is in simplified text, and how it is read.

    `how` is `=` where mirrors write it for `simplified`, `~` for a variant of what they write,
    `<` where the standard tables convert but mirrors mostly leave `simplified` alone.
    """

    simplified: str
    how: str
    readings: tuple[str, ...]


def rows(name: str) -> Iterator[list[str]]:
    """The lines of a data file of this package as columns, comments left out."""
    text = (files("shilu.restore") / name).read_text("utf-8")
    return (line.split("\t") for line in text.splitlines() if not line.startswith("#"))


@cache
def characters() -> dict[str, Character]:
    """Every traditional character that GBK holds and that simplified text does not use.

    >>> characters()["長"].simplified, characters()["長"].readings
    ('长', ('zhǎng', 'cháng', 'zhàng'))
    """
    return {t: Character(s, how, tuple(r.split(" "))) for t, s, how, r in rows("characters.txt")}


@cache
def mirrored() -> dict[int, str]:
    """What mirrors write for a simplified character, as `str.translate` wants it.

    >>> "发展着".translate(mirrored())
    '發展著'
    """
    table = {ord(c.simplified): t for t, c in characters().items() if c.how == "="}
    return {**table, ord("着"): "著"}


class Telltale(NamedTuple):
    """What a character says of a page: log odds, a mirror's traditional text to genuine.

    One that speaks for a mirror does so only after one of `before`, or before one of `after`.
    """

    odds: float
    before: frozenset[str]
    after: frozenset[str]


@cache
def telltales() -> dict[str, Telltale]:
    """The characters that tell a mirror's traditional text from genuine.

    >>> telltales()["於"].odds < 0 < telltales()["于"].odds, "關" in telltales()["于"].before
    (True, True)
    """
    return {
        char: Telltale(float(odds), frozenset(before), frozenset(after))
        for char, odds, before, after in rows("telltales.txt")
    }


@cache
def by_lead_byte() -> dict[tuple[int, str], tuple[str, ...]]:
    """The characters that begin with a byte in GBK and have a reading: what a gloss can stand for.

    >>> by_lead_byte()[0xD5, "qǐng"]
    ('請',)
    """
    table: dict[tuple[int, str], list[str]] = {}
    for t, character in characters().items():
        for reading in character.readings:
            table.setdefault((t.encode("gbk")[0], reading), []).append(t)
    return {key: tuple(value) for key, value in table.items()}


class Pairs:
    """A small model of written Chinese: how likely a character is after another."""

    #: How much of the odds comes from the pair, and how much from the character alone.
    PAIR = 0.8
    #: Characters no word holds: punctuation is common, all else is next to impossible.
    PUNCTUATION = dict.fromkeys("，。、", -4.0) | dict.fromkeys("；：“”（）《》！？·…—", -6.5)
    RARE = -17.0
    #: How often print has a mark, whatever stands before it, and how little the words say.
    MARKS = (
        dict.fromkeys("，。", 0.035)
        | dict.fromkeys("、“”", 0.008)
        | dict.fromkeys("；：（）《》", 0.002)
        | dict.fromkeys("！？·…—", 0.001)
    )
    UNHEARD = 0.01

    def __init__(self) -> None:
        self._total: dict[str, float] = {}
        self._first: dict[str, float] = {}
        self._last: dict[str, float] = {}
        self._after: dict[str, dict[str, float]] = {}
        for char, weights, after in rows("pairs.txt"):
            self._total[char], self._first[char], self._last[char] = map(_count, weights)
            pairs = zip(after[::2], after[1::2], strict=True)
            self._after[char] = {b: _count(w) for b, w in pairs}
        self._sum = sum(self._total.values())
        self._words = sum(self._first.values())

    def log_odds(self, before: str, char: str) -> float:
        """The natural logarithm of the probability of `char` after `before`."""
        alone = self.alone(char)
        pair = self._after.get(before, {}).get(char)
        if not pair:
            return alone + math.log(1 - self.PAIR)
        return math.log((1 - self.PAIR) * math.exp(alone) + self.PAIR * pair / self._total[before])

    def follows(self, before: str, char: str) -> float:
        """The natural logarithm of the probability of `char` after `before`, words minded.

        Either both stand in a word, or one word ends and another, or a mark, follows.
        """
        total = self._total.get(before)
        within = self._after[before].get(char, 0.0) / total if total else 0.0
        ends = self._last[before] / total if total else 1.0
        mark = self.MARKS.get(char)
        begins = self._first.get(char, 0.0) / self._words if mark is None else mark
        alone = math.exp(self.alone(char)) if mark is None else mark
        return math.log((1 - self.UNHEARD) * (within + ends * begins) + self.UNHEARD * alone)

    def alone(self, char: str) -> float:
        """The natural logarithm of the probability of `char` anywhere."""
        count = self._total.get(char)
        if count is None:
            return self.PUNCTUATION.get(char, self.RARE)
        return math.log(count / self._sum)


def _count(weight: str) -> float:
    return float(2 ** ((ord(weight) - ord("0")) / 2))


@cache
def pairs() -> Pairs:
    """The model, loaded when it is first asked."""
    return Pairs()
