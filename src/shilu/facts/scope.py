"""Whether what a clause tells was done: not if it is still to come, wished for, or denied."""

from __future__ import annotations

import re
from datetime import date, timedelta

from shilu.cards import CLASSES, View
from shilu.text import Span

#: What begins so near before a verb takes it along: 推动访问.
_AT_LAST = ("支持", "加强", "促进", "推动", "推进", "深化", "开展", "扩大", "积极", "便利")
#: What takes the verb after it out of what was done; words that merely hold one of these are not.
#: Each begins with the character it is found by, what stands before is looked at after: it is fast.
_NOT_DONE = re.compile(
    r"将(?<!即将)(?![军近士领])|拟(?!定)|计划(?!单列)|准备|即将|定于|有望|预计|希望(?<!有希望)|愿(?<![志意]愿)(?!望)|"
    r"要(?<![重主需必纪概摘紧简只]要)(?![闻素点求道])|应当|应该|必须|需要|可以|能够|欢迎|邀请(?!函)|鼓励|争取|建议|提议|探讨|研究|考虑|打算|筹备|筹划|商讨|呼吁|要求|"
    r"期待|盼|如果|如有|假如|若|一旦|没有|未(?![来央])|不会|不再|取消|推迟|拒绝|无法|难以|欲|"
    r"稍后|明[天日早晚]|后[天日](?<!至后.)(?!性)|下[周月]|下星期|每[年月周日天届逢两]|历[年届]|往年|定期|一年一度|可能|感谢|为了|以便|便于|原定|"
    r"会(?<![一-鿿]会)(?=[与同和到赴前率出参访]|$)|"
    r"会(?<=[亦也还并都就更又再才然证诺称说他她我们方局后日]会)(?<!生日会)(?=[在于与同和到赴前率出参访继向亲举]|$)|"
    + "|".join(f"{word}[^，]{{0,6}}包括" for word in ("行程", "活动", "内容", "项目", "节目"))
    + "|"
    + "|".join(f"{word}(?=.{{0,6}}$)" for word in _AT_LAST)
)
#: Within how many days of what was done a report of it comes.
_REPORTED = 31
#: What announces that all that is told next of the same people is still to come.
_TO_COME = re.compile(
    "将[于在率出赴前到访会与同应对首再]|将(?:陆续|先后|分别|继续|一连)|拟于|定于|即将|明[天日早晚]|后天|下[周月]|下星期|启程"
)
_WAS = re.compile("曾|已|刚|昨[天日晚]|今[天早晨]|日前|此前|早前|近日|早上|去年|上[周月]")
#: A resolution: what follows it is resolved, not done.
_RESOLVED = (
    *("决定", "同意", "建议", "商定", "提议", "约定"),
    *("预期", "预料", "预计", "期望", "期待"),
)
#: The line a report opens with before its first sentence: 新华社北京5月1日电, （电台消息）.
_DATELINE = re.compile(
    r"（?[^，。：（）\n]{2,20}(?:消息|社[^，。：（）\n]{0,16}[电讯])"
    r"(?:（[^）\n]{1,12}）[：\s]*|）[：\s]*|[：\s]+)"
)
#: Within so many characters it names who reports.
_OPENING = 24
#: 应某人邀请, 在某人支持下 are circumstances of what was done.
_CIRCUMSTANCE = re.compile(r"[应受][^，。；]{1,40}?(?:的?邀请|邀约)|在[^，。；]{1,30}?支持下")
_SPEECH = (
    *("表示", "指出", "强调", "认为", "介绍", "透露"),
    *("说", "称", "指", "谈到", "提到", "坦言"),
)
_ADVERBIAL = re.compile(
    "[并还也亦又再先后曾已就于在到赴从自由与同和对向为应受以随即他她其]|分别|先后|随后|其后|然后|最后|之后|接着|期间|"
    "其间|当[天日晚]|同日|会[前后上]|专程|共同|一同|一起|联合|多次|实地|深入|开始|率|来到|前往|走进|抵达|围绕|"
    "应邀|现场|继续|[上下]午|傍晚|清晨|凌晨|[早晚]上|中午|深夜|[早今昨晚]|当地时间|此[前后次]|近[日期]|日前|不久前|刚刚|集体|详细|认真|亲切|"
    "[^，。；]{1,10}期间|听取|察看|了解|这|本次|通过|经|根据|按照|结合|依次|仔细|正在|进行|展开"
)
#: 消息指, 据报道称 and the like report without anybody speaking.
_SOURCE = re.compile("消息|报[道导]|数据|据悉|据了解|记者")
#: A clause that holds none of these words, nor ends or opens so, changes nothing that is carried.
TURNING, ENDING, LIFTING = _WAS.pattern, (*_RESOLVED, *_SPEECH), frozenset("他她会期当随其")
_LIFTS = re.compile(r"^(?:他|她|他们|会[上前后间]|期间|当[天日]|随后|其间|会议)")


def is_done(folded: str, clause: Span, verb: int) -> bool:
    """Whether the verb at `verb` is told as done, by the words of its clause before it.

    >>> is_done("他走访企业", Span(0, 5), 1), is_done("他将走访企业", Span(0, 6), 2)
    (True, False)
    """
    before = _CIRCUMSTANCE.sub("", folded[clause.start : verb])
    return _NOT_DONE.search(before) is None


def continues(folded: str, view: View, before: Span) -> bool:
    """Whether what stands before a verb leaves its subject out: 并, 29日, 在某地, 他.

    Any other words may be a subject of their own, though nobody in it is known by name.
    """
    if before.start >= before.end or view.layered[before.start] == CLASSES["时间"][0]:
        return True
    return _ADVERBIAL.match(folded, *before) is not None


def is_past(edtf: str | None, published: date | None) -> bool:
    """Whether a time is not after the day of publication, as far as both are known.

    >>> is_past("2024-05", date(2024, 5, 3)), is_past("2024-05-04", date(2024, 5, 3))
    (True, False)
    """
    if edtf is None or published is None:
        return True
    start = edtf.partition("/")[0]
    return start <= published.isoformat()[: len(start)]


def is_long_past(edtf: str | None, published: date | None) -> bool:
    """Whether a time was over a month or more before publication, so that no report is of it.

    >>> is_long_past("2023", date(2024, 5, 3)), is_long_past("2024-04", date(2024, 5, 3))
    (True, False)
    """
    if edtf is None or published is None:
        return False
    end = edtf.rpartition("/")[2]
    month = (published - timedelta(days=_REPORTED)).isoformat()
    return end < month[: len(end)]


def is_to_come(folded: str, clause: Span) -> bool:
    """Whether a clause announces what is still to come: 将率团访问, 明日启程."""
    return _TO_COME.search(folded, *clause) is not None


def tells_of_past(folded: str, clause: Span) -> bool:
    """Whether a clause says of itself that it is over: 去年曾, 日前."""
    return _WAS.search(folded, *clause) is not None


def resolves(folded: str, clause: Span) -> bool:
    """Whether a clause ends with a resolution, so that what follows is not done yet: 会议决定，"""
    return folded.endswith(_RESOLVED, *clause)


def behind_dateline(folded: str, sentence: Span) -> int:
    """Where a sentence begins behind its dateline.

    >>> behind_dateline("（云山台消息）王五访问海城。", Span(0, 14))
    7
    """
    start, end = sentence
    if (
        folded.find("社", start, start + _OPENING)
        < 0
        > folded.find("消息", start, start + _OPENING)
    ):
        return start
    found = _DATELINE.match(folded, start, end)
    return found.end() if found else start


def opens_speech(folded: str, clause: Span) -> bool:
    """Whether what follows a clause is somebody's words: it ends with a cue."""
    return folded.endswith(_SPEECH, *clause) and _SOURCE.search(folded, *clause) is None


def lifts(folded: str, clause: Span) -> bool:
    """Whether a clause turns from speech back to the report: 会上, 随后, 他."""
    return _LIFTS.match(folded[clause.start : clause.start + 4]) is not None
