"""Quantities that are no number with a unit: fractions, halves, multiples, ratios and ranks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from shilu.mentions import numerals
from shilu.mentions.numerals import NUMERAL, Numeral
from shilu.mentions.quantity import RANGE, Quantity, bounded
from shilu.model import Bound
from shilu.text import Span

_QUANTIFIED = re.compile("(?:近|超|超过|逾|约|过|不足|不到|达|的|占|至|到|有|了|少)$")
_HALF = re.compile(
    "(?<![第前])(?:一半|半数|(?:过半|[近逾超]半(?!数)))(?:以上|左右)?(?![天年月数小身导个世成百载日价秒生场程途山岛夜空票])"
)
_FRACTION = re.compile(rf"([百千万]+|[0-9]{{1,4}}|[一二三四五六七八九十]{{1,3}})分之({NUMERAL})")
_DOUBLING = re.compile("翻(?:了)?(?:近|约)?(?:([一二两三四五六七八九0-9])[ ]?番|番)(?:多|以上)?")
_RATIO = re.compile(r"(?<![0-9:.])([0-9]{1,4}(?:\.[0-9]{1,3})?)[:：∶]1(?![0-9.:])")
#: What says that two whole numbers are a proportion and no score: 1赔20 is neither.
_PROPORTIONED = re.compile(
    "比例|比率|配比|比值|之比|杠杆|师生比|兑|(?<![大分])比(?:为|达|约|是|超|近|[0-9])"
)
_TO_ONE = (":1", "：1", "∶1")
_ORDINAL = r"[0-9]{1,3}|[一二三四五六七八九十百]{1,4}"
_RANK = re.compile(
    rf"[第前首榜](?:(?<=第)[ ]?(?P<n>{_ORDINAL})[ ]?(?:(?P<big>大(?![街道队学厦坝桥]))|[位名])?"
    rf"|(?<=前)[ ]?(?P<top>{_ORDINAL})[ ]?[位名强]?|(?P<head>(?<=首)位|(?<=榜)首))"
)
_RANKED = re.compile(
    "居|排|列|位|占|全国|全球|世界|亚洲|欧洲|非洲|西部|中部|东部|东北|全省|全市|全区|保持|跃|升|总量|规模|增速|跻身|进入"
)
_NO_RANK = re.compile(
    "(?:多项|安全|放在|摆在|置于|放到|摆到|坚持|争创?|质量|友谊|摆)$|放在|摆在|置于"
)
_AFTER_RANK = re.compile(r"[^\u4e00-\u9fff0-9A-Za-z]|$|[和与及的]")
_CLAUSE_BREAK = re.compile("[，。；：！？\n]")


def proportions(view: str) -> Iterator[Quantity]:
    """Every fraction, multiple, ratio and rank in `view`, family by family."""
    if "第" in view or "前" in view or "首" in view:
        yield from _ranks(view)
    if "分之" in view:
        yield from _fractions(view)
    if "番" in view:
        yield from _doublings(view)
    if "半" in view:
        yield from _halves(view)
    for m in _RATIO.finditer(view) if any(map(view.__contains__, _TO_ONE)) else ():
        if "." not in m[1] and not _PROPORTIONED.search(view, max(0, m.start() - 14), m.end() + 6):
            continue  # a score
        yield Quantity(Span(*m.span()), Decimal(m[1]), None, "=", "倍", "ratio", "figures.ratio")


def _fractions(view: str) -> Iterator[Quantity]:
    for m in _FRACTION.finditer(view):
        top = numerals.parse(m[2])
        if top is None or view[m.end() : m.end() + 1] in ("秒", "分", "天"):
            continue
        end, number, unit = m.end(), top, ""
        if m[1] == "百":
            unit = "%"
            if r := RANGE.match(view, end):
                number = Numeral(top.low, numerals.value(r[1]), top.bound)
                end = r.end()
        elif m[1] == "千":
            unit = "‰"
        else:
            below = numerals.value(m[1]) or Decimal(1)
            share = top.low / below
            fine = Decimal("0.0001") if share > Decimal("0.001") else Decimal("1e-9")
            number = Numeral(share.quantize(fine).normalize(), None, top.bound)
        start, end, bound = bounded(view, m.start(), end, number)
        kind, rule = ("percent", "figures.share") if unit else ("fraction", "figures.fraction")
        yield Quantity(Span(start, end), number.low, number.high, bound, unit, kind, rule)


def _halves(view: str) -> Iterator[Quantity]:
    """一半 as a share, not as the half of a thing: 近一半, 占一半以上, 过半."""
    for m in _HALF.finditer(view):
        printed = m.group()
        start, end, bound = bounded(view, m.start(), m.start() + 2, Numeral(Decimal("0.5")))
        if printed[0] in "过逾超近":
            bound = "<" if printed[0] == "近" else ">"
        stands = start < m.start() or end > m.start() + 2 or printed[0] in "过逾超近"
        if stands or _QUANTIFIED.search(view, max(0, start - 2), start):
            yield Quantity(
                Span(start, end), Decimal("0.5"), None, bound, "", "fraction", "figures.fraction"
            )


def _doublings(view: str) -> Iterator[Quantity]:
    for m in _DOUBLING.finditer(view):
        times = Decimal(2) ** int(numerals.whole(m[1]) or 1) if m[1] else Decimal(2)
        printed = m.group()
        bound: Bound = "<" if "近" in printed else "~" if "约" in printed else "="
        if printed.endswith(("多", "以上")):
            bound = ">" if printed.endswith("多") else ">="
        start = m.start()
        yield Quantity(
            Span(start, m.end()), times, None, bound, "倍", "doubling", "figures.multiple"
        )


def _ranks(view: str) -> Iterator[Quantity]:
    for m in _RANK.finditer(view):
        if not _is_rank(view, m):
            continue
        n = 1 if m["head"] else numerals.whole(m["n"] or m["top"])
        if n:
            bound: Bound = "<=" if m["top"] else "="
            yield Quantity(Span(*m.span()), Decimal(n), None, bound, "rank", "rank", "figures.rank")


def _is_rank(view: str, m: re.Match[str]) -> bool:
    """An ordinal that ranks: 第二大 does, the others where the clause speaks of a place."""
    if m["big"]:
        return True
    left = _CLAUSE_BREAK.split(view[max(0, m.start() - 24) : m.start()])[-1]
    if not _RANKED.search(left) or _NO_RANK.search(left):
        return False
    return bool(_AFTER_RANK.match(view, m.end())) and not view.startswith("首位度", m.start())
