"""Where something was done: the place beside the verb, as printed, or else the venue."""

from __future__ import annotations

import re

from shilu.cards import CLASSES, View
from shilu.cards.pattern import mention
from shilu.text import Span

_PLACE = f"{mention('地名')}(?!{CLASSES['地名'][1]})"
#: Places after a word that says where: 在广东深圳、惠州; of two side by side the narrower counts.
_AT = re.compile(
    f"(?:在|于|赴|到|抵达?|来到|前往|飞抵|莅临|走进|深入|访问|到访|结束)(?P<places>{_PLACE}(?:(?:[、和及]|首都)?{_PLACE})*)(?![与—-])"
)
_TO = re.compile(f"对(?P<places>{_PLACE})[^，。]{{0,4}}(?:进行|开展|展开)")
_CHAIN = re.compile(f"[了过在]?(?P<places>{_PLACE}(?:[、和及]?{_PLACE})*)")
#: A venue straight before the verb: 在人民大会堂会见. It ends in no word of time or circumstance.
_VENUE = re.compile(
    r"在(?P<venue>[^，。的在与同]{2,14})(?<![上下中时间后前里内际])(?:分别|先后|同|亦|还|共同|集体|亲切|首次|再次)?(?:[与同和][^，。在]*)?$"
)
_BUILDING = re.compile(
    "(?:馆|中心|学校|大学|学院|医院|公园|园区|社|厂|纪念堂|基地|小学|中学|社区)$"
)


def place_in(view: View, within: Span) -> Span | None:
    """The last place of a stretch that is said to be where: 在北京 in 29日在北京人民大会堂."""
    found = None
    for pattern in (_TO, _AT):
        for m in pattern.finditer(view.layered, *within):
            found = _narrowest(view, Span(*m.span("places")))
    return found


def place_after(view: View, within: Span) -> Span | None:
    """The place that a verb takes straight away: 访问湖南."""
    m = _CHAIN.match(view.layered, *within)
    return _narrowest(view, Span(*m.span("places"))) if m else None


def venue_before(view: View, within: Span) -> Span | None:
    """The venue that stands straight before a verb, where no place is named."""
    m = _VENUE.search(view.folded[within.start : within.end])
    if m is None:
        return None
    start, end = m.span("venue")
    return Span(within.start + start, within.start + end)


def is_building(name: str) -> bool:
    """Whether an organisation's name is also that of a place one goes to."""
    return _BUILDING.search(name) is not None


def _narrowest(view: View, chain: Span) -> Span:
    """Of 广东深圳、惠州 what begins at 深圳; lists stay whole, what they lie in is left out."""
    starts = [m.start() for m in re.finditer(_PLACE, view.layered[chain.start : chain.end])]
    first = 0
    for i in range(1, len(starts)):
        before = view.folded[chain.start + starts[i] - 1]
        if before not in "、和及" and first == i - 1:
            first = i
    return Span(chain.start + starts[first], chain.end)
