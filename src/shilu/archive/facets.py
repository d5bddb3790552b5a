"""Facets: what the reports of a result name and tell most often."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Integer,
    Select,
    column,
    distinct,
    func,
    select,
)

from shilu.archive import schema
from shilu.archive.found import Count, Facets

#: Values given of each facet.
_VALUES = 10


def facets(connection: Connection, documents: Sequence[int], reports: int) -> Facets:
    """The facets of the articles of `documents`, which are of so many reports."""
    among = _among(documents)
    article, event, field = schema.article.c, schema.event.c, schema.field.c
    person, body, region = schema.person.c, schema.organization.c, schema.region.c

    def counted(
        value: ColumnElement[str], document: Column[int], name: ColumnElement[str] | None = None
    ) -> tuple[Count, ...]:
        found = connection.execute(
            _counted(value, document, among, value if name is None else name)
        )
        return tuple(Count(value=value, name=name, reports=n) for value, name, n in found)

    return Facets(
        of=reports,
        people=counted(person.key, person.document, person.name),
        organizations=counted(body.key, body.document, body.name),
        places=counted(region.name, region.document),
        events=counted(event.type, event.document),
        fields=counted(field.field, field.document),
        sources=counted(article.source, article.document),
        years=counted(func.substr(article.day, 1, 4), article.document),
    )


def _counted(
    value: ColumnElement[str],
    document: Column[int],
    among: Select[int],
    name: ColumnElement[str],
) -> Select[str, str, int]:
    article = schema.article
    reports = func.count(distinct(article.c.report))
    joined = select(value, func.min(name), reports)
    if document.table is not article:
        joined = joined.join(article, article.c.document == document)
    chosen = joined.where(document.in_(among), value.is_not(None)).group_by(value)
    return chosen.order_by(reports.desc(), value).limit(_VALUES)


def _among(documents: Sequence[int]) -> Select[int]:
    """The ids as a table: one parameter, however many they are."""
    ids = func.json_each(str(list(documents))).table_valued(column("value", Integer))
    return select(ids.c.value)
