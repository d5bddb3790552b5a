"""What is marked in an article and in the page it came from, and the cutting of text at marks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from shilu.model import Event, Evidence, Mention, Record, Statement, value_name
from shilu.show.labels import LAYERS, Item, items
from shilu.text import Span, Text

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Mark(Generic[T]):
    """Something to be shown at stretches of a text."""

    span: Span
    what: T


@dataclass(frozen=True, slots=True)
class Note:
    """A mention as it is shown: its key, its layer and item, where it stands on both sides."""

    key: str
    layer: str
    item: Item
    mention: Mention
    spans: tuple[Span, ...]
    origins: tuple[Span, ...]

    @property
    def name(self) -> str | None:
        """What the mention is called whoever reads the page, and whenever."""
        return value_name(self.layer, self.mention)


@dataclass(frozen=True, slots=True)
class Source:
    """The evidence of a field of the article as it is shown, and its key."""

    key: str
    evidence: Evidence


def body_of(record: Record) -> Text | None:
    """The article's body with its way back to the page as received, None if it was not kept."""
    body = getattr(record, "_body", None)
    return body if isinstance(body, Text) else None


def page_of(record: Record) -> Text | None:
    """The restored page over the page as received, None if it was not kept."""
    page = getattr(record, "_page", None)
    return page if isinstance(page, Text) else None


def notes_of(record: Record) -> tuple[Note, ...]:
    """Every mention of a record in the order of the layers, keyed by number."""
    body = body_of(record)
    notes: list[Note] = []
    for layer in LAYERS:
        for item in items(record, layer):
            mentions = (item,) if isinstance(item, Mention) else item.mentions
            for mention in mentions:
                spans = _spans(mention)
                origins = _origins(mention, spans, body)
                notes.append(Note(str(len(notes)), layer.name, item, mention, spans, origins))
    return tuple(notes)


def sources_of(record: Record) -> tuple[Source, ...]:
    """The evidence of the article's fields, keyed apart from the mentions."""
    return tuple(Source(f"e{n}", evidence) for n, evidence in enumerate(record.article.evidence))


def _spans(mention: Mention) -> tuple[Span, ...]:
    if isinstance(mention, Event | Statement) and mention.spans:
        return mention.spans
    return (mention.span,)


def _origins(mention: Mention, spans: tuple[Span, ...], body: Text | None) -> tuple[Span, ...]:
    if body is not None and len(spans) > 1:
        return tuple(origin for s in spans if (origin := body.origin(s)).end > origin.start)
    return (mention.origin,) if mention.origin else ()


def segments(
    length: int, marks: Iterable[Mark[T]], cuts: Iterable[int] = ()
) -> Iterator[tuple[Span, tuple[T, ...]]]:
    """The stretches of a text of `length` between all ends of marks and `cuts`, in order.

    Each comes with what marks it, the shortest mark first; marks may nest and overlap. Empty marks
    and what lies past the end mark nothing.

    >>> [(tuple(s), w) for s, w in segments(4, [Mark(Span(0, 3), "a"), Mark(Span(1, 2), "b")])]
    [((0, 1), ('a',)), ((1, 2), ('b', 'a')), ((2, 3), ('a',)), ((3, 4), ())]
    """
    opening: dict[int, list[Mark[T]]] = defaultdict(list)
    closing: dict[int, list[Mark[T]]] = defaultdict(list)
    for mark in marks:
        start, end = max(0, mark.span.start), min(length, mark.span.end)
        if start < end:
            opening[start].append(mark)
            closing[end].append(mark)
    inner = {at for at in cuts if 0 < at < length}
    points = sorted({0, length, *opening, *closing, *inner})
    active: dict[int, Mark[T]] = {}
    for start, end in pairwise(points):
        for mark in closing[start]:
            active.pop(id(mark), None)
        for mark in opening[start]:
            active[id(mark)] = mark
        inside = sorted(active.values(), key=lambda m: m.span.end - m.span.start)
        yield Span(start, end), tuple(mark.what for mark in inside)
