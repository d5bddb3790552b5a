"""What the words for times say: 昨天, 上周四, 近40年来, 当日, 年底, 上世纪60年代.

They are told from the publication day or from the point the text has come to.
"""

from __future__ import annotations

from datetime import date, timedelta

from shilu.mentions import edtf
from shilu.mentions.numerals import whole
from shilu.mentions.times_reading import (
    EDGES,
    SEASONS,
    UNKNOWN,
    Around,
    Groups,
    Point,
    Reading,
    point_of,
    relative_year,
)

_DAYS = {
    "大前天": -3,
    "前天": -2,
    "前日": -2,
    "前晚": -2,
    "后天": 2,
    "后日": 2,
    "大后天": 3,
    "大后日": 3,
    "大大后天": 4,
}
_WEEKS = {"上上": -2, "上": -1, "本": 0, "这": 0, "今": 0, "下": 1, "下下": 2}
_WEEKDAYS = {c: i for i, c in enumerate("一二三四五六日")} | {"天": 6}


def read_century(g: Groups, around: Around) -> Reading:
    """A century, as a whole."""
    n = _century(g["century"] or "", around)
    return Reading(edtf.century(n)) if n else UNKNOWN


def read_decade(g: Groups, around: Around) -> Reading:
    """A decade or two side by side, or the beginning, middle or end of one."""
    part = g["decade_part"] or g["decade_part_of_year"] or g["decade_part_bare"] or ""
    if g["decade_year"]:
        return Reading(_decade(int(g["decade_year"]), part))
    n = _century(g["decade_century"], around) if g["decade_century"] else 20
    printed = g["decade"] or g["bare_decade"] or ""
    if n is None:
        return UNKNOWN
    tens = [whole(c + "十") for c in printed[:-1]] if printed[-1] == "十" else [int(printed)]
    first, last = (100 * (n - 1) + (t or 10) for t in (tens[0], tens[-1]))
    if first != last:
        return Reading(edtf.interval(edtf.year(first), edtf.year(last + 9)))
    return Reading(_decade(first, part))


def read_ago(g: Groups, around: Around) -> Reading:
    """两年来, an interval up to publication, or 两年前, a year, month or day before it."""
    n, at = whole(g["ago"] or ""), around.published
    if at is None or not n or n >= at.year:
        return UNKNOWN
    unit, back = g["ago_unit"] or "", not (g["ago_how"] or "").endswith("前")
    if back:
        return _up_to_now(n, unit, at)
    if unit == "年":
        return Reading(edtf.year(at.year - n), Point(at.year - n))
    if unit.endswith("月"):
        return Reading(edtf.month(at.year, at.month - n))
    days = n if unit in ("天", "日") else 7 * n
    return Reading(edtf.day(at - timedelta(days=days)))


def read_stretch(g: Groups, around: Around) -> Reading:
    """过去五天, 近40年来, 未来两年: so much time before or after publication."""
    n, at, unit = whole(g["stretch"] or ""), around.published, g["stretch_unit"] or ""
    if at is None or not n or n >= at.year:
        return UNKNOWN
    if not (g["stretch_how"] or "").startswith(("未", "今", "接")):
        return _up_to_now(n, unit, at)
    if unit == "年":
        return Reading(edtf.interval(edtf.year(at.year), edtf.year(at.year + n)))
    if unit in ("个月", "个季度"):
        n = n if unit == "个月" else 3 * n
        return Reading(edtf.months(at.year, at.month, at.month + n))
    days = n if unit in ("天", "日") else 7 * n
    first, last = at + timedelta(days=1), at + timedelta(days=days)
    return Reading(edtf.interval(edtf.day(first), edtf.day(last)))


def read_day_word(g: Groups, around: Around) -> Reading:
    """今天, 昨晚, 今明两天."""
    at = around.published
    if at is None:
        return UNKNOWN
    if g["two_days"]:
        first, second = sorted(_day_offset(c) for c in g["two_days"][:2])
        days = [edtf.day(at + timedelta(days=n)) for n in (first, second)]
        return Reading(edtf.interval(*days))
    return _on(at + timedelta(days=_day_offset(g["day_word"] or "")))


def read_weekday(g: Groups, around: Around) -> Reading:
    """周一, 上周四: a bare weekday is the last that has been, or the next where one is to come."""
    at, weekday = around.published, _WEEKDAYS[g["weekday"] or ""]
    if at is None:
        return UNKNOWN
    if week := (g["weekday_week"] or "").rstrip("个"):
        return _on(_monday(at) + timedelta(days=7 * _WEEKS[week] + weekday))
    back = (at.weekday() - weekday) % 7
    return _on(at - timedelta(days=back - 7 if back and around.ahead else back))


def read_week(g: Groups, around: Around) -> Reading:
    """上周, 本周末: Monday to Sunday, or Saturday and Sunday."""
    if around.published is None:
        return UNKNOWN
    monday = _monday(around.published)
    monday += timedelta(days=7 * _WEEKS[(g["week"] or "").rstrip("一个")])
    first = monday + timedelta(days=5 if g["weekend"] else 0)
    return Reading(edtf.interval(edtf.day(first), edtf.day(monday + timedelta(days=6))))


def read_told(g: Groups, around: Around) -> Reading:
    """当天, 次日: told from the point the text has come to."""
    said = around.said
    if said is None or said.month is None or said.day is None:
        at = around.published
        return _on(at) if at and (g["told"] or "")[0] in "当同" else UNKNOWN
    shift = {"次": 1, "翌": 1, "前": -1}.get((g["told"] or "")[0], 0)
    return _on(date(said.year, said.month, said.day) + timedelta(days=shift))


def read_bare_year(g: Groups, around: Around) -> Reading:
    """年底, 年初, 年内, 月底, of the year or month the sentence speaks of, else of publication."""
    here = around.here or point_of(around.published)
    if here is None:
        return UNKNOWN
    if g["bare_month"]:
        m = here.month or (around.published.month if around.published else None)
        return Reading(edtf.month(here.year, m), Point(here.year, m)) if m else UNKNOWN
    if g["bare_within"]:
        return Reading(edtf.year(here.year), Point(here.year))
    m = EDGES[g["bare_edge"] or ""]
    return Reading(edtf.month(here.year, m), Point(here.year, m))


def read_relative_quarter(g: Groups, around: Around) -> Reading:
    """上季度, 本季度末: a quarter told from that of publication, or its last month."""
    at = around.published
    if at is None:
        return UNKNOWN
    which = g["which_quarter"] or ""
    shift = 2 if which.startswith("下下") else {"上": -1, "下": 1}.get(which[0], 0)
    last = 3 * ((at.month - 1) // 3 + 1 + shift)
    first = last if g["which_end"] else last - 2
    return Reading(edtf.months(at.year, first, last))


def read_two_years(g: Groups, around: Around) -> Reading:
    """今明两年, 去今两年."""
    if around.published is None:
        return UNKNOWN
    first = around.published.year - (g["two_years"] != "今明")
    return Reading(edtf.interval(edtf.year(first), edtf.year(first + 1)))


def read_short_season(g: Groups, around: Around) -> Reading:
    """今春, 去冬."""
    y = relative_year((g["short_year"] or "") + "年", around)
    if y is None:
        return UNKNOWN
    return Reading(edtf.season(y, SEASONS[g["short_season"] or ""]), Point(y))


def _up_to_now(n: int, unit: str, at: date) -> Reading:
    if unit == "年":
        return Reading(edtf.interval(edtf.year(at.year - n), edtf.year(at.year)))
    if unit in ("个月", "个季度"):
        n = n if unit == "个月" else 3 * n
        return Reading(edtf.months(at.year, at.month - n, at.month))
    days = n if unit in ("天", "日") else 7 * n
    first, last = at - timedelta(days=days), at - timedelta(days=1)
    return Reading(edtf.interval(edtf.day(first), edtf.day(last)))


def _century(word: str, around: Around) -> int | None:
    if word.startswith(("上", "本")):
        at = around.published
        return at.year // 100 + (word == "本") if at else None
    return whole(word)


def _decade(first: int, part: str) -> str:
    if part.startswith(("初", "前")):
        return edtf.decade(first, "early")
    if part in ("中期", "中叶"):
        return edtf.decade(first, "middle")
    if part.startswith(("末", "后")):
        return edtf.decade(first, "late")
    return edtf.decade(first)


def _day_offset(word: str) -> int:
    if word in _DAYS:
        return _DAYS[word]
    return {"前": -2, "昨": -1, "去": -1, "今": 0, "本": 0, "明": 1, "后": 2}[word[0]]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _on(day: date) -> Reading:
    return Reading(edtf.day(day), point_of(day))
