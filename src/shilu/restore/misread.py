"""Bytes read in the wrong encoding, read again: the mechanism that all such mix-ups share.

The characters of a line are turned back into the bytes they were read from, and these are read in
the encoding they were written in. A byte that is gone is a hole: the character it belonged to is
inferred or lost, those beside it come back. Whether the line was misread at all is for the caller.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from shilu.restore.codes import codes
from shilu.restore.swallowed import swallowed
from shilu.restore.torn import CODECS, completed
from shilu.text import LOST, Certainty, Edit

#: What stands in a line of bytes for a character that the encoding does not have.
_STOP = "\u0100"
_MORE = "[\x80-\xbf]"
_UTF_8 = re.compile(
    f"(?P<whole>[\xc2-\xdf]{_MORE}|[\xe0-\xef]{_MORE}{{2}}|[\xf0-\xf4]{_MORE}{{3}})"
    f"|(?P<torn>[\xe0-\xef]{_MORE}[?\ufffd]|[\xe0-\xef][?\ufffd]{_MORE}?|[\xe0-\xef]{_MORE}(?!{_MORE})"
    f"|\ufffd{_MORE}{{0,2}}|{_MORE}{{1,2}}(?=[\xe2-\xe9\xef]{_MORE}))"
    "|(?P<plain>[\x00-\x7f])"
)
_GBK = "[\x81-\xfe][\x40-\x7e\x80-\xfe]"
_BIG5 = "[\xa1-\xf9][\x40-\x7e\xa1-\xfe]"
#: How the bytes pair up into characters; a hole is one byte for some readers, two for others.
_TOKENS = {
    "utf-8": (_UTF_8,),
    "gbk": tuple(
        re.compile(f"(?P<whole>{_GBK})|(?P<torn>{torn})|(?P<plain>[\x00-\x7f])")
        for torn in ("[\x81-\xfe]\ufffd|\ufffd[\x80-\xfe\ufffd]?", "\ufffd")
    ),
    "big5": tuple(
        re.compile(f"(?P<whole>{_BIG5})|(?P<torn>{torn})|(?P<plain>[\x00-\x7f])")
        for torn in ("[\xa1-\xf9]\ufffd|\ufffd[\x40-\x7e\xa1-\xfe\ufffd]?", "\ufffd")
    ),
}
_COMMON_GBK = "[\xa1-\xf7][\xa1-\xfe]"
#: What may stand between two characters of a date.
_FIGURES = "[0-9.%]{0,6}"
#: Where a misread stretch can begin.
_STARTS = {
    "utf-8": re.compile(
        f"[\xe2-\xe9\xef]{_MORE}(?:{_MORE}|[?\ufffd])|(?:[\xc2-\xcb]{_MORE}|\xe2[\x80-\x84]{_MORE}){{2}}"
    ),
    "gbk": re.compile(f"{_COMMON_GBK}{_FIGURES}{_COMMON_GBK}|\ufffd"),
    "big5": re.compile(f"{_BIG5}{_FIGURES}{_BIG5}|\ufffd"),
}
#: What stands around a € that is two bytes.
_BEGUN = re.compile(f"[\xe2-\xef]{_MORE}$")
_CONTINUES = re.compile(_MORE * 2)
#: The bytes that some readers have no character for; of these a hole in UTF-8 is one.
_UNREAD = {
    "gbk": "\x80\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9\xaa\xab\xac\xad\xae\xaf",
    "latin-1": "\x81\x8d\x8f\x90\x9d",
}
_ONE_GONE = re.compile("^(?=.{3}$)[^\ufffd]+\ufffd[^\ufffd]*$")
#: No text holds these: a reading that yields them is none.
_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


class Stream(NamedTuple):
    """A line as the bytes it was read from, and which of them begin which of its characters."""

    line: str
    bytes: str
    places: dict[int, int]


class Token(NamedTuple):
    """One character read again: its bytes' place in the line, and what it is."""

    start: int
    end: int
    now: str
    odds: float = 1.0


class Stretch(NamedTuple):
    """A misread part of a line: its place, and the edits (in the line) that put it right."""

    start: int
    end: int
    edits: tuple[Edit, ...]


class Misreading(NamedTuple):
    """Bytes `written` in one encoding that were `read` in another."""

    written: str
    read: str

    @property
    def kind(self) -> str:
        """The name of the damage."""
        return f"{self.written}-as-{self.read}"

    def readings(self, line: str, markup: bool, mend: bool) -> list[list[Stretch]]:
        """What of a line may have been so misread, in each way in which bytes can be missing.

        >>> reading, = Misreading("utf-8", "gbk").readings("时：鏂伴椈", False, False)
        >>> [e.now for stretch in reading for e in stretch.edits]
        ['新闻']
        """
        stream = _stream(line, self.read)
        ways = _TOKENS[self.written] if LOST in line else _TOKENS[self.written][:1]
        return [list(self._stretches(stream, way, markup, mend)) for way in ways]

    def _stretches(
        self, stream: Stream, way: re.Pattern[str], markup: bool, mend: bool
    ) -> Iterator[Stretch]:
        begin = _STARTS[self.written]
        at = 0
        while found := begin.search(stream.bytes, at):
            at = found.start() + 1
            if found.start() not in stream.places:
                continue
            taken = _whole(stream, list(_tokens(stream, way, found.start(), self.written)))
            if not taken:
                continue
            at = taken[-1].end
            if mend:
                taken = list(_mended(stream, taken, self, markup))
            if edits := tuple(_edits(stream, taken, self.kind)):
                yield Stretch(stream.places[taken[0].start], stream.places[at], edits)


def _tokens(stream: Stream, way: re.Pattern[str], at: int, written: str) -> Iterator[Token]:
    """The characters that the bytes from `at` on make, as far as they make any."""
    while m := way.match(stream.bytes, at):
        now = m.group()
        if m.lastgroup == "torn":
            now = LOST
        elif m.lastgroup == "whole":
            now = _decoded(now, written)
        if not now:
            return
        yield Token(at, m.end(), now, float(now != LOST))
        at = m.end()


def _whole(stream: Stream, tokens: list[Token]) -> list[Token]:
    """The tokens up to the last that ends where a character of the line does; ASCII needs none."""
    while tokens and (tokens[-1].end not in stream.places or tokens[-1].now.isascii()):
        tokens.pop()
    return tokens


def _stream(line: str, read: str) -> Stream:
    table = codes(read)
    parts = [table.get(char, _STOP) for char in line]
    if read == "gbk" and "€" in line:
        _fit_euros(parts)
    ends = accumulate(map(len, parts), initial=0)
    return Stream(line, "".join(parts), {at: i for i, at in enumerate(ends)})


def _fit_euros(parts: list[str]) -> None:
    """€ is a byte of its own to some readers, and two bytes where these go on a character."""
    for i, part in enumerate(parts[:-1]):
        if part == "\x80" and _CONTINUES.match(parts[i + 1]) and i and _BEGUN.search(parts[i - 1]):
            parts[i] = "\xa2\xe3"


def _decoded(code: str, name: str) -> str:
    """What bytes say in an encoding, nothing if that is no text."""
    try:
        char = code.encode("latin-1").decode(CODECS[name])
    except UnicodeDecodeError:
        return ""
    return "" if _NO_TEXT.search(char) else char


def _mended(
    stream: Stream, tokens: list[Token], misreading: Misreading, markup: bool
) -> Iterator[Token]:
    """The same tokens, those that lack a byte completed where the words around decide."""
    end = stream.places[tokens[-1].end]
    nows = [*(token.now for token in tokens), stream.line[end : end + 1]]
    for i, token in enumerate(tokens):
        if token.now == LOST:
            token = _mend(stream, token, nows[i - 1] if i else "", nows[i + 1], misreading, markup)
        yield token


def _mend(
    stream: Stream, token: Token, before: str, after: str, misreading: Misreading, markup: bool
) -> Token:
    """A token that lacks a byte, completed; the `?` of a closing tag has its bracket back."""
    written, read = misreading.written, misreading.read
    code = stream.bytes[token.start : token.end]
    back = ""
    if code.endswith("?"):
        back, _ = swallowed(stream.line, stream.places[token.end] - 1, markup)
        back = back if back in ("<", "&") else ""
    code = code.replace("?", LOST)
    among = (
        _unread(stream, token.end, read) if written == "utf-8" and _ONE_GONE.search(code) else ""
    )
    now, odds = completed(code, written, before, back or after, among)
    return token._replace(now=now + back, odds=odds)


def _unread(stream: Stream, end: int, read: str) -> str:
    """The bytes that one gone before `end` can have been; GBK's readers lose any before ASCII."""
    if read == "gbk" and stream.bytes[end : end + 1] <= "\x7f":
        return ""
    return _UNREAD.get(read, "")


def _edits(stream: Stream, tokens: list[Token], kind: str) -> Iterator[Edit]:
    """The edits that tokens come to, each as short as whole characters on both sides allow."""
    group: list[Token] = []
    for token in tokens:
        group.append(token)
        if token.end not in stream.places:
            continue
        start, end = stream.places[group[0].start], stream.places[token.end]
        now = "".join(t.now for t in group)
        if now != stream.line[start:end]:
            odds = tuple(t.odds for t in group for _ in t.now)
            yield Edit(start, end, now, kind, *_trust(odds))
        group = []


def _trust(odds: tuple[float, ...]) -> tuple[Certainty, tuple[float, ...]]:
    """How far to trust an edit whose characters are so likely."""
    if min(odds) == 1:
        return "certain", ()
    return "inferred" if min(odds) > 0 else "lost", odds
