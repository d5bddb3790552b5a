"""A character that lacks one of its bytes: what is left of it and the words around may decide.

Numerals are never inferred, nor anything beside a digit: there a digit may be gone, too.
"""

from __future__ import annotations

import math
from functools import cache

from shilu.restore.tables import characters, pairs, rows
from shilu.text import LOST

#: The encodings pages are written in, as Python's codecs read them.
CODECS = {"utf-8": "utf-8", "gbk": "gb18030", "big5": "big5hkscs"}
_PUNCTUATION = "\u3000，。、；：“”（）《》！？·…—"
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟萬億兩％")
_DIGITS = frozenset("0123456789.%")
#: A line that ends in punctuation ends in a full stop.
_LINE_ENDS, _FULL_STOP, _SURE = ("", "\n", "\r", "<"), "。", 0.95
#: A character is inferred where it is this likely, and a numeral is not this likely.
_CLEAR, _MAY_BE_NUMERAL = 0.9, 0.01


def completed(
    code: str, written: str, before: str, after: str, among: str = ""
) -> tuple[str, float]:
    r"""The character that some bytes are left of (a lost one is U+FFFD), and how likely it is.

    `among` are the bytes that the lost one can have been, where not all can.

    >>> completed("\xe6\x97\ufffd", "utf-8", "当", "上")[0] == LOST
    True
    """
    known = _agreeing(code, written, among) if among else _candidates(code, written)
    if not known or (after and after in _DIGITS) or (before and before in _DIGITS):
        return LOST, 0.0
    if not among and after in _LINE_ENDS and _FULL_STOP in known:
        return _FULL_STOP, _SURE
    odds = {char: _odds(char, before, after) for char in known}
    top = max(odds.values())
    weights = {char: math.exp(o - top) for char, o in odds.items()}
    total = sum(weights.values())
    if sum(weights[char] for char in weights.keys() & _NUMERALS) > _MAY_BE_NUMERAL * total:
        return LOST, 0.0
    best = max(weights, key=weights.__getitem__)
    share = weights[best] / total
    return (best, share) if share >= _CLEAR else (LOST, 0.0)


@cache
def simplified() -> dict[int, str]:
    """Traditional characters as the model of pairs knows them, for `str.translate`."""
    return {ord(t): c.simplified for t, c in characters().items()}


def _odds(char: str, before: str, after: str) -> float:
    model = pairs()
    before, char, after = (text.translate(simplified()) for text in (before, char, after))
    follows = model.log_odds(char, after) - model.alone(after) if after else 0.0
    return model.log_odds(before[-1:], char) + follows


def _candidates(code: str, written: str) -> str:
    """The characters of Chinese whose bytes agree with those that are left."""
    left = code.strip(LOST)
    if LOST in left or len(left) < (2 if written == "utf-8" else 1):
        return ""
    begun, ended = _by_bytes(written)
    return (ended if code.startswith(LOST) else begun).get(left, "")


def _agreeing(code: str, written: str, among: str) -> str:
    """The characters of Chinese that the bytes make with one of `among` in the hole."""
    begun, _ = _by_bytes(written)
    whole = (code.replace(LOST, byte) for byte in among)
    return "".join(
        char
        for all_bytes in whole
        if (char := all_bytes.encode("latin-1").decode(CODECS[written], "ignore"))
        and char in begun.get(all_bytes[:-1], "")
    )


@cache
def _by_bytes(written: str) -> tuple[dict[str, str], dict[str, str]]:
    """The characters of Chinese by all their bytes but the last, and by all but the first."""
    begun: dict[str, str] = {}
    ended: dict[str, str] = {}
    for char in (
        *(row[0] for row in rows("pairs.txt")),
        *(characters() if written != "gbk" else ()),
        *_PUNCTUATION,
    ):
        code = char.encode(CODECS[written], "ignore").decode("latin-1")
        begun[code[:-1]] = begun.get(code[:-1], "") + char
        ended[code[1:]] = ended.get(code[1:], "") + char
    return begun, ended
