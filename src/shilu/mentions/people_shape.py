"""What a person's name looks like, and where it ends: decided by evidence, not by length.

A reading is weighed by its characters (surname, given name, or the sounds of a foreign name) and by
what follows it: punctuation or a word that may follow a name speaks for it, a word cut in two
speaks against it. Weights are 10 ln of a likelihood ratio, so they add up.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache, partial
from typing import NamedTuple

from shilu.lexicon import rows, terms

#: Weights of the evidence beside the characters' own.
GOOD_END, BAD_END = 15, -15
ORDINARY_WORD, WORD_CUT = -60, -15
#: What a name weighs more that a holder of an office of the state has.
_LEADER = 60

#: The characters a Chinese name is of, as many as it takes.
_LONGEST = 5
_NAME_RUN = re.compile(rf"[\u4e00-\u9fff]{{1,{_LONGEST}}}")
#: Single characters that may follow a name.
AFTER = frozenset(
    "在和同与向对说称指为将就也还等的从到赴率致又曾并已是任作及把被由以应于则亦均都才却仍不能可会要有所陪至自听主介兼及时涉晤正因料获后，"
)
#: Of these the ones that join: what they join must follow, so before punctuation they join nothing.
_JOINING = frozenset("和同与向对及因料获")
_STOPS = frozenset("，、。；：！？）")
#: 因 is a function word before these; else it may end a foreign name (侯赛因).
_CAUSES = frozenset("被此涉为病其在公非违受故")
#: Han characters that never stand in a name: function words of the genre.
_NEVER = frozenset("的了们我你他她它这那哪是把被将及或但还都等说让给着过吗呢吧啊很最更每各某些")
#: The same without the one that Japanese given names hold (那津男).
_NEVER_JAPANESE = _NEVER - {"那"}
#: Characters that end names of places and bodies, not of persons.
NEVER_LAST = frozenset(
    "村镇乡县市区省街局厅院校厂馆社党队会岛屯寨沟圩垸坝堤坪埠峪铺前又亦也则曾仍再均仅只昨今已称时氏续舰另遂"
)
#: Short forms of states, two of which are no name (中德).
STATES = frozenset("中美俄英法德日韩朝欧印澳加新")
#: Stand for a given name in familiar forms of address (陈官, 王总).
_FAMILIAR = frozenset("官总老太")


class Reading(NamedTuple):
    """A stretch read as a name, with its weight; `ends_well` where what follows speaks for it."""

    end: int
    weight: int
    ends_well: bool
    foreign: bool = False


#: Made of a tuple without a call into Python: most are thrown away again.
_READING = partial(tuple.__new__, Reading)


@cache
def _surnames() -> dict[str, int]:
    odds = {row[0]: int(row[1]) for row in rows("surname_odds")}
    known = {word: odds.get(word, 20 if len(word) == 1 else 60) for word in terms("surnames")}
    return known | dict.fromkeys(_japanese(), 50)


@cache
def _japanese() -> frozenset[str]:
    return frozenset(terms("japanese_surnames"))


@cache
def leaders() -> frozenset[str]:
    """Holders of offices of the state, from public sources."""
    return frozenset(terms("leaders"))


@cache
def openings() -> frozenset[str]:
    """The characters surnames begin with."""
    return frozenset(surname[0] for surname in _surnames())


@cache
def _given() -> dict[str, tuple[int, int]]:
    return {char: (int(first), int(last)) for char, first, last in rows("given")}


@cache
def _ordinary() -> frozenset[str]:
    known = (*rows("vocabulary"), *rows("genre_words"))
    return frozenset(word for word, kind in known if kind != "geography")


@cache
def _followers() -> frozenset[str]:
    """Words that may follow a name: stop words, verbs of the genre, posts and honours."""
    stops = {word for word, kind in rows("vocabulary") if kind == "stop"}
    return frozenset(stops | set(terms("name_verbs")) | set(terms("posts")))


@cache
def _counties() -> frozenset[str]:
    return frozenset(
        name for name, code, form in rows("divisions") if form != "full" and code[4:6] != "00"
    )


def is_county(word: str) -> bool:
    """Whether `word` is the short form of a county's or a district's name."""
    return word in _counties()


def is_japanese_surname(word: str) -> bool:
    """Whether `word` is a Japanese surname, and nothing else."""
    return word in _japanese() and not ordinary(word) and word not in _divisions()


@cache
def _divisions() -> frozenset[str]:
    return frozenset(terms("divisions")) | frozenset(terms("cities_abroad"))


def is_surname(word: str) -> bool:
    """Whether `word` is a Chinese surname."""
    return word in _surnames()


def is_town_abroad(word: str) -> bool:
    """Whether `word` is the name of a town abroad, which a person's may be too (罗利)."""
    return word in _towns_abroad()


@cache
def _towns_abroad() -> frozenset[str]:
    return frozenset(terms("cities_abroad"))


def ordinary(word: str) -> bool:
    """Whether `word` is a word of the language, which a name seldom is."""
    return word in _ordinary()


#: What follows 说 and 称 where they report.
_QUOTING = frozenset("，：“")


def ends_well(text: str, end: int, *, firmly: bool = False) -> bool:
    """Whether what stands at `end` may follow a name; `firmly`, a single character proves none."""
    after = text[end : end + 1]
    if not "\u4e00" <= after <= "\u9fff":
        return True
    if after in _JOINING and text[end + 1 : end + 2] in _STOPS:
        return False
    if after == "因" and text[end + 1 : end + 2] not in _CAUSES:
        return False
    followers = _followers()
    return (
        text[end : end + 2] in followers
        or text[end : end + 3] in followers
        or (after in "说称" and text[end + 1 : end + 2] in _QUOTING)
        or (not firmly and after in AFTER and text[end : end + 2] not in _ordinary())
    )


def chinese(text: str, at: int, end: int | None = None) -> list[Reading]:
    """The readings of what stands at `at` as a Chinese name, heaviest first.

    Only those that end at `end` are weighed, if it is given.
    """
    if text[at : at + 1] not in openings():
        return []
    if end is None:
        names = _candidates(text[at : at + _LONGEST])
    else:
        names = _candidates(text[at : end + 1], end - at)
    found = [_weigh(text, at, name, weight) for name, weight in names]
    if len(found) > 1:
        found.sort(key=lambda r: -r.weight)
    return found


@lru_cache(maxsize=1 << 15)
def _candidates(text: str, length: int = 0) -> tuple[tuple[str, int], ...]:
    """The names that `text` may begin with, each with what its own characters weigh.

    Only those of `length` characters, if it is given; one character more is looked at.
    """
    m = _NAME_RUN.match(text)
    run = m.group() if m else ""
    surnames, japanese, titles = _surnames(), _japanese(), _titles()
    found = []
    for family in (3, 2, 1):
        surname = run[:family]
        known = surnames.get(surname)
        weight = _married(run) if known is None and family == 2 else known
        if weight is None or run[family : family + 2] in titles:
            continue
        for given in (3, 2, 1) if surname in japanese else (2, 1):
            if (length and family + given != length) or (
                family > 1 and given == 1 and known is None
            ):
                continue
            name = run[: family + given]
            if len(name) == family + given and _may_be(name, family):
                found.append((name, weight + _of_characters(name, family)))
    return tuple(found)


def _of_characters(name: str, family: int) -> int:
    """What a name weighs by its given name, by being a word, and by who is called so."""
    given = [(0, 0) if c == "在" else _given().get(c, (-10, -10)) for c in name[family:]]
    if len(given) == 3:
        weight = 10
    else:
        weight = given[0][0] + given[1][1] if len(given) == 2 else given[0][1] - 3
    if name in leaders():
        return weight + _LEADER
    return weight + (ORDINARY_WORD if len(name) < 4 and ordinary(name) else 0)


def _may_be(name: str, family: int) -> bool:
    """Whether nothing in `name` forbids it: a function word, 甲先生, a surname before a place."""
    if "在" in name and (len(name) != 3 or name[1] != "在"):
        return False
    never = _NEVER_JAPANESE if name[:family] in _japanese() else _NEVER
    if name[-1] in NEVER_LAST or not never.isdisjoint(name) or STATES.issuperset(name):
        return False
    if name[family:] in _reports():
        return False
    return name[family:] not in _titles() and name[1:] not in _places()


@cache
def _reports() -> frozenset[str]:
    """Words of two characters that report speech, which no given name is: 邱|打趣."""
    return frozenset(word for word, kind in rows("name_verbs") if kind == "say" and len(word) == 2)


@cache
def _titles() -> frozenset[str]:
    return frozenset(terms("posts")) | _FAMILIAR


@cache
def _places() -> frozenset[str]:
    """Names of countries, of towns abroad, and of China's provinces."""
    home = {name for name, code, _ in rows("divisions") if code.endswith("0000")}
    return foreign_places() | home | {"中国"}


@cache
def foreign_places() -> frozenset[str]:
    """Names of countries other than China, and of towns abroad."""
    states = {row[0] for row in rows("countries") if row[1] != "CN"}
    return frozenset(states | set(terms("cities_abroad")))


def _married(run: str) -> int | None:
    """The weight of a husband's surname before one's own (林郑月娥), where there can be one."""
    his, hers = _surnames().get(run[:1], 0), _surnames().get(run[1:2], 0)
    return (his + hers) // 2 if min(his, hers) >= 15 else None


def _weigh(text: str, at: int, name: str, weight: int) -> Reading:
    """A name that weighs `weight` by itself, with what stands after it."""
    end = at + len(name)
    good = ends_well(text, end)
    weight += GOOD_END if good else BAD_END
    cut = end < len(text) and text[end - 1 : end + 1] in _ordinary()
    if "在" in name and (cut or not good):
        weight += ORDINARY_WORD  # 在 is a verb everywhere but in Korean names
    if len(name) == 3 and (not good or cut) and ordinary(name[:2]):
        weight += 2 * WORD_CUT
    if cut:
        weight += WORD_CUT // 3 if text[end : end + 2] in _followers() else WORD_CUT
    return _READING((end, weight, good, False))
