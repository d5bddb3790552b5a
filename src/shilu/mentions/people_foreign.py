"""Foreign names without a post: told by their sounds, and by what people alone say and do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from shilu.lexicon import rows, terms
from shilu.mentions.marking import Marked, occurrences
from shilu.mentions.people_reading import foreign, sounds_foreign
from shilu.mentions.people_shape import is_town_abroad, ordinary
from shilu.mentions.posts import STOPS
from shilu.mentions.rosters import Holding, opens
from shilu.text import Span

#: The sounds a name with points begins with, and the point.
_POINTED = re.compile(f"[{''.join(terms('sounds'))}]{{1,6}}+·")
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
def says() -> frozenset[str]:
    """The words that report what a person says."""
    return frozenset(word for word, kind in rows("name_verbs") if kind == "say")


def foreign_actors(marked: Marked) -> Iterator[Holding]:
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
    return re.compile(rf"[{sounds}](?<![\u4e00-\u9fff·].)[{sounds}]{{1,8}}+")


@cache
def _does() -> re.Pattern[str]:
    """What people say and do, and no firm, team or force does."""
    words = sorted((*says(), *_PERSONAL), key=len, reverse=True)
    return re.compile(
        r"(?:当天|当日|随后|还|也|则|又|曾|其后|同日|周[一二三四五六日]){0,2}(?:"
        + "|".join(words)
        + ")"
    )


def pointed(marked: Marked) -> Iterator[Holding]:
    """Foreign names with points, by their sounds: 让·杜邦."""
    if "·" not in marked.folded:
        return
    for m in _POINTED.finditer(marked.folded):
        at = m.start()
        reading = foreign(marked.folded, at)
        if reading is None or not reading.ends_well or not _opens_or_plain(marked, at):
            continue
        span = Span(at, reading.end)
        if ordinary(marked.folded[at : m.end() - 1]):
            continue
        if span.end - at >= 4 and sounds_foreign(marked.folded[at : span.end]):
            yield Holding(span, (), "people.pointed")


def _opens_or_plain(marked: Marked, at: int) -> bool:
    """Whether a name may begin at `at`: no unknown character stands right before it."""
    before = marked.folded[at - 1 : at] if at else ""
    return not "\u4e00" <= before <= "\u9fff" or before in STOPS or not marked.is_plain(at - 1)
