"""The noise that mirrors strew through a text, done to any text, to prove that it can be found.

The headline, without its numerals, is cut every two characters; the pieces are dealt into a few
heaps, and the heaps put in behind marks, one after another and again from the first.
Advertisements, made of the words they are made of, are put in anywhere.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from typing import NamedTuple

from shilu.lexicon.words import rows
from shilu.text import Span

_NUMERALS = re.compile(r"[^\u4e00-\u9fff]|[〇零一二三四五六七八九十百千万亿在]")
#: Behind these a piece is put in; an advertisement between any two characters of words.
_MARK = re.compile(r"[，。、；：]")
_WITHIN = re.compile(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")
#: So many pieces are dealt into one heap on the average.
_HEAP = 1.6
#: For so many heaps put in there is one advertisement.
_EACH = 5


class Strewn(NamedTuple):
    """A text with noise strewn through it: where all of it stands, and which are advertisements."""

    page: str
    noise: tuple[Span, ...]
    advertisements: tuple[Span, ...]

    def given(self) -> list[int]:
        """For each character of the page its offset in the text given, -1 where it is noise."""
        offsets, at = list[int](), 0
        for start, end in self.noise:
            true = start - len(offsets)
            offsets += [*range(at, at + true), *(-1,) * (end - start)]
            at += true
        return offsets + list(range(at, at + len(self.page) - len(offsets)))


def strew(text: str, *, share: float = 0.5, seed: int | None = None) -> Strewn:
    r"""`text`, whose first line is its headline, with noise behind a `share` of its marks.

    A text of one line has no body and stays as it is.

    >>> strew("云溪召开会议\n何远出席，并讲话。", share=1, seed=5).page
    '云溪召开会议\n何远出席，云溪并讲话。召开会议'
    """
    chance = random.Random(seed)
    headline, line, body = text.partition("\n")
    start = len(headline) + len(line)
    heaps = _heaps(headline, chance)
    marks = [start + m.end() for m in _MARK.finditer(body) if chance.random() < share]
    put = {at: heaps[i % len(heaps)] for i, at in enumerate(marks)} if heaps else {}
    within = [start + m.start() for m in _WITHIN.finditer(body)]
    many = min(len(within), len(marks) // _EACH)
    advertisements = {at: _advertisement(chance) for at in chance.sample(within, many)}
    return _put_in(text, put, advertisements)


def _heaps(headline: str, chance: random.Random) -> list[str]:
    """The pieces of the headline dealt into heaps, each in the order of the headline."""
    kept = _NUMERALS.sub("", headline)
    pieces = [kept[i : i + 2] for i in range(0, len(kept), 2)]
    size = max(1, round(len(pieces) / _HEAP))
    heaps = pieces[:size]
    for piece in pieces[size:]:
        heaps[chance.randrange(size)] += piece
    return heaps


def _advertisement(chance: random.Random) -> str:
    """Some spam words side by side, as on mirrored pages."""
    core = chance.choice(_words("never", "core"))
    calls = chance.sample(_words("call", "with"), chance.randint(1, 3))
    return core + "".join(calls)


def _words(*kinds: str) -> Sequence[str]:
    return [word for word, kind in rows("spam") if kind in kinds]


def _put_in(text: str, heaps: dict[int, str], advertisements: dict[int, str]) -> Strewn:
    """The text with each heap and each advertisement at its place."""
    put = heaps | advertisements
    parts, last, grown = list[str](), 0, 0
    spans: dict[int, Span] = {}
    for at in sorted(put):
        parts += [text[last:at], put[at]]
        spans[at] = Span(at, at + len(put[at])).shifted(grown)
        last, grown = at, grown + len(put[at])
    page = "".join((*parts, text[last:]))
    return Strewn(page, tuple(spans.values()), tuple(spans[at] for at in sorted(advertisements)))
