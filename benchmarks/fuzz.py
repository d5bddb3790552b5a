"""Restoration fuzzed: `python benchmarks/fuzz.py [COUNT [SEED]]`, 100,000 inputs unless told.

Random and mutated inputs of every kind of damage are restored, and each answer is held to the laws
of `broken_laws`. What breaks one is made as small as it goes and printed; the exit status is then
1. Texts that change when they are restored once more are counted apart: each change is an edit, so
it is said, but none would be better. Nothing but the seed decides what is drawn.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

from corpus import EXAMPLES, REFERENCE

from shilu.restore import damage_score, doubt_score, restore
from shilu.restore.simulate import decode_leniently, destroy
from shilu.text import LOST, Span, Text

#: So long may restoring take: a start, and so much a character, in seconds of processor time.
START, EACH = 0.25, 20e-6
#: One input in so many is a line of a million characters.
LONG, MILLION = 4096, 1_000_000
#: So many failures of a kind are shown, each made smaller by at most so many tries.
SHOWN, TRIES = 3, 600
SLOW = "takes too long"
#: What stands before the kinds of repair that a restored text still calls for.
UNSETTLED = "changes again: "
DIGITS = frozenset("0123456789０１２３４５６７８９〇零一二三四五六七八九十百千万萬亿億")

SENTENCE = "因为提到PDM，云溪日报社记者5月30日报道：“会议通过3个项目。”(完)</p>\n"
PIECES = [
    "?qǐng)", "?qǐng", "(fā)", "（huì ）", "發(fā)", "發(", "?/p>", "??", "?;", "?！", "?nbsp;",
    "\ufffd", "€(gè)", "(", ")", "((", "發(會(huì)fā)", "會(huì(huì))", "?qǐng)?bào)", "，,",
    "\ud800", "\udfff", "\x00", "\r\n", "<ruby>", "<rt>", "</ruby>", "<p>", "</p", "鏂", "Ã¦Â",
    "锟斤拷", "烫烫烫", "&#", "&#x65F6;", "&amp;amp;", "&nbsp", "\ue000", "\uf8ff5", "⼀", "⻓",
    "\u200b", "\u00ad", "\u202e", "\U000e0100", "\ufe0f", "\ufe35", "著", "日", "報", "请", "“",
    "「", "於", "于", "5", "三", "%", "后", "裡", "\u3000", "\U00020000", "\U0010ffff",
]  # fmt: skip
#: How text comes to be read in a wrong encoding.
MISREADINGS = (
    ("utf-8", "gb18030"), ("utf-8", "latin-1"), ("utf-8", "cp1252"), ("gb18030", "latin-1"),
    ("gb18030", "big5"), ("big5", "gb18030"), ("gb18030", "cp1252"), ("utf-8", "big5"),
)  # fmt: skip


class Failure(NamedTuple):
    """An input that breaks a law, as small as it goes."""

    maker: str
    markup: bool
    page: str


# --- inputs --------------------------------------------------------------------------------------


@cache
def articles() -> tuple[str, ...]:
    """Real articles where the reference data is, else our examples, and each of them as a page."""
    source = REFERENCE / "text" / "hans.txt"
    if source.exists():
        texts = source.read_text("utf-8").split("\n\n")[::50]
    else:
        texts = [path.read_text("utf-8") for path in sorted(EXAMPLES.glob("visit*"))]
    paged = ["".join(f"<p>{line}</p>\n" for line in text.split("\n")) for text in texts]
    return tuple(text for text in (*texts, *paged) if text.strip())


def stretch(chance: random.Random, text: str, longest: int) -> str:
    """A piece of `text`, cut wherever it falls."""
    at = chance.randrange(len(text))
    return text[at : at + chance.randrange(1, longest)]


@cache
def _damaged(number: int, size: int) -> str:
    text = articles()[number]
    return destroy(text[:4000], table=size, seed=number, markup="<p>" in text).page


def mirrored(chance: random.Random) -> str:
    """A stretch of a mirrored page, cut in the middle of whatever stands there."""
    size = chance.choice((0, 12, 60, 200, 600, 2522))
    return stretch(chance, _damaged(chance.randrange(min(40, len(articles()))), size), 500)


def mutated(chance: random.Random) -> str:
    """A stretch of a mirrored page with pieces of damage put in, and pieces taken out."""
    page = mirrored(chance)
    for _ in range(chance.randrange(1, 9)):
        at, gone = chance.randrange(len(page) + 1), chance.randrange(4)
        page = page[:at] + chance.choice(PIECES) * chance.randrange(1, 4) + page[at + gone :]
    return page


def sentence(chance: random.Random) -> str:
    """A damaged sentence, cut, doubled and strewn with what damage consists of."""
    size = chance.choice((0, 12, 200, 2522))
    page = list(destroy(SENTENCE, table=size, seed=chance.randrange(20)).page)
    for _ in range(chance.randrange(8)):
        at = chance.randrange(len(page) + 1)
        page[at : at + chance.randrange(4)] = [chance.choice(PIECES)] * chance.randrange(1, 4)
    return "".join(page)


def spliced(chance: random.Random) -> str:
    """Stretches of text, each damaged in a way of its own."""
    makers = (mirrored, misread, clean, pieces)
    return "".join(chance.choice(makers)(chance)[:200] for _ in range(chance.randrange(2, 6)))


def clean(chance: random.Random) -> str:
    """A stretch of an article as it was published."""
    return stretch(chance, chance.choice(articles()), 300)


def misread(chance: random.Random) -> str:
    """A stretch read in a wrong encoding, up to three times, with bytes missing or not."""
    text = stretch(chance, chance.choice(articles()), 200)
    for _ in range(chance.randrange(1, 4)):
        written, read = chance.choice(MISREADINGS)
        code = text.encode(written, "replace")[chance.randrange(2) :]
        text = code.decode(read, chance.choice(("replace", "ignore")))
    return text


def pieces(chance: random.Random) -> str:
    """Nothing but pieces of damage: nested glosses, runs of marks, halves of pairs."""
    return "".join(chance.choices(PIECES, k=chance.randrange(1, 60)))


def bytes_as_gbk(chance: random.Random) -> str:
    """Random bytes read as mirrors read GBK."""
    return decode_leniently(chance.randbytes(chance.randrange(400)))


def code_points(chance: random.Random) -> str:
    """Random code points, surrogates among them."""
    planes = (0x80, 0x250, 0x3000, 0xA000, 0x10000, 0x110000)
    top = chance.choice(planes)
    return "".join(chr(chance.randrange(top)) for _ in range(chance.randrange(200)))


def every_byte(chance: random.Random) -> str:
    """Every byte value after one of them, read as mirrors read GBK, after a mirror's gloss."""
    lead = bytes([chance.randrange(256)])
    return "發(fā)" + decode_leniently(b"".join(lead + bytes([b]) for b in range(256)))


def long_line(chance: random.Random) -> str:
    """A line of a million characters: one piece, or one page, over and over."""
    makers = (pieces, mutated, mirrored, misread, lambda c: c.choice(PIECES))
    unit = (chance.choice(makers)(chance) or "發").replace("\n", "")
    return ("會(huì)議發(fā)布" + (unit or "發") * (MILLION // max(1, len(unit))))[:MILLION]


MAKERS: tuple[Callable[[random.Random], str], ...] = (
    *(mirrored, mutated, mutated, sentence, sentence, spliced, spliced),
    *(misread, pieces, bytes_as_gbk, code_points, every_byte),
)


def inputs(seed: int, longest: int = MILLION) -> Iterator[tuple[str, str, bool]]:
    """Without end: the maker's name, what it made, and whether to read it as markup."""
    chance = random.Random(seed)
    number = 0
    while True:
        number += 1
        make = long_line if number % LONG == 0 and longest >= MILLION else chance.choice(MAKERS)
        yield make.__name__, make(chance), chance.random() < 0.5


# --- laws ----------------------------------------------------------------------------------------


def broken_laws(page: str, markup: bool = False) -> Iterator[str]:
    """The names of the laws that restoring `page` breaks; `UNSETTLED` what changes once more."""
    began = time.process_time()
    try:
        text = restore(page, markup=markup)
    except Exception as error:
        yield f"raises {type(error).__name__}"
        return
    if time.process_time() - began > START + EACH * len(page):
        yield SLOW
    if text.source != page or Text(page, text.edits).value != text.value:
        yield "the edits replayed give the text"
    if not text.edits and text.value is not page:
        yield "what is clean costs no copy"
    if not _origins_within(text):
        yield "every character comes from the page"
    yield from _odds_broken(text)
    if not (0 <= damage_score(text) <= 1 and 0 <= doubt_score(text) <= 1):
        yield "scores are shares"
    try:
        again = restore(text.value, markup=markup)
    except Exception as error:
        yield f"again raises {type(error).__name__}"
        return
    if again.value != text.value:
        kinds = {kind for edit in again.edits for kind in edit.kind.split("+")}
        yield UNSETTLED + "+".join(sorted(kinds))


def _origins_within(text: Text) -> bool:
    at = 0
    for span, edit in text.spans_of_edits():
        if not at <= edit.start <= edit.end <= len(text.source):
            return False
        if edit.now and text.origin(span) != Span(edit.start, edit.end):
            return False
        at = edit.end
    return not text.value or text.origin(Span(0, len(text.value))).end <= len(text.source)


def _odds_broken(text: Text) -> Iterator[str]:
    for edit in text.edits:
        if edit.odds and len(edit.odds) != len(edit.now):
            yield "an edit has odds for each character"
            return
        was = text.source[edit.start : edit.end]
        for char, doubtful, p in zip(
            edit.now, edit.doubts, edit.odds or (0.5,) * len(edit.now), strict=True
        ):
            if not 0 <= p <= 1 or (edit.odds and (char == LOST) > (p == 0)):
                yield "odds are between 0 and 1, 0 for what is lost"
            if doubtful and char in DIGITS and char not in was:
                yield "a digit is never inferred"


# --- failures ------------------------------------------------------------------------------------


def smallest(page: str, markup: bool, law: str) -> str:
    """`page` with all taken out that `law` is broken without."""
    tries, size = 0, len(page) // 2
    while size and tries < TRIES:
        at = 0
        while at < len(page) and tries < TRIES:
            shorter = page[:at] + page[at + size :]
            tries += 1
            if law in broken_laws(shorter, markup):
                page = shorter
            else:
                at += size
        size = size // 2 if size > 1 else 0
    return page


class Findings:
    """What many inputs have shown: how often each law was broken, and by what."""

    def __init__(self) -> None:
        self.made: Counter[str] = Counter()
        self.broken: Counter[str] = Counter()
        self.failures: dict[str, list[Failure]] = defaultdict(list)
        self.slowest = (0.0, "", "")

    def take(self, maker: str, page: str, markup: bool) -> None:
        """Hold one input to the laws."""
        self.made[maker] += 1
        began = time.process_time()
        laws = list(dict.fromkeys(broken_laws(page, markup)))
        each = (time.process_time() - began) / max(len(page), 1000)
        self.slowest = max(self.slowest, (each, maker, page[:60]))
        self.broken.update(laws)
        for law in laws:
            if len(self.failures[law]) < SHOWN:
                small = page if law == SLOW else smallest(page, markup, law)
                self.failures[law].append(Failure(maker, markup, small))

    def show(self) -> bool:
        """Print what was found; whether every law held."""
        print(dict(self.made.most_common()))
        each, *what = self.slowest
        print(f"slowest: {each * 1e9:.0f} ns a character for restoring it and once more, {what}")
        for law, number in self.broken.most_common():
            print(f"{number} × {law}")
            for failure in self.failures[law]:
                print(f"    {failure.maker}, markup {failure.markup}: {failure.page[:200]!r}")
        again = sum(n for law, n in self.broken.items() if law.startswith(UNSETTLED))
        print(f"laws broken: {self.broken.total() - again}; texts that change again: {again}")
        return self.broken.total() == again


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    for make in MAKERS:  # loads what is loaded at its first use
        restore(make(random.Random(seed)))
    found, began = Findings(), time.process_time()
    for maker, page, markup in islice(inputs(seed), count):
        found.take(maker, page, markup)
    print(f"{count} inputs, seed {seed}, {time.process_time() - began:.0f} s of processor time")
    sys.exit(0 if found.show() else 1)


if __name__ == "__main__":
    main()
