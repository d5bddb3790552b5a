"""Pairing quotation marks: outermost quotations, what is nested in them, quotes over paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from shilu.text import Span

_MARK = re.compile('[“”‘’"]')
#: The quotations of a text that has no others: none in another, none left open.
_PLAIN = re.compile("“[^“”\\n]*”")
_OPENS = {"”": "“", "’": "‘", '"': '"'}

#: More marks than this open at once are no quotation but noise.
_DEEPEST = 8


class Quotation(NamedTuple):
    """A quotation within one paragraph: `span` with its marks, `inner` without.

    `nested` are the quotations inside it, however deep. A quotation that runs over several
    paragraphs is one for each; those after the first are `continued`.
    """

    span: Span
    inner: Span
    nested: tuple[Quotation, ...] = ()
    continued: bool = False


#: Made of a tuple without a call into Python.
_SPAN = partial(tuple.__new__, Span)
_QUOTATION = partial(tuple.__new__, Quotation)


class _Mark(NamedTuple):
    at: int
    after: int
    char: str


def pair(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    """The outermost quotations of `text` (folded), in order.

    A mark left open runs to the paragraph's end if the next paragraph takes it up: by opening with
    “ again, or by closing it first. Else it is a stray and quotes nothing.

    >>> [q.inner for q in pair("他说“好”", [Span(0, 5)])]
    [Span(start=3, end=4)]
    """
    if (plain := _plain(text)) is not None:
        return plain
    marks = [_Mark(m.start(), m.end(), m.group()) for m in _MARK.finditer(text)]
    quotations: list[Quotation] = []
    continued, first = False, 0
    for paragraph in paragraphs if marks else ():
        if first == len(marks):
            break
        if marks[first].at >= paragraph.end:
            continue
        end = bisect_left(marks, (paragraph.end,), first)
        pairs, opened = _pairs(marks[first:end], paragraph.start, continued)
        goes_on = end < len(marks) and _taken_up(text, marks[end], paragraph)
        if opened is not None and goes_on:
            pairs.append((Span(opened.at, paragraph.end), Span(opened.after, paragraph.end)))
        quotations += _outermost(pairs, paragraph.start if continued else -1)
        continued, first = opened is not None and goes_on, end
    return tuple(quotations)


def _plain(text: str) -> tuple[Quotation, ...] | None:
    """The quotations of a text whose marks are “ and ” by turns, in one line each; else None."""
    count = text.count("“")
    if count != text.count("”") or "‘" in text or "’" in text or '"' in text:
        return None
    spans = [m.span() for m in _PLAIN.finditer(text)]
    if len(spans) != count:
        return None
    return tuple(
        _QUOTATION((_SPAN((start, end)), _SPAN((start + 1, end - 1)), (), False))
        for start, end in spans
    )


def _pairs(
    marks: Sequence[_Mark], start: int, continued: bool
) -> tuple[list[tuple[Span, Span]], _Mark | None]:
    """Every pair among a paragraph's `marks` as span and inner, and the “ left open outside all."""
    pairs: list[tuple[Span, Span]] = []
    opened: list[_Mark] = []
    if continued and (marks[0].at, marks[0].char) != (start, "“"):
        opened.append(_Mark(start, start, "“"))
    for mark in marks:
        opening = _close(mark.char, opened)
        if opening is not None:
            pairs.append((Span(opening.at, mark.after), Span(opening.after, mark.at)))
        elif mark.char in '“‘"' and len(opened) < _DEEPEST:
            opened.append(mark)
    return pairs, opened[0] if opened and opened[0].char == "“" else None


def _close(char: str, opened: list[_Mark]) -> _Mark | None:
    """Take the mark that `char` closes off `opened`, with the strays above it.

    A ’ closes a ‘ only where nothing else has opened since: it is an apostrophe as well.
    """
    opening = _OPENS.get(char)
    for i in range(len(opened) - 1, -1, -1):
        if opened[i].char == opening:
            found = opened[i]
            del opened[i:]
            return found
        if char == "’":
            break
    return None


def _taken_up(text: str, following: _Mark, paragraph: Span) -> bool:
    """Whether the next paragraph goes on with the quotation that `paragraph` left open."""
    between = text[paragraph.end : following.at]
    if following.char == "“":
        return between.isspace()
    return following.char == "”" and between.strip().count("\n") == 0


def _outermost(pairs: list[tuple[Span, Span]], continued: int) -> Iterator[Quotation]:
    """The outermost of `pairs`, each with all that lies in it; `continued` is where one goes on."""
    pairs.sort()
    i = 0
    while i < len(pairs):
        span, inner = pairs[i]
        nested = []
        i += 1
        while i < len(pairs) and pairs[i][0].start < span.end:
            nested.append(Quotation(*pairs[i]))
            i += 1
        yield Quotation(span, inner, tuple(nested), span.start == continued)
