"""A page as lines: what every field of an article is looked for in, whatever the page was."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import NamedTuple

from shilu.folding import fold
from shilu.model import Evidence
from shilu.pages.flow import Flow
from shilu.pages.markup import Markup
from shilu.text import Span, Text

#: White space and indentation at a line's ends, ideographic and invisible ones too.
_BLANK = r" \t\r\n\f\v\xa0\u3000\ufeff\u200b"
_LINE = re.compile(rf"[^{_BLANK}](?:[^\t\n]*[^{_BLANK}])?")


#: A span from two numbers; a page has thousands, and this is the cheapest way to make them.
_span = partial(tuple.__new__, Span)

#: What stands further before a line than this, scripts mostly, says nothing of it.
_LONGEST_GAP = 600
#: Between two values that stand side by side: one element closes, another opens.
_PARTS = re.compile(r"</(?:span|a|em|i|font|strong|b|label)>[^<]*<(?:span|a|em|i|time)[\s>]", re.I)
_QUOTES = re.compile("[\"'“”‘’「」『』]")


def bare(text: str) -> str:
    """`text` folded, without white space and quotes: for telling whether two lines say the same.

    >>> bare("部署 “稳外贸” 工作") == bare('部署"稳外贸"工作')
    True
    """
    return squeezed(fold(text))


def squeezed(view: str) -> str:
    """`view`, which is folded already, without white space and quotes."""
    return view if view.isalnum() else _QUOTES.sub("", "".join(view.split()))


class Found(NamedTuple):
    """A value, where in the sheet it stands (None: it came with the page), and the rule."""

    value: str
    span: Span | None
    rule: str


@dataclass(frozen=True)
class Sheet:
    """The lines of a restored page. Spans count in `shown`, what a reader of the page sees.

    `folded` is for rules to look at; values are taken from `shown`; `source` keeps the origins.
    """

    source: Text
    flow: Flow
    markup: Markup | None = None

    @property
    def shown(self) -> str:
        """The text of the page, markup left out."""
        return self.flow.text

    @cached_property
    def folded(self) -> str:
        """The folded view of `shown`, of the same length."""
        return fold(self.shown)

    @cached_property
    def lines(self) -> list[Span]:
        """Every line that is not blank, without the white space at its ends."""
        return list(map(_span, map(re.Match.span, _LINE.finditer(self.shown))))

    def text(self, number: int) -> str:
        """What the line says."""
        return self.shown[slice(*self.lines[number])]

    def view(self, number: int) -> str:
        """The line folded."""
        return self.folded[slice(*self.lines[number])]

    def is_cell(self, number: int) -> bool:
        """Whether the line is a cell that stands in a row with others."""
        start, end = self.lines[number]
        return self.shown[start - 1 : start] == "\t" or self.shown[end : end + 1] == "\t"

    def is_seam(self, at: int) -> bool:
        """Whether the markup parts the character at `at` from the one before it."""
        return self._stretch_at(at) >= 0

    def pieces(self, spans: Iterable[Span]) -> Iterator[Span]:
        """`spans`, cut where the markup ends an element that is marked as one of a row."""
        for start, end in spans:
            at = start
            for number in self._stretches(start + 1, end):
                if self.markup and _PARTS.search(self.markup.gaps[number]):
                    yield Span(at, self.markup.place_starts[number])
                    at = self.markup.place_starts[number]
            yield Span(at, end)

    def end_of_link(self, start: int, end: int) -> int:
        """Where a value from `start` to `end` ends if it opens with a link: with the link."""
        first = self._stretch_at(start)
        if self.markup is None or first < 0 or not self.markup.links[first]:
            return end
        for number in self._stretches(start + 1, end):
            if not self.markup.links[number] and self.markup.shows(number):
                return self.markup.place_starts[number]
        return end

    def gap_before(self, line: int) -> str:
        """The markup between the text of a line and the text before it, the last of it."""
        number = self._stretch_at(self.lines[line].start)
        if self.markup is None or number < 0:
            return ""
        gaps, gap = self.markup.gaps, self.markup.gaps[number][-_LONGEST_GAP:]
        while number > 0 and len(gap) < _LONGEST_GAP and not self.markup.shows(number - 1):
            number -= 1
            gap = gaps[number][-_LONGEST_GAP:] + gap
        return gap[-_LONGEST_GAP:]

    def is_link(self, at: int) -> bool:
        """Whether a link begins at `at`."""
        number = self._stretch_at(at)
        return self.markup is not None and number >= 0 and self.markup.links[number]

    def _stretch_at(self, at: int) -> int:
        """The number of the first stretch of markup that begins at `at`, -1 for none."""
        starts = self.markup.place_starts if self.markup else []
        number = bisect_left(starts, at)
        return number if number < len(starts) and starts[number] == at else -1

    def _stretches(self, start: int, end: int) -> range:
        """The numbers of the stretches of markup that begin between `start` and `end`."""
        starts = self.markup.place_starts if self.markup else []
        return range(bisect_left(starts, start), bisect_left(starts, end))

    def line_at(self, at: int) -> int:
        """The number of the last line that starts at `at` or before."""
        return bisect_right(self._starts, at) - 1

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.lines]

    def origin(self, span: Span) -> Span:
        """Where in the page as received `span` stands."""
        return self.source.origin(self.flow.origin(span))

    def take(self, spans: Iterable[Span]) -> Text:
        """Only `spans`, a line each; what stood as cells of one row is parted by tabs."""
        return self.source.edit(self.flow.edits(self._led(spans), len(self.source)))

    def _led(self, spans: Iterable[Span]) -> Iterable[tuple[str, Span]]:
        end = None
        for span in spans:
            if end is None:
                yield "", span
            else:
                gap = self.shown[end : span.start]
                yield ("\t" if "\t" in gap and not gap.strip("\t ") else "\n"), span
            end = span.end

    def evidence(self, field: str, found: Found) -> Evidence:
        """What a value of `field` stands on."""
        if found.span is None:
            return Evidence(field=field, text=found.value, origin=None, rule=found.rule)
        text = self.shown[slice(*found.span)]
        return Evidence(field=field, text=text, origin=self.origin(found.span), rule=found.rule)
