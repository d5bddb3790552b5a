"""Places: what the gazetteers know, outside the names of other things, with their codes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from functools import cache, lru_cache

from msgspec import UNSET, UnsetType

from shilu.lexicon import rows, terms
from shilu.mentions.lists import Listing
from shilu.mentions.marking import FIRST, Marked, covered, every, span_of, token
from shilu.mentions.people_shape import ordinary
from shilu.mentions.posts import STOPS
from shilu.model import Mention, Place
from shilu.text import Span

_PLACE = re.compile(token("place"))
#: After a place's name these make something else of it: a street, a language, a dish, a time.
_NOT_AFTER = re.compile(
    r"[路街话语菜](?![\u4e00-\u9fff]?[部厅局])|大道|大街|时间|籍|裔|舰|号|湾(?!区)|特色社会主义|式"
    r"|元(?=[，。、和及兑汇])|之音|广场|(?:纪念)?公园|大桥|特大桥|隧道|隧洞|水库|大瀑布|大厦"
)
#: What the character after a place, or its own last one, must be for it to end elsewhere, …
_UNIT = frozenset("市省州县区")
_CUT = _UNIT | {"域"}
#: … and the one after it for it to be something else.
_MAYBE_OTHER = frozenset("路街话语菜大时籍裔舰号湾特式元之广纪公隧水两双合经贸交往同青关")
#: Titles of works, each pattern with the mark it is looked for by first.
_TITLES = (re.compile(r"《[^》\n]{1,60}》"), re.compile(r"〈[^〉\n]{1,60}〉"))
_EVENT = "|".join(terms("event_words"))
_EVENT_WORD = re.compile(f"(?:{_EVENT})(?!堂)")
_EVENT_STOP = re.compile("[，。；：！？、“”《》\n 的在了]")
_WEAK = re.compile(token("weak"))
_ANY_PLACE = re.compile(token("place", "weak"))
#: A county's name before that of a village or a town of its.
_VILLAGE = re.compile(r"[\u4e00-\u9fff]{1,3}[镇乡村](?![\u4e00-\u9fff])")
#: A zone by what its name ends with …
_ZONE = re.compile(
    f"[^的和与、]{{2,12}}?(?:{'|'.join(terms('zone_words'))})(?:[\u4e00-\u9fff]{{2,4}}园区)?"
)
_ZONE_END = re.compile(f"[{''.join({word[-1] for word in terms('zone_words')})}]")
_ZONE_WORD = re.compile(
    f"{_ZONE_END.pattern}(?:{'|'.join(f'(?<={word})' for word in terms('zone_words'))})"
)
#: … within a stretch that begins with a place.
_ZONE_STRETCH = re.compile(
    rf"{token('place', 'weak')}[{every('word', 'place')}\u4e00-\u9fff]{{1,16}}"
)
#: 东区|、湾仔, 大埔|及沙田
_DISTRICT = re.compile("[区埔](?:(?<=[东南北中]区)|(?<=大埔))(?=[、和及，。])")
#: What may part two places of one list.
_NEIGHBOUR = frozenset("、和及至到")
_OF_PLACES = frozenset(every("place", "weak"))
#: A province abroad: characters that no word holds, before what provinces are called.
_SOUND = "".join((set(terms("sounds")) | set("俄何甫微")) - set("中大上下东西南北三多"))
_PROVINCE = re.compile(
    f"[省州邦郡市城大](?<=[{_SOUND}]{{2}}.)(?:(?<![城大])|(?<=城)(?![市镇乡区管])|(?<=大)区)"
)
_SOUNDS_BEFORE = re.compile(f"(?<![·{_SOUND}])[{_SOUND}]{{2,10}}\\Z")
#: The short form of Russia before one of its regions: 俄|沃罗涅日州.
_RUSSIAN = re.compile("俄(?!克拉|亥|勒|罗斯)")
#: What a place in a list may be called.
_NAME = re.compile("[\u4e00-\u9fff]{2,4}")
_SHORT_FORMS = frozenset(char for row in rows("regions") for char in row[2])
#: What two regions have between them.
_BETWEEN = re.compile("两地|双方|之间|合作|经贸|贸易|交流|往来|同胞|青年|关系")
#: 泛珠三角|区域合作: the word belongs to what follows.
_REGIONAL = re.compile("区域(?=合作|协调|一体|协同)")


@cache
def _codes() -> dict[str, str]:
    codes = {row[0]: row[1] for row in rows("divisions")}
    codes |= {row[0]: row[1] for row in rows("countries")}
    codes |= {row[0]: row[1] for row in rows("place_groups")}
    return codes


def find_places(
    marked: Marked, text: str, closed: list[Span], lists: Collection[Listing] = ()
) -> tuple[Place, ...]:
    """Places outside `closed` (people, posts, organisations), each printed form once."""
    found: dict[str, list[Span]] = {}
    rules: dict[Span, str] = {}
    for span, rule in sorted(_spans(marked, closed, lists)):
        found.setdefault(text[span.start : span.end], []).append(span)
        rules[span] = rule
    codes = {
        name: _code(marked.folded[spans[0].start : spans[0].end]) for name, spans in found.items()
    }
    known = {
        code[:4] for found_codes in codes.values() for code in found_codes if len(found_codes) == 1
    }
    return tuple(
        [
            Place(
                name=name,
                code=(code := _decided(codes[name], known)),
                candidates=UNSET if code else codes[name] or UNSET,
                members=_members(marked.folded[spans[0].start : spans[0].end]),
                mentions=tuple([Mention(text=name, span=span, rule=rules[span]) for span in spans]),
            )
            for name, spans in found.items()
        ]
    )


def _spans(
    marked: Marked, closed: list[Span], lists: Collection[Listing]
) -> Iterator[tuple[Span, str]]:
    folded, view = marked.folded, marked.view
    taken = covered(folded, closed + titles(folded))
    for zone in _zones(marked, taken):
        taken[zone.start : zone.end] = b"\x01" * (zone.end - zone.start)
        yield zone, "places.zone"
    events = [m.start() for m in _EVENT_WORD.finditer(folded)]
    for m in _PLACE.finditer(view):
        start, end = m.span()
        if taken[start]:
            continue
        if folded[end - 1] in _CUT or folded[end : end + 1] in _UNIT:
            end = _end(marked, start, end)
        if folded.startswith("新区", end):
            end += 2
        if not (_is_other(folded, start, end) or (events and _in_event(marked, end, events))):
            taken[start:end] = b"\x01" * (end - start)
            yield span_of((start, end)), "places.gazetteer"
    for rule, spans in (
        ("places.company", _weak(marked)),
        ("places.company", _districts(marked)),
        ("places.abroad", _abroad(marked)),
        ("places.list", _listed(marked, lists)),
    ):
        for span in spans:
            if taken.find(1, *span) < 0:
                taken[span.start : span.end] = b"\x01" * (span.end - span.start)
                yield span, rule


def titles(folded: str) -> list[Span]:
    """The titles of works, with their marks."""
    if "《" not in folded and "〈" not in folded:
        return []
    return [span_of(m.span()) for title in _TITLES for m in title.finditer(folded)]


def _is_other(folded: str, start: int, end: int) -> bool:
    """Whether the word is a bridge's or a language's, or two provinces' (贵港|两地), no place."""
    if folded.startswith("国际", end - 1):
        return True
    if folded.startswith("新中国", start - 1):
        return True  # a state of affairs, not a part of the map
    if folded[end : end + 1] not in _MAYBE_OTHER:
        return False
    if _NOT_AFTER.match(folded, end):
        return True
    word = folded[start:end]
    return len(word) == 2 and _SHORT_FORMS.issuperset(word) and bool(_BETWEEN.match(folded, end))


def _zones(marked: Marked, taken: bytearray) -> list[Span]:
    """Zones named by the place they lie in: 甲港综合保税区."""
    found: list[Span] = []
    if _ZONE_WORD.search(marked.folded) is None:
        return found
    for m in _ZONE_STRETCH.finditer(marked.view):
        if taken[m.start()] or not _ZONE_END.search(marked.folded, *m.span()):
            continue
        if zone := _ZONE.match(marked.folded, m.start(), m.end()):
            found.append(span_of(zone.span()))
    return found


def _abroad(marked: Marked) -> Iterator[Span]:
    """Provinces and towns abroad that no gazetteer has, by their sounds: 德拉|省, 巴甫洛夫|市."""
    for m in _PROVINCE.finditer(marked.view):
        name = _SOUNDS_BEFORE.search(marked.view, max(0, m.start() - 11), m.start())
        least = 3 if m.group() in "市城" else 2
        if name and m.start() - name.start() >= least and _begins(marked.view, name.start()):
            yield Span(name.start() + bool(_RUSSIAN.match(name.group())), m.end())


def _begins(view: str, at: int) -> bool:
    """Whether no character that might belong to the name stands before `at`."""
    before = view[at - 1 : at] if at else ""
    return before in STOPS or not "\u4e00" <= before <= "\u9fff"


def _listed(marked: Marked, lists: Collection[Listing]) -> Iterator[Span]:
    """Items of lists of places beside known ones: 甲、黄桶、乙等地."""
    for listing in lists:
        if listing.kind != "place":
            continue
        known = [i for i in listing.items if _PLACE.match(marked.view, i.start, i.end)]
        for item in listing.items:
            text = marked.folded[item.start : item.end]
            weak = _WEAK.fullmatch(marked.view, item.start, item.end)
            plain = all(marked.is_plain(at) for at in range(*item))
            if weak or (plain and len(known) >= 2 and _NAME.fullmatch(text)):
                yield item


def _weak(marked: Marked) -> Iterator[Span]:
    """Weak names beside another place of the same province: 广州市|越秀, 甲、乙."""
    for m in _WEAK.finditer(marked.view):
        span = span_of(m.span())
        if _VILLAGE.match(marked.view, span.end) or any(
            _same_province(marked.folded, span, near) for near in _beside(marked, span)
        ):
            yield span


def _districts(marked: Marked) -> Iterator[Span]:
    """Districts of Hong Kong that other towns have too, beside one that has a name of its own."""
    if "港" not in marked.folded:
        return
    for m in _DISTRICT.finditer(marked.folded):
        span = span_of((m.start() - 1, m.end()))
        near = (marked.folded[other.start : other.end] for other in _beside(marked, span))
        if marked.starts_word(span.start) and any(_codes().get(name) == "-" for name in near):
            yield span


def _beside(marked: Marked, span: Span) -> Iterator[Span]:
    """The marked places right before `span`, or next to it in a list."""
    view = marked.view
    end = span.start - (view[span.start - 1] in _NEIGHBOUR) if span.start else 0
    if view[end - 1] in _OF_PLACES:
        for m in _ANY_PLACE.finditer(view, max(0, end - 12), end):
            if m.end() == end:
                yield span_of(m.span())
    if view[span.end : span.end + 1] in _NEIGHBOUR:
        following = _ANY_PLACE.match(view, span.end + 1)
        if following is not None:
            yield span_of(following.span())


def _same_province(folded: str, one: Span, other: Span) -> bool:
    a, b = (_code(folded[s.start : s.end]) for s in (one, other))
    return bool({c[:2] for c in a} & {c[:2] for c in b})


def _end(marked: Marked, start: int, end: int) -> int:
    """Where the place ends: with its unit (旧金山|市), but not with that of the next word.

    重庆|市场, not 重庆市|场.
    """
    folded = marked.folded
    after = folded[end : end + 1]
    if folded[end - 1] == "域" and (m := _REGIONAL.match(folded, end - 2)):
        return m.start()
    if marked.view[end : end + 1] != after:
        return end
    cut = folded[end - 1] in _UNIT and ordinary(folded[end - 1 : end + 1])
    if cut and folded[start : end - 1] in _codes():
        return end - 1
    return end + 1 if after in _UNIT else end


def _in_event(marked: Marked, end: int, events: list[int]) -> bool:
    """Whether the place opens the name of an event, which no verb parts from it."""
    i = bisect_left(events, end)
    if i == len(events) or events[i] > end + 24:
        return False
    parted = _EVENT_STOP.search(marked.folded, end, events[i])
    return parted is None and FIRST["stop"] not in marked.view[end : events[i]]


def _members(name: str) -> tuple[str, ...] | UnsetType:
    """The parts of a named group, by their common short names."""
    return _groups().get(name, UNSET)


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    return {row[0]: tuple(row[2].split("、")) for row in rows("place_groups") if len(row) > 2}


@lru_cache(maxsize=4096)
def _code(name: str) -> tuple[str, ...]:
    code = _codes().get(name, "-")
    return () if code == "-" else tuple(code.split("|"))


def _decided(codes: tuple[str, ...], known: set[str]) -> str | None:
    """The one code there is, or the one whose prefecture or province the article names too."""
    if len(codes) == 1:
        return codes[0]
    near = [c for c in codes if c[:4] in known or c[:2] + "00" in known]
    return near[0] if len(near) == 1 else None
