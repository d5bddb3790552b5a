"""Cutting a body into paragraphs, sentences and clauses."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from shilu.folding import fold
from shilu.structure.quotations import Quotation, pair
from shilu.text import Span

_PARAGRAPH = re.compile(r"\S(?:.*\S)?")
#: 《前进！》 has none; the second class keeps a run of stops before 》 from being cut in two.
_STOP = re.compile(r"[。！？｡][。！？｡）】]*(?![。！？｡）】》])")
#: A straight mark right after a stop closes what was quoted and opens nothing.
_CLAUSE = re.compile(r"[^，；：。！？｡\s”’）》](?<![。！？｡]\")[^，；：。！？｡\n]*(?<!\s)")

#: What follows a quotation that is only a part of its sentence, though it ends with a stop.
_GOES_ON = frozenset("，、。；：）】》的等这是和与及之为")
#: What a quotation that is a sentence of its own follows.
_BREAK = frozenset("。！？，：；\n")


class Sentence(NamedTuple):
    """A sentence: its span without surrounding space, its clauses, and its paragraph's number."""

    span: Span
    clauses: tuple[Span, ...]
    paragraph: int


class Starts(NamedTuple):
    """Where the sentences, clauses and outermost quotations of a body begin."""

    sentences: list[int]
    clauses: list[int]
    quotations: list[int]


@dataclass(frozen=True, slots=True)
class Structure:
    """A body cut up. `folded` is its folded view, of the same length; all spans count in `text`.

    Sentences end at 。！？ outside quotations and at the paragraph's end; a stop inside a quotation
    ends a sentence only together with the quotation. Clauses are parted by ，；：. The `starts` of
    the parts stand beside them, for what looks parts up.
    """

    text: str
    folded: str
    paragraphs: tuple[Span, ...]
    sentences: tuple[Sentence, ...]
    clauses: tuple[Span, ...]
    quotations: tuple[Quotation, ...]
    starts: Starts

    def sentence_at(self, at: int) -> Sentence | None:
        """The sentence that holds the character at `at`, if any does."""
        i = bisect_right(self.starts.sentences, at) - 1
        return self.sentences[i] if i >= 0 and at < self.sentences[i].span.end else None

    def quotation_at(self, at: int) -> Quotation | None:
        """The outermost quotation that holds the character at `at`, if any does."""
        i = bisect_right(self.starts.quotations, at) - 1
        return self.quotations[i] if i >= 0 and at < self.quotations[i].span.end else None

    def sentence_from(self, at: int) -> Sentence | None:
        """The first sentence that ends after `at`: the one that holds it, or the next."""
        i = bisect_right(self.starts.sentences, at)
        if i > 0 and at < self.sentences[i - 1].span.end:
            i -= 1
        return self.sentences[i] if i < len(self.sentences) else None

    def quotations_in(self, span: Span) -> tuple[Quotation, ...]:
        """The outermost quotations that begin within `span`."""
        starts = self.starts.quotations
        low = bisect_left(starts, span.start)
        return self.quotations[low : bisect_left(starts, span.end, low)]

    def clause_at(self, at: int) -> Span | None:
        """The clause that holds the character at `at`; a mark that parts clauses is in none."""
        i = bisect_right(self.starts.clauses, at) - 1
        return self.clauses[i] if i >= 0 and at < self.clauses[i].end else None

    def is_headline(self, sentence: Sentence) -> bool:
        """Whether `sentence` is a line without a stop: a headline, a caption, a list's item."""
        return (
            sentence.span == self.paragraphs[sentence.paragraph]
            and _STOP.search(self.folded, *sentence.span) is None
        )


#: Made of a tuple without a call into Python: there are tens of thousands in a long text.
_SPAN = partial(tuple.__new__, Span)
_SENTENCE = partial(tuple.__new__, Sentence)


def parse(text: str) -> Structure:
    """Cut `text` up; every character that is no white space lies in exactly one sentence.

    >>> [s.clauses[0] for s in parse("他说，好。她笑了。").sentences]
    [Span(start=0, end=2), Span(start=5, end=8)]
    """
    folded = fold(text)
    paragraphs = tuple(_spans(_PARAGRAPH, folded))
    quotations = pair(folded, paragraphs)
    clauses = tuple(_spans(_CLAUSE, folded))
    opens = [start for start, _ in clauses]
    cuts = _ends(folded, quotations)
    sentences = tuple(map(_SENTENCE, _sentences(folded, paragraphs, cuts, clauses, opens)))
    starts = Starts([s[0][0] for s in sentences], opens, [q[0][0] for q in quotations])
    return Structure(text, folded, paragraphs, sentences, clauses, quotations, starts)


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    return map(_SPAN, map(re.Match.span, pattern.finditer(text)))


def _sentences(
    text: str,
    paragraphs: Sequence[Span],
    ends: Iterable[int],
    clauses: Sequence[Span],
    opens: Sequence[int],
) -> Iterator[tuple[Span, Sequence[Span], int]]:
    """The parts of each sentence: cut at `ends` and at the paragraph's end.

    `opens` are the starts of `clauses`, each of which goes to the sentence it begins in.
    """
    cuts = iter(ends)
    end = next(cuts, None)
    first = 0
    for number, (start, close) in enumerate(paragraphs):
        while end is not None and end < close:
            after = bisect_left(opens, end, first)
            yield _SPAN((start, end)), clauses[first:after], number
            start, end, first = end, next(cuts, None), after
            while text[start].isspace():
                start += 1
        after = bisect_left(opens, close, first)
        yield _SPAN((start, close)), clauses[first:after], number
        first = after
        if end == close:
            end = next(cuts, None)


def _ends(text: str, quotations: Sequence[Quotation]) -> list[int]:
    """Where sentences end, by stops: none inside a quotation but together with its end."""
    stops = [m.end() for m in _STOP.finditer(text)]
    ends: list[int] = []
    at = 0
    for quotation in quotations:
        first = bisect_right(stops, quotation.inner.start, at)
        after = bisect_right(stops, quotation.inner.end, first)
        if first == after:
            continue
        ends += stops[at:first]
        if stops[after - 1] == quotation.inner.end and _closes(text, quotation):
            ends.append(quotation.span.end)
        at = after
    return ends + stops[at:]


def _closes(text: str, quotation: Quotation) -> bool:
    """Whether a quotation that ends with a stop ends its sentence too.

    “…。” does, unless the sentence visibly goes on; “…！” and “…？”, often names and slogans, only
    where they stand apart from the words before.
    """
    start, end = quotation.span
    if text[end : end + 1] in _GOES_ON:
        return False
    return text[quotation.inner.end - 1] == "。" or start == 0 or text[start - 1] in _BREAK
