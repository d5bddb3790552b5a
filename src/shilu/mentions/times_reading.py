"""What a recognised time says: its value, from what it prints, the publication day and the text.

A bare month or day is read as news is: 5月 in a paper of May is this May, 12月 in a paper of
January the December just gone, unless the clause says that it is still to come.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from shilu.mentions import edtf
from shilu.mentions.numerals import whole, year

#: The named groups of a form, as its match holds them.
Groups = re.Match[str]

_YEARS = {"大前年": -3, "前年": -2, "去年": -1, "今年": 0, "本年": 0, "明年": 1, "后年": 2}
SEASONS = {c: i for i, c in enumerate("春夏秋冬", 1)}
_HALVES = {"上": (1, 6), "前": (1, 6), "下": (7, 12), "后": (7, 12)}
EDGES = {"初": 1, "伊始": 1, "底": 12, "末": 12, "终": 12}
_THIRDS = {"上": 1, "中": 2, "下": 3}

#: A bare month or quarter that lies more than this ahead is last year's.
_FAR_AHEAD = timedelta(days=150)


class Point(NamedTuple):
    """The calendar point a text has come to, from the year down as far as it is said."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def value(self) -> str:
        """The point in EDTF."""
        if self.month is None:
            return edtf.year(self.year)
        if self.day is None:
            return edtf.month(self.year, self.month)
        return edtf.day(date(self.year, self.month, self.day))


class Around(NamedTuple):
    """What a time leans on: the publication day, what was said before, and the clause's tense.

    `said` is the last point said in the text, `here` the same only if the sentence itself says it;
    `stretch` is the last value said; `ahead` is whether the clause speaks of what is to come.
    """

    published: date | None
    said: Point | None = None
    here: Point | None = None
    stretch: str | None = None
    ahead: bool = False


class Reading(NamedTuple):
    """What a time says: its value, None if it cannot be resolved, and the point it leads to."""

    value: str | None
    point: Point | None = None


UNKNOWN = Reading(None)


def read_point(g: Groups, around: Around) -> Reading:
    """A calendar point, a part of a year or of a month, absolute or partly relative."""
    if g["counted"]:
        return _read_nth(g, around)
    if g["month"] or g["relative_month"]:
        return _read_month(g, around)
    if g["half_month"]:
        return _read_half_month(g["half_month"], around)
    if g["lone_day"]:
        return _read_day(whole(g["lone_day"]), around)
    y = _year(g, around)
    if not g["part"]:
        return Reading(edtf.year(y), Point(y)) if y is not None else UNKNOWN
    span = _months_of_part(g)
    if y is None and span is not None:
        y = _year_of_months(span[0], around)
    if g["whole"] and y is None:
        y = year_reported(around)
    if y is None:
        return UNKNOWN
    if g["same"]:
        return _same_stretch(y, around)
    if span is not None:
        return Reading(edtf.months(y, *span), Point(y))
    if g["season"]:
        return Reading(edtf.season(y, SEASONS[g["season"]]), Point(y))
    if g["edge"]:
        return Reading(edtf.month(y, EDGES[g["edge"]]), Point(y, EDGES[g["edge"]]))
    return Reading(edtf.year(y), Point(y))


def read_range(first: Reading, second: Reading) -> Reading:
    """From `first` to `second`; unresolved where either is, or where they are in no order."""
    if first.value is None or second.value is None:
        return UNKNOWN
    start, end = first.value.split("/")[0], second.value.split("/")[-1]
    if edtf.first_day(start) > edtf.last_day(end):
        return UNKNOWN
    return Reading(edtf.interval(start, end), second.point)


def started(first: Reading, around: Around) -> Around:
    """What the end of a range leans on: its beginning."""
    return Around(around.published, first.point, first.point, first.value, around.ahead)


def read_iso(g: Groups) -> Reading:
    """A date in figures, 2023-05-31."""
    parts = [int(g[k] or 0) for k in ("iso_year", "iso_month", "iso_day")]
    point = _valid(*parts)
    return Reading(point.value, point) if point else UNKNOWN


def read_fiscal(g: Groups) -> Reading:
    """A year that runs over two: 2023-24年度, 2022/23学年."""
    start, end = g["from_year"] or "", g["to_year"] or ""
    last = int(start[: 4 - len(end)] + end)
    return Reading(edtf.interval(start, edtf.year(last))) if last >= int(start) else UNKNOWN


def since(reading: Reading, printed: str, published: date | None) -> Reading:
    """From the beginning of `reading` to publication: 2012年以来, 1月17日以来, 今年以来."""
    if reading.value is None or published is None:
        return UNKNOWN
    if edtf.first_day(reading.value) > published:
        return reading
    if printed in ("今年", "本年", "今年年初", "今年初", "年初") and reading.point:
        return Reading(edtf.interval(f"{reading.point.year:04d}-01-01", edtf.day(published)))
    return Reading(edtf.until(reading.value, published), reading.point)


def year_reported(around: Around) -> int | None:
    """The year that 全年 and 上年 are told from: a paper of spring reports on the year before."""
    if around.here is not None:
        return around.here.year
    at = around.published
    if at is None:
        return around.said.year if around.said else None
    if at.month > 3 or around.ahead:
        return at.year
    return around.said.year if around.said and around.said.year >= at.year - 1 else at.year - 1


def _read_month(g: Groups, around: Around) -> Reading:
    y, m = _year(g, around), whole(g["month"]) if g["month"] else None
    if g["relative_month"]:
        y, m = _relative_month(g["relative_month"], around)
    if m is None:
        return UNKNOWN
    d = whole(g["day"]) if g["day"] else None
    if y is None:
        y = _year_of_month(m, d, around)
    if y is None:
        return UNKNOWN
    if g["third"] and not g["day"]:
        return Reading(edtf.third(y, m, _THIRDS[g["third"]]), Point(y, m))
    if g["day"]:
        point = _valid(y, m, d or 0)
        return Reading(point.value, point) if point else UNKNOWN
    return Reading(edtf.month(y, m), Point(y, m))


def _read_half_month(half: str, around: Around) -> Reading:
    """上半月, 下半月: of the month the sentence speaks of, else of publication."""
    here = around.here if around.here and around.here.month else point_of(around.published)
    if here is None or here.month is None:
        return UNKNOWN
    last = 15 if half == "上" else monthrange(here.year, here.month)[1]
    days = [date(here.year, here.month, d) for d in (1 if half == "上" else 16, last)]
    return Reading(edtf.interval(*map(edtf.day, days)), Point(here.year, here.month))


def _read_nth(g: Groups, around: Around) -> Reading:
    """A week, month, weekday or day counted within a year or a month."""
    whole_of = _read_month(g, around) if g["month"] or g["relative_month"] else UNKNOWN
    y = _year(g, around)
    period = whole_of.value or (edtf.year(y) if y else None)
    if period is None:
        return UNKNOWN
    within = edtf.first_day(period), edtf.last_day(period)
    n = whole(g["nth"] or g["nth_count"] or "一") or 0
    if g["nth_unit"] == "个月":
        month = Point(within[0].year, n)
        return Reading(month.value, month) if len(period) == 4 and 0 < n <= 12 else UNKNOWN
    if g["nth_count"]:
        days = edtf.counted_days(within, n, last=g["nth_days"] == "最后")
    elif g["nth_unit"]:
        days = edtf.counted_days(within, n, last=bool(g["nth_last"]))
        days = days and (days[0], days[0]) if g["nth_last"] else days and (days[1], days[1])
    else:
        weekday = (
            "一二三四五六日天".find(g["nth_weekday"] or "一") % 7 if g["nth_weekday"] else None
        )
        days = edtf.counted_week(within, n, weekday, last=bool(g["nth_last"]))
    if days is None:
        return UNKNOWN
    return Reading(edtf.interval(*map(edtf.day, days)), point_of(days[1]))


def _read_day(d: int | None, around: Around) -> Reading:
    """A day without its month: the sentence's month if it has one, else the last such day."""
    here, at = around.here, around.published
    if here is None and at is None:
        here = around.said
    if d is None:
        return UNKNOWN
    if here is not None and here.month is not None:
        point = _valid(here.year, here.month, d)
        return Reading(point.value, point) if point else UNKNOWN
    if at is None:
        return UNKNOWN
    m = at.month - (d > at.day and not around.ahead and d - at.day > 1)
    point = _valid(at.year if m else at.year - 1, m or 12, d)
    return Reading(point.value, point) if point else UNKNOWN


def _year(g: Groups, around: Around) -> int | None:
    if g["year"]:
        return year(g["year"])
    return relative_year(g["relative_year"], around) if g["relative_year"] else None


def relative_year(word: str, around: Around) -> int | None:
    """The year that 去年, 上年 or 次年 is."""
    at = around.published
    if word in _YEARS:
        return at.year + _YEARS[word] if at else None
    if word in ("上年", "上一年"):
        told = year_reported(around)
        return told - 1 if told else None
    if word == "这一年" and around.said is None:
        return at.year if at else None
    if around.said is None:
        return None
    return around.said.year + (word in ("次年", "翌年"))


def _relative_month(word: str, around: Around) -> tuple[int | None, int | None]:
    at = around.published
    if word[0] in "当同次":
        if around.said is None or around.said.month is None:
            return (at.year, at.month) if at and word[0] in "当同" else (None, None)
        y, m = around.said.year, around.said.month + (word[0] == "次")
    elif at is None:
        return None, None
    else:
        y, m = at.year, at.month + word.count("下") - word.count("上")
    return y + (m - 1) // 12, (m - 1) % 12 + 1


def _months_of_part(g: Groups) -> tuple[int, int] | None:
    """The months of a half, a quarter, the first so many quarters or months."""
    if g["half"]:
        return _HALVES[g["half"]]
    if g["first_quarter"]:
        return (1, 3)
    if g["quarter"]:
        q = whole(g["quarter"]) or 1
        if g["quarter_end"]:
            end = 3 * q - 2 * (g["quarter_end"] == "初")
            return (end, end)
        return (3 * q - 2, 3 * q)
    if g["quarters"]:
        return (1, 3 * (whole(g["quarters"]) or 1))
    if g["first_month"]:
        return (1, 1)
    if g["months"]:
        n = whole(g["months"]) or 0
        return (1, n) if 0 < n <= 12 else None
    if g["last_months"]:
        n = whole(g["last_months"]) or 0
        return (13 - n, 12) if 0 < n <= 12 else None
    return None


def _year_of_months(first: int, around: Around) -> int | None:
    return _year_of_month(first, None, around)


def _year_of_month(m: int, d: int | None, around: Around) -> int | None:
    """The year of a month or day that bears none, as news is read."""
    if around.here is not None:
        return around.here.year
    at = around.published
    if at is None:
        return around.said.year if around.said else None
    past = around.said
    if past is not None and past.year < at.year - 1 and past.month is not None:
        return past.year + (m < past.month)
    if (m, d) == (2, 29):
        return _leap_year(at)
    then = date(at.year, m, min(d or 1, monthrange(at.year, m)[1]))
    if then - at > _FAR_AHEAD and not around.ahead:
        return at.year - 1
    if around.ahead and at - then > timedelta(days=200):
        return at.year + 1
    return at.year


def _leap_year(at: date) -> int:
    """The last year that has had a 29 February, or the year of publication if it has one."""
    return next(y for y in range(at.year, at.year - 9, -1) if monthrange(y, 2)[1] == 29)


def _same_stretch(y: int, around: Around) -> Reading:
    """去年同期: the stretch said before, so many years earlier; the year if none is dated."""
    if around.stretch is None or "X" in around.stretch:
        return Reading(edtf.year(y))
    by = edtf.last_day(around.stretch).year - y
    if by <= 0 or len(around.stretch) == 4:
        return Reading(edtf.year(y))
    return Reading(edtf.year_earlier(around.stretch, by))


def point_of(day: date | None) -> Point | None:
    """A day as a point."""
    return Point(day.year, day.month, day.day) if day else None


def _valid(y: int, m: int, d: int) -> Point | None:
    """The day as a point, if the calendar has it."""
    if not (1 <= y <= 9999 and 1 <= m <= 12 and 1 <= d <= monthrange(y, m)[1]):
        return None
    return Point(y, m, d)
