"""Reports: what several documents are copies of, and the witness each is shown by."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, func, insert, select

from shilu.archive import schema
from shilu.model import Record


def assign(connection: Connection, records: Sequence[tuple[int, Record]]) -> None:
    """Give each of new articles its report, and put in its row of `article`."""
    first = 1 + (connection.scalar(select(func.max(schema.report.c.id))) or 0)
    for report, (id, record) in enumerate(records, first):
        connection.execute(insert(schema.report).values(id=report, best=id, witnesses=1))
        connection.execute(insert(schema.article).values(_article(id, report, record)))


def _article(id: int, report: int, record: Record) -> dict[str, object]:
    article = record.article
    return {
        "document": id,
        "report": report,
        "headline": article.headline,
        "source": article.source,
        "published": article.published,
        "day": article.published[:10] if article.published else None,
        "language": article.language,
        "length": len(article.text),
        "damage": record.damage_score,
        "doubt": record.doubt_score,
    }
