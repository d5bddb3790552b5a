"""Commitments: what someone undertakes, urges, hopes, invites or agrees, for the future."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import cast as typed

from shilu.cards.pattern import mention
from shilu.facts.cast import Cast
from shilu.facts.commitment_terms import Terms
from shilu.facts.fields import fields_of
from shilu.facts.meetings import who_signed
from shilu.facts.speakers import Speakers
from shilu.facts.stances import drive
from shilu.facts.told import Told
from shilu.facts.triggers import SHORTEST, Hits, Trigger, Triggers, bare, words_of_stance
from shilu.folding import fold
from shilu.model import Commitment, Event, Mentions, Setting, Statement
from shilu.structure import Sentence, Structure
from shilu.text import Span

_SIGN = re.compile("签")
_UNIT = re.compile(r"[^。！？\n]+")
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
#: What a body lays down with these words is to be done, though no 要 says so.
_LAID_DOWN = ("要求", "提出", "部署")


def find_commitments(
    structure: Structure,
    setting: Setting,
    mentions: Mentions,
    statements: tuple[Statement, ...],
    events: tuple[Event, ...] = (),
    cast: Cast | None = None,
) -> tuple[Commitment, ...]:
    """The commitments of a body, in order: clause groups with one actor and one stance."""
    hits = words_of_stance(structure)
    if not hits and not statements and "签" not in structure.folded:
        return ()
    cast = cast or Cast(structure, mentions)
    found = tuple(_Ledger(cast, hits, statements).read())
    if not found:
        return ()
    terms = Terms(cast, mentions, setting, statements, events)
    return tuple(map(terms.of, found))


class _Ledger:
    """Goes through a body unit by unit: what stands between two stops, in or out of quotations."""

    def __init__(self, cast: Cast, hits: Hits, statements: tuple[Statement, ...]) -> None:
        self.structure = cast.structure
        self.folded = cast.structure.folded
        self.cast = cast
        self.hits = hits
        self.told = Told(statements)
        self.triggers = Triggers(Speakers(cast), self.told, self._focus)
        self.laid_down = {self._number(s.span.start) for s in statements if _lays_down(s)}
        self.signed = {self._number(m.start()) for m in _SIGN.finditer(self.folded)}
        self.number = self.since = 0  # the sentence being read, and since when `known` holds
        self.known: str | None = None
        self.carried: tuple[Statement, Trigger] | None = None
        self.agreed: tuple[Trigger, int] | None = None  # what was agreed, and in which paragraph

    def _number(self, at: int) -> int:
        return bisect_right(self.structure.starts.sentences, at) - 1

    def read(self) -> Iterator[Commitment]:
        telling = {*self.hits, *self.laid_down, *self.signed}
        for number, sentence in enumerate(self.structure.sentences):
            goes_on = self.carried is not None or self.agreed is not None
            if (goes_on or number in telling) and not self._is_title(sentence):
                self.number = number
                for m in _UNIT.finditer(self.folded, *sentence.span):
                    yield from self._unit(Span(*m.span()), sentence)

    def _is_title(self, sentence: Sentence) -> bool:
        return self.structure.is_headline(sentence) and self.folded.find("，", *sentence.span) < 0

    def _focus(self) -> str | None:
        """Whom 他 and 她 stand for: who spoke or acted last in the sentences passed."""
        for number in range(self.number - 1, self.since - 1, -1):
            sentence = self.structure.sentences[number]
            if self._is_title(sentence):
                continue
            statement = self.told.at(sentence.span.end - 2)
            found = None if statement else self.cast.first(*sentence.span, "person")
            if statement or found:
                self.known = statement.speaker if statement else found.name if found else None
                break
        self.since = self.number
        return self.known

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
            statement = self.told.at(trigger.begins) or self.told.at(trigger.begins + 6)
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
        groups: list[Trigger] = []
        clause = -1
        for word, span in self.hits.get(self.number, ()):
            if not unit.start <= span.start < unit.end:
                continue
            within = self.structure.clause_at(span.start)
            if within is None or within.start == clause:
                continue
            trigger = self.triggers.of(word, span, within, sentence)
            if trigger is None:
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
        elided = bare(self.folded, trigger.clause, span.start).end == trigger.clause
        if not elided or self.folded[trigger.clause - 1] != "，":
            return False
        if before.stance == "agree":
            return trigger.stance == "will"
        return before.stance == "will" and word in _GOVERNED

    def _ended(self, start: int, end: int) -> int:
        """Where the group that begins at `start` ends, `end` at the latest: before what is told."""
        at = self.folded.find("，", start, end)
        while at >= 0:
            if _ENDS_GROUP.match(self.triggers.layered, at + 1, end):
                return at
            at = self.folded.find("，", at + 1, end)
        return end

    def _bounded(self, start: int, end: int) -> Span:
        """The group from `start`, not past the statement it stands in, nor into the next one."""
        if self.told.at(start):
            end = min(end, self.told.span_at(start).end)
        else:
            told = self.told.first(start + 1, end)
            if told is not None:
                if told.start - start <= SHORTEST:
                    return bare(self.folded, start, min(end, told.end))
                clause = self.structure.clause_at(max(start, told.start - 2))
                end = clause.start if clause and clause.start > start else end
        return bare(self.folded, start, self._ended(start, end))

    # --- without a trigger -----------------------------------------------------------------------

    def _carry(self, unit: Span) -> Iterator[Commitment]:
        """An exhortation or hope that goes on in the same speech: 深入推进改革，做好…"""
        if laid_down := self._laid_down(unit):
            self.carried = laid_down
        if self.carried is None:
            return
        statement, trigger = self.carried
        start = max(bare(self.folded, *unit).start, trigger.begins)
        if self.told.at(start) is not statement:
            self.carried = None
        elif drive().match(self.folded, start, unit.end):
            made = self._made(trigger, self._bounded(start, unit.end))
            if made is not None:
                yield made

    def _laid_down(self, unit: Span) -> tuple[Statement, Trigger] | None:
        """What opens without a stance and is to be done all the same: 意见提出，引导…"""
        if self.number not in self.laid_down:
            return None
        told = self.told.first(*unit)
        start = told.start if told else bare(self.folded, *unit).start
        statement = self.told.at(start)
        if statement is None or statement.span.start != start or not _lays_down(statement):
            return None
        speaker = typed(str, statement.speaker)
        return statement, Trigger("urge", speaker, start, start, "commitments.laid_down")

    def _agree_on(self, unit: Span, sentence: Sentence) -> Iterator[Commitment]:
        """What is agreed goes on in its paragraph: 双方同意扩大贸易。加强…；深化…"""
        if self.agreed is None or self.told.at(unit.start):
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
        if self.number not in self.signed:
            return
        found = who_signed(self.cast, unit)
        if found is None or self.told.at(found[1]):
            return
        actor, start = found
        trigger = Trigger("agree", actor, start, start, "commitments.signed")
        made = self._made(trigger, bare(self.folded, start, unit.end))
        if made is not None:
            yield made

    def _made(self, trigger: Trigger, span: Span) -> Commitment | None:
        if span.end - span.start < SHORTEST:
            return None
        return Commitment(
            text=self.structure.text[slice(*span)],
            span=span,
            rule=trigger.rule,
            actor=trigger.actor,
            stance=trigger.stance,
            fields=fields_of(self.folded[slice(*span)]),
        )


def _lays_down(statement: Statement) -> bool:
    """Whether a statement lays down what is to be done: 意见提出…."""
    return statement.speaker is not None and _is_laid_down(statement.cue or "")


@lru_cache(1024)
def _is_laid_down(cue: str) -> bool:
    return fold(cue).startswith(_LAID_DOWN)
