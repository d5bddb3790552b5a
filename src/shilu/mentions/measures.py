"""What a figure counts: the noun phrase beside it, or the subject carried into its clause.

In Chinese news a number's noun stands after it (6000余家企业), before it (生产总值增长5.8%), or is
elided and understood from the figure before (…，增速居全国第2位). Nothing here parses: a clause is
cut at known verbs and stripped of known adverbs, and what is left is the phrase.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from shilu.lexicon import rows
from shilu.mentions.margins import Edges, clean, last_of, lead, tail
from shilu.mentions.phrases import (
    after_parting_verbs,
    clause_subject,
    ends_clause,
    ends_with_verb,
    is_clause,
    is_nominal,
    is_verb,
    noun_end,
    opens_clause,
    word_end,
)
from shilu.mentions.quantity import Quantity
from shilu.structure import Structure
from shilu.text import Span

_PHRASE_END = re.compile("[，。；：！？（）()\n—…]")
_BREAK = re.compile("[，。；：！？\n]")
_LIST_SPLIT = re.compile("[、和及与]|以及")
_ONLY_LIST = re.compile("[ ]?(?:[、和及与至到]|以及|或)?[ ]?$")

_SHARE = re.compile("占[^，。；]{1,20}$")
#: What begins a predicate, in which no noun that is counted stands.
_PREDICATE = re.compile("[都均也已将并就是]|尚未|为期|为了|用于")
#: Kinds of quantities that a verb before them leaves without a noun: 支付5万元.
_PAID = frozenset(("currency", "number", "percent"))
#: Kinds of quantities that say how much of a thing, or how it has grown.
_SHARES = frozenset(
    ("percent", "points", "permille", "times", "ratio", "doubling", "tenths", "index")
)
#: Counters of persons, and of what they do.
_ACTING = frozenset("人名位口次度")
#: What an amount reaches, no noun it counts: 迈上14万亿元新台阶.
_MARK = re.compile("的?新?(?:台阶|大关|关口|水平|门槛|目标|幅度|速度)")
#: Nouns of one character: 七个省.
_UNITS_OF_LAND = frozenset(
    "省市县縣区區国國村镇鎮乡鄉州校书書树樹牛羊猪豬马馬鱼魚桥橋楼樓船车車烟煙票"
)
#: Verbs of placing, with what a rank is a rank of.
_PLACING = re.compile("(?:位?居|位?列|排名?|排在|名列|跃居|稳居|跻身|进入)[^，。；]{0,16}$")
#: What says which of several a thing is, before the word for what is counted of it.
_ONE_OF = re.compile("(?:第一|首|唯一一?)[个家座项条名位款颗]")
#: A length of time, over which a growth is told: 两年平均增长4.5%.
_LENGTH = re.compile("[0-9一二两三四五六七八九十几数]+个?(?:年|月|天|日|周|小时|分钟)$")
#: What is no noun phrase: a topic (从指数看), a need (所需), an aside.
_NO_NOUN = re.compile(
    "(?:看|来说|而言|所需|稍为|方面|发现|显示|表示|认为|指出|透露)$|^(?:按照|根据|依照)"
    "|^每(?:[百千万]|次一)?(?:立方米|平方米|公里|公斤|吨|桶|[包人户次])$| "
)
#: What those say who were asked, and are named nowhere near.
_ANSWER = re.compile("表示|认为|觉得|相信|指|称|赞成|反对|支持")
#: What a length reaches to; it is a distance then, and measures no noun: 沿江1公里内.
_DISTANCE = re.compile("[ ]?(?:[之以]?[内外]|远|开外|处|范围|半径|的距离|的地方)")
#: What joins a number to the next, so that no noun of its own follows it.
_JOINING = frozenset("、和与及至到或")
#: What is no subject of its own.
_LEANS = re.compile(
    "[它他她我你]|(?:此|之)[前后]$|以[前后]$|早前$|同时$|当中$|加上$|当初$|过去$|最初$|原来$|原先$|此时$|案发时$|剩下$"
)
#: A classifier before an amount: 一套3000万元的设备.
_CLASSIFIERS = frozenset("套座个台栋笔批件部辆条艘架家")


def measures(structure: Structure, found: list[Quantity], times: list[Span]) -> list[str | None]:
    """The measure of each of `found`, in order; None where none is stated."""
    view = _without_times(structure.folded, times)
    starts = structure.starts.sentences
    said: list[str | None] = []
    sentence, carried = -1, _Carried()
    for i, q in enumerate(found):
        number = max(0, bisect_right(starts, q.span.start) - 1)
        if number != sentence:
            sentence, carried = number, _Carried()
        within = structure.sentences[number].span
        before = found[i - 1] if i and found[i - 1].span.start >= within.start else None
        after = found[i + 1] if i + 1 < len(found) else None
        said.append(_Phrase(structure.text, view, within, before, q, after).measure(carried))
    return said


def _without_times(folded: str, times: list[Span]) -> str:
    """The view with times blotted out, so that they are no part of a phrase."""
    parts, at = [], 0
    for start, end in times:
        if start >= at:
            parts += [folded[at:start], "□" * (end - start)]
            at = end
    return "".join(parts) + folded[at:]


#: How far a clause may reach, so that a text without stops costs no more than another.
_REACH = 300


class _Carried:
    """What a sentence has said so far: the base that light heads lean on, and each measure."""

    __slots__ = ("base", "listed", "said")

    def __init__(self) -> None:
        self.base: str | None = None
        self.said: list[str] = []
        self.listed: list[str] = []


class _Phrase:
    """A figure in its sentence, with the figures before and after it."""

    __slots__ = ("after", "before", "q", "text", "view", "within")

    def __init__(
        self,
        text: str,
        view: str,
        within: Span,
        before: Quantity | None,
        q: Quantity,
        after: Quantity | None,
    ) -> None:
        self.text, self.view, self.within = text, view, within
        self.before, self.q, self.after = before, q, after

    def measure(self, carried: _Carried) -> str | None:
        """The noun phrase, the head before it supplied where it is light or missing."""
        if self._runs_on():
            result = (
                carried.listed.pop(0)
                if carried.listed
                else carried.said[-1]
                if carried.said
                else None
            )
            result = self._after_own() or result
        else:
            carried.listed = []
            result = self._after_own() or (None if self._alone() else self._before(carried))
        if result is None and self.q.kind == "noun":
            result = self.q.unit
        if result is not None:
            carried.said.append(result)
            carried.base = carried.base or result
        return result

    def _runs_on(self) -> bool:
        """Whether the figure only goes on a list of figures."""
        if self.before is None:
            return False
        start, end = self.before.span.end, self.q.span.start
        return end - start <= 3 and bool(_ONLY_LIST.fullmatch(self.view, start, end))

    # --- the phrase after --------------------------------------------------------------------

    def _after_own(self) -> str | None:
        """The noun phrase after the number, for what may have one there."""
        q = self.q
        if q.kind in _SHARES:
            return self._after_of()
        if q.kind == "rank" and self.view[q.span.end - 1] != "大":
            return None
        start = q.span.end
        while self.view[start : start + 1] == " ":
            start += 1
        following = self.view[start : start + 1]
        if following in _JOINING or _MARK.match(self.view, start):
            return None
        if following == "的" and q.unit == "次":
            return None
        if following == "的" and q.kind in ("currency", "measure"):
            return self._cut_after(start + 1) if self._qualifies() else None
        if q.kind == "noun":
            return q.unit
        return self._cut_after(start)

    def _qualifies(self) -> bool:
        """Whether an amount before 的 says how much: 一套3000万元的设备, 领到5000元的补贴."""
        start = self.q.span.start
        if self.view[start - 1 : start] in _CLASSIFIERS:
            return True
        clause = max(self._clause(), self.before.span.end if self.before else 0)
        end = tail(self.view, clause, start, Edges(self.view, clause, start))
        return ends_clause(self.view, max(clause, end - 6), end)

    def _alone(self) -> bool:
        """Whether the number names all that is counted: 约550人参加, 四次赴湖北考察, 1公里内."""
        end = self.q.span.end
        if self.q.kind == "measure" and _DISTANCE.match(self.view, end):
            return True
        after = self.view[end : end + 1]
        return self.q.unit in _ACTING and after.isalpha() and after != "的"

    def _after_of(self) -> str | None:
        """70%的受访者, 七成市民, 征收25%关税."""
        view, (start, end) = self.view, self.q.span
        if _MARK.match(view, end):
            return None
        if view[end : end + 1] == "的":
            shared = _SHARE.search(view, self._clause(), start)
            return None if shared else self._cut_after(end + 1)
        if self.q.kind == "tenths" and view[end : end + 1].isalpha():
            return self._cut_after(end)
        if self.q.kind == "percent" and ends_with_verb(view, max(self._clause(), start - 6), start):
            return self._cut_after(end)
        return None

    def _cut_after(self, start: int) -> str | None:
        m = _PHRASE_END.search(self.view, start, min(self.within.end, start + 40))
        end = m.start() if m else min(self.within.end, start + 40)
        if self.after is not None and self.after.span.start < end:
            end = self.after.span.start
        if (blot := self.view.find("□", start, end)) >= 0:
            end = blot
        return self._nominal(start, end)

    def _nominal(self, start: int, end: int) -> str | None:
        """The noun phrase at the head of a stretch, or after a clause that qualifies it."""
        view, unit = self.view, self.q.unit
        if m := _PREDICATE.search(view, start, end):
            end = m.start()
        of = view.find("的", start, end)
        stop = noun_end(view, start, of if of >= 0 else end, unit)
        if of >= 0 and self._qualified(start, stop):
            start = view.rfind("的", of, end) + 1
            stop = noun_end(view, start, end, unit)
            if stop == start < end:
                stop = word_end(view, start, end)
        return self._noun(start, stop)

    def _qualified(self, start: int, stop: int) -> bool:
        """Whether what stands before 的 only qualifies what is counted: 三辆载有货物的车."""
        return stop <= start + 1 or opens_clause(self.view, start, stop)

    def _noun(self, start: int, end: int) -> str | None:
        """A noun phrase without what hangs on it before or after."""
        view = self.view
        while end > start and view[end - 1] in "、的和与及“ 了，比占":
            end -= 1
        while start < end and view[start] in "的、“” ":
            start += 1
        start = lead(view, start, end)
        phrase = clean(self.text[start:end])
        long_enough = len(phrase) >= 2 or phrase in _UNITS_OF_LAND
        return phrase if phrase and long_enough and not phrase.isascii() else None

    # --- the phrase before -------------------------------------------------------------------

    def _clause(self) -> int:
        """Where the clause that holds the number begins."""
        low = max(self.within.start, self.q.span.start - _REACH)
        return max(low, 1 + last_of("，；：（）\n", self.view, low, self.q.span.start))

    def _before(self, carried: _Carried) -> str | None:
        start, own = self._clause(), True
        if self.before is not None and self.before.span.end > start:
            start, own = self.before.span.end, False
            if m := _MARK.match(self.view, start):
                start = m.end()
        span, shared = self._subject(start, self.q.span.start)
        if shared and (listed := self._share_out(span, carried)):
            return listed
        printed, seen = self.text[span.start : span.end], self.view[span.start : span.end]
        phrase = clean(printed)
        folded = phrase if seen == printed else clean(seen)
        if not phrase and "\t" in self.view[self.within.start : self.q.span.start]:
            return None  # a cell of a table, whose head is not carried
        if (at := folded.find("占")) > 0 and folded[:at] in _heads("light"):
            phrase, folded = phrase[at:], folded[at:]
        if _LEANS.match(folded) or is_clause(self.view, *span):
            return carried.base
        if _LENGTH.match(folded):
            return carried.base if self.q.kind in ("percent", "points") else None
        if _NO_NOUN.search(folded) or not is_nominal(self.view, *span):
            return None
        if not phrase and self.q.unit == "岁":
            return None  # of whoever is named last
        if not phrase and _ANSWER.match(self.view, self.q.span.end):
            return None  # of those who were asked: 近四成表示…
        if not phrase or (len(folded) == 1 and folded not in _UNITS_OF_LAND):
            return carried.base or self._earlier(start, own)
        if is_verb(folded):
            return carried.base
        if folded in _heads("light") and carried.base:
            return _headed(carried.base, phrase)
        if folded in _heads("per"):
            return phrase + (carried.base or "") if carried.base else None
        if not folded.startswith("占"):
            carried.base = phrase
        return phrase

    def _subject(self, start: int, end: int) -> tuple[Span, bool]:
        """The noun phrase between `start` and the number, and whether 分别 shares it out."""
        view, number = self.view, end
        shared = "分别" in view[start:end]
        if self.q.kind == "rank" and (m := _PLACING.search(view, max(start, end - 24), end)):
            end = m.start()
        edges = Edges(view, start, number)
        end = tail(view, start, end, edges)
        while end > start and view[end - 1] == "□":
            end = tail(view, start, start + len(view[start:end].rstrip("□ ")), edges)
        if self.q.kind == "ratio" and view[end : end + 1] == "比":
            end += 1
        start = max(start, 1 + last_of("□】）》", view, start, end))
        if (m := _ONE_OF.search(view, start, end)) and end - m.end() >= 2:
            start = m.end()
        start = _last_verb(view, lead(view, start, end), end)
        if self.q.kind in _PAID and ends_with_verb(view, start, end):
            return Span(end, end), shared
        start, end = clause_subject(view, start, end)
        of = view.rfind("的", start, end)
        if of >= 0 and end - of > 3:
            start = of + 1
        return Span(lead(view, start, end), end), shared

    def _share_out(self, span: Span, carried: _Carried) -> str | None:
        """X、Y分别增长A、B: the parts of the subject, or the measures just said, one for each."""
        count = self._run_length()
        if span.end - span.start < 2:
            parts = carried.said[-count:] if len(carried.said) >= count else []
        else:
            parts = _conjuncts(self.view, self.text, span, count)
        if len(parts) != count or count < 2:
            return None
        carried.listed = parts[1:]
        carried.base = parts[0]
        return parts[0]

    def _run_length(self) -> int:
        """How many figures the list has that this figure begins, as the commas show."""
        end = min(self.within.end, self.q.span.end + _REACH)
        m = _BREAK.search(self.view, self.q.span.end, end)
        stretch = self.view[self.q.span.start : m.start() if m else end]
        return 1 + len(
            re.findall(
                "(?:[、和及与]|以及)[ ]?(?:[近超约逾]过?)?[0-9一二三四五六七八九十两百]", stretch
            )
        )

    def _earlier(self, start: int, own: bool) -> str | None:
        """The subject of the clause before, where this one has none and no figure has given it."""
        if not own or self.before is not None or start <= self.within.start:
            return None
        low = max(self.within.start, start - _REACH)
        begin = max(low, 1 + last_of("，；：", self.view, low, start - 1))
        span, _ = self._subject(begin, start - 1)
        phrase = clean(self.text[span.start : span.end])
        stands = 2 <= len(phrase) <= 20 and not _NO_NOUN.search(self.view[slice(*span)])
        return phrase if stands else None


def _headed(base: str, head: str) -> str:
    """A light head on the measure it leans on, in place of the head that this has already."""
    return base if base.endswith(head) else base + head


@cache
def _heads(kind: str) -> frozenset[str]:
    """The words of measure_heads.txt of one kind."""
    return frozenset(word for word, of in rows("measure_heads") if of == kind)


def _last_verb(view: str, start: int, end: int) -> int:
    """Where the object begins whose number follows; `start` where no verb parts it off."""
    at = start
    for stop in after_parting_verbs(view, start, end):
        after = stop + (view[stop : stop + 1] in "了出起到" and stop < end)
        if end - after > 2 or (end - after == 2 and view[after:end] not in _heads("leaning")):
            at = after
    return at


def _conjuncts(view: str, text: str, span: Span, count: int) -> list[str]:
    """The parts of a coordination; a part too short to stand takes the last one's end."""
    cuts = list(_LIST_SPLIT.finditer(view, *span))
    if len(cuts) != count - 1:
        cuts = [m for m in cuts if m.group() == "、"]
        if len(cuts) != count - 1:
            return []
    edges = [span.start, *(x for m in cuts for x in m.span()), span.end]
    parts = [text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    last = parts[-1]
    shared = len(last) <= 6
    return [clean(p + last[len(p) :] if shared and len(p) <= 2 else p) for p in parts]
