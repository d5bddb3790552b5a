"""Briefs of regions, made of what an archive holds, and which regions it tells of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import ColumnElement, Connection, func, select

from shilu.archive import schema
from shilu.archive.documents import records
from shilu.archive.search.found import Count
from shilu.archive.search.sets import among
from shilu.briefs import Brief, Region, brief, region
from shilu.model import Record

#: So many reports a brief to look at is made of at most: what reads in half a second.
MOST = 500
#: So many regions are listed.
LISTED = 60

_REPORT = schema.report.c
_ARTICLE = schema.article.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Regional:
    """What an archive tells of regions, within days if they are given.

    `reports` name every region; the brief is of the newest of them (`brief.read`, at most `MOST`).
    `years` says how many each year has, whatever days are asked for.
    """

    since: str | None
    until: str | None
    reports: int
    years: tuple[Count, ...]
    brief: Brief


def records_of(connection: Connection, regions: Sequence[Region]) -> Iterator[Record]:
    """The record of every report that names all of `regions`, as its best witness has it.

    One after another in the order in which they were kept; what a brief takes of them, it decides.
    """
    yield from records(connection, documents_of(connection, regions))


def documents_of(connection: Connection, regions: Sequence[Region]) -> list[int]:
    """The best witnesses of all reports that name each of `regions` or a part of it."""
    best = select(_REPORT.best).where(*_naming(connection, regions))
    return list(connection.scalars(best.order_by(_REPORT.best)))


def codes_of(connection: Connection, documents: Sequence[int]) -> list[str]:
    """What documents are called, in the order given."""
    document = schema.document.c
    asked = select(document.id, document.code).where(document.id.in_(among(documents)))
    codes = dict(connection.execute(asked).all())
    return [codes[id] for id in documents]


def regional(
    connection: Connection,
    regions: Sequence[Region],
    since: str | None = None,
    until: str | None = None,
) -> Regional:
    """The brief of the newest reports that name all of `regions`, told within days or years."""
    days = select(_REPORT.best, _ARTICLE.day).join(
        schema.article, _ARTICLE.document == _REPORT.best
    )
    found = connection.execute(days.where(*_naming(connection, regions))).all()
    within = [(day or "", id) for id, day in found if _is_within(day, since, until)]
    newest = sorted(id for _, id in sorted(within, reverse=True)[:MOST])
    return Regional(
        since=since,
        until=until,
        reports=len(within),
        years=_years([day[:4] for _, day in found if day]),
        brief=brief(records(connection, newest), regions, codes_of(connection, newest)),
    )


def named_most(connection: Connection, beside: Region | None = None) -> tuple[Count, ...]:
    """The areas that most reports name, or most of those that name a region `beside` them."""
    area = schema.region.c
    reports = func.count().label("reports")
    named = select(area.name, reports).join(schema.report, _REPORT.best == area.document)
    if beside:
        named = named.where(area.document.in_(among(documents_of(connection, [beside]))))
    named = named.group_by(area.name).order_by(reports.desc(), area.name)
    asked = (row for row in connection.execute(named) if _may_be_asked(row.name, beside))
    return tuple(
        Count(value=name, name=name, reports=count) for name, count in islice(asked, LISTED)
    )


def _may_be_asked(name: str, beside: Region | None) -> bool:
    """Whether a brief can be of the area of a name, and of another region beside it."""
    found = region(name)
    return found is not None and found.name == name and not (beside and beside.holds(name))


def _naming(connection: Connection, regions: Sequence[Region]) -> Iterator[ColumnElement[bool]]:
    """That the best witness of a report names each of `regions`."""
    named = schema.region.c
    areas = list(connection.scalars(select(named.name).distinct()))
    for asked in regions:
        held = [area for area in areas if asked.holds(area)]
        yield _REPORT.best.in_(select(named.document).where(named.name.in_(held)))


def _is_within(day: str | None, since: str | None, until: str | None) -> bool:
    """Whether a day lies within others, or months or years; an unknown one only in none.

    >>> _is_within("2023-05-31", "2023", "2023-05"), _is_within(None, "2023", None)
    (True, False)
    """
    if since is None and until is None:
        return True
    return day is not None and (since or "") <= day < f"{until or ''}~"


def _years(years: Sequence[str]) -> tuple[Count, ...]:
    return tuple(
        Count(value=year, name=year, reports=years.count(year))
        for year in sorted(set(years), reverse=True)
    )
