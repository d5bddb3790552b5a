"""Who takes part in what a clause tells, and in which role.

A role follows from where a name stands: before the verb or after it, behind 与 or 同, in
在…陪同下, in a list of those who came along. A name said in passing (以某人为核心, 某人重要讲话)
has no role.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import NamedTuple

from shilu.cards import CLASSES, View
from shilu.cards.pattern import mention
from shilu.facts.cast import Named
from shilu.facts.within import Within
from shilu.model import Participant, Role
from shilu.text import Span


def _back(name: str) -> str:
    """A whole mention of class `name`, read from its end back."""
    first, rest = CLASSES[name]
    return f"{rest}*{first}"


#: What titles, and what joins two, end with: before a name that none of these is before, none is.
_TITLE_ENDS = frozenset("人）、和及兼导长").union(
    *(CLASSES[name] for name in ("人名", "职务", "机构", "地名"))
)
#: Titles side by side, read from the name back.
_TITLES = re.compile(
    f"(?:{_back('职务')}|{_back('机构')}|{_back('地名')}|人夫(?:(?:{_back('职务')})?{_back('人名')})?|"
    "）[A-Z]{2,10}（|"
    "及以|[、和及兼]|导领[省市]|长[团队])*"
)
#: After a name: the name is said, but the person does nothing here.
_IN_PASSING = re.compile(
    f"(?:{mention('职务')}|总书记|主席|总理|同志)?"
    "(?:夫人|诞辰|诞生|逝世|同志?(?:纪念|先进|干部学院|故居|精神)|纪念馆|纪念地|故居|旧居|铜像|雕像|先进事迹|干部学院|精神|"
    "的?(?:特使|特别代表|发言人|重要|系列|新时代|关于|有关|思想|指示|讲话|批示|论述|精神|贺信|署名|题词|指导|领导|家|关心))"
)
#: Somebody's something: who it belongs to does nothing here, unless it is what was done.
_POSSESSES = re.compile(
    f"{mention('职务')}?的(?!陪同|邀请|带领|率领|主持|见证|"
    "(?:国事|正式|友好|历史性|首次|此次)?(?:访问|到访|考察|调研|出访))"
)
_CORE = re.compile(f"以{mention('人名')}同志?为核心")
_ESCORT = re.compile("(?:夫妇|夫人|先生|女士|等)?[^，。]{0,12}?的?陪同下?")
_BESIDE = ("与", "同", "跟", "和")
#: 和 joins more often than it faces: only after an adverb does it bring in the other side.
_WITH = re.compile("(?:与|(?<![会陪共一])同|跟|(?:还|也|亦|分别|先后|曾|再次)和)$")
_WITH_FAR = re.compile(
    "(?:与|(?<![会陪共一])同(?![为样时日场期一步志比事学行意])|跟)[^，。、与同]{1,30}的$"
)
_INVITED = re.compile("[并还]?[应受][^，。；]*邀请?$")
_INVITES = re.compile(
    "(?:总统|总理|主席|首相|外长|国王|夫妇|先生|女士)?的?(?:盛情|热情|友好)?(?:邀请|之邀|邀约)"
)
_INCLUDED = re.compile("(?:成员|嘉宾|人员)?(?:包括|有)[^，。]{0,30}$")
_ASIDE = (
    *"对向为给把将被以经受",
    *("感谢", "祝贺", "欢迎", "贯彻", "学习", "落实"),
    *("按照", "遵照", "代表", "根据", "围绕", "传达"),
)
_LONGEST_TITLE = 60
#: How far before a name its role is sought.
_REACH = 80
_SPAN = itemgetter(1)
_GLUE = re.compile("(?:先生|女士|同志|夫妇|等)?(?:、|和|及|以及|，)?")


class Standing(NamedTuple):
    """A person where the text names them: `whole` begins at the posts before the name."""

    name: str
    span: Span
    whole: Span


class Participants:
    """Everyone an article names, to be asked who stands where in which role."""

    def __init__(self, view: View, people: Iterable[Named]) -> None:
        self.view = view
        self._roles: dict[Span, list[tuple[Standing, Role]]] = {}
        #: Everyone named in a stretch, but for those named in passing.
        self.standing = Within(self._stand(people), _SPAN)
        self._ends = {person.span.end for person in self.standing.items}

    def _stand(self, people: Iterable[Named]) -> Iterator[Standing]:
        layered = self.view.layered
        core = {m.start() + 1 for m in _CORE.finditer(layered)}
        for span, name, _ in people:
            if _IN_PASSING.match(layered, span.end) or span.start in core:
                continue
            start = span.start
            if layered[start - 1 : start] in _TITLE_ENDS:
                back = _TITLES.match(layered[max(0, start - _LONGEST_TITLE) : start][::-1])
                start -= back.end() if back else 0
            yield Standing(name, span, Span(start, span.end))

    def ends(self, clause: Span) -> bool:
        """Whether a clause ends with a name."""
        if clause.end not in self._ends:
            return False
        people = self.standing(clause)
        return bool(people) and people[-1].span.end == clause.end

    def before(self, within: Span) -> list[tuple[Standing, Role]]:
        """The people of a stretch that ends at a verb, with the roles their places give them."""
        if within not in self._roles:
            self._roles[within] = self._read(within)
        return self._roles[within]

    def _read(self, within: Span) -> list[tuple[Standing, Role]]:
        """Each name's role, by the words around it; who is listed shares the role before."""
        roles: list[tuple[Standing, Role]] = []
        last: tuple[Standing, Role | None] | None = None
        for person in self.standing(within):
            listed = last is not None and _GLUE.fullmatch(
                self.view.layered, last[0].span.end, max(last[0].span.end, self._lead(person))
            )
            role = last[1] if last and listed else self._role(person, within)
            last = (person, role)
            if role is not None:
                roles.append((person, role))
        return roles

    def _lead(self, person: Standing) -> int:
        """Where the name with its posts begins, the word that lists it left out."""
        start = person.whole.start
        while start < person.span.start and self.view.folded[start] in "、和及":
            start += 1
        return start

    def _role(self, person: Standing, within: Span) -> Role | None:
        layered = self.view.layered
        low = max(within.start, person.whole.start - _REACH)
        before = layered[low : person.whole.start]
        joined = layered[low : self._lead(person)]
        if before.endswith(("在", "由")) and _ESCORT.match(layered, person.span.end, within.end):
            return "attending"
        if _INVITED.match(self.view.folded, within.start, min(within.end, low + 4 * _REACH)):
            return "counterpart"
        if _INVITES.match(layered, person.span.end):
            return "counterpart"
        if _faces(before, joined):
            return "counterpart"
        if ("有" in joined or "包括" in joined) and _INCLUDED.search(joined):
            return "attending"
        aside = before.endswith(_ASIDE) or _POSSESSES.match(layered, person.span.end)
        return None if aside else "principal"


def _faces(before: str, joined: str) -> bool:
    """Whether what stands before a name, or before what joins it, brings in the other side."""
    if before.endswith(("受", "应")):
        return True
    if any(
        text.endswith(_BESIDE) and _WITH.search(text, len(text) - 4) for text in (before, joined)
    ):
        return True
    return before.endswith("的") and _WITH_FAR.search(before) is not None


def participants(people: Iterable[tuple[str, Role]]) -> tuple[Participant, ...]:
    """Each person once, by the first role given."""
    roles: dict[str, Role] = {}
    for name, role in people:
        roles.setdefault(name, role)
    return tuple(Participant(name, role) for name, role in roles.items())
