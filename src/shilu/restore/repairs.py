"""The repairs, in the order they are made: a list to read, and what walks it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial
from typing import NamedTuple

from shilu.restore import encodings, leftovers, marks, mirror
from shilu.restore.tables import characters
from shilu.text import Text


class Repair(NamedTuple):
    """One family of damage: its name, how it is told, and how it is undone."""

    name: str
    detect: Callable[[str], bool]
    repair: Callable[[Text, bool], Text]


#: Encodings come first, since they hide everything else; what is left as single characters last.
REPAIRS: tuple[Repair, ...] = (
    *(
        Repair(
            m.kind, partial(encodings.detect, misreading=m), partial(encodings.repair, misreading=m)
        )
        for m in encodings.MISREADINGS
    ),
    Repair("replaced", encodings.detect_replaced, encodings.repair_replaced),
    Repair("mirror", mirror.detect, mirror.repair),
    Repair("byte-order", leftovers.detect_byte_order, leftovers.repair_byte_order),
    Repair("entities", marks.detect_entities, marks.repair_entities),
    Repair("escapes", leftovers.detect_escapes, leftovers.repair_escapes),
    Repair("forms", marks.detect_forms, marks.repair_forms),
    Repair("invisible", marks.detect_invisible, marks.repair_invisible),
    Repair("private-use", marks.detect_private, marks.repair_private),
    Repair("uninitialised", leftovers.detect_uninitialised, leftovers.repair_uninitialised),
)
#: Those for a page that was read in the right encoding.
_WELL_READ = REPAIRS[[family.name for family in REPAIRS].index("mirror") :]
#: One repair may uncover what another looks for: so often, at most, all are gone through.
_ROUNDS = 3


def restore(text: str | Text, *, markup: bool = False) -> Text:
    """`text` with every damage undone that can be, each edit naming its repair and its certainty.

    A clean page comes back as the very same string. `markup` says that the text is HTML, where
    character references are at home and a lost byte may have been that of a `<`.

    >>> restore("長(zhǎng)沙發(fā)展").value
    '长沙发展'
    """
    received = text if isinstance(text, Text) else Text(text)
    for _ in range(_ROUNDS):
        if not _suspicious(received.value, markup):
            break
        before = received.value
        received = _gone_through(received, markup)
        if received.value == before:
            break
    return received


def _gone_through(text: Text, markup: bool) -> Text:
    """`text` after each repair once, in their order, or as many as it takes."""
    for family in _WELL_READ if _in_one_encoding(text.value) else REPAIRS:
        if family.detect(text.value):
            text = family.repair(text, markup)
            if not _suspicious(text.value, markup):
                break
    return text


def _suspicious(text: str, markup: bool) -> bool:
    """Whether any family could find something: one scan, and all that a clean page costs."""
    if _clean(markup).fullmatch(text):
        return False
    if marks.detect_entities(text, markup) or leftovers.detect(text, markup):
        return True
    if text.isascii():
        return False
    return _clean_but_for_rare().fullmatch(text) is None or not _in_one_encoding(text)


def _in_one_encoding(text: str) -> bool:
    """Whether no encoding was mixed up: nearly always, no sign of it says so."""
    return _unmixed().fullmatch(text) is not None or not encodings.suspects(text)


#: The vowels that tell a reading.
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
#: What `marks` looks for besides what is invisible.
_MARKS = marks.LOOK_ALIKES + marks.PRIVATE
#: What `leftovers` finds it by, but for escapes: markup has these at home.
_LEFTOVERS = "锘烫屯"
#: How references escaped twice and those to private use begin.
_AGAIN, _HIDDEN = "amp;(?:amp;|#|nbsp)", "#(?:[xX][eEfF]|[56][0-9]{4}|[0-9]{6}|[xX]?0|[xX]1)"
_PLANE = "".join(map(chr, range(0x10000)))
#: Beyond the first plane only selectors, compatibility ideographs and private use are signs.
_ASTRAL = "\U00010000-\U0002f7ff\U0002fa1e-\U000e00ff\U000e01f0-\U000effff"


@cache
def _clean(markup: bool) -> re.Pattern[str]:
    """A text without a sign of any family.

    Of the traditional characters those that mirrors write are enough; no reading is without a tone.
    """
    signs = _marks() + _misread() + _LEFTOVERS
    if markup:
        return re.compile(f"(?:[{_all_but(signs + '&')}]++|&(?!{_AGAIN}|{_HIDDEN}))*+")
    signs += r"\\&%"
    return re.compile(f"(?:[{_all_but(signs)}]++|&(?![#a-zA-Z])|%(?![0-9a-fA-Fu]))*+")


@cache
def _clean_but_for_rare() -> re.Pattern[str]:
    """The same, but with the rare characters that a mixed-up encoding brings, too."""
    return re.compile(f"[{_all_but(_marks())}]*+")


@cache
def _unmixed() -> re.Pattern[str]:
    """The same, but with what other families bring, readings too."""
    reading = f"[{encodings.WESTERN}](?!{encodings.WESTERN_TOO})"
    return re.compile(f"(?:[{_all_but(_misread())}]++|{reading})*+")


def _misread() -> str:
    """The signs of mixed-up encodings."""
    return "".join(encodings.signs().values()) + "锟"


def _marks() -> str:
    """The signs of all families but mixed-up encodings."""
    traditional = "".join(t for t, c in characters().items() if c.how == "=" and t != "著")
    return f"{traditional}{_TONES}{marks.UNSEEN}{_MARKS}"


def _all_but(signs: str) -> str:
    """A class of the characters that are no signs; spelt out it is faster than the complement."""
    runs = re.findall(f"[^{signs}]+", _PLANE)
    return "".join(f"{re.escape(r[0])}-{re.escape(r[-1])}" for r in runs) + _ASTRAL
