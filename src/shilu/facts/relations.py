"""What a figure says: whom it is about and when, what it is a part or growth of, who states it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias, TypedDict

from msgspec import UNSET
from msgspec.structs import replace

from shilu.facts.areas import find_areas
from shilu.facts.cast import Cast
from shilu.facts.growths import Growths
from shilu.facts.informants import Informants
from shilu.facts.periods import PrintedPeriods, find_periods
from shilu.facts.shares import among_of, is_share, whole_of
from shilu.facts.surroundings import Surroundings
from shilu.facts.ties import PrintedAreas, Tie, find_ties
from shilu.model import Figure, Inferred, Mentions, Setting, Statement
from shilu.structure import Sentence, Structure
from shilu.text import Span

#: Finds the words a figure is held against.
_Find: TypeAlias = Callable[[Structure, Figure, Span], Span | None]


class _Links(TypedDict, total=False):
    """What a figure is held against, by the names of its fields."""

    level: int | None
    base: str | None
    among: str | None
    of: str | None


def relate_figures(
    structure: Structure,
    setting: Setting,
    mentions: Mentions,
    statements: Iterable[Statement] = (),
    cast: Cast | None = None,
) -> tuple[Figure, ...]:
    """The figures of `mentions` with what the text tells of each beside its value.

    `cast` are those whom `mentions` name, where somebody has called them together already.
    """
    if not mentions.figures:
        return ()
    about = _About(cast or Cast(structure, mentions), setting, mentions, statements)
    return tuple(about.figure(at) for at in range(len(mentions.figures)))


class _About:
    """What one article tells of its figures."""

    def __init__(
        self,
        cast: Cast,
        setting: Setting,
        mentions: Mentions,
        statements: Iterable[Statement],
    ) -> None:
        structure = self.structure = cast.structure
        self.figures = mentions.figures
        around = self.around = Surroundings(cast, mentions.figures)
        areas = find_areas(structure, setting, mentions)
        self.ties = find_ties(around, setting, areas)
        self.periods = find_periods(around)
        self.areas_printed = PrintedAreas(around, areas)
        self.periods_printed = PrintedPeriods(around)
        self.growths = Growths(around)
        self.informants = Informants(around, statements)

    def figure(self, at: int) -> Figure:
        """The figure at index `at`, with all that is told of it."""
        figure = self.figures[at]
        tie, period = self.ties[figure.span], self.periods[figure.span]
        sentence = self.around.standing[at]
        return replace(
            figure,
            area=tie.area,
            counterpart=tie.counterpart,
            period=period,
            inferred=self._inferred(sentence.span, tie, period) or UNSET,
            stated_by=self.informants.of(figure, sentence) or UNSET,
            **self._links(at, sentence, period),
        )

    def _links(self, at: int, sentence: Sentence, period: str | None) -> _Links:
        """A growth's level and base; what a rank and a share are held against."""
        figure = self.figures[at]
        if figure.change is not None:
            base = self.growths.base(at, sentence, period)
            return {"level": self.growths.level(at, sentence), "base": base}
        if figure.unit == "rank":
            return {"among": self._words(among_of, figure, sentence)}
        if is_share(self.structure, figure, sentence.span):
            return {"of": self._words(whole_of, figure, sentence)}
        return {}

    def _words(self, find: _Find, figure: Figure, sentence: Sentence) -> str | None:
        span = find(self.structure, figure, sentence.span)
        return self.structure.text[slice(*span)] if span else None

    def _inferred(self, sentence: Span, tie: Tie, period: str | None) -> tuple[Inferred, ...]:
        """Which of area, counterpart and period the sentence does not print."""
        found: list[Inferred] = []
        if tie.area and not self.areas_printed.holds(sentence, tie.area):
            found.append("area")
        if tie.counterpart and not self.areas_printed.holds(sentence, tie.counterpart):
            found.append("counterpart")
        if period and not self.periods_printed.holds(sentence, period):
            found.append("period")
        return tuple(found)
