"""What stands around the verb of an event: when, where, on what occasion, with which bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shilu.cards import CLASSES, Match, View, deck, layered
from shilu.facts.areas import common_name, region_of
from shilu.facts.occasions import occasion_after, occasion_before
from shilu.facts.participants import Cast
from shilu.facts.whereabouts import is_building, place_after, place_in, venue_before
from shilu.facts.within import Within
from shilu.model import Mentions, Time
from shilu.structure import Sentence, Structure
from shilu.text import Span

_TITLE = re.compile("《[^》\n]{1,80}》")
#: What is signed, by its last word, or in 《》.
_PAPER = re.compile(
    "《[^》]{2,60}》|[^，。《》]{0,30}?(?:协议书?|备忘录|意向书|合同|宣言|公报|声明|条约|协定|议定书|合约|章程|倡议书)"
)
_COUNT = re.compile(r"了?(?:[0-9一二三四五六七八九十两多余]+[项份个宗]|一系列|多[项份])?的?")
_ENDS_AT = re.compile("在[^，。的在]{2,16}(?<![上下中时间后前里内际])$")
#: Many occasions are no occasion.
_MANY = re.compile("过?(?:很多|不少|许多|各种|各类|不同|一系列|多[场次个项]|数[场次个项]|一些|每)")
#: What may stand between the name of an occasion and the verb: a time, a place, how it went.
_RUNS = re.compile(
    "[ ，]*(?:$|[在于将已今昨当晚早0-9]|近日|日前|上午|下午|如期|正式|隆重|顺利|圆满|同时|同步|"
    "首次|再次|分别|先后|陆续|成功)"
)
_LETTER = re.compile("[在赴抵](.)(?:[与同和][^，。]*)?$")
#: How far a verb reaches in its clause; a list of names may be long.
_REACH, _LONG_REACH = 200, 1000
_TOWARDS = re.compile("[到赴与同]|来到|前往|走进|在")


@dataclass(frozen=True, slots=True)
class Telling:
    """A verb that tells of an event, and its clause before and after it.

    `ahead` are the clauses of its sentence that may lend it a time or a place: the first one, and
    the one before its own.
    """

    match: Match
    sentence: Sentence
    clause: Span
    ahead: tuple[Span, ...]

    @property
    def type(self) -> str:
        """The type of event, or list, speak, none."""
        return self.match.card.gives["type"]

    @property
    def manner(self) -> str | None:
        """What the card adds: host, speaker, arrival."""
        return self.match.card.gives.get("as")

    @property
    def rule(self) -> str:
        """The rule that found it."""
        return f"events.{self.match.card.name}"

    @property
    def verb(self) -> Span:
        """The verb."""
        return self.match.slots["verb"]

    @property
    def before(self) -> Span:
        """The clause up to the verb."""
        return Span(self.clause.start, self.verb.start)

    @property
    def after(self) -> Span:
        """The clause from the verb on."""
        return Span(self.verb.end, self.clause.end)


class Scene:
    """One article, to be asked what stands around a verb."""

    def __init__(self, structure: Structure, mentions: Mentions) -> None:
        self.structure = structure
        self.folded = structure.folded
        self.view = _view(structure, mentions)
        self.cast = Cast(self.view, mentions)
        self.times = Within([t for t in mentions.times if t.edtf], lambda time: time.span)
        bodies = [(o.name, m.span) for o in mentions.organizations for m in o.mentions]
        self._bodies = Within(bodies, lambda item: item[1])
        self._printed_places: dict[str, str] = {}
        for place in mentions.places:
            self._printed_places.setdefault(common_name(place.name), place.name)
        self._place_names = [place.name for place in mentions.places]

    def printed(self, span: Span) -> str:
        """A stretch as the article prints it."""
        return self.structure.text[span.start : span.end].strip()

    def said(self, span: Span) -> str:
        """A stretch as rules see it."""
        return self.folded[span.start : span.end]

    def has_place(self, within: Span) -> bool:
        """Whether a place is named in a stretch."""
        return self.view.layered.find(CLASSES["地名"][0], *within) >= 0

    def date(self, telling: Telling) -> str | None:
        """The last time before the verb in its clause, else the one its sentence opens with."""
        times = self.times(telling.before) or self._opening(telling)
        return times[-1].edtf if times else None

    def _opening(self, telling: Telling) -> list[Time]:
        """The times in a sentence's first clause and in the clause before a verb's own."""
        return next((t for clause in reversed(telling.ahead) if (t := self.times(clause))), [])

    def occasion(self, telling: Telling) -> str | None:
        """The name of the occasion, or of what was signed."""
        if telling.type == "sign":
            return self._paper(telling.after)
        if telling.type not in ("attend", "hold"):
            return None
        found = self._held(telling.before) if telling.type == "hold" else None
        if slot := telling.match.slots.get("occasion"):
            found = occasion_after(self.folded, slot)
        if self.said(telling.verb) not in ("开幕", "闭幕"):
            found = found or occasion_after(self.folded, telling.after)
        return self.printed(found) if found and not _MANY.match(self.folded, *found) else None

    def _held(self, before: Span) -> Span | None:
        """The occasion that a clause begins with; its time and place stand behind it."""
        times = self.times(before)
        head = Span(before.start, times[0].span.start if times else before.end)
        for stretch in (head, before):
            found = occasion_before(self.folded, stretch)
            rest = Span(found.end, stretch.end) if found else before
            if found and _RUNS.match(self.folded, *rest) and not self.cast.standing(found):
                return found
        return None

    def _paper(self, after: Span) -> str | None:
        counted = _COUNT.match(self.folded, *after)
        start = counted.end() if counted else after.start
        found = _PAPER.match(self.folded, start, after.end)
        return self.printed(Span(*found.span())).strip("《》了") if found else None

    def place(self, telling: Telling, occasion: str | None) -> str | None:
        """Where it was, as printed: a place beside the verb, else the venue or what was visited."""
        found = self._place_by_card(telling) or place_in(self.view, telling.before)
        if found is None and telling.type == "visit":
            found = place_after(self.view, telling.after)
        if found is None and telling.type in ("attend", "hold"):
            at = self.structure.text.find(occasion, *telling.after) if occasion else -1
            found = place_in(self.view, Span(telling.after.start, max(at, telling.after.start)))
        if found is None and (named := self._place_by_letter(telling)):
            return named
        if found is None and telling.type in ("attend", "hold", "meet", "sign"):
            found = venue_before(self.view, telling.before)
        found = found or self._place_ahead(telling)
        if found is None and telling.type == "visit":
            return self._place_of(self.bodies(telling))
        return self.printed(found) if found else None

    def _place_ahead(self, telling: Telling) -> Span | None:
        """The place that the clause before ends with: 某人在北京，会见某人."""
        if not telling.ahead:
            return None
        start, end = telling.ahead[-1]
        ending = _ENDS_AT.search(self.folded, max(start, end - 20), end)
        return place_in(self.view, Span(ending.start(), end)) if ending else None

    def _place_by_card(self, telling: Telling) -> Span | None:
        """The place a card took, unless it only begins a name: 中国与葡语国家平台."""
        place = telling.match.slots.get("place")
        if place is None or self.folded.startswith(("与", "—", "-"), place.end):
            return None
        return place if self.view.layered[place.start] == CLASSES["地名"][0] else None

    def _place_by_letter(self, telling: Telling) -> str | None:
        """The place a letter stands for, as the article prints it elsewhere: 抵港, 在京会见."""
        letter = telling.match.slots.get("letter")
        if letter is None and (m := _LETTER.search(self.view.layered, *telling.before)):
            letter = Span(*m.span(1))
        region = region_of(self.said(letter)) if letter else None
        return self._printed_places.get(region, region) if region else None

    def _place_of(self, bodies: list[str]) -> str | None:
        """The places that the names of those visited begin with, else the building itself."""
        names = [body.removeprefix("驻").removeprefix("駐") for body in bodies]
        found = [next((p for p in self._place_names if n.startswith(p)), None) for n in names]
        if found and all(found):
            return "、".join(dict.fromkeys(place for place in found if place))
        buildings = [body for body in bodies if is_building(body)]
        return buildings[0] if len(buildings) == 1 == len(bodies) else None

    def bodies(self, telling: Telling) -> list[str]:
        """The bodies visited, met or signing; not those that only say where a person belongs."""
        if telling.type not in ("visit", "meet", "sign"):
            return []
        start = telling.clause.start if telling.type == "sign" else self._object(telling)
        found = self._bodies(Span(start, telling.clause.end))
        return list(dict.fromkeys(name for name, span in found if not self._affiliates(span)))

    def _object(self, telling: Telling) -> int:
        """Where, before a verb, its object may stand: behind 到, 赴, 与, 在 and the subject."""
        found = _TOWARDS.search(self.folded, *telling.before)
        people = self.cast.standing(telling.before)
        last = people[-1].span.end if people else telling.clause.start
        return max(found.start(), last) if found else telling.verb.start

    def _affiliates(self, body: Span) -> bool:
        after = self.view.layered[body.end : body.end + 1]
        return after in (CLASSES["人名"][0], CLASSES["职务"][0]) and after != ""

    def winners(self) -> Iterator[Match]:
        """The matches of the cards that stand, each verb told once: higher rank, then longer."""
        spans = [sentence.span for sentence in self.structure.sentences]
        found = sorted(
            deck("events").match(self.view, spans),
            key=lambda m: (-m.card.rank, _claim(m).start, -len(m.slots), -m.span.end),
        )
        taken: set[int] = set()
        for match in found:
            claimed = range(*_claim(match))
            if taken.isdisjoint(claimed):
                taken.update(claimed)
                if match.card.gives["type"] != "none":
                    yield match


def _claim(match: Match) -> Span:
    """The characters a match lays claim to: its verb; all of it where it takes a verb away."""
    whole = match.card.gives["type"] in ("none", "list")
    return match.span if whole else match.slots["verb"]


def _view(structure: Structure, mentions: Mentions) -> View:
    """The layered view of all that the cards of events may name."""
    covered = [("地名", m.span) for p in mentions.places for m in p.mentions]
    covered += [("时间", time.span) for time in mentions.times]
    covered += [("机构", m.span) for o in mentions.organizations for m in o.mentions]
    covered += [("职务", m.span) for m in mentions.posts]
    covered += [("人名", m.span) for p in mentions.people for m in p.mentions]
    covered += [("书名", Span(*m.span())) for m in _TITLE.finditer(structure.folded)]
    return layered(structure.folded, covered, structure.text)


def reach_of(match: Match, clause: Span) -> Span:
    """A verb's clause, as far as the verb reaches; a list of names may be long."""
    verb = match.slots["verb"]
    reach = _LONG_REACH if match.card.gives["type"] == "list" else _REACH
    return Span(max(clause.start, verb.start - reach), min(clause.end, verb.end + reach))
