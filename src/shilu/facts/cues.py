"""Cues: the words that report speech, each with its speaker and where the reported words begin."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import NamedTuple

from shilu.cards.pattern import mention
from shilu.facts.addressees import named_or_printed, spoken_to
from shilu.facts.nouns import printed
from shilu.facts.speakers import Focus, Speakers
from shilu.folding import fold
from shilu.lexicon import Lexicon, rows
from shilu.structure import Quotation, Sentence, Structure
from shilu.text import Span

#: What these report is said, whoever stands before them.
_SAYING = ("说", "说道", "表示", "指出", "认为", "称", "强调")
#: What reports words of its own subject where it opens a later clause: 某国发表声明，表示…
_TELLING = ("说", "表示", "指出", "称", "指")
#: How much of a clause before a cue is looked at for its subject.
_REACH = 80
#: Reported words shorter than this need a mark before them: 指 and 称 are parts of many words.
_SHORTEST = 6

#: Words longer than this say something, whatever noun they end in.
_LONG = 10
_AFTER_CUE = re.compile(r"(?:[：，]\s*|\s*(?=“))")
_MARKS = ("：", "，", "“")
_TOLD = re.compile(r"[^，：。“]{1,10}(?=[：，])")
_HOW = (
    "(?:衷心|诚挚|热烈|由衷|高度|崇高|深切|亲切|十分|非常|极为|极度|极大|强烈|坚决|充分|最|一致|不|无法"
    "|有信心|信心|完全|地|的)*"
)
#: 表示感谢, 对此表示高度关注: a topic, and no words.
_TOPIC = re.compile(
    f"{_HOW}(?:[对向][^，。]{{1,40}}?)?{_HOW}"
    "(?:感谢|谢意|欢迎|祝贺|慰问|支持|赞赏|赞同|满意|关注|关切|震惊|遗憾|哀悼|反对|谴责|肯定|同情|敬意"
    "|理解|尊重|钦佩|不满|失望|抗议|歉意|道歉|悲痛|担忧|忧虑|愤怒|同意|认同|赞许|高兴|乐观|问候|祝愿|看好)"
)
_NOUNS_END = re.compile(
    "(?:重要性|必要性|紧迫性|决心|信心|努力|意义|作用|立场|问题|情况|名单|结果|消息|看法|观点)$"
)
_STOP = re.compile("[，。；！？]")
_QUANTITY = re.compile("[0-9一二两三四五六七八九十百千多数]+[^，。]{1,6}")
_PAPER = re.compile("声明|通报|报道|报导|评论")
#: These have whom they are said to behind them: 告诉记者，…
_TELLS = ("告诉", "提醒", "告诫")
#: A medium's report of someone's words gives way to the words.
_REPORTS = frozenset(
    f"{report}{verb}"
    for report in ("报道", "报导")
    for verb in ("", "称", "说", "指", "指出", "表示")
)
#: What a medium says somebody said is that somebody's words.
_MEDIUM = re.compile(
    "(?:通讯社|电视台|电台|日报|晚报|时报|早报|新报|新闻网|媒体|外媒|港媒|传媒|报道|报导|[新中共美法路]社|新华社|中央社"
    "|央视|新闻|电讯社)$"
)
#: These report words, whatever the words are: 说非常尊重某国 is no topic.
_SAYS_WORDS = ("说", "说道", "称", "指", "指出", "认为", "透露", "坦言", "直言", "形容", "强调说")
#: Before a cue of somebody else's, these set them against what was said: 甲质疑…，乙就说….
_ANSWERS = ("回应", "反驳", "回答", "答复")
#: A line without a stop that may still be speech, and no headline.
_SAID_AT_ONCE = re.compile("[，：]|[说称道]“")
#: 就某事，某人表示: a topic before the subject.
_AS_FOR = re.compile("(?:就|对于|针对|至于|关于|谈及|谈到|被问及|此外|另外)[^，。]{0,30}，$")
_ON_SOMEONES_WORD = re.compile("(?:根据|按照|依照|应|落实|按|经|响应)")
_NOT_REPORTED = frozenset("了的过着性者")
_OBJECT = re.compile(
    "(?:他|她|它|我|你)?们|大家|同学|全体|广大|各|青年|" + mention("人名") + "|" + mention("机构")
)


class Cue(NamedTuple):
    """A reporting word with its speaker, and where the reported words begin."""

    word: str
    at: int
    begins: int
    speaker: str | None
    content: int
    backwards: bool = False
    addressee: str | None = None


#: What a word of reporting may end in: 介绍说, 声明指出. 道 alone is a part of too many words.
_TAILS = {"说": "clause", "称": "clause", "指": "clause", "道": "mark"} | dict.fromkeys(
    ("表示", "指出", "认为"), "clause"
)


@cache
def _lexicon() -> tuple[Lexicon, dict[str, str]]:
    """Every form of every cue; those of one word with a tail to it give way to a word's own line.

    A word that holds a tail and is no cue is none behind another either: 介绍说明, 强调指导.
    """
    own = {row[0]: row[1] for row in rows("cues")}
    bases = [word for word, form in own.items() if form != "none" and len(word) > 1]
    forms = {base + tail: form for base in bases for tail, form in _TAILS.items()}
    words = [word for word, form in own.items() if form == "none" and word.startswith((*_TAILS,))]
    forms |= {base + word: "none" for base in bases for word in words}
    forms |= own
    return Lexicon(forms), forms


#: Words that may be cues, by the numbers of the sentences they stand in.
Hits = dict[int, list[tuple[str, Span]]]


def reporting_words(structure: Structure) -> Hits:
    """The words outside quotations that may report speech."""
    lexicon, forms = _lexicon()
    starts = structure.starts.sentences
    hits: Hits = {}
    for word, span in lexicon.find(structure.folded):
        if forms[word] != "none" and structure.quotation_at(span.start) is None:
            hits.setdefault(bisect_right(starts, span.start) - 1, []).append((word, span))
    return hits


def _passes_on(cue: Cue) -> bool:
    """Whether a cue is a medium's report, which gives way to whose words it reports."""
    if cue.word in _REPORTS:
        return True
    return cue.speaker is not None and _MEDIUM.search(fold(cue.speaker)) is not None


class Cues:
    """Finds the cues of a body's sentences; `focus` is whom 他 stands for at the time."""

    def __init__(self, speakers: Speakers, hits: Hits, focus: Focus) -> None:
        self.structure = speakers.cast.structure
        self.folded = speakers.folded
        self.cast = speakers.cast
        self.speakers = speakers
        self.hits = hits
        self.forms = _lexicon()[1]
        self.focus = focus

    def of(self, number: int) -> list[Cue]:
        """The cues of a sentence, in order.

        One inside another's words counts only where the same speaker goes on.
        """
        hits = self.hits.get(number)
        if hits is None:
            return []
        sentence = self.structure.sentences[number]
        said = _SAID_AT_ONCE.search(self.folded, *sentence.span)
        if said is None and self.structure.is_headline(sentence):
            return []
        cues: list[Cue] = []
        for word, span in hits:
            cue = self._cue(word, span, sentence, cues[-1] if cues else None)
            if cue is not None:
                if cues and _passes_on(cues[-1]) and cue.speaker != cues[-1].speaker:
                    cues.pop()
                cues.append(cue)
        return cues

    def told_in(self, number: int) -> bool:
        """Whether a later clause of a sentence opens with a cue: its first clause acts and says."""
        hits = self.hits.get(number)
        if hits is None:
            return False
        sentence = self.structure.sentences[number]
        opens = {clause.start for clause in sentence.clauses[1:]}
        return any(
            word in _TELLING
            and span.start in opens
            and self._content(word, span, sentence) is not None
            for word, span in hits
        )

    def _cue(self, word: str, span: Span, sentence: Sentence, before: Cue | None) -> Cue | None:
        clause = self.structure.clause_at(span.start)
        content = self._content(word, span, sentence)
        if clause is None or content is None or self.folded[span.start - 1] == "的":
            return None
        if self.folded[span.start - 1] == "将" and content == span.end and word != "宣布":
            return None
        if self.forms[word] == "mark" and _ON_SOMEONES_WORD.match(self.folded, *clause):
            return None
        start = max(clause.start, span.start - _REACH)

        def focus() -> str | None:
            return self._focus(Span(sentence.span.start, clause.start), before)

        marked = content != span.end
        head = Span(start, span.start)
        speaker = self.speakers.head(head, focus, marked)
        if speaker is None and marked and word.endswith(_SAYING) and self._opens(head, sentence):
            speaker = printed(self.cast, head)
        if speaker == "":
            speaker = self._carried(sentence, clause.start, before)
            if self.folded[span.start - 1] == "有" and clause.start < span.start:
                speaker = self._paper(word, span) or speaker
            if speaker is None and span.start > clause.start == sentence.span.start:
                speaker = self.speakers.spoken
            if speaker is None and span.start == sentence.span.start:
                speaker = self._paper(word, span)
            if speaker is None or (self.forms[word] == "mark" and before):
                return None
        elif before is not None and not (
            self._apart(before, speaker, clause.start) or self._answers(word, span, speaker)
        ):
            return None
        if speaker is None or (self.forms[word] == "person" and not self._speaks(speaker, before)):
            return None
        backwards = content < 0
        content = max(content, span.end)
        addressee = self._addressee(word, span, head, content)
        if addressee == speaker:
            addressee = None
        return Cue(word, span.start, clause.start, speaker, content, backwards, addressee)

    def _opens(self, head: Span, sentence: Sentence) -> bool:
        """Whether `head` opens its sentence, but for what it is about: 就某事，某人表示."""
        begins = sentence.span.start
        if head.start == begins:
            return True
        named = any(named.kind == "person" for named in self.cast.within(*head))
        return not named and _AS_FOR.match(self.folded, begins, head.start) is not None

    def _addressee(self, word: str, span: Span, head: Span, content: int) -> str | None:
        """Whom the words are said to: 对某人表示, 告诉某人, 勉励大家."""
        if word in _TELLS:
            return self.structure.text[span.end : content].strip(" ，：") or None
        if word.startswith(_TELLS):
            return self.structure.text[span.start + 2 : span.end]
        if self.forms[word] == "person":
            m = _OBJECT.match(self.cast.view.layered, content)
            return named_or_printed(self.cast, Span(*m.span())) if m else None
        return spoken_to(self.cast, head)

    def _answers(self, word: str, span: Span, speaker: str | None) -> bool:
        """Whether somebody is set against who spoke before: 甲质疑…，乙就说…，甲回应说…."""
        if speaker is None or not self.cast.is_named(speaker):
            return False
        return self.folded[span.start - 1] in "就则" or word.startswith(_ANSWERS)

    def _paper(self, word: str, span: Span) -> str | None:
        """The paper that speaks where nobody else does, 声明说, or whose paper it is."""
        paper, spoken = _PAPER.match(word), self.speakers.spoken
        some = self.folded[span.start - 1] == "有"
        if paper and spoken and not some and spoken not in self.cast.people:
            return spoken
        return self.structure.text[span.start : span.start + paper.end()] if paper else None

    def _focus(self, earlier: Span, before: Cue | None) -> str | None:
        """Whom 他 and 她 stand for after `earlier`, the clauses of a sentence already read."""
        if before is not None:
            return before.speaker
        found = self.cast.first(*earlier, "person")
        return found.name if found else self.focus()

    def _apart(self, before: Cue, speaker: str | None, at: int) -> bool:
        """Whether a subject may speak at `at`, after the words of `before` have begun.

        Another than the speaker does so only after ；: else the speaker is quoting.
        """
        if at <= before.content and not _passes_on(before):
            return False
        if _passes_on(before):
            return True
        return speaker == before.speaker or self.folded[at - 1 : at] in "；。"

    def _speaks(self, speaker: str, before: Cue | None) -> bool:
        """Whether `speaker` is a person, and not already speaking in this sentence."""
        people = self.cast.people
        return before is None and any(name in people for name in speaker.split("、"))

    def _carried(self, sentence: Sentence, at: int, before: Cue | None) -> str | None:
        """Who goes on speaking at `at`, or is the subject of the sentence's earlier clauses."""
        if before is not None:
            if not _passes_on(before) or before.content >= at:
                return self._just_named(before, at) or before.speaker
            return self.speakers.opening(Span(before.content, at), self.focus) or before.speaker
        if at == sentence.span.start:
            return None
        return self.speakers.opening(Span(sentence.span.start, at), self.focus)

    def _just_named(self, before: Cue, at: int) -> str | None:
        """Who answers in the clause right before `at`: …，但某某回应时，批评…"""
        clause = self.structure.clause_at(at - 2)
        if clause is None or clause.start <= before.content:
            return None
        if self.folded[clause.end - 1] not in "时后":
            return None
        found = self.cast.first(*clause)
        return found.name if found else None

    def _content(self, word: str, span: Span, sentence: Sentence) -> int | None:
        """Where the words reported by a cue begin; -1 if they stand before it, None if nowhere."""
        end = sentence.span.end
        if word in _TELLS:
            told = _TOLD.match(self.folded, span.end, end)
            span = Span(span.start, told.end()) if told else span
        after = self.folded[span.end : min(span.end + 1, end)]
        if after in _MARKS or after.isspace():
            mark = _AFTER_CUE.match(self.folded, span.end, end)
            if mark and mark.end() < end:
                return mark.end()
        if after in ("", "。", "："):
            return self._content_outside(span, end)
        if self.forms[word] == "mark" or after in _NOT_REPORTED:
            return None
        return span.end if self._reports(word, span.end, end) else None

    def _content_outside(self, span: Span, end: int) -> int | None:
        """“…。”他说。 has its words before the cue, 他说：at a line's end in the next paragraph."""
        if self.folded[span.end : end].startswith("：") or span.end >= end:
            following = self.structure.sentence_from(end)
            return following.span.start if following and self.folded[end - 1] == "：" else None
        return -1 if self.quoted_before(span.start) else None

    def quoted_before(self, at: int) -> Quotation | None:
        """The quotation that stands right before the clause at `at`."""
        clause = self.structure.clause_at(at)
        if clause is None:
            return None
        before = clause.start - 1
        while before >= 0 and self.folded[before] in '，" ':
            before -= 1
        quotation = self.structure.quotation_at(before) if before >= 0 else None
        return quotation if quotation and quotation.span.end == before + 1 else None

    def _reports(self, word: str, at: int, end: int) -> bool:
        """Whether the words right behind a cue say something, rather than name a topic."""
        end = min(end, at + _REACH)
        stop = _STOP.search(self.folded, at, end)
        clause = Span(at, stop.start() if stop else end)
        if self.forms[word] == "person":
            return (
                _OBJECT.match(self.cast.view.layered, *clause) is not None
                or len(self.folded[slice(*clause)]) >= _SHORTEST
            )
        if clause.end >= end - 2 and _QUANTITY.fullmatch(self.folded, *clause):
            return False
        topic = word not in _SAYS_WORDS and _TOPIC.match(self.folded, *clause)
        if clause.end - at < 4 or topic:
            return False
        if end - at < _SHORTEST:
            return False
        if word in (*_SAYS_WORDS, "表示") and clause.end - at > _LONG:
            return True
        return clause.end < end - 2 or not _NOUNS_END.search(self.folded, *clause)
