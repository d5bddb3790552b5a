"""Finding the expressions that fix a calendar time, and what they resolve to.

The forms are in `times_forms`, what they say in `times_reading`; this module walks the text with
them, decides what only looks like a time, joins ranges and glosses (周日（19日）), and keeps the
point the text has come to.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from typing import NamedTuple

from shilu.mentions import times_reading as say
from shilu.mentions import times_words as words
from shilu.mentions.masks import untitled, whole_numbers
from shilu.mentions.times_forms import BETWEEN, BETWEEN_END, DASH, FORM, SINCE, START
from shilu.mentions.times_reading import UNKNOWN, Around, Groups, Point, Reading
from shilu.model import Setting, Time
from shilu.structure import Structure
from shilu.text import LOST, Span

_READERS: dict[str, Callable[[Groups, Around], Reading]] = {
    "iso": lambda g, _: say.read_iso(g),
    "fiscal": lambda g, _: say.read_fiscal(g),
    "decade": words.read_decade,
    "century": words.read_century,
    "ago": words.read_ago,
    "stretch": words.read_stretch,
    "day": words.read_day_word,
    "weekday": words.read_weekday,
    "short_season": words.read_short_season,
    "week": words.read_week,
    "relative_quarter": words.read_relative_quarter,
    "two_years": words.read_two_years,
    "told": words.read_told,
    "bare_year": words.read_bare_year,
    "point": say.read_point,
}

#: Forms of which two make a range.
_RANGED = frozenset(("iso", "decade", "day", "weekday", "point"))

#: Forms that are read differently in a clause of what is to come.
_TENSED = frozenset(("weekday", "point"))

#: What says that the clause speaks of something to come.
_AHEAD = re.compile("将|拟|定于|计划|预计|即将|会于|会在|力争|有望|确保|截止|之前")

#: What makes a time recur, or belong to another calendar; it fixes no day then.
_RECURRING = re.compile("(?:[每逢]|每[年月周季]的?|每个?|历年|农历|阴历|旧历|夏历|腊月|正月)$")

#: A time after one of these is compared with; the text does not go on from it.
_COMPARED = ("比", "较", "高于", "低于", "快于", "慢于", "好于", "优于")

#: The year of an occasion is part of its name: 2017年年会.
_NAMED = re.compile(
    "(?:(?!举行|举办|召开|出席|参加|开幕|[在于将])[^，。；：、！？的\n“”《》]){0,14}?"
    "(?:年会|峰会|博览会|奥运|冬奥|亚运|世博会|交易会|运动会|全运会|锦标赛|世界杯|世锦赛|联赛|公开赛|大奖赛"
    "|电影节|艺术节|挑战赛|马拉松|服贸会|进博会|广交会|洽谈会|议程)"
)
_ERA = re.compile("[多余]?年?(?:的?历史|文明|悠久|以上|之久|间|来|前)")
_DURATION_BEFORE = re.compile(
    "(?:了|经过|历时|历经|长达|时隔|用|花|耗时|已有?|持续|从事|工作|成立|有着?|达)$"
)
_DURATION_AFTER = re.compile("的?(?:时间|历史|建设|努力|发展|后|前|之久|未|没|光阴)")
_NOT_LONE_DAY_BEFORE = frozenset("第每近逾满数几超约共前头后隔年期到达过连-/.0123456789")
_NOT_LONE_DAY_AFTER = re.compile(
    "[0-9一二两三四五六七八九]{1,2}[夜晚]|[内游均常夜子程间制元本军]|之内|以内|左右|工作|元|行程"
)
#: What has a number, so that 5号 before it is no day; what news goes on with after a day.
_NUMBERED = re.compile(
    "[线楼馆院令文公机厅桌床码球位车舱选航门店井坑矿基库仓站台洪命船舰星火卫轮高决路栋墙楼口泊候地房桥电种杆]"
)
_TOLD_AFTER = re.compile(
    "[在将被对说起就向与和同以前至到抵从发]|表示|宣布|举行|结束|开始|召开|发表|透露|电"
)
_NOT_YEAR_AFTER = frozenset("轻龄纪代会货鉴报级味迈幼长历")
_NOT_YEAR_BEFORE = {
    "今年": "如当现",
    "去年": "过",
    "前年": "以之目",
    "后年": "今战之以此日",
    "明年": "说证表透声阐",
    "上年": "以晚线",
    "本年": "资成基日文",
    "同年": "不相",
    "次年": "多二三两几",
}
_GLOSSING = frozenset(" （，")
_GLOSS = re.compile("[ ]?（即?")
_WEEKDAY_AFTER = re.compile("，(?=周|星期)")


_ENDING = ("", "，", "。", "；", "\n", "）")


class _Hit(NamedTuple):
    start: int
    end: int
    form: str
    groups: Groups


def find_times(structure: Structure, setting: Setting) -> tuple[Time, ...]:
    """The times of a text in reading order, resolved against `setting.published`.

    A time that cannot be resolved, as 昨日 on an undated page, has the value None.
    """
    walk = _Walk(structure, setting)
    return tuple(
        Time(text=structure.text[a:b], span=Span(a, b), rule=f"times.{form}", edtf=reading.value)
        for (a, b), form, reading in walk.times()
    )


class _Walk:
    """One walk through a text, with the point it has come to."""

    def __init__(self, structure: Structure, setting: Setting) -> None:
        self.view = whole_numbers(untitled(structure.folded))
        self.lost = [m.start() for m in re.finditer(LOST, structure.folded)]
        self.published = setting.published
        self.starts = [sentence.span.start for sentence in structure.sentences]
        self.said: Point | None = None
        self.said_in = -1
        self.stretch: str | None = None

    def times(self) -> Iterator[tuple[Span, str, Reading]]:
        at = 0
        for m in START.finditer(self.view):
            if m.start() < at:
                continue
            first = self._hit(m.start())
            if first is None:
                continue
            if not _stands(self.view, first):
                at = first.end
                continue
            around = self._around(first)
            end, reading = self._read(first, around)
            end, reading = self._glossed(end, reading, around)
            while self.view[end - 1] == " ":
                end -= 1
            at = end
            if self.lost and self._doubtful(first.start, end):
                reading = UNKNOWN
                self.said = self.stretch = None
            self._keep(first, reading)
            yield Span(first.start, end), first.form, reading

    def _doubtful(self, start: int, end: int) -> bool:
        """Whether a lost character stands in a time: it is seen, but not read."""
        return bisect_left(self.lost, start) < bisect_left(self.lost, end)

    def _hit(self, at: int) -> _Hit | None:
        """What has the form of a time and begins at `at`, if anything does."""
        m = FORM.match(self.view, at)
        if m is None or m.end() == at or m.lastgroup is None:
            return None
        return _Hit(at, m.end(), m.lastgroup.removeprefix("form_"), m)

    def _around(self, hit: _Hit) -> Around:
        sentence = bisect_right(self.starts, hit.start)
        here = self.said if self.said_in == sentence else None
        leans = hit.form in _TENSED and not hit.groups["year"]
        ahead = leans and _is_ahead(self.view, hit.start, hit.end)
        return Around(self.published, self.said, here, self.stretch, ahead)

    def _read(self, first: _Hit, around: Around) -> tuple[int, Reading]:
        """The end and the reading of a time, a range or what runs on from one."""
        reader = _READERS[first.form]
        end, reading = first.end, None
        if (second := self._second(first)) is not None:
            end, reading = second.end, _range(first, second, around)
        if reading is None:
            reading = reader(first.groups, around)
        if m := SINCE.match(self.view, end):
            reading = say.since(reading, self.view[first.start : end], self.published)
            end = m.end()
        return end, reading

    def _second(self, first: _Hit) -> _Hit | None:
        """The other half of a range (5月29日至30日, 上周五至6月2日, 3月和5月之间)."""
        dash = _dash(self.view, first)
        if dash is None:
            between = BETWEEN.match(self.view, first.end) if first.form in _RANGED else None
            second = self._hit(between.end()) if between else None
            end = BETWEEN_END.match(self.view, second.end) if second else None
            return second._replace(end=end.end()) if second and end else None
        second = self._hit(dash)
        if second is None or second.form not in _RANGED:
            return None
        return second if second.form == first.form or _fixes_days(first, second) else None

    def _glossed(self, end: int, reading: Reading, around: Around) -> tuple[int, Reading]:
        """周日（19日）: two words for one time are one, and the day in figures says which."""
        if self.view[end : end + 1] == "，":
            return self._on_weekday(end), reading
        m = _GLOSS.match(self.view, end) if self.view[end : end + 1] in _GLOSSING else None
        inner = FORM.match(self.view, m.end()) if m else None
        if inner is None or inner.end() >= len(self.view) or self.view[inner.end()] != "）":
            return end, reading
        if inner["form_point"] and (inner["day"] or inner["lone_day"]):
            return inner.end() + 1, say.read_point(inner, around)
        return (inner.end() + 1, reading) if inner["form_weekday"] else (end, reading)

    def _on_weekday(self, end: int) -> int:
        """The end of 10月12日，星期四, where the weekday is the day's and no more is said of it."""
        m = _WEEKDAY_AFTER.match(self.view, end)
        second = self._hit(m.end()) if m and self.view[end - 1] in "日号" else None
        if second is None or second.form != "weekday" or second.groups["weekday_week"]:
            return end
        return second.end if self.view[second.end : second.end + 1] in _ENDING else end

    def _keep(self, hit: _Hit, reading: Reading) -> None:
        if self.view.endswith(_COMPARED, 0, hit.start):
            return
        if reading.point is not None:
            self.said = reading.point
            self.said_in = bisect_right(self.starts, hit.start)
        if reading.value is not None and (len(reading.value) != 10 or "/" in reading.value):
            self.stretch = reading.value


def _fixes_days(first: _Hit, second: _Hit) -> bool:
    """Whether two times of unlike form may be a range: both stand on their own as days."""
    forms = {first.form, second.form}
    return forms <= {"iso", "day", "weekday", "point"} and not any(
        hit.groups["lone_day"] for hit in (first, second) if hit.form == "point"
    )


def _range(first: _Hit, then: _Hit, around: Around) -> Reading:
    """Which end is read first depends on which says more: 5月29日至30日, but 11月至2023年2月."""
    g, second = first.groups, then.groups
    reader, end_reader = _READERS[first.form], _READERS[then.form]
    leading = first.form != "point" or g["year"] or g["relative_year"]
    if leading or (second["lone_day"] and g["month"]):
        start = reader(g, around)
        if start.point is None:
            return UNKNOWN
        end = end_reader(second, say.started(start, around))
        if then.form == "point" and end.point and end.point.month and start.value and end.value:
            end = _rolled(start.point, end, second)
        return say.read_range(start, end)
    end = end_reader(second, around)
    if end.point is None:
        return UNKNOWN
    start = reader(g, say.started(end, around))
    return say.read_range(_before(start, end.point), end)


def _rolled(start: Point, end: Reading, second: Groups) -> Reading:
    """The end of 2022年11月至2月 lies in the year after."""
    point = end.point
    said = any(second[k] for k in ("year", "relative_year", "relative_month", "lone_day"))
    if said or point is None or point.month is None or (start.month or 0) <= point.month:
        return end
    later = Point(point.year + 1, point.month, point.day)
    return Reading(later.value, later)


def _before(start: Reading, end: Point) -> Reading:
    """The start of 12月28日至1月3日 lies in the year before."""
    p = start.point
    if p is None or p.month is None or end.month is None or p.month <= end.month:
        return start
    earlier = Point(p.year - 1, p.month, p.day)
    return Reading(earlier.value, earlier)


def _dash(view: str, first: _Hit) -> int | None:
    """Where the second half of a range begins: after a dash, or after the 、 of 5、6月."""
    if first.form not in _RANGED:
        return None
    if m := DASH.match(view, first.end):
        return m.end()
    if view[first.end - 1] not in "年月日号度份" and view[first.end : first.end + 1] == "、":
        return first.end + 1 if first.form == "point" else None
    return None


def _is_ahead(view: str, start: int, end: int) -> bool:
    """Whether the clause around a time speaks of what is to come."""
    before = re.split("[，。；！？\n]", view[max(0, start - 20) : start])[-1]
    after = re.split("[，。；！？\n]", view[end : end + 10])[0]
    return bool(_AHEAD.search(before) or _AHEAD.search(after) or after.startswith("前"))


def _stands(view: str, hit: _Hit) -> bool:
    """Whether what has a time's form is one where it stands."""
    before = view[hit.start - 1] if hit.start else "\n"
    if hit.form == "iso":
        return not before.isdigit() and before not in tuple("./-")
    if _RECURRING.search(view, max(0, hit.start - 3), hit.start):
        return False
    if hit.form == "point":
        return _point_stands(view, hit, before)
    if hit.form == "ago":
        return before not in "几数千万多第百"
    if hit.form == "stretch":
        return _stretch_stands(view, hit, before)
    if hit.form == "told":
        return view[hit.end : hit.end + 1] != "本"
    if hit.form == "day":
        after_until = before == "至" and not view.endswith(("截至", "直至"), 0, hit.start)
        return not after_until and before not in "如时" and not view.endswith("好的", 0, hit.start)
    return True


def _point_stands(view: str, hit: _Hit, before: str) -> bool:
    g, after = hit.groups, view[hit.end : hit.end + 1]
    if before.isdigit() or before in (".", LOST):
        return False
    if g["year"]:
        return _year_stands(view, hit)
    if word := g["relative_year"]:
        bare = view[hit.start : hit.end] == word
        if (word == "当年" and bare) or (before and before in _NOT_YEAR_BEFORE.get(word, "")):
            return False
        return not (bare and after and after in _NOT_YEAR_AFTER)
    if g["lone_day"]:
        return _lone_day_stands(view, hit, before)
    if g["month"]:
        return before not in tuple("每近逾满第-/") and not view.startswith("革命", hit.end)
    if g["nth"] or g["nth_last"] or g["nth_count"]:
        return any(g[k] for k in ("year", "relative_year", "month", "relative_month"))
    if g["half_month"]:
        return before not in tuple("整这前后大小")
    if g["quarter"] and before == "□":  # of a show, 《…》第二季
        return False
    if g["quarter"] and not view[hit.start : hit.end].startswith("第"):
        return "度" in view[hit.start : hit.end]
    return before not in tuple("以第")


def _year_stands(view: str, hit: _Hit) -> bool:
    """1500年前 and 2000年来 are durations, the year of a named occasion is part of its name."""
    g = hit.groups
    if any(g[k] for k in ("month", "edge", "half", "quarter", "months", "quarters", "whole")):
        return True
    old = not (g["year"] or "").startswith(("19", "20", "一九", "二"))
    if (old or (g["year"] or "").endswith("00")) and (m := _ERA.match(view, hit.end)):
        return not old and m.group().endswith("前")
    return not _NAMED.match(view, hit.end)


def _lone_day_stands(view: str, hit: _Hit, before: str) -> bool:
    printed = view[hit.start : hit.end]
    ranged = DASH.match(view, hit.end) or not printed.rstrip().endswith(("日", "号"))
    if before and before in _NOT_LONE_DAY_BEFORE and not (before == "到" and ranged):
        return False
    if _NOT_LONE_DAY_AFTER.match(view, hit.end):
        return False
    if "号" in printed and not _is_day_number(view, hit, before):
        return False
    spoken = not printed[0].isdigit() and len(hit.groups["lone_day"] or "") == 1
    return bool(not spoken or ranged or not printed.endswith("日"))


def _is_day_number(view: str, hit: _Hit, before: str) -> bool:
    """27号 is a day where a clause begins with it or goes on as news does; 5号线 is none."""
    if not view[hit.start].isdigit() or _NUMBERED.match(view, hit.end):
        return False
    told = view[hit.end - 1] != "号" or _TOLD_AFTER.match(view, hit.end)
    return bool(told) or before in "，。；（）\n 于在至到从自间"


def _stretch_stands(view: str, hit: _Hit, before: str) -> bool:
    """近三年 fixes years, 经过近三年的建设 only says how long it took."""
    if not (hit.groups["stretch_how"] or "").endswith("近") or hit.groups["stretch_tail"]:
        return True
    if before and before in "附邻靠将接":
        return False
    if hit.groups["stretch_unit"] != "年" and before not in "，。；：、（\n ":
        return False
    return not (
        _DURATION_BEFORE.search(view, max(0, hit.start - 3), hit.start)
        or _DURATION_AFTER.match(view, hit.end)
    )
