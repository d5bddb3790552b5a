"""Restoration of whatever comes in: no exception, an answer whose edits lead back to the source."""

import random
from functools import cache

import pytest

from shilu.restore import restore
from shilu.restore.simulate import decode_leniently, destroy
from shilu.text import Text

SENTENCE = "因为提到PDM，云溪日报社记者5月30日报道：“会议通过3个项目。”(完)</p>\n"
PIECES = [
    "?qǐng)", "?qǐng", "(fā)", "（huì ）", "發(fā)", "發(", "?/p>", "??", "?;", "?！",
    "\ufffd", "€(gè)",
    "\ud800", "\udfff", "\x00", "\r\n", "<ruby>", "<rt>", "</ruby>", "鏂", "Ã¦Â", "锟斤拷", "&#",
    "&#x65F6;", "\ue000", "⼀", "\u200b", "\U000e0100", "著", "日", "報", "请", "“", "「", "於",
    "于",
]  # fmt: skip


@cache
def damaged(size: int, seed: int) -> str:
    return destroy(SENTENCE, table=size, seed=seed).page


def mutated(chance: random.Random) -> str:
    """A damaged sentence, cut, doubled and strewn with what damage consists of."""
    page = list(damaged(chance.choice((0, 12, 200, 2522)), chance.randrange(20)))
    for _ in range(chance.randrange(8)):
        at = chance.randrange(len(page) + 1)
        page[at : at + chance.randrange(4)] = [chance.choice(PIECES)] * chance.randrange(1, 4)
    return "".join(page)


def random_text(chance: random.Random) -> str:
    """Random code points, or random bytes read as GBK."""
    if chance.random() < 0.5:
        return decode_leniently(chance.randbytes(chance.randrange(60)))
    planes = (0x80, 0x250, 0x3000, 0xA000, 0x110000)
    return "".join(chr(chance.randrange(chance.choice(planes))) for _ in range(40))


def check(page: str, markup: bool) -> None:
    restored = restore(page, markup=markup)
    assert restored.source == page
    assert Text(page, restored.edits).value == restored.value
    assert restored.value is page or restored.edits


@pytest.mark.parametrize("make", [mutated, random_text])
def test_nothing_raises(make):
    chance = random.Random(1)
    for i in range(1_000):
        check(make(chance), markup=i % 2 == 0)


@pytest.mark.slow
@pytest.mark.parametrize("make", [mutated, random_text])
def test_nothing_raises_in_the_long_run(make):
    chance = random.Random(2)
    for i in range(50_000):
        check(make(chance), markup=i % 2 == 0)


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", [*PIECES, "日?qǐng)?bào)", "發(fā)?;", "?報請", "<a href='", "(" * 9]
)
def test_long_lines_take_no_longer_a_character(piece):
    check("會(huì)議發(fā)布" + piece * (30_000 // len(piece)), markup=True)
