"""Restoration of whatever comes in keeps to its laws; `benchmarks/fuzz.py` goes on for longer."""

import json
from itertools import islice
from pathlib import Path

import pytest
from fuzz import MAKERS, PIECES, SLOW, UNSETTLED, broken_laws, inputs

from shilu.restore import restore
from shilu.text import Text

#: The smallest inputs found that break a law, or change when they are restored once more.
KNOWN = Path(__file__).parent / "known_failures" / "restore.json"


def check(seed: int, count: int) -> None:
    for maker, page, markup in islice(inputs(seed, longest=1_000), count):
        broken = broken_laws(page, markup)
        laws = [law for law in broken if not law.startswith((UNSETTLED, SLOW))]
        assert not laws, (maker, page)


def test_the_laws_hold():
    check(seed=1, count=1_000)


def test_every_maker_is_drawn():
    assert {maker for maker, _, _ in islice(inputs(1), 500)} == {make.__name__ for make in MAKERS}


@pytest.mark.slow
def test_the_laws_hold_in_the_long_run():
    check(seed=2, count=20_000)


@pytest.mark.slow
@pytest.mark.parametrize("known", json.loads(KNOWN.read_text("utf-8")), ids=lambda k: k["law"])
def test_a_known_failure_that_goes_away_is_taken_out_of_the_list(known):
    assert known["law"] in broken_laws(known["page"], known["markup"])


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", [*PIECES, "日?qǐng)?bào)", "發(fā)?;", "?報請", "<a href='", "(" * 9]
)
def test_long_lines_take_no_longer_a_character(piece):
    page = "會(huì)議發(fā)布" + piece * (30_000 // len(piece))
    restored = restore(page, markup=True)
    assert Text(page, restored.edits).value == restored.value
