"""Words of any length in a text without spaces: characters in overlapping pairs.

A run of Han characters ABC is kept as the words AB, BC and C, so that every character begins
exactly one word; a run of Latin letters or of digits is one word. A phrase of these finds a name
of any length, and a single character is what words begin with. Text and query are folded first:
one index serves both scripts.
"""

from __future__ import annotations

import re
from itertools import pairwise

from shilu.folding import fold

_RUN = re.compile(r"[a-z]+|[0-9]+|[^\W_a-z0-9]+")
_LATIN = re.compile("[a-z0-9]")
#: What may stand between two runs of a phrase, and between two of a kind must.
_GAP = r"[\W_]"


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
    """The words of `text`, parted by spaces, as the index keeps them.

    >>> segmented("長沙市，RCEP 2023年")
    '长沙 沙市 市 rcep 2023 年'
    """
    words: list[str] = []
    for run in _RUN.findall(evened(text)):
        if _LATIN.match(run):
            words.append(run)
        else:
            words += map("".join, pairwise(run))
            words.append(run[-1])
    return " ".join(words)


def phrase(words: str) -> str | None:
    """The FTS5 query that finds `words` as they stand; None where they hold no character.

    >>> phrase("長沙市"), phrase("市"), phrase("2023年"), phrase("，")
    ('"长沙 沙市"', '"市" *', '"2023 年" *', None)
    """
    found = segmented(words).split()
    if not found:
        return None
    open_ended = len(found[-1]) == 1 and not _LATIN.match(found[-1])
    if open_ended and len(found) > 1 and len(found[-2]) == 2 and not _LATIN.match(found[-2]):
        return f'"{" ".join(found[:-1])}"'
    return f'"{" ".join(found)}"' + (" *" if open_ended else "")


def pattern(words: str) -> re.Pattern[str] | None:
    """What finds in an evened text the very stretches that `phrase` finds; None where it does.

    >>> pattern("2023年長沙").findall(evened("於2023 年長沙，12023年"))
    ['2023 年长沙']
    """
    runs = _RUN.findall(evened(words))
    if not runs:
        return None
    parts = [_bounded(runs[0])]
    for before, run in pairwise(runs):
        gap = "+" if _kind(before) == _kind(run) else "*"
        parts += [f"{_GAP}{gap}", _bounded(run)]
    return re.compile("".join(parts))


def _kind(run: str) -> str:
    return "digits" if run[0] in "0123456789" else "latin" if _LATIN.match(run) else "han"


def _bounded(run: str) -> str:
    """A run as it must stand: Latin words and numbers whole, other characters anywhere."""
    own = {"digits": "0-9", "latin": "a-z"}.get(_kind(run))
    return f"(?<![{own}]){run}(?![{own}])" if own else re.escape(run)
