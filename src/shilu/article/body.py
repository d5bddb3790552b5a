"""The body: which lines of a page are the article's own paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from shilu.article.furniture import (
    is_credit,
    is_end,
    is_furniture,
    is_info,
    is_notice,
    is_paragraph,
)
from shilu.article.region import Region
from shilu.article.sheet import Sheet
from shilu.pages.markup import Markup
from shilu.text import Span

#: After a heading that ends articles, this share of the prose may be lost before it is doubted.
_LIGHT = 0.35


def lines_of_region(sheet: Sheet, markup: Markup, region: Region) -> list[int]:
    """The lines that stand in the body's element, those that are only links left out."""
    inside: dict[int, bool] = {}
    for number in sorted(region.numbers):
        start, end = markup.places[number]
        if start < end:
            line = sheet.line_at(start)
            inside[line] = inside.get(line, True) and number in region.links
    linked = [line for line, only_links in inside.items() if only_links]
    if 2 * _length(sheet, linked) > _length(sheet, list(inside)):
        return [line for line in inside]
    return [line for line, only_links in inside.items() if not only_links]


def lines_of_text(sheet: Sheet) -> list[int]:
    """The lines of a page of plain text from its first paragraph to its last."""
    prose = [
        i
        for i in range(len(sheet.lines))
        if is_paragraph(view := sheet.view(i)) and not is_notice(view) and not is_credit(view)
    ]
    return list(range(prose[0], prose[-1] + 1)) if prose else []


def trimmed(sheet: Sheet, lines: Sequence[int], headline: Span | None) -> list[int]:
    """`lines` without the furniture among them and at their ends, up to the headline left out."""
    if headline is not None and headline.end in lines[: max(12, len(lines) // 3)]:
        lines = [i for i in lines if i > headline.end]
    kept = [i for i in _before_the_end(sheet, lines) if not is_furniture(sheet.view(i))]
    first, last = 0, len(kept)
    title = None if headline is None else _plain(sheet.text(headline.start))
    while first < last and _heads(sheet, kept[first], title):
        first += 1
    while last > first and _tails(sheet.view(kept[last - 1])):
        last -= 1
    return [i for i in kept[first:last] if not is_notice(view := sheet.view(i)) or len(view) > 120]


def _before_the_end(sheet: Sheet, lines: Sequence[int]) -> Sequence[int]:
    """The lines before the first heading that ends the article, if most of the prose is there."""
    total = _length(sheet, lines)
    for at, line in enumerate(lines):
        if is_end(sheet.view(line)) and _length(sheet, lines[at:]) <= _LIGHT * total:
            return lines[:at]
    return lines


def _heads(sheet: Sheet, line: int, title: str | None) -> bool:
    view = sheet.view(line)
    if is_paragraph(view):
        return False
    return is_info(view) or is_notice(view) or _plain(sheet.text(line)) == title


def _tails(view: str) -> bool:
    return is_credit(view) or is_notice(view) or (is_info(view) and not is_paragraph(view))


def _length(sheet: Sheet, lines: Sequence[int]) -> int:
    return sum(end - start for start, end in (sheet.lines[i] for i in lines))


def _plain(text: str) -> str:
    return "".join(text.split())
