"""Events: what named people or bodies did at a place and time.

The cards of `events.yaml` find the verbs (`tellings`). Whose activity a verb tells is read from its
clause or carried into it (`subjects`, `actors`), as are when and where (`scene`, `whereabouts`,
`occasions`); whether that makes an event, `enough` says; events told twice are one in
`event_drafts`. Here an article is walked through clause by clause.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from shilu.cards import Match
from shilu.facts.actors import NOMINAL, Actors, is_he, is_nominal
from shilu.facts.cast import Cast
from shilu.facts.enough import Case, attends, has_actors, is_enough, sort_held
from shilu.facts.event_drafts import Dated, Draft, Drafts
from shilu.facts.occasions import is_bare, occasion_of, papers
from shilu.facts.scene import Scene, view_of
from shilu.facts.scope import behind_dateline, is_done, is_long_past, is_past
from shilu.facts.subjects import People, Subject, Subjects
from shilu.facts.tellings import Telling, reach_of, telling_of, telling_words, verbs
from shilu.facts.whereabouts import place_of
from shilu.facts.within import Within
from shilu.model import Event, Mentions, Role, Setting
from shilu.structure import Sentence, Structure
from shilu.text import Span

_STOPS = re.compile("其后|随后|然后|接着|之后|最后")
_SAME_DAY = re.compile("当天|当日|同日|其后|随后|期间|之后")
#: What says that a meeting is one more, though it is nobody's who is named: 又与客商会面.
_FURTHER = re.compile("[又还亦也另再]|其后|随后|之后|然后|此外|接着")
_BESIDE = re.compile("[与同和跟]([^，。；与同和跟]{1,80})$")
_WILL = re.compile("将(?![军近士领其])")
_SEVERAL = re.compile("[、和及]")
#: A verb inside what describes somebody else: 会见来访的某人, 参加论坛的嘉宾.
_DESCRIBES = re.compile("[^，。；]{0,60}?的")
_DESCRIBES_PEOPLE = re.compile(
    "[^，。；]{0,40}?的[^，。；]{0,8}?(?:来宾|嘉宾|客人|代表|人士|人员|官员|专家|学者|同志|领导|委员|记者|群众|选手|运动员)"
)
#: A signing inside the name of an occasion: 出席两地签订协议的签约仪式.
_NAMES_OCCASION = re.compile("[^，。；]{0,40}?的[^，。；的]{0,8}(?:仪式|典礼)")
_CEREMONY = re.compile("签[约署字]仪?式")
_MEETINGS = ("meet", "hold")


def find_events(
    structure: Structure, setting: Setting, mentions: Mentions, names: Cast | None = None
) -> tuple[Event, ...]:
    """The events an article reports, in the order in which it first tells them.

    `names` are those whom `mentions` name, where somebody has called them together already.
    """
    woken = telling_words(structure)
    if not woken:
        return ()
    names = names or Cast(structure, mentions)
    view = view_of(names)
    matches = list(verbs(view, woken))
    if not matches:
        return ()
    return _Reader(Scene(names, view), setting, matches).events()


class _Reader:
    """Reads one article clause by clause."""

    def __init__(self, scene: Scene, setting: Setting, matches: list[Match]) -> None:
        self.scene = scene
        self.structure = scene.structure
        self.folded = scene.folded
        self.published = setting.published
        self.matches = Within(matches, lambda m: m.slots["verb"])
        self.drafts = Drafts(scene.structure.text)
        self.actors = Actors(scene, self.drafts)
        self.subjects = Subjects(scene)
        first = scene.structure.sentences[0].span
        self.lead_people = {name for name, _ in self.subjects.of(first)}
        self.subjects.known |= self.lead_people
        times = (t for t in scene.times(first) if not self.folded.startswith("起", t.span.end))
        dated = ((t.edtf, t.span) for t in times if t.edtf and is_past(t.edtf, self.published))
        self.lead_date: Dated | None = next(dated, None)

    def events(self) -> tuple[Event, ...]:
        """Every event, put together."""
        lasts = self._last_verbs()
        subject, paragraph = Subject(), -1
        for sentence in self.structure.sentences:
            span, clauses, number = sentence
            if span.start > lasts.get(number, -1):
                continue
            if number != paragraph:
                subject, paragraph = Subject(), number
            told = [
                (i, matches)
                for i, clause in enumerate(clauses)
                if (matches := self.matches(clause)) or not self.subjects.is_idle(sentence, i)
            ]
            start = behind_dateline(self.folded, span) if told else 0
            for i, matches in told:
                self._clause(sentence, i, matches, start, subject)
        return self.drafts.finished()

    def _last_verbs(self) -> dict[int, int]:
        """Where the last verb of each paragraph begins that tells of anything."""
        paragraphs, end = self.structure.paragraphs, len(self.folded)
        starts = [match.slots["verb"].start for match in self.matches.items]
        return {bisect_right(paragraphs, (start, end)) - 1: start for start in starts}

    def _clause(
        self, sentence: Sentence, i: int, matches: list[Match], start: int, subject: Subject
    ) -> None:
        """Read a clause with the verbs in it, or without any where it turns the subject."""
        clause = sentence.clauses[i]
        begin = self.subjects.begin(sentence, i)
        if any(self.matches(earlier) for earlier in sentence.clauses[begin:i]):
            begin = i
        ahead = (sentence.clauses[0], sentence.clauses[begin - 1]) if begin else ()
        whole = Span(min(max(sentence.clauses[begin].start, start), clause.end), clause.end)
        first = matches[0].slots["verb"].start if matches else clause.end
        before = Span(min(whole.start, first), first)
        self.subjects.turn(sentence, clause, before, subject)
        if matches and not self.subjects.of(before):
            self.subjects.look_ahead(sentence, i, subject)
        for match in matches:
            near = reach_of(match, whole)
            nominal = NOMINAL.match(self.folded, match.slots["verb"].end) is not None
            self._tell(telling_of(match, sentence, near, ahead, nominal), subject)
        self.subjects.close(clause, subject)

    # --- a verb ---------------------------------------------------------------------------------

    def _tell(self, telling: Telling, subject: Subject) -> None:
        if telling.type == "list":
            self._join(telling)
            return
        done = self._is_done(telling, subject)
        if telling.type != "appoint":
            subject.done = done
        if not done or self.structure.quotation_at(telling.verb.start) is not None:
            return
        if telling.type == "speak":
            self._speak(telling, subject)
        elif (described := self.actors.described(telling)) or not self._describes(telling):
            subject.people = described or subject.people
            draft = self._draft(telling, subject)
            if draft is not None:
                self._keep(draft, telling, subject)

    def _join(self, telling: Telling) -> None:
        """A list of people named apart goes to the event they took part in."""
        role: Role = "principal" if telling.manner == "signer" else "attending"
        people: People = [(p.name, role) for p in self.scene.cast.standing(telling.before)]
        end = telling.sentence.span.end
        what = self.folded[telling.verb.start : end]
        self.drafts.join(people, what, Span(telling.clause.start, end), telling.rule)

    def _speak(self, telling: Telling, subject: Subject) -> None:
        """Those who speak at a session are its principals."""
        session = self.drafts.session()
        people = [item for item in self.subjects.of(telling.before) if item[1] == "principal"]
        if session is not None and not subject.speech:
            self.drafts.join(people, session.occasion or "会议", telling.before, telling.rule)

    def _is_done(self, telling: Telling, subject: Subject) -> bool:
        """Whether a verb is told as done; in 某人考察时的讲话 it was, whatever is asked for."""
        verb = telling.verb
        if telling.nominal:
            people = self.scene.cast.standing(telling.before)
            start = people[-1].whole.start if people else telling.clause.start
            return is_done(self.scene.nameless, Span(start, verb.end), verb.start)
        if telling.type == "hold" and self._is_announced(telling):
            return False
        if telling.match.card.name == "结束访问" and self._goes_on(telling):
            return False
        carried = telling.type == "appoint" or (subject.done and not subject.to_come)
        done = carried and is_done(self.scene.nameless, telling.clause, verb.start)
        if not done and telling.type == "attend" and subject.to_come:
            self.drafts.plan(occasion_of(self.scene, telling))
        return done

    def _is_announced(self, telling: Telling) -> bool:
        """Whether an earlier clause of the sentence says that all of it is still to come."""
        if self.scene.cast.standing(telling.before) or self.scene.bodies_in(telling.before):
            return False
        earlier = Span(telling.sentence.span.start, telling.clause.start)
        return _WILL.search(self.scene.nameless, *earlier) is not None

    def _goes_on(self, telling: Telling) -> bool:
        """Whether a journey is only said to end before what is still to come."""
        return (
            _WILL.search(self.scene.nameless, telling.verb.end, telling.sentence.span.end)
            is not None
        )

    def _describes(self, telling: Telling) -> bool:
        """Whether a verb only says who or what something else in its clause is.

        会见出席论坛的某人, 参加论坛的嘉宾, 为稍后举行的会议准备.
        """
        if telling.nominal:
            return False
        if telling.type in ("hold", "sign") and self.folded.startswith("的", telling.verb.end):
            return not self._tells_itself(telling)
        if telling.type == "sign" and _NAMES_OCCASION.match(self.folded, *telling.after):
            return True
        if telling.type == "attend" and _DESCRIBES_PEOPLE.match(self.folded, *telling.after):
            return True
        if telling.type not in ("visit", "attend"):
            return False
        described = _DESCRIBES.match(self.folded, *telling.after)
        if described is None:
            return False
        if described.end() == telling.verb.end + 1 and telling.type == "visit":
            return True
        if telling.manner == "arrival" and not self.scene.cast.standing(telling.before):
            return True
        others = [m for m in self.matches(telling.clause) if m.card.gives["type"] in _MEETINGS]
        behind = bool(self.scene.cast.standing(Span(described.end(), telling.clause.end)))
        return any(behind or m.slots["verb"].start < telling.verb.start for m in others)

    def _tells_itself(self, telling: Telling) -> bool:
        """Whether 29日在某地举行的 has a day and a place of its own, 签署的 a day."""
        if not self.scene.times(telling.before):
            return False
        return telling.type == "sign" or place_of(self.scene, telling, None) is not None

    # --- an event -------------------------------------------------------------------------------

    def _draft(self, telling: Telling, subject: Subject) -> Draft | None:
        """The event a verb tells, all but what is carried into it; None if it tells none."""
        time = self.scene.time(telling)
        if time is not None and not is_past(time.edtf, self.published):
            return None
        draft = Draft(
            type=telling.type,  # type: ignore[arg-type]
            span=telling.clause,
            rule=telling.rule,
            paragraph=telling.sentence.paragraph,
            sentence=telling.sentence.span.start,
            people=self.actors.of(telling, subject),
            date=time.edtf if time else None,
            date_at=time.span if time else None,
        )
        grouped = subject.group is not None
        case = Case(draft, telling, self.scene, self.drafts.session(), grouped)
        if not has_actors(case):
            return None
        draft.occasion = occasion_of(self.scene, telling)
        if not attends(case) or not sort_held(draft):
            return None
        if where := place_of(self.scene, telling, draft.occasion):
            draft.put(*where)
        if not self._is_theirs(draft, telling):
            return None
        draft.organizations = self.scene.bodies(telling)
        draft.background = self._is_background(telling, subject)
        draft.placed = draft.place is not None
        if not is_enough(case) or self.drafts.is_planned(draft):
            return None
        self._fill(draft, telling)
        return draft

    def _fill(self, draft: Draft, telling: Telling) -> None:
        """What else a draft says of itself, once it is enough to be an event."""
        draft.signed = papers(self.scene, telling)
        draft.long_past = is_long_past(draft.date, self.published)
        draft.anchored = draft.date is not None and bool(self.subjects.of(telling.before))
        draft.arrival = telling.manner == "arrival"
        draft.goal = self._goal(telling)
        draft.further = _FURTHER.search(self.folded, *telling.before) is not None
        draft.stop = _STOPS.search(self.folded, *telling.clause) is not None
        draft.span = self._words(draft, telling)
        draft.spans = [draft.span]

    def _goal(self, telling: Telling) -> str:
        """With whom a meeting was, by the words alone: behind 与 or 同, else behind the verb."""
        beside = _BESIDE.search(self.folded, *telling.before)
        return beside[1] if beside else self.scene.said(telling.after)

    def _is_theirs(self, draft: Draft, telling: Telling) -> bool:
        """Whether coming somewhere is a visit, as of officials; a described one has a place."""
        if telling.manner == "official":
            return self.scene.is_official(draft.principals())
        named = draft.type != "visit" or draft.place is not None
        return named or not self.actors.described(telling)

    def _words(self, draft: Draft, telling: Telling) -> Span:
        """The words that tell an event: its clause; the sentence so far where nobody is named."""
        if draft.people or draft.background:
            return telling.clause
        last = telling.sentence.clauses[-1].end
        end = last if draft.type == "visit" else telling.clause.end
        return Span(behind_dateline(self.folded, telling.sentence.span), end)

    def _is_background(self, telling: Telling, subject: Subject) -> bool:
        """Whether an event is told in passing: in somebody's words, or inside a name."""
        reported = subject.speech and not is_he(self.folded, telling.clause.start)
        nominal = is_nominal(self.scene, telling)
        return reported or nominal or self.actors.is_praised(telling)

    def _keep(self, draft: Draft, telling: Telling, subject: Subject) -> None:
        """Carry the day and the place into an event, and take it in.

        Who is known to have been met was met then: that event is told again, on its own day.
        """
        if draft.type == "meet" and draft.others() and self.drafts.told_again(draft):
            self.drafts.add(draft)
            return
        self._carry(draft, telling, subject)
        if draft.occasion and is_bare(draft.occasion) and self.drafts.session() is not None:
            draft.occasion = None
        kept = self.drafts.add(draft)
        if not draft.background:
            self.subjects.known |= draft.principals()
        if subject.group is not None:
            self.actors.groups.setdefault(subject.group, kept)

    def _carry(self, draft: Draft, telling: Telling, subject: Subject) -> None:
        """The day and the place of the event that this one goes on with."""
        lead = None if draft.background else self.drafts.lead_of(draft.principals())
        if subject.group is not None and lead is None:
            lead = self.actors.groups.get(subject.group)
        if _SAME_DAY.search(self.folded, *telling.before):
            draft.dated(self.drafts.last_date())
        if lead is not None:
            draft.dated((lead.date, lead.date_at) if lead.date else None)
            if lead.place and not _SEVERAL.search(lead.place):
                draft.put(lead.place, lead.place_at)
        if draft.occasion and _CEREMONY.search(self.folded, *telling.after):
            signing = self.drafts.signing()
            draft.dated((signing.date, signing.date_at) if signing and signing.date else None)
            if signing is not None:
                draft.put(signing.place, signing.place_at)
        if not draft.background and draft.principals() & self.lead_people:
            draft.dated(self.lead_date)
