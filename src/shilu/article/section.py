"""The section an article stands in: the trail of links that leads to it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from shilu.article.sheet import Found, Sheet
from shilu.article.words import either, kind
from shilu.text import Span

_LABEL = rf"(?:{either(kind('labels', 'section'))})[：:\s]*"
_STEP = re.compile(r"\s*(?:[>›»＞→]+|(?<=\S)\s-\s|&gt;|/(?=\s)|\s/)\s*")
_TRAIL = re.compile(
    rf"[【\[\s]*(?:{_LABEL}|(?=[\w\s]{{0,12}}(?:首页|新闻中心|主页)\s*[>›»→])|"
    r"(?=[\w\s]{0,6}(?:首页|主页)\s+/\s)|(?=[\w\s]{2,8}网\s*[>›»→]+[\w\s]{2,14}$)|"
    r"(?=[\w\s]{2,14}[>›»→]+[\w\s]{2,14}[>›»→]))(?P<steps>.+)"
)
#: The last step of a trail: the page itself.
_HERE = frozenset(
    {"正文", "内容", "文章", "详情", "新闻正文", "文章正文", "详细内容", "新闻内容", "正文阅读"}
)
_LONGEST_STEP = 16


def is_breadcrumb(view: str) -> bool:
    """Whether a folded line is a trail of sections. `当前位置：首页>时政>正文` is."""
    return len(view) <= 150 and _TRAIL.match(view) is not None and _STEP.search(view) is not None


def section_of(sheet: Sheet, lines: Iterable[int], headline: str | None) -> list[Found]:
    """The steps of the last trail among `lines`, from the site to the section."""
    trail: list[Found] = []
    for line in lines:
        view = sheet.view(line)
        if len(view) <= 200 and (m := _TRAIL.match(view)) and _STEP.search(view, m.start("steps")):
            steps = _steps(sheet, Span(*m.span("steps")).shifted(sheet.lines[line].start))
            trail = [s for s in steps if s.value not in _HERE and s.value != headline] or trail
    return trail


def _steps(sheet: Sheet, span: Span) -> list[Found]:
    found, at = [], span.start
    for m in [*_STEP.finditer(sheet.folded, *span), None]:
        end = m.start() if m else span.end
        text = sheet.shown[at:end].strip(" 】]>")
        if text and len(text) <= _LONGEST_STEP and not text.startswith("正文 "):
            start = at + sheet.shown[at:end].index(text)
            found.append(Found(text, Span(start, start + len(text)), "section.trail"))
        at = m.end() if m else end
    return found
