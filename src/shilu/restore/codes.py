"""The bytes that each character stands for, in every encoding that pages are misread in.

A byte is written as the character of its number, so that a line of bytes is a string, too, and can
hold what is no byte: a character that is lost, one that the encoding does not have.
"""

from __future__ import annotations

from functools import cache

from shilu.text import LOST

#: The encodings as Python's codecs read them, the more complete first.
_CODECS = {
    "gbk": ("gb18030",),
    "big5": ("big5hkscs", "cp950"),
    "shift-jis": ("cp932",),
    "euc-kr": ("cp949",),
    "latin-1": ("cp1252",),
    "mac-roman": ("mac_roman",),
}
#: Those whose characters are a byte each.
_SINGLE = frozenset(("latin-1", "mac-roman"))
#: What other decoders make of the same bytes.
_ELSEWHERE = {
    "gbk": {"\u20ac": "\x80", "\u2015": "\xa1\xaa", "\u30fb": "\xa1\xa4"},
    "big5": {"\u2027": "\xa1\x45", "\u02cd": "\xa1\xc5"},
}
#: Big5's room for characters of one's own, as Windows puts it into private use: lead bytes, the
#: first trail byte's place in its row, code point.
_ROOMS = (
    (0xFA, 0xFE, 0, 0xE000),
    (0x8E, 0xA0, 0, 0xE311),
    (0x81, 0x8D, 0, 0xEEB8),
    (0xC6, 0xC8, 63, 0xF672),
)
_TRAILS = (*range(0x40, 0x7F), *range(0x80, 0xFF))
_BIG5_TRAILS = (*range(0x40, 0x7F), *range(0xA1, 0xFF))


@cache
def codes(name: str) -> dict[str, str]:
    r"""Every character of an encoding with its bytes; what is lost stands for itself.

    >>> codes("latin-1")["æ"], codes("gbk")["鏂"] == "æ\x96"
    ('æ', True)
    """
    table = {chr(b): chr(b) for b in range(0x80)} | {LOST: LOST}
    if name == "utf-8":
        return table | {chr(n): chr(n).encode().decode("latin-1") for n in range(0x80, 0x800)}
    if name == "big5":
        table |= _rooms()
    for codec in reversed(_CODECS[name]):
        table |= _high(codec, single=name in _SINGLE)
    return table | _ELSEWHERE.get(name, {})


def _high(codec: str, single: bool) -> dict[str, str]:
    """The characters that a codec has beyond ASCII."""
    table = {}
    for lead in range(0x80, 0x100):
        alone = bytes((lead,)).decode(codec, "ignore")
        if single and lead < 0xA0:
            table[chr(lead)] = chr(lead)
        if alone:
            table[alone] = chr(lead)
        for trail in () if single or alone else _TRAILS:
            char = bytes((lead, trail)).decode(codec, "ignore")
            if len(char) == 1 and char > "\x7f":
                table[char] = chr(lead) + chr(trail)
    return table


def _rooms() -> dict[str, str]:
    table = {}
    for first, last, skipped, code in _ROOMS:
        places = [(lead, trail) for lead in range(first, last + 1) for trail in _BIG5_TRAILS]
        for lead, trail in places[skipped:]:
            table[chr(code)] = chr(lead) + chr(trail)
            code += 1
    return table
