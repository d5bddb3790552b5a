"""Characters that stand for others, or for nothing: by table, never by compatibility folding.

Compatibility folding (NFKC) would also alter ① ㎡ ℃ and every wide comma, which are evidence here.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import cache

from shilu.text import LOST, Text

_ENTITY = re.compile(
    r"&(?:amp;){0,3}(?:#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?"
    r"|(?:nbsp|amp|lt|gt|quot|apos|ldquo|rdquo|lsquo|rsquo|mdash|ndash|hellip|middot|times|"
    r"ensp|emsp|thinsp|bull|deg|copy|permil|laquo|raquo);)"
)
#: Escaped twice they are damage in markup, too, if what they stand for is Chinese or a space.
_TWICE = re.compile(r"&(?:amp;){1,3}(?:#[0-9]{5};|#[xX][4-9a-fA-F][0-9a-fA-F]{3};|nbsp;)")
_ESCAPED_AGAIN = re.compile(r"&(?:amp;)+(?!$)")
#: The characters of which `_INVISIBLE` is made.
UNSEEN = (
    "\u00ad\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\x01-\x08\x0e-\x1f\x7f\U000e0100-\U000e01ef"
)
#: Nothing to see between Chinese characters: spaces of no width, joiners, soft hyphens, marks.
_INVISIBLE = re.compile(
    r"[\u00ad\u115f\u1160\u180e\u200b\u2060-\u2064\u3164\ufeff\uffa0]+"
    r"|(?<=[\u3000-\u9fff\uff00-\uffef])[\u200c-\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0e-\x1f\x7f]+"
    r"|(?<=[\u3400-\u9fff\uf900-\ufaff])[\ufe00-\ufe0f\U000e0100-\U000e01ef]+"
)
_UNSEEN = re.compile(f"[{UNSEEN}]")
_FORMS = re.compile(r"[\u2e80-\u2fd5\uf900-\ufad9\ufe10-\ufe19\ufe30-\ufe44\U0002f800-\U0002fa1d]")
#: What only a page's own font could tell: digits hidden from those who copy, characters no standard
#: had. In markup alone, away from words and figures, they are icons.
_PRIVATE = re.compile(
    r"(?<=[\u3400-\u9fff0-9.,])[\ue000-\uf8ff\U000f0000-\U0010fffd]{1,40}"
    r"|[\ue000-\uf8ff\U000f0000-\U0010fffd]{1,40}(?=[\u3400-\u9fff0-9.%％])"
)
_PRIVATE_SIGN = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
#: What GBK had in private use before Unicode gave it a place (GB 18030-2022).
_GIVEN_A_PLACE = dict(
    zip(
        "\ue78d\ue78e\ue78f\ue790\ue791\ue792\ue793\ue794\ue795\ue796\ue7c7"
        "\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864",
        "，。、：；！？〖〗…\u1e3f\u9fb4\u9fb5\u9fb6\u9fb7\u9fb8\u9fb9\u9fba\u9fbb",
        strict=True,
    )
)
_PLACED = str.maketrans(_GIVEN_A_PLACE)
#: Radicals that Unicode gives no equal, as the characters they are printed for.
_RADICALS = dict(
    zip(
        "⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "民西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
_WAS_PRIVATE = re.compile(f"[{''.join(_GIVEN_A_PLACE)}]")
#: Punctuation for vertical lines, as it is on horizontal ones.
_VERTICAL = dict(
    zip(
        "︐︑︒︓︔︕︖︙︰︱︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄",
        "，、。：；！？…：—（）｛｝〔〕【】《》〈〉「」『』",
        strict=True,
    )
)


def detect_entities(text: str, markup: bool = False) -> bool:
    if markup:
        return "&amp;" in text and _TWICE.search(text) is not None
    return "&" in text and _ENTITY.search(text) is not None


def repair_entities(text: Text, markup: bool = False) -> Text:
    r"""Character references left standing in plain text; in markup they are at home.

    >>> repair_entities(Text("&#x65F6;&#38388&nbsp;A&B")).value
    '时间\xa0A&B'
    """
    return text.sub(_TWICE if markup else _ENTITY, _unescaped, "entity")


def detect_invisible(text: str) -> bool:
    return _UNSEEN.search(text) is not None and _INVISIBLE.search(text) is not None


def repair_invisible(text: Text, markup: bool = False) -> Text:
    r"""Characters that nobody sees, taken out.

    >>> repair_invisible(Text("省\u200b长")).value
    '省长'
    """
    return text.sub(_INVISIBLE, "", "invisible")


def detect_forms(text: str) -> bool:
    return _FORMS.search(text) is not None


def repair_forms(text: Text, markup: bool = False) -> Text:
    """Radicals, compatibility ideographs and vertical punctuation, as the characters they are.

    >>> repair_forms(Text("⼀⻓︵①㎡︶")).value
    '一长（①㎡）'
    """
    return text.sub(_FORMS, lambda m: _form(m.group()), "form")


def detect_private(text: str) -> bool:
    return _PRIVATE_SIGN.search(text) is not None


def repair_private(text: Text, markup: bool = False) -> Text:
    r"""Characters of private use among words and figures, said to be lost.

    >>> repair_private(Text("共\ue1235家")).value == f"共{LOST}5家"
    True
    """
    text = text.sub(_WAS_PRIVATE, lambda m: m.group().translate(_PLACED), "form")
    return text.sub(_PRIVATE, lambda m: LOST * len(m.group()), "private-use", "lost")


def _unescaped(found: re.Match[str]) -> str:
    """What a reference stands for, however often it was escaped."""
    return html.unescape(_ESCAPED_AGAIN.sub("&", found.group()))


@cache
def _form(char: str) -> str:
    """The one character of the same meaning, or `char` itself where there is none."""
    if known := _RADICALS.get(char) or _VERTICAL.get(char):
        return known
    same = unicodedata.normalize("NFKC", char)
    return same if len(same) == 1 and not same.isascii() else char
