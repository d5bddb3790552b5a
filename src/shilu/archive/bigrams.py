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


def segmented(text: str) -> str:
    """The words of `text`, parted by spaces, as the index keeps them.

    >>> segmented("長沙市，RCEP 2023年")
    '长沙 沙市 市 rcep 2023 年'
    """
    words: list[str] = []
    for run in _RUN.findall(fold(text).lower()):
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
