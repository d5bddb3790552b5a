"""Who met, who agreed and who signed: 双方, the two whom 两国元首 stands for, two bodies."""

from __future__ import annotations

import re

from shilu.cards.pattern import mention
from shilu.facts.cast import Cast
from shilu.facts.speakers import Focus, Speakers
from shilu.text import Span

_HEADS = re.compile("两国(?:元首|领导人|总理|外长|首脑)|两位(?:领导人|总统|总理|外长)")
#: How far before a word the heads are looked for, and how far back their meeting.
_NEAR, _MEETING = 40, 1500
_MET = re.compile(
    f"(?P<one>{mention('人名')})[^。\ufdd0]{{0,40}}?(?:"
    f"(?:会见|会晤)[^。\ufdd0]{{0,40}}(?P<met>{mention('人名')})"
    f"|(?:同|与|和|在)[^。\ufdd0]{{0,40}}(?P<two>{mention('人名')})"
    "[^。\ufdd0]{0,12}?(?:会谈|会晤|会见|通电话|茶叙|陪同下))"
)
_TOGETHER = re.compile(
    "(?:双方|各方|三方|两国|两地|元首|领导人|总理|外长|部长|一致|会议|联盟|成员)[^，]{0,6}$"
)
_SIGNED = re.compile(
    "(?P<one>{m})[^，。；]{{0,6}}(?:与|同|和)(?P<two>{m})[^，。；]{{0,8}}签(?:署|订|定|了|下)[^。]*?，".format(
        m=f"(?:{mention('机构')}|{mention('地名')})"
    )
)


def heads_named(folded: str, head: Span) -> bool:
    """Whether 两国元首 or the like stands in `head` or shortly before it."""
    return _HEADS.search(folded, max(0, head.start - _NEAR), head.end) is not None


def together(folded: str, head: Span) -> bool:
    """Whether what stands before a verb names both sides, or all of them."""
    return _TOGETHER.search(folded, *head) is not None


def parties(speakers: Speakers, head: Span, focus: Focus) -> str | None:
    """Who agrees: a word for both sides, or the two whom 两国元首 stands for."""
    folded = speakers.folded
    if heads_named(folded, head):
        return who_met(speakers.cast, head.start)
    if not together(folded, head):
        return None
    return "双方" if "双方" in folded[slice(*head)] else speakers.head(head, focus)


def who_met(cast: Cast, at: int) -> str | None:
    """The two who last met before `at`, by a sentence that says so; nobody is guessed."""
    met = list(_MET.finditer(cast.view.layered, max(0, at - _MEETING), at))
    if not met:
        return None
    last = met[-1]
    pair = cast.at(last.start("one")), cast.at(last.start(last.lastgroup or "two"))
    return "、".join(n.name for n in pair if n) or None


def who_signed(cast: Cast, unit: Span) -> tuple[str, int] | None:
    """The two bodies that signed an agreement whose content is told, and where that is told."""
    m = _SIGNED.search(cast.view.layered, *unit)
    if m is None:
        return None
    names = [cast.at(m.start(group)) for group in ("one", "two")]
    return "、".join(n.name for n in names if n), m.start()
