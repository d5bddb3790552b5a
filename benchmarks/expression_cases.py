"""The cases of JioNLP, Recognizers-Text and duckling, with their answers said in ours.

Times become days, first and last: ends that they leave out are taken back by a day, clock times
belong to the day beside them, and where they take the coming of two readings and news the one just
gone, both are right. Numbers keep their bound, their unit and the number of one or two.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, NamedTuple

from shilu.folding import fold

ROOT = Path(__file__).resolve().parents[2] / "shared" / "expressions"
DAY = timedelta(days=1)

Days = tuple[date, date]


class Case(NamedTuple):
    """An expression in its text, with their answer.

    `kind` is what they call it; `days` are the days it may mean, or `number` the numbers; neither
    where only its place in the text is known. An empty `found` says that nothing is to be found.
    """

    source: str
    category: str
    text: str
    found: str
    kind: str
    published: date | None = None
    days: tuple[Days, ...] = ()
    open: bool = False
    number: tuple[float, ...] = ()
    bound: str = ""
    unit: str = ""


_DAY_SAID = "[日号天年月周星期礼拜世季今昨明前后]"

BARE = frozenset(("NumberModel", "Numeral"))
FIGURES = BARE | frozenset(
    (
        "NumberRangeModel",
        "OrdinalModel",
        "PercentModel",
        "AgeModel",
        "CurrencyModel",
        "DimensionModel",
        "TemperatureModel",
        "money_parser",
        "money_extractor",
        "AmountOfMoney",
        "Distance",
        "Quantity",
        "Volume",
        "Temperature",
        "Ordinal",
    )
)


_CURRENCIES = {
    "元": "CNY",
    "港元": "HKD",
    "美元": "USD",
    "日元": "JPY",
    "新台币": "TWD",
    "泰铢": "THB",
    "卢布": "RUB",
    "欧元": "EUR",
    "澳元": "AUD",
    "韩元": "KRW",
}


def cases() -> Iterator[Case]:
    """Every case of the three sources; one for each expression that a text holds."""
    yield from _jionlp()
    yield from _recognizers()
    yield from _duckling()


def _load(path: str) -> Any:
    return json.loads((ROOT / path).read_text("utf-8"))


def _readings(text: str, kind: str, theirs: Days, at: date) -> tuple[Days, ...]:
    """Their days, and the same one turn earlier where they take the coming and news the past."""
    bare = re.sub("[早晚]上|[上下]午", "", fold(text))
    told = re.search("[0-9〇零一二三四五六七八九]{2,4}年|[今明去前后上下本这當当同次]", bare)
    weekday = re.search("周|星期|礼拜", bare) and "月" not in bare and "下" not in bare
    if theirs[0] <= at or (told and not weekday):
        return (theirs,)
    if weekday:
        return theirs, (theirs[0] - 7 * DAY, theirs[1] - 7 * DAY)
    if re.search("第.个?(?:星期|周)", bare):  # as many weeks into the month, a year before
        back = next(d for d in (364, 371) if (theirs[0] - d * DAY).day <= 7)
        return theirs, (theirs[0] - back * DAY, theirs[1] - back * DAY)
    if "月" in bare or "季" in bare or "半年" in bare:
        return theirs, tuple(_year_back(d) for d in theirs)  # type: ignore[return-value]
    return theirs, tuple(_month_back(d) for d in theirs)  # type: ignore[return-value]


def _year_back(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)


def _month_back(day: date) -> date:
    last = day.replace(day=1) - DAY
    return last.replace(day=min(day.day, last.day))


def _when(reference: Any) -> date | None:
    """The day that JioNLP reads an expression on; of a year alone the last."""
    if isinstance(reference, int | float):
        return datetime.fromtimestamp(reference, timezone(timedelta(hours=8))).date()
    if isinstance(reference, str):
        return date.fromisoformat(reference[:10])
    parts = list(reference.values()) if isinstance(reference, dict) else list(reference or ())
    rest = [12, 31] if len(parts) == 1 else [1]
    return date(*(parts + rest)[:3]) if parts else None


def _jionlp() -> Iterator[Case]:
    for one in _load("jionlp/time_parser.json")["cases"]:
        text, reference, *_, said = one["case"]
        at = _when(reference)
        case = Case("JioNLP", "time_parser", text, text, said["type"], at or date(2021, 6, 14))
        if said["type"] in ("time_point", "time_span") and at:
            case = case._replace(**_span(text, said["time"], at))
        yield case
    for one in _load("jionlp/time_extractor.json")["cases"]:
        text, found = one["case"][:2]
        for item in found:
            yield Case("JioNLP", "time_extractor", text, item["text"], _clock_kind(item["text"]))
        if not found:
            yield Case("JioNLP", "time_extractor", text, "", "")
    for one in _load("jionlp/money_parser.json")["cases"]:
        text, said = one["case"][:2]
        number = said["num"] if isinstance(said["num"], list) else [said["num"]]
        yield Case(
            "JioNLP",
            "money_parser",
            text,
            text,
            "money",
            number=tuple(map(float, number)),
            bound=said["definition"],
            unit=_CURRENCIES[said["case"]],
        )
    for one in _load("jionlp/money_extractor.json")["cases"]:
        text, found = one["case"][:2]
        for item in found:
            yield Case("JioNLP", "money_extractor", text, item["text"], "money")


def _clock_kind(found: str) -> str:
    """A stretch that names no day is a clock time."""
    return "date" if re.search(_DAY_SAID, found) or re.search("[0-9]{4}", found) else "time"


def _span(text: str, span: list[str], at: date) -> dict[str, Any]:
    """JioNLP's two moments as days; an end in the next day's midnight is the day before."""
    if span[0] == "-inf" or span[1] == "inf":
        given = date.fromisoformat(span[1 if span[0] == "-inf" else 0][:10])
        return {"days": ((given, given),), "open": True}
    first, last = (datetime.fromisoformat(s) for s in span)
    if not re.search(_DAY_SAID, text) and not re.search(r"[0-9]{2,4}[-/.][0-9]{1,2}[-/.]", text):
        return (
            {"kind": "time"}
            if ":" in text or "：" in text or "点" in text or "午" in text or "夜" in text
            else {"days": ((first.date(), last.date()),)}
        )
    end = last.date() - DAY * (last > first and last.hour == last.minute == last.second == 0)
    days = first.date(), end
    if first.date() == at and first.hour and re.search("前$", text):
        return {"days": ((end, end),), "open": True}
    return {"days": _readings(text, "", days, at)}


def _recognizers() -> Iterator[Case]:
    root = ROOT / "recognizers-text"
    for path in sorted(root.glob("*/*.json")):
        if path.stem.endswith("ExperimentalMode"):
            continue  # the same texts again
        for one in json.loads(path.read_text("utf-8")):
            text = one["Input"]
            for item in one["Results"]:
                yield _recognized(path, one, item)
            if not one["Results"]:
                yield Case("Recognizers-Text", path.stem, text, "", "negative")


def _recognized(path: Path, one: dict[str, Any], item: dict[str, Any]) -> Case:
    kind = (item.get("Type") or item["TypeName"]).removeprefix("datetimeV2.")
    case = Case("Recognizers-Text", path.stem, one["Input"], item["Text"], kind)
    reference = one.get("Context", {}).get("ReferenceDateTime")
    said = item.get("Value") or item.get("Resolution") or {}
    if path.parent.name != "DateTime":
        return _numbered(case, said)
    if reference:
        at = date.fromisoformat(reference[:10])
        answers = said.get("values") or [
            {**said.get(k, {})} for k in ("PastResolution", "FutureResolution")
        ]
        return _dated(case._replace(published=at), answers)
    return case


def _dated(case: Case, answers: list[dict[str, str]]) -> Case:
    """Both of their readings, the past and the coming; ends that stand apart are exclusive."""
    if case.kind in ("time", "timerange", "duration", "set"):
        return case
    days, opened = [], False
    for a in answers:
        one = a.get("value") or a.get("date") or a.get("dateTime")
        first = a.get("start") or a.get("startDate") or a.get("startDateTime") or one
        last = a.get("end") or a.get("endDate") or a.get("endDateTime") or one
        opened = opened or bool(a.get("Mod"))
        if "not resolved" in (first, last) or "0001-01-01" in (first, last):
            return case._replace(kind="none")
        if first or last:
            start, end = (
                date.fromisoformat((x or first or last or "")[:10]) for x in (first, last)
            )
            days.append((start, end))
            if not one and not opened and start < end:
                days += [(start, end - DAY), *_through(case.found, start, end)]
    if case.days or not days:
        return case._replace(kind="none")
    return case._replace(days=tuple(days), open=opened)


def _through(found: str, start: date, end: date) -> Iterator[Days]:
    """A range of months or years through its end, where they stop at the end's first day."""
    if (
        end.day == 1
        and re.search("[到至和与]", found)
        and not found.rstrip("之间").endswith(("日", "号"))
    ):
        year = end.month == 1 and "月" not in found
        last = end.replace(month=12, day=31) if year else (end + 31 * DAY).replace(day=1) - DAY
        yield start, last


def _numbered(case: Case, said: dict[str, str]) -> Case:
    value = said.get("value")
    if value is None:
        return case._replace(kind="novalue")
    if value[0] in "[(":
        low, high = value[1:-1].split(",")
        number = tuple(float(x) for x in (low, high) if x)
        bound = ("under" if not low else value[0]) if len(number) == 1 else ""
        rest = fold(case.text)[fold(case.text).find(fold(case.found)) + len(case.found) :]
        if m := re.match("个|岁|平方英尺", rest):
            case = case._replace(found=case.found + m[0])
        return case._replace(number=number, bound=bound)
    unit = said.get("isoCurrency") or said.get("unit") or ("%" if value.endswith("%") else "")
    if "百分点" in fold(case.found):
        unit = "pp"
    number = (float(value.rstrip("%")) * (0.001 if unit == "Kilobit" else 1),)
    if unit == "%" and re.match("千分|万分|[百千]万分", fold(case.found)):
        factor = 10 if fold(case.found).startswith("千分") else 0.01
        number, unit = (number[0] * factor,), ""
    return case._replace(number=number, unit="" if unit == "Fahrenheit" else unit)


_GRAINS = {"Day": DAY, "Week": 7 * DAY}


def _duckling() -> Iterator[Case]:
    for path in sorted((ROOT / "duckling").glob("*.json")):
        held = json.loads(path.read_text("utf-8"))
        at = date.fromisoformat(held["reference_time"][:10])
        for one in held["cases"]:
            said = re.fullmatch(r"\((\w+) (.*)\)", one["expected"] or "(none )", re.S)
            category = path.name.split(".")[0]
            found = "" if one["negative"] else one["text"]
            case = Case("duckling", category, one["text"], found, said[1] if said else "", at)
            if said and found and category in ("Time", "Duration"):
                yield _moment(case, said[2], at)
            else:
                yield _measured(case, said[2]) if said and found else case


def _moment(case: Case, said: str, at: date) -> Case:
    if case.kind in ("datetimeHoliday", "datetimeIntervalHoliday", "DurationData"):
        return case._replace(kind="duration" if case.kind == "DurationData" else case.kind)
    moments = [[int(n) for n in m.split(",")] for m in re.findall(r"\(([0-9, ]+)\)", said)]
    grain = said.split()[-1]
    first = _calendar(moments[0])
    if grain in ("Hour", "Minute", "Second") and not re.search(_DAY_SAID, case.found):
        return case._replace(kind="time")
    if len(moments) > 1:
        last = _calendar(moments[1])
        end = last - DAY * (last > first and not any(moments[1][3:]))
    elif grain == "Month":
        end = (first + 31 * DAY).replace(day=1) - DAY
    elif grain == "Year":
        end = date(first.year, 12, 31)
    else:
        end = first + _GRAINS.get(grain, DAY) - DAY
    if "周末" in fold(case.found):  # theirs begins on Friday evening
        first = end - DAY
    return case._replace(days=_readings(case.found, grain, (first, end), at))


def _calendar(parts: list[int]) -> date:
    return date(parts[0], max(parts[1], 1), max(parts[2], 1))


def _measured(case: Case, said: str) -> Case:
    numbers = tuple(float(n) for n in re.findall(r"-?[0-9]+(?:\.[0-9]+)?", said))
    unit = next((u for u in re.findall("[A-Za-z]+", said) if u != "Nothing"), "")
    kind = {"OrdinalData": "ordinal"}.get(case.kind, "cent" if unit == "Cent" else case.kind)
    return case._replace(kind=kind, number=numbers, unit=unit, bound=case.kind)
