"""The scene of an article: its people, places, times and bodies, to be asked what stands where."""

from __future__ import annotations

import re
from collections.abc import Iterable

from shilu.cards import CLASSES, View, layered
from shilu.facts.cast import Cast
from shilu.facts.participants import Participants
from shilu.facts.tellings import Telling
from shilu.model import Time
from shilu.text import Span

_TITLE = re.compile("《[^》\n]{1,80}》")
_TELLS_MORE = re.compile("若|将|拟|愿|要|欲|盼|未|没|应|须|研究|计划|建议|筹|考虑|鼓励|争取")
_SUBJECT = re.compile("(?![在于并也还随其由此])[一-鿿]{3,20}")
_TOWARDS = re.compile("[到赴与同]|来到|前往|走进|在")


class Scene:
    """One article's mentions over its text."""

    def __init__(self, names: Cast, view: View) -> None:
        structure, mentions = names.structure, names.mentions
        self.structure = structure
        self.folded = structure.folded
        self.view = view
        self.nameless = _nameless(names)
        self.cast = Participants(view, names.printed[0])
        self.times = names.times
        self.places = [place.name for place in mentions.places]
        self.officials = {p.name for p in mentions.people if p.posts}
        self._bodies = names.bodies_printed

    def printed(self, span: Span) -> str:
        """A stretch as the article prints it."""
        return self.structure.text[span.start : span.end].strip()

    def said(self, span: Span) -> str:
        """A stretch as rules see it."""
        return self.folded[span.start : span.end]

    def bodies_in(self, within: Span) -> list[str]:
        """The bodies named in a stretch."""
        return [body.name for body in self._bodies(within)]

    def has_subject(self, before: Span) -> bool:
        """Whether a clause says who holds something: a body, or what stands before its time."""
        times = self.times(before)
        head = before._replace(end=times[0].span.start) if times else before
        return bool(self.bodies_in(before)) or _SUBJECT.fullmatch(self.folded, *head) is not None

    def is_official(self, names: Iterable[str]) -> bool:
        """Whether one of `names` holds a post."""
        return not self.officials.isdisjoint(names)

    def has_place(self, within: Span) -> bool:
        """Whether a place is named in a stretch."""
        return self.view.layered.find(CLASSES["地名"][0], *within) >= 0

    def time(self, telling: Telling) -> Time | None:
        """The last time before the verb in its clause, else the one its sentence opens with."""
        times = self.times(telling.before) or self._opening(telling)
        return times[-1] if times else None

    def _opening(self, telling: Telling) -> list[Time]:
        """The times in a sentence's first clause and in the clause before a verb's own."""
        return next((t for clause in reversed(telling.ahead) if (t := self.times(clause))), [])

    def bodies(self, telling: Telling) -> list[str]:
        """The bodies visited, met or signing; not those that only say where a person belongs."""
        if telling.type not in ("visit", "meet", "sign"):
            return []
        start = telling.clause.start if telling.type == "sign" else self._object(telling)
        found = self._bodies(Span(start, telling.clause.end))
        return list(dict.fromkeys(b.name for b in found if not self._affiliates(b.span)))

    def _object(self, telling: Telling) -> int:
        """Where, before a verb, its object may stand: behind 到, 赴, 与, 在 and the subject."""
        found = _TOWARDS.search(self.folded, *telling.before)
        people = self.cast.standing(telling.before)
        last = people[-1].span.end if people else telling.clause.start
        return max(found.start(), last) if found else telling.verb.start

    def _affiliates(self, body: Span) -> bool:
        after = self.view.layered[body.end : body.end + 1]
        return after in (CLASSES["人名"][0], CLASSES["职务"][0]) and after != ""


def _nameless(names: Cast) -> str:
    """The folded text without those names and posts that hold what tells of what is to come.

    某若某 supposes nothing, and 政策研究室主任 studies nothing. Few names hold any: all are asked
    at once.
    """
    folded = names.structure.folded
    people, bodies, _ = names.printed
    named = [("人名", person.span) for person in people]
    named += [("职务", post.span) for post in names.mentions.posts]
    named += [("机构", body.span) for body in bodies]
    if not _TELLS_MORE.search("\n".join([folded[start:end] for _, (start, end) in named])):
        return folded
    telling = [(name, span) for name, span in named if _TELLS_MORE.search(folded, *span)]
    return layered(folded, telling).layered


def view_of(names: Cast) -> View:
    """The layered view of all that the cards of events may name: titles go over the names."""
    view = names.full_view
    if "《" not in view.folded:
        return view
    titles = [("书名", Span(*m.span())) for m in _TITLE.finditer(view.folded)]
    return View(view.text, view.folded, layered(view.layered, titles).layered)
