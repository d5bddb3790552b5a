"""Who met: the two whom 两国元首 or 两国领导人 stands for further on."""

from __future__ import annotations

import re

from shilu.cards.pattern import mention
from shilu.facts.speakers import Cast
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


def heads_named(folded: str, head: Span) -> bool:
    """Whether 两国元首 or the like stands in `head` or shortly before it."""
    return _HEADS.search(folded, max(0, head.start - _NEAR), head.end) is not None


def who_met(cast: Cast, at: int) -> str | None:
    """The two who last met before `at`, by a sentence that says so; nobody is guessed."""
    met = list(_MET.finditer(cast.view.layered, max(0, at - _MEETING), at))
    if not met:
        return None
    last = met[-1]
    pair = cast.at(last.start("one")), cast.at(last.start(last.lastgroup or "two"))
    return "、".join(n.name for n in pair if n) or None
