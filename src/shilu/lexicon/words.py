"""Loading word files, and finding their terms in a text in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, partial
from importlib.resources import files

import daachorse

from shilu.text import Span


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The lines of `words/<name>.txt` as tuples of columns; comments and empty lines left out.

    Raises FileNotFoundError for a name that is no word file.
    """
    text = (files("shilu.lexicon") / "words" / f"{name}.txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(tuple(line.split("\t")) for line in lines)


@cache
def terms(name: str) -> tuple[str, ...]:
    """The first column of `words/<name>.txt`."""
    return tuple(row[0] for row in rows(name))


#: Made of a tuple without a call into Python: there are thousands in a long text.
_SPAN = partial(tuple.__new__, Span)


class Lexicon:
    """A set of terms, found longest first and from left to right, without overlaps.

    >>> lexicon = Lexicon(["湖南", "湖南日报"])
    >>> [text for text, _ in lexicon.find("湖南日报在湖南")]
    ['湖南日报', '湖南']
    """

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(dict.fromkeys(words))
        self._automaton = (
            daachorse.CharwiseDoubleArrayAhoCorasick(
                list(self.words), daachorse.MATCH_KIND_LEFTMOST_LONGEST
            )
            if self.words
            else None
        )

    def find(self, text: str) -> Iterator[tuple[str, Span]]:
        """Each term that stands in `text`, with its span."""
        if self._automaton is not None:
            words = self.words
            for start, end, i in self._automaton.find(text):
                yield words[i], _SPAN((start, end))


@cache
def scanner(*names: str) -> Lexicon:
    """The terms of several word files as one lexicon."""
    return Lexicon(term for name in names for term in terms(name))
