"""Who states a figure: the speaker in whose words it stands, or the body its sentence names."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from operator import attrgetter

from shilu.cards import deck, layered
from shilu.facts.surroundings import Surroundings
from shilu.facts.within import Within
from shilu.model import Figure, Mentions, Statement
from shilu.structure import Sentence
from shilu.text import Span

#: How deep stretches of speech may stand in one another.
_NESTED = 4


class Informants:
    """Who states the figures of one article."""

    def __init__(
        self, around: Surroundings, mentions: Mentions, statements: Iterable[Statement]
    ) -> None:
        structure = around.structure
        self.text = structure.text
        covered = [("机构", span) for span in around.bodies.items]
        covered += [("地名", m.span) for p in mentions.places for m in p.mentions]
        covered += [("时间", time.span) for time in mentions.times]
        view = layered(structure.folded, covered)
        told = dict.fromkeys(sentence.span for sentence in around.standing)
        found = deck("figures_source").match(view, told)
        self.matches = Within(found, attrgetter("span"))
        spoken = [
            (span, s.speaker) for s in statements if s.speaker for span in s.spans or (s.span,)
        ]
        self.spoken = sorted(spoken)

    def of(self, figure: Figure, sentence: Sentence) -> str | None:
        """Who states `figure`: the source its own sentence names, else the speaker, else None."""
        before = Span(sentence.span.start, figure.span.start)
        if self.matches.items and (found := self.matches(before)):
            return self.text[slice(*found[-1].slots["by"])]
        return self._speaker(figure.span) if self.spoken else None

    def _speaker(self, span: Span) -> str | None:
        """In whose words a stretch stands: of stretches in one another, the last that begins."""
        last = bisect_right(self.spoken, span.start, key=lambda pair: pair[0].start)
        near = reversed(self.spoken[max(0, last - _NESTED) : last])
        return next((speaker for words, speaker in near if words.covers(span)), None)
