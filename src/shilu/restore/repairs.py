"""The repairs, in the order they are made: a list to read, and what walks it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial
from typing import NamedTuple

from shilu.restore import encodings, marks, mirror
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
    Repair("entities", marks.detect_entities, marks.repair_entities),
    Repair("invisible", marks.detect_invisible, marks.repair_invisible),
    Repair("private-use", marks.detect_private, marks.repair_private),
    Repair("forms", marks.detect_forms, marks.repair_forms),
)


def restore(text: str | Text, *, markup: bool = False) -> Text:
    """`text` with every damage undone that can be, each edit naming its repair and its certainty.

    A clean page comes back as the very same string. `markup` says that the text is HTML, where
    character references are at home and a lost byte may have been that of a `<`.

    >>> restore("長(zhǎng)沙發(fā)展").value
    '长沙发展'
    """
    received = text if isinstance(text, Text) else Text(text)
    if not _suspicious(received.value, markup):
        return received
    for family in REPAIRS:
        if family.detect(received.value):
            received = family.repair(received, markup)
    return received


def _suspicious(text: str, markup: bool) -> bool:
    """Whether any family could find something: one scan, and all that a clean page costs."""
    if not markup and marks.detect_entities(text):
        return True
    if text.isascii():
        return False
    return _signs().search(text) is not None


@cache
def _signs() -> re.Pattern[str]:
    """The characters without one of which no family has anything to do.

    Of the traditional characters those that mirrors write are enough; no reading is without a tone.
    """
    traditional = "".join(t for t, c in characters().items() if c.how == "=" and t != "著")
    return re.compile(
        f"[{traditional}{''.join(encodings.signs().values())}锟āǎēěīǐōǒūǔǖǘǚǜ"
        r"\u200b-\u200f\u202a-\u202e\u2060\ufeff\u2e80-\u2fd5\ue000-\uf8ff\uf900-\ufad9\ufe00-\ufe19\ufe30-\ufe44"
        r"]"
    )
