"""Whose words stand where: the stretches of an article's statements, looked up by place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from operator import itemgetter

from shilu.model import Statement
from shilu.text import Span


class Told:
    """The words of statements, in order."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        told = [(span, statement) for statement in statements for span in statement.spans]
        told.sort(key=itemgetter(0))
        self._told = told
        self._starts = [span[0] for span, _ in told]

    def at(self, at: int) -> Statement | None:
        """The statement in whose words the character at `at` stands."""
        i = bisect_right(self._starts, at) - 1
        return self._told[i][1] if i >= 0 and at < self._told[i][0].end else None

    def span_at(self, at: int) -> Span:
        """The words that stand at `at`, where a statement's do."""
        return self._told[bisect_right(self._starts, at) - 1][0]

    def first(self, start: int, end: int) -> Span | None:
        """The first words that begin from `start` on and before `end`."""
        i = bisect_left(self._starts, start)
        return self._told[i][0] if i < len(self._told) and self._starts[i] < end else None
