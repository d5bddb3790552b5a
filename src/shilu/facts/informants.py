"""Who states a figure: the speaker in whose words it stands, or the body its sentence names."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from operator import attrgetter

from shilu.cards import View, deck, layered
from shilu.facts.cast import Cast
from shilu.facts.surroundings import Surroundings
from shilu.facts.within import Within
from shilu.model import Figure, Statement
from shilu.structure import Sentence
from shilu.text import Span

#: How deep stretches of speech may stand in one another.
_NESTED = 4


class Informants:
    """Who states the figures of one article."""

    def __init__(self, around: Surroundings, statements: Iterable[Statement]) -> None:
        structure = around.structure
        self.text = structure.text
        told = dict.fromkeys(sentence.span for sentence in around.standing)
        cards = deck("figures_source")
        woken = cards.woken(structure.folded, told)
        found = cards.run(_view_of(around.cast), woken) if woken else ()
        self.matches = Within(found, attrgetter("span"))
        spoken = [
            (span, s.speaker) for s in statements if s.speaker for span in s.spans or (s.span,)
        ]
        self.spoken = sorted(spoken)
        self._starts = [words.start for words, _ in self.spoken]

    def of(self, figure: Figure, sentence: Sentence) -> str | None:
        """Who states `figure`: the source its own sentence names, else the speaker, else None."""
        if self.matches.items:
            before = Span(sentence.span.start, figure.span.start)
            if found := self.matches(before):
                return self.text[slice(*found[-1].slots["by"])]
        return self._speaker(figure.span) if self.spoken else None

    def _speaker(self, span: Span) -> str | None:
        """In whose words a stretch stands: of stretches in one another, the last that begins."""
        last = bisect_right(self._starts, span.start)
        near = reversed(self.spoken[max(0, last - _NESTED) : last])
        return next((speaker for words, speaker in near if words.covers(span)), None)


def _view_of(cast: Cast) -> View:
    """The layered view of what the cards of sources may name."""
    _, bodies, places = cast.printed
    covered = [("机构", body.span) for body in bodies]
    covered += [("地名", place.span) for place in places]
    covered += [("时间", time.span) for time in cast.mentions.times]
    return layered(cast.structure.folded, covered)
