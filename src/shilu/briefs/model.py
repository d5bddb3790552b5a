"""What a brief is made of: entries, each with the places that tell it.

Field by field a brief means what `docs/brief.md` says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from shilu.model import Bound, Change, EventType, Inferred, Participant, Stance
from shilu.text import Span

Scope = Literal["line", "page"]
ChannelName = Literal["trade", "industry", "finance", "culture_tourism", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A page of the brief: its record's id and address, and what is known of it.

    `code` is what its document is called in an archive, if the brief is made of one.
    """

    id: str
    uri: str | None
    sha256: str
    headline: str | None
    source: str | None
    published: str | None
    code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Where an entry is told: the page (an index in `sources`), the sentence, the characters.

    `span` counts in the article, `origin` in the page as received. `scope` is `line` where the
    stretch itself is of every region asked for, `page` where its page is.
    """

    page: int
    text: str
    sentence: str
    span: Span
    origin: Span | None
    rule: str
    scope: Scope
    regions: tuple[str, ...]
    doubtful: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EventEntry:
    """An event as it is reported, and everywhere it is told alike."""

    type: EventType
    date: str | None
    place: str | None
    occasion: str | None
    people: tuple[Participant, ...]
    organizations: tuple[str, ...]
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value a figure is reported to have, what it is held against, and who says so."""

    low: int | float | None
    high: int | float | None
    bound: Bound
    against: str | None
    stated_by: tuple[str, ...]
    inferred: tuple[Inferred, ...]
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What a figure is reported to be in one period; `disagree` where sources differ."""

    period: str | None
    values: tuple[Value, ...]
    disagree: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One measure of one area, or of a flow between two, over the periods reported."""

    measure: str | None
    area: str | None
    counterpart: str | None
    unit: str
    change: Change | None
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementEntry:
    """Words attributed to a speaker, and everywhere they are reported alike."""

    speaker: str | None
    cue: str | None
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentEntry:
    """What somebody undertakes, urges, hopes, invites or agrees."""

    actor: str | None
    stance: Stance
    fields: tuple[str, ...]
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """The commitments of one channel of cooperation."""

    name: ChannelName
    commitments: tuple[CommitmentEntry, ...]


@dataclass(frozen=True, kw_only=True)
class Brief:
    """What was reported of `regions`; `read` pages were looked at, `sources` are those it cites."""

    shilu: str
    regions: tuple[str, ...]
    read: int
    sources: tuple[Source, ...]
    events: tuple[EventEntry, ...]
    figures: tuple[Series, ...]
    statements: tuple[StatementEntry, ...]
    channels: tuple[Channel, ...]

    def to_dict(self) -> dict[str, Any]:
        """The brief as plain lists, dictionaries, strings and numbers."""
        result: dict[str, Any] = msgspec.to_builtins(self)
        return result

    def to_json(self, *, indent: int | None = None) -> str:
        """The brief as one line of JSON, or indented by `indent` spaces."""
        encoded = msgspec.json.encode(self)
        return (msgspec.json.format(encoded, indent=indent) if indent else encoded).decode()
