"""Everything that is kept, article by article, for whoever goes through all of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from shilu.archive import schema
from shilu.archive.packing import unpack_record, unpack_text
from shilu.model import Record


@dataclass(frozen=True, slots=True)
class Kept:
    """An article of the archive: its document's code, its report, whether it is the report's best
    witness, when it was added, and its record.
    """

    code: str
    report: int
    best: bool
    added: str
    record: Record


def kept(
    connection: Connection,
    *,
    since: str | None = None,
    first_day: str | None = None,
    last_day: str | None = None,
) -> Iterator[Kept]:
    """The articles added on `since` or later, published from `first_day` to `last_day` inclusive.

    Days are ISO 8601; where a day of publication is asked for, what bears none is left out. In the
    order in which they were kept; records are read one by one.
    """
    document, article = schema.document.c, schema.article.c
    wanted = select(
        document.id, document.code, document.added, article.report, schema.report.c.best
    )
    wanted = wanted.join(schema.article, article.document == document.id)
    wanted = wanted.join(schema.report, schema.report.c.id == article.report)
    if since is not None:
        wanted = wanted.where(document.added >= since)
    if first_day is not None:
        wanted = wanted.where(article.day >= first_day)
    if last_day is not None:
        wanted = wanted.where(article.day <= last_day)
    for row in connection.execute(wanted.order_by(document.id)).all():
        joined = select(schema.record.c.record, schema.source.c.text).join(
            schema.source, schema.source.c.document == schema.record.c.document
        )
        packed = connection.execute(joined.where(schema.record.c.document == row.id)).one()
        record = unpack_record(packed.record, unpack_text(packed.text))
        yield Kept(row.code, row.report, row.best == row.id, row.added, record)
