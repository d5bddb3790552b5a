"""Noise: what mirrors strew through a body so that it looks unlike the page it was taken from.

Advertisements, put in wherever the text was; rows of symbols before commas and full stops; pieces
of the headline (`strewn` knows these). It is known for noise only where it is strewn: several
times, and against the grammar. A report on lotteries, and a sentence that says again what the
headline says, stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from shilu.article.strewn import joined, pieces_strewn
from shilu.article.words import kind
from shilu.folding import fold
from shilu.lexicon.words import scanner
from shilu.model import Extract
from shilu.text import NOISE, Edit, Span, Text

#: What advertisements must weigh together: one that splits a word, or that says what no news says,
#: weighs two; one that calls upon the reader twice, one.
_AGAINST = 4
#: So many spam words on end weigh nothing, but are one where others are.
_ON_END = 3
#: So many rows of symbols must stand before marks, and all but one be different.
_ROWS = 4

_ROW = re.compile(
    r"(?:[*#@%&^~$|+=]{2,6}|[\u2600-\u27bf\U0001f000-\U0001faff\ufe0f\u200d]{1,8})(?=[，。、；：])"
)
#: What each of them ends with.
_ENDED = re.compile(r"[*#@%&^~$|+=\u2600-\u27bf\U0001f000-\U0001faff\ufe0f\u200d](?=[，。、；：])")
_HAN = re.compile(r"[\u4e00-\u9fff]")
#: What may stand between two words of one advertisement.
_BETWEEN = re.compile(r"[近十]?|\d{1,4}")
#: The year that an advertisement begins with; of a date it is not.
_YEAR = re.compile(r"(?<!\d)20\d\d\Z")
#: What stands before a word that is spoken of, not used.
_QUOTING = frozenset("“‘《〈（【、")


def clean(extract: Extract) -> Extract:
    """The article with the noise taken out of its body; the very same where there is none."""
    body = without_noise(extract.article.headline, extract.body)
    if body is extract.body:
        return extract
    return replace(extract, article=replace(extract.article, text=body.value), body=body)


def without_noise(headline: str | None, body: Text) -> Text:
    """`body` without the noise strewn through it; each stretch is an edit of its own.

    Pieces of the headline are looked for last: an advertisement between two characters hides what
    stands beside what.
    """
    view = fold(body.value)
    if found := [*_rows(view), *_advertisements(view)]:
        body = _taken_out(body, found)
        view = fold(body.value)
    return _taken_out(body, pieces_strewn(fold(headline), view)) if headline else body


def _taken_out(body: Text, spans: Iterable[Span]) -> Text:
    return body.edit(Edit(*span, "", NOISE) for span in _united(spans))


def _united(spans: Iterable[Span]) -> list[Span]:
    """`spans` in order; those that share characters or touch become one."""
    united: list[Span] = []
    for span in sorted(spans):
        if united and span.start <= united[-1].end:
            span = Span(united[-1].start, max(united.pop().end, span.end))
        united.append(span)
    return united


def _rows(view: str) -> list[Span]:
    """Rows of symbols between a word and a mark, if there are several, and of several kinds."""
    if len(_ENDED.findall(view)) < _ROWS:
        return []
    found = [m for m in _ROW.finditer(view) if _HAN.match(view, m.start() - 1)]
    if len(found) < _ROWS or len({m.group() for m in found}) < _ROWS - 1:
        return []
    return [Span(*m.span()) for m in found]


class _Advertisement(NamedTuple):
    """Spam words side by side, and how strongly they speak for being strewn."""

    span: Span
    weight: int


def _advertisements(view: str) -> list[Span]:
    """Every advertisement, if there are several; what only speaks of gambling is none."""
    found = list(_candidates(view))
    return [ad.span for ad in found] if sum(ad.weight for ad in found) >= _AGAINST else []


def _candidates(view: str) -> Iterator[_Advertisement]:
    """The spam words that stand side by side, judged together."""
    run: list[tuple[str, Span]] = []
    for word, span in scanner("spam").find(view):
        if run and not _BETWEEN.fullmatch(view, run[-1][1].end, span.start):
            yield from _judged(view, run)
            run = []
        run.append((word, span))
    yield from _judged(view, run)


def _judged(view: str, run: Sequence[tuple[str, Span]]) -> Iterator[_Advertisement]:
    words = {word for word, _ in run}
    never = words & kind("spam", "never")
    if not never and not words & kind("spam", "core"):
        return
    start, end = run[0][1].start, run[-1][1].end
    if year := _YEAR.search(view, max(0, start - 5), start):
        start = year.start()
    if view[start - 1 : start] not in _QUOTING:
        strong = never or _splits(view, Span(start, end))
        calls = len(words & kind("spam", "call")) > 1
        if strong or calls or len(run) >= _ON_END:
            yield _Advertisement(Span(start, end), 2 if strong else int(calls))


def _splits(view: str, span: Span) -> bool:
    """Whether the characters beside `span` belong together, and not with what stands there.

    >>> _splits("发六开彩言人", Span(1, 4))
    True
    """
    if span.start == 0 or span.end >= len(view):
        return False
    before, after = view[span.start - 1], view[span.end]
    return joined(before, after) and not (
        joined(before, view[span.start]) and joined(view[span.end - 1], after)
    )
