"""HTML with exact source offsets: what a page's markup says, and where each character stands.

lexbor reads structure as browsers do but keeps no offsets. So the markup is first cut, in one pass
of a regular expression, into tags and stretches of text; then lexbor parses a *skeleton*, the same
markup in which each stretch is one private-use character that stands for its number. The text of a
node is then a string of such characters, and each leads back to its stretch by construction,
however lexbor moved the node. What is read is always the stretch, never lexbor's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate

from selectolax.lexbor import LexborHTMLParser, LexborNode

from shilu.pages.flow import Stretches

# --- the tokens of markup, as the HTML standard cuts them ----------------------------------------
# Possessive throughout: whatever is left open runs to the end of the page, as the standard has it,
# and so no character is looked at twice.

_REST_OF_TAG = r"""[^>=]*+(?:=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>]*+)[^>=]*+)*+(?:>|\Z)"""
_COMMENT = r"!--(?:-?>|[^-]*+(?:-(?!-!?>)[^-]*+)*+(?:--!?>|\Z))"
#: Elements whose content is characters, not markup; none of it is an article's text.
_RAW_NAMES = ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")


def _raw(names: Iterable[str], after: int = 0) -> str:
    """Each element from its start tag, so many letters left out, to just before its end tag."""
    return "|".join(
        rf"(?i:{name[after:]})(?=[\s/>]){_REST_OF_TAG}[^<]*+(?:<(?!/(?i:{name})[\s/>])[^<]*+)*+"
        for name in names
    )


#: End tags first, which are most; then what can be no raw element, and what may be, by two letters.
_TOKEN = (
    rf"(?:/[^>]*+(?:>|\Z)|[abdlphuABDLPHU]{_REST_OF_TAG}"
    rf"|(?=[sS][cCtT]|[tT][eEiI]|[xX][mM]|[iI][fF]|[nN][oO])(?:{_raw(_RAW_NAMES)})"
    rf"|[a-zA-Z]{_REST_OF_TAG}|{_COMMENT}|[!?][^>]*+(?:>|\Z))"
)
#: Tags, comments and raw elements up to the next text that is more than white space.
_MARKUP_RUN = re.compile(rf"(<{_TOKEN}(?:\s*+<{_TOKEN})*+)")
#: What is left out of a run that is long enough to hold much of it.
_DEAD = re.compile(rf"<(?:{_COMMENT}|[sS](?:{_raw(('script', 'style'), 1)}))")
_LONG_RUN = 300
#: Elements that hold nothing, of which so long a run may hold a million, and each costs lexbor more
#: memory than its tags take up; what is empty without them is looked at as often again.
_EMPTY = re.compile(r"<([a-zA-Z]\w*+)[^<>]*+></\1>\s*+")
_HUGE_RUN = 100_000
_EMPTIED = 3

# --- stand-ins -----------------------------------------------------------------------------------

_FIRST = 0xF0000
_FIRST_CHARACTER = chr(_FIRST)
_FOREIGN = re.compile("[\ud800-\udfff\U000f0000-\U0010ffff]")
#: With which those characters begin in UTF-8, and next to no others.
_LEADING_BYTES = (b"\xf3", b"\xf4")
#: As many stretches as there are private-use characters in planes 15 and 16.
MAX_STRETCHES = 0x110000 - _FIRST
#: More than nearly any page needs, in UTF-8.
_USUAL = [chr(_FIRST + i).encode() for i in range(2_000)]

#: Blocks that only their end tag closes; how deep they may lie; how many tags a large page has.
_NESTING = re.compile(
    rb"<(/?)(?i:div|section|article|[uod]l|table|blockquote|center|form|main|nav|aside|header|footer"
    rb"|fieldset|details|figure|address|dir|menu|pre|button)(?=[\s/>])" + _REST_OF_TAG.encode()
)
_DEEPEST = 1_000
_MANY_TAGS = 10_000


class TooManyStretches(ValueError):
    """A page with more stretches of text than can be told apart (131,072)."""


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
        self._texts: list[str] = []
        self.tree = LexborHTMLParser(self._skeleton())
        stretches = Stretches(source, self.starts, self._texts, self.gaps)
        del self._texts
        self.flow, self.links = stretches.flow, stretches.links
        self.place_starts, self.place_ends = (stretches.place_starts, stretches.place_ends)

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

    def _skeleton(self) -> bytes:
        """The markup with a stand-in for every stretch; notes where the stretches are."""
        parts = _MARKUP_RUN.split(self.source, MAX_STRETCHES)  # text and runs in turn
        bounds = [0, *accumulate(map(len, parts))]
        runs = [_alive(run) if len(run) > _LONG_RUN else run for run in parts[1::2]]
        first = int(not parts[0])
        last = max(first, len(runs) + int(bool(parts[-1])))
        if last - first >= MAX_STRETCHES:
            raise TooManyStretches(f"more than {MAX_STRETCHES:,} stretches of text")
        self.starts, self.ends = bounds[:-1:2][first:last], bounds[1::2][first:last]
        self.gaps = ["\n", *runs][first:last]
        self._texts = parts[::2][first:last]
        return _encoded(runs, first, last)


def _alive(run: str) -> str:
    """A run of markup without what no text of the page is in."""
    run = _DEAD.sub("", run)
    if len(run) > _HUGE_RUN:
        for _ in range(_EMPTIED):
            run = _EMPTY.sub("", run)
    return run


def _is_deep(skeleton: bytes) -> bool:
    """Whether blocks are nested deeper than pages nest them."""
    depth = 0
    for closes in _NESTING.findall(skeleton):
        if not closes:
            depth += 1
            if depth > _DEEPEST:
                return True
        elif depth:
            depth -= 1
    return False


def _shallow(skeleton: bytes) -> bytes:
    """The skeleton without what is nested deeper than pages are.

    lexbor's time grows with the square of the depth of blocks; only large pages are looked through.
    """
    depth = 0

    def kept(m: re.Match[bytes]) -> bytes:
        nonlocal depth
        deepest = depth if m[1] else depth + 1
        depth = max(0, depth - 1) if m[1] else depth + 1
        return m.group() if deepest <= _DEEPEST else b""

    return _NESTING.sub(kept, skeleton)


def _encoded(runs: Sequence[str], first: int, last: int) -> bytes:
    """The skeleton in UTF-8: runs of markup, the stand-ins before those from `first` to `last`.

    The page itself loses what it has of the characters that stand in.
    """
    try:
        data = _put_together(runs, first, last)
    except UnicodeEncodeError:  # halves of pairs
        data = b""
    if sum(data.count(byte) for byte in _LEADING_BYTES if byte in data) != last - first:
        data = _put_together([_FOREIGN.sub("", run) for run in runs], first, last)
    return _shallow(data) if data.count(b"<") >= _MANY_TAGS and _is_deep(data) else data


def _put_together(runs: Sequence[str], first: int, last: int) -> bytes:
    parts = [b""] * (2 * len(runs) + 1)
    parts[1::2] = map(str.encode, runs)
    parts[2 * first : 2 * last : 2] = _stand_ins(last - first)
    return b"".join(parts)


def _stand_ins(count: int) -> Sequence[bytes]:
    """As many stand-ins, in UTF-8; those that nearly any page needs are made once."""
    if count <= len(_USUAL):
        return _USUAL[:count]
    return [*_USUAL, *(chr(_FIRST + i).encode() for i in range(len(_USUAL), count))]
