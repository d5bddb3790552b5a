"""Where in a page of HTML the body stands, by how its text lies in its tree."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from shilu.article.furniture import end_of_article, is_furniture, is_notice
from shilu.article.sheet import Sheet
from shilu.pages.markup import Markup

#: Lines that may be an article's hold the punctuation of sentences.
_PROSE = re.compile(r"[，。；！？…：][^\n]*+")
_ENDS = re.compile(r"[。！？；…]")
#: What stands in these is for clicking, or is no text of the page.
_NOT_PROSE = "option, button, select, nav, footer, noscript, label"
#: Elements that are a paragraph by themselves, however many lines they hold.
_PARAGRAPH = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "figure"})
_INLINE = frozenset({"span", "strong", "b", "em", "i", "font", "u", "a"})
#: A line as long as this is prose, whatever words it holds.
_LONG = 200
_DEEPEST = 200


class Region(NamedTuple):
    """The stretches of the body's element, whether each of the page is a link, and the weight."""

    numbers: Sequence[int]
    links: Sequence[bool]
    weight: int


class _Weights:
    """How much each stretch weighs as prose, summed up over nodes without looking at each."""

    def __init__(self, sheet: Sheet, markup: Markup, top: int, bottom: int) -> None:
        self.sheet, self.markup, self.top, self.bottom = sheet, markup, top, bottom
        self.links = list(markup.links)
        for node in markup.tree.css(_NOT_PROSE):
            for number in markup.numbers(node):
                self.links[number] = True
        self.single, self.line_of = self._weigh()
        self._before = [0, *accumulate(self.single)]
        self.all = self._before[-1]

    def _weigh(self) -> tuple[list[int], list[int]]:
        starts, ends = self.markup.place_starts, self.markup.place_ends
        weights, line_of = [0] * len(starts), [-1] * len(starts)
        folded, end = self.sheet.folded, 0
        for line, m in enumerate(_PROSE.finditer(folded)):
            start, end = folded.rfind("\n", end, m.start()) + 1 or end, m.end()
            first, after = bisect_right(ends, start), bisect_left(starts, end)
            if False not in self.links[first:after]:
                continue
            factor = self._factor(start, folded[start:end])
            if not factor:
                continue
            for i in range(first, after):
                if not self.links[i]:
                    weights[i] = factor * (ends[i] - starts[i])
                    line_of[i] = line
        return weights, line_of

    def _factor(self, start: int, line: str) -> int:
        """How much a character of a line counts: most between the headline and what ends it."""
        length = len(line)
        if length < 25 and (length < 10 or not _ENDS.search(line)):
            return 0
        if length < _LONG and (is_furniture(line) or is_notice(line)):
            return 0
        return 4 if self.top <= start < self.bottom else 1

    def of(self, numbers: Sequence[int]) -> int:
        """The weight of `numbers` together."""
        if not numbers:
            return 0
        first, last = numbers[0], numbers[-1]
        if isinstance(numbers, range) or last - first + 1 == len(numbers):
            return self._before[last + 1] - self._before[first]
        return sum(self.single[i] for i in numbers)

    def one_line(self, numbers: Iterable[int]) -> bool:
        """Whether all that weighs in `numbers` stands on one line."""
        return len({self.line_of[i] for i in numbers if self.single[i]}) <= 1


class _Child(NamedTuple):
    weight: int
    node: LexborNode
    numbers: Sequence[int]

    def looks_like(self, other: _Child) -> bool:
        """Whether the page marks the two as of one kind."""
        one, two = self.node, other.node
        return one.tag == two.tag and one.attributes.get("class") == two.attributes.get("class")


def region_of(sheet: Sheet, markup: Markup, headline: int | None) -> Region:
    """The element that holds the body: from the root down, to where paragraphs lie side by side.

    What stands above the headline, or under a heading that ends articles, counts for less.
    """
    top = 0 if headline is None else sheet.lines[headline].end
    weights = _Weights(sheet, markup, top, end_of_article(sheet.folded, top))
    body = markup.tree.body
    if body is None:
        return Region((), weights.links, 0)
    children = _children(body, weights, weights.all)
    total = sum(child.weight for child in children)
    total += weights.of(markup.numbers(body, deep=False))
    heir = None
    for _ in range(_DEEPEST):
        child = _heir(children, total, weights) if children else None
        if child is None:
            break
        heir, total = child, child.weight
        children = _children(child.node, weights, total)
    numbers = markup.numbers(body) if heir is None else heir.numbers
    return Region(sorted(numbers), weights.links, total)


def _heir(children: Sequence[_Child], total: int, weights: _Weights) -> _Child | None:
    """Which of a node's `children` holds the body, None where its paragraphs are among them."""
    best = max(children, key=lambda child: child.weight)
    share = best.weight / total
    alone = best.node.tag in _PARAGRAPH or best.node.tag in _INLINE
    if share >= 0.9:
        return None if alone and weights.one_line(best.numbers) else best
    others = [child for child in children if child is not best]
    alike = sum(child.weight for child in others if child.looks_like(best))
    if share >= 0.6 and not alone and not alike:
        return best
    blocks = sum(child.weight for child in children if not _is_paragraph(child, weights))
    direct = 1 - blocks / total
    if _is_paragraph(best, weights) or direct >= (0.34 if share >= 0.5 else 0.2):
        return None
    if alike >= 0.5 * (total - best.weight):
        return None
    rest = max((child.weight for child in others), default=0)
    return best if share >= 0.5 or best.weight >= 1.3 * rest else None


def _is_paragraph(child: _Child, weights: _Weights) -> bool:
    return child.node.tag in _PARAGRAPH or weights.one_line(child.numbers)


def _children(node: LexborNode, weights: _Weights, total: int) -> list[_Child]:
    """The elements in `node` that weigh anything, up to where its `total` is reached."""
    children = []
    for child in node.iter():
        numbers = weights.markup.extent(child)
        if weight := weights.of(numbers):
            children.append(_Child(weight, child, numbers))
            total -= weight
            if not total:
                break
    return children
