"""Cutting a body into paragraphs, sentences, clauses and quotations."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from shilu.folding import fold
from shilu.text import Span

_SENTENCE = re.compile(r"[^。！？；\n]*(?:[。！？；]+[”’）]*|$)")
_CLAUSE = re.compile(r"[^，、。！？；：\n]+")
_OPENING = {"“": "”", "‘": "’"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its span without surrounding space, its clauses, and its paragraph's number."""

    span: Span
    clauses: tuple[Span, ...]
    paragraph: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation: `span` with its marks, `inner` without."""

    span: Span
    inner: Span


@dataclass(frozen=True, slots=True)
class Structure:
    """A body cut up. `folded` is its folded view, of the same length; all spans count in `text`.

    Sentences end at 。！？ outside quotations and at the paragraph's end; a stop inside a quotation
    ends a sentence only together with the quotation. Clauses are parted by ，；：.
    """

    text: str
    folded: str
    paragraphs: tuple[Span, ...]
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]

    def sentence_at(self, at: int) -> Sentence | None:
        """The sentence that holds the character at `at`, if any does."""
        i = bisect_right(self.sentences, at, key=lambda s: s.span.start) - 1
        return self.sentences[i] if i >= 0 and at < self.sentences[i].span.end else None

    def quotation_at(self, at: int) -> Quotation | None:
        """The outermost quotation that holds the character at `at`, if any does."""
        return next((q for q in self.quotations if q.span.start <= at < q.span.end), None)


def parse(text: str) -> Structure:
    """Cut `text` up; every character that is no white space lies in exactly one sentence.

    >>> [s.clauses[0] for s in parse("他说，好。她笑了。").sentences]
    [Span(start=0, end=2), Span(start=5, end=8)]
    """
    folded = fold(text)
    paragraphs, sentences, quotations = [], [], []
    for number, paragraph in enumerate(_lines(folded)):
        paragraphs.append(paragraph)
        quoted = tuple(_quotations(folded, paragraph))
        quotations.extend(quoted)
        for span in _sentences(folded, paragraph, quoted):
            sentences.append(Sentence(span, tuple(_clauses(folded, span, quoted)), number))
    return Structure(text, folded, tuple(paragraphs), tuple(sentences), tuple(quotations))


def _lines(text: str) -> Iterator[Span]:
    for m in re.finditer(r"[^\n]+", text):
        span = _stripped(text, Span(*m.span()))
        if span.start < span.end:
            yield span


def _stripped(text: str, span: Span) -> Span:
    part = text[span.start : span.end]
    start = span.end - len(part.lstrip())
    return Span(start, max(start, span.start + len(part.rstrip())))


def _quotations(text: str, paragraph: Span) -> Iterator[Quotation]:
    """Outermost pairs of “ ” (‘ ’ where it stands alone); one left open runs to no end and is none."""
    at = paragraph.start
    while m := re.compile("[“‘]").search(text, at, paragraph.end):
        opening, closing = m.group(), _OPENING[m.group()]
        depth, i = 1, m.end()
        while i < paragraph.end and depth:
            depth += (text[i] == opening) - (text[i] == closing)
            i += 1
        if depth:
            at = m.end()
            continue
        yield Quotation(Span(m.start(), i), Span(m.start() + 1, i - 1))
        at = i


def _sentences(text: str, paragraph: Span, quoted: tuple[Quotation, ...]) -> Iterator[Span]:
    start = paragraph.start
    for m in re.compile(r"[。！？!?]+").finditer(text, paragraph.start, paragraph.end):
        end = m.end()
        inside = next((q for q in quoted if q.inner.start <= m.start() < q.inner.end), None)
        if inside is not None:
            if m.end() != inside.inner.end or not _closes(text, inside, paragraph):
                continue
            end = inside.span.end
        yield from _whole(text, start, end)
        start = end
    yield from _whole(text, start, paragraph.end)


def _closes(text: str, quotation: Quotation, paragraph: Span) -> bool:
    """Whether a quotation that ends with a stop ends the sentence too: “…。” and then no more of it."""
    after = text[quotation.span.end : quotation.span.end + 1]
    return quotation.span.end >= paragraph.end or after not in "，、。；：）的等这是和与及"


def _whole(text: str, start: int, end: int) -> Iterator[Span]:
    span = _stripped(text, Span(start, end))
    if span.start < span.end:
        yield span


def _clauses(text: str, sentence: Span, quoted: tuple[Quotation, ...]) -> Iterator[Span]:
    """Stretches between ，；： and stops; a quotation's marks part none, its commas do."""
    for m in re.compile(r"[^，；：。！？!?\n]+").finditer(text, sentence.start, sentence.end):
        yield from _whole(text, *m.span())
