"""Series as the script of the charts reads them: points in an attribute of the page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time

import msgspec

from shilu.mentions import edtf


def chart_points(found: Iterable[tuple[str | None, float | None]]) -> str | None:
    """Values by their periods as JSON: `[[seconds, value, kind], …]`, each at its period's end.

    A line joins periods of one kind only: not a month and the months since January. None where
    they are of less than two periods: there is nothing to draw.

    >>> chart_points([("2022", 4), ("2023-01/2023-05", 5), (None, 1)])
    '[[1672444800,4,"year"],[1685491200,5,"stretch"]]'
    """
    points = sorted(
        (_end(period), value, _kind(period))
        for period, value in found
        if period and value is not None
    )
    if len({at for at, _, _ in points}) < 2:
        return None
    return msgspec.json.encode(points).decode()


def _kind(period: str) -> str:
    if "/" in period:
        return "stretch"
    _, *month = period.rstrip("?~%").split("-")
    if len(month) == 1 and month[0] > "12":
        return "season"
    return ("year", "month", "day")[len(month)] if len(month) < 3 else "day"


def _end(period: str) -> int:
    return int(datetime.combine(edtf.last_day(period), time(), UTC).timestamp())
