"""Names without a post: who acts or speaks, who is in a list of those present, who signs.

Here the surroundings must speak for a name, and it must weigh enough by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from shilu.lexicon import Lexicon, rows, terms
from shilu.mentions.marking import FIRST, Marked, every, occurrences
from shilu.mentions.people_shape import (
    chinese,
    compound,
    foreign,
    foreign_exactly,
    is_county,
    ordinary,
    read_name,
    sounds_foreign,
)
from shilu.mentions.posts import STOPS
from shilu.mentions.rosters import Holding, is_known, name_ending
from shilu.text import Span

#: A list from its first 、 on, and (reversed) the item before that.
_LIST = re.compile(r"(?:、[\u4e00-\u9fff·]{2,14}+)++")
_HEAD_OF_LIST = re.compile(r"[\u4e00-\u9fff·]{2,14}")
_BRACKETED = re.compile(
    r"（([\u4e00-\u9fff]{2,4}(?:[ \u3000、，]{1,3}[\u4e00-\u9fff]{2,4}){0,4})）"
)
#: 甲、乙等地: places, not people.
_OF_PLACES = re.compile("等(?:地|处|国|省|市|县|方向)")
#: The sounds a name with points begins with, and the point.
_POINTED = re.compile(f"[{''.join(terms('sounds'))}]{{1,6}}+·")
_THOUGHT = re.compile(
    "新时代中国特色社会主义|外交思想|经济思想|生态文明思想|法治思想|文化思想|强军思想|思想|理论"
)
_COMPANY = every("organization", "bearer", "suffix", "place", "role")
_ATTENDED = re.compile(
    r"(?:等|等人|等同志|同志|还|也|一同|一起|分别|先后|共同|在[^，。、]{1,8}){0,3}"
    r"(?:参加|出席|陪同|会见|会谈|调研|考察|参与|主持|在座|迎接|送行|见证|介绍|发言|发了言|作了|到场|列席|同行|随同|当选|获|入选|等(?!地|处|国|省|市|县|方向))"
)


@cache
def _acts() -> Lexicon:
    return Lexicon(word for word, kind in rows("name_verbs") if kind != "after")


#: An item of a list that opens as a name does.
_ITEM_OF_NAMES = re.compile(
    f"、(?:[{''.join(t for t in terms('surnames') if len(t) == 1)}]|[^、]+·)"
)


@cache
def _says() -> frozenset[str]:
    return frozenset(word for word, kind in rows("name_verbs") if kind == "say")


def find_unposted(marked: Marked) -> Iterator[Holding]:
    """Names that what stands beside them proves to be names, with the rule that says so."""
    yield from _actors(marked)
    yield from _listed(marked)
    yield from _bracketed(marked)
    yield from _thinkers(marked)
    yield from _repeated(marked)
    yield from _pointed(marked)


def _actors(marked: Marked) -> Iterator[Holding]:
    """The name between a boundary and a verb of the genre: 。甲参加, 民主党甲指."""
    for verb, (end, _) in _acts().find(marked.folded):
        if len(verb) == 1 and not marked.is_plain(end):
            continue
        if not any(_opens(marked, end - length) for length in (3, 2, 4)):
            continue
        if verb.startswith("等") and _OF_PLACES.match(marked.folded, end):
            continue
        said = verb in _says()
        name = name_ending(marked, end, 30 if said else 45)
        if name and _opens(marked, name.start) and _acts_alone(marked, name, said):
            yield Holding(name, (), "people.actor")


def _acts_alone(marked: Marked, name: Span, said: bool) -> bool:
    """Whether nothing else is as likely: a county, a function word with a noun (向|国泰)."""
    text = marked.folded[name.start : name.end]
    after_body = marked.view[name.start - 1 : name.start] in _COMPANY if name.start else False
    if is_county(text) and (after_body or not said):
        return False
    return text[0] not in STOPS or (not after_body and marked.folded.count(text) > 1)


def _opens(marked: Marked, at: int) -> bool:
    """Whether a name can begin at `at`: after punctuation, or after a body or a place."""
    if at <= 0:
        return at == 0
    before = marked.view[at - 1]
    parted = not ("\u4e00" <= before <= "\u9fff" or "\ufdd0" <= before <= "\ufdef")
    return parted or (before in _COMPANY and marked.starts_word(at))


def _listed(marked: Marked) -> Iterator[Holding]:
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
            items.append(Span(start, start + len(part)))
            start += len(part) + 1
        yield from _names_of_list(marked, items)


def _names_of_list(marked: Marked, items: list[Span]) -> Iterator[Holding]:
    inner = [item for item in items[1:-1] if _whole(marked, item)]
    first = _first_of_list(marked, items[0])
    last = _last_of_list(marked, items[-1])
    found = [span for span in (first, *inner, last) if span is not None]
    attended = last is not None and _ATTENDED.match(marked.folded, last.end)
    if len(items) == 2 and (first is None or last is None or not attended):
        return
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
    if any(r.end == item.end and r.weight >= 5 for r in chinese(marked.folded, item.start)):
        return True
    made = compound(marked.folded, item.start)
    return made is not None and made.end == item.end


def _first_of_list(marked: Marked, item: Span) -> Span | None:
    """The first item if all of it is a name, or the name after the word it begins with."""
    if _opens(marked, item.start) and _whole(marked, item):
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


def _bracketed(marked: Marked) -> Iterator[Holding]:
    """Names alone between brackets: those who sign a report."""
    for m in _BRACKETED.finditer(marked.folded):
        spans = [
            Span(m.start(1) + part.start(), m.start(1) + part.end())
            for part in re.finditer(r"[\u4e00-\u9fff]+", m.group(1))
        ]
        if len(spans) >= 2 and all(_whole(marked, span) for span in spans):
            for span in spans:
                yield Holding(span, (), "people.signed")


def _repeated(marked: Marked) -> Iterator[Holding]:
    """What looks like a name, opens clauses, and stands three times and more: 甲的足迹, 甲走进."""
    first: dict[str, Span] = {}
    for m in _opening_names().finditer(marked.view):
        first.setdefault(marked.folded[m.start() : m.end()], Span(*m.span()))
    likely = [name for name, span in first.items() if _is_likely(marked.folded, span)]
    after: dict[str, list[str]] = {name: [] for name in likely}
    for start, end in occurrences(marked.folded, likely):
        after[marked.folded[start:end]].append(marked.folded[end : end + 1])
    for name in likely:
        # Where the same character follows each time the name goes on: 古尔邦|节.
        if len(after[name]) >= 3 and len(set(after[name])) > 1:
            yield Holding(first[name], (), "people.repeated")


def _is_likely(folded: str, span: Span) -> bool:
    """Whether the heaviest reading of what stands at `span` takes all of it."""
    readings = chinese(folded, span.start)
    return bool(readings) and readings[0].end == span.end and readings[0].weight >= 45


def _pointed(marked: Marked) -> Iterator[Holding]:
    """Foreign names with points, by their sounds: 让·杜邦."""
    for m in _POINTED.finditer(marked.folded):
        at = m.start()
        reading = foreign(marked.folded, at)
        if reading is None or not reading.ends_well or not _opens_or_plain(marked, at):
            continue
        span = Span(at, reading.end)
        if span.end - at >= 4 and sounds_foreign(marked.folded[at : span.end]):
            yield Holding(span, (), "people.pointed")


def _opens_or_plain(marked: Marked, at: int) -> bool:
    """Whether a name may begin at `at`: no unknown character stands right before it."""
    before = marked.folded[at - 1 : at] if at else ""
    return not "\u4e00" <= before <= "\u9fff" or before in STOPS or not marked.is_plain(at - 1)


@cache
def _opening_names() -> re.Pattern[str]:
    """Three characters no marked word covers, a surname first, right after a mark."""
    first = "".join(t for t in terms("surnames") if len(t) == 1)
    return re.compile(rf"[{first}](?<=[，。、；：！？“”》（\n ].)[\u4e00-\u9fff]{{2}}")


def _thinkers(marked: Marked) -> Iterator[Holding]:
    """The name before the name of a body of thought: 甲思想."""
    for m in _THOUGHT.finditer(marked.folded):
        name = name_ending(marked, m.start(), -5)
        if name is not None and len(name_chars(marked, name)) == 3:
            yield Holding(name, (), "people.thought")


def name_chars(marked: Marked, name: Span) -> str:
    """The characters of `name` that no marked word covers."""
    view = marked.view[name.start : name.end]
    return "".join(c for c in view if "\u4e00" <= c <= "\u9fff")
