"""What a query asks of the archive: its words as they are looked up, its filters as conditions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from sqlalchemy import ColumnElement, select

from shilu.archive import schema
from shilu.archive.bigrams import evened, pattern, phrase
from shilu.archive.found import Query
from shilu.archive.rows import key
from shilu.briefs.regions import region
from shilu.errors import QueryError
from shilu.model import EventType

#: What a query may hold: more is not meant as one.
CHARACTERS, WORDS, LIMIT = 500, 32, 200

_WORD = re.compile(r"[“\"]([^”\"]*)[”\"]?|([^\s“”\"，、。；：！？（）《》‘’…]+)")
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a query: how they are asked of the index, and found in a text.

    `match` is None where there is nothing that could be found.
    """

    match: str | None
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

    >>> words_of('長沙 “金融 合作”').match
    '"长沙" AND "金融 融 合作"'
    """
    asked = list(dict.fromkeys(_words(text)))
    if len(asked) > WORDS:
        raise QueryError(f"a query has {WORDS} words at most")
    phrases = filter(None, map(phrase, asked))
    patterns = tuple(filter(None, map(pattern, asked)))
    return Words(" AND ".join(phrases) or None, patterns)


def _words(text: str) -> Iterator[str]:
    return (match[1] or match[2] or "" for match in _WORD.finditer(evened(text)))


def conditions(query: Query, document: ColumnElement[int]) -> list[ColumnElement[bool]]:
    """The filters of a query, as conditions on the id of a document."""
    return [
        *_named(query, document),
        *_told(query, document),
        *_published(query, document),
    ]


def _named(query: Query, document: ColumnElement[int]) -> Iterator[ColumnElement[bool]]:
    for table, name in ((schema.person, query.person), (schema.organization, query.organization)):
        if name:
            yield document.in_(select(table.c.document).where(table.c.key == key(name)))
    if query.place:
        area = region(query.place)
        named = (
            select(schema.region.c.document).where(schema.region.c.name == area.name)
            if area
            else select(schema.place.c.document).where(schema.place.c.key == key(query.place))
        )
        yield document.in_(named)


def _told(query: Query, document: ColumnElement[int]) -> Iterator[ColumnElement[bool]]:
    event, field = schema.event.c, schema.field.c
    if query.event:
        yield document.in_(select(event.document).where(event.type == query.event))
    if query.field:
        yield document.in_(select(field.document).where(field.field == query.field))


def _published(query: Query, document: ColumnElement[int]) -> Iterator[ColumnElement[bool]]:
    article = schema.article.c
    if query.source:
        yield document.in_(select(article.document).where(article.source == query.source))
    if query.since or query.until:
        within = select(article.document).where(article.day.is_not(None))
        if query.since:
            within = within.where(article.day >= query.since)
        if query.until:
            within = within.where(article.day < query.until + "~")
        yield document.in_(within)
