"""Finding the expressions that fix a calendar time, and what they resolve to.

The forms are in `times_forms`, what they say in `times_reading`; this module walks the text with
them, leaves what only looks like a time (`times_standing`), joins ranges and glosses
(周日（19日）), and keeps the point the text has come to.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from typing import NamedTuple

from msgspec import UNSET, UnsetType

from shilu.mentions import times_reading as say
from shilu.mentions import times_words as words
from shilu.mentions.masks import untitled, whole_numbers
from shilu.mentions.times_forms import (
    BETWEEN,
    BETWEEN_END,
    DASH,
    DASHING,
    SINCE,
    START,
    form_at,
)
from shilu.mentions.times_reading import UNKNOWN, Around, Groups, Point, Reading
from shilu.mentions.times_standing import Hit, stands
from shilu.model import ResolvedFrom, Setting, Time
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

_RULES = {form: f"times.{form}" for form in _READERS}

#: Forms of which two make a range.
_RANGED = frozenset(("iso", "decade", "day", "weekday", "point"))

#: Forms told from the day of publication alone.
_TOLD_FROM_THE_DAY = frozenset(
    ("ago", "stretch", "day", "weekday", "week", "short_season", "relative_quarter", "two_years")
)

#: Forms that are read differently in a clause of what is to come.
_TENSED = frozenset(("weekday", "point"))

#: Parts of a point that lean on what is around it, though a year be named.
_LEANING = ("relative_month", "half_month", "lone_day", "same")

#: What says that the clause speaks of something to come, before a time and after it.
_AHEAD = "(?:将|拟|定于|计划|预计|即将|会于|会在|力争|有望|确保|截止|之前)"
_AHEAD_BEFORE = re.compile(rf"{_AHEAD}[^，。；！？\n]*\Z")
_AHEAD_AFTER = re.compile(rf"前|[^，。；！？\n]*?{_AHEAD}")

#: A time after one of these is compared with; the text does not go on from it.
_COMPARED = ("比", "较", "高于", "低于", "快于", "慢于", "好于", "优于")

#: What `SINCE` and a gloss begin with.
_RUNNING_ON = frozenset("以起开至到")
_JOINING = frozenset(" 与和")
_GLOSSING = frozenset(" （，")
_GLOSS = re.compile("[ ]?（即?")
_WEEKDAY_AFTER = ("，周", "，星期")
#: What stands after the weekday of a day, where no more is said of it.
_ENDING = ("", "，", "。", "；", "\n", "）")


class Expression(NamedTuple):
    """A time as printed, with what belongs to it; nothing of it depends on where it stands.

    `second` is the other half of a range, `gloss` the day in figures that a weekday is glossed
    with, `since` the words that a stretch up to publication begins with.
    """

    first: Hit
    end: int
    second: Hit | None = None
    gloss: Groups | None = None
    since: str | None = None


def find_times(structure: Structure, setting: Setting) -> tuple[Time, ...]:
    """The times of a text in reading order, resolved against `setting.published`.

    A time that cannot be resolved, as 昨日 on an undated page, has the value None.
    """
    walk = _Walk(structure, setting)
    return tuple(
        Time(
            text=structure.text[slice(*span)],
            span=span,
            rule=_RULES[form],
            edtf=reading.value,
            resolved_from=leaned,
        )
        for span, form, reading, leaned in walk.times()
    )


class _Walk:
    """One walk through a text, with the point it has come to."""

    def __init__(self, structure: Structure, setting: Setting) -> None:
        self.view = whole_numbers(untitled(structure.folded), structure.folded)
        lost = re.finditer(LOST, structure.folded) if LOST in structure.folded else ()
        self.lost = [m.start() for m in lost]
        self.published = setting.published
        self.starts = structure.starts.sentences
        self.said: Point | None = None
        self.said_in = -1
        self.stretch: str | None = None

    def times(self) -> Iterator[tuple[Span, str, Reading, ResolvedFrom | UnsetType]]:
        at = 0
        for m in START.finditer(self.view):
            if m.start() < at:
                continue
            first = self._hit(m.start())
            if first is None:
                continue
            if not stands(self.view, first):
                at = first.end
                continue
            found = self._expression(first)
            at = found.end
            sentence = bisect_right(self.starts, first.start)
            around = self._around(first, sentence)
            reading = self._read(found, around)
            if self.lost and self._doubtful(first.start, at):
                reading = UNKNOWN
                self.said = self.stretch = None
            leaned = self._leaned(found, around, reading)
            self._keep(first, reading, sentence)
            yield Span(first.start, at), first.form, reading, leaned

    def _leaned(
        self, found: Expression, around: Around, reading: Reading
    ) -> ResolvedFrom | UnsetType:
        """What a value leans on beside its words: nothing, the day of publication, or the text."""
        if reading.value is None:
            return UNSET
        if found.first.form in _TOLD_FROM_THE_DAY and found.second is None and found.gloss is None:
            return "published"
        if self._stands_alone(found, around, reading):
            return UNSET
        if around.said is None and around.stretch is None:
            return "published"
        alone = Around(around.published, ahead=around.ahead)
        return "published" if self._read(found, alone).value == reading.value else "text"

    def _stands_alone(self, found: Expression, around: Around, reading: Reading) -> bool:
        """Whether the words say all; a point does where it names its year, and reads no other."""
        first = found.first
        if first.form == "point" and found.second is None and found.gloss is None:
            if not first.groups["year"]:
                return False
            if not any(first.groups.group(*_LEANING)):
                return True
        return self._read(found, Around(None, ahead=around.ahead)).value == reading.value

    def _doubtful(self, start: int, end: int) -> bool:
        """Whether a lost character stands in a time: it is seen, but not read."""
        return bisect_left(self.lost, start) < bisect_left(self.lost, end)

    def _hit(self, at: int) -> Hit | None:
        """What has the form of a time and begins at `at`, if anything does."""
        m = form_at(self.view, at)
        if m is None or m.end() == at or m.lastgroup is None:
            return None
        return Hit(at, m.end(), m.lastgroup[len("form_") :], m)

    def _around(self, hit: Hit, sentence: int) -> Around:
        here = self.said if self.said_in == sentence else None
        leans = hit.form in _TENSED and not (hit.form == "point" and hit.groups["year"])
        ahead = leans and _is_ahead(self.view, hit.start, hit.end)
        return Around(self.published, self.said, here, self.stretch, ahead)

    def _expression(self, first: Hit) -> Expression:
        """A time with what it goes on to: a range, what runs on from it, a gloss."""
        second = self._second(first)
        end = second.end if second else first.end
        since = None
        if self.view[end : end + 1] in _RUNNING_ON and (m := SINCE.match(self.view, end)):
            since, end = self.view[first.start : end], m.end()
        gloss = None
        if self.view[end : end + 1] in _GLOSSING:
            end, gloss = self._glossed(end)
        while self.view[end - 1] == " ":
            end -= 1
        return Expression(first, end, second, gloss, since)

    def _read(self, found: Expression, around: Around) -> Reading:
        """What a time says, told from what is around it."""
        if found.gloss is not None:
            return say.read_point(found.gloss, around)
        if found.second is not None:
            reading = _range(found.first, found.second, around)
        else:
            reading = _READERS[found.first.form](found.first.groups, around)
        return reading if found.since is None else say.since(reading, found.since, self.published)

    def _second(self, first: Hit) -> Hit | None:
        """The other half of a range (5月29日至30日, 上周五至6月2日, 3月和5月之间)."""
        dash = _dash(self.view, first)
        if dash is None:
            joined = self.view[first.end : first.end + 1] in _JOINING and first.form in _RANGED
            between = BETWEEN.match(self.view, first.end) if joined else None
            second = self._hit(between.end()) if between else None
            end = BETWEEN_END.match(self.view, second.end) if second else None
            return second._replace(end=end.end()) if second and end else None
        second = self._hit(dash)
        if second is None or second.form not in _RANGED:
            return None
        return second if second.form == first.form or _fixes_days(first, second) else None

    def _glossed(self, end: int) -> tuple[int, Groups | None]:
        """周日（19日）: two words for one time are one, and the day in figures says which."""
        if self.view[end] == "，":
            return self._on_weekday(end), None
        m = _GLOSS.match(self.view, end)
        inner = self._hit(m.end()) if m else None
        if inner is None or self.view[inner.end : inner.end + 1] != "）":
            return end, None
        if inner.form == "point" and any(inner.groups.group("day", "lone_day")):
            return inner.end + 1, inner.groups
        return (inner.end + 1 if inner.form == "weekday" else end), None

    def _on_weekday(self, end: int) -> int:
        """The end of 10月12日，星期四, where the weekday is the day's and no more is said of it."""
        goes_on = self.view[end - 1] in "日号" and self.view.startswith(_WEEKDAY_AFTER, end)
        second = self._hit(end + 1) if goes_on else None
        if second is None or second.form != "weekday" or second.groups["weekday_week"]:
            return end
        return second.end if self.view[second.end : second.end + 1] in _ENDING else end

    def _keep(self, hit: Hit, reading: Reading, sentence: int) -> None:
        if self.view.endswith(_COMPARED, 0, hit.start):
            return
        if reading.point is not None:
            self.said = reading.point
            self.said_in = sentence
        if reading.value is not None and (len(reading.value) != 10 or "/" in reading.value):
            self.stretch = reading.value


def _fixes_days(first: Hit, second: Hit) -> bool:
    """Whether two times of unlike form may be a range: both stand on their own as days."""
    forms = {first.form, second.form}
    return forms <= {"iso", "day", "weekday", "point"} and not any(
        hit.groups["lone_day"] for hit in (first, second) if hit.form == "point"
    )


def _range(first: Hit, then: Hit, around: Around) -> Reading:
    """Which end is read first depends on which says more: 5月29日至30日, but 11月至2023年2月."""
    g, second = first.groups, then.groups
    reader, end_reader = _READERS[first.form], _READERS[then.form]
    leading = first.form != "point" or g["year"] or g["relative_year"]
    if leading or (then.form == "point" and second["lone_day"] and g["month"]):
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


def _dash(view: str, first: Hit) -> int | None:
    """Where the second half of a range begins: after a dash, or after the 、 of 5、6月."""
    if first.form not in _RANGED:
        return None
    if view[first.end : first.end + 1] in DASHING and (m := DASH.match(view, first.end)):
        return m.end()
    if view[first.end - 1] not in "年月日号度份" and view[first.end : first.end + 1] == "、":
        return first.end + 1 if first.form == "point" else None
    return None


def _is_ahead(view: str, start: int, end: int) -> bool:
    """Whether the clause around a time speaks of what is to come."""
    return bool(
        _AHEAD_BEFORE.search(view, max(0, start - 20), start)
        or _AHEAD_AFTER.match(view, end, end + 10)
    )
