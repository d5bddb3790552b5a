"""Views of a text in which numbers are read: names and quotes blotted out, broken numbers whole.

A mask keeps the length: every offset holds.
"""

from __future__ import annotations

import re
from functools import lru_cache

from shilu.text import LOST

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


#: A comma printed wide within a number, as where all digits are.
_WIDE_COMMA = re.compile("(?<![0-9,.])(?<![0-9]，)[0-9]{1,3}(?:，[0-9]{3})+(?![0-9,，])")
#: The same from the comma on, for which a text is searched fast.
_MAYBE_COMMA = re.compile("，[0-9]{3}")
#: The digits of contracts and cheques. Some are surnames, so one alone is read before 元 only.
_FORMAL_DIGITS = "壹贰叁肆伍陆柒捌玖拾佰仟"
_PLAIN = str.maketrans(_FORMAL_DIGITS + "参", "一二三四五六七八九十百千三")
_DIGITS = f"{_FORMAL_DIGITS}参零〇一二三四五六七八九十百千万亿两点"
_FORMAL_AMOUNT = re.compile(
    f"(?<![{_DIGITS}])(?=[{_DIGITS}]*[{_FORMAL_DIGITS}])"
    f"(?:[{_DIGITS}]{{1,20}}(?=[元圆])|(?=[{_DIGITS}]*[拾佰仟])[{_DIGITS}]{{2,30}}|[{_DIGITS}]{{3,30}})"
    f"|(?<=[0-9])[拾佰仟](?=[万亿元日])|(?<=分之)[{_FORMAL_DIGITS}]+"
)
#: A formal digit with something beside it that may make a number of the two; few texts have one.
_MAYBE_FORMAL = re.compile(f"[{_FORMAL_DIGITS}](?:[{_DIGITS}元圆]|(?<=[{_DIGITS}0-9].)|(?<=分之.))")
#: Lost characters beside a digit, with what stands in for each so that the number is seen whole.
_LOST_DIGITS = re.compile(
    f"(?P<one>(?:(?<=[0-9])|(?<=[0-9][.,])){LOST}{{1,6}}|{LOST}{{1,6}}(?=[.]?[0-9]|月[0-9]))"
    f"|(?P<great>(?<=[0-9][百千万]){LOST}(?![百千]))|(?P<more>(?<=[0-9]万){LOST}(?=[百千]))"
    f"|(?P<year>{LOST}{{1,3}}(?=年[0-9]{{1,2}}月))"
    f"|(?P<han>(?<=[〇零]){LOST}{{1,2}}|(?<=[〇零][一二三四五六七八九]){LOST}(?=年))"
    f"|(?P<ten>(?<=[二三四五六七八九]){LOST}{{1,3}}(?![十百千万亿]))"
    f"|(?P<five>(?<=[十百千万亿]){LOST}|{LOST}(?=[十百千万亿]))"
)
_STAND_IN = {
    "one": "1",
    "great": "亿",
    "more": "1",
    "year": "今",
    "han": "一",
    "ten": "十",
    "five": "五",
}


def whole_numbers(view: str, unmasked: str | None = None) -> str:
    """`view` with the numbers whole that a lost character or a wide comma breaks.

    What is read from a stand-in has no value; it is only seen where the number stands. Where no
    number is broken in the `unmasked` text, none is in the view, and it need not be looked through.

    >>> whole_numbers("投资2\N{REPLACEMENT CHARACTER}0亿元，增长１，200家")
    '投资210亿元，增长１，200家'
    """
    if _are_whole(view if unmasked is None else unmasked):
        return view
    if LOST in view:
        view = _LOST_DIGITS.sub(_stand_in, view)
    if _MAYBE_FORMAL.search(view):
        view = _FORMAL_AMOUNT.sub(lambda m: m.group().translate(_PLAIN), view)
    if _MAYBE_COMMA.search(view):
        view = _WIDE_COMMA.sub(lambda m: m.group().replace("，", ","), view)
    return view


@lru_cache(maxsize=8)
def _are_whole(text: str) -> bool:
    """Whether nothing can break a number of a text; times and figures both ask about it."""
    return not (LOST in text or _MAYBE_COMMA.search(text) or _MAYBE_FORMAL.search(text))


def _stand_in(m: re.Match[str]) -> str:
    return _STAND_IN[m.lastgroup or "one"] * len(m.group())


def _blot(m: re.Match[str]) -> str:
    return _BLOT * len(m.group())
