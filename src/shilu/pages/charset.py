"""Bytes to characters: whatever a page declares, the bytes themselves have the last word."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from resiliparse.parse.encoding import detect_encoding

#: A byte order mark → the charset it stands for. UTF-32 comes first: its mark begins like UTF-16's.
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: The names Chinese pages give their charset → the largest charset of that family: pages that say
#: gb2312 hold characters only GBK has, and pages that say Big5 hold Hong Kong's own.
_FAMILIES = {
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5-hkscs",
    "big5-hkscs": "big5-hkscs",
    "x-x-big5": "big5-hkscs",
    "cp950": "big5-hkscs",
    "utf8": "utf-8",
    "utf-8": "utf-8",
}
_CHINESE = frozenset({"gb18030", "big5-hkscs"})

#: What else a page may be in; other codecs (idna, unicode_escape) are no charsets of pages.
_OTHERS = ("ascii", "iso8859", "cp125", "shift_jis", "cp932", "euc_", "koi8", "hz", "utf-16")

#: Looked for in the first bytes only, where the HTML standard looks too.
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_META_WITHIN = 4096
_SAMPLE = 400


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """The characters of `data` without byte order mark, and the charset they were read by.

    A byte order mark decides; bytes that are UTF-8 are UTF-8; what they look like comes before what
    the page or its sender (`declared`) says they are. A byte no charset can read is U+FFFD.

    >>> decode("时间".encode("gbk"), "utf-8")
    ('时间', 'gb18030')
    """
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(charset, "replace"), charset
    if (wide := _unmarked_utf16(data)) is not None:
        return data.decode(wide, "replace"), wide
    read: list[tuple[int, str, str]] = []
    for charset in ("utf-8", *_candidates(data, declared)):
        try:
            return data.decode(charset), charset
        except UnicodeDecodeError:
            text = data.decode(charset, "replace")
            read.append((text.count("\N{REPLACEMENT CHARACTER}"), text, charset))
    _, text, charset = min(read, key=lambda one: one[0])
    return text, charset


def _candidates(data: bytes, declared: str | None) -> Iterator[str]:
    """Charsets to try when the bytes are not UTF-8, the likeliest first."""
    detected = _known(detect_encoding(data))
    meta = _META.search(data, 0, _META_WITHIN)
    said = [_known(declared), _known(meta[1].decode("ascii", "replace") if meta else None)]
    ranked = [detected if detected in _CHINESE else None, *said, "gb18030", "big5-hkscs"]
    seen = {"utf-8", "utf-16-le", "utf-16-be"}
    for charset in ranked:
        if charset and charset not in seen:
            seen.add(charset)
            yield charset


def _known(name: str | None) -> str | None:
    """The charset by this name, None where there is none that reads text."""
    if not name:
        return None
    name = name.strip().lower()
    if name in _FAMILIES:
        return _FAMILIES[name]
    try:
        name = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    return name if name.startswith(_OTHERS) else None


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: markup in it has a zero byte beside every ASCII character."""
    sample = data[:_SAMPLE]
    if sample.count(0) * 5 < len(sample) or len(sample) < 8:
        return None
    low, high = sample[1::2].count(0), sample[::2].count(0)
    if low > 4 * high:
        return "utf-16-le"
    return "utf-16-be" if high > 4 * low else None
