"""Events: what named people or bodies did at a place and time.

The cards of `events.yaml` find the verbs. Whose activity a verb tells, when and where, is read from
its clause, or carried: a clause without a subject goes on with the one before it, and what a person
does later in a report happens on the day and at the place the report began with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from shilu.cards import CLASSES, Match, View, deck, layered
from shilu.facts.areas import common_name, region_of
from shilu.facts.event_drafts import Draft, Drafts
from shilu.facts.occasions import is_bare, occasion_after, occasion_before
from shilu.facts.participants import Cast, Standing
from shilu.facts.scope import is_done, is_past, lifts, opens_speech
from shilu.facts.whereabouts import is_building, place_after, place_in, venue_before
from shilu.facts.within import Within
from shilu.folding import fold
from shilu.model import Event, Mentions, Role, Setting
from shilu.structure import Sentence, Structure
from shilu.text import Span

_TITLE = re.compile("《[^》\n]{1,80}》")
_GROUP = re.compile(
    "代表团|访问团|考察团|参访团|专家组|核查组|调研组|考察组|工作组|督导组|编队|团队|一行|艺术团|交流团"
)
_PRONOUN = re.compile("[他她](?:们|和)?")
_PERSONAL = re.compile("看望|慰问|探望|拜会")
_PAPER = re.compile(
    "《[^》]{2,60}》|(?:[^，。《》]{0,30}?)(?:协议书?|备忘录|意向书|合同|宣言|公报|声明|条约|协定|议定书|合约|章程|倡议书|协议)"
)
_COUNT = re.compile(r"了?(?:[0-9一二三四五六七八九十两多余]+[项份个宗]|一系列|多[项份])?的?")
_TALKS = ("会谈", "会晤", "会面", "会议", "座谈")
_SAME_DAY = re.compile("当天|当日|同日|其后|随后|期间|之后")
_PRAISED = re.compile("表示(?:热烈|衷心|诚挚)?(?:欢迎|感谢|祝贺|赞赏)")
_HERE = re.compile("(?:他|她|其)")
_STOPS = re.compile("先(?![进生行])|其后|随后|然后|接着|之后|最后")
_NOMINAL = re.compile("[^，。；]{0,30}?(?:时|期间|后)的")


@dataclass(slots=True)
class _Subject:
    """Whose activity the clauses under way tell, and what else they carry."""

    people: list[tuple[str, Role]] = field(default_factory=list)
    done: bool = True
    speech: bool = False
    paragraph: int = -1
    group: str | None = None
    hosts: list[str] = field(default_factory=list)


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
        self.view = _view(structure, mentions)
        self.cast = Cast(self.view, mentions)
        self.times = Within(mentions.times, lambda time: time.span)
        found = [(o.name, m.span) for o in mentions.organizations for m in o.mentions]
        self.organizations = Within(found, lambda item: item[1])
        self.places = [p.name for p in mentions.places]
        self.printed_places = sorted(m.span for p in mentions.places for m in p.mentions)
        self.matches = Within(self._winners(), lambda match: match.slots["verb"])
        self.groups: dict[str, Draft] = {}
        self.drafts = Drafts(structure.text)

    def events(self) -> tuple[Event, ...]:
        """Every event, put together."""
        subject = _Subject()
        for sentence in self.structure.sentences:
            if sentence.paragraph != subject.paragraph:
                subject = _Subject(people=[], paragraph=sentence.paragraph)
            for i, clause in enumerate(sentence.clauses):
                self._clause(sentence, i, clause, subject)
        return self.drafts.finished()

    # --- a clause -------------------------------------------------------------------------------

    def _clause(self, sentence: Sentence, i: int, clause: Span, subject: _Subject) -> None:
        matches = self.matches(clause)
        begin = self._begin(sentence, i)
        first = matches[0].slots["verb"].start if matches else clause.end
        before = Span(begin, first)
        told = self._subject_of(before)
        self._turn(clause, before, told, subject)
        for match in matches:
            self._tell(match, sentence, Span(begin, clause.end), subject)
        if opens_speech(self.folded, clause):
            subject.speech = True

    def _turn(
        self, clause: Span, before: Span, told: list[tuple[str, Role]], subject: _Subject
    ) -> None:
        """What a clause changes: a new subject, or 会上 or 他, leaves speech and wishes behind."""
        group = _GROUP.search(self.folded, *before)
        if told:
            subject.people, subject.group = told, None
        elif group:
            subject.group = group.group()
            subject.people = self._with_members(subject.people, before)
        elif subject.people:
            subject.people = self._with_members(subject.people, before)
        if told or group or lifts(self.folded, clause):
            subject.done = True
        if told or lifts(self.folded, clause) or opens_speech(self.folded, clause):
            subject.speech = subject.speech and not self._starts_sentence(clause)
        roles = self.cast.before(before)
        subject.hosts = [p.name for p, role in roles if role == "counterpart"] or subject.hosts

    def _with_members(self, people: list[tuple[str, Role]], before: Span) -> list[tuple[str, Role]]:
        """The people carried, and those a clause adds to them: 成员包括某人."""
        roles = self.cast.before(before)
        return people + [(person.name, role) for person, role in roles if role == "attending"]

    def _starts_sentence(self, clause: Span) -> bool:
        sentence = self.structure.sentence_at(clause.start)
        return sentence is not None and sentence.span.start >= clause.start - 1

    def _begin(self, sentence: Sentence, i: int) -> int:
        """Where the list of names that a clause may end begins: 甲，乙、丙，丁参加 is one list."""
        begin = sentence.clauses[i].start
        for clause in reversed(sentence.clauses[:i]):
            people = self.cast.standing(clause)
            if not people or people[-1].span.end != clause.end:
                break
            begin = clause.start
        return begin

    def _subject_of(self, within: Span) -> list[tuple[str, Role]]:
        """Who a clause says acts: its principals, and who came with them."""
        roles = self.cast.before(within)
        if not any(role == "principal" for _, role in roles):
            return []
        return [(person.name, role) for person, role in roles if role != "counterpart"]

    # --- an event -------------------------------------------------------------------------------

    def _tell(self, match: Match, sentence: Sentence, clause: Span, subject: _Subject) -> None:
        kind, verb = match.card.gives["type"], match.slots["verb"]
        rule = f"events.{match.card.name}"
        before = Span(clause.start, verb.start)
        if kind == "list":
            self._join(sentence, before, verb, rule)
            return
        done = self._done(clause, verb, subject)
        subject.done = done
        if not done or self.structure.quotation_at(verb.start) is not None:
            return
        if kind == "speak":
            self._speak(before, subject, rule)
            return
        draft = self._draft(match, sentence, clause, subject)
        if draft is not None:
            self._keep(draft, before, subject)

    def _join(self, sentence: Sentence, before: Span, verb: Span, rule: str) -> None:
        people: list[tuple[str, Role]] = [
            (person.name, "attending") for person in self.cast.standing(before)
        ]
        what = self.folded[verb.start : sentence.span.end]
        self.drafts.join(people, what, Span(before.start, sentence.span.end), rule)

    def _speak(self, before: Span, subject: _Subject, rule: str) -> None:
        """Those who speak at a session are its principals."""
        session = self.drafts.session()
        people = [item for item in self._subject_of(before) if item[1] == "principal"]
        if session is not None and not subject.speech:
            self.drafts.join(people, session.occasion or "会议", before, rule)

    def _done(self, clause: Span, verb: Span, subject: _Subject) -> bool:
        """Whether the verb is told as done; 某人考察时的讲话 was, whatever is asked for around it."""
        if _NOMINAL.match(self.folded, verb.end):
            people = self.cast.standing(Span(clause.start, verb.start))
            start = people[-1].whole.start if people else clause.start
            return is_done(self.folded, Span(start, verb.end), verb.start, True)
        return is_done(self.folded, clause, verb.start, subject.done)

    def _draft(
        self, match: Match, sentence: Sentence, clause: Span, subject: _Subject
    ) -> Draft | None:
        """The event a verb tells, all but what is carried into it; None if it tells none."""
        verb = match.slots["verb"]
        before, after = Span(clause.start, verb.start), Span(verb.end, clause.end)
        draft = Draft(
            type=match.card.gives["type"],  # type: ignore[arg-type]
            span=clause,
            rule=f"events.{match.card.name}",
            paragraph=sentence.paragraph,
        )
        self._people(draft, match, before, after, subject)
        draft.occasion = self._occasion(draft, before, after)
        if draft.type == "attend" and not self._attends(draft, match, after):
            return None
        self._sort(draft)
        draft.date, own_date = self._date(sentence, before)
        draft.anchored = own_date and bool(self._subject_of(before))
        if not is_past(draft.date, self.published):
            return None
        draft.place = self._place(draft, match, before, after)
        draft.organizations = self._organizations_of(draft, before, after)
        draft.background = (
            (subject.speech and not _HERE.match(self.folded, before.start))
            or bool(_NOMINAL.match(self.folded, verb.end))
            or self._is_praised(before, after)
        )
        self._told_by(draft, match, sentence, clause)
        return draft if self._tells(draft, before, subject) else None

    def _told_by(self, draft: Draft, match: Match, sentence: Sentence, clause: Span) -> None:
        """The words that tell an event: its clause; the sentence so far where nobody is named."""
        start = clause.start if draft.people or draft.background else sentence.span.start
        draft.span = Span(start, clause.end)
        draft.spans = [draft.span]
        draft.sentence = sentence.span.start
        draft.arrival = match.card.gives.get("as") == "arrival"
        draft.stop = _STOPS.search(self.folded, sentence.span.start, clause.end) is not None
        draft.placed = draft.place is not None

    def _people(
        self, draft: Draft, match: Match, before: Span, after: Span, subject: _Subject
    ) -> None:
        """Who acts, named in the clause or carried into it, and to whom it is done."""
        if person := match.slots.get("person"):
            draft.people = [(p.name, "principal") for p in self.cast.standing(person)]
            return
        if self._is_praised(before, after):
            before = Span(
                before.start + self.folded[before.start : before.end].index("对") + 1, before.end
            )
        roles = [(person.name, role) for person, role in self.cast.before(before)]
        if _NOMINAL.match(self.folded, after.start):
            roles = [item for item in roles if item[1] == "principal"][-1:]
        if not any(role == "principal" for _, role in roles) and self._carries(before, subject):
            roles = self._carried(draft, subject) + roles
        draft.people = roles
        if draft.type in ("meet", "call", "message") or self._is_personal(before.end, after.start):
            named = {name for name, _ in roles}
            others = self.cast.standing(after)
            if draft.type in ("call", "message"):
                others = self.cast.standing(before) + others
            draft.people += [(p.name, "counterpart") for p in others if p.name not in named]
        if draft.type == "meet" and not any(role == "counterpart" for _, role in draft.people):
            draft.people += [(name, "counterpart") for name in subject.hosts]

    def _carries(self, before: Span, subject: _Subject) -> bool:
        """Whether a verb without a subject goes on with the one before: in speech only after 他."""
        return not subject.speech or _HERE.match(self.folded, before.start) is not None

    def _is_praised(self, before: Span, after: Span) -> bool:
        """Whether a clause is about what others did: 对某人视察某地表示欢迎."""
        return "对" in self.folded[before.start : before.end] and (
            _PRAISED.search(self.folded, *after) is not None
        )

    def _carried(self, draft: Draft, subject: _Subject) -> list[tuple[str, Role]]:
        """The subject of the clauses before; the members of a group that is spoken of again."""
        if subject.group is None:
            return list(subject.people)
        known = self.groups.get(subject.group)
        if draft.type == "hold":
            return []
        return list(known.people if known else subject.people)

    def _is_personal(self, start: int, end: int) -> bool:
        return _PERSONAL.fullmatch(self.folded, start, end) is not None

    def _attends(self, draft: Draft, match: Match, after: Span) -> bool:
        """Whether 出席 and 参加 have an occasion as their object, or none because it was named."""
        if "occasion" in match.slots and draft.occasion is None:
            draft.occasion = self._in_session(match.slots["occasion"])
        if match.card.gives.get("as") in ("host", "speaker"):
            return True
        if draft.occasion is not None and is_bare(draft.occasion):
            roles = {"principal": "attending"}
            draft.people = [(n, roles.get(r, r)) for n, r in draft.people]  # type: ignore[misc,call-overload]
        return draft.occasion is not None or after.end - after.start <= 1

    def _in_session(self, slot: Span) -> str | None:
        found = occasion_after(self.folded, slot)
        return self._printed(found) if found else None

    def _occasion(self, draft: Draft, before: Span, after: Span) -> str | None:
        if draft.type == "sign":
            return self._paper(after)
        if draft.type not in ("attend", "hold"):
            return None
        found = None
        if draft.type == "hold":
            times = self.times(before)
            end = times[0].span.start if times else before.end
            found = occasion_before(self.folded, Span(before.start, end))
            found = found or occasion_before(self.folded, before)
        found = found or occasion_after(self.folded, after)
        return self._printed(found) if found else None

    def _paper(self, after: Span) -> str | None:
        """What was signed."""
        counted = _COUNT.match(self.folded, *after)
        start = counted.end() if counted else after.start
        found = _PAPER.match(self.folded, start, after.end)
        return self._printed(Span(*found.span())).strip("《》了") if found else None

    def _printed(self, span: Span) -> str:
        return self.structure.text[span.start : span.end].strip()

    @staticmethod
    def _sort(draft: Draft) -> None:
        """What 举行 tells: talks if somebody is named as the other side, attendance if as host."""
        if draft.type != "hold" or not draft.people:
            return
        others = any(role == "counterpart" for _, role in draft.people)
        draft.type = "meet" if others and fold(draft.occasion or "会谈") in _TALKS else "attend"
        if draft.type == "meet":
            draft.occasion = None

    def _date(self, sentence: Sentence, before: Span) -> tuple[str | None, bool]:
        """The last time before the verb in its clause, else in its sentence; and if it is there."""
        times = self.times(before) or self.times(Span(sentence.span.start, before.end))
        known = [time.edtf for time in times if time.edtf]
        return (known[-1], True) if known else (None, False)

    def _place(self, draft: Draft, match: Match, before: Span, after: Span) -> str | None:
        found = match.slots.get("place")
        if found is not None and not _is_place(self.view, found):
            found = None
        found = found or self._lettered(match) or place_in(self.view, before)
        if found is None and draft.type == "visit":
            found = place_after(self.view, *after)
        if found is None and draft.type in ("attend", "hold"):
            found = place_in(self.view, Span(after.start, self._occasion_start(draft, after)))
        if found is None and draft.type in ("attend", "hold", "meet"):
            found = venue_before(self.view, before)
        if found is None and draft.type == "visit":
            return self._place_of(self._organizations_of(draft, before, after))
        return self._printed(found) if found else None

    def _lettered(self, match: Match) -> Span | None:
        """Where the place that a letter stands for is printed first: 港 in 抵港."""
        letter = match.slots.get("letter")
        if letter is None:
            return None
        region = region_of(self.folded[letter.start : letter.end])
        return next(
            (s for s in self.printed_places if common_name(self._printed(s)) == region), None
        )

    def _occasion_start(self, draft: Draft, after: Span) -> int:
        at = self.structure.text.find(draft.occasion, *after) if draft.occasion else -1
        return at if at >= 0 else after.start

    def _organizations_of(self, draft: Draft, before: Span, after: Span) -> list[str]:
        """The bodies visited, met or signing."""
        if draft.type not in ("visit", "meet", "sign"):
            return []
        start = before.start if draft.type == "sign" else self._object_start(before)
        found = self.organizations(Span(start, after.end))
        return list(dict.fromkeys(name for name, span in found if not self._is_affiliation(span)))

    def _object_start(self, before: Span) -> int:
        """Where, before a verb, its object may stand: behind the last 到, 赴, 与, 在 of the clause."""
        found = re.compile("[到赴与同]|来到|前往|走进|在").search(self.folded, *before)
        people = self.cast.standing(before)
        last = people[-1].span.end if people else before.start
        return max(found.start(), last) if found else before.end

    def _is_affiliation(self, organization: Span) -> bool:
        """Whether an organisation only says where a person belongs."""
        after = self.view.layered[organization.end : organization.end + 1]
        return after in (CLASSES["人名"][0], CLASSES["职务"][0]) and after != ""

    def _tells(self, draft: Draft, before: Span, subject: _Subject) -> bool:
        """Whether there is enough to call it an event."""
        fixed = draft.date is not None or draft.place is not None
        if draft.background and not (
            fixed and (draft.people or draft.type == "hold" or subject.group)
        ):
            return False
        if draft.type == "attend":
            session = draft.occasion is not None and not is_bare(draft.occasion)
            return bool(draft.people) and (session or self.drafts.session() is not None)
        if draft.type == "hold":
            named = draft.occasion is not None and not is_bare(draft.occasion)
            return named and (fixed or subject.group is not None)
        if draft.type == "sign":
            parties = draft.people or draft.organizations or _has_place(self.view, before)
            return draft.occasion is not None and bool(parties)
        if draft.type == "visit" and subject.group is not None:
            return True
        return bool(draft.people)

    # --- what is carried ------------------------------------------------------------------------

    def _keep(self, draft: Draft, before: Span, subject: _Subject) -> None:
        """Carry the day and the place into an event, and take it in."""
        lead = None if draft.background else self.drafts.lead_of(draft.principals())
        if subject.group is not None and lead is None:
            lead = self.groups.get(subject.group)
        if draft.date is None and _SAME_DAY.search(self.folded, *before):
            draft.date = self.drafts.last_date()
        if lead is not None:
            draft.date = draft.date or lead.date
            if draft.place is None and lead.place and not re.search("[、和及]", lead.place):
                draft.place = lead.place
        if draft.occasion and is_bare(draft.occasion):
            draft.occasion = None
        kept = self.drafts.add(draft)
        if subject.group is not None:
            self.groups.setdefault(subject.group, kept)

    def _place_of(self, organizations: list[str]) -> str | None:
        """The places that the names of those visited begin with, else the building itself."""
        names = [o.removeprefix("驻").removeprefix("駐") for o in organizations]
        found = [next((p for p in self.places if o.startswith(p)), None) for o in names]
        if found and all(found):
            return "、".join(dict.fromkeys(p for p in found if p))
        buildings = [o for o in organizations if is_building(o)]
        return buildings[0] if len(buildings) == 1 == len(organizations) else None

    def _winners(self) -> Iterator[Match]:
        """The matches that stand, each verb told once: the higher rank first, then the longer."""
        spans = [sentence.span for sentence in self.structure.sentences]
        found = sorted(
            deck("events").match(self.view, spans),
            key=lambda m: (-m.card.rank, _key(m).start, -len(m.slots), -m.span.end),
        )
        taken: set[int] = set()
        for match in found:
            start, end = _key(match)
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                if match.card.gives["type"] != "none":
                    yield match


def _key(match: Match) -> Span:
    """The characters a match lays claim to: its verb, or all it took if that is no verb's telling."""
    whole = match.card.gives["type"] in ("none", "list")
    return match.span if whole else match.slots["verb"]


def _view(structure: Structure, mentions: Mentions) -> View:
    """The layered view of all that cards of events may name."""
    covered = [("地名", m.span) for p in mentions.places for m in p.mentions]
    covered += [("时间", time.span) for time in mentions.times]
    covered += [("机构", m.span) for o in mentions.organizations for m in o.mentions]
    covered += [("职务", m.span) for m in mentions.posts]
    covered += [("人名", m.span) for p in mentions.people for m in p.mentions]
    covered += [("书名", Span(*m.span())) for m in _TITLE.finditer(structure.folded)]
    return layered(structure.folded, covered)


def _is_place(view: View, span: Span) -> bool:
    return view.layered[span.start] == CLASSES["地名"][0]


def _has_place(view: View, within: Span) -> bool:
    return view.layered.find(CLASSES["地名"][0], *within) >= 0
