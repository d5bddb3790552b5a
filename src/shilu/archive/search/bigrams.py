"""Words of any length in a text without spaces: units in overlapping pairs.

A text is a row of *units*: a Han character each, a word of Latin letters, a number. Each is kept
together with the next one as a *word* (ABC as AB, BC and C), so that every unit begins exactly one
word, and a row of words finds a name of any length. Text and query are folded first: one index
serves both scripts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from operator import add
from typing import NamedTuple

from shilu.folding import fold

#: A number is one unit, points and commas included.
_RUN = re.compile(r"([a-z]+|[0-9]+(?:[.,][0-9]+)*|[^\W_a-z0-9]+)")
_HAN = re.compile(r"[^\W_a-z0-9]")
_LETTERS, _DIGITS = frozenset("abcdefghijklmnopqrstuvwxyz"), frozenset("0123456789")
#: What may stand between a number or a Latin word and its neighbour, that they are still a pair.
_JOINTS = " -"
#: Ends a number or a Latin word that begins a pair, so that 20 is not the beginning of 2023.
_END = "·"
#: Numbers as words: commas do not count (1,000 is 1000), and the point may not part words.
_NUMBER = str.maketrans({".": "˙", ",": None})


class _Run(NamedTuple):
    """A row of Han characters, or a unit of another kind; `joined` to what stands before it."""

    text: str
    kind: str
    joined: bool


def evened(text: str) -> str:
    """`text` as words are looked up in it: folded, letters small, of the same length.

    >>> evened("會見ＲＣＥＰ秘書長")
    '会见rcep秘书长'
    """
    folded = fold(text)
    small = folded.lower()
    if len(small) == len(folded):
        return small
    return "".join(s if len(s := c.lower()) == 1 else c for c in folded)


def segmented(text: str) -> str:
    """The words of an evened text, parted by spaces, as the index keeps them.

    >>> segmented(evened("長沙市，RCEP 2023年增1,200"))
    '长沙 沙市 市 rcep·2023 2023·年 年增 增1200 1200'
    """
    return " ".join(_words(_runs(text)))


def characters(text: str) -> str:
    """The Han characters of an evened text, each once, as the index of characters keeps them.

    >>> characters(evened("長長，RCEP"))
    '长'
    """
    return " ".join(_HAN.findall("".join(set(text))))


def character(word: str) -> str | None:
    """The Han character that `word` is, as the index of characters has it; else None.

    >>> character("長"), character("長沙"), character("A")
    ('长', None, None)
    """
    runs = list(_runs(evened(word)))
    return runs[0].text if len(runs) == 1 and _HAN.fullmatch(runs[0].text) else None


def phrase(words: str) -> str | None:
    """The FTS5 query that finds `words` as they stand; None where they hold no unit.

    >>> phrase("長沙市"), phrase("2023年"), phrase("，")
    ('"长沙 沙市"', '"2023·年"', None)

    A unit that stands alone begins a word that goes on, or is one:

    >>> phrase("2023"), phrase("市")
    ('("2023" OR "2023·" *)', '"市" *')
    """
    runs = list(_runs(evened(words)))
    found = _words(runs)
    if not found:
        return None
    last = runs[-1]
    if last.joined or (last.kind == "han" and len(last.text) > 1):
        return f'"{" ".join(found[:-1])}"'
    whole = " ".join(found)
    return f'"{whole}" *' if last.kind == "han" else f'("{whole}" OR "{whole}{_END}" *)'


def pattern(words: str) -> re.Pattern[str] | None:
    """What finds in an evened text the very stretches that `phrase` finds; None where it does.

    >>> pattern("2023年長沙").findall(evened("於2023 年長沙，12023年長沙"))
    ['2023 年长沙']
    """
    runs = list(_runs(evened(words)))
    parts = [_stretch(run) for run in runs[:1]]
    for before, run in pairwise(runs):
        parts += [_gap(before, run), _stretch(run)]
    return re.compile("".join(parts)) if parts else None


def _runs(text: str) -> Iterator[_Run]:
    """The runs of an evened text."""
    parts = _RUN.split(text)
    before = ""
    for gap, run in zip(parts[::2], parts[1::2], strict=False):
        first = run[0]
        kind = "digits" if first in _DIGITS else "latin" if first in _LETTERS else "han"
        apart = gap and (before == kind == "han" or gap.strip(_JOINTS))
        joined = bool(before) and not apart
        yield _Run(run.translate(_NUMBER) if kind == "digits" else run, kind, joined)
        before = kind


def _words(runs: Iterator[_Run] | list[_Run]) -> list[str]:
    """Each unit with the next one, or alone where none is joined to it."""
    words: list[str] = []
    left = ""
    for run in runs:
        han = run.kind == "han"
        if left:
            words.append(left + (run.text[0] if han else run.text) if run.joined else _alone(left))
        if han:
            words += map(add, run.text, run.text[1:])
            left = run.text[-1]
        else:
            left = run.text + _END
    return [*words, _alone(left)] if left else words


def _alone(unit: str) -> str:
    return unit.removesuffix(_END)


def _stretch(run: _Run) -> str:
    """A run as it must stand: numbers and Latin words whole, other characters anywhere."""
    if run.kind == "digits":
        printed = ",?".join(run.text).replace("˙", "[.]")
        return rf"(?<![0-9])(?<![0-9][.,]){printed}(?![.,]?[0-9])"
    return f"(?<![a-z]){run.text}(?![a-z])" if run.kind == "latin" else re.escape(run.text)


def _gap(before: _Run, run: _Run) -> str:
    """What must stand between two runs of a phrase."""
    if run.joined:
        return f"[{_JOINTS}]+" if before.kind == run.kind else f"[{_JOINTS}]*"
    if before.kind == run.kind == "han":
        return r"[\W_]+"
    return rf"[\W_]*(?:[^\w{_JOINTS}]|_)[\W_]*"
