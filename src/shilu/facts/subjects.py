"""Whose activity the clauses of a report tell: the subject in force, and what else it carries.

A clause without a subject goes on with the one before it. With the subject are carried whether
what is told was done, is still to come, or is only said by somebody. A paragraph begins afresh.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from shilu.facts.scene import Scene
from shilu.facts.scope import (
    ENDING,
    LIFTING,
    TURNING,
    is_to_come,
    lifts,
    opens_speech,
    resolves,
    tells_of_past,
)
from shilu.model import Role
from shilu.structure import Sentence
from shilu.text import Span

_GROUP = re.compile(
    "代表团|访问团|考察团|参访团|专家组|核查组|调研组|考察组|工作组|督导组|编队|团队|一行|艺术团|交流团"
)
_TURNS = re.compile(f"{_GROUP.pattern}|{TURNING}")
_CIRCUMSTANCE = re.compile("(?:在|于|当)?[^，。；]*(?:后|时|期间|之际|之前|途中)")
#: Words spoken to somebody, though a sentence begins with a name: 某主席同总统先生会晤.
_SPOKEN = re.compile("先生|女士|阁下|[您你]|我(?![国省市区军党])")
#: How many clauses a list of names may run over.
_LIST = 30

People = list[tuple[str, Role]]


@dataclass(slots=True)
class Subject:
    """Whose activity the clauses under way tell, and what else they carry."""

    people: People = field(default_factory=list)
    group: str | None = None
    hosts: list[str] = field(default_factory=list)
    done: bool = True
    to_come: bool = False
    speech: bool = False

    def names(self) -> set[str]:
        """The names of those whose activity it is."""
        return {name for name, _ in self.people}


class Subjects:
    """Finds the subjects of one article's clauses; `known` are those its report is about."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.folded = scene.folded
        self.known: set[str] = set()

    def of(self, within: Span) -> People:
        """Who a clause says acts: its principals, and who came with them."""
        roles = self.scene.cast.before(within)
        if not roles or not any(role == "principal" for _, role in roles):
            return []
        return [(person.name, role) for person, role in roles if role != "counterpart"]

    def begin(self, sentence: Sentence, i: int) -> int:
        """In which clause the list of names that a clause may end begins: 甲，乙、丙，丁参加."""
        for begin in range(i, max(0, i - _LIST), -1):
            if not self.scene.cast.ends(sentence.clauses[begin - 1]):
                return begin
        return max(0, i - _LIST)

    def is_idle(self, sentence: Sentence, i: int) -> bool:
        """Whether a clause without a verb of its own leaves the subject in force as it is."""
        clause = sentence.clauses[i]
        if self.folded[clause.start] in LIFTING or self.folded.endswith(ENDING, *clause):
            return False
        if _TURNS.search(self.folded, *clause):
            return False
        cast = self.scene.cast
        return not (cast.standing(clause) or (i and cast.ends(sentence.clauses[i - 1])))

    def turn(self, sentence: Sentence, clause: Span, before: Span, subject: Subject) -> None:
        """What a clause changes in the subject in force, by its words `before` its first verb."""
        told, group = self.of(before), _GROUP.search(self.folded, *before)
        self._turn_time(clause, {name for name, _ in told}, group is not None, subject)
        roles = [(person.name, role) for person, role in self.scene.cast.before(before)]
        if told:
            subject.people, subject.group = told, None
        else:
            subject.group = group.group() if group else subject.group
            subject.people = subject.people + [item for item in roles if item[1] == "attending"]
        turns = bool(told) or lifts(self.folded, clause)
        subject.done = subject.done or turns or group is not None
        if sentence.span.start >= clause.start - 1 and self._ends_speech(clause, told, turns):
            subject.speech = False
        subject.hosts = [name for name, role in roles if role == "counterpart"] or subject.hosts

    def _turn_time(self, clause: Span, told: set[str], group: bool, subject: Subject) -> None:
        """What is still to come stays so until others act, or the clause says it was before."""
        if told - subject.names() or tells_of_past(self.folded, clause):
            subject.to_come = False
        if (group or (told and not subject.speech)) and is_to_come(self.scene.nameless, clause):
            subject.to_come = True

    def _ends_speech(self, clause: Span, told: People, turns: bool) -> bool:
        """Whether a sentence returns to the report: a new cue, or those it is about act again."""
        if opens_speech(self.folded, clause):
            return not _SPOKEN.search(self.folded, *clause)
        about = len(told) != 1 or told[0][0] in self.known or lifts(self.folded, clause)
        return turns and about and not _SPOKEN.search(self.folded, *clause)

    def look_ahead(self, sentence: Sentence, i: int, subject: Subject) -> None:
        """The subject that follows its circumstance: 在出席会议后，某人…."""
        if _CIRCUMSTANCE.fullmatch(self.folded, *sentence.clauses[i]):
            ahead = sentence.clauses[i + 1 : i + 2]
            subject.people = (self.of(ahead[0]) if ahead else []) or subject.people

    def close(self, clause: Span, subject: Subject) -> None:
        """What the end of a clause opens: somebody's words, or a resolution."""
        if opens_speech(self.folded, clause):
            subject.speech = True
        if resolves(self.folded, clause):
            subject.done = False
