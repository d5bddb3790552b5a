"""Views of a text with what names and quotes blotted out, so that numbers in it are not read.

A mask keeps the length: every offset holds.
"""

from __future__ import annotations

import re

_BLOT = "□"
_TITLE = re.compile(
    "《[^《》\n]{1,80}(?:《[^《》\n]{1,60}》[^《》\n]{0,40})?》|〈[^〈〉\n]{1,60}〉"
)

#: A short quotation without stops is a slogan or a name; its numbers count nothing, unless they are
#: of money or per cent.
_SLOGAN = re.compile("“[^“”，。；：！？\n%元]{1,16}”")


def untitled(folded: str) -> str:
    """`folded` with titles in 《》 blotted out.

    >>> untitled("按照《2030年规划》推进")
    '按照□□□□□□□□□推进'
    """
    return _TITLE.sub(_blot, folded) if "《" in folded or "〈" in folded else folded


def unquoted(folded: str) -> str:
    """`folded` with titles, slogans and quoted names blotted out."""
    view = untitled(folded)
    return _SLOGAN.sub(_blot, view) if "“" in view else view


def _blot(m: re.Match[str]) -> str:
    return _BLOT * len(m.group())
