"""One record as a brief looks at it: which of the regions asked for each stretch is of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from shilu.briefs.regions import Region, is_area
from shilu.facts.areas import area_named, find_areas
from shilu.facts.within import Within
from shilu.folding import fold
from shilu.lexicon import rows
from shilu.mentions.areas import areas_outside
from shilu.model import Mention, Mentions, Page, Place, Record, Setting
from shilu.setting import setting_of
from shilu.structure import Structure, parse
from shilu.structure.parse import Starts
from shilu.text import Span


class View:
    """A record and the regions that its stretches name, stated or understood."""

    def __init__(self, record: Record, regions: Sequence[Region]) -> None:
        self.record = record
        self.regions = regions
        self.structure = parse(record.article.text)
        self.setting = _setting(record)
        named = _names(record, self.structure, self.setting)
        self.names = Within(named, lambda pair: pair[0])
        self.is_of_all = len(self._lead()) == len(regions)

    def of(self, spans: Iterable[Span], values: Iterable[str | None] = ()) -> tuple[str, ...]:
        """The regions asked for that stretches or values are of, in the order asked for."""
        found = [name for span in spans for name in self.named(span)]
        found += [part for value in values if value for part in value.split("、")]
        return self._asked(found)

    def named(self, span: Span) -> list[str]:
        """The areas that a stretch names."""
        return [part for _, name in self.names(span) for part in name.split("、")]

    def sentence(self, span: Span) -> Span:
        """The sentence that holds a stretch, or those it runs through."""
        first = self.structure.sentence_at(span.start)
        last = self.structure.sentence_at(max(span.start, span.end - 1))
        start = first.span.start if first else span.start
        return Span(start, max(last.span.end if last else span.end, span.end))

    def _asked(self, found: Iterable[str]) -> tuple[str, ...]:
        areas = set(found)
        return tuple(r.name for r in self.regions if any(r.holds(area) for area in areas))

    def _lead(self) -> tuple[str, ...]:
        """The regions that headline and first paragraph are of: what the page is about."""
        spans = self.structure.paragraphs[:1]
        return self._asked(
            [*_in_headline(self.record, self.setting), *(n for s in spans for n in self.named(s))]
        )


def areas_of(record: Record) -> set[str]:
    """Every area that a record names or is told to be of: none else can be of a brief's regions."""
    own = _setting(record)
    named = [name for _, name in _names(record, _uncut(record.article.text), own)]
    told = [event.place for event in record.events]
    told += [area for figure in record.figures for area in (figure.area, figure.counterpart)]
    told += [commitment.actor for commitment in record.commitments]
    found = [*named, *told, *_in_headline(record, own)]
    return {part for name in set(found) if name for part in name.split("、") if is_area(part)}


def _uncut(text: str) -> Structure:
    """A text that is not cut up, which is enough to find areas in."""
    return Structure(text, fold(text), (), (), (), (), Starts([], [], []))


def _setting(record: Record) -> Setting:
    """The setting of a record's article, where a word leans on it (全省, 我市)."""
    article = record.article
    if _own().search(fold(article.text)) or _own().search(fold(article.headline or "")):
        return setting_of(Page(text="", uri=record.uri), article)
    return Setting()


@cache
def _own() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(row[0]) for row in rows("areas") if row[1] == "own"))


@lru_cache(1 << 14)
def _area_of(name: str) -> str | None:
    """The area that a body's name begins with: the same bodies stand in article after article."""
    return area_named(fold(name))


def _names(record: Record, structure: Structure, setting: Setting) -> list[tuple[Span, str]]:
    """Every stretch of a record's article that names an area, and the area."""
    mentions = Mentions(
        people=record.people,
        organizations=record.organizations,
        places=record.places,
        areas=record.areas,
    )
    names = [(area.span, area.name) for area in find_areas(structure, setting, mentions)]
    for organization in record.organizations:
        area = _area_of(organization.name)
        names += [(m.span, area) for m in organization.mentions if area]
    for person in record.people:
        areas = {role.area for role in person.roles if role.area}
        names += [(m.span, area) for m in person.mentions for area in sorted(areas)]
    return names


def _placed(place: Place, headline: str) -> Place:
    """A place where it stands in a headline."""
    at = headline.index(place.name)
    span = Span(at, at + len(place.name))
    return Place(name=place.name, mentions=(Mention(text=place.name, span=span, rule="headline"),))


def _in_headline(record: Record, setting: Setting) -> list[str]:
    """The areas that a headline names, by name or by letter."""
    structure = _uncut(record.article.headline or "")
    places = tuple(
        _placed(place, structure.text) for place in record.places if place.name in structure.text
    )
    letters = areas_outside(structure, (m.span for place in places for m in place.mentions))
    found = find_areas(structure, setting, Mentions(places=places, areas=letters))
    return [part for area in found for part in area.name.split("、")]
