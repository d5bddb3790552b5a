"""Names in lists: those present, parted by 、; those who sign; those beside a known name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shilu.lexicon import terms
from shilu.mentions.marking import FIRST, Marked, span_of
from shilu.mentions.people_reading import compound, foreign_exactly, read_name
from shilu.mentions.people_shape import chinese, ordinary
from shilu.mentions.posts import STOPS
from shilu.mentions.rosters import Holding, is_known, name_ending, opens
from shilu.text import Span

#: A list from its first 、 on, and (reversed) the item before that.
_LIST = re.compile(r"、[\u4e00-\u9fff·]{2,14}+(?:、[\u4e00-\u9fff·]{2,14}+)*+")
_HEAD_OF_LIST = re.compile(r"[\u4e00-\u9fff·]{2,14}")
_BRACKETED = re.compile(
    r"（([\u4e00-\u9fff]{2,4}(?:[ \u3000、，]{1,3}[\u4e00-\u9fff]{2,4}){1,4})）"
)
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_ATTENDED = re.compile(
    r"(?:等|等人|等同志|同志|还|也|一同|一起|分别|先后|共同|在[^，。、]{1,8}){0,3}"
    r"(?:参加|出席|陪同|会见|会谈|调研|考察|参与|主持|在座|迎接|送行|见证|组合|搭档|介绍|发言|发了言|作了|到场|列席|同行|随同|当选|获|入选|等(?!地|处|国|省|市|县|方向))"
)
#: An item of a list that opens as a name does.
_ITEM_OF_NAMES = re.compile(
    f"、(?:[{''.join(t for t in terms('surnames') if len(t) == 1)}]|[^、]+·)"
)


def listed(marked: Marked) -> Iterator[Holding]:
    """Lists of names, parted by 、: at least half of the items, and no less than two."""
    done = 0
    for m in _LIST.finditer(marked.folded):
        before = marked.folded[max(done, m.start() - 14) : m.start()]
        head = _HEAD_OF_LIST.match(before[::-1])
        start, done = m.start() - head.end() if head else m.start() + 1, m.end()
        listed = marked.folded[start : m.end()]
        parts = listed.split("、")
        if len(parts) < 2 or 2 * len(_ITEM_OF_NAMES.findall("、" + listed)) < len(parts):
            continue
        items = []
        for part in parts:
            items.append(span_of((start, start + len(part))))
            start += len(part) + 1
        yield from _names_of_list(marked, items)


def _names_of_list(marked: Marked, items: list[Span]) -> Iterator[Holding]:
    last = _last_of_list(marked, items[-1])
    attended = last is not None and _ATTENDED.match(marked.folded, last.end)
    if len(items) == 2 and not attended:
        return
    inner = [item for item in items[1:-1] if _whole(marked, item)]
    first = _first_of_list(marked, items[0])
    found = [span for span in (first, *inner, last) if span is not None]
    if 2 * len(found) <= len(items) or len(found) < 2 or (len(found) < 3 and not attended):
        return
    for span in found:
        yield Holding(span, (), "people.list")


def _whole(marked: Marked, item: Span) -> bool:
    """Whether a whole item of a list is a name."""
    name = marked.folded[item.start : item.end]
    if "·" in name:
        return foreign_exactly(name)
    if ordinary(name) or marked.view[item.start] == FIRST["geography"] or is_known(marked, item):
        return False
    if any(r.weight >= 5 for r in chinese(marked.folded, item.start, item.end)):
        return True
    made = compound(marked.folded, item.start)
    return made is not None and made.end == item.end


def _first_of_list(marked: Marked, item: Span) -> Span | None:
    """The first item if all of it is a name, or the name after the word it begins with."""
    if opens(marked, item.start) and _whole(marked, item):
        return item
    name = name_ending(marked, item.end, 40)
    if name is None or name.start <= item.start:
        return None
    before = marked.view[name.start - 1]
    return name if "\ufdd0" <= before <= "\ufdef" or before in STOPS else None


def _last_of_list(marked: Marked, item: Span) -> Span | None:
    """The name that opens the last item, which goes on with what the list is said to do."""
    reading = read_name(marked.folded, item.start)
    if reading is None or reading.weight < 5 or not reading.ends_well:
        return None
    span = Span(item.start, reading.end)
    return None if is_known(marked, span) else span


def bracketed(marked: Marked) -> Iterator[Holding]:
    """Names alone between brackets: those who sign a report."""
    for m in _BRACKETED.finditer(marked.folded):
        spans = [
            Span(m.start(1) + part.start(), m.start(1) + part.end())
            for part in _HAN.finditer(m.group(1))
        ]
        if all(_whole(marked, span) for span in spans):
            for span in spans:
                yield Holding(span, (), "people.signed")


def find_neighbours(marked: Marked, holdings: list[Holding]) -> Iterator[Holding]:
    """Names that stand in a list beside a known one: 甲、乙, where one of the two is proved."""
    if not holdings:
        return
    folded, done = marked.folded, {h.name for h in holdings}
    for start in {h.posts[0].span.start for h in holdings if h.posts}:
        name = _before_post(marked, start)
        if name is not None and name not in done:
            done.add(name)
            yield Holding(name, (), "people.beside")
    queue = [name for name in done if "、" in (folded[name[0] - 1], folded[name[1] : name[1] + 1])]
    while queue:
        known = queue.pop()
        for span in (_left_of(marked, known), _right_of(marked, known)):
            if span is not None and span not in done:
                done.add(span)
                queue.append(span)
                marked.took(span, "people.beside", "in a list beside a known name")
                yield Holding(span, (), "people.beside")


def _before_post(marked: Marked, post: int) -> Span | None:
    """The name joined to the next one's post: 甲和|法国总理|乙."""
    if marked.folded[post - 1] not in "和与同":
        return None
    name = name_ending(marked, post - 1, 45)
    return name if name is not None and opens(marked, name.start) else None


def _left_of(marked: Marked, known: Span) -> Span | None:
    if marked.folded[known.start - 1 : known.start] != "、":
        return None
    name = name_ending(marked, known.start - 1, 30)
    return name if name is not None and opens(marked, name.start) else None


def _right_of(marked: Marked, known: Span) -> Span | None:
    at = known.end + 1
    if marked.folded[known.end : at] != "、":
        return None
    reading = next(iter(chinese(marked.folded, at)), None)
    if reading is None or reading.weight < 30 or not reading.ends_well:
        return None
    span = Span(at, reading.end)
    return None if is_known(marked, span) or not marked.starts_word(span.end) else span
