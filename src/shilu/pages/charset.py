"""Bytes to characters: whatever a page declares, the bytes themselves have the last word.

What was declared, and by whom, is kept beside the answer with whether the bytes bear it out.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

from resiliparse.parse.encoding import detect_encoding

from shilu.model import Declaration, DeclaredBy
from shilu.text import LOST

UTF8 = "utf-8"
GB = "gb18030"
BIG5 = "big5-hkscs"
#: UTF-8 in which whole stretches are GBK: a page put together from parts.
MIXED = "utf-8+gb18030"

#: A byte order mark → the charset it stands for. UTF-32 comes first: its mark begins like UTF-16's.
_WIDE_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: The names Chinese pages give their charset → the largest charset of that family: pages that say
#: gb2312 hold characters only GBK has, and pages that say Big5 hold Hong Kong's own.
_FAMILIES = {
    **dict.fromkeys(("gb2312", "gb_2312-80", "gbk", "x-gbk", "cp936", "ms936", "gb18030"), GB),
    **dict.fromkeys(("big5", "big5-hkscs", "big5hkscs", "x-x-big5", "cp950", "cn-big5"), BIG5),
    **dict.fromkeys(("utf8", "utf-8", "unicode-1-1-utf-8"), UTF8),
    "hz-gb-2312": "hz",
}
_CHINESE = frozenset({GB, BIG5})

#: What else a page may be in; other codecs (idna, unicode_escape) are no charsets of pages.
_OTHERS = ("ascii", "iso8859", "cp125", "shift_jis", "cp932", "euc_", "koi8", "hz", "utf-16")

#: Looked for in the first bytes only, where the HTML standard looks too.
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_XML = re.compile(rb"""\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.I)
_META_WITHIN = 4096
_SAMPLE = 400

#: Two bytes that a Chinese charset may read as one character; of the common ones the first group.
_GB_PAIR = re.compile(rb"([\xa1-\xa3\xb0-\xd7][\xa1-\xfe])|[\x81-\xfe][\x40-\x7e\x80-\xfe]")
_BIG5_PAIR = re.compile(
    rb"([\xa1-\xa3\xa4-\xc6][\x40-\x7e\xa1-\xfe])|[\x81-\xfe][\x40-\x7e\x80-\xfe]"
)
#: A page is told by so many stretches of it, each of so many bytes.
_STRETCHES, _STRETCH = 8, 2_048
#: The share of common characters from which on bytes are Chinese whatever is declared. Traditional
#: characters in GBK are the hardest: a third of them stand among its rare ones.
_PLAINLY = 0.55
#: What a declaration adds to it: it decides between charsets that fit nearly as well.
_DECLARED = 0.1

#: What a wrong charset makes of bytes: lost characters, and characters of private use.
_ODD = re.compile("[\ufffd\ue000-\uf8ff]")

_NOT_ASCII = re.compile(rb"[\x80-\xff]+")
#: Some thousand bytes, up to where ASCII goes on.
_BLOCK = re.compile(rb"(?s:.{1,4000}+)[\x80-\xff]*+")
#: Chinese in UTF-8; what other charsets hold looks so now and then only.
_UTF8_CHINESE = re.compile(rb"[\xe2-\xef][\x80-\xbf]{2}")
#: Two characters and more of the commonest of GB 2312, punctuation among them.
_GB_STRETCH = re.compile(rb"(?:[\xb0-\xd7][\xa1-\xfe]|[\xa1\xa3][\xa1-\xfe]){2,}")
_HZ = re.compile(rb"~\{(?:[!-}][!-~]){1,200}+~\}")


class Decoded(NamedTuple):
    """The characters of a page, what read them, what was declared, and how much could not be read.

    `undecoded` counts the places where bytes are no character; each reads U+FFFD.
    """

    text: str
    charset: str
    declared: tuple[Declaration, ...] = ()
    undecoded: int = 0


def decode(data: bytes, header: str | None = None) -> Decoded:
    """The characters of `data` without byte order mark, and the charset they were read by.

    Bytes that are UTF-8 are UTF-8, and bytes that make common Chinese in one charset are in that
    charset; only where they leave it open is what the page or its sender (`header`) says asked.

    >>> text, charset, declared, _ = decode("时间".encode("gbk"), "utf-8")
    >>> text, charset, declared[0].holds
    ('时间', 'gb18030', False)
    """
    said = list(_declared(data, header))
    data = data.removeprefix(codecs.BOM_UTF8)
    text, charset = _read(data, [name for name, _ in said])
    plain = text.isascii()
    declared = tuple(
        Declaration(charset=name, by=by, holds=_holds(name, charset, plain)) for name, by in said
    )
    return Decoded(text, charset, declared, _undecoded(text, data, charset))


def _undecoded(text: str, data: bytes, charset: str) -> int:
    """How many of the U+FFFD in a text stand for bytes; others may have come with the page."""
    lost = text.count(LOST)
    if not lost:
        return 0
    try:
        return lost - data.count(LOST.encode(charset.partition("+")[0]))
    except UnicodeEncodeError:
        return lost


def _declared(data: bytes, header: str | None) -> Iterator[tuple[str, DeclaredBy]]:
    """Every charset that is declared, as it is written, and by whom."""
    if header:
        yield header.strip(), "header"
    if data.startswith(codecs.BOM_UTF8):
        yield UTF8, "mark"
    elif mark := _wide_mark(data):
        yield mark[1], "mark"
    head = data[: 2 * _META_WITHIN].replace(b"\0", b"")[:_META_WITHIN]
    if xml := _XML.match(head):
        yield xml[1].decode("ascii", "replace"), "xml"
    if meta := _META.search(head):
        yield meta[1].decode("ascii", "replace"), "meta"


def _wide_mark(data: bytes) -> tuple[bytes, str] | None:
    return next((mark for mark in _WIDE_MARKS if data.startswith(mark[0])), None)


def _holds(name: str, charset: str, plain: bool) -> bool:
    """Whether what is declared is what the bytes are; any charset that has ASCII is right of it."""
    known = _known(name)
    if known is None:
        return False
    wide = charset.startswith("utf-16")
    if wide or known.startswith("utf-16"):
        return wide and known.startswith("utf-16")
    return plain or known == charset or (charset == MIXED and known == UTF8)


def _read(data: bytes, said: list[str]) -> tuple[str, str]:
    """The text and its charset: by mark, as UTF-8, as Chinese, and last as is said."""
    if mark := _wide_mark(data):
        return data[len(mark[0]) :].decode(mark[1], "replace"), mark[1]
    if (wide := unmarked_utf16(data)) is not None:
        return data.decode(wide, "replace"), wide
    if data.isascii():
        return _seven_bits(data)
    try:
        return data.decode(), UTF8
    except UnicodeDecodeError:
        sample = _sample(data)
    if _mostly_utf8(sample):
        return _mixed(data)
    if chinese := _chinese(sample, said):
        return data.decode(chinese, _ERRORS), chinese
    read: list[tuple[int, str, str]] = []
    for charset in _candidates(data, said):
        text = data.decode(charset, "replace")
        read.append((text.count(LOST), text, charset))
    _, text, charset = min(read, key=lambda one: one[0])
    return text, charset


def _seven_bits(data: bytes) -> tuple[str, str]:
    """ASCII, or the HZ that carries Chinese in it."""
    if _HZ.search(data):
        try:
            return data.decode("hz"), "hz"
        except UnicodeDecodeError:
            pass
    return data.decode("ascii"), UTF8


def _sample(data: bytes) -> bytes:
    """Some of the bytes beyond ASCII and what stands among them, from all over the page."""
    step = max(_STRETCH, len(data) // _STRETCHES)
    starts = (_NOT_ASCII.search(data, at, at + step) for at in range(0, len(data), step))
    return b"\n".join(data[m.start() : m.start() + _STRETCH] for m in starts if m)


def _mostly_utf8(sample: bytes) -> bool:
    """Whether most bytes beyond ASCII make characters of UTF-8, which in other charsets few do."""
    beyond = sum(map(len, _NOT_ASCII.findall(sample)))
    return 2 * sum(map(len, _UTF8_CHINESE.findall(sample))) > beyond


def _mixed(data: bytes) -> tuple[str, str]:
    """UTF-8 with what else there is: whole stretches of GBK read as such, other bytes lost."""
    parts: list[str] = []
    charset = UTF8
    for block in _BLOCK.findall(data):
        try:
            parts.append(block.decode())
            continue
        except UnicodeDecodeError:
            at = 0
        for run in _NOT_ASCII.finditer(block):
            if _GB_STRETCH.fullmatch(run.group()) and not _is_utf8(run.group()):
                parts += (
                    block[at : run.start()].decode("utf-8", "replace"),
                    run.group().decode(GB),
                )
                at, charset = run.end(), MIXED
        parts.append(block[at:].decode("utf-8", "replace"))
    return "".join(parts), charset


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _chinese(sample: bytes, said: list[str]) -> str | None:
    """The Chinese charset in which the bytes are common characters; None where they are in none."""
    named = {_known(name) for name in said}
    found = []
    for charset, pair in ((GB, _GB_PAIR), (BIG5, _BIG5_PAIR)):
        pairs = pair.findall(sample)
        number = len(pairs) or 1
        common = sum(map(bool, pairs)) / number
        if common >= _PLAINLY:
            odd = len(_ODD.findall(sample.decode(charset, _ERRORS))) / number
            found.append((common - odd + _DECLARED * (charset in named), charset))
    return max(found, key=lambda one: one[0])[1] if found else None


def _candidates(data: bytes, said: list[str]) -> Iterator[str]:
    """Charsets to try when the bytes are neither UTF-8 nor plainly Chinese, the likeliest first."""
    detected = _known(detect_encoding(data))
    ranked = [detected if detected in _CHINESE else None, *map(_known, said), UTF8, GB, BIG5]
    seen = {"utf-16-le", "utf-16-be"}
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


def unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: markup in it has a zero byte beside every ASCII character."""
    sample = data[:_SAMPLE]
    if sample.count(0) * 5 < len(sample) or len(sample) < 8:
        return None
    low, high = sample[1::2].count(0), sample[::2].count(0)
    if low > 4 * high:
        return "utf-16-le"
    return "utf-16-be" if high > 4 * low else None


def _in_cp950(error: UnicodeError) -> tuple[str, int]:
    """What Big5-HKSCS lacks and Windows' Big5 has (€ first of all); else a lost character."""
    assert isinstance(error, UnicodeDecodeError)
    if error.encoding == "big5hkscs":
        try:
            return error.object[error.start : error.start + 2].decode("cp950"), error.start + 2
        except UnicodeDecodeError:
            pass
    return LOST, error.end


_ERRORS = "shilu.lost"
codecs.register_error(_ERRORS, _in_cp950)
