"""Finding what stands within a stretch: mentions in order, looked up by span."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from operator import itemgetter
from sys import maxsize
from typing import Generic, TypeVar

from shilu.text import Span

T = TypeVar("T")

_START, _END = itemgetter(0), itemgetter(1)


class Within(Generic[T]):
    """Items in reading order; `items(span)` are those that begin and end within `span`.

    >>> spans = Within([Span(0, 2), Span(4, 6)], lambda span: span)
    >>> spans(Span(3, 9))
    [Span(start=4, end=6)]
    """

    def __init__(self, items: Iterable[T], span: Callable[[T], Span]) -> None:
        self.items = [*items]
        spans = [*map(span, self.items)]
        ordered = sorted(spans)
        if spans != ordered:
            self.items.sort(key=span)
        self.starts = [*map(_START, ordered), maxsize]  # the last one ends every search
        self._ends = [*map(_END, ordered)]

    def __call__(self, within: Span) -> list[T]:
        start, end = within
        starts, found = self.starts, []
        at = bisect_left(starts, start)
        while starts[at] < end:
            if self._ends[at] <= end:
                found.append(self.items[at])
            at += 1
        return found

    def first_at(self, within: Span) -> T | None:
        """The first item of `items(within)`, where it stands at its very beginning."""
        at = bisect_left(self.starts, within.start)
        stands = self.starts[at] == within.start and self._ends[at] <= within.end
        return self.items[at] if stands else None


def is_row(folded: str, paragraph: Span) -> bool:
    """Whether a paragraph is a row of a table, whose cells are parted by tabs."""
    return folded.find("\t", *paragraph) >= 0
