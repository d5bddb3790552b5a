"""Pieces of a headline strewn through the text below it.

Mirrors leave numerals out of a headline, cut it every two characters without a look at words, deal
the pieces into a few heaps, and put a heap in behind each mark: `…举行。年泛广东省…`. A piece that
is a word begins many a sentence; one that cuts a word begins none. Several of these prove it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from shilu.restore.tables import pairs
from shilu.text import Span

#: The proof: so many different pieces that cut words; or two, each before two different words; or
#: two heaps that recur.
_PROOF = 4
_DIFFERENT = 2
#: A heap recurs in so many places, each time before something else.
_PLACES = 3

#: A headline is no longer.
_LONGEST = 200

#: Where a piece stands: behind a mark or the particle 的, or at the beginning of a paragraph.
_SITE = re.compile(r"(?:[，。、；：！？“”的\n]|\A)(?=([\u4e00-\u9fff]{2}.?))")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_NOT_HAN = re.compile(r"[^\u4e00-\u9fff]+")
#: What those that cut a headline leave out of it before: nothing, or numerals and 在.
_LEFT_OUT: tuple[Mapping[int, None], ...] = tuple(
    dict.fromkeys(map(ord, left_out)) for left_out in ("", "〇零一二三四五六七八九十百千万亿在")
)


def pieces_strewn(headline: str, view: str) -> list[Span]:
    """Where pieces that the headline was cut into stand in the text, alone or several on end.

    Both are folded. Without two pieces that begin no word of the headline nothing else is asked.
    """
    if len(headline) > _LONGEST:
        return []
    whole = _NOT_HAN.sub("", headline)
    ways = "\n".join(whole.translate(left_out) for left_out in _LEFT_OUT)
    stand = Counter(_SITE.findall(view))
    begun = {s[:2] for s in stand if s[:2] in ways and s not in headline}
    if len(begun) < _DIFFERENT or not _provable(stand, ways):
        return []
    sites: dict[str, list[int]] = {}
    for m in _SITE.finditer(view):
        sites.setdefault(m[1][:2], []).append(m.end())
    readings = [_Strewn(headline, _cut(headline, left_out), view, sites) for left_out in _LEFT_OUT]
    best = max(readings, key=lambda reading: reading.proof)
    return best.found() if best.proof >= _PROOF else []


def _provable(stand: Mapping[str, int], ways: str) -> bool:
    """Whether what stands at sites can come to a proof: nothing else is worth a closer look."""
    cut = {way[i : i + 2] for way in ways.split("\n") for i in range(0, len(way), 2)}
    begins = {piece[0] for piece in cut}
    sites = Counter[str]()
    for s, n in stand.items():
        if s[:2] in cut:
            sites[s[:2]] += n
    torn = [n for piece, n in sites.items() if not joined(*piece)]
    if len(torn) > _DIFFERENT or sum(n > 1 for n in torn) >= _DIFFERENT:
        return True
    return any(
        sites[s[:2]] >= _PLACES and s[2:] in begins and not joined(s[1], s[2]) for s in stand
    )


class _Piece(NamedTuple):
    """Two characters that the headline was cut into, and where they stand in it."""

    text: str
    start: int
    end: int


def _cut(headline: str, left_out: Mapping[int, None]) -> list[_Piece]:
    """The headline cut every two characters, some left out before.

    >>> [piece.text for piece in _cut("2020年在江城召开", {ord("在"): None})]
    ['年江', '城召', '开']
    """
    kept = [m for m in _HAN.finditer(headline) if ord(m.group()) not in left_out]
    cut = (kept[i : i + 2] for i in range(0, len(kept), 2))
    return [_Piece("".join(m.group() for m in ms), ms[0].start(), ms[-1].end()) for ms in cut]


@dataclass(frozen=True)
class _Strewn:
    """A text that pieces of a headline may be strewn through; `sites` by what stands there."""

    headline: str
    pieces: Sequence[_Piece]
    view: str
    sites: Mapping[str, Sequence[int]]
    #: Before how many different characters a text stands that stands at sites only.
    _known: dict[str, int] = field(default_factory=dict)

    # --- is it? ---

    @cached_property
    def proof(self) -> int:
        """How much speaks for it; `_PROOF` is enough."""
        after: dict[str, set[str]] = {}
        for piece in filter(self._cuts, self._begun):
            places = [at for at in self.sites[piece.text] if not self._goes_on(piece.text, at)]
            if places:
                after[piece.text] = {self.view[at + 2 : at + 3] for at in places}
        many = 0
        if len(after) >= _DIFFERENT:
            twice = sum(min(2, len(chars)) for chars in after.values())
            many = max(twice, 2 * len(after) - 2)
        return many if many >= _PROOF else max(many, 2 * len(self._heaps()))

    def _heaps(self) -> set[str]:
        """Two pieces on end that are not so in the headline, and that recur."""
        return {
            text
            for piece in self._begun
            if len(self.sites[piece.text]) >= _PLACES
            for at in self.sites[piece.text]
            if (text := self._heap(at)) and self._recurs(text, _PLACES)
        }

    def _heap(self, at: int) -> str:
        chain = self._chain(at)
        first, second = next(chain, None), next(chain, None)
        if not first or not second or first.end == second.start:
            return ""
        return "" if joined(first.text[-1], second.text[0]) else first.text + second.text

    # --- where? ---

    def found(self) -> list[Span]:
        """Every stretch of pieces that is noise."""
        return [Span(at, end) for at in self._places if (end := self._end(at)) > at]

    def _end(self, at: int) -> int:
        """The end of the noise that stands at `at`, which is `at` where there is none.

        It ends with a piece that is no word and does not go on as the headline does; or with any,
        where the same stands in several places and what is together was not. Other words of the
        headline begin sentences, too.
        """
        end, taken, torn = at, at, False
        last: _Piece | None = None
        for piece in self._chain(at):
            beside = last is not None and last.end == piece.start
            alien = piece in self._alien and not beside and not self._goes_on(piece.text, end)
            parted = last is not None and not beside
            torn = torn or alien or (parted and not joined(self.view[end - 1], piece.text[0]))
            end, last = end + len(piece.text), piece
            if alien or (torn and self._recurs(self.view[at:end], 2)):
                taken = end
        return taken

    def _chain(self, at: int) -> Iterator[_Piece]:
        """The pieces that stand at `at`, one after another, in the order of the headline."""
        start = -1
        while piece := self._piece_at(at, start):
            yield piece
            at, start = at + len(piece.text), piece.start

    def _piece_at(self, at: int, after: int) -> _Piece | None:
        """The piece at `at` that comes later in the headline; half a piece begins no chain."""
        for piece in self.pieces:
            if piece.start > after and self.view.startswith(piece.text, at):
                return piece if len(piece.text) == 2 or after >= 0 else None
        return None

    # --- what pieces are ---

    @property
    def _begun(self) -> list[_Piece]:
        """The pieces that stand at some site."""
        return [piece for piece in self.pieces if piece.text in self.sites]

    @cached_property
    def _places(self) -> frozenset[int]:
        """Every site where a piece stands."""
        return frozenset(at for piece in self._begun for at in self.sites[piece.text])

    @cached_property
    def _alien(self) -> frozenset[_Piece]:
        """The pieces that are no words, and that the text never uses as one."""
        within = {
            at + i
            for at in self._places
            for i in range(sum(len(piece.text) for piece in self._chain(at)))
        }
        return frozenset(
            piece
            for piece in self.pieces
            if len(piece.text) == 2 and not joined(*piece.text)
            if all(
                m.start() in within or self._goes_on(piece.text, m.start())
                for m in re.finditer(piece.text, self.view)
            )
        )

    def _cuts(self, piece: _Piece) -> bool:
        """Whether the piece is no word, nor part of one, and was cut out of one."""
        if len(piece.text) < 2 or joined(*piece.text):
            return False
        around = self.headline[max(0, piece.start - 1) : piece.end + 1]
        return any(joined(a, b) for a, b in pairwise(around))

    def _goes_on(self, text: str, at: int) -> bool:
        """Whether the text goes on after `text` as the headline does somewhere."""
        return text + self.view[at + len(text) : at + len(text) + 1] in self.headline

    def _recurs(self, text: str, times: int) -> bool:
        """Whether `text` stands so often, each time before something else, and only at sites."""
        if text not in self._known:
            places = [m.start() for m in re.finditer(text, self.view)]
            following = {self.view[at + len(text) : at + len(text) + 1] for at in places}
            everywhere = all(at in self._places for at in places)
            self._known[text] = len(following) if everywhere else 0
        return self._known[text] >= times


def joined(a: str, b: str) -> bool:
    """Whether `b` follows `a` more often than by chance.

    >>> joined("会", "议"), joined("率", "广")
    (True, False)
    """
    return bool(b) and pairs().log_odds(a, b) > pairs().alone(b)
