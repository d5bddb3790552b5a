"""What hangs on a noun phrase: words that lead to it, verbs and adverbs between it and its number.

Both are taken off from the outside, a known word at a time, and nothing is cut out of a word.
"""

from __future__ import annotations

import re

from shilu.mentions.phrases import word_end, words

#: What stands between a subject and its number, taken off from the number backwards.
_TAIL = re.compile(
    "(?:现在|目前|如今|只有|略为|略|轻微|进一步|放慢|加快|下滑|等|同|过|(?<=..)年|增长率?|增加|净增|新增|下降|减少|降低|上升|回升|攀升|上涨|下跌|回落|提高|提升|扩大|缩小|增|减|升|降|涨|跌|增至|降至|升至"
    "|达到?|高达|达|突破|超过?|为|是|有|共|约|近|逾|仅|只|就|也|已经?|首次|再次|分别|同比|环比|年均|按[年月季]|(?<=□)来|录得|实质|亦|累|微|急|则|迈上|跨上|站上|迈入|再上|累计|合计|总计"
    "|提高到|提升到|提升至|提高至|上升到|上升至|下降到|下降至|降到|降至|降低到|降低至|增长到|增长至|增至|增加到|增加至|缩小至"
    "|扩大到|扩大至|减少到|减少至|从|由|至|到|了|的|都|(?<![日月人户年平])均|共有|共计|总共|一共|相当于|约合|折合|居|排|位居|位列|排名|排在|名列|跃居"
    "|稳居|(?<![公海预晚日早])报|支付多|付|多|花|预计|预期|预料|有望|先后|日前|当时|发展[到至]|存有|已有|介[乎于]|合共|较早时报?|[低高]见|收报|报收|跃升至|升至|进入|跻身|保持|连续|持续|实际|平均|每年|大幅|小幅|将|可|会|能|应|要|于|其中|大约|接近|不足|不到|至少|最高|最低"
    "|最多|最大|全国|全省|全市|全球|世界|亚洲|西部|中部|东部|占了?|平均每|各|各省区|早前|确诊|在|以|较|(?<!占)比|再|还|又|人民币|大幅度|左右|当中"
    "|全区|实现|完成|[ ]|、|“|”|-|—)$"
)
#: A comparison or a gap before the number says nothing of what is counted.
_COMPARISON = re.compile(
    "(?:(?:比|较|与|同)[^，。；：比较]{1,10}(?:[时期]|相比)|(?<=[^，。；：]{2})(?:由|从)[^，。；由从]{1,8}的|在[^，。；]{2,10}(?:期间|方面)|连续[^，。；]{1,3}(?:年|个月|季度?)|(?:按|以)[^，。；]{1,10}(?:汇率|价格|口径|标准)(?:计算|折算)?|(?:比|较|与|相比|对比|同)(?:上年|去年|前年|上月|上季|同期|全国|全省|全市|年初|[0-9]{4}年|□|计划)[^，。；]{0,12}"
    "|(?:高于|低于|快于|慢于|高出|低出|领先|好于|优于)[^，。；]{0,16}"
    "|(?:多于|少于|超)(?:全国|全省|全市|全区|东部|西部|中部|预期|计划|年度|目标|同期|平均|上年|世界)[^，。；]{0,12}"
    "|(?:位?居|位?列|排名?|排在|进入|跻身|跃居|名列|稳居)(?:全国|全省|全市|全区|全球|世界|亚洲|西部|东部|中部|各省区?市?|内地|同类|所有)[^，。；]{0,10}(?=$))$"
)
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

    __slots__ = ("found", "stretch")

    def __init__(self, view: str, start: int, end: int) -> None:
        self.stretch = view, start, end
        self.found: frozenset[int] | None = None

    def __contains__(self, at: int) -> bool:
        if self.found is None:
            self.found = frozenset(stop for _, stop in words(*self.stretch))
        return at in self.found


def tail(view: str, start: int, end: int, edges: Edges) -> int:
    """Where the subject ends: without verbs, adverbs and comparisons before the number."""
    for _ in range(12):
        window = max(start, end - 24)
        m = _COMPARISON.search(view, window, end) or _TAIL.search(view, max(start, end - 6), end)
        if m is None or m.start() == m.end():
            break
        if m.group().startswith("占") and len(m.group()) > 2:
            break
        if end - m.start() == 1 and m.start() not in edges and m.start() > start:
            break
        end = m.start()
    return end
