"""The name of an occasion beside the verb that tells of it, and of a paper that was signed."""

from __future__ import annotations

import re

from shilu.cards import CLASSES
from shilu.facts.scene import Scene
from shilu.facts.tellings import Telling
from shilu.folding import fold
from shilu.lexicon import scanner, terms
from shilu.text import Span

#: Where the name of an occasion is over: what is done next, or done at it.
_STOP = re.compile(
    r"并(?!购)|致[辞词]|时(?=$|表示|说|指|强调|介绍|透露|称|发表|被)|期间|(?:发表|作)(?:重要)?(?:讲话|演讲|主旨|视频)|"
    r"的(?:重要)?(?:讲话|消息|嘉宾|代表|人员|还有|有|领导)|前(?=表示|说|，|被|会见|$)|后(?=$|表示|说|，|被)|上(?=$|表示|说|指|强调|发|作|介绍)|[，。；]"
)
#: What stands before the name and is not of it: 了, 由…主办的, 在某地举行的, 当天的, 为期三天的.
_LEAD = re.compile(
    r"[了过的]?(?:(?:今[天日]|昨[天日]|当[天日]|上午|下午|晚上?|一个|一场|多场|首个)的?)*"
    r"(?:(?:[在于由][^，。；“]{1,40}?)?(?:举行|召开|举办|主办|承办|合办|组织|发起|开幕|揭幕)的)?"
    r"(?:为期[^，。；]{1,4}的)?"
)
_THIS = re.compile("^(?:此次|本次|这次|该|当天的|上述|有关|相关|参加的)")
#: What makes a head word part of another: 大会堂, 会议室, 活动中心.
_NOT_AFTER = tuple("堂员址场馆厅期者长室费量")
_OPEN = {"“": "”", "《": "》", "‘": "’"}
#: Many occasions are no occasion.
_MANY = re.compile(
    "过?(?:很多|不少|许多|各种|各类|不同|一系列|多[场次个项]|数[场次个项]|一些|每|几十|上百|近百|数十|[0-9]{2,}[多余]?[场次个项])"
)
#: What may stand between the name of an occasion and the verb: a time, a place, how it went.
_RUNS = re.compile(
    "[ ，]*(?:$|[在于将已今昨当晚早0-9]|近日|日前|上午|下午|如期|正式|隆重|顺利|圆满|同时|同步|"
    "首次|再次|分别|先后|陆续|成功)"
)
#: A verb's clause that only says when and where, so that the clause before it says what.
_ONLY_WHEN = re.compile(f"(?:{CLASSES['时间'][0]}|当地|[在于今昨]|日前|近日|正式|隆重)")
_ELSE = re.compile("出席|参加|举行|召开|举办|主持|开幕|筹备|准备|根据|按照")
#: What is signed, by its last word, or in 《》.
_PAPER = re.compile(
    "《[^》]{2,60}》|[^，。；《》]{0,30}?(?:协议书?|备忘录|意向书|合同|宣言|公报|声明|条约|协定|议定书|合约|章程|"
    "倡议书|合作安排|合作文件|成果文件|法律文件|合作框架|承诺书|责任书|主席令|国务院令|行政命令)"
)
#: What joins one paper to the next, and is of neither.
_JOINS = re.compile("^[了、和及与或]|^以及|^共|^的")
_COUNT = re.compile(r"^了?(?:[0-9一二三四五六七八九十两多余]+[项份个宗]|一系列|多[项份])?的?")


def occasion_of(scene: Scene, telling: Telling) -> str | None:
    """The name of the occasion that a verb tells of, or of what was signed, as printed."""
    if telling.type == "sign":
        return next(iter(papers(scene, telling)), None)
    if telling.type not in ("attend", "hold"):
        return None
    found = _held(scene, telling) if telling.type == "hold" else None
    if slot := telling.match.slots.get("occasion"):
        found = occasion_after(scene.folded, slot)
    if scene.said(telling.verb) not in ("开幕", "闭幕"):
        found = found or occasion_after(scene.folded, telling.after)
    return scene.printed(found) if found and not _MANY.match(scene.folded, *found) else None


def occasion_after(folded: str, within: Span) -> Span | None:
    """The occasion a verb takes: from the verb's end at `within.start`, at most to `within.end`.

    >>> occasion_after("出席投资推介会并致辞", Span(2, 10))
    Span(start=2, end=7)
    """
    start = within.start
    if lead := _LEAD.match(folded, start, within.end):
        start = lead.end()
    stop = _STOP.search(folded, start, within.end)
    end = _last_head(folded, Span(start, stop.start() if stop else within.end))
    return Span(start, end) if end is not None and end - start < 80 else None


def occasion_before(folded: str, within: Span) -> Span | None:
    """The occasion that a clause begins with, before its time and place: 交流会29日在…举行."""
    end = _last_head(folded, within)
    lead = _LEAD.match(folded, *within)
    start = lead.end() if lead else within.start
    return Span(start, end) if end is not None and start < end else None


def is_bare(name: str) -> bool:
    """Whether a name is a head word alone, and so refers to an occasion named elsewhere.

    >>> is_bare("座谈会"), is_bare("投资座谈会")
    (True, False)
    """
    return _THIS.sub("", fold(name)) in terms("occasions")


def same_occasion(one: str, other: str) -> bool:
    """Whether two names can be of one occasion: one is the other's end, or bare and of its kind."""
    one, other = _plain(one), _plain(other)
    return one.endswith(other) or other.endswith(one)


def _plain(name: str) -> str:
    """A name without its quotation marks and what points back at it."""
    return _THIS.sub("", fold(name)).strip("“”《》 ")


def _held(scene: Scene, telling: Telling) -> Span | None:
    """The occasion that a clause begins with; its time and place stand behind it."""
    before = telling.before
    times = scene.times(before)
    if times and times[0].span.start == before.start:
        before = Span(times.pop(0).span.end, before.end)
    head = Span(before.start, times[0].span.start if times else before.end)
    for stretch in (head, before):
        found = occasion_before(scene.folded, stretch)
        rest = Span(found.end, stretch.end) if found else before
        if found is None or "在" in scene.said(found):
            continue
        if _RUNS.match(scene.folded, *rest) and not scene.cast.standing(found):
            return found
    return _ahead(scene, telling)


def _ahead(scene: Scene, telling: Telling) -> Span | None:
    """The occasion that is all of the clause before: 某仪式，29日在某地举行."""
    if not telling.ahead or not _ONLY_WHEN.match(scene.view.layered, *telling.before):
        return None
    clause = telling.ahead[-1]
    found = occasion_before(scene.folded, clause)
    whole = found is not None and found.end == clause.end
    if not whole or _ELSE.search(scene.folded, *clause) or scene.cast.standing(clause):
        return None
    return found


def papers(scene: Scene, telling: Telling) -> list[str]:
    """What is signed, as printed: 3项协议 is 协议; nothing of other verbs."""
    if telling.type != "sign":
        return []
    found = _PAPER.finditer(scene.folded, *telling.after)
    printed = (_JOINS.sub("", scene.printed(Span(*m.span()))) for m in found)
    return list(dict.fromkeys(_COUNT.sub("", name).strip("《》了") for name in printed))


def _last_head(folded: str, within: Span) -> int | None:
    """Where the last head word of a stretch ends, its closing quotation mark included."""
    end: int | None = None
    for _, head in scanner("occasions").find(folded[within.start : within.end]):
        at = within.start + head.end
        if folded.startswith(_NOT_AFTER, at) and not folded.startswith("期间", at):
            continue
        end = at
        end += folded.startswith("议", end) and folded[end - 1] == "会"
    if end is None:
        return None
    taken = folded[within.start : end]
    closing = [mark for opened, mark in _OPEN.items() if taken.count(opened) > taken.count(mark)]
    while closing and end < within.end and folded[end] in closing:
        closing.remove(folded[end])
        end += 1
    return end
