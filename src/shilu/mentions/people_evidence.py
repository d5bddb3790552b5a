"""Names without a post: who acts or speaks, who is told who they are, who stands again and again.

Here the surroundings must speak for a name, and it must weigh enough by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from shilu.lexicon import Lexicon, rows, scanner, terms
from shilu.mentions.marking import CLASSES, FIRST, Marked, every, firsts, occurrences, rests
from shilu.mentions.people_foreign import foreign_actors, pointed, says
from shilu.mentions.people_lists import bracketed, listed
from shilu.mentions.people_reading import read_name
from shilu.mentions.people_shape import NEVER_LAST, chinese, is_county
from shilu.mentions.posts import STOPS
from shilu.mentions.rosters import Holding, is_known, name_ending, opens
from shilu.text import Span

#: What states have, called after their short forms: 乌|军, 韩|方, 伊|军方.
_OF_STATE = re.compile(
    "[中美俄英法德日韩朝欧印澳加新乌以伊土埃巴叙越泰菲缅](?:军方?|方|媒|警方?|政府)"
)
#: 甲、乙等地: places, not people.
_OF_PLACES = re.compile("等(?:地|处|国|省|市|县|方向)")
_THOUGHT = re.compile(
    "新时代中国特色社会主义|外交思想|经济思想|生态文明思想|法治思想|文化思想|强军思想|思想|理论"
)
#: What the names of all of them hold.
_OF_THOUGHT = ("思想", "理论", "中国特色社会主义")
_COMPANY = every("organization", "bearer", "suffix", "place", "role")
#: A place two to four characters before a verb where a name may open.
_OPENING = re.compile(
    rf"(?:[^{firsts(*CLASSES)}{rests(*CLASSES)}\u4e00-\u9fff]"
    rf"|[{_COMPANY}](?![{rests(*CLASSES)}]))(?=(?s:.))"
)
#: What a name is introduced by: 90岁的甲, 姑娘叫甲, “最美教师”甲.
_INTRODUCTION = re.compile(
    r"[岁龄人娘孩子妇师生员长兵警手医农](?:(?<=[岁龄])的|(?<=[人娘孩子妇])名?叫做?"
    r"|(?<![岁龄娘孩子妇])”(?=[\u4e00-\u9fff]))"
)
#: What follows a name that is told who it is: 甲（31岁）, 甲今年31岁, 甲，男，
_DESCRIPTION = re.compile(
    "[（今男女](?:(?<=（)(?:[0-9]{1,3}岁|音译|男|女|化名|中|左|右|前排|资料)|(?<=今)年[0-9]{2}岁"
    "|(?<=，[男女])，)"
)
#: 甲是村里的|一名|教师, and what stands between.
_ONE_OF = re.compile("[名位家第](?:(?<=一[名位家])|(?<=的第)[一二三四五六七八九十]+代)")
_IS = re.compile(r"是[^，。；、]{0,16}\Z")
#: Beside these a name is a part of another name, or of a title.
_WITHIN_NAMES = frozenset("《·•")
#: The label at the head of a line.
_LABEL = re.compile(r"\n([\u4e00-\u9fff]{2,4})(?=：)")
#: Verbs whose object is a person.
_ACTED_ON = re.compile(
    "会见|会晤|接见|约见|拜会|拜访|看望|致电|接替|取代|继任|师从|战胜|击败|对阵|迎战|逮捕|拘捕|起诉"
    "|委任|任命|提名|推荐|邀请|推举"
)


@cache
def _acts() -> Lexicon:
    return Lexicon(word for word, kind in rows("name_verbs") if kind != "after")


def find_unposted(marked: Marked) -> Iterator[Holding]:
    """Names that what stands beside them proves to be names, with the rule that says so."""
    yield from _actors(marked)
    yield from listed(marked)
    yield from bracketed(marked)
    yield from _thinkers(marked)
    yield from _described(marked)
    yield from foreign_actors(marked)
    yield from _leading(marked)
    yield from _labelled(marked)
    yield from _acted_on(marked)
    yield from _repeated(marked)
    yield from pointed(marked)


def _actors(marked: Marked) -> Iterator[Holding]:
    """The name between a boundary and a verb of the genre: 。甲参加, 民主党甲指."""
    folded, view, saying = marked.folded, marked.view, says()
    for verb, (end, _) in _acts().find(folded):
        if folded[end - 1] in NEVER_LAST or (len(verb) == 1 and view[end] != verb):
            continue
        if end > 4 and _OPENING.search(view, end - 5, end - 1) is None:
            continue
        if verb.startswith("等") and _OF_PLACES.match(folded, end):
            continue
        said = verb in saying
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
    if _OF_STATE.fullmatch(text) or (is_county(text) and (after_body or not said)):
        return False
    if marked.view[name.start] == FIRST["geography"] and not said:
        return marked.word_end(name.start) < name.end
    return text[0] not in STOPS or (not after_body and marked.folded.count(text) > 1)


def _repeated(marked: Marked) -> Iterator[Holding]:
    """What looks like a name, opens clauses, and stands three times and more: 甲的足迹, 甲走进.

    Where the same character follows each time the name goes on: 古尔邦|节. Two characters must be
    followed by three different ones, and open two clauses.
    """
    opened: dict[str, list[int]] = {}
    for m in _opening_names().finditer(marked.view):
        for end in range(m.start() + 2, m.end() + 1):
            opened.setdefault(marked.folded[m.start() : end], []).append(m.start())
    repeated = [name for name, starts in opened.items() if len(name) == 3 or len(starts) > 1]
    after: dict[str, list[str]] = {name: [] for name in repeated}
    for start, end in occurrences(marked.folded, repeated):
        after[marked.folded[start:end]].append(marked.folded[end : end + 1])
    for name in repeated:
        if len(after[name]) < 3 or len(set(after[name])) <= 4 - len(name):
            continue
        first = Span(opened[name][0], opened[name][0] + len(name))
        if _is_likely(marked.folded, first):
            marked.took(first, "people.repeated", "stands {} times", len(after[name]))
            yield Holding(first, (), "people.repeated")


def _is_likely(folded: str, span: Span) -> bool:
    """Whether the heaviest reading of what stands at `span` takes all of it."""
    readings = chinese(folded, span.start)
    name = folded[span.start : span.end]
    if _OF_STATE.fullmatch(name) or (len(name) == 2 and (is_county(name) or not readings)):
        return False
    return bool(readings) and readings[0].end == span.end and readings[0].weight >= 45


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
    ends = [m.start() - (m.group()[0] in "男女") for m in _DESCRIPTION.finditer(marked.folded)]
    for m in _ONE_OF.finditer(marked.folded):
        if is_one := _IS.search(marked.folded, max(0, m.start() - 19), m.start() - 1):
            ends.append(is_one.start())
    for end in ends:
        name = name_ending(marked, end, 30)
        if name is not None and opens(marked, name.start) and _acts_alone(marked, name, True):
            marked.took(name, "people.described", "before what it is said to be")
            yield Holding(name, (), "people.described")


def _leading(marked: Marked) -> Iterator[Holding]:
    """Holders of high offices wherever they are named, titles of works apart.

    Names of two characters are left out, but for those that nothing else is called.
    """
    for name, span in scanner("leaders").find(marked.folded):
        beside = {
            marked.folded[span.start - 1 : span.start],
            marked.folded[span.end : span.end + 1],
        }
        if name in _alone() and not beside & _WITHIN_NAMES and marked.starts_word(span.start):
            marked.took(span, "people.leader", "a holder of a high office")
            yield Holding(span, (), "people.leader")


@cache
def _alone() -> frozenset[str]:
    """The leaders whose names need nothing beside them."""
    return frozenset(row[0] for row in rows("leaders") if len(row[0]) > 2 or "alone" in row[3:])


def _labelled(marked: Marked) -> Iterator[Holding]:
    """Who speaks by the label at the head of a line: 甲：…"""
    for m in _LABEL.finditer(marked.folded):
        name = name_ending(marked, m.end(), 30)
        if name is not None and name.start == m.start(1) and not is_county(m[1]):
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


def _thinkers(marked: Marked) -> Iterator[Holding]:
    """The name before the name of a body of thought: 甲思想."""
    if not any(map(marked.folded.__contains__, _OF_THOUGHT)):
        return
    for m in _THOUGHT.finditer(marked.folded):
        name = name_ending(marked, m.start(), -5)
        if name is not None and len(name_chars(marked, name)) == 3:
            yield Holding(name, (), "people.thought")


def name_chars(marked: Marked, name: Span) -> str:
    """The characters of `name` that no marked word covers."""
    view = marked.view[name.start : name.end]
    return "".join(c for c in view if "\u4e00" <= c <= "\u9fff")
