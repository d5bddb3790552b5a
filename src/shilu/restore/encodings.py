"""Text read in the wrong encoding: what it says is still in its bytes.

Only what is valid in the encoding it was written in, and comes out as far likelier Chinese than it
was, is put right; everything else is left as found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from shilu.restore.displaced import BROKEN, GLOSS
from shilu.restore.misread import Misreading, Stretch
from shilu.restore.tables import pairs, rows
from shilu.restore.torn import simplified
from shilu.text import LOST, Edit, Text

#: UTF-8 first: its bytes hardly ever fit by chance.
MISREADINGS = (
    Misreading("utf-8", "gbk"),
    Misreading("utf-8", "latin-1"),
    Misreading("utf-8", "mac-roman"),
    Misreading("utf-8", "big5"),
    Misreading("utf-8", "shift-jis"),
    Misreading("utf-8", "euc-kr"),
    Misreading("gbk", "utf-8"),
    Misreading("gbk", "latin-1"),
    Misreading("gbk", "mac-roman"),
    Misreading("gbk", "big5"),
    Misreading("gbk", "shift-jis"),
    Misreading("gbk", "euc-kr"),
    Misreading("big5", "gbk"),
    Misreading("big5", "latin-1"),
)
#: GBK and Big5 that were saved after they were misread, and so misread again as UTF-8.
_FIRST = {
    Misreading(written, "latin-1"): Misreading("utf-8", "latin-1") for written in ("gbk", "big5")
}
#: Every Chinese character, read in a Western encoding, brings one of these.
WESTERN = "\u00c0-\u00d6\u00d8-\u00f7"
_RANGES = {"latin-1": WESTERN, "mac-roman": WESTERN, "utf-8": LOST}
#: What follows such a character in misread text, and not in a name or in a reading.
WESTERN_TOO = "[^\x00-\x7f\u2e80-\ud7ff\uff00-\uffef]"
#: A sign may stand in any text: so many characters on both sides tell whether it belongs there.
_BESIDE = 3
#: So near one another are the characters that stand for what was no UTF-8.
_NEAR = 8
#: A misread text is judged line by line.
_LINE = re.compile(r"[^\n\r<>]+>?")
#: What follows a stretch and may tell what went with its last byte.
_TAIL = re.compile(r"[\x00-\x7f]{0,40}")
_ITS_GLOSS = re.compile(GLOSS)
#: U+FFFD saved as UTF-8 and read as GBK, two by two.
_REPLACED = re.compile("(?:锟斤拷)+锟?斤?|锟斤拷")
#: So often a text may have been misread, one time on top of the other.
_TIMES = 3
#: How much likelier, a character, the text must be after than before, and the less text the more.
_CLEARER, _FOR_FEW = 2.0, 6.0
#: On a page of which so many characters were misread, the same holds for less.
_MUCH, _ON_A_MISREAD_PAGE, _SOME_SENSE = 20, 1.0, -14.0
#: So likely, a character, text is that makes sense.
_SENSE = -11.0
#: So many bytes of another encoding may be UTF-8 as well.
_BY_CHANCE = 6
#: So much of a stretch is looked at.
_ENOUGH = 400
#: Characters of print that no word holds; what is lost is neither likely nor unlikely.
_PRINT = dict.fromkeys("‘’〈〉『』「」【】〔〕①②③④⑤％℃￥～　·．，：；（）！？", -8.0) | {
    LOST: -10.0
}


class _Found(NamedTuple):
    """A stretch of a page and the edits that would put it right."""

    start: int
    was: str
    now: Text

    @property
    def characters(self) -> int:
        """How many characters there are to judge by."""
        return sum(char > "\x7f" and char != LOST for char in self.now.value)


def detect(text: str, misreading: Misreading) -> bool:
    """Whether a text holds characters that hardly anything else brings."""
    return _sign(misreading).search(suspects(text)) is not None


def repair(text: Text, markup: bool, misreading: Misreading) -> Text:
    """`text` with what was so misread put right.

    >>> repair(Text("鏂伴椈涓\ue15eぎ"), False, Misreading("utf-8", "gbk")).value
    '新闻中央'
    >>> repair(Text("Ê±¼ä"), False, Misreading("gbk", "latin-1")).value
    '时间'
    """
    sign = _sign(misreading)
    lines = list(_LINE.finditer(text.value))
    clear = [
        found
        for line in lines
        if sign.search(line.group())
        for found in _found(line, misreading, markup)
        if _clearer(found, _CLEARER, _SENSE)
    ]
    if sum(found.characters for found in clear) >= _MUCH:
        every = (found for line in lines for found in _found(line, misreading, markup))
        clear = [found for found in every if _clearer(found, _ON_A_MISREAD_PAGE, _SOME_SENSE)]
    return text.edit(
        edit._replace(start=edit.start + found.start, end=edit.end + found.start)
        for found in _apart(clear)
        for edit in found.now.edits
    )


def _apart(found: list[_Found]) -> list[_Found]:
    """Those that share nothing with one before them, in the order of the text."""
    apart: list[_Found] = []
    for one in sorted(found, key=lambda one: (one.start, -len(one.was))):
        if not apart or apart[-1].start + len(apart[-1].was) <= one.start:
            apart.append(one)
    return apart


def _found(line: re.Match[str], misreading: Misreading, markup: bool) -> Iterator[_Found]:
    """What of a line can be read again, each stretch in the likeliest of its readings."""
    if line.group().isascii():
        return
    first = _FIRST.get(misreading)
    ways = [m.readings(line.group(), markup, mend=False)[0] for m in (first, misreading) if m]
    for stretch in chain(*ways):
        if misreading.written == "utf-8" and _within_other_bytes(line.group(), stretch):
            continue
        tail = _TAIL.match(line.group(), stretch.end)
        was = line.group()[stretch.start : tail.end() if tail else stretch.end]
        readings = _readings(Text(was), misreading, markup)
        best = max(readings, key=lambda now: _fit(now.value), default=None)
        if best:
            yield _Found(line.start() + stretch.start, was, best)


def _within_other_bytes(line: str, stretch: Stretch) -> bool:
    """Whether a few bytes among others of their kind are UTF-8 by chance, as within 武汉 in GBK."""
    beside = line[max(0, stretch.start - 1) : stretch.start] + line[stretch.end : stretch.end + 1]
    few = stretch.end - stretch.start <= _BY_CHANCE
    return few and any("\x80" <= char <= "\xff" for char in beside)


def _readings(text: Text, misreading: Misreading, markup: bool) -> Iterator[Text]:
    """The text read again in each way that bytes can be missing, and again as often as it goes."""
    if first := _FIRST.get(misreading):
        text = _saved_again(text, first)
    for _ in range(_TIMES):
        ways = misreading.readings(text.value, markup, mend=True)
        yield from (text.edit(_edits(way)) for way in ways if way)
        if not ways[0]:
            return
        text = text.edit(_edits(misreading.readings(text.value, markup, mend=False)[0]))


def _saved_again(text: Text, first: Misreading) -> Text:
    """A text that was misread, saved and so misread again, as it was the first time."""
    for _ in range(_TIMES):
        stretches = first.readings(text.value, False, mend=False)[0]
        if [(s.start, s.end) for s in stretches] != [(0, len(text))]:
            break
        text = text.edit(_edits(stretches))
    return text


def _edits(stretches: Iterable[Stretch]) -> Iterator[Edit]:
    return (edit for stretch in stretches for edit in stretch.edits)


def _clearer(found: _Found, by: float, sense: float) -> bool:
    """Whether a stretch makes sense when read again, and far more than before."""
    n = found.characters
    if not n:
        return False
    now = _fit(found.now.value)
    return now > max(sense, _fit(found.was) + by + _FOR_FEW / n)


def _fit(text: str) -> float:
    """How likely Chinese a text is: the mean log odds of its characters, ASCII left out."""
    text = text[:_ENOUGH].translate(simplified())
    model = pairs()
    odds = [
        _PRINT.get(b) or model.log_odds(a, b)
        for a, b in zip(" " + text, text, strict=False)
        if b > "\x7f"
    ]
    return sum(odds) / len(odds) if odds else model.RARE


@lru_cache(maxsize=2)
@lru_cache(maxsize=2)
def suspects(text: str) -> str:
    """The signs of a text, each once, that stand where they make no sense.

    They are rare characters, which a text may well hold: 帷幄 is a word, 閸氬嫬 is none.

    >>> suspects("运筹帷幄之中"), suspects("閸氬嫬")
    ('', '閸')
    """
    found: dict[str, None] = {}
    for m in _any_sign().finditer(text):
        sign = m.group()[0]
        if sign not in found and (len(m.group()) > 1 or not _belongs(text, m.start())):
            found[sign] = None
    return "".join(found)


def _belongs(text: str, at: int) -> bool:
    """Whether the character at `at` makes sense with those beside it, or a mirror tore it."""
    around = text[max(0, at - _BESIDE) : at + 1 + _BESIDE]
    return BROKEN.search(around) is not None or _fit(_ITS_GLOSS.sub("", around)) > _SENSE


@cache
def _any_sign() -> re.Pattern[str]:
    """A rare character, or what looks mixed up by itself."""
    rare = "".join(chars for _, chars in rows("misread.txt"))
    again = f"{LOST}(?=.{{0,{_NEAR}}}{LOST})."
    return re.compile(f"[{rare}]|[{WESTERN}]{WESTERN_TOO}|{again}|{_REPLACED.pattern}", re.S)


@cache
def _sign(misreading: Misreading) -> re.Pattern[str]:
    """What no text so misread is without."""
    return re.compile(f"[{signs()[misreading.kind]}]")


@cache
def signs() -> dict[str, str]:
    """The characters, of each kind of misreading, one of which such text cannot but bring."""
    return {m.kind: _RANGES.get(m.read, "") for m in MISREADINGS} | dict(rows("misread.txt"))


def detect_replaced(text: str) -> bool:
    """Whether something says that characters were lost."""
    return "锟斤拷" in text


def repair_replaced(text: Text, markup: bool = False) -> Text:
    """What says that characters were lost long ago, said as such.

    >>> repair_replaced(Text("共锟斤拷家")).value == "共" + 2 * LOST + "家"
    True
    """
    return text.sub(_REPLACED, lambda m: LOST * (2 * len(m.group()) // 3), "replaced", "lost")
