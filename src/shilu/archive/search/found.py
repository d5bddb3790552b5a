"""What is asked of an archive, and what is found: the types of a search.

Offsets count in the article's own text, so that whoever shows a snippet can mark what was found.
"""

from __future__ import annotations

from dataclasses import dataclass

from shilu.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is looked for: words, all of which must occur, and what the article must name.

    Words are parted by spaces; "words in quotes" stand together. `event` is a type of event,
    `field` one of commitments. `since` and `until` are days, months or years, both included.
    `page` counts from 1, `limit` is the hits of a page.
    """

    words: str = ""
    person: str | None = None
    organization: str | None = None
    place: str | None = None
    event: str | None = None
    field: str | None = None
    source: str | None = None
    since: str | None = None
    until: str | None = None
    page: int = 1
    limit: int = 20
    facets: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A stretch of an article, as printed: `text` is what stands at `span`.

    It is the sentence at `sentence`, or as much of it as fits; `marks` are the words found in it,
    none where the article was not found by its text. All three count in the article's text.
    """

    text: str
    span: Span
    sentence: Span
    marks: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A report that was found, as one of its witnesses tells it.

    That is its best one (`best`), or where only others hold what was asked for, the first of
    these. `marks` are the words found in the headline. `score` is higher for what fits better;
    None where hits stand by day.
    """

    code: str
    report: int
    witnesses: int
    best: bool
    headline: str | None
    marks: tuple[Span, ...]
    source: str | None
    published: str | None
    language: str | None
    damage: float
    score: float | None
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A value to narrow a search by, what it is called, and how many of the reports have it."""

    value: str
    name: str
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """The values that reports of a result have most often; `of` is how many were looked at.

    Where that is fewer than were found, they are the newest.
    """

    of: int
    people: tuple[Count, ...]
    organizations: tuple[Count, ...]
    places: tuple[Count, ...]
    events: tuple[Count, ...]
    fields: tuple[Count, ...]
    sources: tuple[Count, ...]
    years: tuple[Count, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """The answer to a query: how many reports were found, a page of them, and their facets."""

    query: Query
    total: int
    hits: tuple[Hit, ...]
    facets: Facets | None
