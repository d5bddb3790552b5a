"""The repairs, in the order they are made."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from shilu.restore import mirror
from shilu.text import Text


class Repair(NamedTuple):
    """One family of damage: its name, how it is told, and how it is undone."""

    name: str
    detect: Callable[[str], bool]
    repair: Callable[[Text, bool], Text]


REPAIRS: tuple[Repair, ...] = (Repair("mirror", mirror.detect, mirror.repair),)


def restore(text: str | Text, *, markup: bool = False) -> Text:
    received = text if isinstance(text, Text) else Text(text)
    for family in REPAIRS:
        if family.detect(received.value):
            received = family.repair(received, markup)
    return received
