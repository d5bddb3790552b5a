"""Rules as cards: patterns with named slots and their own examples, one deck a `*.yaml` file.

A card finds characters; what they mean is worked out by the stage that asked. Cards see the
*layered view*: the folded text in which every mention already known is written over, character for
character, with the private characters of its class, so that `<person=人名>` is a slot like any
other and every offset holds. `docs/cards.md` is the manual.
"""

from shilu.cards.deck import Card, CardError, Deck, Match, Woken, deck, deck_names
from shilu.cards.view import CLASSES, View, layered

__all__ = [
    "CLASSES",
    "Card",
    "CardError",
    "Deck",
    "Match",
    "View",
    "Woken",
    "deck",
    "deck_names",
    "layered",
]
