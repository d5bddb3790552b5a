"""Figures across reports: what is measured where, and one measure of one area over time.

Figures of one measure, area, counterpart, unit and kind of growth make a series. A report's figures
are those of its best witness.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, func, literal, select

from shilu.archive import schema
from shilu.archive.documents import records
from shilu.archive.rows import key
from shilu.archive.search.sets import rows_of
from shilu.archive.search.snippets import sentence_at
from shilu.archive.views.bests import is_best
from shilu.archive.views.entities import Told, told_by
from shilu.briefs.model import Series
from shilu.briefs.model import Told as Place
from shilu.briefs.regions import region
from shilu.briefs.series import Reading, one_series
from shilu.model import Bound, Record

_FIGURE = schema.figure.c
_SERIES = (
    _FIGURE.measure_key,
    _FIGURE.area,
    _FIGURE.counterpart,
    _FIGURE.unit,
    _FIGURE.change,
)
#: Series on a page of the list; values on a page of a series, and the most that one is read of.
A_PAGE, VALUES, MOST = 50, 40, 5000


@dataclass(frozen=True, slots=True)
class SeriesOf:
    """What a series is of: a measure of an area, or of its flow with a counterpart, in a unit.

    `measure` is in simplified characters, without the area.
    """

    measure: str
    area: str | None = None
    counterpart: str | None = None
    unit: str = ""
    change: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureQuery:
    """Which series are asked for: `measure` stands in theirs, the others are theirs."""

    measure: str | None = None
    area: str | None = None
    counterpart: str | None = None
    unit: str | None = None
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesListed:
    """A series as lists show it: how often it is reported, over which periods, and what last.

    `low`, `high` and `bound` are of the last period; None where values of it differ or none is
    known. `disagree` says that they differ.
    """

    measure: str
    area: str | None
    counterpart: str | None
    unit: str
    change: str | None
    values: int
    reports: int
    periods: int
    first_period: str | None
    last_period: str | None
    low: int | float | None
    high: int | float | None
    bound: Bound | None
    disagree: bool

    @property
    def of(self) -> SeriesOf:
        """What it is a series of."""
        return SeriesOf(self.measure, self.area, self.counterpart, self.unit, self.change)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A page of the series asked for, those of most reports first; `total` is how many there are.

    `unnamed` figures of the archive say a value without a measure, and are in no series.
    """

    query: FigureQuery
    total: int
    unnamed: int
    page: int
    size: int
    series: tuple[SeriesListed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSeries:
    """A page of a series: its periods in order, those without one last.

    `total` is how many values it has, in how many `reports`; `sources` are the documents that tell
    those of this page, to which `page` of each place leads. A period stands whole on one page.
    """

    of: SeriesOf
    total: int
    reports: int
    page: int
    pages: int
    series: Series
    sources: tuple[Told, ...]


def figures(connection: Connection, query: FigureQuery) -> Figures:
    """The series that a query asks for."""
    found = list(_asked(query))
    each = select(literal(1)).select_from(schema.figure).where(*found).group_by(*_SERIES)
    reports = func.count(_FIGURE.document.distinct()).label("reports")
    page = select(*_SERIES, reports).where(*found).group_by(*_SERIES)
    page = page.order_by(reports.desc(), func.count().desc())
    rows = connection.execute(page.limit(A_PAGE).offset((query.page - 1) * A_PAGE)).all()
    unnamed = select(func.count()).where(_FIGURE.measure_key.is_(None), is_best(schema.figure))
    return Figures(
        query=query,
        total=connection.scalar(select(func.count()).select_from(each.subquery())) or 0,
        unnamed=connection.scalar(unnamed) or 0,
        page=query.page,
        size=A_PAGE,
        series=tuple(_listed(connection, {SeriesOf(*of): n for *of, n in rows})),
    )


def figure_series(connection: Connection, of: SeriesOf, page: int = 1) -> FigureSeries | None:
    """A page of a series; None where no report has a figure of it, or it has no such page."""
    spots = _spots(connection, of)
    parts = list(_parts(spots))
    if not 0 < page <= len(parts):
        return None
    documents = list(dict.fromkeys(spot.document for spot in parts[page - 1]))
    read = dict(zip(documents, records(connection, documents), strict=True))
    told = told_by(connection, documents)
    place = {id: at for at, id in enumerate(documents)}
    readings = [
        _reading(read[spot.document], spot.n, place[spot.document]) for spot in parts[page - 1]
    ]
    return FigureSeries(
        of=of,
        total=len(spots),
        reports=len({spot.document for spot in spots}),
        page=page,
        pages=len(parts),
        series=one_series(readings),
        sources=tuple(told[id] for id in documents),
    )


def _asked(query: FigureQuery) -> Iterator[ColumnElement[bool]]:
    """The conditions of a query."""
    yield _FIGURE.measure_key.is_not(None)
    if query.measure:
        yield func.instr(_FIGURE.measure_key, key(query.measure)) > 0
    for column, name in ((_FIGURE.area, query.area), (_FIGURE.counterpart, query.counterpart)):
        if name:
            known = region(name)
            yield column == (known.name if known else key(name))
    if query.unit:
        yield _FIGURE.unit == query.unit
    yield is_best(schema.figure)


def _listed(connection: Connection, reports: dict[SeriesOf, int]) -> Iterator[SeriesListed]:
    """Series as lists show them, given with how many reports have each."""
    given = rows_of([astuple(of) for of in reports], len(_SERIES)).subquery()
    period = _FIGURE.period
    told = (func.count(), func.count(period.distinct()), func.min(period), func.max(period))
    counted = select(given.c.n, *told).join_from(given, schema.figure, _same(given))
    counted = counted.where(is_best(schema.figure)).group_by(given.c.n)
    counts = {n: tuple(found) for n, *found in connection.execute(counted)}
    last = _last(connection, [(*astuple(of), counts[n][3]) for n, of in enumerate(reports)])
    for n, (of, of_reports) in enumerate(reports.items()):
        values, periods, first_period, last_period = counts[n]
        known = last[n][0] if len(last[n]) == 1 else (None, None, None)
        yield SeriesListed(
            measure=of.measure,
            area=of.area,
            counterpart=of.counterpart,
            unit=of.unit,
            change=of.change,
            values=values,
            reports=of_reports,
            periods=periods,
            first_period=first_period,
            last_period=last_period,
            low=known[0],
            high=known[1],
            bound=known[2],
            disagree=last_period is not None and len(last[n]) > 1,
        )


_Value = tuple[int | float | None, int | float | None, Bound]


def _last(
    connection: Connection, series: Sequence[tuple[str | None, ...]]
) -> defaultdict[int, list[_Value]]:
    """The different values that series have in a period, given as the last of each."""
    given = rows_of(series, len(_SERIES) + 1).subquery()
    within = and_(_same(given), _FIGURE.period.is_not_distinct_from(given.c[f"c{len(_SERIES)}"]))
    values = (_FIGURE.low, _FIGURE.high, _FIGURE.bound)
    asked = select(given.c.n, *values).join_from(given, schema.figure, within)
    found: defaultdict[int, list[_Value]] = defaultdict(list)
    for n, low, high, bound in connection.execute(asked.where(is_best(schema.figure)).distinct()):
        found[n].append((low, high, bound))
    return found


def _same(given: Any) -> ColumnElement[bool]:
    """Whether a figure is of the series that a row gives."""
    same = (of.is_not_distinct_from(given.c[f"c{at}"]) for at, of in enumerate(_SERIES))
    return and_(*same)


class _Spot(NamedTuple):
    """Where a figure stands, and the period it is of."""

    document: int
    n: int
    period: str | None


def _spots(connection: Connection, of: SeriesOf) -> list[_Spot]:
    """Where the figures of a series stand: by period, in each those published first before."""
    same = (
        column.is_not_distinct_from(value)
        for column, value in zip(_SERIES, astuple(of), strict=True)
    )
    day = schema.article.c.day
    asked = select(_FIGURE.document, _FIGURE.n, _FIGURE.period).where(*same, is_best(schema.figure))
    asked = asked.join(schema.article, schema.article.c.document == _FIGURE.document)
    asked = asked.order_by(_FIGURE.period.nulls_last(), day, _FIGURE.document, _FIGURE.n)
    return [_Spot(*row) for row in connection.execute(asked.limit(MOST))]


def _parts(spots: Sequence[_Spot]) -> Iterator[Sequence[_Spot]]:
    """The pages of a series: a period that is known is not cut apart."""
    first = 0
    while first < len(spots):
        last = min(first + VALUES, len(spots))
        while last < len(spots) and spots[last].period == spots[last - 1].period is not None:
            last += 1
        yield spots[first:last]
        first = last


def _reading(record: Record, n: int, place: int) -> Reading:
    """A figure of a record as series are made of it; `place` is where its document is told."""
    figure, text = record.figures[n], record.article.text
    told = Place(
        page=place,
        text=figure.text,
        sentence=text[slice(*sentence_at(text, figure.span))],
        span=figure.span,
        origin=figure.origin,
        rule=figure.rule,
        scope="line",
        regions=(),
        doubtful=figure.doubtful is True,
    )
    return Reading(figure, told)
