"""Characters that stand for others, or for nothing: by table, never by compatibility folding.

Compatibility folding (NFKC) would also alter ① ㎡ ℃ and every wide comma, which are evidence here.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import cache

from shilu.restore.tables import rows
from shilu.text import LOST, Edit, Text

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
    "\x00-\x08\x0e-\x1f\x7f-\x9f\U000e0100-\U000e01ef"
)
#: Nothing to see between Chinese characters: spaces of no width, joiners, soft hyphens, marks.
_INVISIBLE = re.compile(
    r"[\u00ad\u115f\u1160\u180e\u200b\u2060-\u2064\u3164\ufeff\uffa0]+"
    r"|(?<=[\u3000-\u9fff\uff00-\uffef])[\u200c-\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0e-\x1f\x7f-\x9f]+"
    r"|(?<=[\u3400-\u9fff\uf900-\ufaff])[\ufe00-\ufe0f\U000e0100-\U000e01ef]+"
)
_UNSEEN = re.compile(f"[{UNSEEN}]")
#: What may stand for another character; that of private use is asked about apart.
LOOK_ALIKES = "\u2e80-\u2fd5\uf900-\ufad9\ufe10-\ufe19\ufe30-\ufe48\U0002f800-\U0002fa1d"
_LOOK_ALIKE = re.compile(f"[{LOOK_ALIKES}]")
#: The areas of private use.
PRIVATE = "\ue000-\uf8ff\U000f0000-\U0010fffd"
_PRIVATE = re.compile(f"[{PRIVATE}]+")
#: The same in markup, where they may be references.
_REFERENCE = (
    r"&#(?:5[7-9][0-9]{3}|6[0-3][0-9]{3}"
    r"|[xX](?:[eE][0-9a-fA-F]|[fF][0-8]|[fF][0-9a-fA-F]{3}|10[0-9a-fA-F]{3})[0-9a-fA-F]{2});?"
)
_REFERRED = re.compile(_REFERENCE)
_REFERENCES = re.compile(f"(?:[{PRIVATE}]|{_REFERENCE})+")
#: So long is a reference.
_LONGEST = 9
#: Words and figures: beside these what is of private use is no icon.
_WORDS = re.compile(r"[\u3400-\u9fff0-9.,%％]")
#: What wraps a word or a figure.
_OPENED = re.compile(r"([\u3400-\u9fff0-9.,])<(?:span|em|b|strong|font|i|u)\b[^<>]{0,200}>$")
_CLOSED = re.compile(r"</(?:span|em|b|strong|font|i|u)>[\u3400-\u9fff0-9.,%％]")
#: So far back is looked for what opened.
_NEAR = 220


def detect_entities(text: str, markup: bool = False) -> bool:
    if markup:
        twice = "&amp;" in text and _TWICE.search(text) is not None
        return twice or ("&#" in text and _REFERRED.search(text) is not None)
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
    return _LOOK_ALIKE.search(text) is not None or _PRIVATE.search(text) is not None


def repair_forms(text: Text, markup: bool = False) -> Text:
    """Radicals, compatibility ideographs and vertical punctuation, as the characters they are.

    What GBK once had in private use goes with them where it stands by itself: in a row with others
    it may be of a page's own font.

    >>> repair_forms(Text("⼀⻓︵①㎡︶")).value
    '一长（①㎡）'
    """
    return text.sub(_other_forms(), lambda m: m.group().translate(_forms()), "form")


def detect_private(text: str) -> bool:
    return _PRIVATE.search(text) is not None or ("&#" in text and bool(_REFERRED.search(text)))


def repair_private(text: Text, markup: bool = False) -> Text:
    r"""Characters of private use among words and figures, said to be lost.

    What only a page's own font could tell: digits hidden from those who copy, characters no
    standard had. In markup they are references, too; away from words and figures they are icons.

    >>> repair_private(Text("共\ue1235家")).value == f"共{LOST}5家"
    True
    """
    found = (_REFERENCES if markup else _PRIVATE).finditer(text.value)
    return text.edit(
        Edit(m.start(), m.end(), LOST * len(chars), "private-use", "lost")
        for m in found
        if _PRIVATE.fullmatch(chars := html.unescape(m.group()))
        and _among_words(text.value, m.start(), m.end(), len(chars))
    )


def _among_words(text: str, start: int, end: int, length: int) -> bool:
    """Whether a stretch is part of a sentence: beside a word, or in an element amid words."""
    before = html.unescape(text[max(0, start - _LONGEST) : start])[-1:]
    after = html.unescape(text[end : end + _LONGEST])[:1]
    if _WORDS.match(before) or _WORDS.match(after):
        return True
    opened = _OPENED.search(text[max(0, start - _NEAR) : start])
    closed = _CLOSED.match(text, end)
    return bool(opened and closed) or (length > 1 and bool(opened or closed))


def _unescaped(found: re.Match[str]) -> str:
    """What a reference stands for, however often it was escaped."""
    return html.unescape(_ESCAPED_AGAIN.sub("&", found.group()))


@cache
def _forms() -> dict[int, str]:
    """Each character that stands for another, as `str.translate` wants it.

    Compatibility ideographs and most radicals are what Unicode folds them to, the rest by table.
    """
    ranges = ((0x2E80, 0x2FD5), (0xF900, 0xFAD9), (0x2F800, 0x2FA1D))
    folded = {
        code: same
        for first, last in ranges
        for code in range(first, last + 1)
        if (same := unicodedata.normalize("NFKC", chr(code))) != chr(code)
    }
    return folded | {
        ord(a): b for _, was, now in rows("forms.txt") for a, b in zip(was, now, strict=True)
    }


@cache
def _other_forms() -> re.Pattern[str]:
    """All of these; the few areas they lie in are looked for first, which costs far less."""
    chars = "".join(map(chr, _forms()))
    private = "".join(_PRIVATE.findall(chars))
    return re.compile(
        f"(?=[{LOOK_ALIKES}{PRIVATE}])"
        f"(?:[{''.join(_LOOK_ALIKE.findall(chars))}]+|(?<![{PRIVATE}])[{private}]++(?![{PRIVATE}]))"
    )
