"""Figures by measure and period: what was reported of one thing, over time and side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple, TypeAlias

from shilu.briefs.model import Point, Series, Told, Value
from shilu.folding import fold
from shilu.model import Figure


class Reading(NamedTuple):
    """A figure and where it is told."""

    figure: Figure
    told: Told


Key: TypeAlias = tuple[bool, str, str, str, str, str]

#: What a measure begins with that says whose it is, which `area` says already.
_OWN = re.compile("(?:全省|全市|全区|我省|我市|我区|本省|本港|全港|本澳|全澳|全国|我国)(?=.)")


def series_of(readings: Iterable[Reading]) -> tuple[Series, ...]:
    """The series of all readings, flows between two areas first; in each the periods in order."""
    ordered = sorted(readings, key=lambda r: (_key(r.figure), r.told.page, r.told.span))
    return tuple(one_series(list(group)) for _, group in groupby(ordered, lambda r: _key(r.figure)))


def _key(figure: Figure) -> Key:
    return (
        figure.counterpart is None,
        figure.area or "~",
        figure.counterpart or "",
        bare_measure(figure),
        figure.unit,
        figure.change or "",
    )


def bare_measure(figure: Figure) -> str:
    """A measure in simplified characters without the area it is of.

    >>> from shilu.text import Span
    >>> told = {"text": "", "span": Span(0, 0), "rule": "", "low": 1}
    >>> bare_measure(Figure(**told, measure="湖南省對港進出口", area="湖南"))
    '对港进出口'
    """
    measure = fold(figure.measure or "~")
    area = figure.area
    if area and measure.startswith(area):
        rest = measure[len(area) :]
        measure = (rest[1:] if rest[:1] in ("省", "市") else rest) or measure
    return _OWN.sub("", measure, count=1) if _OWN.match(measure) else measure


def one_series(readings: Sequence[Reading]) -> Series:
    """The series of readings that are of one measure, area, counterpart, unit and growth."""
    figure = readings[0].figure
    return Series(
        measure=figure.measure,
        area=figure.area,
        counterpart=figure.counterpart,
        unit=figure.unit,
        change=figure.change,
        points=tuple(_points(readings)),
    )


def _points(readings: Sequence[Reading]) -> Iterator[Point]:
    """The periods of a series in order, those without one last."""
    ordered = sorted(readings, key=lambda r: (r.figure.period or "~", r.told.page, r.told.span))
    for period, group in groupby(ordered, lambda r: r.figure.period):
        values = tuple(_values(list(group)))
        known = {(v.low, v.high, v.bound) for v in values}
        yield Point(period=period, values=values, disagree=period is not None and len(known) > 1)


def _values(readings: Sequence[Reading]) -> Iterator[Value]:
    """What is reported of one period: the same value from several places is one."""
    alike: dict[tuple[object, ...], list[Reading]] = {}
    for reading in readings:
        figure = reading.figure
        value = (figure.low, figure.high, figure.bound)
        alike.setdefault(value if figure.low is not None else (figure.text,), []).append(reading)
    for same in alike.values():
        yield _value(same)


def _value(same: Sequence[Reading]) -> Value:
    figure: Figure = same[0].figure
    return Value(
        low=figure.low,
        high=figure.high,
        bound=figure.bound,
        against=figure.of or figure.among or figure.base or None,
        stated_by=tuple(dict.fromkeys(r.figure.stated_by for r in same if r.figure.stated_by)),
        inferred=figure.inferred or (),
        told=tuple(reading.told for reading in same),
    )
