"""Names without a post: who acts or speaks, who is in a list of those present, who signs.

Here the surroundings must speak for a name, and it must weigh enough by itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from shilu.lexicon import Lexicon, rows, scanner, terms
from shilu.mentions.marking import FIRST, Marked, every, occurrences
from shilu.mentions.people_shape import (
    chinese,
    compound,
    foreign,
    foreign_exactly,
    is_county,
    is_town_abroad,
    ordinary,
    read_name,
    sounds_foreign,
)
from shilu.mentions.posts import STOPS
from shilu.mentions.rosters import Holding, is_known, name_ending, opens
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
    r"(?:参加|出席|陪同|会见|会谈|调研|考察|参与|主持|在座|迎接|送行|见证|组合|搭档|介绍|发言|发了言|作了|到场|列席|同行|随同|当选|获|入选|等(?!地|处|国|省|市|县|方向))"
)


#: What a name is introduced by: 90岁的甲, 姑娘叫甲, “最美教师”甲.
_INTRODUCTION = re.compile(
    r"(?<=岁)的|(?<=高龄)的|(?<=[人娘孩子妇])名?叫做?|(?<=[师人生员长兵警手医农])”(?=[\u4e00-\u9fff])"
)
#: What follows a name that is told who it is.
_DESCRIPTION = re.compile(
    r"[（今，是](?:(?<=（)(?:[0-9]{1,3}岁|音译|男|女|化名|中|左|右|前排|资料)|(?<=今)年[0-9]{2}岁|(?<=，)[男女]，"
    r"|(?<=是)[^，。；、]{0,16}(?:一名|一位|的第[一二三四五六七八九十]+代))"
)
#: Beside these a name is a part of another name, or of a title.
_WITHIN_NAMES = frozenset("《·•")
#: The label at the head of a line.
_LABEL = re.compile(r"(?<=\n)[\u4e00-\u9fff]{2,4}(?=：)")
#: Verbs whose object is a person.
_ACTED_ON = re.compile(
    "会见|会晤|接见|约见|拜会|拜访|看望|致电|接替|取代|继任|师从|战胜|击败|对阵|迎战|逮捕|拘捕|起诉"
    "|委任|任命|提名|推荐|邀请|推举"
)
#: What people do, and firms, teams and forces do not.
_PERSONAL = (
    *(
        "会见",
        "会晤",
        "出席",
        "致辞",
        "讲话",
        "发言",
        "抵达",
        "访华",
        "辞职",
        "当选",
        "逝世",
        "去世",
    ),
    *("就任", "上任", "发表讲话", "发表演讲", "接受采访", "接受记者", "摘得", "梅开二度", "破门"),
)
_STATES_ONLY = frozenset("中美俄英法德日韩朝欧印澳加新")
#: What shows that a name is a firm's, a place's, a force's or a thing's.
_OF_BODIES = re.compile(
    "(?:公司|集团|银行|汽车|股价|当局|政府军|武装|军方|组织|地区|俱乐部|方面|大学|机场"
    "|[州省市县镇村区港岛河湖山海湾号队奖人族语教病])"
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
    yield from _described(marked)
    yield from _foreign_actors(marked)
    yield from _leading(marked)
    yield from _labelled(marked)
    yield from _acted_on(marked)
    yield from _repeated(marked)
    yield from _pointed(marked)


def _actors(marked: Marked) -> Iterator[Holding]:
    """The name between a boundary and a verb of the genre: 。甲参加, 民主党甲指."""
    for verb, (end, _) in _acts().find(marked.folded):
        if len(verb) == 1 and not marked.is_plain(end):
            continue
        if not any(opens(marked, end - length) for length in (3, 2, 4)):
            continue
        if verb.startswith("等") and _OF_PLACES.match(marked.folded, end):
            continue
        said = verb in _says()
        name = name_ending(marked, end, 30 if said else 45)
        if name and opens(marked, name.start) and _acts_alone(marked, name, said):
            marked.took(name, "people.actor", "between a boundary and {}", verb)
            yield Holding(name, (), "people.actor")
        elif name:
            marked.refused(name, "people.actor", "before {}, but no boundary before it", verb)


def _acts_alone(marked: Marked, name: Span, said: bool) -> bool:
    """Whether nothing else is as likely: a county, a function word with a noun (向|国泰)."""
    text = marked.folded[name.start : name.end]
    after_body = marked.view[name.start - 1 : name.start] in _COMPANY if name.start else False
    if is_county(text) and (after_body or not said):
        return False
    if marked.view[name.start] == FIRST["geography"] and not said:
        return marked.word_end(name.start) < name.end
    return text[0] not in STOPS or (not after_body and marked.folded.count(text) > 1)


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
    """What looks like a name, opens clauses, and stands three times and more: 甲的足迹, 甲走进.

    Where the same character follows each time the name goes on: 古尔邦|节. Two characters must be
    followed by three different ones, and open two clauses.
    """
    first: dict[str, Span] = {}
    opened: Counter[str] = Counter()
    for m in _opening_names().finditer(marked.view):
        for end in range(m.start() + 2, m.end() + 1):
            name = marked.folded[m.start() : end]
            first.setdefault(name, Span(m.start(), end))
            opened[name] += 1
    repeated = [name for name, n in opened.items() if len(name) == 3 or n > 1]
    likely = [name for name in repeated if _is_likely(marked.folded, first[name])]
    after: dict[str, list[str]] = {name: [] for name in likely}
    for start, end in occurrences(marked.folded, likely):
        after[marked.folded[start:end]].append(marked.folded[end : end + 1])
    for name in likely:
        if len(after[name]) >= 3 and len(set(after[name])) > 4 - len(name):
            marked.took(first[name], "people.repeated", "stands {} times", len(after[name]))
            yield Holding(first[name], (), "people.repeated")


def _is_likely(folded: str, span: Span) -> bool:
    """Whether the heaviest reading of what stands at `span` takes all of it."""
    readings = chinese(folded, span.start)
    if span.end - span.start == 2 and (is_county(folded[span.start : span.end]) or not readings):
        return False
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
    """Two or three characters no marked word covers, a surname first, right after a mark."""
    first = "".join(t for t in terms("surnames") if len(t) == 1)
    return re.compile(rf"[{first}](?<=[，。、；：！？“”》（\n ].)[\u4e00-\u9fff]{{1,2}}")


def _described(marked: Marked) -> Iterator[Holding]:
    """Names that are told what they are: 甲（31岁）, 甲今年31岁, 甲是村里的一名教师."""
    for m in _INTRODUCTION.finditer(marked.folded):
        reading = read_name(marked.folded, m.end())
        name = Span(m.end(), reading.end) if reading is not None else None
        if reading is None or name is None or is_known(marked, name):
            continue
        if reading.weight >= (30 if reading.ends_well else 45):
            marked.took(name, "people.introduced", "after {}", m.group())
            yield Holding(name, (), "people.introduced")
    for m in _DESCRIPTION.finditer(marked.folded):
        name = name_ending(marked, m.start(), 30)
        if name is not None and opens(marked, name.start) and _acts_alone(marked, name, True):
            marked.took(name, "people.described", "before {}", m.group())
            yield Holding(name, (), "people.described")


def _leading(marked: Marked) -> Iterator[Holding]:
    """Holders of high offices wherever they are named, titles of works apart.

    Names of two characters are left out, but for those that nothing else is called.
    """
    alone = {row[0] for row in rows("leaders") if len(row[0]) > 2 or "alone" in row[3:]}
    for name, span in scanner("leaders").find(marked.folded):
        beside = {
            marked.folded[span.start - 1 : span.start],
            marked.folded[span.end : span.end + 1],
        }
        if name in alone and not beside & _WITHIN_NAMES and marked.starts_word(span.start):
            marked.took(span, "people.leader", "a holder of a high office")
            yield Holding(span, (), "people.leader")


def _labelled(marked: Marked) -> Iterator[Holding]:
    """Who speaks by the label at the head of a line: 甲：…"""
    for m in _LABEL.finditer(marked.folded):
        name = name_ending(marked, m.end(), 40)
        if name is not None and name.start == m.start() and not is_county(m.group()):
            marked.took(name, "people.label", "at the head of a line, before a colon")
            yield Holding(name, (), "people.label")


def _acted_on(marked: Marked) -> Iterator[Holding]:
    """Names after verbs whose object is a person: 会见甲, 接替甲, 击败甲."""
    for m in _ACTED_ON.finditer(marked.folded):
        at = m.end()
        reading = next(iter(chinese(marked.folded, at)), None)
        if reading is None or reading.weight < 55 or not reading.ends_well:
            continue
        span = Span(at, reading.end)
        plain = len(name_chars(marked, span)) == reading.end - at and marked.starts_word(at)
        if plain and not is_known(marked, span):
            marked.took(span, "people.object", "after {}", m.group())
            yield Holding(span, (), "people.object")


def _foreign_actors(marked: Marked) -> Iterator[Holding]:
    """Foreign names by their sounds, between a boundary and a verb that only people are said to do.

    Two characters prove too little, unless they do so twice.
    """
    verbs = _does()
    seen: set[str] = set()
    for m in _sounding().finditer(marked.view):
        end = next(
            (e for e in range(m.end(), m.start() + 1, -1) if verbs.match(marked.folded, e)), 0
        )
        if not end or not opens(marked, m.start()):
            continue
        name = marked.folded[m.start() : end]
        if _no_person(marked, name) or (len(name) == 2 and name not in seen):
            marked.refused(
                Span(m.start(), end), "people.sounds", "no person by what it stands with"
            )
            seen.add(name)
            continue
        marked.took(Span(m.start(), end), "people.sounds", "sounds of a foreign name before a verb")
        yield Holding(Span(m.start(), end), (), "people.sounds")


def _no_person(marked: Marked, name: str) -> bool:
    """Whether what looks like a foreign name is a town, a word, or a firm that is called one."""
    if ordinary(name) or is_town_abroad(name) or _STATES_ONLY.issuperset(name):
        return True
    return any(
        _OF_BODIES.match(marked.folded, end) for _, end in occurrences(marked.folded, [name])
    )


@cache
def _sounding() -> re.Pattern[str]:
    """A run of characters that transliterate, which no marked word covers."""
    sounds = "".join(terms("sounds"))
    return re.compile(rf"(?<![\u4e00-\u9fff·])[{sounds}]{{2,9}}+")


@cache
def _does() -> re.Pattern[str]:
    """What people say and do, and no firm, team or force does."""
    words = sorted((*_says(), *_PERSONAL), key=len, reverse=True)
    return re.compile(
        r"(?:当天|当日|随后|还|也|则|又|曾|其后|同日|周[一二三四五六日]){0,2}(?:"
        + "|".join(words)
        + ")"
    )


def find_neighbours(marked: Marked, holdings: list[Holding]) -> Iterator[Holding]:
    """Names that stand in a list beside a known one: 甲、乙, where one of the two is proved."""
    done = {h.name for h in holdings}
    queue = list(done)
    while queue:
        known = queue.pop()
        for span in (_left_of(marked, known), _right_of(marked, known)):
            if span is not None and span not in done:
                done.add(span)
                queue.append(span)
                marked.took(span, "people.beside", "in a list beside a known name")
                yield Holding(span, (), "people.beside")


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
