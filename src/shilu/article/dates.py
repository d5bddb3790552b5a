"""When an article was published: dates as pages print them, as ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone

from shilu.article.sheet import Found, Sheet
from shilu.article.words import either, kind
from shilu.text import Span

#: The year before the first of the Republic, by which Taiwan's offices count.
_REPUBLIC = 1911
#: The whole region keeps one time.
_ZONE = "+08:00"
_BEIJING = timezone(timedelta(hours=8))

_LABEL = rf"(?P<label>{either(kind('labels', 'time'))})[：:\s]*"
_STAMP = re.compile(
    rf"(?:{_LABEL})?"
    r"(?<![\d.])(?:(?P<first>\d\d?)[./](?P<second_>\d\d?)[./](?P<last>20\d\d)"
    r"|(?:(?P<year>(?:19|20)\d\d|(?<=[：:\s于])\d\d(?=[-年.]))"
    r"|(?:中华民国|民国|(?<=[：:\n])|\A)\s?(?P<roc>1[0-3]\d)(?=[-/.年]))\s?[-/.年]\s?"
    r"(?P<month>0?[1-9]|1[0-2])\s?[-/.月]\s?(?P<day>3[01]|[12]\d|0?[1-9])(?!\d(?!\d?[:：]))\s?日?)"
    r"(?:[\sT,，]*(?:（?(?:星期|周)[一二三四五六日天]）?)?[\s|]*(?:HKT\s|香港时间\s?|北京时间\s?|(?P<gmt>格林尼治标准时间\s?))?"
    r"(?P<half>上午|下午|晚上|凌晨|中午)?\s*"
    r"(?P<hour>[01]?\d|2[0-3])\s?[:：时]\s?(?P<minute>[0-5]\d)"
    r"(?:\s?[:：分]\s?(?P<second>[0-5]\d)(?P<utc>(?:\.\d{1,6})?Z)?|(?![\d:：])))?"
)
_LABELS = re.compile(either(kind("labels", "time")))
#: No date is without one of these.
_NUMBER = re.compile(r"\d\s?[-/.年]")
_YEARLESS = re.compile(
    r"(?<![\d./-])(\d{1,2})[-/月](\d{1,2})日?\s+([01]?\d|2[0-3])[:：]([0-5]\d)(?!\d)"
)
_CLOSING = re.compile(
    r"((?:19|20)\d\d)\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日\s?(?:（?(?:星期|周)[一二三四五六日天]）?)?"
)
_CLOCK = re.compile(r"\s*(?:香港|澳门|北京)时间\s?([01]?\d|2[0-3])\s?[时:：]\s?([0-5]\d)\s?分?")
_ISO = re.compile(
    r"\s*(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?"
)
#: A day within an address; written together it may run on into a number of its own.
_ADDRESS = re.compile(
    r"[/_t](20\d\d)(?:[-/_]?(0[1-9]|1[0-2])[-/_](0[1-9]|[12]\d|3[01])(?!\d)"
    r"|(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=\d{0,9}(?:[._/]|$)))"
)
#: Labels of the day something was put up or changed, weaker than those of the day it came out.
_WEAK = frozenset(
    {
        *("更新时间", "更新日期", "更新于", "最后更新", "最后更新时间", "成文日期", "发文日期"),
        *("录入时间", "添加时间", "上载日期"),
    }
)


def stamps(sheet: Sheet, span: Span) -> Iterator[tuple[int, Found]]:
    """Each date within `span`, with how surely it is the day of publication (less is surer)."""
    if _NUMBER.search(sheet.folded, *span) is None:
        return
    for m in _STAMP.finditer(sheet.folded, *span):
        value = _iso(m)
        if value is None:
            continue
        label = m["label"]
        rank = (1 if label is None else 2 if label in _WEAK else 0) + (0 if "T" in value else 3)
        rule = "published.label" if label else "published.line"
        group = "year" if m["year"] else "roc" if m["roc"] else "first"
        start = m.start() if label else m.start(group)
        yield (
            rank,
            Found(value, Span(start, start + len(m.group()[start - m.start() :].rstrip())), rule),
        )


def labelled_stamps(sheet: Sheet, span: Span) -> Iterator[tuple[int, Found]]:
    """Those dates within `span` that a label names as the day of publication."""
    if _LABELS.search(sheet.folded, *span) is not None:
        for rank, found in stamps(sheet, span):
            if found.rule == "published.label":
                yield rank, found


def closing(sheet: Sheet, span: Span) -> Found | None:
    """The date that is all a line under the body says, with the hour that stands beside it.

    Hong Kong's press releases end so: `2023年5月29日（星期一）`, `香港時間16時30分`.
    """
    m = _CLOSING.fullmatch(sheet.folded, *span)
    day = _day(*map(int, m.group(1, 2, 3))) if m else None
    if m is None or day is None:
        return None
    clock = _CLOCK.match(sheet.folded, span.end)
    if clock is None:
        return Found(day, span, "published.closing")
    value = f"{day}T{int(clock[1]):02}:{clock[2]}:00{_ZONE}"
    return Found(value, Span(span.start, clock.end()), "published.closing")


def as_iso(text: str) -> str | None:
    """A date as metadata give it, normalised; None where it is none.

    >>> as_iso("2023-05-31T01:26:00Z"), as_iso("2023年5月31日")
    ('2023-05-31T09:26:00+08:00', '2023-05-31')
    """
    if m := _ISO.match(text):
        year, month, day, hour, minute, second, zone = m.groups()
        if hour is None:
            return _day(int(year), int(month), int(day))
        try:
            at = datetime.fromisoformat(
                f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}"
                + (zone or _ZONE).replace("Z", "+00:00")
            )
            return at.astimezone(_BEIJING).isoformat()
        except (ValueError, OverflowError):
            return None
    stamp = _STAMP.search(text)
    return _iso(stamp) if stamp else None


def in_address(address: str) -> Found | None:
    """The day an address bears, as …/20230531/… or …/2023-05/31/… or …t20230531_….

    >>> in_address("https://example.cn/2023-05/31/content_1.htm").value
    '2023-05-31'
    >>> in_address("https://example.cn/2023/05/20230531_0926.htm").value
    '2023-05-31'
    """
    for m in _ADDRESS.finditer(address):
        if value := _day(*(int(part) for part in m.groups() if part)):
            return Found(value, None, "published.address")
    return None


def minute_of(sheet: Sheet, span: Span, day: str) -> Found | None:
    """The hour and minute of `day` within `span`, where the page prints it without its year."""
    for m in _YEARLESS.finditer(sheet.folded, *span):
        month, of_month, hour, minute = map(int, m.groups())
        if (month, of_month) == (int(day[5:7]), int(day[8:10])):
            value = f"{day}T{hour:02}:{minute:02}:00{_ZONE}"
            return Found(value, Span(*m.span()), "published.yearless")
    return None


def _iso(m: re.Match[str]) -> str | None:
    day = _day_of(m)
    if day is None or m["hour"] is None:
        return day
    hour = int(m["hour"])
    if m["half"] in ("下午", "晚上") and hour < 12:
        hour += 12
    clock = f"{day}T{hour:02}:{m['minute']}:{m['second'] or '00'}"
    if m["utc"] or m["gmt"]:
        return datetime.fromisoformat(f"{clock}+00:00").astimezone(_BEIJING).isoformat()
    return clock + _ZONE


def _day_of(m: re.Match[str]) -> str | None:
    """The day of a stamp: by the years of the common era, of the Republic, or the day first."""
    if m["last"]:
        return _day(int(m["last"]), int(m["second_"]), int(m["first"]))
    if m["roc"]:
        return _day(_REPUBLIC + int(m["roc"]), int(m["month"]), int(m["day"]))
    year = int(m["year"])
    return _day(year if year > 99 else 2000 + year, int(m["month"]), int(m["day"]))


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
