"""Search: the reports whose articles hold all words and fit all filters, the foremost first.

Words and filters are looked up in every witness, and counted by report. What is found is a set of
documents; rank, facets and snippets are made of the foremost alone, so that a word that stands
everywhere costs hardly more than a rare one (`docs/decisions/search-in-sets.md`).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, select

from shilu.archive import schema
from shilu.archive.packing import unpack_article_text, unpack_text
from shilu.archive.search.asking import Words, checked, conditions, words_of
from shilu.archive.search.facets import facets
from shilu.archive.search.found import Count, Facets, Hit, Query, Results, Snippet
from shilu.archive.search.ranking import Matches, Newest, Place, newest_reports, placed
from shilu.archive.search.sets import given_ids, ids, listed, pairs
from shilu.archive.search.snippets import marks, snippets

__all__ = ["Count", "Facets", "Hit", "Query", "Results", "Snippet", "search"]

_ARTICLE, _DOCUMENT, _REPORT = schema.article.c, schema.document.c, schema.report.c
_SHOWN = (
    select(
        *(_DOCUMENT.id, _DOCUMENT.code, _REPORT.best, _REPORT.witnesses, _ARTICLE.headline),
        *(_ARTICLE.source, _ARTICLE.published, _ARTICLE.language, _ARTICLE.damage),
        *(schema.record.c.record, schema.source.c.text),
    )
    .join(schema.article, _ARTICLE.document == _DOCUMENT.id)
    .join(schema.report, _REPORT.id == _ARTICLE.report)
    .join(schema.record, schema.record.c.document == _DOCUMENT.id)
    .join(schema.source, schema.source.c.document == _DOCUMENT.id)
    .where(_DOCUMENT.id.in_(given_ids()))
)
_BEST = select(_REPORT.id, _REPORT.best).where(_REPORT.id.in_(given_ids()))
_ALL = select(_ARTICLE.document)
#: Facets are counted of so many reports, the newest.
FACETED = 500


def search(connection: Connection, query: Query) -> Results:
    """The answer to `query`; raises `QueryError` where it cannot be answered."""
    words = words_of(checked(query).words)
    found, found_by_words = _found(connection, query, words)
    newest = Newest(connection, found, f"{query.until}~" if query.until else None)
    matches = newest.matches()
    first, last = (query.page - 1) * query.limit, query.page * query.limit
    places = islice(placed(connection, newest, words, found_by_words), first, last)
    return Results(
        query=query,
        total=len(matches),
        hits=_hits(connection, matches, list(places), words),
        facets=_facets(connection, matches, newest) if query.facets else None,
    )


def _found(connection: Connection, query: Query, words: Words) -> tuple[set[int], int]:
    """The documents that fulfil every condition; how many there are that hold the words."""
    if query.words.strip() and not words.patterns:
        return set(), 0
    asked = [set(ids(connection, chosen, **given)) for chosen, given in conditions(query, words)]
    if not asked:
        return set(ids(connection, _ALL)), 0
    by_words = asked[: bool(words.match) + len(words.characters)]
    return set.intersection(*sorted(asked, key=len)), min(map(len, by_words), default=0)


def _facets(connection: Connection, matches: Matches, newest: Newest) -> Facets:
    return facets(connection, matches.witnesses(newest_reports(newest, FACETED)))


def _hits(
    connection: Connection, matches: Matches, places: Sequence[Place], words: Words
) -> tuple[Hit, ...]:
    """The hits of a page, each shown by its report's best witness if that was found."""
    best = dict(pairs(connection, _BEST, ids=listed([place.report for place in places])))
    shown = [
        best[place.report] if best[place.report] in matches.found else place.document
        for place in places
    ]
    rows = {row.id: row for row in connection.execute(_SHOWN, {"ids": listed(shown)})}
    return tuple(_hit(rows[id], place, words) for id, place in zip(shown, places, strict=True))


def _hit(row: Row[*tuple[Any, ...]], place: Place, words: Words) -> Hit:
    text = unpack_article_text(row.record, unpack_text(row.text))
    return Hit(
        code=row.code,
        report=place.report,
        witnesses=row.witnesses,
        best=row.best == row.id,
        headline=row.headline,
        marks=marks(row.headline or "", words.patterns),
        source=row.source,
        published=row.published,
        language=row.language,
        damage=row.damage,
        score=place.score,
        snippets=snippets(text, words.patterns),
    )
