"""Other readers of Chinese times and numbers, as functions that answer the expressions.

A reader says where it found a time, with the days it may mean, or a number, one or two. Nothing
more is asked of a peer: neither how a number is bounded nor its unit. What is not installed, or
reads no such thing, has no answer.
"""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Callable
from datetime import date, datetime
from importlib import import_module
from typing import Any, NamedTuple

from expression_cases import BARE, DAY, FIGURES, Case, Days


class Found(NamedTuple):
    """What a reader took, where it stands, and the days or the numbers it makes of it."""

    start: int
    end: int
    days: tuple[Days, ...] = ()
    number: tuple[float, ...] = ()


#: Reads a text, as of a day.
Reader = Callable[[str, date | None], list[Found]]


class Peer(NamedTuple):
    """A package's readers, by group; `whole` where it is given the expression without its text."""

    readers: dict[str, Reader]
    whole: bool = False


#: The groups that the cases are counted in.
GROUPS = ("times, days", "times, extent", "numbers", "per cent", "money", "measures")


def group(case: Case) -> str:
    """The group of a case: times with their days or by extent alone, and the kinds of numbers."""
    if case.category not in FIGURES:
        return "times, days" if case.days else "times, extent"
    if case.category in BARE or case.category == "NumberRangeModel":
        return "numbers"
    if case.category == "PercentModel":
        return "per cent"
    money = case.category.startswith("money") or case.category in ("CurrencyModel", "AmountOfMoney")
    return "money" if money else "measures"


# --- jionlp ---------------------------------------------------------------------------------------


def _jionlp() -> Peer:
    with contextlib.redirect_stdout(io.StringIO()):
        ner = import_module("jionlp").ner

    def times(text: str, at: date | None) -> list[Found]:
        day = at or date(2021, 6, 14)
        base = {"year": day.year, "month": day.month, "day": day.day}
        return [_jionlp_time(one) for one in ner.extract_time(text, time_base=base)]

    def money(text: str, at: date | None) -> list[Found]:
        found = []
        for one in ner.extract_money(text):
            said = one["detail"]["num"]
            numbers = said if isinstance(said, list) else [said]
            found.append(Found(*one["offset"], number=tuple(map(float, numbers))))
        return found

    return Peer({"times, days": times, "times, extent": times, "money": money})


def _jionlp_time(one: dict[str, Any]) -> Found:
    """JioNLP's two moments as days; an end in the next day's midnight is the day before."""
    start, end = one["offset"]
    span = one["detail"].get("time")
    if one["type"] not in ("time_point", "time_span") or not isinstance(span, list):
        return Found(start, end)
    edges = [None if "inf" in s else datetime.fromisoformat(s) for s in span]
    first, last = edges[0] or edges[1], edges[1] or edges[0]
    if first is None or last is None:
        return Found(start, end)
    midnight = last > first and last.time() == datetime.min.time()
    return Found(start, end, ((first.date(), last.date() - DAY * midnight),))


# --- recognizers-text-suite -----------------------------------------------------------------------


def _recognizers() -> Peer:
    suite = import_module("recognizers_suite")
    culture = suite.Culture.Chinese

    def times(text: str, at: date | None) -> list[Found]:
        reference = datetime.combine(at, datetime.min.time()) if at else None
        found = suite.recognize_datetime(text, culture, reference=reference)
        return [Found(one.start, one.end + 1, _recognized_days(one.resolution)) for one in found]

    def numbers(*names: str) -> Reader:
        recognizers = [getattr(suite, f"recognize_{name}") for name in names]

        def read(text: str, at: date | None) -> list[Found]:
            found = [one for r in recognizers for one in r(text, culture)]
            return [Found(one.start, one.end + 1, number=_value(one.resolution)) for one in found]

        return read

    return Peer(
        {
            "times, days": times,
            "times, extent": times,
            "numbers": numbers("number"),
            "per cent": numbers("percentage"),
            "money": numbers("currency"),
            "measures": numbers("dimension", "temperature", "age"),
        }
    )


def _recognized_days(said: dict[str, Any] | None) -> tuple[Days, ...]:
    """Each of their readings; ends that stand apart are exclusive, so both ways are heard."""
    days: list[Days] = []
    for one in (said or {}).get("values", ()):
        first, last = (one.get(k) or one.get("value") for k in ("start", "end"))
        edges = [first or last, last or first]
        if not all(e and re.match("[0-9]{4}-[0-9]{2}-[0-9]{2}", e) for e in edges):
            continue
        start, end = (date.fromisoformat(e[:10]) for e in edges)
        days.append((start, end))
        if start < end:
            days.append((start, end - DAY))
    return tuple(days)


def _value(said: dict[str, Any] | None) -> tuple[float, ...]:
    value = str((said or {}).get("value") or "").rstrip("%")
    return (float(value),) if re.fullmatch(r"-?[0-9.]+(?:[eE][+-]?[0-9]+)?", value) else ()


# --- cn2an, dateparser ----------------------------------------------------------------------------


def _cn2an() -> Peer:
    convert = import_module("cn2an").cn2an

    def numbers(text: str, at: date | None) -> list[Found]:
        return [Found(0, len(text), number=(float(convert(text, "smart")),))]

    return Peer({"numbers": numbers}, whole=True)


def _dateparser() -> Peer:
    parse = import_module("dateparser").parse

    def times(text: str, at: date | None) -> list[Found]:
        base = datetime.combine(at or date(2021, 6, 14), datetime.min.time())
        said = parse(text, languages=["zh"], settings={"RELATIVE_BASE": base})
        return [Found(0, len(text), ((said.date(), said.date()),))] if said else []

    return Peer({"times, days": times}, whole=True)


#: The peers by name. What one is given: the text, or for the last two the expression itself.
PEERS: dict[str, Callable[[], Peer]] = {
    "jionlp": _jionlp,
    "recognizers-text-suite": _recognizers,
    "cn2an": _cn2an,
    "dateparser": _dateparser,
}


def readings(peer: Peer, case: Case) -> list[Found] | None:
    """What a peer finds in a case; None where it reads no such thing. What it raises is nothing."""
    reader = peer.readers.get(group(case))
    if reader is None:
        return None
    try:
        found = reader(case.found if peer.whole and case.found else case.text, case.published)
    except Exception:  # a text that a peer cannot take has no answer
        return []
    if peer.whole and case.found:
        at = max(0, case.text.find(case.found))
        found = [f._replace(start=f.start + at, end=f.end + at) for f in found]
    return found
