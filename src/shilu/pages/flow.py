"""A page's text as its reader sees it, each character led back to the source.

The stretches of text between the tags follow one another in the order of the source. What stands
between two of them says what parts them: a line, a cell, a space, or nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from itertools import accumulate, chain
from operator import add, itemgetter

from shilu.text import LAYOUT, Edit, Span

# --- what stands between two stretches -----------------------------------------------------------

#: Any tag but those that stand within a line.
_BLOCK = re.compile(
    r"</?(?!(?i:a|span|strong|b|i|u|em|font|img|s|sub|sup|small|big|mark|label|abbr|cite|code|del|ins"
    r"|time|q|tt|wbr|kbd|samp|var|dfn|bdo|bdi|ruby|r[bpt]|svg|path|use|link|meta|o:p|st1:\w+)[\s/>])"
    r"[a-zA-Z]"
)
#: The most frequent of them, which are found faster.
_COMMON_BLOCK = re.compile(r"</?(?:li|div|p|br|ul)[ />]")
_CELL = re.compile(r"<[tT][dhDH][\s>]")
_ROW = re.compile(r"<[tT][rR][\s>]")
#: How a run of markup shorter than this reads is remembered: most stand in many a page.
_SHORT_RUN = 150
#: What a run puts between two texts; whether what follows is a link (None: as before); where it
#: puts nothing, whether white space stands between its tags.
Read = tuple[str, bool | None, bool]

# --- text within a stretch -----------------------------------------------------------------------

_SPACE_ENTITY = r"&(?:nbsp|ensp|emsp|thinsp|#160|#xa0|#x3000|#12288|#8195|#x2003);?"
_SPACES = rf"(?:[ \t\r\n\f\xa0]|{_SPACE_ENTITY})"
_SPACE = re.compile(rf"{_SPACES}++")
_LEADING = re.compile(rf"(?:[\s\ufeff]|{_SPACE_ENTITY})++")
_TRAILING = re.compile(rf"{_SPACE_ENTITY}\Z")
_ENTITY = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,31});?"
_CHANGED = re.compile(rf"(?=[ \t\r\n\f\xa0&])(?:{_SPACES}{{2,}}+|[\t\r\n\f\xa0]|{_ENTITY})")
#: What that begins with, looked for first: it costs less.
_MAY_CHANGE = re.compile(r"[ \t\r\n\f\xa0&]")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")

#: `source[start:end]` reads `now` in the flow, where `now` begins at `at`: (start, end, now, at).
Cut = tuple[int, int, str, int]
_at = itemgetter(3)


@dataclass(frozen=True, slots=True)
class Flow:
    """A page's text in the order of its source, a block a line, and the cuts that made it.

    `text` is for looking; what is kept is taken from the source, by `edits` in its offsets.
    """

    text: str
    cuts: Sequence[Cut] = ()
    #: Where in the flow each cut's `now` begins.
    begins: Sequence[int] = ()

    def origin(self, span: Span) -> Span:
        """The stretch of the source that `span` of the flow stands for."""
        if not self.cuts:
            return span
        first, last = span.start, span.end - 1
        low = bisect_right(self.begins, first)
        high = bisect_right(self.begins, last)
        return Span(self._source(first, low)[0], self._source(last, high)[1])

    def edits(self, pieces: Iterable[tuple[str, Span]], length: int) -> Iterator[Edit]:
        """The edits on a source of `length` that leave `pieces`, each with what comes before it."""
        at = 0
        for lead, piece in pieces:
            start, end = self.origin(piece)
            if at < start or lead:
                yield Edit(at, start, lead, LAYOUT)
            low = bisect_left(self.begins, piece.start)
            for from_, to, now, _ in self.cuts[low : bisect_left(self.begins, piece.end, low)]:
                if start <= from_ < to:
                    yield Edit(from_, to, now, LAYOUT)
            at = end
        if at < length:
            yield Edit(at, length, "", LAYOUT)

    def _source(self, at: int, cuts: int) -> tuple[int, int]:
        """Start and end in the source of the character at `at`, after so many of the cuts."""
        if not cuts:
            return at, at + 1
        start, end, now, begin = self.cuts[cuts - 1]
        after = at - begin - len(now)
        return (start, end) if after < 0 else (end + after, end + after + 1)


class Stretches:
    """The stretches of a page as they read, and where each stands in the flow."""

    def __init__(
        self, source: str, starts: Sequence[int], texts: Sequence[str], gaps: Iterable[str]
    ) -> None:
        """`texts` are the stretches from `starts` on, `gaps` what stands before each."""
        self._source, self._starts, self._texts = source, list(starts), list(texts)
        self._ends = list(map(add, starts, map(len, texts)))
        #: What reads otherwise within a stretch, by its number; counted in what the stretch reads.
        self._inner: dict[int, list[Cut]] = {}
        for i, text in enumerate(texts):
            if not text.isalnum() and (text != text.strip() or _changes(text)):
                self._trim(i)
        read = [_short(gap) if len(gap) < _SHORT_RUN else _reads(gap) for gap in gaps]
        link = False
        self.links = [link := link if leads is None else leads for _, leads, _ in read]
        leads_in = self._separators(read)
        in_turn = list(chain.from_iterable(zip(leads_in, self._texts, strict=True)))
        places = list(accumulate(map(len, in_turn)))
        self.place_starts, self.place_ends = places[::2], places[1::2]
        cuts = self._cuts(leads_in)
        self.flow = Flow("".join(in_turn), cuts, list(map(_at, cuts)))

    def _trim(self, i: int) -> None:
        """Leave out what is blank at the edges of a stretch; a blank one ends with that before."""
        start, end, plain = _trimmed(self._starts[i], self._texts[i])
        if start == end:
            plain, end = "", self._ends[i - 1] if i else 0
        elif plain is None:
            plain, self._inner[i] = _written(self._source, start, end)
        self._starts[i], self._ends[i], self._texts[i] = start, end, plain

    def _separators(self, read: Sequence[Read]) -> list[str]:
        """What parts each text from that before it; a blank stretch hands on what parts it."""
        source, starts, ends = self._source, self._starts, self._ends
        separators, pending, first = [], "", True
        for i, (text, (separator, _, spaced)) in enumerate(zip(self._texts, read, strict=True)):
            if pending == "\n" or not separator:
                separator = pending
            if not text:
                pending = separator
                separators.append("")
                continue
            if first:
                separator, first = "", False
            elif not separator and (
                spaced or source[ends[i - 1]].isspace() or source[starts[i] - 1].isspace()
            ):
                separator = " "
            separators.append(separator)
            pending = ""
        return separators

    def _cuts(self, separators: Sequence[str]) -> list[Cut]:
        """What was passed over between the stretches and within them, in order."""
        from_ = [0, *self._ends][:-1]
        at = [0, *self.place_ends][:-1]
        between = zip(from_, self._starts, separators, at, strict=True)
        cuts = [cut for cut, text in zip(between, self._texts, strict=True) if text]
        for i, inner in self._inner.items():
            place = self.place_starts[i]
            cuts += [(start, end, now, place + at) for start, end, now, at in inner]
        if self._inner:
            cuts.sort()
        return cuts


def _reads(gap: str) -> Read:
    """How a run of markup reads."""
    if not (_COMMON_BLOCK.search(gap) or _BLOCK.search(gap)):
        return "", _in_link(gap), "> " in gap or ">\n" in gap
    in_row = _CELL.search(gap) and not _ROW.search(gap)
    return "\t" if in_row else "\n", _in_link(gap), False


_short = lru_cache(maxsize=8192)(_reads)


def _in_link(gap: str) -> bool | None:
    """Whether what follows `gap` is a link, by the last tag of one in it; None: as before."""
    if gap.startswith("<a ", gap.rfind("<")):
        return True
    closed = gap.rfind("</a")
    if gap.find("<a ", closed + 1) >= 0:
        return True
    if closed >= 0:
        return False
    closed = gap.rfind("</A")
    if gap.find("<A ", closed + 1) >= 0:
        return True
    return None if closed < 0 else False


def _written(source: str, start: int, end: int) -> tuple[str, list[Cut]]:
    """How a stretch reads, entities undone and white space made single spaces; and its cuts."""
    cuts: list[Cut] = []
    parts: list[str] = []
    at, length = start, 0
    for m in _CHANGED.finditer(source, start, end):
        was = m.group()
        now = _read_as(source, m) if was[0] != "&" or _SPACE.fullmatch(was) else unescape(was)
        if now != was:
            length += m.start() - at
            cuts.append((m.start(), m.end(), now, length))
            parts += (source[at : m.start()], now)
            length += len(now)
            at = m.end()
    parts.append(source[at:end])
    return "".join(parts), cuts


def _read_as(source: str, m: re.Match[str]) -> str:
    """A run of white space as a reader sees it: one space, none where a line of Han was wrapped."""
    wrapped = "\n" in m.group() or "\r" in m.group()
    if wrapped and _WIDE.match(source, m.end()) and _WIDE.match(source, m.start() - 1):
        return ""
    return " "


def _changes(text: str) -> bool:
    """Whether something within a stretch reads otherwise than it is written."""
    return _MAY_CHANGE.search(text) is not None and _CHANGED.search(text) is not None


def _trimmed(start: int, whole: str) -> tuple[int, int, str | None]:
    """The stretch without the white space at its edges, and its text where that reads as it is."""
    inner = whole.strip()
    if not inner:
        return start, start, None
    start += whole.index(inner[0])
    if not _changes(inner):
        return start, start + len(inner), inner
    if inner[0] == "&" and (match := _LEADING.match(inner)):
        inner, start = inner[match.end() :], start + match.end()
    while inner and inner[-1] in ";p" and (match := _TRAILING.search(inner, len(inner) - 8)):
        inner = inner[: match.start()].rstrip()
    return start, start + len(inner), None
