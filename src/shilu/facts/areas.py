"""Areas: the places a sentence speaks of, by their common short names, stated or understood.

A figure is about 湖南 whether the page prints 湖南, 湖南省, 全省, 我省 or 湘. Place names come from
the mentions; what stands for a place without being its name is found here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache, partial
from operator import itemgetter
from typing import NamedTuple

from shilu.cards import View, layered
from shilu.cards.pattern import mention
from shilu.folding import fold
from shilu.lexicon import rows, scanner
from shilu.mentions.areas import LETTERS, regions_by_letter
from shilu.model import Mentions, Setting
from shilu.structure import Structure
from shilu.text import Span

_MUNICIPAL = ("北京", "天津", "上海", "重庆")
_AUTONOMOUS = ("广西", "内蒙古", "宁夏", "西藏", "新疆")

#: What a place name sheds to become short: 四川省, 武汉市, 香港特区. Counties keep theirs.
_TAIL = re.compile("(?:特别行政区|特区|省|(?<=..)市)$")


class Area(NamedTuple):
    """A stretch that names an area, by its common short name; several in one are joined by 、.

    `own` where the word says so from within: 全省, 我省.
    """

    span: Span
    name: str
    own: bool = False


_SPAN = itemgetter(0)
#: Made of a tuple without a call into Python: a long article names many.
_AREA = partial(tuple.__new__, Area)


def find_areas(structure: Structure, setting: Setting, mentions: Mentions) -> tuple[Area, ...]:
    """Every area the text speaks of, in reading order, without overlaps.

    Names inside organisations, posts and persons are not areas: 湖南日报 is about no place.
    """
    placed = [
        _AREA((m.span, common_name(m.text), False))
        for place in mentions.places
        for m in place.mentions
    ]
    view = _without_names(structure, mentions, placed)
    found = [area for area in placed if _visible(view, area.span)]
    words = list(_words(view))
    found.extend(_meant(words, setting, found))
    found.extend(_letters(view, words, mentions))
    return tuple(sorted(found, key=_SPAN))


@cache
def common_name(place: str) -> str:
    """The common short name of a place, in simplified characters.

    >>> common_name("四川省"), common_name("香港特別行政區"), common_name("廣西壯族自治區")
    ('四川', '香港', '广西')
    """
    name = fold(place)
    name = _full_names().get(name) or _named().get(name, name)
    short = _TAIL.sub("", name)
    return _named().get(short, short) if len(short) > 1 else name


def region_of(letter: str) -> str | None:
    """The region that a letter stands for, though it stands alone.

    >>> region_of("湘")
    '湖南'
    """
    return regions_by_letter().get(letter) if letter in LETTERS else None


@lru_cache(maxsize=4096)
def area_of_body(name: str) -> str | None:
    """The area a public body's name begins with; 国家 and the central bodies are China's own.

    >>> area_of_body("日本政府"), area_of_body("国家统计局"), area_of_body("海城集团")
    ('日本', '中国', None)
    """
    if _CENTRAL.match(name):
        return "中国"
    found = _area_names().match(name) if name.endswith(_PUBLIC) else None
    return common_name(found.group()) if found else None


@lru_cache(maxsize=4096)
def area_named(name: str) -> str | None:
    """The area the name of any body or post begins with.

    >>> area_named("海关总署"), area_named("湖南省省长")
    ('中国', '湖南')
    """
    found = _area_names().match(name)
    return common_name(found.group()) if found else area_of_body(name)


@lru_cache(maxsize=4096)
def area_of_office(name: str) -> str | None:
    """The area that the name of its public body or the post of who speaks for it begins with.

    China's own bodies speak for no area of theirs: they report on any.

    >>> area_of_office("泰国总理"), area_of_office("江西省公安厅"), area_of_office("财政部部长")
    ('泰国', '江西', None)
    """
    if not name.endswith(_SPEAKING) or _CENTRAL.match(name):
        return None
    found = _area_names().match(name) or _city_names().match(name)
    area = common_name(found.group()) if found else None
    return area if area != "中国" else None


def is_country_abroad(area: str) -> bool:
    """Whether an area, by its common short name, is a country and not China.

    >>> is_country_abroad("泰国"), is_country_abroad("中国"), is_country_abroad("湖南")
    (True, False, False)
    """
    return area in _countries() and area != "中国" and area not in _full_names().values()


@cache
def _countries() -> frozenset[str]:
    return frozenset(common_name(row[0]) for row in rows("countries"))


#: The bodies of the state, and what the name of a public body ends in.
_CENTRAL = re.compile(
    "国务院|(?:中国)?人民银行|人行|证监会|中证监|国资委|发改委|商务部|财政部|工信部|海关总署|全国(?:人大|政协)|国家(?:统计|发展|发改|税务|外汇|能源|金融监督|市场监督|"
    "医疗保障|医保|卫生健康|卫健|知识产权|广播电视|邮政|移民|铁路|林业|粮食|文物|药品|疾控|网信|电影|体育|航天|气象)"
)
_PUBLIC = tuple(
    "政府 内阁 议会 国会 央行 中央银行 储备委员会 部 局 署 厅 委 "  # noqa: SIM905
    "海关 警方 法院 检察院 办公室 总队 支队".split()
)

#: The same, and what the titles of those end in who speak for a state.
_SPEAKING = (
    *_PUBLIC,
    *"总统 总理 首相 国王 外长 部长 大臣 议长 主席 发言人 总督 国务卿 防长 财长".split(),  # noqa: SIM905
)


@cache
def _city_names() -> re.Pattern[str]:
    """A city's name, with 市 or without."""
    return re.compile(f"(?:{'|'.join(sorted(_cities(), key=len, reverse=True))})市?")


@cache
def _area_names() -> re.Pattern[str]:
    """Every country and region, the longest first."""
    names = {row[0] for row in rows("countries")} | {row[0] for row in rows("regions")}
    return re.compile("|".join(sorted(names | set(_full_names()), key=len, reverse=True)))


def _without_names(structure: Structure, mentions: Mentions, placed: list[Area]) -> View:
    """The view in which every place, organisation, post and person is covered."""
    covered = [("地名", area.span) for area in placed]
    bodies = [m for o in mentions.organizations for m in o.mentions]
    folded, named = structure.folded, _named()
    covered += [("机构", m.span) for m in bodies if folded[slice(*m.span)] not in named]
    covered += [("职务", m.span) for m in mentions.posts]
    covered += [("人名", m.span) for p in mentions.people for m in p.mentions]
    return layered(folded, covered)


_PLACE = re.compile(mention("地名"))


def _visible(view: View, span: Span) -> bool:
    """Whether a place still shows in the view, and is not covered by a longer name."""
    return _PLACE.fullmatch(view.layered, span.start, span.end) is not None


def _words(view: View) -> Iterator[tuple[str, Span]]:
    """全省, 我国, 西部地区 and the like, wherever they stand."""
    for word, span in scanner("areas").find(view.layered):
        if not (word == "国内" and view.layered.startswith("生产总值", span.end)):
            yield word, span


def _meant(words: list[tuple[str, Span]], setting: Setting, placed: list[Area]) -> Iterator[Area]:
    """The areas that words stand for.

    全省 is the paper's own province; in a paper of the whole country, the last one named before it.
    """
    if not words:
        return
    own = _level(setting.area) if setting.area else None
    waiting = iter(sorted(placed, key=_SPAN))
    area = next(waiting, None)
    last: dict[str | None, str] = {}
    for word, span in words:
        while area is not None and area.span.start < span.start:
            last[_level(area.name)] = area.name
            area = next(waiting, None)
        name, level = _named()[word], _levels().get(word)
        if name != "own":
            yield Area(span, name)
        elif setting.area and level == own:
            yield Area(span, setting.area, own=True)
        elif level in last:
            yield Area(span, last[level])


def _letters(view: View, words: list[tuple[str, Span]], mentions: Mentions) -> Iterator[Area]:
    """Regions called by their letters, where no word has taken them: 全港."""
    if not mentions.areas:
        return
    hidden = layered(view.layered, [("地名", span) for _, span in words]).layered
    for area in mentions.areas:
        letters = view.folded[slice(*area.span)]
        if hidden.startswith(letters, area.span.start):
            yield Area(area.span, joined(letters, list(area.members)))


def joined(letters: str, names: list[str]) -> str:
    """One name for regions named by their letters: 港澳 is called so, others are listed.

    >>> joined("湘粤", ["湖南", "广东"]), joined("港澳", ["香港", "澳门"])
    ('湖南、广东', '港澳')
    """
    return letters if letters in _SETS else "、".join(names)


#: Regions that are called by their letters together.
_SETS = ("港澳", "港澳台", "粤港澳", "京津冀", "川渝", "苏浙沪")


def named_together(names: list[str]) -> str:
    """One name for several regions: 香港 and 澳门 are called 港澳.

    >>> named_together(["香港", "澳门"]), named_together(["香港"])
    ('港澳', '香港')
    """
    return "港澳" if names == ["香港", "澳门"] else "、".join(names)


@cache
def _level(area: str) -> str | None:
    """What an area's own papers call it: 全省, 全区 or 全市."""
    if area in _AUTONOMOUS:
        return "autonomous"
    if area in _full_names().values() and area not in _MUNICIPAL:
        return "province"
    return "municipality" if area in _cities() else None


@cache
def _named() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("areas")}


@cache
def _levels() -> dict[str, str]:
    return {row[0]: row[2] for row in rows("areas") if len(row) > 2}


@cache
def _cities() -> frozenset[str]:
    """The short names of all cities."""
    return frozenset(common_name(row[0]) for row in rows("divisions") if row[0].endswith("市"))


@cache
def _full_names() -> dict[str, str]:
    return {row[1]: row[0] for row in rows("regions")}
