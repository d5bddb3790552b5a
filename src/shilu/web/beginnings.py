"""The beginning of a record whose article is too long to be shown whole in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from shilu.model import Mention, Record
from shilu.show.labels import LAYERS, Item, items

#: So many characters of an article are shown; what is told of them makes a page of some megabytes.
SHOWN = 50_000


def beginning(record: Record, most: int = SHOWN) -> Record:
    r"""A record as far as the first `most` characters of its article go; itself if that is all.

    >>> from shilu import read
    >>> record = read("省长李明2023年5月30日在长沙会见香港客人。\n副省长王五5月31日在岳阳调研。")
    >>> [person.name for person in beginning(record, 30).people]
    ['李明']
    """
    text = record.article.text
    if len(text) <= most:
        return record
    end = max(text.rfind("\n", 0, most + 1), 0) or most
    layers: dict[str, Any] = {
        layer.name: tuple(_begun(items(record, layer), end)) for layer in LAYERS
    }
    shown = replace(
        record,
        article=replace(record.article, text=text[:end]),
        repairs=tuple(repair for repair in record.repairs if repair.span.end <= end),
        **layers,
    )
    vars(shown).update(vars(record))  # the way back to the page
    return shown


def _begun(found: tuple[Item, ...], end: int) -> Iterator[Item]:
    """Items that stand before `end`, of those named several times the mentions that do."""
    for item in found:
        if isinstance(item, Mention):
            if item.span.end <= end and all(s.end <= end for s in getattr(item, "spans", ())):
                yield item
        elif mentions := tuple(each for each in item.mentions if each.span.end <= end):
            yield replace(item, mentions=mentions)
