"""Events: what named people or bodies did at a place and time.

The cards of `events.yaml` find the verbs. Whose activity a verb tells, when and where, is read from
its clause, or carried: a clause without a subject goes on with the one before it, and what a person
does later in a report happens on the day and at the place the report began with.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from shilu.facts.event_drafts import Draft, Drafts
from shilu.facts.occasions import is_bare
from shilu.facts.scope import continues, is_done, is_past, lifts, opens_speech
from shilu.facts.tellings import Scene, Telling, reach_of
from shilu.facts.within import Within
from shilu.folding import fold
from shilu.model import Event, Mentions, Role, Setting
from shilu.structure import Sentence, Structure
from shilu.text import Span

_GROUP = re.compile(
    "代表团|访问团|考察团|参访团|专家组|核查组|调研组|考察组|工作组|督导组|编队|团队|一行|艺术团|交流团"
)
_CIRCUMSTANCE = re.compile("(?:在|于|当)?[^，。；]*(?:后|时|期间|之际|之前|途中)")
_PERSONAL = re.compile("看望|慰问|探望|拜会")
_PRAISED = re.compile("表示(?:热烈|衷心|诚挚)?(?:欢迎|感谢|祝贺|赞赏)")
_HERE = re.compile("他|她|其")
_STOPS = re.compile("其后|随后|然后|接着|之后|最后")
_SAME_DAY = re.compile("当天|当日|同日|其后|随后|期间|之后")
#: A verb told inside a name for something else: 在某地考察时的讲话.
_NOMINAL = re.compile("[^，。；]{0,30}?(?:时|期间|后)的")
#: A verb inside what describes somebody else: 会见来访的某人.
_DESCRIBES = re.compile("[^，。；]{0,60}?的")
_MEETINGS = ("meet", "hold")
_GOING = re.compile("[到赴在往进]|来到|深入|抵达|对")
_MEETING = re.compile("与|同|和|跟|受|分别")
_SPOKE = re.compile("并(?:讲话|致辞|发表|作|主持)")
_TALKS = ("会谈", "会晤", "会面", "座谈")
#: Words spoken to somebody, though a sentence begins with a name: 某主席同总统先生会晤.
_SPOKEN = re.compile("先生|女士|阁下|[您你]|我(?![国省市区军党])")

#: How many clauses a list of names may run over.
_LIST = 30

People = list[tuple[str, Role]]


@dataclass(slots=True)
class _Subject:
    """Whose activity the clauses under way tell, and what else they carry."""

    paragraph: int
    people: People = field(default_factory=list)
    group: str | None = None
    hosts: list[str] = field(default_factory=list)
    done: bool = True
    speech: bool = False


def find_events(structure: Structure, setting: Setting, mentions: Mentions) -> tuple[Event, ...]:
    """The events an article reports, in the order in which it first tells them."""
    if not structure.sentences:
        return ()
    return _Reader(structure, setting, mentions).events()


class _Reader:
    """Reads one article clause by clause."""

    def __init__(self, structure: Structure, setting: Setting, mentions: Mentions) -> None:
        self.structure = structure
        self.folded = structure.folded
        self.published = setting.published
        self.scene = Scene(structure, mentions)
        self.cast = self.scene.cast
        self.matches = Within(self.scene.winners(), lambda match: match.slots["verb"])
        self.groups: dict[str, Draft] = {}
        self.drafts = Drafts(structure.text)
        first = structure.sentences[0].span
        self.lead_people = {name for name, _ in self._subject_of(first)}
        self.lead_date = next((t.edtf for t in self.scene.times(first)), None)

    def events(self) -> tuple[Event, ...]:
        """Every event, put together."""
        subject = _Subject(paragraph=-1)
        for sentence in self.structure.sentences:
            if sentence.paragraph != subject.paragraph:
                subject = _Subject(paragraph=sentence.paragraph)
            for i in range(len(sentence.clauses)):
                self._clause(sentence, i, subject)
        return self.drafts.finished()

    # --- whose activity it is -------------------------------------------------------------------

    def _clause(self, sentence: Sentence, i: int, subject: _Subject) -> None:
        clause = sentence.clauses[i]
        matches = self.matches(clause)
        begin = self._begin(sentence, i)
        ahead = (sentence.clauses[0], sentence.clauses[begin - 1]) if begin else ()
        whole = Span(sentence.clauses[begin].start, clause.end)
        first = matches[0].slots["verb"].start if matches else clause.end
        self._turn(clause, Span(whole.start, first), subject)
        own = self._subject_of(Span(whole.start, first))
        if matches and not own and _CIRCUMSTANCE.fullmatch(self.folded, *clause):
            subject.people = self._subject_ahead(sentence, i) or subject.people
        for match in matches:
            near = reach_of(match, whole)
            self._tell(Telling(match, sentence, near, ahead), subject)
        if opens_speech(self.folded, clause):
            subject.speech = True

    def _subject_ahead(self, sentence: Sentence, i: int) -> People:
        """The subject that follows its circumstance: 在出席会议后，某人…."""
        ahead = sentence.clauses[i + 1 : i + 2]
        return self._subject_of(ahead[0]) if ahead else []

    def _begin(self, sentence: Sentence, i: int) -> int:
        """In which clause the list of names that a clause may end begins: 甲，乙、丙，丁参加."""
        for begin in range(i, max(0, i - _LIST), -1):
            clause = sentence.clauses[begin - 1]
            people = self.cast.standing(clause)
            if not people or people[-1].span.end != clause.end:
                return begin
        return max(0, i - _LIST)

    def _turn(self, clause: Span, before: Span, subject: _Subject) -> None:
        """What a clause changes: a new subject, or 会上 or 他, leaves speech and wishes behind."""
        told, group = self._subject_of(before), _GROUP.search(self.folded, *before)
        roles = [(person.name, role) for person, role in self.cast.before(before)]
        if told:
            subject.people, subject.group = told, None
        else:
            subject.group = group.group() if group else subject.group
            subject.people = subject.people + [item for item in roles if item[1] == "attending"]
        turns = bool(told) or lifts(self.folded, clause)
        subject.done = subject.done or turns or group is not None
        spoken = subject.speech and _SPOKEN.search(self.folded, *clause) is not None
        if (
            (turns or opens_speech(self.folded, clause))
            and not spoken
            and self._starts_sentence(clause)
        ):
            subject.speech = False
        subject.hosts = [name for name, role in roles if role == "counterpart"] or subject.hosts

    def _starts_sentence(self, clause: Span) -> bool:
        sentence = self.structure.sentence_at(clause.start)
        return sentence is not None and sentence.span.start >= clause.start - 1

    def _subject_of(self, within: Span) -> People:
        """Who a clause says acts: its principals, and who came with them."""
        roles = self.cast.before(within)
        if not any(role == "principal" for _, role in roles):
            return []
        return [(person.name, role) for person, role in roles if role != "counterpart"]

    # --- an event -------------------------------------------------------------------------------

    def _tell(self, telling: Telling, subject: _Subject) -> None:
        if telling.type == "list":
            self._join(telling)
            return
        subject.done = self._done(telling, subject)
        if not subject.done or self.structure.quotation_at(telling.verb.start) is not None:
            return
        if telling.type == "speak":
            self._speak(telling, subject)
        elif not self._describes(telling):
            draft = self._draft(telling, subject)
            if draft is not None:
                self._keep(draft, telling, subject)

    def _join(self, telling: Telling) -> None:
        """A list of people named apart goes to the event they took part in."""
        people: People = [(p.name, "attending") for p in self.cast.standing(telling.before)]
        end = telling.sentence.span.end
        what = self.folded[telling.verb.start : end]
        self.drafts.join(people, what, Span(telling.clause.start, end), telling.rule)

    def _speak(self, telling: Telling, subject: _Subject) -> None:
        """Those who speak at a session are its principals."""
        session = self.drafts.session()
        people = [item for item in self._subject_of(telling.before) if item[1] == "principal"]
        if session is not None and not subject.speech:
            self.drafts.join(people, session.occasion or "会议", telling.before, telling.rule)

    def _done(self, telling: Telling, subject: _Subject) -> bool:
        """Whether a verb is told as done; in 某人考察时的讲话 it was, whatever is asked for."""
        verb = telling.verb
        if _NOMINAL.match(self.folded, verb.end):
            people = self.cast.standing(telling.before)
            start = people[-1].whole.start if people else telling.clause.start
            return is_done(self.folded, Span(start, verb.end), verb.start)
        return subject.done and is_done(self.folded, telling.clause, verb.start)

    def _describes(self, telling: Telling) -> bool:
        """Whether a verb only says who somebody in the same clause is: 会见出席论坛的某人."""
        if telling.type not in ("visit", "attend") or _NOMINAL.match(self.folded, telling.verb.end):
            return False
        described = _DESCRIBES.match(self.folded, *telling.after)
        if described is None:
            return False
        if telling.manner == "arrival" and not self.cast.standing(telling.before):
            return True
        others = [m for m in self.matches(telling.clause) if m.card.gives["type"] in _MEETINGS]
        behind = bool(self.cast.standing(Span(described.end(), telling.clause.end)))
        return any(behind or m.slots["verb"].start < telling.verb.start for m in others)

    def _draft(self, telling: Telling, subject: _Subject) -> Draft | None:
        """The event a verb tells, all but what is carried into it; None if it tells none."""
        draft = Draft(
            type=telling.type,  # type: ignore[arg-type]
            span=telling.clause,
            rule=telling.rule,
            paragraph=telling.sentence.paragraph,
            sentence=telling.sentence.span.start,
            people=self._people(telling, subject),
            occasion=self.scene.occasion(telling),
            date=self.scene.date(telling),
        )
        if not is_past(draft.date, self.published) or not self._attends(draft, telling):
            return None
        if not self._sort(draft):
            return None
        draft.place = self.scene.place(telling, draft.occasion)
        draft.organizations = self.scene.bodies(telling)
        draft.background = self._is_background(telling, subject)
        draft.anchored = draft.date is not None and bool(self._subject_of(telling.before))
        draft.placed = draft.place is not None
        draft.arrival = telling.manner == "arrival"
        draft.stop = _STOPS.search(self.folded, *telling.clause) is not None
        draft.span = self._words(draft, telling)
        draft.spans = [draft.span]
        return draft if self._tells(draft, telling, subject) else None

    def _words(self, draft: Draft, telling: Telling) -> Span:
        """The words that tell an event: its clause; the sentence so far where nobody is named."""
        if draft.people or draft.background:
            return telling.clause
        last = telling.sentence.clauses[-1].end
        end = last if draft.type == "visit" else telling.clause.end
        return Span(telling.sentence.span.start, end)

    def _is_background(self, telling: Telling, subject: _Subject) -> bool:
        """Whether an event is told in passing: in somebody's words, or inside a name."""
        reported = subject.speech and not _HERE.match(self.folded, telling.clause.start)
        nominal = _NOMINAL.match(self.folded, telling.verb.end) is not None
        return reported or nominal or self._is_praised(telling)

    def _is_praised(self, telling: Telling) -> bool:
        """Whether a clause is about what others did: 对某人视察某地表示欢迎."""
        praised = _PRAISED.search(self.folded, *telling.after)
        return praised is not None and "对" in self.scene.said(telling.before)

    def _attends(self, draft: Draft, telling: Telling) -> bool:
        """Whether 出席 and 参加 have an occasion as their object, or none because it was named.

        Who is said to be at 会议, named before, came along; who speaks there or presides did more.
        """
        if draft.type != "attend" or telling.manner is not None:
            return True
        known = draft.occasion is not None and self._refers(draft.occasion)
        if known and not _SPOKE.search(self.folded, *telling.after):
            draft.people = [(name, "attending") for name, _ in draft.people]
        return draft.occasion is not None or telling.after.end - telling.after.start <= 1

    def _refers(self, occasion: str) -> bool:
        """Whether the name of an occasion is a bare word for the session under way."""
        return is_bare(occasion) and self.drafts.session() is not None

    @staticmethod
    def _sort(draft: Draft) -> bool:
        """What 举行 tells: talks if the other side is named, attendance if the host is, or nothing.

        举行会谈 is told by 会谈; only 举行会议 has no other verb.
        """
        if draft.type != "hold" or not draft.people:
            return True
        others = any(role == "counterpart" for _, role in draft.people)
        talks = others and fold(draft.occasion or "") == "会议"
        draft.type = "meet" if talks else "attend"
        told = draft.occasion is not None and fold(draft.occasion) not in _TALKS
        draft.occasion = None if talks else draft.occasion
        return talks or told

    def _tells(self, draft: Draft, telling: Telling, subject: _Subject) -> bool:
        """Whether there is enough to call it an event."""
        fixed = draft.date is not None or draft.place is not None
        bare = draft.occasion is None or is_bare(draft.occasion)
        grouped = subject.group is not None
        if draft.type == "attend" and bare and self.drafts.session() is not None:
            return bool(draft.people)
        if draft.type == "attend" and draft.occasion is None:
            return False
        if draft.background and not (fixed and (draft.people or draft.type == "hold" or grouped)):
            return False
        if draft.type == "hold":
            placed = draft.date is not None and draft.place is not None
            return placed if bare and draft.occasion else not bare and (fixed or grouped)
        if draft.type == "sign":
            parties = draft.people or draft.organizations or self.scene.has_place(telling.before)
            return draft.occasion is not None and bool(parties)
        if draft.type == "visit" and not self._goes(draft, telling):
            return False
        if draft.type == "meet" and not self._meets(draft, telling):
            return False
        return bool(draft.principals()) or (grouped and "是" not in self.scene.said(telling.before))

    def _goes(self, draft: Draft, telling: Telling) -> bool:
        """Whether a visit says where or to whom: 经过调研 does not."""
        to = _GOING.search(self.folded, *telling.before) or draft.placed or draft.organizations
        return bool(to) or telling.after.end - telling.after.start > 1

    def _meets(self, draft: Draft, telling: Telling) -> bool:
        """Whether a meeting says with whom: somebody named, or anybody behind 与 or the verb."""
        if any(role == "counterpart" for _, role in draft.people) or len(draft.principals()) > 1:
            return True
        beside = _MEETING.search(self.folded, *telling.before) is not None
        has_object = telling.match.card.name == "会见" and telling.after.end > telling.after.start
        return beside or has_object

    # --- who, and what is carried ---------------------------------------------------------------

    def _people(self, telling: Telling, subject: _Subject) -> People:
        """Who acts, named in the clause or carried into it, and to whom it is done."""
        if person := telling.match.slots.get("person"):
            return [(p.name, "principal") for p in self.cast.standing(person)]
        before = telling.before
        if self._is_praised(telling):
            before = Span(self.folded.index("对", *before) + 1, before.end)
        people: People = [(person.name, role) for person, role in self.cast.before(before)]
        if _NOMINAL.match(self.folded, telling.verb.end):
            people = [(p.name, "principal") for p in self.cast.standing(before)[-1:]]
        if not any(role == "principal" for _, role in people) and self._carries(before, subject):
            people = self._carried(telling, subject) + people
        if telling.type == "attend":
            people = [(n, "principal" if role == "counterpart" else role) for n, role in people]
        people += self._others(telling, {name for name, _ in people})
        if telling.type == "meet" and not any(role == "counterpart" for _, role in people):
            people += [(name, "counterpart") for name in subject.hosts]
        return people

    def _others(self, telling: Telling, known: set[str]) -> People:
        """Those to whom it is done: behind the verb, and for letters and calls before it too."""
        direct = telling.type in ("meet", "call", "message")
        if not direct and not _PERSONAL.fullmatch(self.folded, *telling.verb):
            return []
        others = self.cast.standing(telling.after)
        if telling.type in ("call", "message"):
            others = self.cast.standing(telling.before) + others
        return [(person.name, "counterpart") for person in others if person.name not in known]

    def _carries(self, before: Span, subject: _Subject) -> bool:
        """Whether a verb without a subject goes on with the one before: in speech only after 他."""
        if subject.speech:
            return _HERE.match(self.folded, before.start) is not None
        return subject.group is not None or continues(self.folded, self.scene.view, before)

    def _carried(self, telling: Telling, subject: _Subject) -> People:
        """The subject of the clauses before; the members of a group that is spoken of again."""
        if subject.group is None:
            return list(subject.people)
        known = self.groups.get(subject.group)
        if telling.type == "hold":
            return []
        return list(known.people if known else subject.people)

    def _keep(self, draft: Draft, telling: Telling, subject: _Subject) -> None:
        """Carry the day and the place into an event, and take it in.

        Who is known to have been met was met then: that event is told again, on its own day.
        """
        if draft.type == "meet" and draft.others() and self.drafts.told_again(draft):
            self.drafts.add(draft)
            return
        lead = None if draft.background else self.drafts.lead_of(draft.principals())
        if subject.group is not None and lead is None:
            lead = self.groups.get(subject.group)
        if draft.date is None and _SAME_DAY.search(self.folded, *telling.before):
            draft.date = self.drafts.last_date()
        if lead is not None:
            draft.date = draft.date or lead.date
            if draft.place is None and lead.place and not re.search("[、和及]", lead.place):
                draft.place = lead.place
        if draft.date is None and not draft.background:
            draft.date = self.lead_date if draft.principals() & self.lead_people else None
        if draft.occasion and self._refers(draft.occasion):
            draft.occasion = None
        kept = self.drafts.add(draft)
        if subject.group is not None:
            self.groups.setdefault(subject.group, kept)
