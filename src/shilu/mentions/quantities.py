"""Recognising plain quantities: a number, what bounds it, and its unit (6000余家, 5%至6%).

What only looks like one is none: 5A级, 第三次, 一个, 10点. What a quantity says is no matter here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from shilu.lexicon import rows, terms
from shilu.mentions import numerals
from shilu.mentions.numerals import NUMERAL, Numeral
from shilu.mentions.quantity import RANGE, RANGE_OPENS, Quantity, bounded, currency_before
from shilu.mentions.units import Unit, currency_code, unit_at
from shilu.model import Bound
from shilu.text import LOST, Span

_NUMBER = re.compile(NUMERAL)
_SIGNS = {
    "US$": "USD",
    "HK$": "HKD",
    "NT$": "TWD",
    "MOP$": "MOP",
    "MOP": "MOP",
    "¥": "CNY",
    "€": "EUR",
    "£": "GBP",
}
_SIGNED = re.compile(rf"(?P<sign>(?:US|HK|NT|MOP)?[$¥€£])[ ]?(?P<number>{NUMERAL})")
#: 港币3.14, without 元 after it.
_NAMED = re.compile(
    rf"(?P<sign>人民币|港币|新台币|澳门币)[ ]?(?P<number>{NUMERAL})(?![ ]?[\u4e00-\u9fff0-9A-Za-z])"
)
_CHANGE = re.compile("([0-9一二两三四五六七八九])[角毛](?:([0-9一二三四五六七八九])分)?")
_TENTH_OF = re.compile("([0-9一二两三四五六七八九])[两]")
#: A half after a unit of measurement: 一吨半.
_HALF = re.compile("半(?![个年月天日数])")
#: The sessions of a term are numbered: 十三届全国人大四次会议.
_NTH_SESSION = re.compile("[一二三四五六七八九十]{1,3}次(?:全体)?(?:会议|全会)")
_NEVER_CONTINUED = re.compile("[多半]?(?:小时|个?月|星期|世纪|工作日|交易日|年|周|学期|季度|钟头)")
_CASUALTY = re.compile(
    "死|伤|遇难|确诊|感染|被捕|被拘|失踪|丧生|身亡|获救|入院|当选|缺席|弃权|反对|受审|落网|归案"
)
#: Kinds of units before which 一 is an article, cases and people apart.
_ARTICLED = frozenset(("counter", "cautious", "noun", "index"))
#: What stands before a numeral that is no number, and what joins numerals to a sum or a score.
_NO_NUMBER_AFTER = frozenset((*"第唯每纬经+:/·^×*.", LOST))
_JOINING = frozenset("+:×*")
#: What may stand before the second of two ordinals.
_AND = frozenset("及、和与至")
_CLOCK_MARKS = frozenset(":时点")
_MOVED = frozenset("升跌涨降挫报")
#: What parts the two numbers of a range, and a numeral ends with that counts without a unit.
_PARTING = frozenset("至到~–—─-（")
_GREAT_OR_MORE = frozenset("万亿多余")
#: What a hyphen stands after as a dash, not as a minus.
_RANGED = re.compile(r"[0-9A-Za-z%万亿元]")
#: 第9及10条: the second of two ordinals is one too.
_ORDINALS = re.compile("第[0-9]{1,3}(?:条|章|节|款|号)?[及、和与至]$")
_MINUS = re.compile("负 ?$")
_MINUSES = frozenset("负 下-−")
_COUNTED = re.compile("(?:有|共|致|成|仅|另|计|至少|约|近|过|逾)$")


@cache
def _candidates() -> re.Pattern[str]:
    """A numeral with something after it that may go on to a unit; few characters pass."""
    units = [row[0] for row in rows("units") if row[1] not in ("never", "word")]
    first = {unit[0] for unit in (*units, *terms("currencies"))}
    return re.compile(
        rf"{NUMERAL}(?=[ ]?[{re.escape(''.join(sorted(first)))}至到~–—─-]|(?<=[万亿多余])|(?<=%))"
    )


@cache
def _openings() -> frozenset[str]:
    """The units of one character, and the first two characters of the others."""
    units = [row[0] for row in rows("units") if row[1] not in ("never", "word")]
    return frozenset(unit[:2] for unit in (*units, *terms("currencies")))


@cache
def _set_phrases() -> dict[str, tuple[str, ...]]:
    """Set phrases by their first two characters."""
    phrases: dict[str, tuple[str, ...]] = {}
    for phrase in terms("set_numbers"):
        phrases[phrase[:2]] = (*phrases.get(phrase[:2], ()), phrase)
    return phrases


def quantities(view: str, area: str | None) -> Iterator[Quantity]:
    """Every number with a unit in `view`, and every one of ten thousands without; `area` is the
    page's own, whose currency 元 is.
    """
    if any(mark in view for mark in "$¥€£币"):
        yield from _signed_amounts(view, area)
    at = 0
    for m in _candidates().finditer(view):
        start, end = m.span()
        if start < at or not _goes_on(view, end) or _excluded(view, start, end):
            continue
        found = _quantity(view, m, area)
        if found is not None:
            at = found.span.end
            yield found


def _goes_on(view: str, end: int) -> bool:
    """Whether what follows a numeral may make a quantity of it, at a glance: 30日在 does not."""
    at = end + (view[end : end + 1] == " ")
    after, openings = view[at : at + 1], _openings()
    return (
        after in openings
        or view[at : at + 2] in openings
        or after in _PARTING
        or view[end - 1] in _GREAT_OR_MORE
    )


def _signed_amounts(view: str, area: str | None) -> Iterator[Quantity]:
    """HK$500, US$3.2亿: amounts whose only unit is the sign before them."""
    for m in (*_SIGNED.finditer(view), *(_NAMED.finditer(view) if "币" in view else ())):
        number = numerals.parse(m["number"])
        if number is not None:
            start, end, bound = bounded(view, m.start("number"), m.end(), number)
            sign = m["sign"]
            named = sign[-1] == "币"
            code = currency_code(sign if named else "元", area)
            code = _SIGNS.get(sign, code)
            low, high = number.low, number.high
            span = Span(min(start, m.start()), end)
            yield Quantity(span, low, high, bound, code, "currency", "figures.amount")


def _excluded(view: str, start: int, end: int) -> bool:
    """Whether what stands around a numeral makes it no number: 第三, 每百, 2+26, 09:26."""
    before, first = view[start - 1] if start else "", view[start]
    if before in _NO_NUMBER_AFTER or (before.isdigit() and first.isdigit()):
        return True
    if view[end : end + 1] in _JOINING and view[end + 1 : end + 2].isdigit():
        return True
    if before in _AND and _ORDINALS.search(view, max(0, start - 6), start):
        return True
    if first == "三" and view.startswith("铁人三项", max(0, start - 2)):
        return True
    session = view.startswith("次", end) and _NTH_SESSION.match(view, start)
    if session and "届" in view[max(0, start - 12) : start]:
        return True
    phrases = _set_phrases().get(view[start : start + 2])
    return phrases is not None and view.startswith(phrases, start)


def _quantity(view: str, m: re.Match[str], area: str | None) -> Quantity | None:
    """The plain quantity whose first number is `m`."""
    printed = m.group()
    start, end = m.span()
    unit = unit_at(view, end + (view[end : end + 1] == " "))
    first = numerals.parse(printed) if _may_count(view, end, printed, unit) else None
    if first is None:
        return None
    number, end, unit = _with_unit(view, m, first, unit)
    if not _counts(view, start, printed, number, unit):
        return None
    if unit is None or unit.kind in ("never", "word"):
        unit = None
    else:
        end = unit.end
    if unit is not None:
        end, number = _small_change(view, *_tenths(view, end, number, unit), unit)
    start, end, bound = bounded(view, start, end, number)
    if printed[0] in "十百千万亿" and not _stands_bare(view, start, m.start(), printed, bound):
        return None
    if printed[0] in "百千万亿" and view[start] == "上":
        bound = ">="
    named = _named_before(view, m.start(), unit, area)
    code = named[0] if named else _coded(unit, area)
    start = min(start, named[1]) if named else start
    if code is None:
        return None
    sign, start = _signed(view, start)
    low, high = number.low, number.high
    if sign < 0:
        low, high = -low, None if high is None else -high
    kind = unit.kind if unit else "currency" if code else "number"
    return Quantity(Span(start, end), low, high, bound, code, kind, f"figures.{_RULES[kind]}")


def _may_count(view: str, end: int, printed: str, unit: Unit | None) -> bool:
    """Whether a unit, a great multiplier or a range follows; most numerals of a text end here."""
    if printed[-1] in "万亿多余":
        return True
    if unit is not None:
        if printed == "一" and unit.kind in _ARTICLED and unit.printed not in "宗例人":
            return False
        return unit.kind not in ("never", "word")
    return view[end : end + 1] in RANGE_OPENS and RANGE.match(view, end) is not None


#: Units that a record gives as a code, by their kind.
_FIXED = {"percent": "%", "permille": "‰", "points": "pp", "tenths": "%", "times": "倍"}

_RULES = {
    "percent": "share",
    "permille": "share",
    "tenths": "share",
    "points": "points",
    "times": "multiple",
    "doublings": "multiple",
    "currency": "amount",
    "measure": "measure",
    "index": "measure",
    "counter": "count",
    "cautious": "count",
    "noun": "count",
    "number": "number",
}


def _with_unit(
    view: str, m: re.Match[str], first: Numeral, unit: Unit | None
) -> tuple[Numeral, int, Unit | None]:
    """The number, or both of a range, its end before the unit, and the unit."""
    start, end = m.span()
    known = unit is not None and unit.kind not in ("never", "word")
    after = unit.end if unit and known else end
    r = RANGE.match(view, after) if view[after : after + 1] in RANGE_OPENS else None
    second = numerals.parse(r[1]) if r else None
    if r is None or second is None or first.high is not None or second.high is not None:
        return first, end, unit
    then = unit_at(view, r.end() + (view[r.end() : r.end() + 1] == " "))
    if known and unit and (then is None or then.printed != unit.printed or _moved(view, start)):
        return first, end, unit
    if then is None and not known and r[1][-1] not in "万亿":
        return first, end, unit
    low, factor = first.low, numerals.greatest(r[1])
    if numerals.greatest(m.group()) == 1 and low * factor < second.low:
        low *= factor
    if len(m.group()) == 1 and low < 10 and r[1][-1] in "百千":
        low *= 100 if r[1][-1] == "百" else 1000
    if low >= second.low:
        return first, end, unit
    return Numeral(low, second.low, first.bound), r.end(), then


def _moved(view: str, start: int) -> bool:
    """从5%到8%: from one to the other, no range."""
    return view[max(0, start - 1) : start] in ("从", "由", "自")


def _counts(view: str, start: int, printed: str, number: Numeral, unit: Unit | None) -> bool:
    """Whether a number with this unit counts something: 一个, 二期, 三国, 10点 do not."""
    if unit is None or unit.kind == "word":
        return printed[-1] in "万亿多余" and bool(re.search("[万亿]", printed)) and len(printed) > 1
    if unit.kind == "never" or (_NEVER_CONTINUED.match(view, unit.end) and unit.printed == "个"):
        return False
    if view[unit.end : unit.end + 1] == "级":
        return False
    before = view[start - 1] if start else ""
    if before.isascii() and before.isalpha():
        return unit.kind in ("percent", "points", "times", "currency")
    arabic = printed[0].isdigit()
    if unit.kind == "cautious":
        return arabic or (number.low >= 20 and unit.printed != "度")
    if unit.kind == "noun":
        return arabic and _noun_stands(view, unit)
    if unit.kind == "index":
        great = before in _MOVED or number.low > 30 or number.low % 1 != 0
        return arabic and great and bool(before) and before not in _CLOCK_MARKS
    if len(printed) == 1 and not arabic:
        return _one_character(view, start, printed, unit)
    return True


def _one_character(view: str, start: int, printed: str, unit: Unit) -> bool:
    """A single Chinese digit: 一 is an article before a counter, 二 an ordinal."""
    if unit.kind in ("counter", "currency"):
        if printed in "二零〇":
            return False
        if printed in "一两" and unit.printed == "人":
            return bool(
                _COUNTED.search(view, max(0, start - 2), start) or _CASUALTY.match(view, unit.end)
            )
        if unit.kind == "currency" and view[start - 1 : start] in tuple("多单公状双"):
            return False
    return not (unit.printed == "成" and view.startswith("不变", unit.end))


def _noun_stands(view: str, unit: Unit) -> bool:
    """省 and 村 count only where no word goes on from them: 9省, but not 318国道."""
    after = view[unit.end : unit.end + 1]
    return (
        len(unit.printed) > 1
        or not after
        or not "\u4e00" <= after <= "\u9fff"
        or after in "的和与及联共均"
    )


def _small_change(view: str, end: int, number: Numeral, unit: Unit) -> tuple[int, Numeral]:
    """3元5角 is 3.5 元, 五元三角二分 5.32, 一吨半 1.5."""
    if number.high is not None:
        return end, number
    if unit.kind == "measure" and (half := _HALF.match(view, end)):
        return half.end(), Numeral(number.low + Decimal("0.5"), None, number.bound)
    if unit.printed == "斤" and (m := _TENTH_OF.match(view, end)):
        return m.end(), Numeral(
            number.low + (numerals.value(m[1]) or Decimal(0)) / 10, None, number.bound
        )
    m = _CHANGE.match(view, end) if unit.printed[-1] in "元块" else None
    if m is None:
        return end, number
    tenths, hundredths = (numerals.value(digit) if digit else None for digit in m.groups())
    more = (tenths or Decimal(0)) / 10 + (hundredths or Decimal(0)) / 100
    return m.end(), Numeral(number.low + more, None, number.bound)


def _tenths(view: str, end: int, number: Numeral, unit: Unit) -> tuple[int, Numeral]:
    """两成三 is 23, 五成半 is 55 per cent."""
    if unit.kind != "tenths":
        return end, number
    low, high = number.low * 10, number.high * 10 if number.high is not None else None
    more = view[end : end + 1]
    if more == "半":
        return end + 1, Numeral(low + 5, high, number.bound)
    digit = numerals.whole(more) if more and more in "一二三四五六七八九" else None
    if digit and unit_at(view, end + 1) is None and not _NUMBER.match(view, end + 1):
        return end + 1, Numeral(low + digit, high, number.bound)
    return end, Numeral(low, high, number.bound)


def _stands_bare(view: str, start: int, number_start: int, printed: str, bound: Bound) -> bool:
    """千家 and 万元 count only as 上千家, 近万元, 百余名; 十 is a number of its own."""
    if printed[0] == "十":
        return True
    return start < number_start or printed[-1] in "余多" or (bound != "=" and len(printed) > 1)


def _named_before(
    view: str, at: int, unit: Unit | None, area: str | None
) -> tuple[str, int] | None:
    """The unit that stands before the number at `at`, and where: 人民币5000元, 摄氏31度."""
    m = currency_before(view, at)
    if m is None:
        return None
    if m["scale"]:
        degrees = unit is not None and unit.printed in "度°"
        return (m["scale"] + "度", m.start()) if degrees else None
    if unit is not None and unit.printed != "元":
        return None
    code = _SIGNS.get(m["sign"] or "", "")
    return code or currency_code(m["name"] or "元", area), m.start()


def _coded(unit: Unit | None, area: str | None) -> str | None:
    """The unit for the record; None for what is no figure."""
    if unit is None:
        return ""
    if unit.kind == "currency":
        return currency_code(unit.printed, area)
    if unit.kind == "index" and unit.printed == "个点":
        return "pp"
    return _FIXED.get(unit.kind, None if unit.kind == "doublings" else unit.printed)


def _signed(view: str, start: int) -> tuple[int, int]:
    """-1 and the new start where a minus or 零下 stands before."""
    if not start or view[start - 1] not in _MINUSES:
        return 1, start
    if view.startswith("零下", start - 2) and start >= 2:
        return -1, start - 2
    if m := _MINUS.search(view, max(0, start - 2), start):
        return -1, m.start()
    if view[start - 1] in "-−" and not _RANGED.match(view[start - 2 : start - 1]):
        return -1, start - 1
    return 1, start
