"""Values found by what they are called: their layer and the characters they came from."""

from __future__ import annotations

import re

from shilu.errors import ArchiveError
from shilu.model import Mention, Record, value_name

_NAME = re.compile(r"([a-z]+)-(\d{1,12})-(\d{1,12})")


def value_named(record: Record, name: str) -> Mention:
    """The value of a record that is called `name`; raises `ArchiveError` where there is none."""
    if not _NAME.fullmatch(name):
        raise ArchiveError(f"{name!r}: is no value's name, which reads figures-7-10")
    for layer, mention in record.layers():
        if value_name(layer, mention) == name:
            return mention
    raise ArchiveError(f"{name}: the document has no such value")
