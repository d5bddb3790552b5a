"""The articles that a brief of regions is made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select

from shilu.archive import schema
from shilu.archive.documents import records
from shilu.briefs import Region
from shilu.model import Record


def records_of(connection: Connection, regions: Sequence[Region]) -> Iterator[Record]:
    """The record of every report that names all of `regions`, as its best witness has it.

    One after another in the order in which they were kept; what a brief takes of them, it decides.
    """
    yield from records(connection, documents_of(connection, regions))


def documents_of(connection: Connection, regions: Sequence[Region]) -> list[int]:
    """The best witnesses of all reports that name each of `regions` or a part of it."""
    areas = list(connection.scalars(select(schema.region.c.name).distinct()))
    best = select(schema.report.c.best)
    for region in regions:
        held = [area for area in areas if region.holds(area)]
        named = select(schema.region.c.document).where(schema.region.c.name.in_(held))
        best = best.where(schema.report.c.best.in_(named))
    return list(connection.scalars(best.order_by(schema.report.c.best)))
