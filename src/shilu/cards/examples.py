"""The examples of cards: reading their marks, and holding each card to them.

A mark is `[label text]`. A label that names a slot of the card says what the slot must take; where
that slot's body is a mention class, or the label is itself a class, the text is written over the
view as a mention of that class, as a stage would. Marks may stand within marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shilu.cards.deck import Card, Deck, Match
from shilu.cards.view import CLASSES, View, layered
from shilu.folding import fold
from shilu.text import Span

_MARK = re.compile(r"\[(?P<label>[a-z_]+|人名|职务|机构|地名|时间|数量|书名) |(?P<close>\])")
_SLOT = re.compile(r"<(?P<label>[a-z_]+)=(?P<body>[^<>]+)>")


class ExampleError(ValueError):
    """An example whose marks cannot be read."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence without its marks, and the marks as pairs of label and span."""

    text: str
    marks: tuple[tuple[str, Span], ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One example of one card: the `number`th of its `kind` (yes or no), counted from 1."""

    deck: Deck
    card: Card
    kind: str
    number: int
    sentence: str

    @property
    def id(self) -> str:
        """A readable name for tests and messages, such as `events/免去某人某职/yes1`."""
        return f"{self.deck.name}/{self.card.name}/{self.kind}{self.number}"

    def failure(self) -> str | None:
        """Why the card does not keep to this example, naming file, rule and sentence; else None."""
        try:
            example = read_marks(self.sentence)
            why = (_why_not_taken if self.kind == "yes" else _why_taken)(self, example)
        except ExampleError as cause:
            why = str(cause)
        return why and f"{self.deck.name}.yaml: {self.card.name}: {self.sentence}: {why}"


def cases(deck: Deck) -> Iterator[Case]:
    """Every example of every card of `deck`."""
    for card in deck.cards:
        for kind, sentences in (("yes", card.yes), ("no", card.no)):
            for number, sentence in enumerate(sentences, 1):
                yield Case(deck, card, kind, number, sentence)


def failures(deck: Deck) -> list[str]:
    """What is wrong with the examples of `deck`, a line each; a card without a yes is wrong too."""
    bare = [f"{deck.name}.yaml: {card.name}: no example" for card in deck.cards if not card.yes]
    return bare + [why for case in cases(deck) if (why := case.failure())]


def read_marks(sentence: str) -> Example:
    """The sentence and its marks.

    >>> read_marks("撤销[person 王五]的职务。")
    Example(text='撤销王五的职务。', marks=(('person', Span(start=2, end=4)),))
    """
    text, at, opened, marks = "", 0, [], []
    for m in _MARK.finditer(sentence):
        text += sentence[at : m.start()]
        at = m.end()
        if not m["close"]:
            opened.append((m["label"], len(text)))
        elif opened:
            label, start = opened.pop()
            marks.append((label, Span(start, len(text))))
        else:
            raise ExampleError("a ] without its [")
    if opened:
        raise ExampleError(f"[{opened[-1][0]} is never closed")
    return Example(text + sentence[at:], tuple(sorted(marks, key=lambda mark: mark[1])))


def _why_not_taken(case: Case, example: Example) -> str | None:
    slots = _slots(case.card)
    wanted = {label: span for label, span in example.marks if label in slots}
    unknown = {label for label, _ in example.marks} - slots.keys() - CLASSES.keys()
    if unknown:
        return f"no slot named {'、'.join(sorted(unknown))}"
    found = _matches(case, example)
    if any(wanted.items() <= match.slots.items() for match in found):
        return None
    if not found:
        return "not taken"
    return "taken as " + "; ".join(_shown(match, example.text) for match in found)


def _why_taken(case: Case, example: Example) -> str | None:
    found = _matches(case, example)
    return f"taken as {_shown(found[0], example.text)}" if found else None


def _matches(case: Case, example: Example) -> list[Match]:
    """What the card takes of the example, less what a card of higher rank takes from it."""
    view = _view(case.card, example)
    whole = [Span(0, len(example.text))]
    above = Deck(case.deck.name, [c for c in case.deck.cards if c.rank > case.card.rank])
    stronger = [match.span for match in above.match(view, whole)]
    return [
        match
        for match in Deck(case.deck.name, [case.card]).match(view, whole)
        if not any(span.touches(match.span) for span in stronger)
    ]


def _view(card: Card, example: Example) -> View:
    slots = _slots(card)
    mentions: list[tuple[str, Span]] = []
    for label, span in example.marks:
        bodies = [label, *slots.get(label, "").split("|")]
        mentions.extend((body, span) for body in bodies[:2] if body in CLASSES)
    return layered(fold(example.text), mentions, example.text)


def _slots(card: Card) -> dict[str, str]:
    """The labels of the card's slots, and their bodies."""
    found = (m for pattern in card.patterns for m in _SLOT.finditer(pattern))
    return {m["label"]: m["body"] for m in found}


def _shown(match: Match, text: str) -> str:
    slots = [f"{label}={text[start:end]}" for label, (start, end) in match.slots.items()]
    return "、".join([text[match.span.start : match.span.end], *slots])
