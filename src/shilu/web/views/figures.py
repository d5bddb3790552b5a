"""Figures across reports: the series there are, and each as values over time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import Query as Parameter

from shilu.archive.views.figures import (
    FigureQuery,
    Figures,
    FigureSeries,
    SeriesListed,
    SeriesOf,
    figure_series,
    figures,
)
from shilu.web.errors import Failed, Problem
from shilu.web.faces import Asking, Views
from shilu.web.remembered import Remembered

views = Views("figures")

_Name = Annotated[str, Parameter(max_length=100)]
_Page = Annotated[int, Parameter(ge=1, le=100_000)]

_remembered: Remembered[FigureQuery, Figures] = Remembered()


@views.view(
    "/figures",
    template="figures.html",
    answer=Figures,
    row=SeriesListed,
    rows=lambda found: found.series,
    summary="What is measured: series of figures, those of most reports first",
)
def all_figures(
    asked: Asking,
    measure: _Name = "",
    area: _Name = "",
    counterpart: _Name = "",
    unit: _Name = "",
    page: _Page = 1,
) -> Figures:
    """`measure` stands anywhere in theirs; area, counterpart and unit are theirs."""
    query = FigureQuery(
        measure=measure.strip() or None,
        area=area.strip() or None,
        counterpart=counterpart.strip() or None,
        unit=unit.strip() or None,
        page=page,
    )

    def made() -> Figures:
        with asked.archive.reading() as connection:
            return figures(connection, query)

    return _remembered.get(asked.archive, query, made)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureTold:
    """A value of a series and one place that tells it; `value` is its name in its document."""

    measure: str | None
    area: str | None
    counterpart: str | None
    change: str | None
    period: str | None
    low: int | float | None
    high: int | float | None
    bound: str
    unit: str
    disagree: bool
    against: str | None
    stated_by: tuple[str, ...]
    inferred: tuple[str, ...]
    text: str
    sentence: str
    doubtful: bool
    rule: str
    code: str
    value: str | None
    report: int
    headline: str | None
    source: str | None
    published: str | None


def _rows(found: FigureSeries) -> Iterator[FigureTold]:
    series = found.series
    for point in series.points:
        for value in point.values:
            for told in value.told:
                page, origin = found.sources[told.page], told.origin
                yield FigureTold(
                    measure=series.measure,
                    area=series.area,
                    counterpart=series.counterpart,
                    change=series.change,
                    period=point.period,
                    low=value.low,
                    high=value.high,
                    bound=value.bound,
                    unit=series.unit,
                    disagree=point.disagree,
                    against=value.against,
                    stated_by=value.stated_by,
                    inferred=value.inferred,
                    text=told.text,
                    sentence=told.sentence,
                    doubtful=told.doubtful,
                    rule=told.rule,
                    code=page.code,
                    value=f"figures-{origin.start}-{origin.end}" if origin else None,
                    report=page.report,
                    headline=page.headline,
                    source=page.source,
                    published=page.published,
                )


@views.view(
    "/figures/series",
    template="series.html",
    answer=FigureSeries,
    row=FigureTold,
    rows=_rows,
    summary="One measure of one area, or of its flow with another, by period",
)
def one_series(
    asked: Asking,
    measure: _Name,
    area: _Name = "",
    counterpart: _Name = "",
    unit: _Name = "",
    change: _Name = "",
    page: _Page = 1,
) -> FigureSeries:
    """Values of one period that differ stand side by side; each with the sentence that tells it."""
    of = SeriesOf(measure, area or None, counterpart or None, unit, change or None)
    with asked.archive.reading() as connection:
        found = figure_series(connection, of, page)
    if found is None:
        raise Failed(Problem(404, "档案里没有这样的数字", "The archive has no such figures"))
    return found
