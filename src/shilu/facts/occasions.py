"""The name of an occasion beside the verb that tells of it."""

from __future__ import annotations

import re

from shilu.folding import fold
from shilu.lexicon import scanner, terms
from shilu.text import Span

#: Where the name of an occasion is over: what is done next, or done at it.
_STOP = re.compile(
    r"并(?!购)|致[辞词]|时(?=$|表示|说|指|强调|介绍|透露|称|发表)|期间|(?:发表|作)(?:重要)?(?:讲话|演讲|主旨|视频)|"
    r"的(?:重要)?(?:讲话|消息|嘉宾|代表|人员|还有|有|领导)|后(?=$|表示|说|，|被)|上(?=$|表示|说|指|强调|发|作|介绍)|[，。；]"
)
#: What stands before the name and is not of it: 了, 由…主办的, 在某地举行的, 当天的.
_LEAD = re.compile(
    r"[了过的]?(?:(?:今[天日]|昨[天日]|当[天日]|上午|下午|晚上?|一个|一场|多场|首个)的?)*"
    r"(?:[在于由][^，。；“]{1,40}?(?:举行|召开|举办|主办|承办|组织|开幕|揭幕)的)?"
)
_THIS = re.compile("^(?:此次|本次|这次|该|当天的|上述|有关|相关|参加的)")
#: What makes a head word part of another: 大会堂, 会议室, 活动中心.
_NOT_AFTER = tuple("堂员址场馆厅期者长室费量")
_OPEN = {"“": "”", "《": "》", "‘": "’"}


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


def _last_head(folded: str, within: Span) -> int | None:
    """Where the last head word of a stretch ends, its closing quotation mark included."""
    end: int | None = None
    for _, head in scanner("occasions").find(folded[within.start : within.end]):
        if folded[within.start + head.end : within.start + head.end + 1] in _NOT_AFTER:
            continue
        end = within.start + head.end
        end += folded.startswith("议", end) and folded[end - 1] == "会"
    if end is None:
        return None
    taken = folded[within.start : end]
    closing = [mark for opened, mark in _OPEN.items() if taken.count(opened) > taken.count(mark)]
    while closing and end < within.end and folded[end] in closing:
        closing.remove(folded[end])
        end += 1
    return end
