"""Text read in the wrong encoding: what it says is still in its bytes.

Only whole runs are put right, and only where their bytes are valid in the other encoding and come
out as common Chinese; everything else is left as found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from shilu.restore.tables import pairs
from shilu.text import LOST, Edit, Text

#: cp1252 leaves five bytes undefined; what is read by it keeps them as they are.
_UNDEFINED = b"\x81\x8d\x8f\x90\x9d"
_CP1252 = {bytes([b]).decode("cp1252"): b for b in range(0x80, 0xA0) if b not in _UNDEFINED}
_SINGLE = "".join(map(re.escape, _CP1252)) + "\u0080-\u00ff"
#: 、。，的是在中了 and their like, in UTF-8 read as GBK: nothing else is written with these.
_UTF8_AS_GBK = "鈥銆锛鐨鏄鍦鍚鏂鏈鍥涓绗鍜瀹鎴鏃鍙浠浜"
#: The same once more: these are 鏂 鐨 锛 and their like, misread in their turn.
_TWICE = "閺閸閻閿閵"
#: Every Chinese character in UTF-8 or GBK read as a Western encoding brings one of these.
_AS_LATIN = "\u00c0-\u00d6\u00d8-\u00f7"
SIGNS = _UTF8_AS_GBK + _TWICE + _AS_LATIN
_UTF8_AS_GBK_SIGN = re.compile(f"[{_UTF8_AS_GBK}{_TWICE}]")
_AS_LATIN_SIGN = re.compile(f"[{_AS_LATIN}]")
_GBK_RUN = re.compile(r"[^\x00-\x7f]{3,}")
_SINGLE_RUN = re.compile(rf"[{_SINGLE}]{{3,}}")
_HAN = re.compile(r"[\u4e00-\u9fff\u3001\u3002\uff01-\uff5e\u2018-\u201d\u2014\u2026\u300a\u300b]+")
#: U+FFFD saved as UTF-8 and read as GBK, two by two.
_LOST = re.compile("(?:锟斤拷)+")
#: So often a text may have been misread, one time on top of the other.
_TIMES = 3
#: How much likelier, a character, the text must be after than before.
_CLEARER = 2.0


def detect_utf8_as_gbk(text: str) -> bool:
    return _UTF8_AS_GBK_SIGN.search(text) is not None


def repair_utf8_as_gbk(text: Text, markup: bool = False) -> Text:
    """UTF-8 that was read as GBK, and often saved so.

    >>> repair_utf8_as_gbk(Text("鏂伴椈涓ぎ")).value
    '新闻中央'
    """
    return _reread(text, _GBK_RUN, _gbk_as_utf8, "utf-8-as-gbk")


def detect_as_latin(text: str) -> bool:
    return _AS_LATIN_SIGN.search(text) is not None and _SINGLE_RUN.search(text) is not None


def repair_as_latin(text: Text, markup: bool = False) -> Text:
    """UTF-8 or GBK that was read as a Western encoding.

    >>> repair_as_latin(Text("æ—¶é—´ / Ê±¼ä")).value
    '时间 / 时间'
    """
    text = _reread(text, _SINGLE_RUN, lambda run: _western(run).decode("utf-8"), "utf-8-as-latin-1")
    return _reread(
        text, _SINGLE_RUN, lambda run: _western(_once(run)).decode("gbk"), "gbk-as-latin-1"
    )


def detect_lost(text: str) -> bool:
    return "锟斤拷" in text


def repair_lost(text: Text, markup: bool = False) -> Text:
    """What says that characters were lost long ago, said as such.

    >>> repair_lost(Text("共锟斤拷家")).value == "共" + 2 * LOST + "家"
    True
    """
    return text.sub(_LOST, lambda m: LOST * (2 * len(m.group()) // 3), "replaced", "lost")


def _gbk_as_utf8(run: str) -> str:
    return run.encode("gb18030").decode("utf-8")


def _once(run: str) -> str:
    """A run read as a Western encoding, where that had been saved and so read again."""
    for _ in range(_TIMES):
        try:
            again = _western(run).decode("utf-8")
        except (UnicodeError, ValueError):
            break
        run = again
    return run


def _western(run: str) -> bytes:
    return bytes(_CP1252.get(char, ord(char)) for char in run)


def _reread(text: Text, runs: re.Pattern[str], reread: Callable[[str], str], kind: str) -> Text:
    edits = []
    for run in runs.finditer(text.value):
        found = [now for now in _rereadings(run.group(), reread) if _HAN.fullmatch(now)]
        best = max(found, key=_likelihood, default=None)
        if best and _clearer(best, run.group()):
            edits.append(Edit(run.start(), run.end(), best, kind))
    return text.edit(edits)


def _rereadings(run: str, reread: Callable[[str], str]) -> Iterator[str]:
    """The run read again, and again as far as that goes."""
    for _ in range(_TIMES):
        try:
            run = reread(run)
        except (UnicodeError, ValueError):
            return
        yield run


def _clearer(now: str, was: str) -> bool:
    """Whether `now` is far likelier Chinese than `was`."""
    return _likelihood(now) > _likelihood(was) + _CLEARER


def _likelihood(text: str) -> float:
    """The mean log odds of the characters of a text."""
    model = pairs()
    odds = [model.log_odds(a, b) for a, b in zip(" " + text, text, strict=False)]
    return sum(odds) / len(odds)
