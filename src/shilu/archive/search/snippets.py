"""Snippets: the sentences of an article that hold the words looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from shilu.archive.search.bigrams import evened
from shilu.archive.search.found import Snippet
from shilu.structure import parse
from shilu.text import Span

#: Sentences shown of one article, and characters shown of a sentence, and before its first mark.
_SENTENCES, _LENGTH, _BEFORE = 2, 120, 30
#: Places looked at of one word, and sentences looked at of one text.
_PLACES, _LOOKED_AT = 40, 12


def marks(text: str, patterns: Sequence[re.Pattern[str]]) -> tuple[Span, ...]:
    """Where words stand in a text, in order; those that overlap are one.

    >>> from shilu.archive.search.bigrams import pattern
    >>> marks("會見香港特區客人", [pattern("香港特区"), pattern("特区客人")])
    (Span(start=2, end=8),)
    """
    even = evened(text)
    return _joined(sorted(span for p in patterns for span in _found(p, even)))


def snippets(text: str, patterns: Sequence[re.Pattern[str]]) -> tuple[Snippet, ...]:
    """The sentences that show most of the words, in order; else the first, without marks."""
    even = evened(text)
    held: dict[Span, dict[Span, int]] = {}
    sentence = Span(0, 0)
    for span, n in sorted((span, n) for n, p in enumerate(patterns) for span in _found(p, even)):
        if not sentence.covers(span):
            if len(held) == (_LOOKED_AT if len(patterns) > 1 else 1):
                break
            sentence = sentence_at(text, span)
        held.setdefault(sentence, {})[span] = n
    chosen = _chosen({sentence: set(spans.values()) for sentence, spans in held.items()})
    if not chosen:
        return tuple(_snippet(text, first, ()) for first in _opening(text))
    return tuple(_snippet(text, s, _joined(sorted(held[s]))) for s in sorted(chosen))


def _found(pattern: re.Pattern[str], even: str) -> Iterator[Span]:
    return (Span(*match.span()) for match in islice(pattern.finditer(even), _PLACES))


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for span in spans:
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(span.end, joined[-1].end))
        else:
            joined.append(span)
    return tuple(joined)


def _chosen(held: dict[Span, set[int]]) -> list[Span]:
    """The sentence that holds most words, then that which holds most of the others."""
    chosen: list[Span] = []
    left = set().union(*held.values())
    while left and len(chosen) < _SENTENCES:
        best = max(held, key=lambda sentence: (len(held[sentence] & left), -sentence.start))
        chosen.append(best)
        left -= held[best]
    return chosen


def sentence_at(text: str, span: Span) -> Span:
    """The sentence that holds a stretch, or those it runs through."""
    first = text.rfind("\n", 0, span.start) + 1
    last = text.find("\n", span.end)
    paragraph = parse(text[first : last if last >= 0 else len(text)])
    begin = paragraph.sentence_at(span.start - first)
    end = paragraph.sentence_at(span.end - 1 - first)
    if begin is None or end is None:
        return span
    return Span(begin.span.start + first, end.span.end + first)


def _opening(text: str) -> Iterator[Span]:
    """The first sentence, if there is one."""
    line = next((line for line in text.split("\n") if line.strip()), "")
    at = text.find(line)
    return (sentence.span.shifted(at) for sentence in parse(line).sentences[:1])


def _snippet(text: str, sentence: Span, found: tuple[Span, ...]) -> Snippet:
    """A sentence with its marks, cut where it is long."""
    start, end = sentence
    if end - start > _LENGTH:
        first = found[0].start if found else start
        start = max(start, min(first - _BEFORE, end - _LENGTH))
        end = min(end, max(start + _LENGTH, found[0].end if found else start))
    within = tuple(mark for mark in found if start <= mark.start and mark.end <= end)
    return Snippet(text=text[start:end], span=Span(start, end), sentence=sentence, marks=within)
