"""The headline: the line above the body that the page's own title repeats."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shilu.article.furniture import is_furniture, is_info, is_notice
from shilu.article.meta import Head
from shilu.article.section import is_breadcrumb
from shilu.article.sheet import Found, Sheet
from shilu.article.words import is_outlet
from shilu.pages.markup import Markup

#: What sites put between a headline and their own name, and how far above the body to look.
_PARTS = re.compile(r"\s*(?:[_|｜—–]+|\s-+\s|-(?=[^-]*$)|--+)\s*")
_ABOVE = 60
_BELOW = 4


def headline_of_markup(
    sheet: Sheet, markup: Markup, head: Head, body: Sequence[int]
) -> tuple[Found | None, int | None]:
    """The headline of a page of HTML, and its line where it stands on one."""
    titles = [head.title, *(found.value for found in head.all("title"))]
    first = body[0] if body else len(sheet.lines)
    window = range(max(0, first - _ABOVE), min(len(sheet.lines), first + _BELOW))
    if (line := _repeated(sheet, window, [_plain(t) for t in titles if t])) is not None:
        return _found(sheet, line, "headline.title"), line
    if (line := _heading(sheet, markup, window)) is not None:
        return _found(sheet, line, "headline.heading"), line
    if found := head.first("title"):
        return found, None
    if head.title and (bare := _without_site(head.title)):
        return Found(bare, None, "headline.title-element"), None
    return None, None


def headline_of_text(sheet: Sheet, body: Sequence[int]) -> tuple[Found | None, int | None]:
    """The headline of a page of text: the line over the byline, else the first that may be one."""
    above = range(body[0] if body else 0)
    views = {i: sheet.view(i) for i in above}
    plain = [i for i, view in views.items() if not _is_other(view)]
    info = next((i for i in above if is_info(views[i])), None)
    before = [i for i in plain if info is None or i < info] or plain
    if not before:
        return None, None
    line = before[-1] if info is not None else max(before, key=lambda i: len(views[i]))
    return _found(sheet, line, "headline.line"), line


def _is_other(view: str) -> bool:
    return is_info(view) or is_furniture(view) or is_notice(view) or is_breadcrumb(view)


def _repeated(sheet: Sheet, window: range, titles: list[str]) -> int | None:
    """The longest line that a title of the page repeats; the last of those as long."""
    best, size = None, 3
    for line in window:
        text = _plain(sheet.text(line))
        if len(text) < size or len(text) > 200:
            continue
        for title in titles:
            near = len(text) >= 0.4 * len(title) or title.startswith(text)
            if near and text in title and not is_outlet(sheet.view(line)):
                best, size = line, len(text)
    return best


def _heading(sheet: Sheet, markup: Markup, window: range) -> int | None:
    """The line of the one h1 (else h2) above the body that is more than a name."""
    for tag in ("h1", "h2"):
        lines = {}
        for node in markup.tree.css(tag):
            numbers = [n for n in markup.numbers(node) if markup.places[n].end > markup.places[n].start]
            if numbers:
                line = sheet.line_at(markup.places[numbers[0]].start)
                if line in window and len(sheet.text(line)) >= 5 and not _is_other(sheet.view(line)):
                    lines[line] = True
        if lines:
            return list(lines)[-1]
    return None


def _without_site(title: str) -> str:
    """A title without the names of site and section at its end."""
    parts = _PARTS.split(title)
    return max(parts[:1] + [p for p in parts[1:] if len(p) > 2 * len(parts[0])], key=len)


def _found(sheet: Sheet, line: int, rule: str) -> Found:
    return Found(sheet.text(line), sheet.lines[line], rule)


def _plain(text: str) -> str:
    return "".join(text.split())
