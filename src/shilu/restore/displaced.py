"""Misaligned blocks: where a gloss was put between the two bytes of a character.

Mirrors look for the bytes of a traditional character without minding where characters begin, so
a gloss can fall into the middle of one. Read as GBK the text then stays shifted by a byte until
the next ASCII character. Here the stream of bytes is followed with the gloss taken out; a byte that
was lost is looked for among the characters that fit, by their lead byte and the reading in the
gloss, and by what is written before them.
"""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from shilu.restore.gbk import bytes_of, decoded, decoded_by_lead, decoded_by_trail
from shilu.restore.swallowed import swallowed
from shilu.restore.tables import by_lead_byte, characters, mirrored, pairs
from shilu.text import LOST, Certainty

#: A reading as mirrors print it, which may bear a space.
LETTERS = "a-zɑāáǎàēéěèêīíǐìōóǒòūúǔùǖǘǚǜüńňǹ"
READING = rf" ?([{LETTERS}]{{1,6}}) ?"
GLOSS = rf"[(（]{READING}[)）]"
#: A gloss whose opening bracket went with the byte before it.
BROKEN = re.compile(rf"[?\ufffd]{READING}[)）]")
#: What the second byte 0x80 of a character is read as where it stands alone.
_EURO = b"\x80"
_ITS_GLOSS = re.compile(GLOSS)
_TOKEN = re.compile(rf"[?\ufffd]{READING}[)）]|([^\x00-\x7f\ufffd€]){GLOSS}|.", re.S)

#: What a byte's reading is worth when other readings have to be ruled out, in natural logarithms.
#: A mirror would not have left a simplified character, nor written a variant.
_GLOSSED_ELSEWHERE, _BARE_ELSEWHERE, _UNWRITTEN = 4.0, -5.0, -6.0
#: How likely a character must be to be written in place of a lost one.
_CLEAR = 0.85
_BY_FAR = 3.0
#: A small model is never surer than this.
_AT_BEST = 0.999
#: A numeral is not inferred, nor anything else where a numeral is this likely.
_NUMERALS = frozenset(
    "〇零一二三四五六七八九十百千万萬亿億两兩壹贰貳叁叄肆伍陆陸柒捌玖拾０１２３４５６７８９"
)
_MAY_BE_NUMERAL = 0.001


#: Wide punctuation that was made narrow, the second byte of one character in it.
_WIDE = dict(zip(";!?,:", "；！？，：", strict=True))
#: What ends no paragraph; what stands at the end of a clause, and not after what is in `_BEGUN`.
_OPENINGS, _STOPS = frozenset("“‘（《〈「『【〔〖"), frozenset("。，、；：！？·…")
_BEGUN = (
    _STOPS | _OPENINGS | frozenset("\n\u3000 >和與与及或在把被將从從對向於使讓由並各每這那以為至")
)
#: What closes each opening, and what it is worth that a closing mark fits, or does not.
_CLOSING = dict(zip("“‘（《〈「『【〔〖", "”’）》〉」』】〕〗", strict=True))
_CLOSERS = frozenset(_CLOSING.values())
_MARK = re.compile("[" + "".join((*_CLOSING, *_CLOSING.values())) + "]")
_FITS = 3.0
#: The rest of a date whose first digit was swallowed, what stands before one, and what it is worth.
_DATE, _BEFORE_DATE, _ON = re.compile(r"[0-9]{1,3}[年月日]"), frozenset("于在自從至到"), 6.0
#: So far back an opening is looked for.
_REACH = 400
#: An orphaned byte is mostly one of a full stop, far more often than so many follow in print.
_ORPHAN = 2.0
#: So many ways, the likeliest, are carried on where each has many endings.
_FEW = 24
#: So many are followed at all, none that is so much less likely than the likeliest.
_MOST, _WORSE = 256, 30.0
#: So much likelier, in natural logarithms, must be what an orphaned byte leads to.
_FAR_BETTER = 8.0
#: Blocks that begin without a gloss are looked for so far.
_LONGEST = 40


class Page(NamedTuple):
    """What a page says about its mirror: the characters it glosses, and those it leaves bare.

    `genuine` says that it was traditional before, so that nothing is to be turned back.
    """

    text: str
    glossed: frozenset[str] = frozenset()
    bare: frozenset[str] = frozenset()
    markup: bool = False
    genuine: bool = False


class Block(NamedTuple):
    """A stretch of the page and the characters, still traditional, that it was made from.

    `odds` are how likely each of them is: 1 where it is certain, 0 where it is lost.
    """

    end: int
    chars: str
    odds: tuple[float, ...]

    @property
    def certainty(self) -> Certainty:
        """As weak as the least certain of its characters."""
        least = min(self.odds, default=1.0)
        return "lost" if least == 0 else "certain" if least == 1 else "inferred"


class _Way(NamedTuple):
    """One way to read a block so far; `pending` is the first byte of a character half read."""

    odds: float
    chars: str
    pending: int | None


def realign(page: Page, start: int, before: str) -> Block | None:
    """The block that begins with the broken gloss at `start`, or None where no reading fits.

    `before` is the character, as the mirror wrote it, whose second byte the gloss was taken for
    the beginning of.

    >>> realign(Page("日?qǐng)?bào) 一"), 1, "日")
    Block(end=12, chars='報', odds=(1.0,))
    """
    return _follow(page, start, [_Way(0.0, "", None)], before)


def adopt(page: Page, start: int, before: str) -> Block | None:
    """The block that begins with the `?` at `start`, which was the first byte of a character.

    Without a gloss or a tag to prove it, only where what is printed reads far worse.

    >>> adopt(Page("?;顒?dòng)"), 0, "場").chars
    '。活動'
    """
    first = page.text[start + 1 : start + 2]
    code = bytes_of(_WIDE.get(first, first))
    if len(code) != 2 or code[1] < 0x81:
        return None
    ways = [_Way(odds, char, code[1]) for char, odds in _beginnings(code[0], before)]
    block = _follow(page, start + 2, ways, before, until=start + _LONGEST)
    if block is None:
        return None
    printed = page.text[start : block.end]
    proven = BROKEN.search(printed) or "<" in block.chars
    return (
        block if proven or _likelihood(block.chars) > _likelihood(printed) + _FAR_BETTER else None
    )


def _likelihood(text: str) -> float:
    """How likely the Chinese of a stretch is, glosses and ASCII passed over; a `?` is one of it.

    The last is left out: what was swallowed there is no Chinese.
    """
    chars = _ITS_GLOSS.sub("", text).replace(LOST, "?").removesuffix("?").replace("?", "？")
    return sum(_odds(a, b) for a, b in zip(" " + chars, chars, strict=False) if b > "\x7f")


def _follow(
    page: Page, start: int, ways: list[_Way], before: str, until: int = sys.maxsize
) -> Block | None:
    """The block that goes on at `start`, where `ways` have read it so far, and ends by `until`."""
    block = _followed(page, start, ways, before, until)
    return block if block and block.end <= until else None


def _followed(page: Page, start: int, ways: list[_Way], before: str, until: int) -> Block | None:
    at = start
    while ways and at <= until:
        token = _TOKEN.match(page.text, at)
        if token is None:
            return None
        if token.group() in ("?", LOST):
            ended = _fill(ways, before)
            if onward := _swallowed_two(page.text, token.end(), ended):
                ways, at = onward, token.end()
                continue
            return _end_in_ascii(page, start, at, ended)
        ways = _likely(_advance(page, ways, token, before))
        at = token.end()
        if ways and ways[0].pending is None:
            return _decide(_closed(page.text, start, ways), _past_gloss(page.text, at, ways[0]))
    return None


def _end_in_ascii(page: Page, start: int, at: int, ways: list[_Way]) -> Block | None:
    """The block that ends with the `?` at `at`, which took the ASCII character after it along."""
    if page.text.startswith("/", at + 1):
        ways = [way for way in ways if way.chars[-1] not in _OPENINGS]
    elif _DATE.match(page.text, at + 1):
        ways = _likely(w._replace(odds=w.odds + _ON * (w.chars[-1] in _BEFORE_DATE)) for w in ways)
    if not ways:
        return None
    block = _decide(_closed(page.text, start, ways), at + 1)
    mark, odds = swallowed(page.text, at, page.markup)
    return block._replace(chars=block.chars + mark, odds=block.odds + (odds,) * len(mark))


def _closed(text: str, start: int, ways: list[_Way]) -> list[_Way]:
    """The ways, those likelier that close what the line up to the block at `start` has opened."""
    if all(_CLOSERS.isdisjoint(way.chars) for way in ways):
        return ways
    waiting = _waiting("", text[max(0, start - _REACH) : start].rpartition("\n")[2])[0]
    return _likely(
        way._replace(odds=way.odds + _FITS * _waiting(waiting, way.chars)[1]) for way in ways
    )


def _waiting(waiting: str, text: str) -> tuple[str, int]:
    """The closing marks to come after `text`, innermost last, and how many fitted, or did not."""
    fits = 0
    for mark in _MARK.findall(text):
        if mark in _CLOSING:
            waiting += _CLOSING[mark]
        elif waiting.endswith(mark):
            waiting, fits = waiting[:-1], fits + 1
        else:
            fits -= 1
    return waiting, fits


def _past_gloss(text: str, at: int, way: _Way) -> int:
    """Past the gloss of a block's last character, where it has one of its own."""
    gloss = _ITS_GLOSS.match(text, at)
    return gloss.end() if gloss and _reads(way.chars[-1:], gloss.group(1)) else at


def _advance(page: Page, ways: list[_Way], token: re.Match[str], before: str) -> Iterator[_Way]:
    """Each way carried on by one token of the page."""
    broken, char, reading = token.groups()
    if broken:
        for way in ways:
            yield from _through_gloss(page, way, broken, before)
    elif not char or _reads(char, reading):
        code = _EURO if token.group() == "€" else bytes_of(char or token.group())
        for way in ways if code else ():
            yield from _shift(way, code, before)


def _through_gloss(page: Page, way: _Way, reading: str, before: str) -> Iterator[_Way]:
    """The characters a broken gloss can belong to, their second byte lost with the bracket."""
    lead = way.pending or (bytes_of(way.chars[-1:] or before) or b"?")[-1]
    for glossed in by_lead_byte().get((lead, reading), ()):
        odds, trail = way.odds + _in_table(page, glossed), glossed.encode("gbk")[1]
        if way.pending and trail >= 0x80:
            yield _emit(way._replace(odds=odds), glossed, before)
        elif not way.pending and trail > 0x80:
            yield _Way(odds, way.chars, trail)


def _in_table(page: Page, char: str) -> float:
    """A mirror glosses a character wherever it finds it, or nowhere."""
    if char in page.glossed:
        return _GLOSSED_ELSEWHERE
    return _BARE_ELSEWHERE if char in page.bare else 0.0


def _shift(way: _Way, code: bytes, before: str) -> Iterator[_Way]:
    """The first byte of `code` ends a character, the second begins the next or is ASCII."""
    char = decoded().get((way.pending or 0, code[0]))
    if char is None:
        return
    odds, chars = way.odds + _odds(way.chars[-1:] or before, char), way.chars + char
    if len(code) == 1:
        yield _Way(odds, chars, None)
    elif code[1] < 0x80:
        yield _Way(odds, chars + chr(code[1]), None)
    elif code[1] > 0x80:
        yield _Way(odds, chars, code[1])


def _fill(ways: list[_Way], before: str) -> list[_Way]:
    """The ways to end a character whose second byte was swallowed with the ASCII after it."""
    ended = [
        (way, _endings(way.pending, way.chars[-1:] or before))
        for way in ways[:_FEW]
        if way.pending is not None
    ]
    ranked = sorted(
        (way.odds + odds for way, endings in ended for _, odds in endings), reverse=True
    )
    if not ranked:
        return []
    least = max(ranked[:_MOST][-1], ranked[0] - _WORSE)
    return _likely(
        _Way(way.odds + odds, way.chars + char, None)
        for way, endings in ended
        for char, odds in endings
        if way.odds + odds >= least
    )


def _swallowed_two(text: str, at: int, best: list[_Way]) -> list[_Way]:
    """The ways onward where the `?` took the byte 0x80, which begins nothing, and one after it.

    Only where the character that 0x80 ends is by far the likeliest, and Chinese follows.
    """
    follows = text[at : at + 1]
    if len(bytes_of(follows)) != 2 or not best or bytes_of(best[0].chars[-1])[1] != 0x80:
        return []
    if len(best) > 1 and best[1].odds > best[0].odds - _BY_FAR:
        return []
    return [best[0]._replace(pending=lead) for lead in range(0x81, 0xFF)]


@lru_cache(maxsize=4096)
def _endings(lead: int, before: str) -> tuple[tuple[str, float], ...]:
    """The characters that begin with a byte, likeliest after `before` first, with their odds."""
    known = ((char, _odds(before, char)) for char in decoded_by_lead()[lead])
    return tuple(sorted(known, reverse=True, key=lambda ending: ending[1]))[:64]


@lru_cache(maxsize=4096)
def _beginnings(trail: int, before: str) -> tuple[tuple[str, float], ...]:
    """The characters that end with a byte, likeliest after `before` first, with their odds."""
    known = (
        (char, _odds(before, char) + _ORPHAN * (char == "。"))
        for char in decoded_by_trail().get(trail, "")
    )
    return tuple(sorted(known, reverse=True, key=lambda beginning: beginning[1]))[:64]


def _emit(way: _Way, char: str, before: str) -> _Way:
    """`way` with one more whole character."""
    return _Way(way.odds + _odds(way.chars[-1:] or before, char), way.chars + char, None)


@lru_cache(maxsize=1 << 15)
def _odds(before: str, char: str) -> float:
    """How likely one character of a mirrored page is after another."""
    odds = pairs().follows(_simplified(before), _simplified(char))
    if char in _STOPS and before in _BEGUN:
        return odds + _UNWRITTEN
    known = characters().get(char)
    unwritten = known.how != "=" if known else ord(char) in mirrored()
    return odds + _UNWRITTEN if unwritten else odds


def _likely(ways: Iterable[_Way]) -> list[_Way]:
    """The likelier ways, likeliest first."""
    ranked = sorted(ways, reverse=True, key=lambda way: way.odds)
    return [way for way in ranked[:_MOST] if way.odds > ranked[0].odds - _WORSE]


def _decide(ways: list[_Way], end: int) -> Block:
    """One reading out of several: what they agree on, what is clear, and what is lost."""
    weights = [math.exp(way.odds - ways[0].odds) for way in ways]
    columns = zip(*(way.chars for way in ways), strict=True)
    chosen = [_choose(column, weights) for column in columns]
    return Block(end, "".join(char for char, _ in chosen), tuple(odds for _, odds in chosen))


def _choose(column: tuple[str, ...], weights: list[float]) -> tuple[str, float]:
    """The character that stands in one place of all ways, if it is clear which, and its odds."""
    if len(set(column)) == 1:
        return column[0], 1.0
    total = sum(weights)
    share: dict[str, float] = {}
    for char, weight in zip(column, weights, strict=True):
        share[char] = share.get(char, 0.0) + weight / total
    if sum(share[char] for char in share.keys() & _NUMERALS) > _MAY_BE_NUMERAL:
        return LOST, 0.0
    best = max(share, key=share.__getitem__)
    return (best, min(share[best], _AT_BEST)) if share[best] >= _CLEAR else (LOST, 0.0)


def _simplified(char: str) -> str:
    known = characters().get(char)
    return known.simplified if known else char


def _reads(char: str, reading: str) -> bool:
    known = characters().get(char)
    return known is not None and reading in known.readings
