"""Who speaks: the subject of a reporting word, printed before it, carried, or a pronoun's."""

from __future__ import annotations

import re
from collections.abc import Callable

from shilu.cards.pattern import mention
from shilu.facts.cast import OPENING, Cast, Named
from shilu.facts.nouns import ends_in_noun, noun
from shilu.facts.trimming import only_when, trimmed
from shilu.text import Span

#: Whom 他 and 她 stand for where they stand: looked for only when they do.
Focus = Callable[[], str | None]

_PERSON, _BODY, _PLACE = mention("人名"), mention("机构"), mention("地名")
_POST, _TIME = mention("职务"), mention("时间")
_ANY_THEY = re.compile("[他她](?![们人国])")
_THEY = re.compile("(?:(?<![\u4e00-\u9fff])|(?<=[时后]))[他她](?![们人国])")
#: What may follow a name and still be the name: 习近平总书记, 王五先生.
_STYLE = f"(?:{_POST}|总书记|主席|总理|总统|委员长|先生|女士|小姐|同志|教授|院士|将军|博士)?"

_JOINT = re.compile(
    f"(?:{_PERSON})(?:(?:、|和|与|及|以及)(?:{_POST}|{_BODY}|{_PLACE})*{_PERSON})*{_STYLE}(?:等[^，。的]{{0,8}})?$"
)
#: Bodies or countries that speak together: 甲国、乙国和丙国表示.
_SEVERAL = re.compile(
    f"(?:{_BODY}|{_PLACE})(?:(?:、|和|与|及|以及)(?:{_BODY}|{_PLACE})(?!{_BODY}|{_PLACE}))+$"
)
_WORKS = re.compile(
    "的?[^，]{0,12}(?:报告|声明|消息|数据|公告|公报|通报|文章|评论|社论|报道|文件|通知|网站)$"
)
#: What stands between a subject and its verb and is no verb of its own: 在…, 就…, …时, …后.
_ASIDE = re.compile("于|在|就|透过|接受|出席|向|对|以|受|代表|[^，]{0,4}(?:回应|答复|回答)")
_SPOKESMAN = re.compile("[^，。的]{0,4}(?:发言人|负责人)")
_ALL = re.compile("[都均]|分别|一致")
_AND = re.compile(f"(?:、|和|与|及|以及)(?:{_POST}|{_BODY}|{_PLACE})*(?={_PERSON})")
_OCCASION = re.compile("(?:时|后|中|上|期间|之际)$")


class Speakers:
    """Finds who of a cast is the subject of a stretch; `spoken` is who spoke last."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.text = cast.structure.text
        self.folded = cast.structure.folded
        self.layered = cast.view.layered
        self.spoken: str | None = None

    def opening(self, span: Span, focus: Focus) -> str | None:
        """The subject a sentence opens with, carried into its later clauses."""
        found = self.cast.first(*span)
        they = _THEY.search(self.layered, span.start, min(span.end, span.start + OPENING))
        if they and (found is None or they.start() < found.span.start):
            return focus()
        return found.name if found else None

    def head(self, span: Span, focus: Focus, marked: bool = False) -> str | None:
        """Who is the subject of the verb that follows `span`, a clause up to that verb.

        `focus` is whom 他 and 她 stand for; where the verb is `marked` as one of reporting by what
        follows it, a name nobody has recognised counts. Empty for an elided subject, None for one
        unknown.
        """
        start, end = trimmed(self.cast.view, *span)
        if start >= end or only_when(self.cast.view, start, end):
            return ""
        return (
            self._person_at_end(start, end, focus)
            or self._body_at_end(start, end)
            or self._first_named(start, end, focus)
            or noun(self.cast, start, end, self.spoken, marked)
        )

    def _person_at_end(self, start: int, end: int, focus: Focus) -> str | None:
        view = self.layered
        if view[end - 1] in "他她" and end - start <= 60:
            return focus()
        m = _JOINT.search(view, start, end)
        if m is None:
            return self._by_surname(self.text[start:end])
        names = [n.name for n in self.cast.within(*m.span()) if n.kind == "person"]
        return "、".join(dict.fromkeys(names)) or None

    def _by_surname(self, printed: str) -> str | None:
        """邱, 邱氏 for the one person of that surname the article names."""
        if len(printed) == 1 or (len(printed) == 2 and printed[1] == "氏"):
            return self.cast.surnames.get(printed[0])
        return None

    def _body_at_end(self, start: int, end: int) -> str | None:
        """A body or a country at the end of the stretch, or the paper of a body."""
        inside = self.cast.within(start, end)
        if any(named.kind == "person" for named in inside):
            return None
        if several := _SEVERAL.search(self.layered, start, end):
            named_together = self.cast.within(*several.span())
            return "、".join(dict.fromkeys(named.name for named in named_together))
        for named in reversed(inside):
            rest = self.folded[named.span.end : end]
            if not rest or (named.kind == "body" and _WORKS.fullmatch(rest)):
                return named.name
            near = named.kind == "body" and len(rest) <= 8
            if near and ends_in_noun(self.folded, named.span.end, end) is not None:
                return self.text[named.span.start : end]
        return None

    def _first_named(self, start: int, end: int, focus: Focus) -> str | None:
        """The subject of a stretch that ends in something else: 某某在某地考察时."""
        view = self.layered
        if they := _ANY_THEY.search(view, start, end):
            return focus() if _only_aside(view, they.end(), end) else None
        found = self.cast.first(start, end)
        if found is None:
            return None
        if spokesman := _SPOKESMAN.match(view, found.span.end, end):
            return self.text[found.span.start : spokesman.end()]
        if not _only_aside(view, found.span.end, end):
            return None
        return (
            self._jointly(found, end) if _ALL.search(view, found.span.end, end + 4) else found.name
        )

    def _jointly(self, first: Named, end: int) -> str:
        """`first` and those who are named in a row with it: 甲和乙道别时都表示."""
        names, at = [first.name], first.span.end
        while (m := _AND.match(self.layered, at, end)) and (named := self.cast.at(m.end())):
            names.append(named.name)
            at = named.span.end
        return "、".join(dict.fromkeys(names))


def _only_aside(view: str, start: int, end: int) -> bool:
    """Whether what stands between a subject and its verb is where and when, and no other verb."""
    return bool(_ASIDE.match(view, start, end) or _OCCASION.search(view, max(start, end - 2), end))
