"""Finding what stands within a stretch: mentions in order, looked up by span."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from shilu.text import Span

T = TypeVar("T")


class Within(Generic[T]):
    """Items in reading order; `items(span)` are those that begin and end within `span`.

    >>> spans = Within([Span(0, 2), Span(4, 6)], lambda span: span)
    >>> spans(Span(3, 9))
    [Span(start=4, end=6)]
    """

    def __init__(self, items: Iterable[T], span: Callable[[T], Span]) -> None:
        self._items = sorted(items, key=span)
        self._spans = [span(item) for item in self._items]

    def __call__(self, within: Span) -> list[T]:
        found = []
        for i in range(bisect_left(self._spans, (within.start, 0)), len(self._items)):
            if self._spans[i].start >= within.end:
                break
            if self._spans[i].end <= within.end:
                found.append(self._items[i])
        return found
