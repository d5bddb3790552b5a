"""What hangs on a noun phrase: words that lead to it, verbs and adverbs before its number, marks.

All are taken off from the outside, a known word at a time, and nothing is cut out of a word.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate

from shilu.lexicon import terms
from shilu.mentions.phrases import word_end, words

_GLOSS = re.compile("[（(][^（()）]*[）)]?$")
_QUOTE = frozenset("“”「」")
#: Marks between a subject and its number; the words are in measure_tails.txt.
_MARKS = frozenset(" 、“”-—")
_LONGEST = 4
#: Words between them only where they stand: not after these characters.
_TAIL_UNLESS_AFTER = {
    "均": frozenset("日月人户年平"),
    "报": frozenset("公海预晚日早"),
    "比": frozenset("占"),
}
#: A comparison or a gap before the number says nothing of what is counted.
_COMPARISON = re.compile(
    "(?:(?:比|较|与|同)[^，。；：比较]{1,10}(?:[时期]|相比)|(?<=[^，。；：]{2})(?:由|从)[^，。；由从]{1,8}的|在[^，。；]{2,10}(?:期间|方面)|连续[^，。；]{1,3}(?:年|个月|季度?)|(?:按|以)[^，。；]{1,10}(?:汇率|价格|口径|标准)(?:计算|折算)?|(?:比|较|与|相比|对比|同)(?:上年|去年|前年|上月|上季|同期|全国|全省|全市|年初|[0-9]{4}年|□|计划)[^，。；]{0,12}"
    "|(?:高于|低于|快于|慢于|高出|低出|领先|好于|优于)[^，。；]{0,16}"
    "|(?:多于|少于|超)(?:全国|全省|全市|全区|东部|西部|中部|预期|计划|年度|目标|同期|平均|上年|世界)[^，。；]{0,12}"
    "|(?:位?居|位?列|排名?|排在|进入|跻身|跃居|名列|稳居)(?:全国|全省|全市|全区|全球|世界|亚洲|西部|东部|中部|各省区?市?|内地|同类|所有)[^，。；]{0,10}(?=$))$"
)
#: What a comparison begins with, for which a stretch is searched fast.
_MAYBE_COMPARISON = re.compile("[比较与同由从在连按以相对高低快慢领好优多少超位居列排进跻跃名稳]")
#: What leads to a phrase, and is no part of it.
_LEAD = re.compile(
    "(?:其中|同时|此外|另外|目前|截至|截止|而|则|但|并|且|也|还|又|再|已|已经|共|共有|累计|预计|力争|确保|全年|当中|仅|另有?|他们|我们|她们"
    "|该|本(?=[省市县区州年月])|将|分别|先后|陆续|日前|近日|期间|年内|当年|当月|今后|来自|位于|以及|和|与|及|或|、|的|在|对|向|为|由|从|使|让|把|把|有|是|了|约"
    "|[ ]|“|”|我国|据悉|如今|现在|现有|最终|总共|一共|新增|平均|每年|通过"
    "|按[年月季]|按|(?:以|之)[后前来]|起|第?一[个家座项条名位支款颗种套头只辆艘架股]|每(?:个(?!月)|[名位套家件户亩吨台辆斤])|例如|比如|包括|通常|还有|尽管|至于|虽然?|不过|如果|其余|仍|曾|就(?!业|医|诊|读|近)|那么|因此|所以|于是|令)"
)


def lead(view: str, start: int, end: int) -> int:
    """Where a phrase begins without what leads to it; nothing is cut out of a word: 在线."""
    while start < end and (m := _LEAD.match(view, start, end)):
        if m.end() - start == 1 and word_end(view, start, end) > m.end():
            break
        start = m.end()
    return start


class Edges:
    """Where words end in a stretch, found out when first asked."""

    __slots__ = ("found", "start", "stretch")

    def __init__(self, view: str, start: int, end: int) -> None:
        self.stretch, self.start = view[start:end], start
        self.found: frozenset[int] | None = None

    def __contains__(self, at: int) -> bool:
        if self.found is None:
            lengths = map(len, words(self.stretch))
            self.found = frozenset(accumulate(lengths, initial=self.start))
        return at in self.found


def tail(view: str, start: int, end: int, edges: Edges) -> int:
    """Where the subject ends: without verbs, adverbs and comparisons before the number."""
    for _ in range(12):
        window = max(start, end - 24)
        m = None
        if maybe := _MAYBE_COMPARISON.search(view, window, end):
            m = _COMPARISON.search(view, maybe.start(), end)
        cut = m.start() if m else _tail_word(view, max(start, end - _LONGEST), end)
        if cut is None or cut == end:
            break
        if end - cut == 1 and cut > start and cut not in edges:
            break
        end = cut
    return end


@cache
def _tails() -> frozenset[str]:
    return _MARKS.union(terms("measure_tails"))


@cache
def _tail_ends() -> frozenset[str]:
    """The characters that what is taken off ends with; there is nothing to look for at others."""
    return frozenset(word[-1] for word in _tails()) | {"年", "来", *_TAIL_UNLESS_AFTER}


def _tail_word(view: str, start: int, end: int) -> int | None:
    """Where the longest word begins that ends a stretch and stands between subject and number."""
    if view[end - 1 : end] not in _tail_ends():
        return None
    tails = _tails()
    for at in range(start, end):
        if view[at:end] in tails:
            return at
    return end - 1 if _is_tail(view, end - 1) else None


def _is_tail(view: str, at: int) -> bool:
    """Whether a character is a word between subject and number only where it stands."""
    char, before = view[at], view[at - 1 : at]
    if char == "年":
        return at > 1 and "\n" not in view[at - 2 : at]
    if char == "来":
        return before == "□"
    return char in _TAIL_UNLESS_AFTER and before not in _TAIL_UNLESS_AFTER[char]


def last_of(marks: str, view: str, start: int, end: int) -> int:
    """Where the last of `marks` stands between `start` and `end`, -1 if none does."""
    last = -1
    for mark in marks:
        at = view.rfind(mark, start, end)
        if at > last:
            last = start = at
    return last


def clean(phrase: str) -> str:
    """A phrase without marks at its ends, and without a quotation mark that lost its pair."""
    if "（" in phrase or "(" in phrase:
        phrase = _GLOSS.sub("", phrase)
    phrase = phrase.strip(" \t‘’、，□《》｜|\u3000")
    if _QUOTE.isdisjoint(phrase):
        return phrase
    if phrase.count("“") != phrase.count("”") or phrase.count("「") != phrase.count("」"):
        phrase = re.sub("[“”「」]", "", phrase)
    return phrase
