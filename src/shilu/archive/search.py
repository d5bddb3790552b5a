"""Search: the reports whose articles hold all words and fit all filters, the best first.

Words are looked up in every witness, and counted by report.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec
from backports import zstd
from sqlalchemy import Connection, select

from shilu.archive import schema
from shilu.archive.asking import Words, checked, conditions, words_of
from shilu.archive.facets import facets
from shilu.archive.found import Count, Facets, Hit, Query, Results, Snippet
from shilu.archive.snippets import marks, snippets
from shilu.archive.words import containing, ranked

__all__ = ["Count", "Facets", "Hit", "Query", "Results", "Snippet", "search"]


@dataclass(frozen=True, slots=True)
class _Found:
    """A document that was found; `score` is higher for what fits better."""

    document: int
    report: int
    day: str
    best: bool
    score: float


def search(connection: Connection, query: Query) -> Results:
    """The answer to `query`; raises `QueryError` where it cannot be answered."""
    words = words_of(checked(query).words)
    found = _found(connection, query, words)
    shown: dict[int, _Found] = {}
    for each in sorted(found, key=lambda f: (f.best, f.score)):
        shown[each.report] = each
    scores: dict[int, float] = {}
    for each in found:
        scores[each.report] = max(each.score, scores.get(each.report, each.score))
    order = sorted(shown.values(), key=lambda f: f.document)
    order.sort(key=lambda f: (scores[f.report], f.day), reverse=True)
    page = order[(query.page - 1) * query.limit : query.page * query.limit]
    return Results(
        query=query,
        total=len(order),
        hits=tuple(_hits(connection, page, words, scores if words.match else {})),
        facets=facets(connection, [f.document for f in found], len(order))
        if query.facets
        else None,
    )


def _found(connection: Connection, query: Query, words: Words) -> list[_Found]:
    article, report = schema.article.c, schema.report.c
    if query.words.strip() and not words.match:
        return []
    score: dict[int, float] = {}
    joined = select(article.document, article.report, article.day, report.best)
    joined = joined.join(schema.report, report.id == article.report)
    joined = joined.where(*conditions(query, article.document))
    if words.match:
        joined = joined.where(article.document.in_(containing(words.match)))
        score = {id: round(-rank, 1) for id, rank in connection.execute(ranked(words.match))}
    return [
        _Found(id, of, day or "", best == id, score.get(id, 0.0))
        for id, of, day, best in connection.execute(joined)
    ]


def _hits(
    connection: Connection, page: Sequence[_Found], words: Words, scores: dict[int, float]
) -> Iterable[Hit]:
    document, article, report = schema.document.c, schema.article.c, schema.report.c
    told = (article.headline, article.source, article.published, article.language, article.damage)
    joined = (
        select(article.document, document.code, report.witnesses, *told, schema.record.c.record)
        .join(schema.document, document.id == article.document)
        .join(schema.report, report.id == article.report)
        .join(schema.record, schema.record.c.document == article.document)
    )
    for each in page:
        row = connection.execute(joined.where(article.document == each.document)).one()
        yield Hit(
            code=row.code,
            report=each.report,
            witnesses=row.witnesses,
            best=each.best,
            headline=row.headline,
            marks=marks(row.headline or "", words.patterns),
            source=row.source,
            published=row.published,
            language=row.language,
            damage=row.damage,
            score=scores.get(each.report),
            snippets=snippets(_text(row.record), words.patterns),
        )


class _OfText(msgspec.Struct):
    text: str = ""


class _OfArticle(msgspec.Struct):
    article: _OfText


_decode = msgspec.msgpack.Decoder(_OfArticle).decode


def _text(record: bytes) -> str:
    """The article's text alone, of a record as it is kept."""
    return _decode(zstd.decompress(record)).article.text
