"""A document whole: its record, where it was met, its versions and copies, how it is cited."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from shilu.archive import schema
from shilu.archive.documents import Document, addresses, find, page_of, record_of, versions
from shilu.archive.views.citation import Citation, cite
from shilu.model import Record, Refusal

#: So much of a page that was refused is shown, in characters.
BEGINNING = 2_000


@dataclass(frozen=True, slots=True)
class Copy:
    """A witness of a report: a document that tells it, and whether it is the best one."""

    code: str
    headline: str | None
    source: str | None
    published: str | None
    length: int
    damage: float
    best: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A document: `record` and `citation` of an article, else `refused`, and how it begins.

    `versions` are the documents met at an address of this one, the oldest first, and `witnesses`
    the copies of its report, the best first; it is among both.
    """

    document: Document
    record: Record | None
    refused: Refusal | None
    beginning: str | None
    addresses: tuple[str, ...]
    versions: tuple[Document, ...]
    report: int | None
    witnesses: tuple[Copy, ...]
    citation: Citation | None


def whole(connection: Connection, code: str) -> Whole:
    """The document whose code begins with `code`; raises `NoDocument` where there is none."""
    document = find(connection, code)
    record = record_of(connection, document.id)
    report = _report(connection, document.id)
    return Whole(
        document=document,
        record=record,
        refused=None if record else _refusal(connection, document.id),
        beginning=None if record else page_of(connection, document.id).text[:BEGINNING],
        addresses=tuple(addresses(connection, document.id)),
        versions=tuple(versions(connection, document.id)),
        report=report,
        witnesses=_witnesses(connection, report),
        citation=cite(connection, document.code) if record else None,
    )


def _report(connection: Connection, document: int) -> int | None:
    of = select(schema.article.c.report).where(schema.article.c.document == document)
    return connection.scalar(of)


def _refusal(connection: Connection, document: int) -> Refusal | None:
    refused = schema.refused.c
    told = select(refused.reason, refused.rule).where(refused.document == document)
    row = connection.execute(told).one_or_none()
    return Refusal(reason=row.reason, rule=row.rule or "") if row else None


def _witnesses(connection: Connection, report: int | None) -> tuple[Copy, ...]:
    if report is None:
        return ()
    article = schema.article.c
    best = (schema.report.c.best == article.document).label("best")
    told = (article.headline, article.source, article.published, article.length, article.damage)
    copies = (
        select(schema.document.c.code, *told, best)
        .join(schema.document, schema.document.c.id == article.document)
        .join(schema.report, schema.report.c.id == article.report)
        .where(article.report == report)
        .order_by(best.desc(), article.document)
    )
    return tuple(Copy(*row) for row in connection.execute(copies))
