"""What a query asks of the archive: its words as they are looked up, its filters as conditions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias, get_args

from sqlalchemy import Column, Select, bindparam, select

from shilu.archive import schema
from shilu.archive.rows import key
from shilu.archive.search.bigrams import character, evened, pattern, phrase
from shilu.archive.search.found import Query
from shilu.archive.search.words import CONTAINING, HOLDING
from shilu.briefs.regions import region
from shilu.errors import QueryError
from shilu.model import EventType

#: What a query may hold: more is not meant as one.
CHARACTERS, WORDS, LIMIT = 500, 32, 200

_WORD = re.compile(r"[“\"]([^”\"]*)[”\"]?|([^\s“”\"，、。；：！？（）《》‘’…]+)")
_HALF = re.compile("[\ud800-\udfff]")
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
    if _HALF.search("".join(filter(None, (query.words, *_asked(query))))):
        raise QueryError("a query holds half a character (a surrogate), which no text does")
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


def _asked(query: Query) -> tuple[str | None, ...]:
    """The names that a query asks for."""
    return (query.person, query.organization, query.place, query.field, query.source)


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


#: What is asked: the ids of the documents that fulfil it, and what is given for its parameters.
Condition: TypeAlias = tuple[Select[int], dict[str, str]]


def conditions(query: Query, words: Words) -> Iterator[Condition]:
    """What a query asks, one condition after another."""
    if words.match:
        yield CONTAINING, {"match": words.match}
    for one in words.characters:
        yield HOLDING, {"character": f'"{one}"'}
    if query.place:
        area = region(query.place)
        name = area.name if area else key(query.place) or ""
        yield (_AREA if area else _PLACE), {"value": name}
    if query.since or query.until:
        yield _DAYS, {"first": query.since or "", "last": f"{query.until or ''}~"}
    for chosen, value in (
        (_PERSON, key(query.person)),
        (_ORGANIZATION, key(query.organization)),
        (_EVENT, query.event),
        (_FIELD, query.field),
        (_SOURCE, key(query.source)),
    ):
        if value:
            yield chosen, {"value": value}


def _where(column: Column[str]) -> Select[int]:
    return select(column.table.c.document).where(column == bindparam("value"))


_PERSON, _ORGANIZATION = _where(schema.person.c.key), _where(schema.organization.c.key)
_AREA, _PLACE = _where(schema.region.c.name), _where(schema.place.c.key)
_EVENT, _FIELD = _where(schema.event.c.type), _where(schema.field.c.field)
_SOURCE = _where(schema.article.c.source_key)
#: A month or a year is what its days begin with; ~ stands after all that may follow.
_DAYS = select(schema.article.c.document).where(
    schema.article.c.day >= bindparam("first"), schema.article.c.day < bindparam("last")
)
