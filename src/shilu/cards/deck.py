"""Decks of cards: `*.yaml` loaded and checked, and matched where a trigger stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from importlib.resources import files
from typing import NamedTuple

import daachorse
import msgspec
import yaml

from shilu.cards.pattern import PatternError, translate
from shilu.cards.view import View
from shilu.text import Span

#: Made of a tuple without a call into Python: a long article has thousands of matches.
_SPAN = partial(tuple.__new__, Span)


class CardError(ValueError):
    """A card that cannot be used; the message names file, card and cause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One rule: `when` it speaks, `why` it holds, sentences it takes (`yes`) and does not (`no`).

    `gives` holds what the stage is to make of a match, in words of that stage; where two matches
    meet, the stage keeps the one of higher `rank`. `raw` are characters one of which
    must stand, unfolded, in the article's own text (於 is not 于).
    """

    name: str
    when: str | list[str]
    why: str
    yes: list[str]
    no: list[str] = field(default_factory=list)
    gives: dict[str, str] = field(default_factory=dict)
    rank: int = 0
    raw: str = ""

    @property
    def patterns(self) -> list[str]:
        """`when` as a list."""
        return [self.when] if isinstance(self.when, str) else self.when


class Match(NamedTuple):
    """Characters a card took: the whole, and each named slot."""

    card: Card
    span: Span
    slots: dict[str, Span]


#: A stretch, and the rules whose triggers stand in it.
Woken = tuple[Span, list[int]]


class Deck:
    """Cards compiled once, each run only in stretches where one of its triggers stands."""

    def __init__(self, name: str, cards: Iterable[Card]) -> None:
        self.name = name
        self.cards = tuple(cards)
        self._rules: list[tuple[Card, re.Pattern[str]]] = []
        self._by_trigger: dict[str, list[int]] = {}
        for card in self.cards:
            for pattern in card.patterns:
                self._add(card, pattern)
        self._triggers = daachorse.CharwiseDoubleArrayAhoCorasick(list(self._by_trigger) or ["\0"])
        self._rules_of = list(self._by_trigger.values()) or [[]]

    def _add(self, card: Card, pattern: str) -> None:
        try:
            regex, triggers = translate(pattern)
            compiled = re.compile(regex)
        except (PatternError, re.error, FileNotFoundError) as cause:
            raise CardError(f"{self.name}.yaml: {card.name}: {cause}") from cause
        for trigger in triggers:
            self._by_trigger.setdefault(trigger, []).append(len(self._rules))
        self._rules.append((card, compiled))

    def woken(self, folded: str, stretches: Iterable[Span]) -> list[Woken]:
        """Those of `stretches` (sentences, in order) in which triggers stand, with their rules.

        This asks the folded text alone: where nothing wakes, no view need be made.
        """
        hits = self._triggers.find_overlapping(folded)
        found: list[Woken] = []
        at, last = 0, len(hits)
        for stretch in stretches:
            if at == last:
                break
            begin, end = stretch
            rules: set[int] = set()
            while at < last and hits[at][1] <= end:
                start, _, trigger = hits[at]
                if start >= begin:
                    rules.update(self._rules_of[trigger])
                at += 1
            if rules:
                found.append((stretch, sorted(rules)))
        return found

    def match(self, view: View, stretches: Iterable[Span]) -> Iterator[Match]:
        """Every match of every card within each of `stretches` (sentences, in order)."""
        return self.run(view, self.woken(view.folded, stretches))

    def run(self, view: View, woken: Iterable[Woken]) -> Iterator[Match]:
        """The matches of the rules that are `woken`, each in its stretch of `view`."""
        layered = view.layered
        for (start, end), rules in woken:
            for rule in rules:
                card, regex = self._rules[rule]
                for m in regex.finditer(layered, start, end):
                    if not card.raw or any(c in card.raw for c in view.text[slice(*m.span())]):
                        yield Match(card, _SPAN(m.span()), _slots(m))


def _slots(m: re.Match[str]) -> dict[str, Span]:
    """The slots of a pattern that took anything."""
    return {k: _SPAN(m.span(k)) for k, taken in m.groupdict().items() if taken is not None}


def _plain(text: str) -> object:
    """YAML with every scalar a string: `yes` and `no` are keys here, not truth values."""
    return yaml.load(text, Loader=yaml.CBaseLoader) or []


@cache
def deck(name: str) -> Deck:
    """The cards of `cards/<name>.yaml`; raises CardError naming file, card and cause."""
    path = files("shilu.cards") / f"{name}.yaml"
    try:
        cards = msgspec.convert(_plain(path.read_text("utf-8")), list[Card], strict=False)
    except (yaml.YAMLError, msgspec.ValidationError) as cause:
        raise CardError(f"{name}.yaml: {cause}") from cause
    names = [card.name for card in cards]
    if doubled := {n for n in names if names.count(n) > 1}:
        raise CardError(f"{name}.yaml: name used twice: {'、'.join(sorted(doubled))}")
    return Deck(name, cards)


def deck_names() -> list[str]:
    """The names of all decks, sorted."""
    here = files("shilu.cards").iterdir()
    return sorted(p.name[:-5] for p in here if p.name.endswith(".yaml"))
