"""What an archive holds, in numbers; its newest reports; and what it could not take."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, Table, func, select

from shilu.archive import schema

#: So many reports are the newest, and so many refused pages stand on one page of the list.
NEWEST = 10
A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Listed:
    """A report as lists show it, by its best witness, and how many there are."""

    code: str
    headline: str | None
    source: str | None
    published: str | None
    witnesses: int


@dataclass(frozen=True, slots=True)
class Overview:
    """How much an archive holds, the first and last day of its articles, and its newest reports."""

    documents: int
    articles: int
    reports: int
    refused: int
    first_day: str | None
    last_day: str | None
    newest: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class RefusedPage:
    """A page, or an input, that could not be kept as an article: its code where it was decoded."""

    code: str | None
    name: str
    reason: str
    rule: str | None
    added: str


@dataclass(frozen=True, slots=True)
class Refusals:
    """A page of the list of what was refused, the last first; how many there are in all."""

    total: int
    page: int
    size: int
    pages: tuple[RefusedPage, ...]


def overview(connection: Connection) -> Overview:
    """What the archive holds now."""
    article, report = schema.article, schema.report
    newest = (
        select(
            schema.document.c.code,
            article.c.headline,
            article.c.source,
            article.c.published,
            report.c.witnesses,
        )
        .select_from(article)
        .join(report, report.c.best == article.c.document)
        .join(schema.document, schema.document.c.id == article.c.document)
        .where(article.c.day.is_not(None))
        .order_by(article.c.day.desc(), article.c.document.desc())
        .limit(NEWEST)
    )
    return Overview(
        documents=_count(connection, schema.document),
        articles=_count(connection, article),
        reports=_count(connection, report),
        refused=_count(connection, schema.refused),
        first_day=connection.scalar(select(func.min(article.c.day))),  # one by one, by the index
        last_day=connection.scalar(select(func.max(article.c.day))),
        newest=tuple(Listed(*row) for row in connection.execute(newest)),
    )


def refusals(connection: Connection, page: int = 1, size: int = A_PAGE) -> Refusals:
    """The `page`th page of what was refused, the last first."""
    refused = schema.refused
    listed = (
        select(
            schema.document.c.code,
            refused.c.name,
            refused.c.reason,
            refused.c.rule,
            refused.c.added,
        )
        .select_from(refused.outerjoin(schema.document))
        .order_by(refused.c.id.desc())
        .limit(size)
        .offset((page - 1) * size)
    )
    found = tuple(RefusedPage(*row) for row in connection.execute(listed))
    return Refusals(_count(connection, refused), page, size, found)


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0
