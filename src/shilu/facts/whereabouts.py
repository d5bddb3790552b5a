"""Where something was done: the place beside the verb, as printed, or else the venue.

A place is one the article is known to name, or a venue by its last word (`words/venues.txt`); what
else stands behind 在 may be anything, and gives none.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from shilu.cards import CLASSES, View
from shilu.cards.pattern import mention
from shilu.facts.areas import common_name, region_of
from shilu.facts.scene import Scene
from shilu.facts.tellings import Telling
from shilu.lexicon import rows, terms
from shilu.text import Span

_PLACE = f"{mention('地名')}(?!{CLASSES['地名'][1]})"
_ONE_PLACE = re.compile(_PLACE)
#: Places after a word that says where: in 在广东深圳、惠州 the narrower of two side by side counts.
_AT = re.compile(
    "(?:在|于|赴|到|抵达?|来到|前往|飞抵|莅临|走进|深入|访问|到访|结束)"
    f"(?P<places>{_PLACE}(?:(?:[、和及]|首都)?{_PLACE})*)(?![—-]|与{_PLACE})"
)
_TO = re.compile(f"对(?P<places>{_PLACE})[^，。]{{0,4}}(?:进行|开展|展开)")
_CHAIN = re.compile(f"[了过在]?(?P<places>{_PLACE}(?:[、和及]?{_PLACE})*)")
#: A place that stands before its verb: 展开某地访问行程, 某地考察.
_BESIDE = re.compile(f"(?P<places>{_PLACE})(?:的|国事|正式|友好|进行|展开)*$")
#: What a clause ends with that lends its place to the next: 抵达某地会展中心，出席….
_ENDS_AT = re.compile(
    "(?:在|抵达|来到|前往|走进|[赴到])[^，。的在]{2,16}(?<![上下中时间后前里内际])$"
)
_LETTER = re.compile("[在赴抵](.)(?:[与同和][^，。]*)?$")
_BUILDING = re.compile(
    "(?:馆|中心|学校|大学|学院|医院|公园|园区|社|厂|纪念堂|基地|小学|中学|社区)$"
)
#: How often a character must transliterate to tell a town's name, and those that begin words.
_SOUNDS_FOREIGN = 25
_WORDLIKE = "一人中内大世三东南"


class Where(NamedTuple):
    """A place as the record has it, and the words that say it."""

    name: str
    at: Span


def place_of(scene: Scene, telling: Telling, occasion: str | None) -> Where | None:
    """Where it was, as printed: a place beside the verb, else the venue or what was visited."""
    view = scene.view
    found = _by_card(view, telling) or _in(view, telling.before)
    if found is None and telling.type == "visit":
        found = _after(view, telling.after) or _beside(view, telling.before)
    if found is None and telling.type in ("attend", "hold"):
        at = scene.structure.text.find(occasion, *telling.after) if occasion else -1
        found = _in(view, Span(telling.after.start, max(at, telling.after.start)))
    if found is None and (lettered := _by_letter(scene, telling)):
        return lettered
    if found is None and telling.type in ("attend", "hold", "meet", "sign"):
        found = _venue(view, telling.before)
    ending = _ending(view, telling)
    found = found or (_in(view, ending) if ending else None)
    if found is not None:
        return Where(scene.printed(found), found)
    visited = telling.type == "visit"
    bodies = scene.bodies(telling) if visited else scene.bodies_in(ending) if ending else []
    name = _of_bodies(scene, bodies)
    return Where(name, ending if ending and not visited else telling.clause) if name else None


def _by_card(view: View, telling: Telling) -> Span | None:
    """The place a card took, unless it only begins a name: 中国与葡语国家平台."""
    place = telling.match.slots.get("place")
    if place is None or view.folded.startswith(("与", "—", "-"), place.end):
        return None
    is_place = view.layered[place.start] == CLASSES["地名"][0]
    return place if is_place or telling.manner == "speaker" else None


def _in(view: View, within: Span) -> Span | None:
    """The last place of a stretch that is said to be where: 在北京 in 29日在北京人民大会堂."""
    found = None
    for pattern in (_TO, _AT):
        for m in pattern.finditer(view.layered, *within):
            found = _narrowest(view, Span(*m.span("places")))
    return found


def _after(view: View, within: Span) -> Span | None:
    """The place that a verb takes straight away: 访问湖南."""
    m = _CHAIN.match(view.layered, *within)
    return _narrowest(view, Span(*m.span("places"))) if m else None


def _beside(view: View, within: Span) -> Span | None:
    """The place that stands right before a verb: 某地访问行程."""
    m = _BESIDE.search(view.layered, *within)
    return Span(*m.span("places")) if m else None


def _by_letter(scene: Scene, telling: Telling) -> Where | None:
    """The place a letter stands for, as the article prints it elsewhere: 抵港, 在京会见."""
    letter = telling.match.slots.get("letter")
    if letter is None and (m := _LETTER.search(scene.view.layered, *telling.before)):
        letter = Span(*m.span(1))
    region = region_of(scene.said(letter)) if letter else None
    if letter is None or region is None:
        return None
    printed = (place for place in scene.places if common_name(place) == region)
    return Where(next(printed, region), letter)


def _venue(view: View, before: Span) -> Span | None:
    """The venue that stands before a verb, where no place is named: 在人民大会堂分别会见."""
    m = _venues().search(view.folded, *before)
    return Span(*m.span("venue")) if m else None


@cache
def _venues() -> re.Pattern[str]:
    """在 and what ends in the word for a venue, with nothing but manner or company behind it.

    What is for somebody else or done by somebody is no part of its name, nor is another verb. A
    town nobody has listed is known by its sounds: 在利马.
    """
    sounds = "".join(word for word, often in rows("sounds") if int(often) >= _SOUNDS_FOREIGN)
    heads = "|".join(sorted(terms("venues"), key=len, reverse=True))
    return re.compile(
        f"在(?P<venue>(?:(?!分别|举行|进行|参加|出席|参观)[^，。的在与同为就将了])"
        f"{{0,16}}?(?:{heads})|(?![{_WORDLIKE}])[{sounds}]{{2,6}})(?:[内外前里])?(?:以[^，。]{{2,8}}方式)?"
        "(?:分别|先后|亦|还|共同|集体|亲切|首次|再次|联合|隆重|正式|一同)?(?:[与同和为][^，。在]*)?$"
    )


def _ending(view: View, telling: Telling) -> Span | None:
    """What says where at the end of the clause before: 某人在北京，会见某人."""
    if not telling.ahead:
        return None
    start, end = telling.ahead[-1]
    ending = _ENDS_AT.search(view.folded, max(start, end - 20), end)
    return Span(ending.start(), end) if ending else None


def _of_bodies(scene: Scene, bodies: list[str]) -> str | None:
    """The places that the names of those visited begin with, else the building itself."""
    names = [body.removeprefix("驻").removeprefix("駐") for body in bodies]
    found = [next((p for p in scene.places if n.startswith(p)), None) for n in names]
    if found and all(found):
        return "、".join(dict.fromkeys(place for place in found if place))
    buildings = [body for body in bodies if _BUILDING.search(body)]
    return buildings[0] if len(buildings) == 1 == len(bodies) else None


def _narrowest(view: View, chain: Span) -> Span:
    """Of 广东深圳、惠州 what begins at 深圳; lists stay whole, what they lie in is left out."""
    starts = [m.start() for m in _ONE_PLACE.finditer(view.layered, *chain)]
    first = 0
    for i in range(1, len(starts)):
        before = view.folded[starts[i] - 1]
        if before not in "、和及" and first == i - 1:
            first = i
    return Span(starts[first], chain.end)
