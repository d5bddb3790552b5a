"""Stance words: which words say that something is to be done, and where they say no such thing."""

from __future__ import annotations

import re
from functools import cache

from shilu.cards import View
from shilu.cards.pattern import mention
from shilu.lexicon import Lexicon, rows, terms
from shilu.text import Span

#: What before a word makes it a condition, a question or a forecast. Each alternative opens with
#: a character of its own, so that `re` looks for their openings alone.
_NO_HEAD = re.compile(
    "未有|的$|即使|纵使|倘若|假如|除非|虽然|是否|会否|能否|可否|如何|如果|若|一旦|预计|预测|预期|估计|料|有望|据|于$|必$|以至|以致|导致|所$|可$|能$|不$|已经?$|曾$|相信|表明$|证明$|说明$|显示$|意味着$|不是$|就是$|目的是$|为的是$|年前(?<=[0-9一二两三四五六七八九十几]年前)|当年|当初|当时"
)
#: 要付出, 要面对: what must be borne, not what is to be done.
#: 会 behind one of these is a part of a name: 委员会进一步….
_MEETS = frozenset("员大协议学商社国委年宴峰集聚机工青妇论展总分理董监")
#: How far past its clause it is looked for what comes of it.
_AHEAD = 12
_BORNE = re.compile(
    "留待|视乎|视情|面临|面对(?!面)|付出|花费|忍受|等待|等到|支付|承担更|多久|多少|[0-9]"
)
_GREETING = re.compile("来访|访华|到访|光临|莅临|归来|来华|来到|前来")
#: Told, not said, it is a greeting too: 高某欢迎李某访问某国.
_VISIT = re.compile("访问")
#: A decision told of within something else is not the one that is told.
_DECIDED_WITHIN = re.compile("是|的|未|无|没有|如何")
#: 将某某纳入某某: 将 takes an object, and the verb is told.
_TAKES_OBJECT = re.compile(
    "(?!继续|进一步|全面|[^，]*把)[^，]{2,30}?(?:纳入|列入|列为|作为|视为|转为|转化为|改为|变为|提升为|升级为|延长[至到]|下调|上调|提高[至到]|增[至到]|降[至到]|移交|送往|运往|写入)"
)
#: What comes of itself is a forecast, whoever tells it.
_COMES = re.compile("导致|引致|造成|引发|加剧|恶化|下滑|上升|下降")
_AS_NOUN = re.compile("[的、和与，。；：）”]|之|下|与|声|信")


@cache
def stance_words() -> tuple[Lexicon, dict[str, tuple[str, str]]]:
    words = {row[0]: (row[1], row[2]) for row in rows("stances")}
    return Lexicon(words), words


@cache
def drive() -> re.Pattern[str]:
    """How an exhortation without a stance of its own opens, 在…中 before it or not."""
    words = "|".join(sorted(map(re.escape, terms("drives")), key=len, reverse=True))
    return re.compile(
        f"(?:同时，|此外，|另外，|第?[一二三四五六]是?[，、]?|在[^，。]{{2,16}}[中上下里方面])?(?:{words})"
    )


@cache
def _undertaking() -> re.Pattern[str]:
    """What follows 将 in an undertaking; a time may stand between."""
    words = "|".join(map(re.escape, (*terms("undertakings"), *terms("drives"))))
    forecast = (
        "对[^，。]{1,20}(?:影响|冲击|带来|造成|产生|构成)|为(?![^，。]{1,20}(?:提供|搭建|开辟|发放|拨|减免))|让|使"
        "|(?:始终|继续|一直|依然|仍|仍然)(?:是|成为|面临|处于|存在|受)"
        "|持续(?=[到至，。0-9数多])|以(?=[0-9]|平均)|到(?=[0-9])"
    )
    return re.compile(
        f"(?:{mention('时间')}|会|更|更加|更为|同时|一并|立即|即时|马上|随即|也|亦|还|适时|主动|切实)*(?!{forecast})(?:{words})(?!之?后|以来|的|期|贫|乡)"
    )


@cache
def _with() -> re.Pattern[str]:
    """期待与各方深化合作: with whom stands between what is hoped and its verb."""
    words = "|".join(re.escape(word) for word in terms("drives") if len(word) > 1)
    return re.compile(f"[和与][^。；]{{1,30}}?(?:一道|一起|携手|{words})")


def doubted(folded: str, head: Span) -> bool:
    """Whether what stands before a word makes it a condition, a question or a forecast."""
    return _NO_HEAD.search(folded, *head) is not None


def fits(view: View, word: str, span: Span, clause: Span, told: bool) -> bool:
    """Whether the words behind the stance word at `span` are something to be done.

    `told` says that somebody says them: else whoever is welcomed may have come.
    """
    _, words = stance_words()
    folded, layered = view.folded, view.layered
    stance, form = words[word]
    if word == "欢迎" and not told and _VISIT.search(folded, *clause):
        return False
    if stance == "invite" and _GREETING.search(folded, span.end, clause.end):
        return False
    if word == "决定" and _DECIDED_WITHIN.search(folded, clause.start, span.start):
        return False
    if word[0] == "会" and folded[span.start - 1 : span.start] in _MEETS:
        return False
    if form in ("verb", "own") or word == "决定":
        noun = _AS_NOUN.match(folded, span.end)
        return noun is None or (stance == "hope" and _with().match(folded, span.end) is not None)
    if word in ("将", "将会", "将要"):
        object_of = _TAKES_OBJECT.match(folded, span.end, clause.end)
        if _COMES.search(folded, span.end, clause.end + _AHEAD):
            return False
        return object_of is None and _undertaking().match(layered, span.end) is not None
    if word == "要":
        return _BORNE.match(folded, span.end) is None
    return word != "应" or drive().match(folded, span.end) is not None
