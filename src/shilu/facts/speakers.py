"""Who speaks: the subject of a reporting word, printed before it, carried, or a pronoun's."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from shilu.cards.pattern import mention
from shilu.cards.view import View, layered
from shilu.facts.short_forms import both, shortens, unknown_name
from shilu.folding import fold
from shilu.lexicon import terms
from shilu.model import Mentions
from shilu.structure import Structure
from shilu.text import Span


def _either(name: str) -> str:
    """The words of a word file as alternatives, the longest first."""
    return "|".join(sorted(map(re.escape, terms(name)), key=len, reverse=True))


_PERSON, _BODY, _PLACE = mention("人名"), mention("机构"), mention("地名")
_POST, _TIME = mention("职务"), mention("时间")
#: How far into a sentence its subject is looked for.
_OPENING = 300
_THEY = re.compile("(?:(?<![\u4e00-\u9fff])|(?<=[时后]))[他她](?![们人国])")
#: What may follow a name and still be the name: 习近平总书记, 王五先生.
_STYLE = f"(?:{_POST}|总书记|主席|总理|总统|委员长|先生|女士|小姐|同志|教授|院士|将军|博士)?"
_NOUN = _either("speakers")

#: How far before a verb its adverbs, whom it is said to, and where, are looked for.
_TAIL = 32
TAIL_ADVERBS = re.compile(f"(?:{_TIME}|[0-9]{{1,2}}[日号]|{_either('adverbs')})+$")
#: 在社评说, 在一份声明中表示: where it was said, and no part of who says it.
_MEDIUM = re.compile(
    "在[^，在《》]{0,10}(?:报告|声明|社评|社论|信|节目|网站|文章|讲话|致辞|微博|[Ff]acebook|[Tt]witter|Instagram|脸书|社交媒体|社交平台|社交网站|公告|通告|回复|帖文)"
    "[中里上内时]?$|(?:多次)?(?:作出|做出|发表|发布|发出)[^，《》]{0,8}(?:指示|批示|声明|讲话|谈话|公告)$"
    "|(?:发表|发布|发出|发(?=声|文|帖|公告|新闻))[^，《》]{0,6}$|(?<![正现存所])在(?!内)[^，《》的]{0,4}$"
)
_HEAD_TIME = re.compile(f"(?:{_TIME}|昨晚|昨日|今日|今天|昨天|日前|近日)+，?")
_LEADING = re.compile(
    "^(?:但是|但|故(?![事宫乡障意])|而|不过|然而|同时|此外|另外|其中|对此|随后|因此|所以|至于|对于|另?据|第?[一二三四五六]是|亦有|也有|另有|更有"
    "|还有|有的|有(?![关限效力])|一位|一名|一些|不少|多位|多名|多数|许多|其他|如|正如|[0-9一二两三四五六七八九十]+[位名])"
)
TO_SOMEONE = re.compile(
    f"(?:对|向|跟|给)(?:{_POST}|{_PLACE}|{_BODY})*(?:{_PERSON}|媒体|记者|传媒|本报记者|外界)?$"
    "|(?<![面方导走针反相])(?:对(?!方)|向)[^，的]{1,8}$"
)
_NAMED = re.compile(f"(?P<person>{_PERSON})|(?P<body>{_BODY})|(?P<they>[他她](?![们人国]))")
_JOINT = re.compile(
    f"(?:{_PERSON})(?:(?:、|和|与|及|以及)(?:{_POST}|{_BODY}|{_PLACE})*{_PERSON})*{_STYLE}(?:等[^，。的]{{0,8}})?$"
)
#: Bodies or countries that speak together: 甲国、乙国和丙国表示.
_SEVERAL = re.compile(
    f"(?:{_BODY}|{_PLACE})(?:(?:、|和|与|及|以及)(?:{_BODY}|{_PLACE})(?!{_BODY}|{_PLACE}))+$"
)
#: 某报消息：opens an article and acts in nothing that follows.
_DATELINE = re.compile(".{0,8}(?:消息|讯|电)(?:[（(：]| )")
_VERBS = "|".join(word for word in terms("drives") if len(word) > 1)
#: A noun with this before it is governed or does something else, and does not speak.
_NO_NOUN = re.compile(
    f"他|她|获|赞赏|感谢|祝贺|欢迎|相信|注意到|指导|发现|发表|发出|并|于|到(?!会)|被(?!告)|遭|把|让|给|另|向|由|因|{_VERBS}"
)
#: 在某地考察时, 会见某人后: no subject in it; it stands further before.
_ONLY_WHEN = re.compile(
    "(?:在|于|出席|会见|会晤|接受|参加|谈及|谈到|提到|回应|回答|主持|考察|调研|参观|视察|听取|总结|就|针对)"
    "[^，]*(?:时|后|中|上|期间|之际|间隙)$"
)
_WORKS = re.compile(
    "的?[^，]{0,12}(?:报告|声明|消息|数据|公告|公报|通报|文章|评论|社论|报道|文件|通知|网站)$"
)
#: 我国, 本港, 全市: one's own side.
_OWN = re.compile(
    "[我本全](?:国|省|市|区|县|州|港|澳|台|局|署|司|会|校|院|行|社|部|厅|委|公司|集团|党|府)"
)
_ENDS_IN_NOUN = re.compile(f"(?:{_NOUN})$")
#: A name after one of these is no subject.
_GOVERNING = frozenset("对向与和同在由被为于从据受给跟及就、请让使把经")
#: 援引某人的话说: who speaks stands behind.
_QUOTING = re.compile("引述|援引")
#: A name in Latin letters behind what says who bears it.
_LATIN = re.compile(r"(?<=[\u4e00-\u9fff])[A-Z][A-Za-z.'\-]+(?: [A-Z][A-Za-z.'\-]*){0,4}$")
#: What stands between a subject and its verb and is no verb of its own: 在…, 就…, …时, …后.
_ASIDE = re.compile("于|在|就|透过|接受|出席|向|对|以|受|代表|[^，]{0,4}(?:回应|答复|回答)")
_SPOKESMAN = re.compile("[^，。的]{0,4}(?:发言人|负责人)")
#: 《规划》提出, 《某报》说: a paper speaks.
_TITLE = re.compile("《([^《》]{1,30})》(?:一文|的?报道|的?报告)?$")
#: A longer subject than this is told, not named.
_LONGEST = 20
#: What says something and is nobody: 应该指出, 总的来说, 不客气地说, 有必要强调.
_NO_SPEAKER = re.compile(
    "^(?:不|可|应|必|需|要|能|也|就|再|只|总|换|这么|如|若|所|被|有|没|无|是|且|即|甚|按|据|照|以|从|在|对|向|为|因|当"
    "|每|何|怎|为|把|将|令|使|让|由|与(?!会)|和|跟|或|其中|并|而|但|虽|经|他|她|它|我|你|本人|严格|具体|一般|特别|尤其|更)"
    "|[地的得着了过是来需须该应要可能必以为被据所比句]$"
    f"|{_TIME}|{_PERSON}|[，：；“”‘’（）《》]|(?:{_VERBS})"
)
#: 在会议召开前, 接受访问时: behind a speaker, and no part of it.
_ON_OCCASION = re.compile(
    "(?:已?在|于|接受|出席|会见|谈及|谈到|提到|主持|回应|答复|回复|回覆|就|针对|亦|也)[^，]*"
    "(?:[时后中前上]|期间|之际|查询|提问)$|(?:回复|回覆|答复|回应)[^，]{2,8}$"
    "|(?:判刑|宣判|裁决|判案|致辞|发言|受访|演讲|讲话|述职|讲课|总结)[时后中]$"
)
_ALL = re.compile("[都均]|分别|一致")
_AND = re.compile(f"(?:、|和|与|及|以及)(?:{_POST}|{_BODY}|{_PLACE})*(?={_PERSON})")
_AFTER_NOUN = re.compile(f".*(?:{_NOUN}|的)(?P<name>.{{2,8}})(?<![时后中])")
_OCCASION = re.compile("(?:时|后|中|上|期间|之际)$")
_CIRCUMSTANCE = re.compile(
    "(?:时(?![代间任报])|后(?![勤续])|期间|会上|当中|之际|中(?![的心国央方学共企东南美俄日联])|上(?![海市述级]))"
    "(?=[^时后]{1,14}$)"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name printed in the article: where, whose, and of what kind."""

    span: Span
    name: str
    kind: str


class Cast:
    """The people and bodies an article names, and who of them is the subject of a stretch."""

    def __init__(self, structure: Structure, mentions: Mentions) -> None:
        self.structure = structure
        self.named = sorted(_named(mentions), key=lambda n: n.span)
        self._starts = [n.span.start for n in self.named]
        self.view = _view(structure, mentions, self.named)
        self.people = {n.name for n in self.named if n.kind == "person"}
        self._bodies = {n.name for n in self.named if n.kind == "body"}
        self._surnames = _surnames(self.people)
        self._titles = _titles(mentions)
        self._shortened: dict[str, list[str]] = {}
        self.spoken: str | None = None  # who spoke last, for a short form that fits several

    def is_named(self, name: str | None) -> bool:
        """Whether `name` is a person's or a body's of the article."""
        return name in self.people or name in self._bodies

    def within(self, span: Span) -> list[Named]:
        """The names that begin within `span`."""
        return self.named[
            bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)
        ]

    def at(self, start: int) -> Named | None:
        """The name that begins at `start`."""
        i = bisect_right(self._starts, start) - 1
        return self.named[i] if i >= 0 and self._starts[i] == start else None

    def first(self, span: Span, *kinds: str) -> Named | None:
        """The first person or body in `span` that no preposition governs: a subject, most likely.

        A body that is a part of a person's post gives way to the person. `kinds` says which of
        person and body to look for, both unless given.
        """
        view = self.view.layered
        span = Span(span.start, min(span.end, span.start + _OPENING))
        for m in _NAMED.finditer(view, *span):
            if m.lastgroup == "they" or (m.start() > 0 and view[m.start() - 1] in _GOVERNING):
                continue
            if m.lastgroup == "body":
                if _DATELINE.match(self.view.folded, m.end(), span.end):
                    continue
                apposed = _APPOSED.match(view, m.end(), span.end)
                if apposed:
                    return self.at(apposed.start("person"))
            found = self.at(m.start())
            if found and (not kinds or found.kind in kinds):
                return found
        return None

    def opening(self, span: Span, focus: str | None) -> str | None:
        """The subject a sentence opens with, carried into its later clauses."""
        view = self.view.layered
        found = self.first(span)
        they = _THEY.search(view, span.start, min(span.end, span.start + _OPENING))
        if they and (found is None or they.start() < found.span.start):
            return focus
        return found.name if found else None

    def head(self, span: Span, focus: str | None, marked: bool = False) -> str | None:
        """Who is the subject of the verb that follows `span`, a clause up to that verb.

        `focus` is whom 他 and 她 stand for; where the verb is `marked` as one of reporting by what
        follows it, a name nobody has recognised counts. Empty for an elided subject, None for one
        unknown.
        """
        start, end = self._trimmed(span)
        if start >= end or _ONLY_WHEN.match(self.view.layered, start, end):
            return ""
        return (
            self._person_at_end(start, end, focus)
            or self._body_at_end(start, end)
            or self._first_named(start, end, focus)
            or self._noun(start, end, marked)
        )

    def _trimmed(self, span: Span) -> tuple[int, int]:
        """`span` without connectives before and adverbs and addressees behind."""
        view, (start, end) = self.view.layered, span
        for pattern in (TAIL_ADVERBS, TO_SOMEONE, _MEDIUM, TAIL_ADVERBS):
            if m := pattern.search(view, max(start, end - _TAIL), end):
                end = m.start()
        if m := _HEAD_TIME.match(view, start, end):
            start = m.end()
        for quoting in _QUOTING.finditer(self.view.folded, start, end):
            start = quoting.end()
        if end - start > 2 and self.view.folded.startswith("的话", end - 2):
            end -= 2
        while m := _LEADING.match(view[start:end]):
            start += m.end()
        while start < end and view[start] in " “”‘’（）":
            start += 1
        while end > start and view[end - 1] in " ”’":
            end -= 1
        return start, end

    def _person_at_end(self, start: int, end: int, focus: str | None) -> str | None:
        view = self.view.layered
        if view[end - 1] in "他她" and end - start <= 60:
            return focus
        m = _JOINT.search(view, start, end)
        if m is None:
            return self._by_surname(self.structure.text[start:end])
        names = [n.name for n in self.within(Span(*m.span())) if n.kind == "person"]
        return "、".join(dict.fromkeys(names)) or None

    def _by_surname(self, printed: str) -> str | None:
        """邱, 邱氏 for the one person of that surname the article names."""
        if len(printed) == 1 or (len(printed) == 2 and printed[1] == "氏"):
            return self._surnames.get(printed[0])
        return None

    def _body_at_end(self, start: int, end: int) -> str | None:
        """A body or a country at the end of the stretch, or the paper of a body."""
        inside = self.within(Span(start, end))
        if any(named.kind == "person" for named in inside):
            return None
        if several := _SEVERAL.search(self.view.layered, start, end):
            named_together = self.within(Span(*several.span()))
            return "、".join(dict.fromkeys(named.name for named in named_together))
        for named in reversed(inside):
            rest = self.view.folded[named.span.end : end]
            if not rest or (named.kind == "body" and _WORKS.fullmatch(rest)):
                return named.name
            if named.kind == "body" and _ENDS_IN_NOUN.search(rest) and len(rest) <= 8:
                return self.structure.text[named.span.start : end]
        return None

    def _first_named(self, start: int, end: int, focus: str | None) -> str | None:
        """The subject of a stretch that ends in something else: 某某在某地考察时."""
        view = self.view.layered
        for m in _NAMED.finditer(view, start, end):
            if m.lastgroup == "they":
                return focus if _only_aside(view, m.end(), end) else None
        found = self.first(Span(start, end))
        if found is None:
            return None
        if spokesman := _SPOKESMAN.match(view, found.span.end, end):
            return self.structure.text[found.span.start : spokesman.end()]
        if not _only_aside(view, found.span.end, end):
            return None
        return (
            self._jointly(found, end) if _ALL.search(view, found.span.end, end + 4) else found.name
        )

    def _jointly(self, first: Named, end: int) -> str:
        """`first` and those who are named in a row with it: 甲和乙道别时都表示."""
        names, at = [first.name], first.span.end
        while (m := _AND.match(self.view.layered, at, end)) and (named := self.at(m.end())):
            names.append(named.name)
            at = named.span.end
        return "、".join(dict.fromkeys(names))

    def _noun(self, start: int, end: int, marked: bool) -> str | None:
        """A speaker without a name, as printed: 会议, 来自广东的团员, or a body's short form."""
        for m in _CIRCUMSTANCE.finditer(self.view.folded, start, end):
            start = m.end()
        printed, folded = self.structure.text[start:end], self.view.folded[start:end]
        if known := self._titles.get(folded) or self._abbreviated(folded):
            return known
        if _OWN.fullmatch(folded):
            return printed
        if self.spoken and len(folded) > 2 and fold(self.spoken).endswith(folded):
            return self.spoken
        if marked and unknown_name(folded) and not _NO_SPEAKER.search(folded):
            return printed
        if (latin := _LATIN.search(self.view.folded, start, end)) and (
            self.view.folded[latin.start() - 1] not in _GOVERNING
        ):
            return self.structure.text[slice(*latin.span())]
        if title := _TITLE.search(self.view.folded, start, end):
            return self.structure.text[slice(*title.span(1))]
        noun = _ENDS_IN_NOUN.search(self.view.folded, start, end)
        if noun is None or "是" in folded or _NO_NOUN.match(folded):
            return None
        opening = self.at(start)
        if opening is not None and opening.kind == "person":
            return opening.name
        if folded[0] in "该这" and self.spoken and fold(self.spoken).endswith(noun.group()):
            return self.spoken
        if len(printed) > 10 and len(noun.group()) == 1:
            return None
        if len(printed) > 24:
            return self.structure.text[slice(*noun.span())]
        return both(printed)

    def printed(self, span: Span) -> str | None:
        """A speaker nobody has recognised, as printed: what stands at a sentence's start and says
        something can be nothing but who says it.
        """
        start, end = self._trimmed(span)
        for m in _CIRCUMSTANCE.finditer(self.view.folded, start, end):
            start = m.end()
        if on_occasion := _ON_OCCASION.search(self.view.folded, start + 2, end):
            end = on_occasion.start()
        folded = self.view.folded[start:end]
        if not 2 <= len(folded) <= _LONGEST or _NO_SPEAKER.search(self.view.layered[start:end]):
            return None
        named = _AFTER_NOUN.fullmatch(folded)
        if named and unknown_name(named["name"]):
            return self.structure.text[end - len(named["name"]) : end]
        return self.structure.text[start:end]

    def _abbreviated(self, printed: str) -> str | None:
        """The one body whose name `printed` shortens: its end, or some characters with its last."""
        if not 2 <= len(printed) <= 4:
            return None
        if printed not in self._shortened:
            fits = [name for name in self._bodies if shortens(printed, fold(name))]
            self._shortened[printed] = fits
        fits = self._shortened[printed]
        if self.spoken in fits:
            return self.spoken
        return fits[0] if len(fits) == 1 else None


_APPOSED = re.compile(
    f"(?:{_POST}|{_PLACE}|{_BODY}|[^\\ufdd0-\\ufdef，。；：的]{{0,6}})(?P<person>{_PERSON})"
)


#: 哈方, 圣普方 are sides, whoever has taken them for people.
_A_SIDE = re.compile(".{1,2}方")


def _named(mentions: Mentions) -> Iterator[Named]:
    groups = (
        ("person", mentions.people),
        ("body", mentions.organizations),
        ("place", mentions.places),
    )
    for kind, group in groups:
        for entity in group:
            if _A_SIDE.fullmatch(entity.name):
                continue
            for place in entity.mentions:
                yield Named(place.span, entity.name, kind)


def _view(structure: Structure, mentions: Mentions, named: list[Named]) -> View:
    """The folded text with times, places, bodies, posts and people written over it in turn."""
    layers: list[tuple[str, Span]] = [("时间", t.span) for t in mentions.times]
    layers += [("地名", n.span) for n in named if n.kind == "place"]
    layers += [("机构", n.span) for n in named if n.kind == "body"]
    layers += [("职务", p.span) for p in mentions.posts]
    layers += [("人名", n.span) for n in named if n.kind == "person"]
    return layered(structure.folded, layers)


def _only_aside(view: str, start: int, end: int) -> bool:
    """Whether what stands between a subject and its verb is where and when, and no other verb."""
    return bool(_ASIDE.match(view, start, end) or _OCCASION.search(view, max(start, end - 2), end))


def _surnames(people: set[str]) -> dict[str, str]:
    """First character → the person, where only one of the article's people bears it."""
    bearers: dict[str, list[str]] = {}
    for name in people:
        bearers.setdefault(name[0], []).append(name)
    return {first: names[0] for first, names in bearers.items() if len(names) == 1}


def _titles(mentions: Mentions) -> dict[str, str]:
    """Post → its holder, where only one of the article's people holds it: 总书记指出."""
    holders: dict[str, list[str]] = {}
    for person in mentions.people:
        for post in person.posts:
            holders.setdefault(fold(post), []).append(person.name)
    return {post: names[0] for post, names in holders.items() if len(names) == 1}
