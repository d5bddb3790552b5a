"""What an article reports: events, statements, commitments, policies."""

from __future__ import annotations

from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from shilu.model.articles import Evidence
from shilu.model.mentions import Mention
from shilu.text import Span

EventType = Literal["attend", "meet", "visit", "sign", "call", "message", "appoint", "hold"]
Role = Literal["principal", "counterpart", "attending"]
Mode = Literal["direct", "indirect", "mixed"]
Stance = Literal["will", "urge", "hope", "invite", "agree"]


class Participant(Struct, frozen=True):
    """Someone at an event: whose activity it is, who was met, or who was there as well."""

    name: str
    role: Role


class Event(Mention, frozen=True, kw_only=True):
    """What named people or bodies did; `spans` are all the places that tell it, the first first.

    `background` where it is told in passing; `signed` are the papers of a signing, as printed.
    """

    type: EventType
    date: str | None = None
    place: str | None = None
    occasion: str | None = None
    people: tuple[Participant, ...] = ()
    organizations: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    background: bool | UnsetType = UNSET
    signed: tuple[str, ...] | UnsetType = UNSET


class Statement(Mention, frozen=True, kw_only=True):
    """Words attributed to a speaker; `cue` is the word that reports them.

    `addressee` is whom they are said to, where the words beside the cue name them.
    """

    speaker: str | None
    cue: str | None
    mode: Mode
    spans: tuple[Span, ...] = ()
    addressee: str | UnsetType = UNSET


class Link(Struct, frozen=True):
    """Words of a commitment that another layer has read: their place in that layer's list."""

    text: str
    index: int


class Commitment(Mention, frozen=True, kw_only=True):
    """What someone undertakes, urges, hopes, invites or agrees, for the future.

    `event` and `statement` are the places in the record's lists of those it stands in.
    """

    actor: str | None
    stance: Stance
    fields: tuple[str, ...] = ()
    beneficiary: str | UnsetType = UNSET
    amount: Link | UnsetType = UNSET
    deadline: Link | UnsetType = UNSET
    event: int | UnsetType = UNSET
    statement: int | UnsetType = UNSET


class Policy(Mention, frozen=True, kw_only=True):
    """A policy, initiative or formula called by its name, and the document it stands in."""

    name: str
    document: str
