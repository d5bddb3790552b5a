"""Whether what a verb tells is enough to call it an event.

Each type asks for something of its own: a visit says where or to whom, a meeting with whom, a
signing what and between whom, an occasion its name. Background needs a person and a place or date.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from shilu.cards.pattern import mention
from shilu.facts.event_drafts import Draft
from shilu.facts.occasions import is_bare, same_occasion
from shilu.facts.scene import Scene
from shilu.facts.tellings import Telling
from shilu.folding import fold
from shilu.text import Span

_GOING = re.compile("[到赴在往进]|来到|深入|抵达|对")
_MEETING = re.compile("与|同|和|跟|受|分别")
_SOMEWHERE = re.compile("[在于][^，。；的]{2,12}$")
_DAY = re.compile("[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")
_WHEN = re.compile("(?:结束|开始|进行)?[前后时中]|期间|之[前后]")
_SOMEBODY = re.compile(f"了?(?:{mention('人名')}|{mention('职务')}|{mention('地名')})")
_SPOKE = re.compile("并(?:讲话|致辞|发表|作|主持)")
#: Before an occasion nobody has attended it: 出席会议前表示.
_AHEAD = re.compile("[^，。；]{1,40}?[会议式礼动坛宴]前(?:$|[夕说指称见被回向为就]|表示|会见)")
_TALKS = ("会谈", "会晤", "会面", "座谈", "通话", "会见")


class Case(NamedTuple):
    """A draft and the verb that tells it; the session under way; whether a group acts."""

    draft: Draft
    telling: Telling
    scene: Scene
    session: Draft | None
    grouped: bool

    @property
    def fixed(self) -> bool:
        """Whether a day or a place is told."""
        return self.draft.date is not None or self.draft.place is not None

    @property
    def dated(self) -> bool:
        """Whether the clause tells a day or a month, and not only the year or a long stretch."""
        times = self.scene.times(self.telling.before)
        return any(_DAY.fullmatch(time.edtf or "") for time in times)

    @property
    def bare(self) -> bool:
        """Whether no occasion is told by a name of its own."""
        return self.draft.occasion is None or is_bare(self.draft.occasion)

    @property
    def again(self) -> bool:
        """Whether the session under way is told of again: by a bare word, or as it was named."""
        if self.session is None:
            return False
        named = same_occasion(self.session.occasion or "", self.draft.occasion or "")
        return self.bare or (bool(self.session.people) and named)


def has_actors(case: Case) -> bool:
    """Whether anybody acts, where a type asks for somebody: asked before the rest is read."""
    draft = case.draft
    if case.grouped or draft.type in ("hold", "sign"):
        return True
    return bool(draft.people if draft.type == "attend" else draft.principals())


def attends(case: Case) -> bool:
    """Whether 出席 and 参加 have an occasion as their object, or none because it was named.

    Who is said to be at an occasion told before came along; who speaks there or presides did more,
    and so did who alone is named.
    """
    draft, after = case.draft, case.telling.after
    if draft.type in ("attend", "hold") and _is_ahead(case.scene.folded, after):
        return False
    if draft.type != "attend" or case.telling.manner is not None:
        return True
    alone = case.session is not None and len(draft.people) == 1 and not case.session.people
    if draft.occasion and case.again and not alone and not _SPOKE.search(case.scene.folded, *after):
        draft.people = [(name, "attending") for name, _ in draft.people]
    spoke = case.again and _SPOKE.match(case.scene.folded, *after) is not None
    return draft.occasion is not None or after.end - after.start <= 1 or spoke


def _is_ahead(folded: str, after: Span) -> bool:
    """Whether what follows a verb says that it is told of the time before the occasion."""
    return folded.find("前", *after) > 0 and _AHEAD.match(folded, *after) is not None


def sort_held(draft: Draft) -> bool:
    """What 举行 tells: talks if the other side is named, attendance if the host is, or nothing.

    举行会谈 is told by 会谈; only 举行会议 has no other verb.
    """
    if draft.type != "hold" or not draft.people:
        return True
    others = any(role == "counterpart" for _, role in draft.people)
    talks = others and fold(draft.occasion or "") == "会议"
    draft.type = "meet" if talks else "attend"
    told = draft.occasion is not None and not fold(draft.occasion).endswith(_TALKS)
    draft.occasion = None if talks else draft.occasion
    return talks or told


def is_enough(case: Case) -> bool:
    """Whether there is enough to call it an event."""
    draft = case.draft
    if draft.type == "attend":
        if case.again:
            return bool(draft.people)
        if draft.occasion is None:
            return case.telling.manner == "speaker" and bool(draft.people) and case.fixed
    told = draft.people or draft.type == "hold" or case.grouped
    if draft.background and not (case.fixed and told):
        return False
    if draft.type == "hold":
        return _is_placed(case) if case.bare and draft.occasion else _is_held(case)
    if draft.type == "sign":
        return _is_signed(case)
    if (draft.type == "visit" and not _goes(case)) or (draft.type == "meet" and not _meets(case)):
        return False
    acts = case.grouped and "是" not in case.scene.said(case.telling.before)
    return bool(draft.principals()) or acts


def _is_placed(case: Case) -> bool:
    """Whether an occasion without a name has a day, and a place or a body that holds it."""
    where = case.draft.place is not None or case.scene.has_subject(case.telling.before)
    return case.draft.date is not None and where


def _is_held(case: Case) -> bool:
    """Whether an occasion with a name has a day or a place, be it one nobody has listed."""
    somewhere = _SOMEWHERE.search(case.scene.folded, *case.telling.before) is not None
    return not case.bare and (case.fixed or case.grouped or somewhere)


def _is_signed(case: Case) -> bool:
    """Whether a signing says what was signed, and by whom, when or where."""
    draft = case.draft
    parties = draft.people or draft.organizations or case.scene.has_place(case.telling.before)
    return draft.occasion is not None and (bool(parties) or draft.place is not None or case.dated)


def _goes(case: Case) -> bool:
    """Whether a visit says where or to whom: 经过调研 does not."""
    draft, telling = case.draft, case.telling
    to = _GOING.search(case.scene.folded, *telling.before) or draft.placed or draft.organizations
    return bool(to) or telling.after.end - telling.after.start > 1


def _meets(case: Case) -> bool:
    """Whether a meeting says with whom: somebody named, or anybody behind 与 or the verb."""
    draft, telling = case.draft, case.telling
    if any(role == "counterpart" for _, role in draft.people) or len(draft.principals()) > 1:
        return True
    beside = _MEETING.search(case.scene.folded, *telling.before) is not None
    return beside or _has_object(case)


def _has_object(case: Case) -> bool:
    """Whether somebody stands behind a verb of meeting: 会晤 and a post, not 会见后."""
    view, after = case.scene.view, case.telling.after
    if case.telling.match.card.name == "会见":
        return after.end > after.start and not _WHEN.fullmatch(view.folded, *after)
    return _SOMEBODY.match(view.layered, *after) is not None
