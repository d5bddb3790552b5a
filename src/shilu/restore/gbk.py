"""GBK's characters by their bytes, with what it keeps for private use."""

from __future__ import annotations

from functools import cache


def bytes_of(char: str) -> bytes:
    """The character's one or two bytes in GBK with its private use, nothing if it has none."""
    code = char.encode("gb18030", "ignore")
    return code if len(code) <= 2 else b""


@cache
def decoded() -> dict[tuple[int, int], str]:
    """Every pair of bytes and its character.

    >>> decoded()[0xC8, 0xD5]
    '日'
    """
    trails = (*range(0x40, 0x7F), *range(0x80, 0xFF))
    return {
        (lead, trail): bytes((lead, trail)).decode("gb18030")
        for lead in range(0x81, 0xFF)
        for trail in trails
    }


@cache
def decoded_by_lead() -> dict[int, str]:
    """The characters by their first byte, those with an ASCII second byte left out."""
    table = dict.fromkeys(range(0x80, 0xFF), "")
    for (lead, trail), char in decoded().items():
        if trail >= 0x80:
            table[lead] += char
    return table


@cache
def decoded_by_trail() -> dict[int, str]:
    """The characters of words, and punctuation, by their second byte."""
    table = dict.fromkeys(range(0x80, 0xFF), "")
    for (lead, trail), char in decoded().items():
        if trail >= 0x80 and (lead == 0xA1 or lead == 0xA3 or lead >= 0xB0 or lead < 0xA0):
            table[trail] += char
    return table
