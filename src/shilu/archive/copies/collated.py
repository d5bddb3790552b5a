"""What a collation is made of: the witnesses of a report, and what each has otherwise.

Field by field a collation means what `docs/copies.md` says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from shilu.archive.copies.witnesses import Standing
from shilu.text import Span

ChangeKind = Literal["dropped", "added", "changed", "moved"]
PartKind = Literal["same", "dropped", "added", "changed"]
ReadingKind = Literal["number", "date", "name"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """A copy of a report: what its page says of itself, and how it stands by the rules.

    `differs` names those of its fields that say something else than the best witness's.
    `decided_by` is the rule by which it is the best, or stands behind the best.
    """

    code: str
    id: str | None
    address: str | None
    headline: str | None
    source: str | None
    published: str | None
    language: str | None
    length: int
    damage: float
    doubt: float
    differs: tuple[str, ...]
    standings: tuple[Standing, ...]
    decided_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Characters of a witness as it prints them; `span` in its article, `origin` in its page."""

    text: str
    span: Span
    origin: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of a changed sentence, in the best witness and in the copy.

    `doubtful` where the difference may be the damage's: a character of either is lost or inferred.
    """

    kind: PartKind
    best: Passage | None
    copy: Passage | None
    doubtful: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A sentence, or several on end, that the copy has otherwise; `parts` only where `changed`."""

    kind: ChangeKind
    best: Passage | None
    copy: Passage | None
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A copy against the best witness.

    `same` is the share of the best's characters that it has in sentences of the same words.
    """

    witness: Witness
    same: float
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attested:
    """A witness's reading: which witness it is (its code), its words, and their sentence."""

    code: str
    passage: Passage
    sentence: str
    doubtful: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One reading of a place that is told differently, and the witnesses that have it."""

    text: str
    attested: tuple[Attested, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A number, a date or a name in which witnesses disagree; the best's reading stands first."""

    kind: ReadingKind
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Collation:
    """The witnesses of a report, each against the best."""

    shilu: str
    report: int
    best: Witness
    disagreements: tuple[Disagreement, ...]
    copies: tuple[Copy, ...]

    def to_dict(self) -> dict[str, Any]:
        """The collation as plain lists, dictionaries, strings and numbers."""
        result: dict[str, Any] = msgspec.to_builtins(self)
        return result

    def to_json(self, *, indent: int | None = None) -> str:
        """The collation as one line of JSON, or indented by `indent` spaces."""
        encoded = msgspec.json.encode(self)
        return (msgspec.json.format(encoded, indent=indent) if indent else encoded).decode()
