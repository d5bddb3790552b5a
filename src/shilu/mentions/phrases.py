"""Noun phrases of news Chinese: words by their part of speech, and how far a phrase runs.

Chinese is printed without spaces: 企业参与 must not be cut into 企业参 and 与. A stretch is read
word by word, the longest first, and what each word may be in a phrase decides where it ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from shilu.lexicon import rows, terms

#: Characters that, as words of their own, belong to no noun phrase.
_FUNCTION = frozenset(
    "都均也已被将把并就还可让等在从是向对由于为有无不没未曾又再才仅只则而但且若如因以该各每此其他她它我你们"
    "叫扔涉属订兑获赴遭受占居达至到要携同来去说称指报与及和或了着过地得很最更却便则使令给往沿按据经自以即连共约近逾超供"
)
#: Characters that coordinate two nouns.
_AND = frozenset("和及与或、")
#: Marks that may stand within a phrase.
_WITHIN = frozenset("“”‘’·")
#: Words that make a clause of what they stand in.
_CLAUSAL = frozenset(
    "随即 才 却 把 即 则 并 便 连 更是 其后 另一 又 这个 叫 了 也 已 因而 不 兑".split()  # noqa: SIM905
)
#: Words that lead to a verb, or to a noun within a phrase.
_ADVERBIAL = frozenset("对向从在于由被")
#: Characters after which a phrase says where, not what.
_WHERE = re.compile("(?:之间|以上|以下|以内|其中|当中|[中内上里])$")
#: Verbs that say what became of those who are counted: 3人受伤.
_FATE = frozenset(
    "死亡 受伤 遇难 获救 失踪 丧生 身亡 被捕 被拘 确诊 感染 入院 死伤 失联 被困".split()  # noqa: SIM905
)
#: Counters of persons and things, beside which a verb at the end says what they do: 5家企业上市.
_DOERS = frozenset("名位人家架艘辆户头")
#: Units that count how often something is done: 两次举行活动 counts no activities.
_TIMES = frozenset("次度番")
#: Units that count what is done, for which a verb alone is the measure: 6次调查.
_DEEDS = frozenset("次轮场场次项")

#: No longer words are looked for.
_LONGEST = 4


@cache
def parts() -> dict[str, str]:
    """What each known word of two characters and more may be in a noun phrase."""
    known = {word: kind for word, kind, *_ in rows("parts_of_speech")}
    return dict.fromkeys(terms("vocabulary"), "noun") | known


@cache
def _by_hand() -> dict[str, str]:
    """The parts of words that the genre uses in its own way."""
    return {word: kind for word, kind, *_ in rows("genre_parts")}


@cache
def _verbs() -> frozenset[str]:
    """Verbs that part what is counted from who did it, wherever they stand."""
    return frozenset(verb for verb, kind in rows("measure_verbs") if kind == "verb")


@cache
def _parting() -> frozenset[str]:
    """Those of them that nothing else is known of."""
    return frozenset(verb for verb in _verbs() if part(verb) == "verb")


@cache
def _wanting() -> frozenset[str]:
    """Those that no measure ends with: an object is to follow."""
    return _parting() - _nominal()


@cache
def _leading() -> frozenset[str]:
    """Verbs that do so only at the head of a phrase."""
    return frozenset(terms("measure_verbs"))


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """The lengths that words beginning with two characters have, the longest first."""
    lengths: dict[str, set[int]] = {}
    for word in parts():
        if 2 <= len(word) <= _LONGEST:
            lengths.setdefault(word[:2], set()).add(len(word))
    return {head: tuple(sorted(group, reverse=True)) for head, group in lengths.items()}


def word_end(view: str, at: int, end: int) -> int:
    """Where the longest known word that begins at `at` ends, one character where none does."""
    for length in _lengths().get(view[at : at + 2], ()):
        if at + length <= end and (length == 2 or view[at : at + length] in parts()):
            return at + length
    return at + 1


@lru_cache(maxsize=2048)
def words(stretch: str) -> tuple[str, ...]:
    """A stretch word by word; one stretch is asked about several times.

    >>> words("企业参与展会")
    ('企业', '参与', '展会')
    """
    lengths, known = _lengths(), parts()
    found, at, end = [], 0, len(stretch)
    while at < end:
        for length in lengths.get(stretch[at : at + 2], ()):
            word = stretch[at : at + length]
            if at + length <= end and (length == 2 or word in known):
                break
        else:
            word = stretch[at]
        found.append(word)
        at += len(word)
    return tuple(found)


@lru_cache(maxsize=4096)
def part(word: str) -> str:
    """What a word may be in a noun phrase; an unknown one is a noun."""
    if len(word) == 1:
        return "other" if word in _FUNCTION or not (word.isalpha() or word in _WITHIN) else "noun"
    if word in _verbs():
        return _by_hand().get(word, "verb")
    return parts().get(word, "noun")


#: What makes a noun of the verb before it: 支持者, 成交额.
_NOMINAL = frozenset(
    "人者员率量数额值费款机器法站点区权户队车船品物商方师生案书证会所厂线业网地场馆室院校军国力"
)


def noun_end(view: str, start: int, end: int, unit: str) -> int:
    """Where the noun phrase that begins at `start` ends; `start` where none does.

    >>> noun_end("企业参与展会", 0, 6, "家"), noun_end("国家和地区的代表", 0, 5, "个")
    (2, 5)
    """
    last, opening, stop = start, "", start
    while stop < end:  # word by word: most phrases are short, and end long before the stretch does
        at, stop = stop, word_end(view, stop, end)
        word = view[at:stop]
        kind = part(word)
        if kind == "verb" and _made_noun(view, stop, end):
            kind = "verbal"
        if at == start and kind in ("verb", "verbal"):
            if unit in _TIMES and stop < end:
                return start
            if (
                word in _leading()
                and unit not in _DEEDS
                and (kind == "verb" or (unit.isascii() and unit != "rank"))
            ):
                return start
            opening = word
        elif kind == "verb" and unit in _DEEDS and last == start and not opening:
            opening, last = word, stop
        elif kind in ("verb", "other"):
            if not (word in _AND and last == at and _coordinates(view, start, at, stop, end)):
                break
        elif kind == "noun" or (
            kind == "verbal" and stop == end and last == at and unit not in _DOERS
        ):
            last = stop
    if unit == "人" and opening:
        return start + len(opening) * (opening in _FATE)
    if last == start and opening and _alone(opening, unit):
        last = start + len(opening)
    where = _WHERE.search(view, start, last)
    return where.start() if where and where.start() > start + 1 else last


def _alone(verb: str, unit: str) -> bool:
    """Whether a verb without an object is what is counted: 6次调查, 3人死亡, 5项检查."""
    return unit in _DEEDS or verb in _FATE or (part(verb) == "verbal" and unit not in "名位")


def _made_noun(view: str, at: int, end: int) -> bool:
    """Whether what stands at `at` makes a noun of the verb before it: 支持者, 成交额."""
    made = at < end and view[at] in _NOMINAL and word_end(view, at, end) == at + 1
    return made and not (view[at] == "人" and view[at - 1] == "有")


def _coordinates(view: str, start: int, at: int, stop: int, end: int) -> bool:
    """Whether 和 joins two bare nouns: 国家和地区, 学生和家长."""
    follows = word_end(view, stop, end)
    if at - start > 4 or follows - stop < 2 or follows - stop > 3:
        return False
    return part(view[stop:follows]) == "noun"


def opens_clause(view: str, start: int, end: int) -> bool:
    """Whether a stretch opens with a verb or with a word that is no part of a noun phrase."""
    return part(view[start : word_end(view, start, end)]) in ("verb", "other")


def after_parting_verbs(view: str, start: int, end: int) -> Iterator[int]:
    """Where the verbs of a stretch end that part a subject from an object, as whole words."""
    parting, stop = _parting(), start
    for word in words(view[start:end]):
        opens, stop = stop == start, stop + len(word)
        if word in parting or (opens and word in _leading()):
            yield stop


def is_verb(word: str) -> bool:
    """Whether a phrase is nothing but a verb that wants an object."""
    return word in _verbs() and word not in _nominal()


def is_nominal(view: str, start: int, end: int) -> bool:
    """Whether a stretch may be a noun phrase: 以方随即对加沙 is none, nor is 会场对公众开放."""
    found = words(view[start:end])
    if not _CLAUSAL.isdisjoint(found):
        return False
    last = found[-1] if found else ""
    if last in _wanting():
        return False
    return (
        _ADVERBIAL.isdisjoint(found)
        or last in _nominal()
        or part(last) not in ("verb", "verbal", "other")
    )


def ends_with_verb(view: str, start: int, end: int) -> bool:
    """Whether the last word of a stretch is a verb that wants an object: 母亲支付."""
    found = words(view[start:end])
    return bool(found) and found[-1] in _wanting()


def ends_clause(view: str, start: int, end: int) -> bool:
    """Whether a stretch ends with any verb that no noun phrase ends with: 他又承包, 选手打出."""
    found = words(view[start:end])
    last = found[-1] if found else ""
    return len(last) > 1 and part(last) == "verb" and last not in _nominal()


def is_clause(view: str, start: int, end: int) -> bool:
    """Whether a stretch is no noun phrase but a subject with its verb: 选手打出, 每月只需还款."""
    if not ends_clause(view, start, end):
        return False
    if view[end - 1] in "出到落成得下上入予":
        return True
    kinds = [part(word) for word in words(view[start:end])]
    return len(kinds) > 1 and "other" in kinds


@cache
def _nominal() -> frozenset[str]:
    """Words that a measure may end with though they are verbs too: 研发投入."""
    return frozenset(terms("measure_heads"))


def clause_subject(view: str, start: int, end: int) -> tuple[int, int]:
    """What a clause is about: after 将 把 有, before an adverb that begins the predicate.

    >>> clause_subject("货运量目前已恢复", 0, 8), clause_subject("全省将财政支出", 0, 7)
    ((0, 3), (3, 7))
    """
    stop = start
    for word in words(view[start:end]):
        at, stop = stop, stop + len(word)
        if word in _OPENS_OBJECT and end - stop >= 2 and at > start:
            start = stop
        elif word in _PREDICATES and at - start >= 2 and start < at:
            return (stop, end) if _names(view, stop, end) else (start, at)
    return start, end


def _names(view: str, start: int, end: int) -> bool:
    """Whether a stretch is a noun phrase of two words and more: 儿童感染病例."""
    kinds = [part(word) for word in words(view[start:end])]
    return len(kinds) > 1 and kinds[-1] == "noun" and not {"verb", "other"} & set(kinds)


#: Words after which the object stands that a number counts.
_OPENS_OBJECT = frozenset("将把有令使以向由")
#: Words with which a predicate begins.
_PREDICATES = frozenset(
    "目前 已 已经 则 还 再 又 也 均 都 正 正在 每周 每年 每天 仍 亦 并 就 才 曾 一直 连续 "  # noqa: SIM905
    "可以 能够 始终".split()
)
