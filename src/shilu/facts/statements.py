"""Statements: words attributed to a speaker, direct and indirect, as far as they run."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from msgspec import UNSET

from shilu.cards.pattern import mention
from shilu.facts.cast import Cast
from shilu.facts.cues import Cue, Cues, Hits, reporting_words
from shilu.facts.speakers import Speakers
from shilu.lexicon import terms
from shilu.model import Mentions, Mode, Setting, Statement
from shilu.structure import Quotation, Sentence, Structure
from shilu.text import Span

_QUOTED_SPEECH = re.compile("[，。！？]")
#: A sentence that opens like this tells what happened; nobody says it.
_NARRATION = re.compile(
    "(?:(?:落实|牢记|按照|遵照)[^，。]{0,12}(?:要求|指示|精神|嘱托)，|据了解|据悉|据介绍|据统计|记者|随后|会前|会后|会议(?:还|由|听取|审议|期间)|当天|当日|当晚|期间|截至"
    "|这(?:引发|引起|标志着|意味着|也是|次是)|数据显示|图为|与此同时|在此之前|此前|当地时间|[^，。]{0,12}(?:数据|统计|调查)显示|(?:根据|据)[^，。]{2,16}公布的"
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


#: What directs is over with its sentence, unless the next one directs too.
_DIRECTIVES = ("要求", "质疑", "呼吁", "宣布", "警告", "批评", "勉励", "叮嘱", "敦促")
_DIRECTS_ON = re.compile(
    "(?:同时，|此外，|另外，)?(?:要|应|须|必须|务必|各|不得|对|在|将|[中我]方|我[们国]|"
    f"{'|'.join(map(re.escape, terms('drives')))})"
)
#: A paragraph that opens like this goes on with the speech before it.
_SPEECH_GOES_ON = re.compile(
    "(?:希望)?(?:双方|我们|各方)(?:要|应|愿|将|可以|必须)|[中我]方(?:愿|将|支持|欢迎|希望|赞赏|高度|始终|一贯|坚定)"
    "|要(?:坚持|加强|推动|推进|深化|加快|抓|着力|继续|进一步|切实|全面|完善)|必须|我(?:们)?(?:愿|相信|期待|欢迎)"
)
#: A quotation further than this behind what somebody said is nobody's.
_APART = 8
_TO_NEXT_PART = re.compile('[”"]?\\s*')


def find_statements(
    structure: Structure, setting: Setting, mentions: Mentions, cast: Cast | None = None
) -> tuple[Statement, ...]:
    """The statements of a body, in order: each cue outside quotations that has reported words.

    `cast` are those whom `mentions` name, where somebody has called them together already.
    """
    hits = reporting_words(structure)
    if not hits and not structure.quotations:
        return ()
    return tuple(_Reader(cast or Cast(structure, mentions), hits).read())


class _Reader:
    """Goes through the sentences that may report words, keeping in mind who acts and speaks."""

    def __init__(self, cast: Cast, hits: Hits) -> None:
        self.structure = cast.structure
        self.folded = cast.structure.folded
        self.layered = cast.view.layered
        self.cast = cast
        self.speakers = Speakers(cast)
        self.cues = Cues(self.speakers, hits, self._focus)
        self.told = 0  # where the words last reported end
        self.known: str | None = None  # whom 他 stood for where the sentence `since` began
        self.number = self.since = 0
        self.ahead: tuple[int, str | None, list[Cue]] = (-1, None, [])

    def read(self) -> Iterator[Statement]:
        after = 0
        for number in self._candidates():
            if number < after:
                continue
            self.number, after = number, number + 1
            cues = self._cues_of(number)
            for n, cue in enumerate(cues):
                end = cues[n + 1].begins if n + 1 < len(cues) else None
                self.speakers.spoken = self.known = cue.speaker
                self.since = number
                statement, reached = self._statement(cue, number, end)
                after = max(after, reached)
                if statement:
                    self.told = statement.spans[-1].end
                    yield statement
            if cues:
                self.since = after
            elif uncued := self._uncued(self.structure.sentences[number]):
                self.told = uncued.spans[-1].end
                yield uncued

    def _candidates(self) -> list[int]:
        """The numbers of the sentences with a word that may be a cue, or with speech quoted."""
        starts = self.structure.starts.sentences
        quoted = (
            bisect_right(starts, span.start) - 1
            for span, inner, _, _ in self.structure.quotations
            if self.folded[inner.end - 1] in "。！？"
        )
        return sorted({*self.cues.hits, *quoted})

    def _cues_of(self, number: int) -> list[Cue]:
        """The cues of a sentence; what looking ahead has read is not read again."""
        spoken = self.speakers.spoken
        if self.ahead[:2] != (number, spoken):
            self.ahead = number, spoken, self.cues.of(number)
        return self.ahead[2]

    def _focus(self) -> str | None:
        """Whom 他 and 她 stand for: who spoke or acted last in the sentences passed."""
        for number in range(self.number - 1, self.since - 1, -1):
            found = self.cast.first(*self.structure.sentences[number].span, "person")
            if found:
                self.known = found.name
                break
        self.since = max(self.since, self.number)
        return self.known

    def _statement(self, cue: Cue, i: int, end: int | None) -> tuple[Statement | None, int]:
        """The statement a cue makes in sentence `i`, and the first sentence it leaves alone."""
        if cue.backwards:
            quotation = self.cues.quoted_before(cue.at)
            return (self._direct(cue, [quotation.inner]) if quotation else None), i + 1
        quoted = self.structure.quotation_at(cue.content)
        if quoted is not None and quoted.span.start == cue.content and self._is_speech(quoted):
            return self._quoted(cue, quoted, i)
        sentences = self.structure.sentences
        while sentences[i].span.end <= cue.content:
            i += 1
        last, after = (end, i + 1) if end is not None else self._runs_to(i, cue)
        return self._indirect(cue, last), after

    def _uncued(self, sentence: Sentence) -> Statement | None:
        """A quotation without a cue: 某人：“…”, or on its own right after what somebody said."""
        quotation = next(iter(self.structure.quotations_in(sentence.span)), None)
        if quotation is None or self.folded[quotation.inner.end - 1] not in "。！？":
            return None
        start = quotation.span.start
        if sentence.span.start <= start - 2 and self.folded[start - 1] == "：":
            clause = self.structure.clause_at(start - 2)
            named = self.speakers.head(clause, self._focus) if clause else None
            speaker = named if self.cast.is_named(named) else None
        else:
            between = self.folded[self.told : start] if self.told else "…"
            alone = sentence.span == quotation.span and not between.strip("”。！？\n \u3000")
            speaker = self.speakers.spoken if alone and len(between) < _APART else None
        if speaker is None:
            return None
        cue = Cue("", start, start, speaker, quotation.inner.start)
        return self._direct(cue, [quotation.inner])

    def _is_speech(self, quoted: Quotation) -> bool:
        """Whether a quotation after a cue is speech and not a term: “走廊”建设将…"""
        inner, after = (
            self.folded[slice(*quoted.inner)],
            self.folded[quoted.span.end : quoted.span.end + 1],
        )
        if inner[-1:] in "。！？…" and after != "的":
            return True
        if after and after not in "，。；！？“\n ）":
            return False
        return len(inner) >= 8 or after != "，"

    def _quoted(self, cue: Cue, quoted: Quotation, i: int) -> tuple[Statement | None, int]:
        """Direct speech: the quotation, its further parts, and a part before the cue."""
        parts = [quoted.inner]
        while more := self._next_part(parts[-1].end):
            parts.append(more.inner)
        before = self.cues.quoted_before(cue.at)
        if before is not None and self.told <= before.inner.start < cue.at:
            parts.insert(0, before.inner)
        sentences, after = self.structure.sentences, i + 1
        while after < len(sentences) and sentences[after].span.start < parts[-1].end:
            after += 1
        return self._direct(cue, parts), after

    def _next_part(self, at: int) -> Quotation | None:
        """The quotation that goes on from one whose words end at `at`: “…”“…”, or a line on."""
        m = _TO_NEXT_PART.match(self.folded, at)
        if m is None:
            return None
        quotation = self.structure.quotation_at(m.end())
        if quotation is None or quotation.span.start != m.end():
            return None
        return quotation if quotation.continued or "\n" not in m.group() else None

    def _runs_to(self, i: int, cue: Cue) -> tuple[int, int]:
        """The end of indirect speech that runs from sentence `i` on, and the sentence after it."""
        sentences = self.structure.sentences
        end = sentences[i].span.end
        after = i + 1
        directive = cue.word.startswith(_DIRECTIVES)
        while after < len(sentences) and self._goes_on(after):
            if directive and not _DIRECTS_ON.match(self.folded, *sentences[after].span):
                break
            end = sentences[after].span.end
            after += 1
        return end, after

    def _goes_on(self, number: int) -> bool:
        """Whether speech that filled the sentence before goes on in sentence `number`."""
        sentence, before = self.structure.sentences[number], self.structure.sentences[number - 1]
        start, end = sentence.span
        if sentence.paragraph != before.paragraph:
            if self.folded[before.span.end - 1] in "：；":
                return True
            if _SPEECH_GOES_ON.match(self.folded, start, end):
                return not self._cues_of(number)
            return (
                _ENUMERATION.match(self.folded, start, end) is not None
                and _ENUMERATION.match(self.folded, *before.span) is not None
            )
        if _NARRATION.match(self.layered, start, end) or _NARRATION.match(self.folded, start, end):
            return False
        for clause in sentence.clauses[:2]:
            named = self.cast.at(clause.start)
            if named is not None and named.name == self.speakers.spoken:
                return False
        if _ROSTER.search(self.folded, max(start, end - 16), end):
            return False
        subject = _SUBJECT.match(self.layered, start, end)
        if subject and not _SPEAKS_ON.match(self.folded, subject.end(), end):
            return _ABOVE_ALL.match(self.folded, subject.end(), end) is not None
        return not (self.cues.told_in(number) or self._cues_of(number))

    # --- making ----------------------------------------------------------------------------------

    def _direct(self, cue: Cue, parts: list[Span]) -> Statement | None:
        bare = (self._bare(part) for part in self._joined(parts))
        joined = [part for part in bare if part.start < part.end]
        return self._made(cue, joined, "direct") if joined else None

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
        for quotation in self.structure.quotations_in(span):
            if _QUOTED_SPEECH.search(self.folded, *quotation.inner):
                return self._made(cue, [span], "mixed")
        return self._made(cue, [span], "indirect")

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
            cue=self.structure.text[cue.at : cue.at + len(cue.word)] or None,
            mode=mode,
            spans=tuple(spans),
            addressee=cue.addressee or UNSET,
        )
