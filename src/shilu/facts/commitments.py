"""Commitments: what someone undertakes, urges, hopes, invites or agrees, for the future."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast as typed

from shilu.cards.pattern import mention
from shilu.facts.fields import fields_of
from shilu.facts.speakers import Cast
from shilu.lexicon import Lexicon, rows, terms
from shilu.model import Commitment, Mentions, Setting, Stance, Statement
from shilu.structure import Sentence, Structure
from shilu.text import Span

#: A word further into its clause than this is a part of something else.
_REACH = 30
#: What is to be done takes at least so many characters.
_SHORTEST = 5

_UNIT = re.compile(r"[^。！？\n]+")
#: Papers and findings announce, but undertake nothing.
_PAPER = re.compile(
    "(?:报告|決定|决定|决议|決議|文件|通知|意见|意見|研究|调查|調查|消息|報告|文章|白皮书|白皮書)$"
)
_FIRST_PERSON = re.compile("(?:我们|我|本人)(?![国方市省县区校院部军])")
_NO_HEAD = re.compile(
    "的$|即使|纵使|倘若|假如|除非|虽然|是否|会否|能否|可否|如何|如果|若|一旦|预计|预测|预期|估计|料|有望|据|于$|必$|以至|以致|导致|所$|可$|能$|不$"
)
#: 要付出, 要面对: what must be borne, not what is to be done.
_BORNE = re.compile("面临|面对(?!面)|付出|花费|忍受|等待|等到|支付|承担更|多久|多少|[0-9]")
_GREETING = re.compile("来访|访华|到访|光临|莅临|归来|来华|来到|前来")
_AS_NOUN = re.compile("[的、和与，。；：）”]|之|下|与|声|信")
_TOGETHER = re.compile(
    "(?:双方|各方|三方|两国|两地|元首|领导人|总理|外长|部长|一致|会议|联盟|成员)[^，]{0,6}$"
)
_HEADS = re.compile("两国(?:元首|领导人|总理|外长|首脑)|两位(?:领导人|总统|总理|外长)")
#: How far back the meeting of those who agree is looked for.
_MEETING = 1500
_MET = re.compile(
    f"(?P<one>{mention('人名')})[^。\ufdd0]{{0,40}}?(?:"
    f"(?:会见|会晤)[^。\ufdd0]{{0,40}}(?P<met>{mention('人名')})"
    f"|(?:同|与|和|在)[^。\ufdd0]{{0,40}}(?P<two>{mention('人名')})"
    "[^。\ufdd0]{0,12}?(?:会谈|会晤|会见|通电话|茶叙|陪同下))"
)
_SETTING = re.compile("(?:在|与此|今后|未来|下一步|接下来|到20|这次|此次|今年|明年|年内)")
_CONJUNCTION = re.compile("(?:并且|并|而|但是|但|同时|此外|亦|也|又|还|更)+")
_SIGNED = re.compile(
    "(?P<one>{m})[^，。；]{{0,6}}(?:与|同|和)(?P<two>{m})[^，。；]{{0,8}}签(?:署|订|定|了|下)[^。]*?，".format(
        m=f"(?:{mention('机构')}|{mention('地名')})"
    )
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that takes a stance: whose, and where what it governs begins."""

    stance: Stance
    actor: str
    begins: int
    clause: int
    rule: str


@cache
def _lexicon() -> tuple[Lexicon, dict[str, tuple[str, str]]]:
    words = {row[0]: (row[1], row[2]) for row in rows("stances")}
    return Lexicon(words), words


@cache
def _drive() -> re.Pattern[str]:
    """How an exhortation without a stance of its own opens, 在…中 before it or not."""
    words = "|".join(sorted(map(re.escape, terms("drives")), key=len, reverse=True))
    return re.compile(
        f"(?:同时，|此外，|另外，|第?[一二三四五六]是?[，、]?|在[^，。]{{2,16}}[中上下里方面])?(?:{words})"
    )


@cache
def _undertaking() -> re.Pattern[str]:
    """What follows 将 in an undertaking; a time may stand between."""
    words = "|".join(map(re.escape, (*terms("undertakings"), *terms("drives"))))
    forecast = "为|让|使|持续(?=[到至，。0-9数多])|以(?=[0-9]|平均)|到(?=[0-9])"
    return re.compile(f"(?:{mention('时间')}|会)*(?!{forecast})(?:{words})(?!之?后|以来|的)")


def find_commitments(
    structure: Structure,
    setting: Setting,
    mentions: Mentions,
    statements: tuple[Statement, ...],
) -> tuple[Commitment, ...]:
    """The commitments of a body, in order: clause groups with one actor and one stance."""
    return tuple(_Ledger(structure, Cast(structure, mentions), statements).read())


class _Ledger:
    """Goes through a body unit by unit: what stands between two stops, in or out of quotations."""

    def __init__(self, structure: Structure, cast: Cast, statements: tuple[Statement, ...]) -> None:
        self.structure = structure
        self.folded = structure.folded
        self.cast = cast
        self.told = sorted(((p, s) for s in statements for p in s.spans), key=lambda t: t[0])
        self.told_starts = [span.start for span, _ in self.told]
        lexicon, self.words = _lexicon()
        self.hits = [(w, s) for w, s in lexicon.find(self.folded) if self.words[w][1] != "none"]
        self.starts = [s.start for _, s in self.hits]
        self.focus: str | None = None
        self.carried: tuple[Statement, Trigger] | None = None

    def read(self) -> Iterator[Commitment]:
        for sentence in self.structure.sentences:
            if (
                self.structure.is_headline(sentence)
                and "，" not in self.folded[slice(*sentence.span)]
            ):
                continue
            for m in _UNIT.finditer(self.folded, *sentence.span):
                yield from self._unit(Span(*m.span()), sentence)
            self._look(sentence)

    def _look(self, sentence: Sentence) -> None:
        """Keep in mind whom 他 and 她 would stand for after `sentence`."""
        statement = self._statement_at(sentence.span.end - 2)
        found = None if statement else self.cast.first(sentence.span, "person")
        self.focus = statement.speaker if statement else found.name if found else self.focus

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
            yield from self._signed(unit)
            return
        for n, trigger in enumerate(triggers):
            end = triggers[n + 1].begins if n + 1 < len(triggers) else unit.end
            statement = self._statement_at(trigger.begins) or self._statement_at(trigger.begins + 6)
            if statement is not None and trigger.stance in ("urge", "hope"):
                self.carried = (statement, trigger)
            made = self._made(trigger, self._bounded(trigger.begins, end))
            if made is not None:
                yield made

    def _grouped(self, unit: Span, sentence: Sentence) -> list[Trigger]:
        """The triggers of a unit that begin a new group: another actor, or another stance."""
        low, high = bisect_left(self.starts, unit.start), bisect_left(self.starts, unit.end)
        groups: list[Trigger] = []
        clause = -1
        for word, span in self.hits[low:high]:
            trigger = self._trigger(word, span, sentence)
            if trigger is None or trigger.clause == clause:
                continue
            clause = trigger.clause
            if not groups or (groups[-1].stance, groups[-1].actor) != (
                trigger.stance,
                trigger.actor,
            ):
                groups.append(trigger)
        return groups

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
        return self._bare(start, end)

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
        if clause is None or clause.end - span.end < _SHORTEST - 1:
            return None
        statement, begins = self._frame(word, span, clause)
        head = Span(begins, span.start)
        if head.end - head.start > _REACH or self._within_quotation(span.start, statement):
            return None
        if _NO_HEAD.search(self.folded, *head) or not self._fits(word, span, clause):
            return None
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

    def _fits(self, word: str, span: Span, clause: Span) -> bool:
        """Whether the words behind a trigger are something to be done."""
        stance, form = self.words[word]
        if form == "verb":
            return not _AS_NOUN.match(self.folded, span.end) and not (
                stance == "invite" and _GREETING.search(self.folded, span.end, clause.end)
            )
        if word in ("将", "将会", "将要"):
            return _undertaking().match(self.cast.view.layered, span.end) is not None
        if word == "要" and _BORNE.match(self.folded, span.end):
            return False
        if word == "应":
            return _drive().match(self.folded, span.end) is not None
        return True

    def _actor(
        self, stance: Stance, form: str, head: Span, statement: Statement | None, sentence: Sentence
    ) -> str | None:
        speaker = statement.speaker if statement else None
        if stance == "agree":
            return self._parties(head)
        subject = self.cast.head(head, speaker or self.focus)
        if speaker and (subject == "" or _FIRST_PERSON.search(self.folded, *head)):
            return speaker
        if stance == "urge" and form == "modal":
            return speaker or (subject if _drive().match(self.folded, head.end + 1) else "") or None
        if stance == "will" and subject and _PAPER.search(subject):
            return None
        if subject == "" and not statement:
            subject = self.cast.opening(Span(sentence.span.start, head.start), self.focus)
        return subject or None

    def _parties(self, head: Span) -> str | None:
        """Who agrees: a word for both sides, or the two whom 两国元首 stands for."""
        around = Span(max(0, head.start - 40), head.end)
        if _HEADS.search(self.folded, *around):
            return self._who_met(head.start)
        if not _TOGETHER.search(self.folded, *head):
            return None
        return "双方" if "双方" in self.folded[slice(*head)] else self.cast.head(head, self.focus)

    def _who_met(self, at: int) -> str | None:
        """The two who last met before `at`, by a sentence that says so; nobody is guessed."""
        met = list(_MET.finditer(self.cast.view.layered, max(0, at - _MEETING), at))
        if not met:
            return None
        last = met[-1]
        pair = self.cast.at(last.start("one")), self.cast.at(last.start(last.lastgroup or "two"))
        return "、".join(n.name for n in pair if n) or None

    def _opens(self, begins: int, clause: Span, sentence: Sentence) -> int:
        """`begins`, or the beginning of a clause of circumstance before it: 在这一区间内，要…"""
        i = bisect_left(sentence.clauses, clause) - 1
        if begins != clause.start or i < 0:
            return begins
        before = sentence.clauses[i]
        told = self._statement_at(begins)
        if told is not None and before.start < self._told_span(begins).start:
            return begins
        if self.folded[before.end] != "，" or not _SETTING.match(self.folded, *before):
            return begins
        return before.start

    # --- without a trigger -----------------------------------------------------------------------

    def _carry(self, unit: Span) -> Iterator[Commitment]:
        """An exhortation or hope that goes on in the same speech: 深入推进改革，做好…"""
        if self.carried is None:
            return
        statement, trigger = self.carried
        start = self._bare(*unit).start
        if self._statement_at(start) is not statement:
            self.carried = None
        elif _drive().match(self.folded, start, unit.end):
            made = self._made(trigger, self._bounded(start, unit.end))
            if made is not None:
                yield made

    def _signed(self, unit: Span) -> Iterator[Commitment]:
        """Two bodies that signed an agreement whose content is told."""
        m = _SIGNED.search(self.cast.view.layered, *unit)
        if m is None or self._statement_at(m.start()):
            return
        names = [self.cast.at(m.start(group)) for group in ("one", "two")]
        actor = "、".join(n.name for n in names if n)
        trigger = Trigger("agree", actor, m.start(), m.start(), "commitments.signed")
        made = self._made(trigger, self._bare(m.start(), unit.end))
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
