"""Who takes part in what a verb tells: named in its clause, or carried into it.

Roles within a clause are read in `participants`; here they are joined with the subject in force.
"""

from __future__ import annotations

import re

from shilu.cards.pattern import mention
from shilu.facts.event_drafts import Draft, Drafts
from shilu.facts.scene import Scene
from shilu.facts.scope import continues
from shilu.facts.subjects import People, Subject
from shilu.facts.tellings import Telling
from shilu.text import Span

_PERSONAL = re.compile("看望|慰问|探望|拜会")
_PRAISED = re.compile("表示(?:热烈|衷心|诚挚)?(?:欢迎|感谢|祝贺|赞赏)")
_HE = re.compile("他|她|其")
_BOTH = re.compile(
    "(?:两国|两党|两军|双方|两位|二)(?:元首|领导人|总理|主席|总统|外长|部长|人)|双方|两人"
)
_WITNESSED = re.compile("见证")
_TOGETHER = re.compile("共同|一同|一起|一道|携手")
#: Behind the first who is named, what brings in the other side of talks, however long its titles.
_FACED = re.compile(f"{mention('人名')}[^，。；]{{0,40}}?(?:与|(?<![会陪共一])同|跟)")
#: A verb told inside a name for something else: 在某地考察时的讲话.
NOMINAL = re.compile("[^，。；]{0,30}?(?:时|期间|后)的")


_OF = ("的", "国事", "正式", "友好", "历史性")
#: The same said of somebody: 某人的国事访问.
_OF_SOMEBODY = re.compile(
    f"{mention('人名')}(?:{mention('职务')}|主席|总统|总理)?的(?:国事|正式|友好|历史性)?$"
)


def is_nominal(scene: Scene, telling: Telling) -> bool:
    """Whether a verb only names what was done: 在某地考察时的讲话, 某人的国事访问."""
    if telling.nominal:
        return True
    before = scene.view.layered[max(0, telling.verb.start - 20) : telling.verb.start]
    return before.endswith(_OF) and _OF_SOMEBODY.search(before) is not None


def is_he(folded: str, at: int) -> bool:
    """Whether 他 stands at a place: who was spoken of acts again, also in speech."""
    return _HE.match(folded, at) is not None


#: What a speaker tells of himself.
_MYSELF = re.compile(f"(?:{mention('时间')})?[^，。；]{{0,2}}(?:曾|获邀|应邀)")
#: A second verb of a clause: 出席会议并对某地进行访问.
_AND = re.compile("并[^，。；并]{0,20}$")
#: What may stand before a verb that describes who is named behind it: 正在某地访问的某人.
_DESCRIBING = re.compile(
    f"$|[正现曾刚在到来赴]|目前|有份|日前|近日|[今昨当同]日|{mention('时间')}|率|同样|另"
)
_DESCRIBED = re.compile("[^，。；：、]{0,40}的[^，。；：、的对向与和同为]{0,10}")


class Actors:
    """Finds the actors of one article's events; `groups` are events by the group that acts."""

    def __init__(self, scene: Scene, drafts: Drafts) -> None:
        self.scene = scene
        self.cast = scene.cast
        self.folded = scene.folded
        self.drafts = drafts
        self.groups: dict[str, Draft] = {}
        self._described: dict[Span, People] = {}

    def of(self, telling: Telling, subject: Subject) -> People:
        """Who acts, named in the clause or carried into it, and to whom it is done."""
        if person := telling.match.slots.get("person"):
            return [(p.name, "principal") for p in self.cast.standing(person)]
        if described := self.described(telling):
            return list(described)
        before = telling.before
        if self.is_praised(telling):
            before = Span(self.folded.index("对", *before) + 1, before.end)
        people: People = [(person.name, role) for person, role in self.cast.before(before)]
        if telling.nominal:
            people = [(p.name, "principal") for p in self.cast.standing(before)[-1:]]
        if not any(role == "principal" for _, role in people):
            people = self._carried(telling, before, subject) + people
        people = self._sided(people, telling)
        if telling.type == "sign" and _WITNESSED.search(self.folded, *telling.before):
            people = [(name, "attending") for name, _ in people]
        people += self._others(telling, {name for name, _ in people})
        if telling.type == "meet" and not any(role == "counterpart" for _, role in people):
            people += [(name, "counterpart") for name in subject.hosts]
        return people

    def _sided(self, people: People, telling: Telling) -> People:
        """Who is together and who is opposite: 与 joins those who attend or go, 与…会谈 faces."""
        before = telling.before
        together = _TOGETHER.search(self.folded, *before) is not None
        if telling.type == "attend" or (telling.type == "visit" and together):
            return [(n, "principal" if role == "counterpart" else role) for n, role in people]
        faced = _FACED.search(self.scene.view.layered, *before)
        if telling.match.card.name != "与某人会谈" or faced is None or together:
            return people
        far = {p.name for p in self.cast.standing(Span(faced.end(), before.end))}
        return [(n, "counterpart" if n in far else role) for n, role in people]

    def described(self, telling: Telling) -> People:
        """Who is named behind a verb that says what they do: 正在某地访问的某人."""
        if telling.verb not in self._described:
            self._described[telling.verb] = self._read_described(telling)
        return self._described[telling.verb]

    def _read_described(self, telling: Telling) -> People:
        if telling.type not in ("visit", "attend") or telling.manner is not None:
            return []
        if self.cast.standing(telling.before):
            return []
        people = self.cast.standing(telling.after)
        view = self.scene.view
        if not people or not _DESCRIBING.match(view.layered, *telling.before):
            return []
        between = Span(telling.after.start, max(people[0].whole.start, telling.after.start))
        if not _DESCRIBED.fullmatch(self.folded, *between):
            return []
        return [(people[0].name, "principal")]

    def is_praised(self, telling: Telling) -> bool:
        """Whether a clause is about what others did: 对某人视察某地表示欢迎."""
        if self.folded.find("对", *telling.before) < 0:
            return False
        return _PRAISED.search(self.folded, *telling.after) is not None

    def _others(self, telling: Telling, known: set[str]) -> People:
        """Those to whom it is done: behind the verb, and for letters and calls before it too."""
        direct = telling.type in ("meet", "call", "message")
        if not direct and not _PERSONAL.fullmatch(self.folded, *telling.verb):
            return []
        others = self.cast.standing(telling.after)
        if telling.type in ("call", "message"):
            others = self.cast.standing(telling.before) + others
        return [(person.name, "counterpart") for person in others if person.name not in known]

    def _carried(self, telling: Telling, before: Span, subject: Subject) -> People:
        """The subject of the clauses before; 两国元首 who met; the members of a group."""
        if not subject.speech and _BOTH.match(self.folded, *before):
            return self.drafts.sides()
        if not self._carries(before, subject):
            return []
        if subject.group is None or (is_he(self.folded, before.start) and subject.people):
            return list(subject.people)
        known = self.groups.get(subject.group)
        if telling.type == "hold":
            return []
        return list(known.people if known else subject.people)

    def _carries(self, before: Span, subject: Subject) -> bool:
        """Whether a verb without a subject goes on with the one before; in speech the speaker's
        only after 他, or where it tells of the past: 他表示，昨天获邀出席.
        """
        if subject.speech:
            myself = _MYSELF.match(self.scene.view.layered, *before) is not None
            return is_he(self.folded, before.start) or (myself and len(subject.people) == 1)
        further = continues(self.folded, self.scene.view, before)
        return subject.group is not None or further or _AND.search(self.folded, *before) is not None
