"""Numerals as printed, in Arabic, Chinese and mixed digits, and the numbers they stand for.

Everything here is a pure function of a folded string: it knows nothing of units, of texts or of
what a number is about. Values are `Decimal`, so that 561.1亿 is 56110000000 and nothing near it.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from shilu.model import Bound

HAN_DIGITS = "零〇○一二两三四五六七八九"
_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_GREAT = {"万": Decimal(10**4), "亿": Decimal(10**8), "万亿": Decimal(10**12)}

#: 千 and 百 that open a unit are no multipliers: 50千瓦, 3百帕; nor is 百分之, 千分之.
MULTIPLIER = (
    r"(?:十|百(?![分帕])|千(?![瓦米克伏卡分])|(?<=万[一二三四五六七八九])千|万(?!分之)|亿(?!分之))"
)

_ARABIC_TAIL = (
    rf"[0-9]*(?:,[0-9]{{3}})*(?:\.[0-9]+)?"
    rf"(?: ?[余多几]?(?:个(?=亿))?{MULTIPLIER}+(?:零?[0-9]+(?:\.[0-9]+)?{MULTIPLIER}+)*"
    r"(?:零[0-9]+)?)?"
)
_HAN = rf"(?:[{HAN_DIGITS}廿卅]|{MULTIPLIER})"
_HAN_TAIL = rf"(?:{_HAN}|[余多几](?={MULTIPLIER})|个(?=亿))*(?:点[{HAN_DIGITS}]+{MULTIPLIER}*)?"

#: A numeral begins where its run of digits does, never within: long runs are read once.
_RUN = f"[{HAN_DIGITS}廿卅十百千万亿]"

#: One numeral, from a character that can begin one; written so that the scan for it is a scan for
#: a set of characters. A trailing 余 多 几 来 belongs to it (6000余, 5万多, 十几, 二十来).
NUMERAL = (
    rf"[0-9{HAN_DIGITS}廿卅十百千万亿几数]"
    rf"(?:(?<=[0-9])(?<![0-9.][0-9]){_ARABIC_TAIL}|(?<![0-9几数])(?<!{_RUN}{_RUN}){_HAN_TAIL}|(?<=[几数])(?={MULTIPLIER}){_HAN_TAIL})"
    r"(?:[余多几]|(?<=[十百千0])来(?![自到华访港澳的说看]))?"
)

_NUMERAL = re.compile(NUMERAL)
_PAIR = re.compile(
    rf"(?<![{HAN_DIGITS}])([一二两三四五六七八])([二三四五六七八九])(?![{HAN_DIGITS}点])"
)
_TOKEN = re.compile(r"[0-9]+(?:\.[0-9]+)?|[零〇○一二两三四五六七八九]+|万亿|[十百千万亿]")


class Numeral(NamedTuple):
    """A number, or two where the print gives a pair (两三), and how the print bounds it."""

    low: Decimal
    high: Decimal | None = None
    bound: Bound = "="


@lru_cache(maxsize=4096)
def parse(printed: str) -> Numeral | None:
    """The number that `printed`, folded, stands for; None where it is no numeral.

    >>> parse("6.5万").low, parse("两三").high, parse("十几").bound, parse("数亿").bound
    (Decimal('65000.0'), Decimal('3'), '>', '~')
    """
    if not _NUMERAL.fullmatch(printed):
        return None
    bare = printed.replace(",", "").replace(" ", "")
    bound = _bound(bare)
    if bare[0] in "几数":
        bare = "一" + bare[1:]
    bare = bare.replace("廿", "二十").replace("卅", "三十")
    for mark in "余多几来个":
        bare = bare.replace(mark, "")
    pair = _PAIR.search(bare)
    if pair and _adjoining(*pair.groups()):
        low, high = (_value(bare[: pair.start()] + d + bare[pair.end() :]) for d in pair.groups())
        return None if low is None else Numeral(low, high, bound)
    number = _value(bare)
    return None if number is None else Numeral(number, None, bound)


def value(printed: str) -> Decimal | None:
    """The exact number `printed` stands for; None for a numeral that is a pair or an estimate.

    >>> value("一百零五"), value("2亿3000万"), value("十几")
    (Decimal('105'), Decimal('230000000'), None)
    """
    numeral = parse(printed)
    if numeral is None or numeral.high is not None or numeral.bound != "=":
        return None
    return numeral.low


@lru_cache(maxsize=4096)
def whole(printed: str) -> int | None:
    """The integer `printed` stands for exactly, None otherwise."""
    number = value(printed)
    return int(number) if number is not None and number == number.to_integral_value() else None


@lru_cache(maxsize=4096)
def year(printed: str) -> int | None:
    """The year that `printed` is, Arabic, Chinese or mixed; of two digits, one of 1951 to 2050.

    >>> year("二〇二三"), year("1978"), year("九八"), year("123")
    (2023, 1978, 1998, None)
    """
    digits = "".join(str(_DIGIT.get(c, c)) for c in printed)
    if not digits.isdecimal() or len(digits) not in (2, 4):
        return None
    return int(digits) if len(digits) == 4 else int(digits) + (1900 if digits > "50" else 2000)


def number(exact: Decimal) -> int | float:
    """`exact` as a JSON number: an integer where it is one.

    >>> number(Decimal("65000.0")), number(Decimal("5.10"))
    (65000, 5.1)
    """
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def greatest(printed: str) -> Decimal:
    """What 万, 亿 or 万亿 at the end of a numeral multiplies by; one where none stands there.

    >>> greatest("80亿"), greatest("1.5万亿"), greatest("80")
    (Decimal('100000000'), Decimal('1000000000000'), Decimal('1'))
    """
    product = Decimal(1)
    for char in reversed(printed.rstrip("余多几来")):
        if char not in _GREAT:
            break
        product *= _GREAT[char]
    return product


def _bound(bare: str) -> Bound:
    if bare[0] in "几数" or bare.endswith("来"):
        return "~"
    return ">" if re.search("[余多几]", bare) else "="


def _adjoining(first: str, second: str) -> bool:
    """Whether two digits side by side are an estimate (两三, 七八, 三五) and not a number."""
    return _DIGIT[second] - _DIGIT[first] == 1 or first + second == "三五"


def _value(bare: str) -> Decimal | None:
    """The value of digits and multipliers, without marks of estimate."""
    whole_part, point, decimals = bare.partition("点")
    if point:
        return _spoken_decimal(whole_part, decimals)
    total = section = Decimal(0)
    pending: Decimal | None = None
    scale = Decimal(1)
    last = ""
    for token in _TOKEN.findall(bare):
        if token in _SMALL:
            section += (pending or Decimal(1)) * _SMALL[token]
            pending, scale = None, Decimal(_SMALL[token])
        elif token in _GREAT:
            section += pending or 0
            raised = last in _GREAT and token != "亿"
            total = total * _GREAT[token] if raised else _raised(total, section, _GREAT[token])
            section, pending, scale = Decimal(0), None, _GREAT[token]
        else:
            pending, scale = _digits(token), scale if token[0] not in "零〇○" else Decimal(10)
        last = token
    if pending is not None:
        section += pending * _elided(bare, scale)
    return total + section


def _raised(total: Decimal, section: Decimal, great: Decimal) -> Decimal:
    """`total` after 万, 亿 or 万亿: 亿 raises what 万 left before it too (12万3000亿)."""
    low = total % great if great == _GREAT["亿"] else Decimal(0)
    return total - low + ((low + section) or Decimal(1)) * great


def _elided(bare: str, scale: Decimal) -> Decimal:
    """The place of a last digit: 两千三 is 2300, but 二十三 is 23 and 两千零三 is 2003."""
    spoken = len(bare) > 2 and bare[-2] in "百千万亿" and bare[-1] in _DIGIT
    return scale / 10 if spoken and scale > 10 else Decimal(1)


def _digits(token: str) -> Decimal:
    """A run of digits of one kind, read one by one."""
    return Decimal(token if token[0].isascii() else "".join(str(_DIGIT[c]) for c in token))


def _spoken_decimal(whole_part: str, decimals: str) -> Decimal | None:
    """三点五万: the digits after 点, and what multiplies the whole."""
    digits = decimals.rstrip("十百千万亿")
    head = _value(whole_part)
    if head is None or not digits:
        return None
    fraction = Decimal("0." + "".join(str(_DIGIT[c]) for c in digits))
    product = Decimal(1)
    for char in decimals[len(digits) :]:
        product *= Decimal(_SMALL[char]) if char in _SMALL else _GREAT[char]
    return (head + fraction) * product
