"""What programs left in a text: escapes, memory that nobody filled, a mark of byte order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from shilu.text import LOST, Edit, Text

#: UTF-16 as scripts write it; UTF-8 as addresses do, but not within one, nor in a file's name.
_ESCAPES = re.compile(
    r"(?<![\\%])(?:[\\%]u[0-9a-fA-F]{4})+"
    r"|(?<![\w/=&?.:#%+~@-])(?:%[0-9a-fA-F]{2}){3,}(?![\w/=&?.:#%+~@-])",
    re.ASCII,
)
_PERCENT = re.compile("%(?:u|[0-9a-fA-F]{2}%)")
_UNIT = re.compile(r"[\\%]u([0-9a-fA-F]{4})")
#: Chinese characters and their punctuation, nothing else.
_CHINESE = re.compile(r"[—‘’“”…·\u3001-\u3015\u3400-\u9fff\uff01-\uff5e]+")
#: So many Chinese characters on end are text; beside these, single ones are.
_TEXT = re.compile(r"[\u4e00-\u9fff]{2}")
#: Memory as a debugger fills it, read as GBK, in the midst of a text.
_UNINITIALISED = re.compile(
    r"(?<=[\u3400-\u9fff\w，。、：；,.])(烫{3,}|屯{3,})(?![烫屯！!”」』》的啊])"
)
#: The mark of byte order of UTF-8, read as GBK: its last byte may have taken a bracket along.
_ORDER = re.compile(f"\\A锘(?:匡豢)?(?:匡|[?{LOST}]|(?=<))")
_BRACKET_GONE = re.compile(r"[!?a-zA-Z]")


def detect(text: str, markup: bool) -> bool:
    """Whether any of these may be in a text, by signs of their own."""
    signs = text.startswith("锘") or "烫烫烫" in text or "屯屯屯" in text
    return signs or (not markup and detect_escapes(text))


def detect_escapes(text: str) -> bool:
    return ("\\u" in text or _PERCENT.search(text) is not None) and bool(_ESCAPES.search(text))


def repair_escapes(text: Text, markup: bool = False) -> Text:
    r"""Chinese escaped as scripts and addresses have it; markup, which holds both, is left alone.

    >>> repair_escapes(Text(r"报道\u65f6\u95f4：%E6%97%B6%E9%97%B4")).value
    '报道时间：时间'
    """
    found = [] if markup else list(_unescaped(text.value))
    return text.edit(found if any(_TEXT.search(edit.now) for edit in found) else ())


def detect_uninitialised(text: str) -> bool:
    return ("烫烫烫" in text or "屯屯屯" in text) and _UNINITIALISED.search(text) is not None


def repair_uninitialised(text: Text, markup: bool = False) -> Text:
    """Memory that nobody filled, printed as text: whatever belonged there is lost.

    >>> repair_uninitialised(Text("会议烫烫烫烫指出")).value == f"会议{4 * LOST}指出"
    True
    """
    return text.sub(_UNINITIALISED, lambda m: LOST * len(m.group()), "uninitialised", "lost")


def detect_byte_order(text: str) -> bool:
    return text.startswith("锘") and _ORDER.match(text) is not None


def repair_byte_order(text: Text, markup: bool = False) -> Text:
    """A mark of byte order at the start, read as GBK; a tag that lost its bracket has it back.

    >>> repair_byte_order(Text("锘??xml version='1.0'?>"), markup=True).value
    "<?xml version='1.0'?>"
    """
    found = _ORDER.match(text.value)
    if not found:
        return text
    now = "<" if markup and _BRACKET_GONE.match(text.value, found.end()) else ""
    return text.edit([Edit(0, found.end(), now, "utf-8-as-gbk")])


def _unescaped(text: str) -> Iterator[Edit]:
    """The escapes of Chinese characters, and what they stand for."""
    for found in _ESCAPES.finditer(text):
        now = _read(found.group())
        if _CHINESE.fullmatch(now):
            yield Edit(found.start(), found.end(), now, "escape")


def _read(escaped: str) -> str:
    if escaped[1] != "u":
        return unquote(escaped, errors="replace")
    units = b"".join(int(unit, 16).to_bytes(2, "big") for unit in _UNIT.findall(escaped))
    return units.decode("utf-16-be", "replace")
