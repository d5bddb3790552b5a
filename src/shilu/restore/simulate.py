"""What mirrors do to a page, done to any text, to prove that it can be undone.

Characters are converted one by one and without context; each character of a table is glossed by
replacing its bytes in GBK wherever they stand, also across two characters; the bytes are then read
leniently, so that a pair that was torn apart becomes one `?`. Each byte remembers the character it
came from, so that what was destroyed is known.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from shilu.restore.tables import characters, mirrored, pairs

#: The owner of a byte that a gloss put in.
_GLOSS = -1


class Damaged(NamedTuple):
    """A page as a mirror prints it, and the offsets in the original of what it destroyed."""

    page: str
    destroyed: tuple[int, ...]


class _Stream(NamedTuple):
    """Bytes, and for each the offset of the character it came from."""

    code: bytes
    owners: list[int]


def damage(
    text: str,
    *,
    table: int | Sequence[str],
    seed: int | None = None,
    partial: float = 1.0,
    markup: bool = False,
) -> str:
    """`text` as a mirror with this table would print it; see `destroy` for the arguments.

    >>> damage("湖南日报发布", table=["報", "請", "發"])
    '湖南日?qǐng)?bào)發(fā)布'
    """
    return destroy(text, table=table, seed=seed, partial=partial, markup=markup).page


def destroy(
    text: str,
    *,
    table: int | Sequence[str],
    seed: int | None = None,
    partial: float = 1.0,
    markup: bool = False,
) -> Damaged:
    """`text` as a mirror would print it, and which of its characters lost a byte.

    `table` are the traditional characters it glosses, in the order it replaces them, or how many
    of the commonest, which a `seed` shuffles. `partial` is the share of the places that are
    glossed. What GBK cannot hold becomes `?`, in markup a character reference.

    >>> destroy("日报5家", table=["請"])
    Damaged(page='日?qǐng)?家', destroyed=(1, 2))
    """
    chance = random.Random(seed)
    glossed = list(commonest(table) if isinstance(table, int) else table)
    if seed is not None:
        chance.shuffle(glossed)
    stream = _encode(text.translate(mirrored()), markup)
    for char in glossed:
        code = char.encode("gbk")
        if code in stream.code:
            gloss = f"({characters()[char].readings[0]})".encode("gb18030")
            places = [at for at in _places(stream.code, code) if chance.random() < partial]
            stream = _insert(stream, gloss, [at + len(code) for at in places])
    gone = {i for i, char in enumerate(text) if not markup and char != "?" and _code(char) == b"?"}
    page, lost = _read(stream)
    return Damaged(page, tuple(sorted(gone | lost)))


def commonest(size: int) -> tuple[str, ...]:
    """The `size` commonest characters that mirrors write."""
    return _by_frequency()[:size]


def decode_leniently(stream: bytes) -> str:
    r"""GBK as mirrors read it: both bytes of a pair that is none become one `?`.

    >>> decode_leniently(b"\xc8\xd5\x88(q")
    '日?q'
    """
    return "".join(char for char, _, _ in _characters(stream))


def _read(stream: _Stream) -> tuple[str, set[int]]:
    """The page, and the owners of the bytes that became a `?` they were not."""
    out: list[str] = []
    lost: set[int] = set()
    for char, at, end in _characters(stream.code):
        out.append(char)
        if end - at == 2 and char == "?":
            lost.update(stream.owners[at:end])
    return "".join(out), lost - {_GLOSS}


def _characters(code: bytes) -> Iterator[tuple[str, int, int]]:
    """Each character that is read, and the bytes it is read from."""
    at = 0
    while at < len(code):
        width = 1 if code[at] <= 0x80 else 2
        yield _character(code[at : at + width]), at, at + width
        at += width


@cache
def _character(code: bytes) -> str:
    """What one byte, or a pair, is read as."""
    if code[0] <= 0x80:
        return "€" if code[0] == 0x80 else chr(code[0])
    whole = len(code) == 2 and code[0] < 0xFF and 0x3F < code[1] < 0xFF and code[1] != 0x7F
    return code.decode("gb18030") if whole else "?"


def _places(stream: bytes, code: bytes) -> Iterator[int]:
    at = stream.find(code)
    while at >= 0:
        yield at
        at = stream.find(code, at + len(code))


def _insert(stream: _Stream, gloss: bytes, places: Iterable[int]) -> _Stream:
    """The stream with `gloss` put in at each of `places`."""
    code, owners, at = [], list[int](), 0
    for place in places:
        code += [stream.code[at:place], gloss]
        owners += stream.owners[at:place] + [_GLOSS] * len(gloss)
        at = place
    return _Stream(b"".join((*code, stream.code[at:])), owners + stream.owners[at:])


def _encode(text: str, markup: bool) -> _Stream:
    codes = [_code(char) for char in text]
    if markup:
        codes = [
            f"&#{ord(char)};".encode() if code == b"?" != char.encode("utf-8", "ignore") else code
            for char, code in zip(text, codes, strict=True)
        ]
    return _Stream(b"".join(codes), [i for i, code in enumerate(codes) for _ in code])


@cache
def _code(char: str) -> bytes:
    """The bytes of a character in GBK, a `?` where it has none."""
    code = char.encode("gb18030", "replace")
    return code if len(code) <= 2 else b"?"


@cache
def _by_frequency() -> tuple[str, ...]:
    written = (t for t, c in characters().items() if c.how == "=" and t != "著")
    return tuple(
        sorted(written, reverse=True, key=lambda t: pairs().alone(characters()[t].simplified))
    )
