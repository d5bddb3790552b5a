"""Who an article names: its people, bodies and places, and its text with them written over it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache, partial
from operator import attrgetter, itemgetter
from typing import NamedTuple

from shilu.cards.pattern import mention
from shilu.cards.view import CLASSES, View, layered
from shilu.facts.short_forms import shortens
from shilu.facts.within import Within
from shilu.folding import fold
from shilu.model import Mention, Mentions, Organization, Person, Place, Time
from shilu.structure import Structure
from shilu.text import Span

_PERSON, _BODY, _PLACE = mention("人名"), mention("机构"), mention("地名")
_A_PERSON, _A_BODY = CLASSES["人名"][0], CLASSES["机构"][0]
_WHOLE_BODY = re.compile(_BODY)
#: A body, and the person whose post it is a part of.
_APPOSED = re.compile(
    f"(?:{mention('职务')}|{_PLACE}|{_BODY}|[^\\ufdd0-\\ufdef，。；：的]{{0,6}})(?P<person>{_PERSON})"
)
#: 某报消息：opens an article and acts in nothing that follows.
_DATELINE = re.compile(".{0,8}(?:消息|讯|电)(?:[（(：]| )")
#: How far into a sentence its subject is looked for.
OPENING = 300
#: A name after one of these is no subject.
GOVERNING = frozenset("对向与和同在由被为于从据受给跟及就、请让使把经")


_PRINTED = attrgetter("span")

#: The names of a genre are few, and are folded again and again.
fold_name = lru_cache(4096)(fold)


class Named(NamedTuple):
    """A name printed in the article: where, whose, and of what kind."""

    span: Span
    name: str
    kind: str


class Cast:
    """The people, bodies and places an article names, to be asked what stands where.

    Nothing is looked up before it is asked for: one cast serves all who read the article.
    """

    def __init__(self, structure: Structure, mentions: Mentions) -> None:
        self.structure = structure
        self.mentions = mentions
        self._shortened: dict[str, list[str]] = {}

    @cached_property
    def printed(self) -> tuple[list[Named], list[Named], list[Named]]:
        """The names of people, of bodies and of places, in order, sides among them."""
        mentions = self.mentions
        return (
            _named("person", mentions.people),
            _named("body", mentions.organizations),
            _named("place", mentions.places),
        )

    @cached_property
    def _kinds(self) -> tuple[list[Named], list[Named], list[Named]]:
        """The same without sides; itself where there are none."""
        if not any(name[-1:] == "方" for names in self.printed for _, name, _ in names):
            return self.printed
        people, bodies, places = self.printed
        return _without_sides(people), _without_sides(bodies), _without_sides(places)

    @cached_property
    def times(self) -> Within[Time]:
        """The times whose value is known."""
        return Within([time for time in self.mentions.times if time.edtf], _PRINTED)

    @cached_property
    def bodies_printed(self) -> Within[Named]:
        """Where bodies are named."""
        return Within(self.printed[1], itemgetter(0))

    @cached_property
    def posts(self) -> Within[Mention]:
        """Where posts are printed."""
        return Within(self.mentions.posts, _PRINTED)

    @cached_property
    def named(self) -> list[Named]:
        """Every place where a name stands, in order."""
        people, bodies, places = self._kinds
        return sorted(people + bodies + places, key=itemgetter(0))

    @cached_property
    def view(self) -> View:
        """The folded text with all that is named written over it, but for sides."""
        return self.full_view if self._kinds is self.printed else self._written(*self._kinds)

    @cached_property
    def full_view(self) -> View:
        """The folded text with all that is named written over it."""
        return self._written(*self.printed)

    def _written(self, people: list[Named], bodies: list[Named], places: list[Named]) -> View:
        """The folded text with places, times, bodies, posts and people written over it in turn."""
        layers: list[tuple[str, Span]] = [("地名", place[0]) for place in places]
        layers += [("时间", time.span) for time in self.mentions.times]
        layers += [("机构", body[0]) for body in bodies]
        layers += [("职务", post.span) for post in self.mentions.posts]
        layers += [("人名", person[0]) for person in people]
        return layered(self.structure.folded, layers, self.structure.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [span[0] for span, _, _ in self.named]

    @cached_property
    def people(self) -> set[str]:
        """The names of the people."""
        return {name for _, name, _ in self._kinds[0]}

    @cached_property
    def bodies(self) -> dict[str, str]:
        """The names of the bodies, with their folded forms."""
        return {name: fold_name(name) for _, name, _ in self._kinds[1]}

    @cached_property
    def surnames(self) -> dict[str, str]:
        """First character → the person, where only one of the article's people bears it."""
        bearers: dict[str, list[str]] = {}
        for name in self.people:
            bearers.setdefault(name[0], []).append(name)
        return {first: names[0] for first, names in bearers.items() if len(names) == 1}

    @cached_property
    def titles(self) -> dict[str, str]:
        """Post → its holder, where only one of the article's people holds it: 总书记指出."""
        holders: dict[str, list[str]] = {}
        for person in self.mentions.people:
            for post in person.posts:
                holders.setdefault(fold_name(post), []).append(person.name)
        return {post: names[0] for post, names in holders.items() if len(names) == 1}

    def is_named(self, name: str | None) -> bool:
        """Whether `name` is a person's or a body's of the article."""
        return name in self.people or name in self.bodies

    def shortened(self, short: str) -> list[str]:
        """The bodies whose names `short` shortens: their ends, or some of their characters."""
        if short not in self._shortened:
            self._shortened[short] = [
                name
                for name, full in self.bodies.items()
                if short[-1] in full[-2:] and shortens(short, full)
            ]
        return self._shortened[short]

    def within(self, start: int, end: int) -> list[Named]:
        """The names that begin from `start` on and before `end`."""
        starts = self._starts
        low = bisect_left(starts, start)
        if low == len(starts) or starts[low] >= end:
            return []
        return self.named[low : bisect_left(starts, end, low)]

    def at(self, start: int) -> Named | None:
        """The name that begins at `start`."""
        i = bisect_right(self._starts, start) - 1
        return self.named[i] if i >= 0 and self._starts[i] == start else None

    def first(self, start: int, end: int, kind: str | None = None) -> Named | None:
        """The first person or body in a stretch that no preposition governs: most likely a subject.

        A body that is a part of a person's post gives way to the person. `kind` says which of
        person and body to look for, both unless given.
        """
        view = self.view.layered
        end = min(end, start + OPENING)
        for (at, _), _, _ in self.within(start, end):
            what = view[at]
            if (what != _A_PERSON and what != _A_BODY) or view[at - 1 : at] in GOVERNING:
                continue
            body = _WHOLE_BODY.match(view, at, end)
            if body:
                if _DATELINE.match(self.view.folded, body.end(), end):
                    continue
                if apposed := _APPOSED.match(view, body.end(), end):
                    return self.at(apposed.start("person"))
            found = self.at(at)
            if found and (kind is None or found.kind == kind):
                return found
        return None


#: Made of a tuple without a call into Python: a long article names many.
_NAMED = partial(tuple.__new__, Named)


def _named(
    kind: str, entities: tuple[Person, ...] | tuple[Organization, ...] | tuple[Place, ...]
) -> list[Named]:
    """Where the names of one kind stand, in order."""
    named = [
        _NAMED((place.span, entity.name, kind)) for entity in entities for place in entity.mentions
    ]
    named.sort(key=itemgetter(0))
    return named


def _without_sides(named: list[Named]) -> list[Named]:
    return [name for name in named if not _is_side(name[1])]


def _is_side(name: str) -> bool:
    """Whether a name is a side's, whoever has taken it for a person's: 哈方, 圣普方."""
    return name[-1:] == "方" and len(name) in (2, 3)
