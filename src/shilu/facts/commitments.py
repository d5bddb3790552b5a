"""Commitments: what someone undertakes, urges, hopes, invites or agrees, for the future."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import cast as typed

from shilu.cards.pattern import mention
from shilu.facts.commitment_terms import Terms
from shilu.facts.fields import fields_of
from shilu.facts.meetings import parties, together, who_signed
from shilu.facts.speakers import Cast
from shilu.facts.stances import doubted, drive, fits, stance_words
from shilu.folding import fold
from shilu.model import Commitment, Event, Mentions, Setting, Stance, Statement
from shilu.structure import Sentence, Structure
from shilu.text import Span

#: A word further into its clause than this is a part of something else.
_REACH = 30
#: What is to be done takes at least so many characters.
_SHORTEST = 5

_UNIT = re.compile(r"[^。！？\n]+")
#: Papers and findings announce, shows and machines do things, but undertake nothing.
_NOBODY = re.compile(
    "(?:报告|决定|决议|文件|通知|意见|研究|调查|消息|文章|白皮书|展会|活动|节目|系统|项目|工程|列车|航线"
    "|专线|展览|比赛|大赛|赛事|电影|影片|博览会|进博会|服贸会|广交会|交易会|展览会|音乐会|演唱会|晚会|运动会|奥运会|世界杯|电影节|艺术节|文化节|路段|公路|铁路|大桥|机场|卫星|飞船|火箭|价格|股价|气温|台风)$"
)
_FIRST_PERSON = re.compile("(?:我们|我|本人)(?![国方市省县区校院部军])")
#: A side named in an earlier clause: 中方重视…，愿…
_SIDE = re.compile(
    f"(?:{mention('时间')})*(?:{mention('地名')}(?={mention('机构')}))?(?P<side>(?:[一-龥]{{1,2}}(?<![双各对多地前后])方|我国)(?![面案向法针式便])"
    f"|(?:{mention('地名')}|{mention('机构')})(?=[高始一将坚愿是重感珍视支赞欢希期很充全积热继正也已新]))"
    f"(?![的、和与及同在内方]|{mention('人名')}|{mention('职务')}|{mention('地名')}|{mention('机构')})"
)
#: A clause that opens like this is no longer what someone undertakes.
_ENDS_GROUP = re.compile(
    "因此|所以|如果|倘若|一旦|但是|但(?!愿)|不过|然而|否则|目前|过去|此前|据悉|据了解|其中|此举|届时|预计"
    "|(?:又|并|亦|也|还|同时)(?:认为|指|称|说|表示|强调|透露|指出)"
    f"|(?:{mention('地名')}|{mention('机构')}|{mention('人名')}|新|政府){{1,4}}(?:不会|已|曾|是|正在)"
    f"|{mention('时间')}[^，]{{0,6}}(?:曾|已|被)"
)
#: Whom one's own undertaking goes on to encourage or to ask is governed by it.
_GOVERNED = ("鼓励", "督促", "要求", "邀请", "责成", "支持", "责令", "敦促", "号召")
#: A stance that the next sentence of a speech may go on with unsaid.
_CARRIED = ("urge", "hope")
#: Whoever is told to do something is no actor of it: 要求各部门要….
_DIRECTS = re.compile("要求|敦促|督促|责成|呼吁|号召|勉励")
#: What a body lays down with these words is to be done, though no 要 says so.
_LAID_DOWN = ("要求", "提出", "部署")
_SETTING = re.compile(
    "(?:在|与此|今后|未来|下一步|接下来|到20|这次|此次|今年|明年|年内)"
    "(?:[^，。]{0,8}|[^，。]*(?:[中内上下后时里间期来年月日际]|方面|基础|前提|原则))$"
)
_CONJUNCTION = re.compile("(?:并且|并|故(?![事宫乡障意])|而|但是|但|同时|此外|亦|也|又|还|更)+")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that takes a stance: whose, and where what it governs begins."""

    stance: Stance
    actor: str
    begins: int
    clause: int
    rule: str


def find_commitments(
    structure: Structure,
    setting: Setting,
    mentions: Mentions,
    statements: tuple[Statement, ...],
    events: tuple[Event, ...] = (),
) -> tuple[Commitment, ...]:
    """The commitments of a body, in order: clause groups with one actor and one stance."""
    ledger = _Ledger(structure, mentions, statements)
    found = tuple(ledger.read()) if ledger.hits or statements or "签" in structure.folded else ()
    if not found:
        return ()
    terms = Terms(ledger.cast, mentions, setting, statements, events)
    return tuple(map(terms.of, found))


class _Ledger:
    """Goes through a body unit by unit: what stands between two stops, in or out of quotations."""

    def __init__(
        self, structure: Structure, mentions: Mentions, statements: tuple[Statement, ...]
    ) -> None:
        self.structure = structure
        self.folded = structure.folded
        self.mentions = mentions
        self.told = sorted(((p, s) for s in statements for p in s.spans), key=lambda t: t[0])
        self.told_starts = [span.start for span, _ in self.told]
        lexicon, self.words = stance_words()
        self.hits = [(w, s) for w, s in lexicon.find(self.folded) if self.words[w][1] != "none"]
        self.starts = [s.start for _, s in self.hits]
        self.passed: list[Sentence] = []
        self.known: str | None = None
        self.carried: tuple[Statement, Trigger] | None = None
        self.agreed: tuple[Trigger, int] | None = None  # what was agreed, and in which paragraph

    @cached_property
    def cast(self) -> Cast:
        """Who may act; a body without a word of stance needs nobody."""
        return Cast(self.structure, self.mentions)

    def read(self) -> Iterator[Commitment]:
        for sentence in self.structure.sentences:
            if (
                self.structure.is_headline(sentence)
                and "，" not in self.folded[slice(*sentence.span)]
            ):
                continue
            for m in _UNIT.finditer(self.folded, *sentence.span):
                yield from self._unit(Span(*m.span()), sentence)
            self.passed.append(sentence)

    @property
    def focus(self) -> str | None:
        """Whom 他 and 她 stand for: who spoke or acted last in the sentences passed."""
        while self.passed:
            sentence = self.passed.pop()
            statement = self._statement_at(sentence.span.end - 2)
            found = None if statement else self.cast.first(sentence.span, "person")
            if statement or found:
                self.passed.clear()
                self.known = statement.speaker if statement else found.name if found else None
        return self.known

    def _statement_at(self, at: int) -> Statement | None:
        i = bisect_right(self.told_starts, at) - 1
        return self.told[i][1] if i >= 0 and at < self.told[i][0].end else None

    def _told_span(self, at: int) -> Span:
        return self.told[bisect_right(self.told_starts, at) - 1][0]

    # --- units -----------------------------------------------------------------------------------

    def _unit(self, unit: Span, sentence: Sentence) -> Iterator[Commitment]:
        triggers = self._grouped(unit, sentence)
        if not triggers:
            yield from self._carry(unit)
            yield from self._agree_on(unit, sentence)
            yield from self._signed(unit)
            return
        for n, trigger in enumerate(triggers):
            end = triggers[n + 1].begins if n + 1 < len(triggers) else unit.end
            statement = self._statement_at(trigger.begins) or self._statement_at(trigger.begins + 6)
            if trigger.stance == "agree":
                self.agreed = (trigger, sentence.paragraph)
            if statement is not None:
                self._keep(statement, trigger)
            made = self._made(trigger, self._bounded(trigger.begins, end))
            if made is not None:
                yield made

    def _keep(self, statement: Statement, trigger: Trigger) -> None:
        """Keep what the speech may go on with: an undertaking amid hopes is only a part of it."""
        speaking = self.carried is not None and self.carried[0] is statement
        if trigger.stance in _CARRIED or (trigger.stance == "will" and not speaking):
            self.carried = (statement, trigger)

    def _grouped(self, unit: Span, sentence: Sentence) -> list[Trigger]:
        """The triggers of a unit that begin a new group: another actor, or another stance."""
        low, high = bisect_left(self.starts, unit.start), bisect_left(self.starts, unit.end)
        groups: list[Trigger] = []
        clause = -1
        for word, span in self.hits[low:high]:
            trigger = self._trigger(word, span, sentence)
            if trigger is None or trigger.clause == clause:
                continue
            if groups and self._governed(word, span, trigger, groups[-1]):
                continue
            clause = trigger.clause
            if not groups or (groups[-1].stance, groups[-1].actor) != (
                trigger.stance,
                trigger.actor,
            ):
                groups.append(trigger)
        return groups

    def _governed(self, word: str, span: Span, trigger: Trigger, before: Trigger) -> bool:
        """Whether a verb without a subject belongs to the undertaking or agreement before it."""
        clause = self.structure.clause_at(span.start)
        elided = clause is not None and self._bare(clause.start, span.start).end == clause.start
        if not elided or self.folded[trigger.clause - 1] != "，":
            return False
        if before.stance == "agree":
            return trigger.stance == "will"
        return before.stance == "will" and word in _GOVERNED

    def _ended(self, start: int, end: int) -> int:
        """Where the group that begins at `start` ends, `end` at the latest: before what is told."""
        at = self.folded.find("，", start, end)
        while at >= 0:
            if _ENDS_GROUP.match(self.cast.view.layered, at + 1, end):
                return at
            at = self.folded.find("，", at + 1, end)
        return end

    def _bounded(self, start: int, end: int) -> Span:
        """The group from `start`, not past the statement it stands in, nor into the next one."""
        if self._statement_at(start):
            end = min(end, self._told_span(start).end)
        else:
            i = bisect_right(self.told_starts, start)
            if i < len(self.told) and self.told_starts[i] < end:
                if self.told_starts[i] - start <= _SHORTEST:
                    return self._bare(start, min(end, self.told[i][0].end))
                clause = self.structure.clause_at(max(start, self.told_starts[i] - 2))
                end = clause.start if clause and clause.start > start else end
        return self._bare(start, self._ended(start, end))

    def _bare(self, start: int, end: int) -> Span:
        if m := _CONJUNCTION.match(self.folded, start, end):
            start = m.end()
        while start < end and self.folded[start] in " ，：“":
            start += 1
        while end > start and self.folded[end - 1] in " ，；。：\n":
            end -= 1
        if self.folded[end - 1 : end] == "”" and self.folded.count("“", start, end) == 0:
            end -= 1
        return Span(start, end)

    # --- triggers --------------------------------------------------------------------------------

    def _trigger(self, word: str, span: Span, sentence: Sentence) -> Trigger | None:
        stance, form = self.words[word]
        clause = self.structure.clause_at(span.start)
        if clause is None or (
            clause.end - span.end < _SHORTEST - 1
            and not (stance == "agree" and clause.end == span.end)
        ):
            return None
        statement, begins = self._frame(word, span, clause)
        head = Span(begins, span.start)
        if head.end - head.start > _REACH or self._within_quotation(span.start, statement):
            return None
        told = self._statement_at(span.start) is not None
        if form == "modal" and _DIRECTS.search(self.folded, *head):
            return None
        if doubted(self.folded, head) or not fits(self.cast.view, word, span, clause, told):
            return None
        if word == "决定" and together(self.folded, head):
            stance = "agree"
        actor = self._actor(typed(Stance, stance), form, head, statement, sentence)
        if actor is None:
            return None
        begins = self._opens(begins, clause, sentence)
        return Trigger(typed(Stance, stance), actor, begins, clause.start, f"commitments.{stance}")

    def _frame(self, word: str, span: Span, clause: Span) -> tuple[Statement | None, int]:
        """The statement a word stands in or opens (勉励…), and where its clause begins in it."""
        statement = self._statement_at(span.start)
        if statement is not None:
            return statement, max(clause.start, self._told_span(span.start).start)
        opened = self._statement_at(span.end)
        if opened is not None and opened.cue and self._told_span(span.end).start == span.end:
            return opened, span.start
        return None, clause.start

    def _within_quotation(self, at: int, statement: Statement | None) -> bool:
        """Whether `at` stands in a quotation that is a term or a title, not the speech itself."""
        quotation = self.structure.quotation_at(at)
        if quotation is None:
            return False
        if statement is None or not quotation.inner.covers(Span(at, at + 1)):
            return True
        if any(q.span.start <= at < q.span.end for q in quotation.nested):
            return True
        return quotation.inner.start > self._told_span(at).start

    def _actor(
        self, stance: Stance, form: str, head: Span, statement: Statement | None, sentence: Sentence
    ) -> str | None:
        speaker = statement.speaker if statement else None
        if stance == "agree":
            return parties(self.cast, head, self.focus)
        subject = self.cast.head(head, speaker or self.focus)
        if form == "own" and not self._own(subject, head):
            return None
        if speaker and _FIRST_PERSON.search(self.folded, *head):
            return speaker
        if speaker and subject == "":
            side = self._side(sentence, head.start) if stance in ("will", "hope") else None
            return side if side and (stance == "will" or side[-1] == "方") else speaker
        if stance == "urge" and form == "modal":
            return speaker or (subject if drive().match(self.folded, head.end + 1) else "") or None
        if stance == "will" and subject and _NOBODY.search(fold(subject)):
            return None
        if subject == "" and not statement:
            subject = self.cast.opening(Span(sentence.span.start, head.start), self.focus)
        return subject or None

    def _own(self, subject: str | None, head: Span) -> bool:
        """Whether a side, or whoever a speech names first, is the subject: 中方支持…, 王五力争…"""
        if _SIDE.match(self.cast.view.layered, *head):
            return True
        if self._statement_at(head.start) is None or not subject:
            return False
        return self.structure.text.startswith(subject, self._bare(*head).start)

    def _side(self, sentence: Sentence, at: int) -> str | None:
        """The side an earlier clause of the words names, 中方重视…，愿…, or who says them."""
        told = self._told_span(at) if self._statement_at(at) else sentence.span
        for clause in reversed(sentence.clauses):
            if told.start <= clause.start < at and (
                m := _SIDE.match(self.cast.view.layered, clause.start, clause.end)
            ):
                named = self.cast.at(m.start("side"))
                return named.name if named else self.structure.text[slice(*m.span("side"))]
        statement = self._statement_at(at)
        return statement.speaker if statement else None

    def _opens(self, begins: int, clause: Span, sentence: Sentence) -> int:
        """`begins`, or the beginning of a clause of circumstance before it: 在这一区间内，要…"""
        i = bisect_left(sentence.clauses, clause) - 1
        if begins != clause.start or i < 0:
            return begins
        before = sentence.clauses[i]
        told = self._statement_at(begins)
        if told is not None and before.start < self._told_span(begins).start:
            return begins
        if self.folded[before.end] != "，" or not _SETTING.match(self.folded[slice(*before)]):
            return begins
        return before.start

    # --- without a trigger -----------------------------------------------------------------------

    def _carry(self, unit: Span) -> Iterator[Commitment]:
        """An exhortation or hope that goes on in the same speech: 深入推进改革，做好…"""
        if laid_down := self._laid_down(unit):
            self.carried = laid_down
        if self.carried is None:
            return
        statement, trigger = self.carried
        start = max(self._bare(*unit).start, trigger.begins)
        if self._statement_at(start) is not statement:
            self.carried = None
        elif drive().match(self.folded, start, unit.end):
            made = self._made(trigger, self._bounded(start, unit.end))
            if made is not None:
                yield made

    def _laid_down(self, unit: Span) -> tuple[Statement, Trigger] | None:
        """What opens without a stance and is to be done all the same: 意见提出，引导…"""
        if not self.told:
            return None
        start = self._bare(*unit).start
        i = bisect_left(self.told_starts, unit.start)
        if i < len(self.told) and self.told_starts[i] < unit.end:
            start = self.told_starts[i]
        statement = self._statement_at(start)
        if statement is None or not statement.cue or statement.span.start != start:
            return None
        if not fold(statement.cue).startswith(_LAID_DOWN) or statement.speaker is None:
            return None
        return statement, Trigger("urge", statement.speaker, start, start, "commitments.laid_down")

    def _agree_on(self, unit: Span, sentence: Sentence) -> Iterator[Commitment]:
        """What is agreed goes on in its paragraph: 双方同意扩大贸易。加强…；深化…"""
        if self.agreed is None or self._statement_at(unit.start):
            return
        trigger, paragraph = self.agreed
        if paragraph == sentence.paragraph and drive().match(self.folded, *unit):
            made = self._made(trigger, self._bounded(*unit))
            if made is not None:
                yield made
        else:
            self.agreed = None

    def _signed(self, unit: Span) -> Iterator[Commitment]:
        """Two bodies that signed an agreement whose content is told."""
        found = who_signed(self.cast, unit)
        if found is None or self._statement_at(found[1]):
            return
        actor, start = found
        trigger = Trigger("agree", actor, start, start, "commitments.signed")
        made = self._made(trigger, self._bare(start, unit.end))
        if made is not None:
            yield made

    def _made(self, trigger: Trigger, span: Span) -> Commitment | None:
        if span.end - span.start < _SHORTEST:
            return None
        return Commitment(
            text=self.structure.text[slice(*span)],
            span=span,
            rule=trigger.rule,
            actor=trigger.actor,
            stance=trigger.stance,
            fields=fields_of(self.folded[slice(*span)]),
        )
