"""Expressions whose answers others have written down: `python benchmarks/expressions.py`.

The cases of JioNLP, Recognizers-Text and duckling are read from `../shared/expressions`, their
answers said in ours by code, and counted: all, those that the labelling guide has an answer for,
and of these the right ones. `--misses` lists what is wrong, `--out-of-scope` what is left out and
why. `--peers` (with the packages of requirements/bench.txt) counts other readers on the same cases.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from datetime import date

import corpus
from expression_cases import BARE, DAY, FIGURES, Case, Days, cases
from expression_peers import GROUPS, Found, group, readings
from expression_peers import PEERS as READERS
from expression_peers import Peer as Reading
from expression_scope import out_of_scope
from peers import SCANNERS, Work, quiet, rate

from shilu.folding import fold
from shilu.mentions import edtf
from shilu.mentions.figures import find_figures
from shilu.mentions.times import find_times
from shilu.model import Figure, Setting
from shilu.structure import Structure, parse


def main(arguments: list[str]) -> None:
    """Count, and list what is asked for."""
    if "--peers" in arguments:
        quiet()
        compare()
        return
    total: Counter[tuple[str, str]] = Counter()
    within: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    reasons: Counter[str] = Counter()
    for case in cases():
        place = case.source, case.category
        total[place] += 1
        if reason := out_of_scope(case):
            reasons[reason] += 1
            if "--out-of-scope" in arguments:
                print(f"{reason}\t{case.found or case.text}")
            continue
        within[place] += 1
        said = answer(case)
        right[place] += said is None
        if said is not None and "--misses" in arguments:
            print(f"{case.category}\t{case.text[:40]}\t{case.found}\t{wanted(case)}\t{said}")
    _print(total, within, right, reasons)


def _print(
    total: Counter[tuple[str, str]],
    within: Counter[tuple[str, str]],
    right: Counter[tuple[str, str]],
    reasons: Counter[str],
) -> None:
    print(f"\n{'source':17} {'category':26} {'all':>5} {'in scope':>8} {'right':>6}")
    for place in total:
        share = right[place] / within[place] if within[place] else 0
        counts = f"{total[place]:5} {within[place]:8} {right[place]:6} {share:6.1%}"
        print(f"{place[0]:17} {place[1]:26} {counts}")
    t, w, r = total.total(), within.total(), right.total()
    print(f"{'all':44} {t:5} {w:8} {r:6} {r / w:6.1%}\n")
    for reason, n in reasons.most_common():
        print(f"{n:5} out of scope: {reason}")


# --- what we say ----------------------------------------------------------------------------------


def answer(case: Case) -> str | None:
    """None where what we find is what they found, else what we say instead."""
    return _figure_answer(case) if case.category in FIGURES else _time_answer(case)


def _time_answer(case: Case) -> str | None:
    times = find_times(parse(case.text), Setting(published=case.published))
    if not case.found:
        return None if not times else f"{times[0].text} found"
    here = [t for t in times if touches(case, t.span.start, t.span.end)]
    if not here:
        return "nothing"
    if case.published is None:
        stretch = _bare(fold(case.found))
        return None if _bare(fold(here[0].text)) == stretch else here[0].text
    listed = _LISTED.search(case.found)
    if here[0].edtf is None or here[-1].edtf is None or (len(here) > 1 and not listed):
        return " ".join(f"{t.text}={t.edtf}" for t in here)
    ours = edtf.first_day(here[0].edtf), edtf.last_day(here[-1].edtf)
    if any(_same(case, ours, theirs) for theirs in case.days):
        return None
    return f"{here[0].text}={here[0].edtf}"


_LISTED = re.compile("[，,、]")


def touches(case: Case, start: int, end: int) -> bool:
    """Whether a stretch of the case's text has a part in the expression."""
    at = max(0, fold(case.text).find(fold(case.found)))
    return start < at + len(case.found) and at < end


_EDGE = re.compile("^[从自在于为]|[的,，。 ]+$")
_CLOCK = re.compile("(?:大约)?(?:(?:上|下|中)午|凌晨|早上|晚上?)?[0-9十:点时分]+(?:以后)?$")


def _bare(found: str) -> str:
    """An expression without 从 before it and a clock time after it."""
    return _EDGE.sub("", _CLOCK.sub("", _EDGE.sub("", found)) or found)


_STRETCH = re.compile("近|过去|未来|今后|来$|内$|^前")
_AGO = re.compile(
    "^[0-9两兩二三四五六七八九十]+(?:年|[个個]?月|天|日|周|星期|[个個]?[礼禮]拜)[之以]?前$"
)
_DECADE_PARTS = {"初": (0, 3), "前": (0, 3), "中": (4, 6), "末": (7, 9), "后": (7, 9)}
_EDGE_OF_TIME = re.compile("[初底末]$|伊始$")


def _same(case: Case, ours: Days, theirs: Days) -> bool:
    """Whether the days are the same, as the guide draws the borders."""
    if ours == theirs:
        return True
    if case.open and re.search("[初底末]", case.found):
        return any(ours[0] <= edge <= ours[1] + 31 * DAY for edge in theirs)
    if case.open or re.search("(?:起|开始)$", case.found):
        return any(abs(a - b) <= DAY for a in ours for b in theirs)
    if re.search("以来|至今|到现在|到今天", fold(case.found)):  # as fine as what it begins with
        return ours[0] == theirs[0] and ours[1] >= theirs[1] and ours[1].year == theirs[1].year
    found, at = fold(case.found), case.published or theirs[0]
    if "世纪" in found and "年代" not in found:  # a century is given whole
        return (ours[0].year, ours[1].year - 99) == (theirs[0].year // 100 * 100,) * 2
    if _EDGE_OF_TIME.search(found):  # 5月底 is the month, 年底 December
        edge = theirs[0] if found[-1] in "初始" else theirs[1]
        return ours[0] <= edge <= ours[1] and (ours[1] - ours[0]).days < 31
    if re.search("周|星期|礼拜", found) and _AGO.search(found):
        return theirs[0] <= ours[0] <= theirs[0] + 6 * DAY
    if _AGO.search(found):  # 六年前 is a year, and so for months, weeks and days
        return ours[0] == theirs[0] or ours[0] <= theirs[0] <= ours[1]
    if _STRETCH.search(found):  # 近40年来 = 1983/2023: as fine as its unit
        if "年" in found:
            return (ours[0].year, ours[1].year) == (theirs[0].year, theirs[1].year)
        if "月" in found:
            return [d.replace(day=1) for d in ours] == [d.replace(day=1) for d in theirs]
        return all(
            abs(a - b) <= DAY and (a == b or b == at) for a, b in zip(ours, theirs, strict=True)
        )
    if m := re.search("年代([初前中末后])", found):  # 60年代初 = 1960/1963
        first = theirs[0].year // 10 * 10
        return (ours[0].year - first, ours[1].year - first) == _DECADE_PARTS[m[1]]
    if (season := re.search("[春夏秋冬]", found)) is not None:
        first = edtf.first_day(edtf.season(theirs[1].year, "春夏秋冬".index(season[0]) + 1))
        return ours[0] == first or ours[0] == first.replace(year=first.year - 1)
    return False


def _figure_answer(case: Case) -> str | None:
    text = case.text
    if case.category in BARE and case.found and not case.found.endswith(("个", "個")):
        text = f"共{case.found}吨"
    figures = find_figures(parse(text), Setting(), ())
    if not case.found:
        return None if not figures else f"{figures[0].text} found"
    here = [f for f in figures if touches(case._replace(text=text), f.span.start, f.span.end)]
    if not here:
        return "nothing"
    if len(here) == 1 and _right(case, here[0]):
        return None
    return " ".join(f"{f.text}={f.low},{f.high} {f.bound} {f.unit}" for f in here)


_BOUNDS = {"under": "< <=", "above": "> >=", "(": ">", "[": ">=", "blur+": "> >=", "blur-": "< <="}


def _right(case: Case, f: Figure) -> bool:
    if f.low is None:
        return False
    if not case.number:
        return True
    low = float(f.low) * _factor(case, f.unit)
    high = float(f.high) * _factor(case, f.unit) if f.high is not None else None
    if not _near(low, case.number[0]):
        return False
    if len(case.number) > 1 and (high is None or not _near(high, case.number[1])):
        return case.bound == "blur" and f.bound in ("~", ">")
    if len(case.number) == 1 and high is not None:
        return False
    if case.bound in _BOUNDS and f.bound not in _BOUNDS[case.bound].split():
        return False
    return not case.unit or _unit_right(case, f)


def _near(a: float, b: float) -> bool:
    return abs(a - b) <= max(abs(b) * 1e-9, 0.0051 if abs(b) > 1 else 1e-4)


#: What a unit is in grams, metres and litres.
_BASE = {
    "克": 1,
    "g": 1,
    "公斤": 1000,
    "千克": 1000,
    "kg": 1000,
    "斤": 500,
    "毫克": 0.001,
    "mg": 0.001,
    "两": 50,
    "兩": 50,
    "升": 1,
    "公升": 1,
    "L": 1,
    "毫升": 0.001,
    "ml": 0.001,
    "cc": 0.001,
}
_THEIR_BASE = {"Gram": 1, "Litre": 1, "Millilitre": 0.001}
_NAMES = {
    "Centimetre": "cm 厘米 公分",
    "Metre": "m 米 公尺",
    "Kilometre": "公里 公裏 km 千米",
    "Foot": "英尺 呎",
    "Inch": "英寸 英吋 吋",
    "Mile": "英里 英裏",
    "Gallon": "加侖 加仑",
    "Dollar": "CNY",
    "Celsius": "摄氏度 攝氏度 °C ℃ 度 摄氏° 攝氏°",
    "Fahrenheit": "华氏度 華氏度 °F ℉ 华氏° 華氏°",
    "Degree": "度 °",
    "F": "华氏度 度",
    "Ton": "吨",
    "Centimeter": "cm",
    "Jin": "斤",
    "Kilometer": "千米",
    "Kilogram": "千克",
    "Meter": "米",
    "Gram": "克",
    "Kilowatt": "千瓦",
    "Kilocalorie": "千卡",
    "Liang": "两",
    "Year": "岁",
    "Week": "周",
    "pp": "pp",
    "%": "%",
}


def _factor(case: Case, unit: str) -> float:
    if case.category in BARE:
        return {"%": 0.01, "‰": 0.001}.get(unit, 1)
    return _BASE.get(unit, 1) / _THEIR_BASE[case.unit] if case.unit in _THEIR_BASE else 1


def _unit_right(case: Case, f: Figure) -> bool:
    if case.unit in _THEIR_BASE:
        return f.unit in _BASE
    if case.category == "money_parser" and f.unit == "":
        return "元" not in case.found and "块" not in case.found
    if f.unit == "块" and case.unit in ("CNY", "Dollar"):  # a counter too: as printed
        return True
    return (
        f.unit in _NAMES.get(case.unit, case.unit).split()
        or fold(f.unit) in _NAMES.get(case.unit, case.unit).split()
    )


def wanted(case: Case) -> str:
    """Their answer, for print."""
    if case.days:
        return " ".join(f"{a}..{b}" for a, b in case.days) + (" open" if case.open else "")
    return (
        f"{case.number} {case.bound} {case.unit}"
        if case.number
        else "found"
        if case.found
        else "none"
    )


# --- what the peers say ---------------------------------------------------------------------------


def peer_right(case: Case, found: list[Found]) -> bool:
    """Whether a peer's answer is the case's, by the same rules; of a number only its value."""
    if not case.found:
        return not found
    here = [f for f in found if touches(case, f.start, f.end)]
    if not here:
        return False
    if group(case) == "times, extent":
        printed = fold(case.text[here[0].start : here[0].end])
        return _bare(printed) == _bare(fold(case.found))
    if case.days:
        if len(here) > 1 and not _LISTED.search(case.found):
            return False
        ours = [(a[0], b[1]) for a in here[0].days for b in here[-1].days]
        return any(_same(case, days, theirs) for days in ours for theirs in case.days)
    return any(_numbers_right(case, f.number) for f in here)


def _numbers_right(case: Case, said: tuple[float, ...]) -> bool:
    if not case.number:
        return bool(said)
    return len(said) >= len(case.number) and all(map(_near, said, case.number))


def compare() -> None:
    """Accuracy of each reader by group, and what each reads of articles in the same run."""
    within = [case for case in cases() if not out_of_scope(case)]
    total = Counter(group(case) for case in within)
    right = {"shilu": Counter(group(case) for case in within if answer(case) is None)}
    for name, make in READERS.items():
        try:
            peer = make()
        except ImportError as error:
            print(f"{name}: not installed ({error})")
            continue
        right[name] = Counter(group(c) for c in within if _peer_says(peer, c))
        for unread in set(GROUPS) - set(peer.readers):
            right[name][unread] = -1
    print(f"{'in scope':24}" + "".join(f"{n:>16}" for n in GROUPS))
    print(f"{'':24}" + "".join(f"{total[n]:16}" for n in GROUPS))
    for name, counts in right.items():
        shares = ("-" if counts[n] < 0 else f"{counts[n] / total[n]:.1%}" for n in GROUPS)
        print(f"{name:24}" + "".join(f"{share:>16}" for share in shares))
    print()
    _rates()


def _peer_says(peer: Reading, case: Case) -> bool:
    found = readings(peer, case)
    return found is not None and peer_right(case, found)


def _rates() -> None:
    """Megabytes of articles a second of processor time, ours and theirs, in this run."""
    texts = [page.text for page in corpus.articles()]
    for name, make in {"shilu times + figures": _ours, **SCANNERS}.items():
        speed = rate(make, texts)
        print(f"{name:32}" + ("not installed" if speed is None else f"{speed:8.3f} MB/s"))


def _ours() -> Work:
    setting = Setting(published=date(2024, 5, 31))
    parsed: dict[str, Structure] = {}

    def work(text: str) -> object:
        structure = parsed[text]
        return find_figures(structure, setting, find_times(structure, setting))

    parsed.update((page.text, parse(page.text)) for page in corpus.articles())
    return work


if __name__ == "__main__":
    main(sys.argv[1:])
