"""Values counted once for each report: those of its best witness."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Table, select

from shilu.archive import schema


def is_best(values: Table) -> ColumnElement[bool]:
    """Whether the document of a value is the best witness of its report.

    Most reports have one witness: the others are asked for, which are few.
    """
    article, report = schema.article.c, schema.report.c
    several = report.witnesses > 1
    others = select(article.document).where(
        article.report.in_(select(report.id).where(several)),
        article.document.not_in(select(report.best).where(several)),
    )
    return values.c.document.not_in(others)
