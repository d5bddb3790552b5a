"""What stands around a subject and is no part of it: adverbs, whom and where it is said to."""

from __future__ import annotations

import re

from shilu.cards.pattern import mention
from shilu.cards.view import CLASSES, View
from shilu.lexicon import terms

_PERSON, _BODY, _PLACE = mention("人名"), mention("机构"), mention("地名")
_POST, _TIME = mention("职务"), mention("时间")
#: How far before a verb its adverbs, whom it is said to, and where, are looked for.
_TAIL = 32
_ADVERB = sorted(terms("adverbs"), key=len, reverse=True)
_ADVERBS_OPEN = f"[{_TIME[0]}0-9{''.join(sorted({word[0] for word in _ADVERB}))}]"
_ADVERBS = re.compile(
    f"(?={_ADVERBS_OPEN})(?:{_TIME}|[0-9]{{1,2}}[日号]|{'|'.join(map(re.escape, _ADVERB))})+$"
)
#: What adverbs end in: most clauses end in something else.
_ADVERBS_END = frozenset((*CLASSES["时间"], "日", "号", *(word[-1] for word in _ADVERB)))
_TO_SOMEONE = re.compile(
    f"(?:对|向|跟|给)(?:{_POST}|{_PLACE}|{_BODY})*(?:{_PERSON}|媒体|记者|传媒|本报记者|外界)?$"
    "|(?<![面方导走针反相])(?:对(?!方)|向)[^，的]{1,8}$"
)
_TOWARDS = re.compile("[对向跟给]")
#: 在社评说, 在一份声明中表示: where it was said, and no part of who says it.
_MEDIUM = re.compile(
    "在[^，在《》]{0,10}(?:报告|声明|社评|社论|信|节目|网站|文章|讲话|致辞|微博|[Ff]acebook|[Tt]witter|Instagram|脸书|社交媒体|社交平台|社交网站|公告|通告|回复|帖文)"
    "[中里上内时]?$|(?:多次)?(?:作出|做出|发表|发布|发出)[^，《》]{0,8}(?:指示|批示|声明|讲话|谈话|公告)$"
    "|(?:发表|发布|发出|发(?=声|文|帖|公告|新闻))[^，《》]{0,6}$|(?<![正现存所])在(?!内)[^，《》的]{0,4}$"
)
#: One of these must stand where something is said to somebody, or in a medium.
_BEHIND = re.compile("[对向跟给在作做发]")
_HEAD_TIME = re.compile(f"(?:{_TIME}|昨晚|昨日|今日|今天|昨天|日前|近日)+，?")
_LEADING = re.compile(
    "(?:但是|但|故(?![事宫乡障意])|而|不过|然而|同时|此外|另外|其中|对此|随后|因此|所以|至于|对于|另?据|第?[一二三四五六]是|亦有|也有|另有|更有"
    "|还有|有的|有(?![关限效力])|一位|一名|一些|不少|多位|多名|多数|许多|其他|如|正如|[0-9一二两三四五六七八九十]+[位名])"
)
#: 在某地考察时, 会见某人后: no subject in it; it stands further before.
_ONLY_WHEN = re.compile(
    "(?:在|于|出席|会见|会晤|接受|参加|谈及|谈到|提到|回应|回答|主持|考察|调研|参观|视察|听取|总结|就|针对)"
    "[^，]*(?:时|后|中|上|期间|之际|间隙)$"
)
#: 援引某人的话说: who speaks stands behind.
_WHEN_ENDS = frozenset("时后中上间际隙")
_QUOTING = re.compile("引述|援引")


def without_adverbs(view: str, start: int, end: int) -> int:
    """Where a stretch of the layered view ends without the adverbs at its end."""
    if end > start and view[end - 1] in _ADVERBS_END:
        m = _ADVERBS.search(view, start, end)
        return m.start() if m else end
    return end


def without_addressee(view: str, start: int, end: int) -> int:
    """Where a stretch ends without whom something is said to: 对某人."""
    if _TOWARDS.search(view, start, end) and (m := _TO_SOMEONE.search(view, start, end)):
        return m.start()
    return end


def trimmed(view: View, start: int, end: int) -> tuple[int, int]:
    """A stretch without connectives before and adverbs and addressees behind."""
    layered = view.layered
    end = without_adverbs(layered, max(start, end - _TAIL), end)
    if _BEHIND.search(layered, max(start, end - 2 * _TAIL), end):
        if m := _TO_SOMEONE.search(layered, max(start, end - _TAIL), end):
            end = m.start()
        if m := _MEDIUM.search(layered, max(start, end - _TAIL), end):
            end = m.start()
    end = without_adverbs(layered, max(start, end - _TAIL), end)
    if m := _HEAD_TIME.match(layered, start, end):
        start = m.end()
    if view.folded.find("引", start, end) >= 0:
        for quoting in _QUOTING.finditer(view.folded, start, end):
            start = quoting.end()
    if end - start > 2 and view.folded.startswith("的话", end - 2):
        end -= 2
    while m := _LEADING.match(layered, start, end):
        start = m.end()
    while start < end and layered[start] in " “”‘’（）":
        start += 1
    while end > start and layered[end - 1] in " ”’":
        end -= 1
    return start, end


def only_when(view: View, start: int, end: int) -> bool:
    """Whether a stretch says when, and names no subject: 在某地考察时."""
    ends = end > start and view.layered[end - 1] in _WHEN_ENDS
    return ends and _ONLY_WHEN.match(view.layered, start, end) is not None
