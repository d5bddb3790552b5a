"""Words that take a stance, each with whose stance it is and where what it governs begins."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple
from typing import cast as typed

from shilu.cards.pattern import mention
from shilu.facts.meetings import parties, together
from shilu.facts.speakers import Focus, Speakers
from shilu.facts.stances import doubted, drive, fits, stance_words
from shilu.facts.told import Told
from shilu.folding import fold
from shilu.model import Stance, Statement
from shilu.structure import Sentence, Structure
from shilu.text import Span

#: What is to be done takes at least so many characters.
SHORTEST = 5
#: A word further into its clause than this is a part of something else.
_REACH = 30
#: Papers and findings announce, shows and machines do things, but undertake nothing.
_NOBODY = re.compile(
    "(?:报告|决定|决议|文件|通知|意见|研究|调查|消息|文章|白皮书|展会|活动|节目|系统|项目|工程|列车|航线"
    "|专线|展览|比赛|大赛|赛事|电影|影片|博览会|进博会|服贸会|广交会|交易会|展览会|音乐会|演唱会|晚会|运动会|奥运会|世界杯|电影节|艺术节|文化节|路段|公路|铁路|大桥|机场|卫星|飞船|火箭|价格|股价|气温|台风)$"
)
_FIRST_PERSON = re.compile("(?:我们|我|本人)(?![国方市省县区校院部军])")
#: A side named in an earlier clause: 中方重视…，愿…
_SIDE = re.compile(
    f"(?:{mention('时间')})*(?:{mention('地名')}(?={mention('机构')}))?(?P<side>(?:[一-龥]{{1,2}}(?<![双各对多地前后])方|我国)(?![面案向法针式便])"
    f"|(?:{mention('地名')}|{mention('机构')})(?=[高始一将坚愿是重感珍视支赞欢希期很充全积热继正也已新]))"
    f"(?![的、和与及同在内方]|{mention('人名')}|{mention('职务')}|{mention('地名')}|{mention('机构')})"
)
#: Whoever is told to do something is no actor of it: 要求各部门要….
_DIRECTS = re.compile("要求|敦促|督促|责成|呼吁|号召|勉励")
_SETTING = re.compile(
    "(?:在|与此|今后|未来|下一步|接下来|到20|这次|此次|今年|明年|年内)"
    "(?:[^，。]{0,8}|[^，。]*(?:[中内上下后时里间期来年月日际]|方面|基础|前提|原则))$"
)
_CONJUNCTION = re.compile("(?:并且|并|故(?![事宫乡障意])|而|但是|但|同时|此外|亦|也|又|还|更)+")

#: Words of stance, by the numbers of the sentences they stand in.
Hits = dict[int, list[tuple[str, Span]]]


class Trigger(NamedTuple):
    """A word that takes a stance: whose, and where what it governs begins."""

    stance: Stance
    actor: str
    begins: int
    clause: int
    rule: str


def words_of_stance(structure: Structure) -> Hits:
    """The words that may take a stance."""
    lexicon, words = stance_words()
    starts = structure.starts.sentences
    hits: Hits = {}
    for word, span in lexicon.find(structure.folded):
        if words[word][1] != "none":
            hits.setdefault(bisect_right(starts, span.start) - 1, []).append((word, span))
    return hits


def bare(folded: str, start: int, end: int) -> Span:
    """A stretch without the conjunction it opens with and the marks around it."""
    if m := _CONJUNCTION.match(folded, start, end):
        start = m.end()
    while start < end and folded[start] in " ，：“":
        start += 1
    while end > start and folded[end - 1] in " ，；。：\n":
        end -= 1
    if folded[end - 1 : end] == "”" and folded.count("“", start, end) == 0:
        end -= 1
    return Span(start, end)


class Triggers:
    """Reads the words of stance of one article; `focus` is whom 他 stands for at the time."""

    def __init__(self, speakers: Speakers, told: Told, focus: Focus) -> None:
        self.speakers = speakers
        self.cast = speakers.cast
        self.structure = speakers.cast.structure
        self.folded = speakers.folded
        self.layered = speakers.layered
        self.told = told
        self.focus = focus
        self.words = stance_words()[1]

    def of(self, word: str, span: Span, clause: Span, sentence: Sentence) -> Trigger | None:
        """What the word of stance at `span`, in `clause`, governs; None if it takes no stance."""
        stance, form = self.words[word]
        short = clause.end - span.end < SHORTEST - 1
        if short and not (stance == "agree" and clause.end == span.end):
            return None
        statement = self.told.at(span.start)
        told = statement is not None
        if told:
            begins = max(clause.start, self.told.span_at(span.start).start)
        else:
            statement = self._opened(span)
            begins = span.start if statement else clause.start
        if span.start - begins > _REACH or self._within_quotation(span.start, statement):
            return None
        head = Span(begins, span.start)
        if form == "modal" and _DIRECTS.search(self.folded, *head):
            return None
        if doubted(self.folded, head) or not fits(self.cast.view, word, span, clause, told):
            return None
        if word == "决定" and together(self.folded, head):
            stance = "agree"
        actor = self._actor(typed(Stance, stance), form, head, statement, sentence)
        if actor is None:
            return None
        begins = self._opens(begins, clause, sentence)
        return Trigger(typed(Stance, stance), actor, begins, clause.start, f"commitments.{stance}")

    def _opened(self, span: Span) -> Statement | None:
        """The statement a word opens: 勉励…."""
        opened = self.told.at(span.end)
        if opened is not None and opened.cue and self.told.span_at(span.end).start == span.end:
            return opened
        return None

    def _within_quotation(self, at: int, statement: Statement | None) -> bool:
        """Whether `at` stands in a quotation that is a term or a title, not the speech itself."""
        quotation = self.structure.quotation_at(at)
        if quotation is None:
            return False
        if statement is None or not quotation.inner.covers(Span(at, at + 1)):
            return True
        if any(q.span.start <= at < q.span.end for q in quotation.nested):
            return True
        return quotation.inner.start > self.told.span_at(at).start

    def _actor(
        self, stance: Stance, form: str, head: Span, statement: Statement | None, sentence: Sentence
    ) -> str | None:
        speaker = statement.speaker if statement else None
        if stance == "agree":
            return parties(self.speakers, head, self.focus)
        subject = self.speakers.head(head, (lambda: speaker) if speaker else self.focus)
        if form == "own" and not self._own(subject, head):
            return None
        if speaker and _FIRST_PERSON.search(self.folded, *head):
            return speaker
        if speaker and subject == "":
            side = self._side(sentence, head.start) if stance in ("will", "hope") else None
            return side if side and (stance == "will" or side[-1] == "方") else speaker
        if stance == "urge" and form == "modal":
            return speaker or (subject if drive().match(self.folded, head.end + 1) else "") or None
        if stance == "will" and subject and _NOBODY.search(fold(subject)):
            return None
        if subject == "" and not statement:
            subject = self.speakers.opening(Span(sentence.span.start, head.start), self.focus)
        return subject or None

    def _own(self, subject: str | None, head: Span) -> bool:
        """Whether a side, or whoever a speech names first, is the subject: 中方支持…, 王五力争…"""
        if _SIDE.match(self.layered, *head):
            return True
        if self.told.at(head.start) is None or not subject:
            return False
        return self.speakers.text.startswith(subject, bare(self.folded, *head).start)

    def _side(self, sentence: Sentence, at: int) -> str | None:
        """The side an earlier clause of the words names, 中方重视…，愿…, or who says them."""
        told = self.told.span_at(at) if self.told.at(at) else sentence.span
        for clause in reversed(sentence.clauses):
            if told.start <= clause.start < at and (
                m := _SIDE.match(self.layered, clause.start, clause.end)
            ):
                named = self.cast.at(m.start("side"))
                return named.name if named else self.speakers.text[slice(*m.span("side"))]
        statement = self.told.at(at)
        return statement.speaker if statement else None

    def _opens(self, begins: int, clause: Span, sentence: Sentence) -> int:
        """`begins`, or the beginning of a clause of circumstance before it: 在这一区间内，要…"""
        i = bisect_left(sentence.clauses, clause) - 1
        if begins != clause.start or i < 0:
            return begins
        before = sentence.clauses[i]
        told = self.told.at(begins)
        if told is not None and before.start < self.told.span_at(begins).start:
            return begins
        if self.folded[before.end] != "，" or not _SETTING.match(self.folded[slice(*before)]):
            return begins
        return before.start
