"""Tellings: the verbs that tell of events, as the cards of `events.yaml` find them.

Which words tell of what is data, in the cards; here each verb is told once, and knows its clause.
What stands around it is read elsewhere: when and with which bodies in `scene`, where in
`whereabouts`, on what occasion in `occasions`, who in `participants` and `actors`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shilu.cards import Match, View, deck
from shilu.structure import Sentence, Structure
from shilu.text import Span

#: How far a verb reaches in its clause; a list of names may be long.
_REACH, _LONG_REACH = 200, 1000


@dataclass(frozen=True, slots=True)
class Telling:
    """A verb that tells of an event, and its clause before and after it.

    `ahead` are the clauses of its sentence that may lend it a time or a place: the first one, and
    the one before its own.
    """

    match: Match
    sentence: Sentence
    clause: Span
    ahead: tuple[Span, ...]

    @property
    def type(self) -> str:
        """The type of event, or list, speak, none."""
        return self.match.card.gives["type"]

    @property
    def manner(self) -> str | None:
        """What the card adds: host, speaker, arrival."""
        return self.match.card.gives.get("as")

    @property
    def rule(self) -> str:
        """The rule that found it."""
        return f"events.{self.match.card.name}"

    @property
    def verb(self) -> Span:
        """The verb."""
        return self.match.slots["verb"]

    @property
    def before(self) -> Span:
        """The clause up to the verb."""
        return Span(self.clause.start, self.verb.start)

    @property
    def after(self) -> Span:
        """The clause from the verb on."""
        return Span(self.verb.end, self.clause.end)


def verbs(structure: Structure, view: View) -> Iterator[Match]:
    """The matches of the cards that stand, each verb told once: higher rank, then longer."""
    spans = [sentence.span for sentence in structure.sentences]
    found = sorted(
        deck("events").match(view, spans),
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
    return Span(max(clause.start, verb.start - reach), min(clause.end, verb.end + reach))


def _claim(match: Match) -> Span:
    """The characters a match lays claim to: its verb; all of it where it takes a verb away."""
    whole = match.card.gives["type"] in ("none", "list")
    return match.span if whole else match.slots["verb"]
