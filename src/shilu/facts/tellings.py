"""Tellings: the verbs that tell of events, as the cards of `events.yaml` find them.

Which words tell of what is data, in the cards; here each verb is told once, and knows its clause.
What stands around it is read elsewhere: when and with which bodies in `scene`, where in
`whereabouts`, on what occasion in `occasions`, who in `participants` and `actors`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import NamedTuple

from shilu.cards import Match, View, Woken, deck
from shilu.structure import Sentence, Structure
from shilu.text import Span

#: How far a verb reaches in its clause; a list of names may be long.
_REACH, _LONG_REACH = 200, 1000
_SPAN = itemgetter(0)


class Telling(NamedTuple):
    """A verb that tells of an event, and its clause `before` and `after` it.

    `type` is that of the event, or list, speak, none; `manner` what the card adds: host, speaker,
    arrival; `nominal` says whether the verb only names what was done. `ahead` are the clauses of
    its sentence that may lend it a time or a place: the first one, and the one before its own.
    """

    match: Match
    sentence: Sentence
    clause: Span
    ahead: tuple[Span, ...]
    verb: Span
    before: Span
    after: Span
    type: str
    manner: str | None
    nominal: bool

    @property
    def rule(self) -> str:
        """The rule that found it."""
        return f"events.{self.match.card.name}"


def telling_of(
    match: Match, sentence: Sentence, clause: Span, ahead: tuple[Span, ...], nominal: bool
) -> Telling:
    """The telling of `match`, whose verb reaches as far as `clause`."""
    verb, gives = match.slots["verb"], match.card.gives
    before, after = Span(clause.start, verb.start), Span(verb.end, clause.end)
    kind, manner = gives["type"], gives.get("as")
    return Telling(match, sentence, clause, ahead, verb, before, after, kind, manner, nominal)


def telling_words(structure: Structure) -> list[Woken]:
    """The sentences with a word that may tell of an event; no view need be made to ask."""
    return deck("events").woken(structure.folded, map(_SPAN, structure.sentences))


def verbs(view: View, woken: Iterable[Woken]) -> Iterator[Match]:
    """The matches of the cards that stand, each verb told once: higher rank, then longer."""
    found = sorted(
        deck("events").run(view, woken),
        key=lambda m: (-m.card.rank, _claim(m).start, -len(m.slots), -m.span.end),
    )
    taken: set[int] = set()
    for match in found:
        claimed = range(*_claim(match))
        if taken.isdisjoint(claimed):
            taken.update(claimed)
            if match.card.gives["type"] != "none":
                yield match


def reach_of(match: Match, clause: Span) -> Span:
    """A verb's clause, as far as the verb reaches; a list of names may be long."""
    verb = match.slots["verb"]
    reach = _LONG_REACH if match.card.gives["type"] == "list" else _REACH
    if clause.end - clause.start <= reach:
        return clause
    return Span(max(clause.start, verb.start - reach), min(clause.end, verb.end + reach))


def _claim(match: Match) -> Span:
    """The characters a match lays claim to: its verb; all of it where it takes a verb away."""
    whole = match.card.gives["type"] in ("none", "list")
    return match.span if whole else match.slots["verb"]
