"""Values counted once for each report: those of its best witness."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Table, select

from shilu.archive import schema


def is_best(values: Table) -> ColumnElement[bool]:
    """Whether the document of a value is the best witness of its report.

    Most reports have one witness: the others are asked for, which are few.
    """
    article, report = schema.article.c, schema.report.c
    others = select(article.document).join(schema.report, report.id == article.report)
    return values.c.document.not_in(
        others.where(report.witnesses > 1, report.best != article.document)
    )
