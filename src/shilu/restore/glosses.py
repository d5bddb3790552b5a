"""A page cut at its traditional characters: one pass that detection and repair both work from.

Most characters and glosses of a mirrored page are settled by a table alone. The page is cut once
and its pieces are looked up, all of them at a time; only what no table settles is looked at.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from shilu.restore.displaced import LETTERS
from shilu.restore.tables import characters


def pieces(text: str) -> list[str]:
    """`text` in pieces: at odd places the characters that mirrors write, each with its gloss.

    An ASCII character with a gloss is such a piece, too.

    >>> pieces("湖南日報(bào)社長")
    ['湖南日', '報(bào)', '社', '長', '']
    """
    return _aligned().split(text)


_TONES = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü", "aaaaeeeeiiiioooouuuuvvvvv")


@lru_cache(maxsize=2)
def pieces_of_page(text: str) -> list[str]:
    """The pieces of a page, kept for the next who asks, and so not to be changed."""
    return pieces(text)


def reading_of(piece: str) -> str:
    """What stands between the brackets of a piece, nothing if it has none."""
    return piece[2:-1].strip(" ")


@cache
def _aligned() -> re.Pattern[str]:
    gloss = rf"[(（] ?+[{LETTERS}]{{1,6}}+ ?+[)）]"
    return re.compile(rf"([{''.join(characters())}@-~](?:{gloss}|(?<![@-~])))")


@cache
def settled() -> dict[str, str]:
    """What each character was that was never anything else: by itself, and with its glosses.

    >>> settled()["長"], settled()["長(zhǎng)"], settled().get("著")
    ('长', '长', None)
    """
    known = {t: c for t, c in characters().items() if c.how != "<" and t != "著"}
    bare = {t: c.simplified for t, c in known.items()}
    return bare | {
        f"{t}{opening}{reading}{closing}": c.simplified
        for t, c in known.items()
        for reading in c.readings
        for opening, closing in ("()", "（）")
    }


def is_glossed(piece: str) -> bool:
    """Whether a piece is a character with a gloss of its own."""
    return piece in settled() or is_gloss(piece[0], reading_of(piece))


@lru_cache(maxsize=8192)
def is_gloss(char: str, reading: str) -> bool:
    """Whether a reading is one of a traditional character's, tones aside."""
    known = characters().get(char)
    if known is None:
        return False
    plain = reading.translate(_TONES)
    return any(r == reading or r.translate(_TONES) == plain for r in known.readings)
