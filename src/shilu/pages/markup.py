"""HTML with exact source offsets: what a page's markup says, and where each character stands.

lexbor reads structure as browsers do but keeps no offsets. So the markup is first cut, in one pass
of a regular expression, into tags and stretches of text; then lexbor parses a *skeleton*, the same
markup in which each stretch is one private-use character that stands for its number. The text of a
node is then a string of such characters, and each leads back to its stretch by construction,
however lexbor moved the node. What is read is always the stretch, never lexbor's text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from itertools import accumulate
from operator import itemgetter

from selectolax.lexbor import LexborHTMLParser, LexborNode

from shilu.text import LAYOUT, Edit, Span

# --- the tokens of markup, as the HTML standard cuts them ----------------------------------------
# Possessive throughout: whatever is left open runs to the end of the page, as the standard has it,
# and so no character is looked at twice.

_REST_OF_TAG = (
    r"""(?:[^>=]++|=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>]*+))*+(?:>|\Z)"""  # attributes
)
_COMMENT = r"!--(?:-?>|[^-]*+(?:-(?!-!?>)[^-]*+)*+(?:--!?>|\Z))"
#: Elements whose content is characters, not markup; none of it is an article's text.
_RAW_NAMES = ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")


def _raw(names: Iterable[str]) -> str:
    """Each element from its start tag to just before its end tag."""
    return "|".join(
        rf"(?i:{name})(?=[\s/>]){_REST_OF_TAG}[^<]*+(?:<(?!/(?i:{name})[\s/>])[^<]*+)*+"
        for name in names
    )


_TOKEN = (
    rf"(?:(?=[stxinSTXIN])(?:{_raw(_RAW_NAMES)})"
    rf"|[a-zA-Z]{_REST_OF_TAG}|/[^>]*+(?:>|\Z)|{_COMMENT}|[!?][^>]*+(?:>|\Z))"
)
#: Tags, comments and raw elements up to the next text that is more than white space.
_MARKUP_RUN = re.compile(rf"(<{_TOKEN}(?:\s*+<{_TOKEN})*+)")
#: What is left out of a run that is long enough to hold much of it.
_DEAD = re.compile(rf"<(?:(?=[sS])(?:{_raw(('script', 'style'))})|{_COMMENT})")
_LONG_RUN = 300
#: How a run shorter than this reads is remembered: most stand in many a page.
_SHORT_RUN = 150

#: Any tag but those that stand within a line.
_BLOCK = re.compile(
    r"</?(?!(?i:a|span|strong|b|i|u|em|font|img|s|sub|sup|small|big|mark|label|abbr|cite|code|del|ins"
    r"|time|q|tt|wbr|kbd|samp|var|dfn|bdo|bdi|ruby|r[bpt]|svg|path|use|link|meta|o:p|st1:\w+)[\s/>])"
    r"[a-zA-Z]"
)
_CELL = re.compile(r"<t[dh][\s>]", re.I)
_ROW = re.compile(r"<tr[\s>]", re.I)

# --- text within a stretch -----------------------------------------------------------------------

_SPACE_ENTITY = r"&(?:nbsp|ensp|emsp|thinsp|#160|#xa0|#x3000|#12288|#8195|#x2003);?"
_SPACES = rf"(?:[ \t\r\n\f\xa0]|{_SPACE_ENTITY})"
_SPACE = re.compile(rf"{_SPACES}++")
_LEADING = re.compile(rf"(?:[\s\ufeff]|{_SPACE_ENTITY})++")
_TRAILING = re.compile(rf"{_SPACE_ENTITY}\Z")
_ENTITY = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,31});?"
_CHANGED = re.compile(rf"(?=[ \t\r\n\f\xa0&])(?:{_SPACES}{{2,}}+|[\t\r\n\f\xa0]|{_ENTITY})")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")

# --- stand-ins -----------------------------------------------------------------------------------

_FIRST = 0xF0000
_FIRST_CHARACTER = chr(_FIRST)
_FOREIGN = re.compile("[\ud800-\udfff\U000f0000-\U0010ffff]")
#: As many stretches as there are private-use characters in planes 15 and 16.
MAX_STRETCHES = 0x110000 - _FIRST


#: Blocks that only their end tag closes; how deep they may lie; how many tags a large page has.
_NESTING = re.compile(
    r"</?(?i:div|section|article|[uod]l|table|blockquote|center|form|main|nav|aside|header|footer"
    rf"|fieldset|details|figure|address|dir|menu|pre|button)(?=[\s/>]){_REST_OF_TAG}"
)
_DEEPEST = 1_000
_MANY_TAGS = 20_000


class TooManyStretches(ValueError):
    """A page with more stretches of text than can be told apart (131,072)."""


#: `source[start:end]` reads `now` in the flow, where `now` begins at `at`: (start, end, now, at).
Cut = tuple[int, int, str, int]
_at = itemgetter(3)


@dataclass(frozen=True, slots=True)
class Flow:
    """A page's text in the order of its source, a block a line, and the cuts that made it.

    `text` is for looking; what is kept is taken from the source, by `edits` in its offsets.
    """

    text: str
    cuts: tuple[Cut, ...] = ()

    def origin(self, span: Span) -> Span:
        """The stretch of the source that `span` of the flow stands for."""
        return Span(self._source(span.start)[0], self._source(span.end - 1)[1])

    def edits(self, pieces: Iterable[tuple[str, Span]], length: int) -> Iterator[Edit]:
        """The edits on a source of `length` that leave `pieces`, each with what comes before it."""
        at = 0
        for lead, piece in pieces:
            start, end = self.origin(piece)
            if at < start or lead:
                yield Edit(at, start, lead, LAYOUT)
            low = bisect_right(self.cuts, piece.start - 1, key=_at)
            for cut in self.cuts[low : bisect_right(self.cuts, piece.end - 1, key=_at)]:
                if start <= cut[0] < cut[1]:
                    yield Edit(*cut[:3], LAYOUT)
            at = end
        if at < length:
            yield Edit(at, length, "", LAYOUT)

    def _source(self, at: int) -> tuple[int, int]:
        """Start and end in the source of the flow's character at `at`."""
        i = bisect_right(self.cuts, at, key=_at) - 1
        if i < 0:
            return at, at + 1
        start, end, now, begin = self.cuts[i]
        after = at - begin - len(now)
        return (start, end) if after < 0 else (end + after, end + after + 1)


class Markup:
    r"""A page of HTML: its stretches of text, its flow, and its tree.

    >>> page = Markup("<p>会&nbsp;议<p>在<b>长沙</b>举行")
    >>> page.flow.text
    '会 议\n在长沙举行'
    >>> page.numbers(page.tree.css_first("b"))
    [2]
    """

    def __init__(self, source: str) -> None:
        """Raises TooManyStretches for a page that no stand-ins are left for."""
        self.source = source
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.gaps: list[str] = []
        self.tree = LexborHTMLParser(_shallow(self._skeleton()))
        self.place_starts: list[int] = []
        self.place_ends: list[int] = []
        self.links: list[bool] = []
        self.flow = self._flow()

    def numbers(self, node: LexborNode, *, deep: bool = True) -> list[int]:
        """The numbers of the stretches within `node`, in the tree's order; `deep`: and below."""
        inner = "".join(node.text(deep=deep, skip_empty=True).split())
        return [ord(c) - _FIRST for c in inner if c >= _FIRST_CHARACTER]

    def extent(self, node: LexborNode) -> range | list[int]:
        """The same as `numbers`, as a range where they follow one another, which costs less."""
        inner = "".join(node.text(skip_empty=True).split())
        if not inner:
            return range(0)
        first, last = ord(inner[0]) - _FIRST, ord(inner[-1]) - _FIRST
        if first >= 0 and last - first + 1 == len(inner):
            return range(first, last + 1)
        return [ord(c) - _FIRST for c in inner if c >= _FIRST_CHARACTER]

    def shows(self, number: int) -> bool:
        """Whether a stretch is more than white space."""
        return self.place_starts[number] < self.place_ends[number]

    def _skeleton(self) -> str:
        """The markup with a stand-in for every stretch; notes where the stretches are."""
        parts = _MARKUP_RUN.split(self.source, MAX_STRETCHES)  # text and runs in turn
        bounds = [0, *accumulate(map(len, parts))]
        runs = [_DEAD.sub("", run) if len(run) > _LONG_RUN else run for run in parts[1::2]]
        if _has_foreign(self.source):
            runs = [_FOREIGN.sub("", run) for run in runs]
        first, last = int(not parts[0]), len(runs) + int(bool(parts[-1]))
        if last - first >= MAX_STRETCHES:
            raise TooManyStretches(f"more than {MAX_STRETCHES:,} stretches of text")
        self.starts, self.ends = bounds[:-1:2][first:last], bounds[1::2][first:last]
        self.gaps = ["\n", *runs][first:last]
        parts[1::2] = runs
        parts[2 * first : 2 * last : 2] = map(chr, range(_FIRST, _FIRST + last - first))
        return "".join(parts)

    def _flow(self) -> Flow:
        """The flow; notes where in it each stretch stands, and which stretches are links."""
        source, writer, pending, link = self.source, _Writer(), "", False
        place_starts, place_ends, links = self.place_starts, self.place_ends, self.links
        parts, cuts = writer.parts, writer.cuts
        at = length = 0
        for start, end, gap in zip(self.starts, self.ends, self.gaps, strict=True):
            separator, leads, spaced = _short(gap) if len(gap) < _SHORT_RUN else _reads(gap)
            if leads is not None:
                link = leads
            links.append(link)
            if separator and pending != "\n":
                pending = separator
            whole = source[start:end]
            plain: str | None = whole
            if not whole.isalnum():
                start, end, plain = _trimmed(start, whole)
            if start == end:
                place_starts.append(length)
                place_ends.append(length)
                continue
            if not pending and (spaced or source[at].isspace() or source[start - 1].isspace()):
                pending = " "
            now = pending if length else ""
            cuts.append((at, start, now, length))
            length += len(now)
            place_starts.append(length)
            if plain is None:
                parts.append(now)
                writer.at, writer.length = start, length
                _write(writer, source, start, end)
                length = writer.length
            else:
                parts += (now, plain)
                length += end - start
            place_ends.append(length)
            at, pending = end, ""
        return Flow("".join(parts), tuple(cuts))


def _reads(gap: str) -> tuple[str, bool | None, bool]:
    """How a run of markup reads: what it puts between two texts, link or not, whether spaced."""
    return _separator(gap), _in_link(gap), "> " in gap or ">\n" in gap


_short = lru_cache(maxsize=8192)(_reads)


def _separator(gap: str) -> str:
    """What a run of markup puts between two texts: a line, a cell, or nothing."""
    common = "</li>" in gap or "<div" in gap or "</p>" in gap or "<br" in gap or "</div>" in gap
    if not (common or _BLOCK.search(gap)):
        return ""
    if "<t" not in gap and "<T" not in gap:
        return "\n"
    return "\t" if _CELL.search(gap) and not _ROW.search(gap) else "\n"


def _in_link(gap: str) -> bool | None:
    """Whether what follows `gap` is a link, by the last tag of one in it; None: as before."""
    opened, closed = gap.rfind("<a "), gap.rfind("</a")
    if opened == closed == -1:
        if "<A " not in gap and "</A" not in gap:
            return None
        opened, closed = gap.rfind("<A "), gap.rfind("</A")
    return opened > closed


def _shallow(skeleton: str) -> str:
    """The skeleton without what is nested deeper than pages are.

    lexbor's time grows with the square of the depth of blocks; only large pages are looked through.
    """
    if skeleton.count("<") < _MANY_TAGS:
        return skeleton
    depth = 0

    def kept(m: re.Match[str]) -> str:
        nonlocal depth
        closes = m.group().startswith("</")
        deepest = max(depth, depth if closes else depth + 1)
        depth = max(0, depth - 1) if closes else depth + 1
        return m.group() if deepest <= _DEEPEST else ""

    return _NESTING.sub(kept, skeleton)


def _has_foreign(source: str) -> bool:
    """Whether the page itself holds characters of planes 15 and 16, or halves of pairs."""
    try:
        data = source.encode()
    except UnicodeEncodeError:
        return True
    return b"\xf3" in data or b"\xf4" in data  # the first byte of all those characters in UTF-8


class _Writer:
    """The flow in the making: how far the source is read, and what is written."""

    __slots__ = ("at", "cuts", "length", "parts")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.cuts: list[Cut] = []
        self.at = self.length = 0

    def cut(self, end: int, now: str) -> None:
        """Read on to `end`, and write `now` in place of what is passed over."""
        self.cuts.append((self.at, end, now, self.length))
        self.parts.append(now)
        self.length += len(now)
        self.at = end

    def copy(self, text: str) -> None:
        """Write `text`, which stands next in the source."""
        self.parts.append(text)
        self.length += len(text)
        self.at += len(text)


def _write(writer: _Writer, source: str, start: int, end: int) -> None:
    """Write a stretch: entities undone, white space made single spaces."""
    for m in _CHANGED.finditer(source, start, end):
        was = m.group()
        now = _read_as(source, m) if was[0] != "&" or _SPACE.fullmatch(was) else unescape(was)
        if now != was:
            if m.start() > writer.at:
                writer.copy(source[writer.at : m.start()])
            writer.cut(m.end(), now)
    if writer.at < end:
        writer.copy(source[writer.at : end])


def _read_as(source: str, m: re.Match[str]) -> str:
    """A run of white space as a reader sees it: one space, none where a line of Han was wrapped."""
    wrapped = "\n" in m.group() or "\r" in m.group()
    if wrapped and _WIDE.match(source, m.end()) and _WIDE.match(source, m.start() - 1):
        return ""
    return " "


def _trimmed(start: int, whole: str) -> tuple[int, int, str | None]:
    """The stretch without the white space at its edges, and its text where that reads as it is."""
    inner = whole.strip()
    if not inner:
        return start, start, None
    start += whole.index(inner[0])
    if not _CHANGED.search(inner):
        return start, start + len(inner), inner
    if inner[0] == "&" and (match := _LEADING.match(inner)):
        inner, start = inner[match.end() :], start + match.end()
    while inner and inner[-1] in ";p" and (match := _TRAILING.search(inner, len(inner) - 8)):
        inner = inner[: match.start()].rstrip()
    return start, start + len(inner), None
