"""Events being put together: one told twice is one, and those who came along join it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from msgspec import UNSET

from shilu.facts.occasions import is_bare, same_occasion
from shilu.facts.participants import participants
from shilu.model import Event, EventType, Evidence, Role
from shilu.text import Span

#: A day as EDTF, and the words that say it.
Dated = tuple[str, Span | None]
#: How many characters behind 与 say whom a meeting was with.
_SAYS_WHOM = 3
#: How many events back a report may return to one.
_MEMORY = 40
#: What a list of names belongs to if it says so: 参加会见 to a meeting, 一同调研 to a visit.
_OF_KIND: dict[str, tuple[EventType, ...]] = {
    "会见": ("meet",),
    "会谈": ("meet", "call"),
    "会晤": ("meet", "call"),
    "会面": ("meet",),
    "座谈": ("meet", "attend", "hold"),
    "调研": ("visit",),
    "考察": ("visit",),
    "参观": ("visit",),
    "视察": ("visit",),
    "走访": ("visit",),
    "访问": ("visit",),
    "签字": ("sign",),
    "签约": ("sign", "attend", "hold"),
    "会议": ("attend", "hold"),
    "仪式": ("attend", "hold", "sign"),
}


@dataclass(slots=True, kw_only=True)
class Draft:
    """One event as far as it has been read; `anchored` if its own clause says who and when."""

    type: EventType
    span: Span
    rule: str
    paragraph: int
    date: str | None = None
    date_at: Span | None = None
    place: str | None = None
    place_at: Span | None = None
    occasion: str | None = None
    people: list[tuple[str, Role]] = field(default_factory=list)
    organizations: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    anchored: bool = False
    placed: bool = False
    arrival: bool = False
    stop: bool = False
    sentence: int = -1
    background: bool = False
    long_past: bool = False
    further: bool = False
    goal: str = ""
    signed: list[str] = field(default_factory=list)

    def dated(self, time: Dated | None) -> None:
        """Take the day over that somebody else's words give, unless there is one."""
        if self.date is None and time is not None:
            self.date, self.date_at = time

    def put(self, name: str | None, at: Span | None) -> None:
        """Take the place over, unless there is one."""
        if self.place is None and name is not None:
            self.place, self.place_at = name, at

    def principals(self) -> set[str]:
        """Whose activity it is."""
        return {name for name, role in self.people if role == "principal"}

    def principals_in_order(self) -> list[str]:
        """The same, as they are named."""
        return [name for name, role in self.people if role == "principal"]

    def others(self) -> set[str]:
        """Whom or what it was done to: counterparts and organisations."""
        return {n for n, role in self.people if role == "counterpart"} | set(self.organizations)


class Drafts:
    """The events of one article, in the order in which it first tells them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.drafts: list[Draft] = []
        self._leads: dict[str, Draft] = {}
        self._planned: list[str] = []

    def add(self, draft: Draft) -> Draft:
        """Take an event in, or into the one that it tells again."""
        known = self.told_again(draft)
        if known is not None:
            return self._merge(known, draft)
        self.drafts.append(draft)
        self._lead(draft)
        return draft

    def _lead(self, draft: Draft) -> None:
        """Remember an event as the first of its principals, for those that have none."""
        if not draft.background:
            for name in draft.principals():
                self._leads.setdefault(name, draft)

    def plan(self, occasion: str | None) -> None:
        """Remember an occasion that is said to be still to come."""
        if occasion and not is_bare(occasion):
            self._planned.append(occasion)

    def is_planned(self, draft: Draft) -> bool:
        """Whether a draft only speaks of an occasion that was said to be still to come."""
        occasion = draft.occasion
        return occasion is not None and any(same_occasion(o, occasion) for o in self._planned)

    def told_again(self, draft: Draft) -> Draft | None:
        """The event that `draft` tells again, if it does."""
        return next((known for known in self._recent() if _is_same(known, draft)), None)

    def _recent(self) -> Iterator[Draft]:
        """The events told last, the last first: an article tells nothing again after so many."""
        return reversed(self.drafts[-_MEMORY:])

    def lead_of(self, people: Iterable[str]) -> Draft | None:
        """The first event of the report that one of `people` is the principal of."""
        leads = [self._leads[name] for name in people if name in self._leads]
        return min(leads, key=lambda draft: draft.span, default=None)

    def sides(self) -> list[tuple[str, Role]]:
        """The two sides of the meeting told last: what both do next they do together."""
        for draft in self._recent():
            if not draft.background and draft.type in ("meet", "call", "visit"):
                others = [name for name, role in draft.people if role == "counterpart"]
                both = [*draft.principals_in_order(), *others] if others else []
                return [(name, "principal") for name in both]
        return []

    def signing(self) -> Draft | None:
        """The signing told last, which a ceremony is of."""
        return next((d for d in self._recent() if d.type == "sign" and not d.background), None)

    def last_date(self) -> Dated | None:
        """The day the report last gave."""
        told = (d for d in self._recent() if not d.background)
        return next(((d.date, d.date_at) for d in told if d.date), None)

    def join(self, people: list[tuple[str, Role]], what: str, span: Span, rule: str) -> None:
        """Add people named apart to the event they took part in; nothing if there is none.

        Who alone is named at a session that nobody else is said to have been at is its principal.
        """
        draft = self._of(what)
        if draft is None or not people:
            return
        if not draft.people and len(people) == 1:
            people = [(people[0][0], "principal")]
        known = {name for name, _ in draft.people}
        new = [(name, role) for name, role in people if name not in known]
        if not new:
            return
        draft.people.extend(new)
        self._lead(draft)
        if draft.type == "hold":
            draft.type = "attend"
        draft.spans.append(span)
        text = self.text[span.start : span.end]
        draft.evidence.append(Evidence(field="people", text=text, origin=span, rule=rule))

    def session(self) -> Draft | None:
        """The occasion under way, at which people speak."""
        sessions = (d for d in self._recent() if d.type in ("attend", "hold"))
        return next((d for d in sessions if self._is_reported(d)), None)

    def _is_reported(self, draft: Draft) -> bool:
        """Whether an event is the report's own: not told in passing, nor long past beside it."""
        return not draft.background and (self.drafts[0].long_past or not draft.long_past)

    def _of(self, what: str) -> Draft | None:
        """The event that a list refers to: by its kind, else the last that has its own day."""
        told = [d for d in self.drafts[-_MEMORY:] if self._is_reported(d)]
        for word, types in _OF_KIND.items():
            if word in what:
                fits = [d for d in told if d.type in types]
                if fits:
                    return next((d for d in reversed(fits) if d.anchored), fits[0])
        last = next((d for d in reversed(told) if d.anchored), told[0] if told else None)
        if last is None or last.type != "visit" or not what.startswith(("参加", "出席")):
            return last
        beside = (d for d in told if d.type == "attend" and d.sentence == last.sentence)
        return next(beside, last)  # an occasion is taken part in sooner than a journey

    def _merge(self, known: Draft, draft: Draft) -> Draft:
        names = {name for name, _ in known.people}
        known.people.extend(item for item in draft.people if item[0] not in names)
        new = (o for o in draft.organizations if o not in known.organizations)
        known.organizations.extend(new)
        if draft.type == "attend":
            known.type = "attend"
        known.dated((draft.date, draft.date_at) if draft.date else None)
        known.put(draft.place, draft.place_at)
        known.signed.extend(name for name in draft.signed if name not in known.signed)
        if draft.occasion and (known.occasion is None or is_bare(known.occasion)):
            known.occasion = draft.occasion
        if known.type == "visit" and known.sentence == draft.sentence:
            known.span = Span(known.span.start, max(known.span.end, draft.span.end))
            known.spans[0] = known.span
        else:
            known.spans.extend(s for s in draft.spans if s not in known.spans[-_MEMORY:])
        known.background = known.background and draft.background
        return known

    def finished(self) -> tuple[Event, ...]:
        """The events as they go into the record."""
        return tuple(self._finish(draft) for draft in self.drafts)

    def _finish(self, draft: Draft) -> Event:
        return Event(
            text=self.text[draft.span.start : draft.span.end],
            span=draft.span,
            rule=draft.rule,
            type=draft.type,
            date=draft.date,
            place=draft.place,
            occasion=draft.occasion,
            people=participants(draft.people),
            organizations=tuple(draft.organizations),
            spans=tuple(draft.spans),
            evidence=(*self._carried(draft), *draft.evidence),
            background=draft.background or draft.long_past or UNSET,
            signed=tuple(draft.signed) or UNSET,
        )

    def _carried(self, draft: Draft) -> Iterator[Evidence]:
        """The evidence for the day and the place that stand outside an event's own words."""
        for name, at in (("date", draft.date_at), ("place", draft.place_at)):
            if at is not None and not any(s.start <= at.start < s.end for s in draft.spans):
                text = self.text[at.start : at.end]
                yield Evidence(field=name, text=text, origin=at, rule="events.carried")


def _is_same(known: Draft, draft: Draft) -> bool:
    """Whether two drafts tell one event: one occasion, or the same done to the same."""
    if known.date and draft.date and not _overlap(known.date, draft.date):
        return False
    if {known.type, draft.type} <= {"attend", "hold"}:
        return _same_session(known, draft)
    if known.type != draft.type or not _same_actors(known, draft):
        return False
    if known.type == "visit":
        return known.span.touches(draft.span) or _goes_on(known, draft) or _same_goal(known, draft)
    if known.others() and draft.others():
        return bool(known.others() & draft.others())
    return not draft.further and not _others_met(known, draft)


def _others_met(known: Draft, draft: Draft) -> bool:
    """Whether a meeting that names nobody says it was with others than the one known."""
    if draft.others():
        unnamed = not known.others() and len(known.goal) > 1
        return unnamed and known.sentence == draft.sentence
    if len(draft.goal) < _SAYS_WHOM:
        return False
    if known.others():
        return known.sentence != draft.sentence
    return draft.goal not in known.goal and known.goal not in draft.goal


def _same_actors(known: Draft, draft: Draft) -> bool:
    """Whether two drafts have a principal in common, or are one sentence's and name nobody."""
    if known.people or draft.people:
        return bool(known.principals() & draft.principals())
    bodies = known.organizations and set(known.organizations) == set(draft.organizations)
    return known.sentence == draft.sentence or bool(bodies and known.type == "sign")


def _same_session(known: Draft, draft: Draft) -> bool:
    if _held_apart(known, draft):
        return False
    if draft.occasion is None:
        return known.occasion is not None
    return known.occasion is not None and same_occasion(known.occasion, draft.occasion)


def _held_apart(known: Draft, draft: Draft) -> bool:
    """Whether two paragraphs tell of occasions of one kind that were held in different places."""
    held = known.type == draft.type == "hold" and known.placed and draft.placed
    return held and known.place != draft.place and known.paragraph != draft.paragraph


def _same_goal(known: Draft, draft: Draft) -> bool:
    """Whether two visits went to one goal: an organisation, or a place and nothing else."""
    if known.others() or draft.others():
        return bool(known.others() & draft.others())
    return known.place is not None and known.place == draft.place and draft.placed


def _goes_on(known: Draft, draft: Draft) -> bool:
    """Whether a visit is a stop on the journey that its sentence tells: 先到…，然后到…，察看…."""
    nowhere = not draft.placed and not draft.others()
    return known.sentence == draft.sentence and (known.arrival or draft.stop or nowhere)


def _overlap(one: str, other: str) -> bool:
    """Whether two times share a day, as far as their prefixes tell."""
    a, b = list(_ends(one)), list(_ends(other))
    return a[0] <= b[1] and b[0] <= a[1]


def _ends(edtf: str) -> Iterator[str]:
    """The first and the last day of a time, a shorter one filled up to sort before and after."""
    first, _, last = edtf.partition("/")
    yield first
    yield (last or first) + "~"
