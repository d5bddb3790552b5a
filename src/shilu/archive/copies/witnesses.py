"""The witnesses of a report, and by which rules the best of them is chosen.

The rules stand in `RULES`, in their order: the first under which two witnesses differ decides.
What each looks for, and why in this order, says `docs/copies.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

Result = Literal["wins", "ties", "loses"]

#: Less than this share of the longest witness is an excerpt.
_WHOLE = 0.5
#: The shares of doubtful characters at which damage begins to weigh more.
_DAMAGE = (0.001, 0.01, 0.05)
#: Stands after every day of publication.
_UNDATED = "9999"


class Candidate(NamedTuple):
    """What the rules look at: a row of `article`."""

    document: int
    source: str | None
    published: str | None
    length: int
    damage: float
    doubt: float


@dataclass(frozen=True, slots=True)
class Standing:
    """How a witness stands under one rule against the best: `grade` is lower where it is better."""

    rule: str
    grade: float | str
    result: Result


class Rule(NamedTuple):
    """A rule: its name, and the grade it gives a witness, the longest's length being known."""

    name: str
    grade: Callable[[Candidate, int], float | str]


def _excerpt(witness: Candidate, longest: int) -> int:
    return int(witness.length < _WHOLE * longest)


def _damage(witness: Candidate, _: int) -> int:
    return sum(witness.doubt > limit for limit in _DAMAGE)


def _source(witness: Candidate, _: int) -> int:
    return int(witness.source is None)


def _published(witness: Candidate, _: int) -> str:
    return witness.published or _UNDATED


def _length(witness: Candidate, _: int) -> int:
    return -witness.length


def _repairs(witness: Candidate, _: int) -> float:
    return witness.damage


def _kept(witness: Candidate, _: int) -> int:
    return witness.document


#: In this order.
RULES: tuple[Rule, ...] = (
    Rule("whole", _excerpt),
    Rule("damage", _damage),
    Rule("source", _source),
    Rule("earliest", _published),
    Rule("repairs", _repairs),
    Rule("longest", _length),
    Rule("kept", _kept),
)


def best(witnesses: Sequence[Candidate]) -> Candidate:
    """The witness that a report is shown by.

    >>> whole = Candidate(7, "湖南日报", "2023-05-31", 900, 0.0, 0.0)
    >>> excerpt = Candidate(3, "湖南日报", "2023-05-30", 300, 0.0, 0.0)
    >>> best([excerpt, whole]).document
    7
    """
    return ranked(witnesses)[0]


def ranked(witnesses: Iterable[Candidate]) -> list[Candidate]:
    """The witnesses of a report, the best first."""
    found = list(witnesses)
    longest = max(each.length for each in found)
    return sorted(found, key=lambda each: grades(each, longest))


def grades(witness: Candidate, longest: int) -> tuple[float | str, ...]:
    """The grades of a witness, rule by rule."""
    return tuple(rule.grade(witness, longest) for rule in RULES)


def standings(witness: Candidate, against: Candidate, longest: int) -> tuple[Standing, ...]:
    """How `witness` stands against another, rule by rule."""
    pairs = zip(RULES, grades(witness, longest), grades(against, longest), strict=True)
    return tuple(Standing(rule.name, ours, _result(ours, theirs)) for rule, ours, theirs in pairs)


def decided_by(found: Iterable[Standing]) -> str | None:
    """The rule that decides: the first under which the two differ; None where none does."""
    return next((each.rule for each in found if each.result != "ties"), None)


def _result(ours: float | str, theirs: float | str) -> Result:
    if ours == theirs:
        return "ties"
    return "wins" if ours < theirs else "loses"  # type: ignore[operator]
