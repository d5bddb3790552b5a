"""Whom a figure is about: the area of each clause, and the other side where it tells of two.

Each clause says something of its own or carries on what was said before it. A place named only to
measure against (占全国, 居全省, 高于全国) is not what a figure is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter, itemgetter
from typing import NamedTuple

from shilu.cards import CLASSES, Match, deck, layered
from shilu.cards.pattern import mention
from shilu.facts.areas import (
    Area,
    area_named,
    area_of_body,
    area_of_office,
    common_name,
    is_country_abroad,
    named_together,
)
from shilu.facts.surroundings import Surroundings
from shilu.facts.within import Within, is_row
from shilu.model import Figure, Setting
from shilu.structure import Sentence
from shilu.text import Span

#: What makes an area a measure to compare with, an example, a route or a venue: before its name.
_MEASURED = tuple(
    "占 占到 居 排 列 升至 排名 排在 低于 高于 快于 慢于 优于 大于 超过 超出 "  # noqa: SIM905
    "领先 领跑 填补 相当于 接近 进入 属".split()
)
#: The same after its name.
_ASIDE_AFTER = re.compile(
    "[^，。；]{0,4}(?:平均|第[0-9一二三四五六七八九十]+(?![季届次期产])|首位|前列|前[0-9一二三四五六七八九十]|之首|水平)"
    "|等(?!地)|公民|籍|裔|男子|女子|肺炎|首[创个次例]|最"
)
_TO = frozenset("至到—-")
_ROUTE_TO = re.compile(f"{mention('地名')}[至到—-]$")
_ROUTE = re.compile(f"[至到—-]{mention('地名')}")
_VENUE = frozenset("在赴到抵于往对向与同")
#: A subject whose figures are about no place: one company, one household.
_ONE = re.compile(
    "[这那一该某](?:[家户位名][^，。]{0,25}?(?:公司|企业|工厂|集团|商户|店|机构|农户)"
    "|(?<=该)(?:公司|企业|集团|厂|店))"
)
#: Who sits in a meeting room is counted there, and an age is a person's.
_GUESTS = re.compile(
    "出席|与会|列席|到会|欢聚一堂|(?:参加|观看|见证)了?[^，。；]{0,12}(?:仪式|会见|座谈|大会|论坛|年会|峰会|酒会|晚会|开幕|揭幕|签约)"
)
_HEADS = ("人", "名", "位", "")
_AGES = ("岁", "歲")
#: What is counted in a meeting room rather than in a place.
_NO_PLACE = re.compile("国家(?:[或和]地区)?|.*(?:代表|嘉宾|成员|委员|草案|议案|议题|湾区)")
_LISTED = frozenset(("、", "和", "及", "以及"))
#: Who reports a figure speaks of its own place: 海城市统计局公布.
_BEGINS = re.compile("[ “]*(?:据|由|根据|记者从)?")
_REPORTER = re.compile(f"({mention('机构')})[^，。；]{{0,8}}(?:通报|公布|宣布|发布|统计|数据)")
#: What a body begins with in the layered view.
_BODY = CLASSES["机构"][0]
_OWN = re.compile("全港|本港|全澳|本澳")
_DATELINE_ENDS = frozenset("息道讯电）)")
_DATELINE = re.compile("(?:消息|报道|讯|电)(?:[（(][^）)]{1,12}[）)])?$")
_PARTNERS = re.compile("伙伴|贸易国|出口市场|进口来源|客源地|来源地|目的地")
#: What is said of a stock market goes no further: the next sentence may be on one company.
_MARKET = re.compile("[港美日台恒](?:(?<!恒)股|(?<=恒)(?:生指数|指))")
#: Whose money it is that is lost and earned: a company's.
_ACCOUNTS = re.compile("亏损|盈利|纯利|净利|派息|股息|每股|毛利|税前|市值|股价")
_COMPANY = ("公司", "集团", "控股", "股份", "银行", "有限")
#: Areas that are the other side of what a page is about.
_ABROAD = re.compile("沿线|共建国家|内地|东盟|欧盟")


class Tie(NamedTuple):
    """The area a clause is about, and the other side where it tells of two."""

    area: str | None = None
    counterpart: str | None = None


_NONE = Tie()
_SPAN = itemgetter(0)


def _alone(tie: Tie) -> Tie:
    """The area of a tie, without the other side."""
    return tie if tie.counterpart is None else Tie(tie.area)


def find_ties(around: Surroundings, setting: Setting, areas: Sequence[Area]) -> dict[Span, Tie]:
    """The tie of every figure, by its span; an empty one where none can be told."""
    return _Ties(around, setting, areas).of_figures()


class PrintedAreas:
    """What areas a sentence prints, by any of their names; 全省 prints none, it is understood."""

    def __init__(self, around: Surroundings, areas: Sequence[Area]) -> None:
        self.folded = around.structure.folded
        self.bodies, self.posts = around.bodies, around.posts
        self.areas = Within([area for area in areas if not area.own], _SPAN)
        self._names: dict[int, set[str]] = {}

    def holds(self, sentence: Span, area: str) -> bool:
        """Whether a sentence prints the area that is called so."""
        names = self._names.get(sentence.start)
        if names is None:
            names = self._names[sentence.start] = self._printed(sentence)
        if area in names:
            return True
        told = [body.span for body in self.bodies(sentence)]
        told += [post.span for post in self.posts(sentence)]
        return any(area_named(self.folded[slice(*span)]) == area for span in told)

    def _printed(self, sentence: Span) -> set[str]:
        """The names of the areas a sentence prints, each and in groups."""
        named = self.areas(sentence)
        names = {area.name for area in named}
        if len(named) > 1:
            names.update(group.name for group in _groups(self.folded, named))
        for name in [name for name in names if "、" in name]:
            names.update(name.split("、"))
        return names


class _Ties:
    """The ties of one article's figures, worked out clause by clause."""

    def __init__(self, around: Surroundings, setting: Setting, found: Sequence[Area]) -> None:
        structure = self.structure = around.structure
        self.folded = structure.folded
        areas = _groups(self.folded, found)
        self.view = layered(self.folded, _covered(areas, around))
        self.areas = Within(areas, _SPAN)
        self.bodies, self.posts = around.bodies, around.posts
        self.figures, self.sentences = around.figures, around.sentences
        self.measures = around.measures
        # Every card names an area: where a sentence has none there is nothing to look for.
        spans = [s.span for s in self.sentences if areas and self.areas(s.span)]
        matches = deck("figures_say").match(self.view, spans) if spans else ()
        self.matches = Within(matches, attrgetter("span"))
        self.named = {area.span: area.name for area in areas}
        self.keeps_home = any(area.own for area in areas) or _OWN.search(self.folded) is not None
        self.own = setting.area
        self.home = Tie(self._home(setting.area))

    def of_figures(self) -> dict[Span, Tie]:
        """The tie of every figure, by its span."""
        ties = {figure.span: _NONE for figure in self.figures.items}
        carried, paragraph, over = self.home, -1, Span(0, 0)
        tabbed = "\t" in self.folded
        for sentence in self.sentences:
            row = tabbed and is_row(self.folded, self.structure.paragraphs[sentence.paragraph])
            if not row and self.keeps_home:
                carried = self.home
            elif not row and sentence.paragraph != paragraph:
                carried = self._opening(sentence) or self.home
            paragraph = sentence.paragraph
            if row:
                self._row(sentence, carried, over, ties)
                continue
            over, carried = sentence.span, self._sentence(sentence, carried, ties)
        return ties

    def _is_dateline(self, clause: Span) -> bool:
        """Whether a clause only says whose report it is: 某社消息."""
        ends = self.folded[clause.end - 1] in _DATELINE_ENDS
        return ends and _DATELINE.search(self.folded, *clause) is not None

    def _row(self, row: Sentence, carried: Tie, over: Span, ties: dict[Span, Tie]) -> None:
        """Ties a row of a table: to the place it begins with, or to that as the partner.

        It is the partner where the sentence over the table speaks of partners or markets.
        """
        opening = self.areas.first_at(row.span)
        tie = carried
        if opening and opening.name != carried.area:
            partner = carried.area and _PARTNERS.search(self.folded, *over)
            tie = Tie(carried.area, opening.name) if partner else Tie(opening.name)
        for figure in self.figures(row.span):
            ties[figure.span] = tie

    def _home(self, own: str | None) -> str | None:
        """What a report is about where it does not say: none in a report on a stock market."""
        lead = self.structure.sentences[0].span
        if self.keeps_home:
            return own
        return None if _MARKET.search(self.folded, *lead) else self._of_lead() or own

    def _of_lead(self) -> str | None:
        """The first area the lead speaks of, or whose public body; its venue is not its topic."""
        lead = self.structure.sentences[0].span
        if opening := self._opening(self.structure.sentences[0]):
            return opening.area
        for area in self.areas(lead):
            before = self.folded[area.span.start - 1 : area.span.start]
            if before not in _VENUE and not _ABROAD.search(area.name) and not self._aside(area):
                return area.name
        bodies = (area_of_body(self.folded[slice(*body.span)]) for body in self.bodies(lead))
        return next((area for area in bodies if area), None)

    def _opening(self, sentence: Sentence) -> Tie | None:
        """The area whose body or office-holder a sentence opens with, or the country abroad."""
        for clause in sentence.clauses:
            if not self._is_dateline(clause):
                return self._of_opening(clause)
        return None

    def _of_opening(self, clause: Span) -> Tie | None:
        start, end = clause
        begin = _BEGINS.match(self.folded, start, end)
        first = Span(begin.end() if begin else start, end)
        if office := self.bodies.first_at(first) or self.posts.first_at(first):
            area = area_of_office(self.folded[slice(*office.span)])
            return Tie(area) if area else None
        opening = self.areas.first_at(first)
        return Tie(opening.name) if opening and is_country_abroad(opening.name) else None

    def _sentence(self, sentence: Sentence, carried: Tie, ties: dict[Span, Tie]) -> Tie:
        """Ties the sentence's figures; gives what the next one carries on: its first own tie."""
        one = _ONE.search(self.folded, *sentence.span)
        if one is None and not self._names_any(sentence.span):
            return _alone(carried)
        first: Tie | None = None
        tie = carried
        for clause in sentence.clauses:
            named = self._names_any(clause)
            figures = self.figures(clause) if named else []
            own = self._clause(clause, tie) if named else None
            if one is not None and clause.end > one.start():
                told = self._topic(self.areas(Span(max(one.end(), clause.start), clause.end)))
                own = Tie(told.name) if told else _NONE
                first = first if first and clause.start > one.end() else _NONE
            tie = own or tie
            if first is None and own is not None and not _MARKET.search(self.folded, *clause):
                first = own
            if not figures:
                continue
            for figure, spread in zip(figures, self._spread(clause, figures, tie), strict=True):
                nowhere = own is None and self._is_nowhere(figure)
                nowhere = nowhere or self._is_a_guest(clause, figure)
                ties[figure.span] = _NONE if nowhere else spread
        return _alone(first or carried)

    def _names_any(self, within: Span) -> bool:
        """Whether a mention stands in a stretch: where none does, nothing of its own is said."""
        part = slice(*within)
        return self.view.layered[part] != self.folded[part]

    def _clause(self, clause: Span, carried: Tie) -> Tie | None:
        """What a clause says itself: two sides by a card, else its first area, else who tells."""
        if areas := self.areas(clause):
            for match in self._matches(clause):
                if tie := self._of_match(match, carried):
                    return tie
            if area := self._topic(areas):
                return carried if area.name == carried.area else Tie(area.name)
        if (tie := self._of_bodies(clause, carried)) is not None:
            return tie
        begins = self.view.layered.find(_BODY, *clause) >= 0
        if begins and (reporter := _REPORTER.search(self.view.layered, *clause)):
            return self._of_reporter(Span(*reporter.span(1)))
        return None

    def _of_bodies(self, clause: Span, carried: Tie) -> Tie | None:
        """A company's figures are about no place; a public body's are, where no place is known."""
        bodies = self.bodies(clause)
        if not bodies:
            return None
        names = [self.folded[slice(*body.span)] for body in bodies]
        opens = bodies[0].span.start == clause.start and not self.keeps_home
        if opens and (area := area_of_office(names[0])):
            return Tie(area)
        if not carried.area and (area := next(filter(None, map(area_of_body, names)), None)):
            return Tie(area)
        company = any(name.endswith(_COMPANY) and not area_of_body(name) for name in names)
        return _NONE if company else None

    def _is_nowhere(self, figure: Figure) -> bool:
        """Whether what a figure counts is a company's own, or sits in a meeting room."""
        measure = self.measures[figure.measure]
        return bool(_NO_PLACE.fullmatch(measure) or _ACCOUNTS.search(measure))

    def _is_a_guest(self, clause: Span, figure: Figure) -> bool:
        """Whether a figure counts the guests of an occasion, or says how old somebody is."""
        measure = figure.measure or ""
        if figure.unit in _AGES and not measure.endswith(("寿命", "壽命")):
            return True
        guests = measure.endswith(("嘉宾", "嘉賓", "与会者"))
        if guests or figure.unit not in _HEADS:
            return guests
        return _GUESTS.search(self.folded, *clause) is not None

    def _topic(self, areas: Iterable[Area]) -> Area | None:
        """The first of `areas` that something is said of."""
        return next((area for area in areas if not self._aside(area)), None)

    def _matches(self, clause: Span) -> list[Match]:
        """The matches in a clause, the one that is kept before the others first."""
        return sorted(self.matches(clause), key=_rank, reverse=True) if self.matches.items else []

    def _of_match(self, match: Match, carried: Tie) -> Tie | None:
        if pair := self._name(match.slots.get("pair")):
            return self._of_pair(pair.split("、"))
        other = self._name(match.slots.get("counterpart"))
        area = self._name(match.slots.get("area")) or carried.area
        if other is None or other == area:
            return None
        return Tie(area, other) if area else Tie(other)

    def _of_pair(self, names: list[str]) -> Tie | None:
        """Of regions named together the paper's own side, or the first, has the statistic."""
        if len(names) < 2:
            return None
        area = self.own if self.own in names else names[0]
        return Tie(area, named_together([name for name in names if name != area]))

    def _name(self, span: Span | None) -> str | None:
        return self.named.get(span) if span is not None else None

    def _of_reporter(self, organization: Span) -> Tie | None:
        """The place an organisation's name begins with, if the article names it anywhere."""
        name = self.folded[organization.start : organization.end]
        known = (a for a in sorted(set(self.named.values()), key=len, reverse=True))
        return next((Tie(area) for area in known if common_name(name).startswith(area)), None)

    def _spread(self, clause: Span, figures: Sequence[Figure], tie: Tie) -> Iterator[Tie]:
        """The tie of each figure in a clause: 甲、乙分别 deals out, and so does 甲3家、乙2家."""
        if len(figures) > 1 and self.folded.find("分别", *clause) >= 0:
            listed = [name for area in self.areas(clause) for name in area.name.split("、")]
            others = (tie.counterpart or "").split("、")
            if len(others) == len(figures):
                yield from (Tie(tie.area, name) for name in others)
                return
            if len(listed) == len(figures):
                yield from (Tie(name) for name in listed)
                return
        yield tie
        for before, figure in pairwise(figures):
            between = Span(before.span.end, figure.span.start)
            area = self._topic(self.areas(between))
            if area and _is_listed(self.folded, between.start, area.span.start):
                tie = Tie(area.name)
            yield tie

    def _aside(self, area: Area) -> bool:
        """Whether an area is named only to measure against, as an example or as a route's end."""
        start, end = area.span
        view = self.view.layered
        if view.endswith(_MEASURED, 0, start) or _ASIDE_AFTER.match(self.folded, end):
            return True
        came = view[start - 1 : start] in _TO and _ROUTE_TO.search(view, max(0, start - 12), start)
        goes = view[end : end + 1] in _TO and _ROUTE.match(view, end)
        return bool(came or goes)


def _covered(areas: Sequence[Area], around: Surroundings) -> list[tuple[str, Span]]:
    """What the cards of this stage see: areas, figures, and organisations that report them."""
    covered = [("机构", body.span) for body in around.bodies.items]
    covered += [("地名", area.span) for area in areas]
    covered += [("数量", figure.span) for figure in around.figures.items]
    return covered


def _is_listed(folded: str, start: int, end: int) -> bool:
    """Whether what stands between two areas, or a figure and an area, makes a list of them."""
    return end - start <= 2 and folded[start:end] in _LISTED


def _rank(match: Match) -> int:
    return match.card.rank


def _groups(folded: str, areas: Sequence[Area]) -> list[Area]:
    """Areas named side by side as one: 甲、乙和丙; of 甲省乙市 the narrower."""
    grouped: list[Area] = []
    for area in areas:
        last = grouped[-1] if grouped else None
        if last and last.span.end == area.span.start:
            name = last.name if folded.startswith("全", area.span.start) else area.name
            grouped[-1] = Area(Span(last.span.start, area.span.end), name, area.own)
        elif last and _is_listed(folded, last.span.end, area.span.start):
            name = f"{last.name}、{area.name}"
            grouped[-1] = Area(Span(last.span.start, area.span.end), name)
        else:
            grouped.append(area)
    return grouped
