"""Series as the script of the charts reads them: points in an attribute of the page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time

import msgspec

from shilu.mentions import edtf


def chart_points(found: Iterable[tuple[str | None, float | None]]) -> str | None:
    """Values by their periods as JSON: `[[seconds, value], …]`, each at the end of its period.

    None where they are of less than two periods: there is nothing to draw.

    >>> chart_points([("2022", 4), ("2023-01/2023-05", 5), (None, 1)])
    '[[1672444800,4],[1685491200,5]]'
    """
    points = sorted(
        (_end(period), value) for period, value in found if period and value is not None
    )
    if len({at for at, _ in points}) < 2:
        return None
    return msgspec.json.encode(points).decode()


def _end(period: str) -> int:
    return int(datetime.combine(edtf.last_day(period), time(), UTC).timestamp())
