"""What mirrors do to a page, done to any text, to prove that it can be undone.

Characters are converted one by one and without context; each character of a table is glossed by
replacing its bytes in GBK wherever they stand, also across two characters; the bytes are then read
leniently, so that a pair that was torn apart becomes one `?`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from shilu.restore.tables import characters, mirrored, pairs


def damage(text: str, *, table: int | Sequence[str], markup: bool = False) -> str:
    """`text` as a mirror with this table would print it.

    `table` are the traditional characters it glosses, in the order it replaces them, or how many
    of the commonest. What GBK cannot hold becomes `?`, in markup a character reference.

    >>> damage("湖南日报发布", table=["報", "請", "發"])
    '湖南日?qǐng)?bào)發(fā)布'
    """
    converted = text.translate(mirrored())
    stream = b"".join(map(_encoded_in_markup if markup else _encoded, converted))
    for char in table if not isinstance(table, int) else commonest(table):
        code = char.encode("gbk")
        gloss = f"({characters()[char].readings[0]})".encode("gb18030")
        stream = stream.replace(code, code + gloss)
    return decode_leniently(stream)


def commonest(size: int) -> tuple[str, ...]:
    """The `size` commonest characters that mirrors write."""
    return _by_frequency()[:size]


def decode_leniently(stream: bytes) -> str:
    r"""GBK as mirrors read it: both bytes of a pair that is none become one `?`.

    >>> decode_leniently(b"\xc8\xd5\x88(q")
    '日?q'
    """
    out, at = [], 0
    while at < len(stream):
        lead = stream[at]
        if lead <= 0x80:
            out.append(chr(lead) if lead < 0x80 else "€")
            at += 1
            continue
        pair = stream[at : at + 2]
        valid = (
            0x80 < lead < 0xFF and len(pair) == 2 and pair[1] >= 0x40 and pair[1] not in (127, 255)
        )
        out.append(pair.decode("gb18030") if valid else "?")
        at += 2
    return "".join(out)


def _whole(pair: bytes) -> bool:
    """Whether two bytes are a character of GBK or of its private use."""
    return len(pair) == 2 and 0x80 < pair[0] < 0xFF and 0x3F < pair[1] < 0xFF and pair[1] != 0x7F


@cache
def _encoded(char: str) -> bytes:
    code = char.encode("gb18030", "replace")
    return code if len(code) <= 2 else b"?"


@cache
def _encoded_in_markup(char: str) -> bytes:
    code = char.encode("gb18030", "replace")
    return code if len(code) <= 2 else f"&#{ord(char)};".encode()


@cache
def _by_frequency() -> tuple[str, ...]:
    written = (t for t, c in characters().items() if c.how == "=" and t != "著")
    return tuple(
        sorted(written, reverse=True, key=lambda t: pairs().alone(characters()[t].simplified))
    )
