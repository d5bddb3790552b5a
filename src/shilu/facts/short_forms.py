"""Short and unknown forms of names: what may be a name, and what shortens one."""

from __future__ import annotations

import re

from shilu.lexicon import terms

_TWO = re.compile("([^和与與及]{2,})[和与與及]([^和与與及]{2,})")
_HAN_NAME = re.compile("[\u4e00-\u9fff]{2,3}")
_LATIN_NAME = re.compile(r"[A-Z][A-Za-z.\- ]{1,30}")
_SURNAMES, _SOUNDS = frozenset(terms("surnames")), frozenset(terms("sounds"))


def unknown_name(printed: str) -> bool:
    """Whether `printed` looks like a person's name nobody has recognised: a surname and one or two
    characters, characters that foreign names are written with, or Latin letters.
    """
    if _HAN_NAME.fullmatch(printed) and printed[0] in _SURNAMES:
        return True
    if _LATIN_NAME.fullmatch(printed):
        return True
    return 2 <= len(printed) <= 8 and _SOUNDS.issuperset(printed)


def both(printed: str) -> str:
    """Two of a kind joined by 和 as they are joined in a record.

    >>> both("海军和空军"), both("卫生和教育部门")
    ('海军、空军', '卫生和教育部门')
    """
    m = _TWO.fullmatch(printed)
    return f"{m[1]}、{m[2]}" if m and m[1][-1] == m[2][-1] else printed


def shortens(short: str, full: str) -> bool:
    """Whether `short` is the end of `full`, or some of its characters in order, the last with it.

    >>> shortens("部队", "海军某基地部队"), shortens("记协", "湖滨记者协会")
    (True, True)
    """
    if full.endswith(short):
        return len(full) > len(short)
    rest = iter(full)
    return len(short) == 2 and all(char in rest for char in short) and full[-2] == short[-1]
