"""What a query asks of the archive: its words as they are looked up, its filters as conditions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from sqlalchemy import Select, select

from shilu.archive import schema
from shilu.archive.bigrams import character, evened, pattern, phrase
from shilu.archive.found import Query
from shilu.archive.rows import key
from shilu.archive.words import containing, holding
from shilu.briefs.regions import region
from shilu.errors import QueryError
from shilu.model import EventType

#: What a query may hold: more is not meant as one.
CHARACTERS, WORDS, LIMIT = 500, 32, 200

_WORD = re.compile(r"[“\"]([^”\"]*)[”\"]?|([^\s“”\"，、。；：！？（）《》‘’…]+)")
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a query: as they are asked of the indexes, and as they are found in a text.

    `match` is the FTS5 query of those longer than a character, None where there are none.
    """

    match: str | None
    characters: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]


def checked(query: Query) -> Query:
    """The query, where it can be answered; raises `QueryError` where not."""
    if len(query.words) > CHARACTERS:
        raise QueryError(f"a query has {CHARACTERS} characters at most")
    if not 1 <= query.limit <= LIMIT:
        raise QueryError(f"a page has 1 to {LIMIT} hits")
    if query.page < 1:
        raise QueryError("pages are counted from 1")
    if query.event and query.event not in get_args(EventType):
        raise QueryError(f"{query.event!r}: events are {', '.join(get_args(EventType))}")
    for day in (query.since, query.until):
        if day and not _DAY.fullmatch(day):
            raise QueryError(f"{day!r}: a day is written 2023-05-31, a month 2023-05, a year 2023")
    return query


def words_of(text: str) -> Words:
    """The words of a query, parted by spaces and marks; those in quotes stand together.

    >>> words = words_of('長沙 “金融 合作” 市')
    >>> words.match, words.characters
    ('"长沙" AND "金融 融 合作"', ('市',))
    """
    asked = dict.fromkeys(match[1] or match[2] or "" for match in _WORD.finditer(evened(text)))
    if len(asked) > WORDS:
        raise QueryError(f"a query has {WORDS} words at most")
    characters = {word: found for word in asked if (found := character(word))}
    phrases = filter(None, map(phrase, (word for word in asked if word not in characters)))
    patterns = tuple(filter(None, map(pattern, asked)))
    return Words(" AND ".join(phrases) or None, tuple(characters.values()), patterns)


def conditions(query: Query, words: Words) -> Iterator[Select[int]]:
    """What a query asks, each condition as the ids of the documents that fulfil it."""
    if words.match:
        yield containing(words.match)
    yield from map(holding, words.characters)
    yield from _named(query)
    yield from _told(query)
    yield from _published(query)


def _named(query: Query) -> Iterator[Select[int]]:
    for table, name in ((schema.person, query.person), (schema.organization, query.organization)):
        if name:
            yield select(table.c.document).where(table.c.key == key(name)).distinct()
    if query.place:
        area, place = region(query.place), key(query.place)
        areas, places = schema.region.c, schema.place.c
        if area:
            yield select(areas.document).where(areas.name.in_({area.name, place})).distinct()
        else:
            yield select(places.document).where(places.key == place).distinct()


def _told(query: Query) -> Iterator[Select[int]]:
    event, field = schema.event.c, schema.field.c
    if query.event:
        yield select(event.document).where(event.type == query.event).distinct()
    if query.field:
        yield select(field.document).where(field.field == query.field).distinct()


def _published(query: Query) -> Iterator[Select[int]]:
    article = schema.article.c
    if query.source:
        yield select(article.document).where(article.source_key == key(query.source))
    if query.since or query.until:
        within = select(article.document).where(article.day >= (query.since or ""))
        yield within.where(article.day < query.until + "~") if query.until else within
