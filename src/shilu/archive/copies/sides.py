"""A witness as it is collated: its sentences, and where what stands in one stands in another."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from shilu.archive.copies.aligning import Block, Comparison, Part, align
from shilu.archive.copies.collated import Passage
from shilu.archive.copies.likeness import squeezed
from shilu.model import Record
from shilu.structure import parse
from shilu.text import LOST, Span, Text


@dataclass(frozen=True)
class Side:
    """A witness: its code and its record, whose text is cut into sentences."""

    code: str
    record: Record

    @cached_property
    def _structure(self) -> tuple[str, tuple[Span, ...]]:
        structure = parse(self.record.article.text)
        return structure.folded, tuple(each.span for each in structure.sentences)

    @property
    def folded(self) -> str:
        return self._structure[0]

    @property
    def sentences(self) -> tuple[Span, ...]:
        return self._structure[1]

    @cached_property
    def keys(self) -> list[str]:
        """What each sentence says, whatever its script and its marks."""
        return [squeezed(self.folded[start:end]) for start, end in self.sentences]

    @cached_property
    def starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    def stretch(self, numbers: range) -> range:
        """The characters of sentences, from the first to the last."""
        if not numbers:
            return range(0)
        return range(self.sentences[numbers.start].start, self.sentences[numbers[-1]].end)

    def sentence_at(self, at: int) -> str:
        """The sentence that a character stands in."""
        number = max(0, bisect_right(self.starts, at) - 1)
        start, end = self.sentences[number]
        return self.record.article.text[start:end]

    def passage(self, stretch: range) -> Passage | None:
        """A stretch as the witness prints it; None where it is empty."""
        if not stretch:
            return None
        span = Span(stretch.start, stretch.stop)
        body = self._body
        origin = body.origin(span) if body else None
        return Passage(
            text=self.record.article.text[span.start : span.end], span=span, origin=origin
        )

    def is_doubtful(self, stretch: range) -> bool:
        """Whether a character of a stretch is lost or inferred."""
        if not stretch:
            return False
        span = Span(stretch.start, stretch.stop)
        return (
            self._body.doubtful(span) if self._body else LOST in self.folded[span.start : span.end]
        )

    @property
    def _body(self) -> Text | None:
        body = getattr(self.record, "_body", None)
        return body if isinstance(body, Text) else None


class Pair:
    """The best witness and a copy, aligned."""

    def __init__(self, best: Side, copy: Side) -> None:
        self.best, self.copy = best, copy
        self.blocks = align(best.keys, copy.keys)
        self._comparison = Comparison(best.folded, copy.folded)
        self._parts: dict[Block, list[Part]] = {}
        held = [block for block in self.blocks if block.ours and block.theirs]
        self._held = sorted(held, key=lambda block: block.ours.start)
        self._starts = [best.stretch(block.ours).start for block in self._held]

    @property
    def same(self) -> float:
        """The share of the best's characters that the copy has in sentences of the same words."""
        same = (self.best.stretch(b.ours) for b in self.blocks if b.kind in ("same", "moved"))
        whole = sum(end - start for start, end in self.best.sentences)
        return round(sum(map(len, same)) / whole, 4) if whole else 1.0

    def parts(self, block: Block) -> list[Part]:
        """What a block consists of, compared once."""
        if block not in self._parts:
            a, b = self.best.stretch(block.ours), self.copy.stretch(block.theirs)
            self._parts[block] = self._comparison.parts(a, b)
        return self._parts[block]

    def there(self, stretch: range) -> range | None:
        """Where the copy has what the best has at `stretch`; None where it has dropped it."""
        at = bisect_right(self._starts, stretch.start) - 1
        if at < 0 or stretch.stop > self.best.stretch(self._held[at].ours).stop:
            return None
        found = [
            _within(part, stretch)
            for part in self.parts(self._held[at])
            if part.ours.start < stretch.stop and part.ours.stop > stretch.start
        ]
        return range(found[0].start, found[-1].stop) if found else None


def _within(part: Part, stretch: range) -> range:
    """The other's characters of a part as far as it lies in `stretch`."""
    if part.kind != "same" or len(part.ours) != len(part.theirs):
        return part.theirs
    shift = part.theirs.start - part.ours.start
    start, stop = max(part.ours.start, stretch.start), min(part.ours.stop, stretch.stop)
    return range(start + shift, stop + shift)
