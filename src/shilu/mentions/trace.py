"""What the finders of names took and what they refused, kept only where someone asks.

A trace goes with the marked view (`Marked.trace`); without one, nothing is written down.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from shilu.text import Span


@dataclass(frozen=True, slots=True)
class Note:
    """One decision about a stretch: the rule that made it, what it took it for, its evidence."""

    span: Span
    rule: str
    taken: bool
    evidence: str


@dataclass(slots=True)
class Trace:
    """The decisions of one reading, in the order they were made.

    >>> trace = Trace()
    >>> trace.note(Span(0, 2), "people.post", False, "weighs 3, needs 5")
    >>> [note.evidence for note in trace.touching(Span(1, 4))]
    ['weighs 3, needs 5']
    """

    notes: list[Note] = field(default_factory=list)

    def note(self, span: Span, rule: str, taken: bool, evidence: str) -> None:
        """Keep a decision; one that is made twice stands once."""
        found = Note(span, rule, taken, evidence)
        if found not in self.notes:
            self.notes.append(found)

    def touching(self, span: Span) -> list[Note]:
        """The decisions about stretches that share a character with `span`."""
        return [n for n in self.notes if n.span.start < span.end and n.span.end > span.start]
