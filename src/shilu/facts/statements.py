"""Statements: words attributed to a speaker, direct and indirect, as far as they run."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from shilu.cards.pattern import mention
from shilu.facts.speakers import Cast
from shilu.lexicon import Lexicon, rows
from shilu.model import Mentions, Mode, Setting, Statement
from shilu.structure import Quotation, Sentence, Structure
from shilu.text import Span

#: How much of a clause before a cue is looked at for its subject.
_REACH = 80
#: Reported words shorter than this need a mark before them: 指 and 称 are parts of many words.
_SHORTEST = 6

_AFTER_CUE = re.compile(r"(?:[：，]\s*|\s*(?=“))")
_TOLD = re.compile(r"[^，：。“]{1,10}(?=[：，])")
_TOPIC = re.compile(
    "(?:衷心|诚挚|热烈|由衷|高度|崇高|深切|亲切|十分|非常|极为|极度|极大|强烈|坚决|充分|最|一致|不|无法"
    "|有?信心|完全|对[^，。]{1,40}?|向[^，。]{1,40}?)*(?:的)?"
    "(?:感谢|谢意|欢迎|祝贺|慰问|支持|赞赏|赞同|满意|关注|关切|震惊|遗憾|哀悼|反对|谴责|肯定|同情|敬意"
    "|理解|尊重|钦佩|不满|失望|抗议|歉意|道歉|悲痛|担忧|忧虑|愤怒|同意|认同|赞许|高兴|乐观|问候|祝愿|看好)"
)
_NOUNS_END = re.compile(
    "(?:重要性|必要性|紧迫性|意义|作用|立场|问题|情况|名单|结果|消息|看法|观点)$"
)
_QUANTITY = re.compile("[0-9一二两三四五六七八九十百千多数]+[^，。]{1,3}")
_NOT_REPORTED = frozenset("了的过着性者")
_OBJECT = re.compile(
    "(?:他|她|它|我|你)?们|大家|同学|全体|广大|各|青年|" + mention("人名") + "|" + mention("机构")
)

#: A sentence that opens like this tells what happened; nobody says it.
_NARRATION = re.compile(
    "(?:据了解|据悉|据介绍|据统计|记者|随后|会前|会后|会议(?:还|由|听取|审议|期间)|当天|当日|当晚|期间|截至"
    "|数据显示|图为|与此同时|在此之前|此前|当地时间|[^，。]{0,12}(?:数据|统计|调查)显示"
    f"|在(?:{mention('地名')})+[^，。]{{0,8}}，|另外?，|另一方面，|此外，|至于"
    "|[（(]|编辑|责编|责任编辑|来源)"
)
_ROSTER = re.compile(
    "(?:参加|出席|陪同|主持|在座|参加(?:了)?(?:会见|会议|活动|座谈|座谈会|调研)|陪同(?:考察|调研|参观))。?$"
)
_SPEAKS_ON = re.compile("(?:将|会|愿|要|本人|对此|正|也将|亦会|一定|必)")
_ABOVE_ALL = re.compile("(?:总书记|主席|总理|同志)")
_SUBJECT = re.compile(
    f"(?:{mention('时间')}|[，同时而但此外])*(?:{mention('机构')}|{mention('地名')}|{mention('职务')})*"
    f"(?:(?P<person>{mention('人名')})|(?P<they>[他她](?![们人国])))"
)
_ENUMERATION = re.compile(
    "[（(]?(?:[一二三四五六七八九十]+|[0-9]{1,2})(?:是|要|、|）|\\)|[.．])|第[一二三四五六七八九十]"
)


_TO_NEXT_PART = re.compile("[”\"]?\\s*")


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word with its speaker, and where the reported words begin."""

    word: str
    at: int
    begins: int
    speaker: str | None
    content: int
    backwards: bool = False


@cache
def _lexicon() -> tuple[Lexicon, dict[str, str]]:
    forms = {row[0]: row[1] for row in rows("cues")}
    return Lexicon(forms), forms


def find_statements(
    structure: Structure, setting: Setting, mentions: Mentions
) -> tuple[Statement, ...]:
    """The statements of a body, in order: each cue outside quotations that has reported words."""
    cast = Cast(structure, mentions)
    return tuple(_Reader(structure, cast).read())


class _Reader:
    """Goes through a body sentence by sentence, keeping in mind who acts and who speaks."""

    def __init__(self, structure: Structure, cast: Cast) -> None:
        self.structure = structure
        self.folded = structure.folded
        self.cast = cast
        self.focus: str | None = None
        lexicon, self.forms = _lexicon()
        self.hits = [(w, s) for w, s in lexicon.find(self.folded) if self.forms[w] != "none"]
        self.starts = [s.start for _, s in self.hits]

    def read(self) -> Iterator[Statement]:
        sentences = self.structure.sentences
        i = 0
        while i < len(sentences):
            cues = self._cues(sentences[i])
            after = i + 1
            for n, cue in enumerate(cues):
                end = cues[n + 1].begins if n + 1 < len(cues) else None
                self.cast.spoken = self.focus = cue.speaker
                statement, reached = self._statement(cue, i, end)
                after = max(after, reached)
                if statement:
                    yield statement
            if not cues:
                found = self.cast.first(sentences[i].span, "person")
                self.focus = found.name if found else self.focus
            i = after

    # --- cues ------------------------------------------------------------------------------------

    def _cues(self, sentence: Sentence) -> list[Cue]:
        """The cues of a sentence, in order; one inside another's words only if it goes on speaking."""
        cues: list[Cue] = []
        low = bisect_left(self.starts, sentence.span.start)
        high = bisect_left(self.starts, sentence.span.end)
        for word, span in self.hits[low:high]:
            if self.structure.quotation_at(span.start) is None:
                cue = self._cue(word, span, sentence, cues[-1] if cues else None)
                if cue is not None:
                    cues.append(cue)
        return cues

    def _cue(self, word: str, span: Span, sentence: Sentence, before: Cue | None) -> Cue | None:
        clause = self.structure.clause_at(span.start)
        content = self._content(word, span, sentence)
        if clause is None or content is None:
            return None
        start = max(clause.start, span.start - _REACH)
        focus = self._focus(Span(sentence.span.start, clause.start), before)
        speaker = self.cast.head(Span(start, span.start), focus)
        if speaker == "":
            speaker = before.speaker if before else self._carried(sentence, clause.start)
            if speaker is None or self.forms[word] == "mark" and before:
                return None
        elif before is not None and not self._apart(before, speaker, clause.start):
            return None
        if speaker is None or (self.forms[word] == "person" and not self._speaks(speaker, before)):
            return None
        backwards = content < 0
        return Cue(word, span.start, clause.start, speaker, max(content, span.end), backwards)

    def _focus(self, earlier: Span, before: Cue | None) -> str | None:
        """Whom 他 and 她 stand for after `earlier`, the clauses of a sentence already read."""
        if before is not None:
            return before.speaker
        found = self.cast.first(earlier, "person")
        return found.name if found else self.focus

    def _apart(self, before: Cue, speaker: str | None, at: int) -> bool:
        """Whether a subject may speak at `at`, after the words of `before` have begun.

        Another than the speaker does so only after ；: else the speaker is quoting.
        """
        if at <= before.content:
            return False
        return speaker == before.speaker or self.folded[at - 1 : at] in "；。"

    def _speaks(self, speaker: str, before: Cue | None) -> bool:
        """Whether `speaker` is a person, and not already speaking in this sentence."""
        people = {n.name for n in self.cast.named if n.kind == "person"}
        return before is None and any(name in people for name in speaker.split("、"))

    def _carried(self, sentence: Sentence, at: int) -> str | None:
        """The subject of the sentence's earlier clauses; else whoever spoke before it."""
        if at == sentence.span.start:
            return None
        return self.cast.opening(Span(sentence.span.start, at), self.focus)

    def _content(self, word: str, span: Span, sentence: Sentence) -> int | None:
        """Where the words reported by a cue begin; -1 if they stand before it, None if nowhere."""
        end = sentence.span.end
        if word in ("告诉",):
            told = _TOLD.match(self.folded, span.end, end)
            span = Span(span.start, told.end()) if told else span
        mark = _AFTER_CUE.match(self.folded, span.end, end)
        if mark and mark.end() < end:
            return mark.end()
        if span.end >= end or self.folded[span.end] in "。：":
            return self._content_outside(span, end)
        if self.forms[word] == "mark" or self.folded[span.end] in _NOT_REPORTED:
            return None
        return span.end if self._reports(word, span.end, end) else None

    def _content_outside(self, span: Span, end: int) -> int | None:
        """“…。”他说。 has its words before the cue, 他说：(paragraph) has them in the next paragraph."""
        if self.folded[span.end : end].startswith("：") or span.end >= end:
            following = self.structure.sentence_from(end)
            return following.span.start if following and self.folded[end - 1] == "：" else None
        return -1 if self._quoted_before(span.start) else None

    def _quoted_before(self, at: int) -> Quotation | None:
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
        stop = re.compile("[，。；！？]").search(self.folded, at, end)
        clause = Span(at, stop.start() if stop else end)
        if self.forms[word] == "person":
            return (
                _OBJECT.match(self.cast.view.layered, *clause) is not None
                or len(self.folded[slice(*clause)]) >= _SHORTEST
            )
        if clause.end >= end - 2 and _QUANTITY.match(self.folded, *clause):
            return False
        if clause.end - at < 4 or (_TOPIC.match(self.folded, *clause)):
            return False
        if end - at < _SHORTEST:
            return False
        return clause.end < end - 2 or not _NOUNS_END.search(self.folded, *clause)

    # --- extent ----------------------------------------------------------------------------------

    def _statement(self, cue: Cue, i: int, end: int | None) -> tuple[Statement | None, int]:
        """The statement a cue makes in sentence `i`, and the first sentence it leaves alone."""
        if cue.backwards:
            quotation = self._quoted_before(cue.at)
            return (self._direct(cue, [quotation.inner]) if quotation else None), i + 1
        quoted = self.structure.quotation_at(cue.content)
        if quoted is not None and quoted.span.start == cue.content and self._is_speech(quoted):
            return self._quoted(cue, quoted, i)
        sentences = self.structure.sentences
        while sentences[i].span.end <= cue.content:
            i += 1
        last, after = (end, i + 1) if end is not None else self._runs_to(i)
        return self._indirect(cue, last), after

    def _is_speech(self, quoted: Quotation) -> bool:
        """Whether a quotation after a cue is speech and not a term: “走廊”建设将…"""
        inner, after = (
            self.folded[slice(*quoted.inner)],
            self.folded[quoted.span.end : quoted.span.end + 1],
        )
        if after and after not in "，。；！？“\n ）":
            return False
        return len(inner) >= 8 or after != "，" or inner[-1:] in "。！？…"

    def _quoted(self, cue: Cue, quoted: Quotation, i: int) -> tuple[Statement, int]:
        """Direct speech: the quotation, its parts in further paragraphs, and a part before the cue."""
        parts = [quoted.inner]
        while more := self._next_part(parts[-1].end):
            parts.append(more.inner)
        before = self._quoted_before(cue.at)
        if before is not None and before.span.start < cue.at:
            parts.insert(0, before.inner)
        sentences, after = self.structure.sentences, i + 1
        while after < len(sentences) and sentences[after].span.start < parts[-1].end:
            after += 1
        return self._direct(cue, parts), after

    def _next_part(self, at: int) -> Quotation | None:
        """The quotation that goes on from one whose words end at `at`: “…”“…”, or a paragraph on."""
        m = _TO_NEXT_PART.match(self.folded, at)
        quotation = self.structure.quotation_at(m.end()) if m else None
        if quotation and quotation.span.start == m.end() and ("\n" not in m.group() or quotation.continued):
            return quotation
        return None

    def _runs_to(self, i: int) -> tuple[int, int]:
        """The end of indirect speech that runs from sentence `i` on, and the sentence after it."""
        sentences = self.structure.sentences
        end = sentences[i].span.end
        after = i + 1
        while after < len(sentences) and self._goes_on(sentences[after], sentences[after - 1]):
            end = sentences[after].span.end
            after += 1
        return end, after

    def _goes_on(self, sentence: Sentence, before: Sentence) -> bool:
        """Whether speech that filled `before` goes on in `sentence`."""
        start, end = sentence.span
        if sentence.paragraph != before.paragraph:
            colon = self.folded[before.span.end - 1] in "：；"
            return colon or (
                _ENUMERATION.match(self.folded, start, end) is not None
                and _ENUMERATION.match(self.folded, *before.span) is not None
            )
        if _NARRATION.match(self.cast.view.layered, start, end) or _NARRATION.match(
            self.folded, start, end
        ):
            return False
        opening = self.cast.at(start)
        if opening is not None and opening.name == self.cast.spoken:
            return False
        if _ROSTER.search(self.folded, max(start, end - 16), end):
            return False
        subject = _SUBJECT.match(self.cast.view.layered, start, end)
        if subject and not _SPEAKS_ON.match(self.folded, subject.end(), end):
            return _ABOVE_ALL.match(self.folded, subject.end(), end) is not None
        return not self._cues(sentence)

    # --- making ----------------------------------------------------------------------------------

    def _direct(self, cue: Cue, parts: list[Span]) -> Statement:
        joined = [self._bare(part) for part in self._joined(parts)]
        return self._made(cue, joined, "direct")

    def _joined(self, parts: list[Span]) -> list[Span]:
        """Parts with nothing but quotation marks and space between them as one."""
        joined = [parts[0]]
        for part in parts[1:]:
            if not self.folded[joined[-1].end : part.start].strip("“” \n\u3000"):
                joined[-1] = Span(joined[-1].start, part.end)
            else:
                joined.append(part)
        return joined

    def _indirect(self, cue: Cue, end: int) -> Statement | None:
        span = self._bare(Span(cue.content, end))
        if span.end - span.start < 2:
            return None
        quoted = any(
            re.search("[，。！？]", self.folded[slice(*q.inner)])
            for q in self.structure.quotations_in(span)
        )
        return self._made(cue, [span], "mixed" if quoted else "indirect")

    def _bare(self, span: Span) -> Span:
        """`span` without space around it and without its final 。 or ，."""
        start, end = span
        while start < end and self.folded[start] in " \n，：":
            start += 1
        while end > start and self.folded[end - 1] in " \n。，；":
            end -= 1
        return Span(start, end)

    def _made(self, cue: Cue, spans: list[Span], mode: Mode) -> Statement:
        return Statement(
            text=self.structure.text[slice(*spans[0])],
            span=spans[0],
            rule=f"statements.{mode}",
            speaker=cue.speaker,
            cue=self.structure.text[cue.at : cue.at + len(cue.word)],
            mode=mode,
            spans=tuple(spans),
        )
