"""The ASCII character that went with half of a Chinese one, where the page itself says which.

A digit is never given back: where nothing but the sense of the text could tell, the character is
lost.
"""

from __future__ import annotations

import re

from shilu.text import LOST

#: A tag without its `<`: nothing else is followed by this.
_TAG = re.compile(r"(?:/[a-zA-Z][a-zA-Z0-9]{0,10}\s?>|!--|(?:br|hr)\s?/?>)")
_OPEN_TAG = re.compile(
    r"(?:a|p|b|i|u|em|ul|ol|li|td|tr|th|h[1-6]|div|img|span|font|strong|center|table|input|"
    r"script|section|article)(?:\s[^<>]{0,500})?/?>",
    re.I,
)
_ENTITY = re.compile(r"(?:[a-zA-Z]{2,8}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")
#: An attribute's value with no end yet, and what follows the quote that ends one.
_VALUE = re.compile(r"""=\s*(?:"[^"]*"|'[^']*'|(["'])[^"']*$)""")
_AFTER_VALUE = re.compile(r"\s+[a-zA-Z][\w-]*=|\s*/?>")
#: So far around it a lost character's surroundings are looked at.
_REACH = 400
_CLOSES = {"(": ")", "[": "]"}
_BRACKET = re.compile(r"[()\[\]]")
#: How likely it is that a bracket stood where one is missing.
_BALANCE = 0.9
_DIGITS = frozenset("0123456789.%")


def swallowed(text: str, at: int, markup: bool) -> tuple[str, float]:
    """What stood beside the byte that the `?` at `at` took with it, and how likely that is.

    >>> swallowed("到?/p>", 1, markup=True)
    ('<', 1.0)
    >>> swallowed("共?家", 1, markup=False)
    ('�', 0.0)
    """
    rest = at + 1
    if rest == len(text):
        return "", 1.0
    if _TAG.match(text, rest) or (markup and _OPEN_TAG.match(text, rest)):
        return "<", 1.0
    if _ENTITY.match(text, rest):
        return "&", 1.0
    if text.startswith("\n", rest) and "\r\n" in text[max(0, at - _REACH) : at + _REACH]:
        return "\r", 1.0
    if markup and (value := _value_open(text, at)) and _AFTER_VALUE.match(text, rest):
        return value, 1.0
    return _bracket(text, at)


def _value_open(text: str, at: int) -> str:
    """The quote that the attribute around `at` waits for, if there is one."""
    opening = text.rfind("<", max(0, at - _REACH), at)
    values = _VALUE.findall(text[opening:at]) if opening >= 0 else []
    return values[-1] if values else ""


def _bracket(text: str, at: int) -> tuple[str, float]:
    """The closing bracket that the line lacks; a digit would leave the line unbalanced."""
    if text[at + 1] in _DIGITS:
        return LOST, 0.0
    before = _BRACKET.findall(text[max(0, at - _REACH) : at].rpartition("\n")[2])
    after = _BRACKET.search(text[at : at + _REACH].partition("\n")[0])
    if before and before[-1] in _CLOSES and (after is None or after.group() in _CLOSES):
        return _CLOSES[before[-1]], _BALANCE
    return LOST, 0.0
