"""The headline: the line above the body that the page's own title repeats."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shilu.article.furniture import is_furniture, is_info, is_notice
from shilu.article.meta import Head
from shilu.article.section import is_breadcrumb
from shilu.article.sheet import Found, Sheet, bare, squeezed
from shilu.article.words import is_outlet
from shilu.pages.markup import Markup
from shilu.text import Span

#: What sites put between a headline and their own name.
_PARTS = re.compile(r"\s*(?:[_|｜—–]+|\s-+\s|-(?=[^-]*$)|--+)\s*")

#: A line of asterisks under a headline; a row of links; who reports, which heads some pages.
_RULE = re.compile(r"[*＊]{3,}")
_MENU = re.compile(r"[^\s|]{1,8}(?:[\s|]+[^\s|]{1,8}){2,}")
_HAN = re.compile("[\u3400-\u9fff]")
_BYLINE = re.compile(
    r"[□■]?\s?(?:[\w·]{2,10}[/\s]+)?记者[\s：:]?[\w、/]{2,20}(?:报道|报导|电|讯|摄)?$"
    r"|[^（]*（[^（）]{1,16}摄）$"
)
_SHORTEST = 6
#: How a name ends that is a site's or a paper's, and no headline.
_SITE = re.compile(
    r".{0,24}(?:网|网站|门户|平台|首页|电子版|电子报|数字报|数字报刊|数字报纸|报刊|客户端|官网|在线)"
)
#: How many lines a headline may run over.
_LINES = 5
#: What may follow a headline that opens a title.
_PARTED = re.compile(r"[-_|｜—–(（【]|\Z")


def headline_of_markup(
    sheet: Sheet, markup: Markup, head: Head
) -> tuple[Found | None, Span | None]:
    """The headline of a page of HTML, and the lines (first, last) it stands on, where it does.

    A line that the page's own title repeats is the headline; else the heading of the page is.
    """
    titles = [bare(t) for t in (head.title, *(f.value for f in head.all("title"))) if t]
    if titles and (lines := _repeated(sheet, titles)):
        return _found(sheet, lines, "headline.title"), lines
    if lines := _heading(sheet, markup):
        return _found(sheet, lines, "headline.heading"), lines
    if found := head.first("title"):
        return found, None
    if head.title and (shorter := _without_site(head.title)):
        return Found(shorter, None, "headline.title-element"), None
    return None, None


def is_of_site(found: Found | None) -> bool:
    """Whether what was found for a headline names only the site, or nothing was found."""
    if found is None:
        return True
    return found.span is None and _SITE.fullmatch(bare(found.value)) is not None


def nearest(sheet: Sheet, lines: Span, first: int) -> Span:
    """Where the headline on `lines` stands again next above line `first`, for another screen."""
    text, size = bare(sheet.text(lines.start)), lines.end - lines.start
    for line in range(first - 1 - size, lines.end, -1):
        if bare(sheet.text(line)) == text:
            return Span(line, line + size)
    return lines


def headline_of_text(sheet: Sheet, body: Sequence[int]) -> tuple[Found | None, Span | None]:
    """The headline of a page of text: the line over the byline, else the first that may be one."""
    above = range(body[0] if body else 0)
    views = {i: sheet.view(i) for i in above}
    trail = max((i for i, view in views.items() if is_breadcrumb(view)), default=-1)
    plain = [
        i
        for i, view in views.items()
        if i > trail and not _is_other(view) and len(_HAN.findall(view)) >= _SHORTEST
    ]
    line = _ruled_off(views, plain)
    if line is None and plain:
        info = next((i for i in above if is_info(views[i])), None)
        line = _beside(plain, info) if info is not None else _longest(views, plain)
    if line is None:
        return None, None
    return _found(sheet, Span(line, line), "headline.line"), Span(line, line)


def _ruled_off(views: dict[int, str], plain: Sequence[int]) -> int | None:
    """The line over a row of asterisks, as press releases of Hong Kong set their headlines."""
    return next((i for i in plain if _RULE.fullmatch(views.get(i + 1, ""))), None)


def _beside(plain: Sequence[int], info: int) -> int:
    """The line next over the particulars, else the first under them."""
    before = [i for i in plain if i < info]
    return before[-1] if before else plain[0]


def _longest(views: dict[int, str], plain: Sequence[int]) -> int:
    """The longest line that is no row of short words."""
    whole = [i for i in plain if not _MENU.fullmatch(views[i])] or plain
    return max(whole, key=lambda i: len(views[i]))


def _is_other(view: str) -> bool:
    return (
        is_info(view)
        or is_furniture(view)
        or is_notice(view)
        or is_breadcrumb(view)
        or _BYLINE.match(view) is not None
    )


def _repeated(sheet: Sheet, titles: list[str]) -> Span | None:
    """The longest line, or lines one after another, that a title repeats.

    Lines that open a title and are parted from the rest of it come before longer ones that do not.
    """
    best, size, known = None, (False, 3), frozenset("".join(titles) + "\"'“”‘’「」『』")
    folded = sheet.folded
    for line, (start, end) in enumerate(sheet.lines):
        if folded[start] not in known or not 4 <= end - start <= 200:
            continue
        first = squeezed(folded[start:end])
        for title in titles:
            if first not in title:
                continue
            last, text = _joined(sheet, line, first, title)
            opens = len(text) >= 6 and title.startswith(text)
            rank = (opens and _PARTED.match(title, len(text)) is not None, len(text))
            near = len(text) >= 0.4 * len(title) or title.startswith(text)
            if near and rank > size and not is_outlet(text):
                best, size = Span(line, last), rank
    return best


def _joined(sheet: Sheet, line: int, text: str, title: str) -> tuple[int, str]:
    """How far down from `line` the lines still read together as a part of `title`."""
    last = line
    for below in range(line + 1, min(line + _LINES, len(sheet.lines))):
        longer = text + squeezed(sheet.view(below))
        if longer not in title:
            break
        text, last = longer, below
    return last, text


def _heading(sheet: Sheet, markup: Markup) -> Span | None:
    """The line of the last h1 (else h2) that is more than a name."""
    for tag in ("h1", "h2"):
        found = None
        for node in markup.tree.css(tag):
            numbers = [n for n in markup.numbers(node) if markup.shows(n)]
            if numbers:
                line = max(0, sheet.line_at(markup.place_starts[numbers[0]]))
                if sheet.lines and len(sheet.text(line)) >= 5 and not _is_other(sheet.view(line)):
                    found = Span(line, line)
        if found:
            return found
    return None


def _without_site(title: str) -> str:
    """A title without the names of site and section at its end."""
    parts = _PARTS.split(title)
    return max(parts[:1] + [p for p in parts[1:] if len(p) > 2 * len(parts[0])], key=len)


def _found(sheet: Sheet, lines: Span, rule: str) -> Found:
    text = "".join(sheet.text(line) for line in range(lines.start, lines.end + 1))
    return Found(text, Span(sheet.lines[lines.start].start, sheet.lines[lines.end].end), rule)
