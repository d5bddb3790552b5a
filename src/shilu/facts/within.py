"""Finding what stands within a stretch: mentions in order, looked up by span."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from shilu.model import Figure
from shilu.structure import Sentence, Structure
from shilu.text import Span

T = TypeVar("T")


class Within(Generic[T]):
    """Items in reading order; `items(span)` are those that begin and end within `span`.

    >>> spans = Within([Span(0, 2), Span(4, 6)], lambda span: span)
    >>> spans(Span(3, 9))
    [Span(start=4, end=6)]
    """

    def __init__(self, items: Iterable[T], span: Callable[[T], Span]) -> None:
        self.items = sorted(items, key=span)
        spans = [span(item) for item in self.items]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def __call__(self, within: Span) -> list[T]:
        start, end = within
        starts = self._starts
        first = bisect_left(starts, start)
        if first == len(starts) or starts[first] >= end:
            return []
        after = bisect_left(starts, end, first)
        return [self.items[i] for i in range(first, after) if self._ends[i] <= end]


def telling(structure: Structure, figures: Iterable[Figure]) -> list[Sentence]:
    """The sentences in which figures stand, and those before that may tell something of them.

    Those are the ones before in the same paragraph, and those of the paragraphs that an item of a
    list or a row of a table goes on with.
    """
    starts = [sentence.span.start for sentence in structure.sentences]
    upto: dict[int, int] = {}
    for figure in figures:
        sentence = structure.sentences[bisect_right(starts, figure.span.start) - 1]
        upto[sentence.paragraph] = max(figure.span.end, upto.get(sentence.paragraph, 0))
    for number in sorted(upto, reverse=True):
        for before in range(number - 1, -1, -1):
            end = structure.paragraphs[before].end
            if upto.get(before) == end or not goes_on(
                structure.folded, structure.paragraphs[before + 1]
            ):
                break
            upto[before] = end
    return [
        sentence
        for number, end in sorted(upto.items())
        for sentence in structure.sentences[
            bisect_left(starts, structure.paragraphs[number].start) : bisect_left(starts, end)
        ]
    ]


def goes_on(folded: str, paragraph: Span) -> bool:
    """Whether a paragraph is an item of a list or a row, which share what stands over them."""
    return folded.startswith("——", paragraph.start) or is_row(folded, paragraph)


def is_row(folded: str, paragraph: Span) -> bool:
    """Whether a paragraph is a row of a table, whose cells are parted by tabs."""
    return folded.find("\t", *paragraph) >= 0
