"""The record of a page: everything it reports, sourced, and what was repaired to read it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import UNSET, Struct, UnsetType, field

from shilu.model.articles import Article
from shilu.model.facts import Commitment, Event, Policy, Statement
from shilu.model.mentions import Area, Era, Figure, Mention, Organization, Person, Place, Time
from shilu.model.pages import Declaration, Refusal
from shilu.text import Certainty, Span


class Damage(Struct, frozen=True, kw_only=True):
    """How often one kind of damage was met, and how much of it is inferred or lost."""

    kind: str
    count: int
    inferred: int = 0
    lost: int = 0


class Repair(Struct, frozen=True, kw_only=True):
    """One repair in the article: where it stands, what stood there in the page as received.

    `odds` are of its characters, one each, where some of them were inferred: 1 certain, 0 lost.
    """

    span: Span
    origin: Span
    was: str
    kind: str
    certainty: Certainty
    odds: tuple[float, ...] | UnsetType = UNSET


class Record(Struct, frozen=True, kw_only=True, dict=True):
    """What one page reports, every value sourced to the characters it came from.

    A record made by reading also keeps the restored page and the body with their origins, for
    those who show it; they are no part of it and are not encoded. `print(record)` shows it whole.
    """

    shilu: str
    id: str
    uri: str | None
    sha256: str
    media_type: str
    charset: str
    declared: tuple[Declaration, ...] = ()
    fetched: str | None = None
    damage_score: float = 0.0
    doubt_score: float = 0.0
    damage: tuple[Damage, ...] = ()
    repairs: tuple[Repair, ...] = ()
    article: Article = field(default_factory=Article)
    times: tuple[Time, ...] = ()
    eras: tuple[Era, ...] = ()
    figures: tuple[Figure, ...] = ()
    people: tuple[Person, ...] = ()
    organizations: tuple[Organization, ...] = ()
    places: tuple[Place, ...] = ()
    areas: tuple[Area, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    policies: tuple[Policy, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The record as plain lists, dictionaries, strings and numbers."""
        result: dict[str, Any] = msgspec.to_builtins(self)
        return result

    def to_json(self, *, indent: int | None = None) -> str:
        """The record as one line of JSON, or indented by `indent` spaces."""
        encoded = msgspec.json.encode(self)
        return (msgspec.json.format(encoded, indent=indent) if indent else encoded).decode()

    def __repr__(self) -> str:
        from shilu import show  # shown only when asked: a record does not depend on its display

        return show.record_repr(self)

    def __str__(self) -> str:
        from shilu import show

        return show.record_text(self)

    def _repr_html_(self) -> str:
        from shilu import show

        return show.record_html(self)

    def layers(self) -> Iterator[tuple[str, Mention]]:
        """Every mention with the name of its layer, layer by layer."""
        told = ("events", "statements", "commitments")
        for layer in ("times", "eras", "figures", "areas", *told, "policies"):
            for mention in getattr(self, layer):
                yield layer, mention
        for layer in ("people", "organizations", "places"):
            for entity in getattr(self, layer):
                for mention in entity.mentions:
                    yield layer, mention


def value_name(layer: str, mention: Mention) -> str | None:
    """The name of a value within its document; None where it has no origin.

    A page keeps its characters whatever becomes of restoration and rules, so that a name given
    today leads to the same words tomorrow.

    >>> from shilu.text import Span
    >>> figure = Mention(text="20%", span=Span(3, 6), origin=Span(7, 10), rule="figures.share")
    >>> value_name("figures", figure)
    'figures-7-10'
    """
    if mention.origin is None:
        return None
    return f"{layer}-{mention.origin.start}-{mention.origin.end}"


class Refused(Struct, frozen=True, kw_only=True):
    """The answer for a page that is no article."""

    id: str
    uri: str | None
    sha256: str
    refused: Refusal

    def to_dict(self) -> dict[str, Any]:
        """The refusal as a plain dictionary."""
        result: dict[str, Any] = msgspec.to_builtins(self)
        return result

    def to_json(self, *, indent: int | None = None) -> str:
        """The refusal as one line of JSON, or indented by `indent` spaces."""
        encoded = msgspec.json.encode(self)
        return (msgspec.json.format(encoded, indent=indent) if indent else encoded).decode()
