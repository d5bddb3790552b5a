"""What a value is called: its layer and the characters it came from.

A page keeps its characters whatever becomes of restoration and rules, so that a name given today
leads to the same words tomorrow.
"""

from __future__ import annotations

import re

from shilu.errors import ArchiveError
from shilu.model import Mention, Record

_NAME = re.compile(r"([a-z]+)-(\d{1,12})-(\d{1,12})")


def value_name(layer: str, mention: Mention) -> str | None:
    """The name of a value within its document; None where it has no origin.

    >>> from shilu.text import Span
    >>> figure = Mention(text="20%", span=Span(3, 6), origin=Span(7, 10), rule="figures.share")
    >>> value_name("figures", figure)
    'figures-7-10'
    """
    if mention.origin is None:
        return None
    return f"{layer}-{mention.origin.start}-{mention.origin.end}"


def value_named(record: Record, name: str) -> Mention:
    """The value of a record that is called `name`; raises `ArchiveError` where there is none."""
    if not _NAME.fullmatch(name):
        raise ArchiveError(f"{name!r}: is no value's name, which reads figures-7-10")
    for layer, mention in record.layers():
        if value_name(layer, mention) == name:
            return mention
    raise ArchiveError(f"{name}: the document has no such value")
