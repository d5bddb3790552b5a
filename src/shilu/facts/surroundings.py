"""What stands around the figures of one article, in reading order, found once for all who ask."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from operator import attrgetter

from shilu.facts.cast import Cast
from shilu.facts.within import Within, is_row
from shilu.folding import fold
from shilu.model import Figure
from shilu.structure import Sentence, Structure
from shilu.text import Span

_SPAN = attrgetter("span")


class Surroundings:
    """The figures of an article, and beside them its times, bodies and posts.

    `standing` is the sentence of each figure, `sentences` are all that matter to figures; the
    others need no reading. `measures` gives the folded form of what they count. It must not be
    asked of an article without figures.
    """

    def __init__(self, cast: Cast, figures: tuple[Figure, ...]) -> None:
        structure = self.structure = cast.structure
        self.cast = cast
        self.figures = Within(figures, _SPAN)
        self.times, self.bodies, self.posts = cast.times, cast.bodies_printed, cast.posts
        starts = structure.starts.sentences
        within = (bisect_right(starts, f.span[0]) - 1 for f in figures)
        self.standing = [structure.sentences[at] for at in within]
        self.sentences = telling(structure, zip(figures, self.standing, strict=True))
        self.measures = _folded({f.measure for f in figures if f.measure})


def _folded(phrases: Iterable[str]) -> dict[str | None, str]:
    """The folded form of each of `phrases`, all folded at once."""
    found: dict[str | None, str] = {None: ""}
    printed, at = [*phrases], 0
    folded = fold("\n".join(printed))
    for phrase in printed:
        found[phrase] = folded[at : at + len(phrase)]
        at += len(phrase) + 1
    return found


def telling(structure: Structure, figures: Iterable[tuple[Figure, Sentence]]) -> list[Sentence]:
    """The sentences in which figures stand, and those before that may tell something of them.

    Those are the ones before in the same paragraph, and those of the paragraphs that an item of a
    list or a row of a table goes on with.
    """
    starts = structure.starts.sentences
    upto: dict[int, int] = {}
    for figure, sentence in figures:
        upto[sentence.paragraph] = max(figure.span.end, upto.get(sentence.paragraph, 0))
    for number in sorted(upto, reverse=True):
        _reach_back(structure, number, upto)
    found: list[Sentence] = []
    for number, end in sorted(upto.items()):
        first = bisect_left(starts, structure.paragraphs[number].start)
        found += structure.sentences[first : bisect_left(starts, end, first)]
    return found


def _reach_back(structure: Structure, number: int, upto: dict[int, int]) -> None:
    """Takes in whole the paragraphs that the one of `number` goes on with."""
    while number and goes_on(structure.folded, structure.paragraphs[number]):
        number -= 1
        end = structure.paragraphs[number].end
        if upto.get(number) == end:
            return
        upto[number] = end


def goes_on(folded: str, paragraph: Span) -> bool:
    """Whether a paragraph is an item of a list or a row, which share what stands over them."""
    return folded.startswith("——", paragraph.start) or is_row(folded, paragraph)
