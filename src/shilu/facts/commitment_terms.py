"""The terms of a commitment: for whom, how much, by when, and where it is told."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from shilu.cards.pattern import mention
from shilu.facts.cast import Cast
from shilu.facts.within import Within
from shilu.model import Commitment, Event, Figure, Link, Mentions, Setting, Statement, Time
from shilu.text import Span

_NAME = f"(?:{mention('机构')}|{mention('地名')})"
_PEOPLE = (
    "(?:企业家?|公司|机构|人民|群众|百姓|市民|居民|民众|同胞|学生|青年|农民|农户|村民|工人|员工|职工|老人|长者|儿童|妇女"
    "|家庭|患者|旅客|游客|商户|业界|业者|投资者|消费者|市场主体|国家|各国|人士|人才|学校|高校|社区|部门|政府|我们|大家)"
)
_WHOM = (
    f"(?P<whom>(?>(?:{_NAME})+(?:{_PEOPLE})?)|[一-龥]{{1,2}}方"
    f"|(?!推|加|进一步|开展|深化|扩大|举办)[^，。；、“”的和在]{{0,10}}?{_PEOPLE})(?!的)"
)
#: 为某某提供…, 向某某捐赠…: who is served stands before what is given.
_GIVEN = re.compile(
    f"(?:为|给|向){_WHOM}(?:[^，。；]{{0,4}})(?:提供|创造|带来|捐赠|赠送|增派|拨付|发放|拨款|营造|搭建|开辟|减免|减轻)"
)
#: 支持某某办好…, 帮助某某…, 造福某某: who is served stands right behind.
_HELPED = re.compile(f"(?:支持|帮助|协助|援助|扶持|惠及|造福){_WHOM}")
#: 让某某受惠.
_SERVED = re.compile(f"(?:让|使|令){_WHOM}(?:[^，。；]{{0,6}})(?:受惠|受益|共享|分享|享受|享有)")
#: 年底前完成, 明年将…; 到2030年, 力争明年…: by when, or when.
_DUE = re.compile("[^，。；]{0,2}?(?:前|以前|底|内|起|将|开始|完成|，)")
_UNTIL = re.compile("(?:于|到|至|在|自|从|争取|力争|计划|将|拟)$")
#: Smaller numbers count what is named (两个附件) and say not how much; money always does.
_LEAST = 10
#: So many events back one is looked for that a commitment is told at.
_BACK = 20
#: Money is how much; a share, a rank or a multiple is not.
_MONEY = re.compile("[A-Z]{3}$")
_NO_AMOUNT = frozenset(("rank", "%", "pp", "倍"))


class Terms:
    """Finds the terms of the commitments of one article."""

    def __init__(
        self,
        cast: Cast,
        mentions: Mentions,
        setting: Setting,
        statements: tuple[Statement, ...],
        events: tuple[Event, ...],
    ) -> None:
        self.cast = cast
        self.published = setting.published.isoformat() if setting.published else None
        self.figures = Within(enumerate(mentions.figures), _span_of)
        self.times = Within(enumerate(mentions.times), _span_of)
        told = ((span, n) for n, s in enumerate(statements) for span in s.spans)
        self.told = sorted(told, key=lambda pair: pair[0])
        self.speakers = [s.speaker for s in statements]
        self.events = sorted(
            ((e.span.start, n, e) for n, e in enumerate(events)), key=lambda found: found[:2]
        )

    def of(self, commitment: Commitment) -> Commitment:
        """`commitment` with its terms."""
        statement = self._statement(commitment.span)
        return replace(
            commitment,
            beneficiary=self._beneficiary(commitment),
            amount=_amount(self.figures(commitment.span)),
            deadline=self._deadline(commitment.span),
            event=self._event(commitment, statement),
            statement=statement,
        )

    def _statement(self, span: Span) -> int | UnsetType:
        """The statement that holds the end of `span`: its cue may open the commitment."""
        i = bisect_right(self.told, span.end - 1, key=lambda pair: pair[0].start) - 1
        return self.told[i][1] if i >= 0 and span.end <= self.told[i][0].end else UNSET

    def _beneficiary(self, commitment: Commitment) -> str | UnsetType:
        text, (start, end) = self.cast.structure.text, commitment.span
        for pattern in (_GIVEN, _HELPED, _SERVED):
            if m := pattern.search(self.cast.view.layered, start, end):
                whom = text[slice(*m.span("whom"))]
                return whom if whom != commitment.actor else UNSET
        return UNSET

    def _deadline(self, span: Span) -> Link | UnsetType:
        """The first time in `span` that was not over when the page was published."""
        for n, time in self.times(span):
            known = time.edtf is not None and self.published is not None
            if known and not _over(time, self.published or "") and self._sets_when(time.span):
                return Link(time.text, n)
        return UNSET

    def _sets_when(self, time: Span) -> bool:
        """Whether a time is when the thing is done or due, and not a part of what it is about."""
        folded = self.cast.structure.folded
        clause = self.cast.structure.clause_at(time.start)
        if _DUE.match(folded, time.end) or (clause and clause.start == time.start):
            return True
        return _UNTIL.search(folded, max(0, time.start - 4), time.start) is not None

    def _event(self, commitment: Commitment, statement: int | UnsetType) -> int | UnsetType:
        """The last event before it that its speaker, or else its actor, takes part in."""
        speaker = None if statement is UNSET else self.speakers[statement]
        names = set((speaker or commitment.actor or "").split("、"))
        i = bisect_right(self.events, commitment.span.end, key=lambda found: found[0])
        for _, n, event in reversed(self.events[max(0, i - _BACK) : i]):
            parties = {p.name for p in event.people} | {*event.organizations}
            if event.background is not True and names & parties:
                return n
            if commitment.stance == "agree" and self._agreed_at(event, commitment.span):
                return n
        return UNSET

    def _agreed_at(self, event: Event, span: Span) -> bool:
        """Whether `event` is where both sides agreed: they met or signed in the same paragraph."""
        if event.type not in ("meet", "call", "sign"):
            return False
        between = self.cast.structure.folded[event.span.end : span.start]
        return "\n" not in between


def _span_of(numbered: tuple[int, Figure] | tuple[int, Time]) -> Span:
    return numbered[1].span


def _over(time: Time, published: str) -> bool:
    """Whether the last day of `time` came before the day of publication."""
    last = (time.edtf or "").rpartition("/")[2]
    return last[: len(published)] < published[: len(last)]


def _amount(figures: Iterable[tuple[int, Figure]]) -> Link | UnsetType:
    """How much: money if any is named, else the first quantity that is no mere count."""
    counted = [(n, f) for n, f in figures if f.unit not in _NO_AMOUNT and f.change is None]
    money = [(n, f) for n, f in counted if _MONEY.fullmatch(f.unit or "")]
    many = [(n, f) for n, f in counted if f.low is not None and f.low >= _LEAST]
    return next((Link(f.text, n) for n, f in money or many), UNSET)
