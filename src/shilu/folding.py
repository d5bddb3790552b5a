"""The folded view: what rules look at, so that one rule serves both scripts and all widths.

Folding keeps every offset: one character stays one character. It merges what must not be merged in
a text for keeping (於 with 于, 後 with 后), so values and names are always taken from the article's
own text, never from the view.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import opencc

#: U+FF01–FF5E are the ASCII characters 0x21–0x7E, wide; U+3000 is the wide space (Unicode, FF00).
#: ，：；！？（） are left wide: they are the genre's own, and rules are written with them.
_WIDE_KEPT = "，：；！？（）"
_NARROW_WIDENED = {",": "，", ":": "：", ";": "；", "!": "！", "?": "？", "(": "（", ")": "）"}
_BRACKETS = {
    "「": "“",
    "」": "”",
    "『": "‘",
    "』": "’",
    "﹁": "“",
    "﹂": "”",
    "〔": "（",
    "〕": "）",
}
#: Not between two letters or digits. The mark stands first in the pattern: `re` is fast at that.
#: Printed for one another in Hong Kong and Macao, and not in opencc's tables.
_VARIANTS = {ord(a): b for a, b in ("巿市", "羣群", "峯峰", "啓启", "綫线", "鈎钩", "牀床")}
_BETWEEN_HAN = re.compile(r"[,:;!?()](?:(?<![0-9A-Za-z].)|(?![0-9A-Za-z]))")


#: So few in the first characters of a text mean that few are in all of it; a shorter one is no
#: sample of itself.
_SAMPLE, _FEW, _SHORT = 200, 10, 40


def fold(text: str) -> str:
    """`text` in simplified characters, digits and letters narrow, punctuation wide; same length.

    >>> fold("會見「香港」代表,增長６.２％")
    '会见“香港”代表，增长6.2%'

    A comma or colon within a number or a Latin word stays narrow (1,000; 09:26).
    """
    if len(text) > _SHORT:
        return _fold_last(text)
    return text if text.isascii() else _fold(text)


def _fold(text: str) -> str:
    if len(text) > _SHORT and len(_changed().findall(text, 0, _SAMPLE)) < _FEW:
        text = _changed().sub(lambda m: _table()[ord(m.group())], text)
    else:
        text = text.translate(_table())
    return _BETWEEN_HAN.sub(lambda m: _NARROW_WIDENED[m.group()], text)


#: One stage after another folds the same body: the last texts are kept.
_fold_last = lru_cache(maxsize=4)(_fold)


@cache
def _changed() -> re.Pattern[str]:
    """The characters that fold to others: in a text that has few of them, looking is faster."""
    changed = "".join(chr(code) for code, now in enumerate(_table()) if now != chr(code))
    return re.compile(f"[{re.escape(changed)}]")


@cache
def _table() -> list[str]:
    """What each character of the basic plane folds to; `translate` reads a list fastest."""
    table = {0x3000: " ", 0xA0: " ", **{ord(a): b for a, b in _BRACKETS.items()}}
    for code in range(0xFF01, 0xFF5F):
        if chr(code) not in _WIDE_KEPT:
            table[code] = chr(code - 0xFEE0)
    han = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))]
    simplified = opencc.OpenCC("hk2s").convert("\n".join(han)).split("\n")
    table.update(
        {ord(a): b for a, b in zip(han, simplified, strict=True) if a != b and len(b) == 1}
    )
    table.update(_VARIANTS)
    return [table.get(code, chr(code)) for code in range(0x10000)]
