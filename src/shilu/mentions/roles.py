"""Roles: a printed post taken apart into the post itself, its body, and the area it is of.

What a post does not print is carried from the post before it (湖南省委副书记、省长), or known of
bodies there is one of (国务院). What is left is the paper's own province or region, where the post
is of that level: then it is said to be inferred. Nothing else is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from msgspec import UNSET

from shilu.lexicon import rows
from shilu.mentions.marking import Marked, token
from shilu.mentions.people_shape import foreign_places
from shilu.model import Office
from shilu.text import Span

_PLACE = re.compile(token("place", "weak"))
#: What may stand before the head and belongs to it: 原 副 常务副 候任 第一.
_RANK = re.compile(
    r"(?:原|前|前任|现任|时任|代|代理|署理|候任|候补|当选|第一|首席|名誉|荣誉|执行|轮值|联席|常务|高级|助理|专职|副)+$"
)
#: What ends the names of bodies.
_ENDS_BODY = frozenset("部局厅署司处院委党会团府办队关")
#: 部|部长 printed as 部长: what a head begins with and its body ends with.
_SHARED = frozenset("部局厅署司处院州省市县区")
#: 湖南省委书记甲、: the post and the holder before a post.
_BEFORE = re.compile(r"[\u4e00-\u9fff]{2,12}书记[\u4e00-\u9fff]{2,4}、\Z")
#: 公安部|分管日常工作的|副部长
_DUTY = re.compile("(?:分管|负责|主管|主持)[^，。、；：的]{1,10}的$")
#: Bodies and offices of the state, there is one of each.
_OF_STATE = re.compile(
    "中共中央|中央|党中央|国务院|国务委员|国家|总书记|全国|最高人民|中国|中华|解放军|公安部|外交部$"
)
#: The level a post without a place is of: its own province, its own city.
_LEVELS = (
    (
        "province",
        re.compile("(?:副?省长|省委|省政府|省政协|省人大|省人民|省领导|省军区|省纪委|省监委)"),
    ),
    ("autonomous", re.compile("(?:自治区)")),
    ("municipality", re.compile("(?:副?市长|市委|市政府|市政协|市人大|市领导|市纪委)")),
    (
        "special",
        re.compile(
            "行政长官|特首|司副?司长|局副?局长|署副?署长|处副?处长|立法会|行政会|区议|专员|关长|审计长"
        ),
    ),
)
#: The areas of each level; any other that a paper calls its own is a province.
_OF_LEVEL = {
    "municipality": frozenset(("北京", "天津", "上海", "重庆")),
    "autonomous": frozenset(("内蒙古", "广西", "西藏", "宁夏", "新疆")),
    "special": frozenset(("香港", "澳门")),
    "state": frozenset(("中国",)),
}


def resolve(marked: Marked, text: str, posts: Iterable[Span], own: str | None) -> list[Office]:
    """The posts of one person taken apart; `own` is the paper's own area.

    >>> from shilu.mentions.marking import mark
    >>> said = "湖南省委副书记、省长"
    >>> [(o.post, o.organization, o.area) for o in resolve(
    ...     mark(said), said, [Span(0, 7), Span(8, 10)], None)]
    [('副书记', '湖南省委', '湖南'), ('省长', None, '湖南')]
    """
    found: list[Office] = []
    areas: dict[int, tuple[str | None, bool]] = {}
    for span in posts:
        printed, view = marked.folded[span.start : span.end], marked.view[span.start : span.end]
        area, inferred = _area(printed, view), False
        if area is None:
            area, inferred = areas.get(span.start - 1) or (_carried(marked, span), False)
        if area is None:
            area = _own(printed, own)
            inferred = area is not None
        areas[span.end] = area, inferred
        body, head = _lengths(printed, view)
        found.append(
            Office(
                post=text[span.end - head : span.end],
                organization=text[span.start : span.start + body] if body else None,
                area=area,
                inferred=True if inferred else UNSET,
            )
        )
    return list(dict.fromkeys(found)) if len(found) > 1 else found


def _carried(marked: Marked, span: Span) -> str | None:
    """The area of a post of the same level whose holder stands before: 湖南省委书记甲、省长."""
    if marked.folded[span.start - 1] != "、":
        return None
    level = _level(marked.folded[span.start : span.end])
    before = _BEFORE.search(marked.folded, max(0, span.start - 24), span.start)
    if level is None or before is None or _level(before.group()) != level:
        return None
    return _area(before.group(), marked.view[before.start() : before.end()])


def _apart(printed: str) -> tuple[str, str]:
    """The body of a post and its head, with all that qualifies the head.

    >>> _apart("外交部副部长"), _apart("财政司司长"), _apart("国务院总理")
    (('外交部', '副部长'), ('财政司', '司长'), ('国务院', '总理'))
    """
    heads = _heads()
    at = next((i for i in range(len(printed) - 1) if printed[i:] in heads), 0)
    while rank := _RANK.search(printed, 0, at):
        at = rank.start()
    return printed[:at], printed[at:]


@cache
def _heads() -> frozenset[str]:
    """Heads that hold no body: 司长 and not 财政司司长."""
    words = {row[0] for row in rows("posts") if row[1] in ("office", "title")}
    return frozenset(word for word in words if not _holds_body(word, words))


def _holds_body(word: str, words: set[str]) -> bool:
    """Whether a head is another one with a body before it: 财政司|司长, 外交|部长."""
    for at in range(1, len(word) - 1):
        part, before = word[at:], word[at - 1]
        if part in words and (
            before in _ENDS_BODY or (part[0] in _SHARED and before not in "副总")
        ):
            return True
    return False


@lru_cache(maxsize=4096)
def _lengths(printed: str, view: str) -> tuple[int, int]:
    """How long the body of a post is as printed, and its head; a place alone is no body."""
    body, head = _apart(printed)
    duty = _DUTY.search(body)
    end = duty.start() if duty else len(body)
    if not end or _is_place(body[:end], view):
        return 0, len(head)
    shared = duty is None and head[0] in _SHARED and body[-1] != head[0]
    return end + shared, len(head)


def _is_place(body: str, view: str) -> bool:
    """Whether places are all there is in `body`, with which the `view` of a post begins."""
    at = 0
    while at < len(body) and (m := _PLACE.match(view, at)):
        at = m.end()
    return at >= len(body) or body in _levels_alone()


@cache
def _levels_alone() -> frozenset[str]:
    return frozenset("国家 全国 省 市 县 区 州 自治区 特区 特别行政区 联邦 共和国".split())  # noqa: SIM905


@lru_cache(maxsize=4096)
def _area(printed: str, view: str) -> str | None:
    """The area a post names, by its common short name; the narrower of two, one in the other."""
    names = [printed[m.start() : m.end()] for m in _PLACE.finditer(view)]
    if names:
        area = names[0]
        for name in names[1:]:
            area = name if _within(name, area) else area
        return _short(area)
    if printed[:2] in _OF_LEVEL["special"]:
        return printed[:2]
    return "中国" if _OF_STATE.match(printed) else None


def _within(inner: str, outer: str) -> bool:
    """Whether `inner` is a part of `outer`: 长沙 of 湖南, anything of a country."""
    code, of = _codes().get(inner), _codes().get(outer)
    if of is None:
        return outer in foreign_places() or outer == "中国"
    return code is not None and code[:2] == of[:2]


@cache
def _codes() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("divisions")}


@cache
def _shorts() -> dict[str, str]:
    """Full names of divisions → the names they are called by."""
    by_code: dict[str, list[str]] = {}
    for name, code, form in rows("divisions"):
        if form != "full":
            by_code.setdefault(code, []).append(name)
    special = {f"{n}{kind}": n for n in ("香港", "澳门") for kind in ("特别行政区", "特区")}
    plain = {
        name: min(by_code[code], key=len)
        for name, code, form in rows("divisions")
        if form == "full" and len(by_code.get(code, ())) == 1
    }
    return plain | special | {"中华人民共和国": "中国"}


def _short(name: str) -> str:
    """The common short name of a place."""
    return _shorts().get(name, name)


def _own(printed: str, own: str | None) -> str | None:
    """The paper's own area where a post without a place is of its level."""
    if own is None:
        return None
    kind = next((kind for kind, areas in _OF_LEVEL.items() if own in areas), "province")
    return own if _level(printed) == kind else None


@lru_cache(maxsize=4096)
def _level(printed: str) -> str | None:
    """The level of a post, by its words."""
    return next((level for level, words in _LEVELS if words.search(printed)), None)
