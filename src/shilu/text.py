"""Text: characters that know where they came from.

A `Text` is a string together with the edits that made it from its *source*, the string it was
received as. Stages change a text only through `edit` and `sub`; edits made on top of edits are
composed at once, so that one map always leads from a character to the source, however many stages
have touched it. A text nobody has touched is its source: no edits, no copy.

Offsets are Unicode code points, end-exclusive, as in the W3C Web Annotation model.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Literal, NamedTuple

Certainty = Literal["certain", "inferred", "lost"]

#: What a reader may lean on, weakest last: an edit composed of several is as weak as its weakest.
CERTAINTIES: tuple[Certainty, ...] = ("certain", "inferred", "lost")

#: Stands for a character that cannot be known (U+FFFD, REPLACEMENT CHARACTER).
LOST = "\N{REPLACEMENT CHARACTER}"

#: The kind of an edit that leaves markup, furniture or white space out: layout, not repair.
LAYOUT = "layout"

#: The kind of an edit that takes out what mirrors strewed through a text.
NOISE = "noise"


class Span(NamedTuple):
    """A stretch of a string: `start` and `end` in code points, end-exclusive."""

    start: int
    end: int

    def covers(self, other: Span) -> bool:
        """Whether `other` lies within this span. `Span(0, 4).covers(Span(1, 2))` is true."""
        return self.start <= other.start and other.end <= self.end

    def touches(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> Span:
        """The same stretch, `by` characters further on."""
        return Span(self.start + by, self.end + by)


class Edit(NamedTuple):
    """`source[start:end]` reads `now`; `kind` names the repair, `certainty` how far to trust it.

    `odds` are the probabilities of the characters of `now`, one each, where they differ: 1 for one
    that is certain, 0 for one that is lost. None are given where `certainty` says it of them all.
    """

    start: int
    end: int
    now: str
    kind: str
    certainty: Certainty = "certain"
    odds: tuple[float, ...] = ()

    @property
    def doubts(self) -> tuple[bool, ...]:
        """Of each character of `now`, whether it may be another."""
        if self.odds:
            return tuple(p < 1 for p in self.odds)
        return (self.certainty != "certain",) * len(self.now)


class Text:
    """A string and the edits that made it from its source.

    >>> received = Text("湖南日?qǐng)?bào)")
    >>> text = received.edit([Edit(3, 14, "报", "mirror")])
    >>> text.value, text.origin(Span(3, 4))
    ('湖南日报', Span(start=3, end=14))
    """

    __slots__ = ("__dict__", "_made", "source", "value")

    source: str
    value: str
    _made: tuple[Edit, ...] | Callable[[], Iterable[Edit]]

    def __init__(self, source: str, edits: Iterable[Edit] = ()) -> None:
        """Apply `edits`, which must be in order and must not overlap (else ValueError)."""
        self.source = source
        self._made = tuple(edits)
        self.value = _apply(source, self._made) if self._made else source

    @cached_property
    def edits(self) -> tuple[Edit, ...]:
        """What was changed, in order; none overlaps another."""
        return tuple(self._made()) if callable(self._made) else self._made

    def __len__(self) -> int:
        return len(self.value)

    def __str__(self) -> str:
        return self.value

    def __repr__(self) -> str:
        head = self.value if len(self.value) <= 40 else self.value[:39] + "…"
        return f"Text({head!r}, {len(self.edits)} edits)"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Text):
            return NotImplemented
        return (self.source, self.edits) == (other.source, other.edits)

    def __hash__(self) -> int:
        return hash((self.source, self.edits))

    def edit(self, edits: Iterable[Edit]) -> Text:
        """The text with `edits`, given in its own offsets, made on top of those it has.

        No edits give this very object back, so that a clean page costs nothing.
        """
        upper = tuple(edits)
        if not upper:
            return self
        return self._over(_apply(self.value, upper), lambda: upper)

    def remade(self, value: str, edits: Callable[[], Iterable[Edit]]) -> Text:
        """The text with edits that make it `value`, which are made when they are asked for.

        For a repair that knows what comes out sooner than where each character of it came from.
        """
        return self if value == self.value else self._over(value, edits)

    def _over(self, value: str, upper: Callable[[], Iterable[Edit]]) -> Text:
        """The text `value` that `upper`, edits on this one, make; composed when asked for."""
        text = Text(self.source)
        text.value = value
        text._made = (lambda: _compose(self, tuple(upper()))) if self._made else upper
        return text

    def sub(
        self,
        pattern: re.Pattern[str],
        now: str | Callable[[re.Match[str]], str],
        kind: str,
        certainty: Certainty = "certain",
    ) -> Text:
        """`re.sub` that leaves a trail; a match replaced by itself leaves none."""
        edits = []
        for m in pattern.finditer(self.value):
            new = m.expand(now) if isinstance(now, str) else now(m)
            if new != m.group():
                edits.append(Edit(m.start(), m.end(), new, kind, certainty))
        return self.edit(edits)

    def keep(self, pieces: Iterable[Span], between: str = "") -> Text:
        """Only `pieces`, in order, `between` standing for what was left out between two of them."""
        edits, at, lead = [], 0, ""
        for start, end in pieces:
            if at < start or lead:
                edits.append(Edit(at, start, lead, LAYOUT))
            at, lead = end, between
        if at < len(self.value):
            edits.append(Edit(at, len(self.value), "", LAYOUT))
        return self.edit(edits)

    def origin(self, span: Span) -> Span:
        """The stretch of the source that `span` of this text came from.

        A character made by an edit comes from all that the edit replaced; an untouched one comes
        from itself; spans nest, so a part never comes from outside what its whole came from.
        """
        start, end = span
        if not self.edits:
            return Span(start, end)
        begin = self._source_bounds(start)[0]
        return Span(begin, self._source_bounds(end - 1)[1] if end > start else begin)

    def edits_within(self, span: Span) -> tuple[Edit, ...]:
        """The edits that made a character of `span`; those that only left something out are not."""
        low = bisect_right(self._ends, span.start)
        high = bisect_left(self._starts, span.end)
        return tuple(e for e in self.edits[low:high] if e.now)

    def doubtful(self, span: Span) -> bool:
        """Whether `span` holds a character that is inferred or lost."""
        if not self._has_doubts:
            return False
        if LOST in self.value[span.start : span.end]:
            return True
        low = bisect_right(self._ends, span.start)
        high = bisect_left(self._starts, span.end)
        return any(
            any(e.doubts[max(0, span.start - start) : span.end - start])
            for e, start in zip(self.edits[low:high], self._starts[low:high], strict=True)
            if e.certainty != "certain"
        )

    def spans_of_edits(self) -> Iterable[tuple[Span, Edit]]:
        """Each edit with the stretch of this text that it made (empty where it left out)."""
        for edit, start, end in zip(self.edits, self._starts, self._ends, strict=True):
            yield Span(start, end), edit

    def _source_bounds(self, at: int) -> tuple[int, int]:
        """Start and end in the source of the character at `at`."""
        i = bisect_right(self._starts, at) - 1
        if i < 0:
            return at, at + 1
        edit, end = self.edits[i], self._ends[i]
        if at < end:
            return edit.start, edit.end
        return edit.end + at - end, edit.end + at - end + 1

    @cached_property
    def is_plain(self) -> bool:
        """Whether every character comes from itself and is certain: nothing was made or lost."""
        return not self.edits and not self._has_doubts

    @cached_property
    def _has_doubts(self) -> bool:
        """Whether any character is inferred or lost: most texts are cleared by asking once."""
        return LOST in self.value or any(e.certainty != "certain" for e in self.edits)

    @cached_property
    def _starts(self) -> list[int]:
        starts, shift = [], 0
        for e in self.edits:
            starts.append(e.start + shift)
            shift += len(e.now) - (e.end - e.start)
        return starts

    @cached_property
    def _ends(self) -> list[int]:
        return [s + len(e.now) for s, e in zip(self._starts, self.edits, strict=True)]


def weakest(certainties: Iterable[Certainty]) -> Certainty:
    """The least trustworthy of `certainties`."""
    return max(certainties, key=CERTAINTIES.index, default="certain")


def _apply(source: str, edits: tuple[Edit, ...]) -> str:
    parts, at = [], 0
    for e in edits:
        if not at <= e.start <= e.end <= len(source):
            raise ValueError(f"edit out of order, or past the end: {e}")
        parts.append(source[at : e.start])
        parts.append(e.now)
        at = e.end
    parts.append(source[at:])
    return "".join(parts)


def _compose(lower: Text, upper: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """One list of edits on `lower.source` that does what `lower.edits` and then `upper` do.

    Walks both in the order of `lower.value`; edits that share characters become one edit, all
    others stay as they are, those of `upper` shifted to where they stand in the source.
    """
    made, starts, ends = lower.edits, lower._starts, lower._ends
    out: list[Edit] = []
    i = j = shift = 0
    while j < len(upper):
        edit = upper[j]
        before = bisect_right(ends, edit.start, i)
        if before > i:
            out += made[i:before]
            i, shift = before, made[before - 1].end - ends[before - 1]
        if i < len(made) and starts[i] < edit.end and ends[i] > edit.start:
            group, i_next, j_next = _gather(lower, upper, i, j)
            out.append(_merge(lower, group, range(i, i_next), upper[j:j_next]))
            i, j, shift = i_next, j_next, made[i_next - 1].end - ends[i_next - 1]
        else:
            out.append(Edit(edit.start + shift, edit.end + shift, *edit[2:]))
            j += 1
    return (*out, *made[i:])


def _gather(lower: Text, upper: tuple[Edit, ...], i: int, j: int) -> tuple[Span, int, int]:
    """The stretch grown from `upper[j]` over all it shares characters with, and what is next."""
    starts, ends = lower._starts, lower._ends
    start, end = upper[j].start, upper[j].end
    j += 1
    while True:
        if i < len(starts) and starts[i] < end and ends[i] > start:
            start, end = min(start, starts[i]), max(end, ends[i])
            i += 1
        elif j < len(upper) and upper[j].start < end:
            end = max(end, upper[j].end)
            j += 1
        else:
            return Span(start, end), i, j


def _merge(lower: Text, group: Span, made: range, upper: tuple[Edit, ...]) -> Edit:
    """The one edit on the source that `made`, of the edits of `lower`, and `upper` come to."""
    inner = [Edit(e.start - group.start, e.end - group.start, e.now, e.kind) for e in upper]
    now = _apply(lower.value[group.start : group.end], tuple(inner))
    edits = [*lower.edits[made.start : made.stop], *upper]
    kinds = dict.fromkeys(kind for e in edits for kind in e.kind.split("+"))
    certainty = weakest(e.certainty for e in edits)
    unlike = any(e.odds or e.certainty != certainty for e in edits)
    odds = _merged_odds(lower, group, made, upper) if unlike else ()
    return Edit(*lower.origin(group), now, "+".join(kinds), certainty, odds)


def _merged_odds(
    lower: Text, group: Span, made: range, upper: tuple[Edit, ...]
) -> tuple[float, ...]:
    """The odds of each character that the edits of a group come to."""
    odds = [1.0] * (group.end - group.start)
    for i in made:
        start, end = lower._starts[i] - group.start, lower._ends[i] - group.start
        odds[start:end] = _odds(lower.edits[i])
    for edit in reversed(upper):
        odds[edit.start - group.start : edit.end - group.start] = _odds(edit)
    return tuple(odds)


def _odds(edit: Edit) -> tuple[float, ...]:
    return edit.odds or (float(edit.certainty == "certain"),) * len(edit.now)
