"""Where witnesses disagree in a number, a date or a name: every reading, side by side."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from shilu.archive.copies.aligning import Part
from shilu.archive.copies.collated import Attested, Disagreement, Reading, ReadingKind
from shilu.archive.copies.likeness import squeezed
from shilu.archive.copies.sides import Pair, Side
from shilu.model import Mention, Record
from shilu.text import Span

#: A number that no figure and no time is made of: 第5届.
_NUMBER = re.compile(r"\d[\d.,]*|[零〇一二三四五六七八九十百千万亿两]+")


class Place(NamedTuple):
    """A stretch of the best witness that some copy has otherwise, and what it is."""

    start: int
    stop: int
    kind: ReadingKind


def disagreements(best: Side, pairs: Sequence[Pair]) -> tuple[Disagreement, ...]:
    """The disagreements of a report's witnesses, in the order of the best."""
    spans = {pair.copy.code: Spans(pair.copy) for pair in pairs}
    ours = Spans(best)
    places = {place for pair in pairs for place in _places(pair, ours, spans[pair.copy.code])}
    found = (_disagreement(best, place, pairs) for place in _apart(sorted(places)))
    return tuple(each for each in found if each is not None)


class Spans:
    """Where a witness names dates, numbers and names, for looking up."""

    def __init__(self, side: Side) -> None:
        self.side = side

    @cached_property
    def _by_kind(self) -> dict[ReadingKind, list[Span]]:
        record = self.side.record
        return {
            "date": _outermost(each.span for each in record.times),
            "number": _outermost([*(f.span for f in record.figures), *self._numbers()]),
            "name": _outermost(mention.span for mention in _names(record)),
        }

    def _numbers(self) -> Iterator[Span]:
        return (Span(*found.span()) for found in _NUMBER.finditer(self.side.folded))

    def around(self, kind: ReadingKind, stretch: range) -> range | None:
        """The stretch with all of that kind that it touches; None where it touches none."""
        spans = self._by_kind[kind]
        first = max(0, bisect_left(spans, (stretch.start, 0)) - 1)
        touched = []
        for span in spans[first:]:
            if span.start > stretch.stop:
                break
            if _touches(span, stretch):
                touched.append(span)
        if not touched:
            return None
        start = min(stretch.start, touched[0].start)
        return range(start, max(stretch.stop, *(span.end for span in touched)))


def _touches(span: Span, stretch: range) -> bool:
    if stretch:
        return span.start < stretch.stop and stretch.start < span.end
    return span.start <= stretch.start <= span.end


def _names(record: Record) -> Iterator[Mention]:
    for entities in (record.people, record.organizations, record.places):
        for entity in entities:
            yield from entity.mentions


def _outermost(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those left out that lie in others; overlapping ones as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, end))
        else:
            found.append(Span(start, end))
    return found


def _places(pair: Pair, ours: Spans, theirs: Spans) -> Iterator[Place]:
    """The dates, numbers and names of the best that stand otherwise in a copy."""
    for block in pair.blocks:
        if block.kind == "changed":
            for part in pair.parts(block):
                if part.kind != "same" and (place := _place(part, ours, theirs)):
                    yield place


def _place(part: Part, ours: Spans, theirs: Spans) -> Place | None:
    """What a part that differs touches: a date before a number before a name, on both sides."""
    kinds: tuple[ReadingKind, ...] = ("date", "number", "name")
    for kind in kinds:
        here = ours.around(kind, part.ours)
        if here is not None and theirs.around(kind, part.theirs) is not None:
            return Place(here.start, here.stop, kind)
    return None


def _apart(places: Iterable[Place]) -> list[Place]:
    """Places in order, overlapping ones as one: it is what the first of them is."""
    found: list[Place] = []
    for place in places:
        if found and place.start < found[-1].stop:
            found[-1] = found[-1]._replace(stop=max(found[-1].stop, place.stop))
        else:
            found.append(place)
    return found


def _disagreement(best: Side, place: Place, pairs: Sequence[Pair]) -> Disagreement | None:
    """Every reading of a place; None where they differ in nothing but marks or script."""
    here = range(place.start, place.stop)
    said: dict[str, list[Attested]] = {}
    for side, stretch in [(best, here), *((pair.copy, pair.there(here)) for pair in pairs)]:
        if stretch and (attested := _attested(side, stretch)):
            words = squeezed(side.folded[stretch.start : stretch.stop])
            said.setdefault(words, []).append(attested)
    if len(said) < 2:
        return None
    readings = (Reading(text=each[0].passage.text, attested=tuple(each)) for each in said.values())
    return Disagreement(kind=place.kind, readings=tuple(readings))


def _attested(side: Side, stretch: range) -> Attested | None:
    passage = side.passage(stretch)
    if passage is None:
        return None
    doubtful = side.is_doubtful(stretch)
    sentence = side.sentence_at(stretch.start)
    return Attested(code=side.code, passage=passage, sentence=sentence, doubtful=doubtful)
