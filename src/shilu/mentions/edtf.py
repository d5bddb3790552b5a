"""Arithmetic on times in Extended Date/Time Format (ISO 8601-2, level 1).

Values are strings: a day 2023-05-29, a month 2023-05, a year 2023, a decade 196X, a century 19XX,
an interval of two of them. Everything here is pure; how a text says a time is no matter of it.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

Part = Literal["early", "middle", "late"]

#: The years of a decade that count as its beginning, middle and end.
_DECADE_PARTS: dict[Part, tuple[int, int]] = {"early": (0, 3), "middle": (4, 6), "late": (7, 9)}


def year(y: int) -> str:
    """The year `y`."""
    return f"{y:04d}"


def month(y: int, m: int) -> str:
    """The month `m` of year `y`; a month beyond the year runs into the next or the last.

    >>> month(2023, 5), month(2023, 0), month(2023, 13)
    ('2023-05', '2022-12', '2024-01')
    """
    y, m = y + (m - 1) // 12, (m - 1) % 12 + 1
    return f"{y:04d}-{m:02d}"


def day(d: date) -> str:
    """The day `d`."""
    return d.isoformat()


def interval(start: str, end: str) -> str:
    """From `start` to `end`; one value where the two are the same."""
    return start if start == end else f"{start}/{end}"


def months(y: int, first: int, last: int) -> str:
    """The months `first` to `last` of year `y`; `last` may run into the next year."""
    return interval(month(y, first), month(y, last))


def quarter(y: int, q: int) -> str:
    """The quarter `q`, 1 to 4, as its months.

    >>> quarter(2023, 3)
    '2023-07/2023-09'
    """
    return months(y, 3 * q - 2, 3 * q)


def season(y: int, s: int) -> str:
    """Spring 1, summer 2, autumn 3, winter 4; winter runs into the next year."""
    return months(y, 3 * s, 3 * s + 2)


def third(y: int, m: int, n: int) -> str:
    """The first, second or last ten days of a month.

    >>> third(2023, 2, 3)
    '2023-02-21/2023-02-28'
    """
    last = (10, 20, monthrange(y, m)[1])[n - 1]
    return interval(day(date(y, m, 10 * n - 9)), day(date(y, m, last)))


def decade(y: int, part: Part | None = None) -> str:
    """The decade that begins with year `y`, or a part of it.

    >>> decade(1960), decade(1960, "early")
    ('196X', '1960/1963')
    """
    if part is None:
        return f"{y // 10:03d}X"
    low, high = _DECADE_PARTS[part]
    return interval(year(y + low), year(y + high))


def century(n: int) -> str:
    """The `n`th century, as its leading digits.

    >>> century(20)
    '19XX'
    """
    return f"{n - 1:02d}XX"


def first_day(value: str) -> date:
    """The first day of `value`."""
    y, *rest = value.split("/")[0].replace("X", "0").split("-")
    m, d = (*map(int, rest), 1, 1)[:2]
    return date(int(y), m, d)


def last_day(value: str) -> date:
    """The last day of `value`.

    >>> last_day("2024-02"), last_day("196X")
    (datetime.date(2024, 2, 29), datetime.date(1969, 12, 31))
    """
    y, *rest = value.split("/")[-1].replace("X", "9").split("-")
    m = int(rest[0]) if rest else 12
    d = int(rest[1]) if len(rest) > 1 else monthrange(int(y), m)[1]
    return date(int(y), m, d)


def until(value: str, end: date) -> str:
    """From the start of `value` to `end`, as fine as `value` is.

    >>> until("2020-01-17", date(2020, 1, 20)), until("2012", date(2023, 5, 31))
    ('2020-01-17/2020-01-20', '2012/2023')
    """
    start = value.split("/")[0].replace("X", "0")
    return interval(start, end.isoformat()[: len(start)])


def year_earlier(value: str, by: int = 1) -> str:
    """The same stretch `by` years earlier; 29 February becomes the 28th.

    >>> year_earlier("2024-02-29"), year_earlier("2023-01/2023-04")
    ('2023-02-28', '2022-01/2022-04')
    """
    return "/".join(_point_earlier(point, by) for point in value.split("/"))


def _point_earlier(point: str, by: int) -> str:
    y, rest = int(point[:4].replace("X", "0")) - by, point[4:]
    if rest == "-02-29" and monthrange(y, 2)[1] == 28:
        rest = "-02-28"
    return f"{y:04d}{rest}"


def counted_days(
    within: tuple[date, date], n: int, *, last: bool = False
) -> tuple[date, date] | None:
    """The first or the last `n` days of a stretch of days, None where it has not so many.

    >>> counted_days((date(2023, 5, 1), date(2023, 5, 31)), 5, last=True)
    (datetime.date(2023, 5, 27), datetime.date(2023, 5, 31))
    """
    start, end = within
    if not 0 < n <= (end - start).days + 1:
        return None
    reach = timedelta(days=n - 1)
    return (end - reach, end) if last else (start, start + reach)


def counted_week(
    within: tuple[date, date], n: int, weekday: int | None = None, *, last: bool = False
) -> tuple[date, date] | None:
    """The `n`th week of a stretch of days, counted by its Mondays, or the `n`th of a weekday.

    >>> counted_week((date(2023, 5, 1), date(2023, 5, 31)), 2)
    (datetime.date(2023, 5, 8), datetime.date(2023, 5, 14))
    """
    start, end = within
    first = start + timedelta(days=((weekday or 0) - start.weekday()) % 7)
    if last:
        first += timedelta(days=(end - first).days // 7 * 7)
    elif n:
        first += timedelta(days=7 * (n - 1))
    if not (n or last) or not start <= first <= end:
        return None
    return first, first + timedelta(days=6 if weekday is None else 0)
