"""The dateline: the words with which an agency opens its report."""

from __future__ import annotations

import re

from shilu.article.sheet import Found, Sheet
from shilu.article.words import either, is_outlet, kind
from shilu.text import Span

_NAMED = (
    rf"(?:[\w·]{{1,10}}(?:{either(kind('media', 'suffix'))})"
    rf"|{either(kind('media', 'name'))}|本报|本网|本台)"
)
_WHO = r"(?:\s?（[^（）\n]{2,60}）)?"
_DATELINE = re.compile(
    rf"(?P<outlet>{_NAMED})(?:"
    r"(?P<where>[\w·、/ ]{0,24}?)\s?(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日\s?"
    rf"(?:电|讯|消息|报道|专电|综合电){_WHO}"
    r"|（[^（）\n]{2,20}）(?:消息|讯)[：:]"
    rf"|(?:[\w·]{{0,8}}?(?:(?<!通)讯|消息))(?:{_WHO}[：:\s]|\s?（[^（）\n]{{2,60}}）))"
)
#: No dateline is without one of these.
_TOLD = re.compile("电|讯|消息|报道|报导")
_REPORTING = r"(?:\s?记者[\s：:]*[\u4e00-\u9fff、\s]{2,24}?(?:报道|报导)(?=[：:]))?"
_BRACKETED = re.compile(
    rf"[（【](?P<outlet>{_NAMED})(?:消息|专讯|特讯|快讯|讯|报道|综合报道)[）】]{_REPORTING}"
    rf"|【(?P<unnamed>特讯|专讯|快讯|本报专讯)】{_REPORTING}"
    rf"|（(?P<wire>{_NAMED})记者[\u4e00-\u9fff、\s]{{2,20}}\d{{1,2}}日(?:电|讯|专电|综合报导|综合外电报导)）"
)
#: A dateline opens one of the first lines: a subhead or a caption may stand above it.
_WITHIN = 3


def dateline_of(sheet: Sheet, lines: list[int]) -> tuple[Found | None, Found | None]:
    """The dateline of the body's `lines`, and the outlet it names."""
    for line in lines[:_WITHIN]:
        start, end = sheet.lines[line]
        m = _opening(sheet.folded, start, min(end, start + 120))
        if m is None:
            continue
        span = Span(start, start + len(m.group().rstrip("：: \u3000")))
        named = m.groupdict()
        group = "wire" if named.get("wire") else "outlet"
        if named.get(group) is None:
            return Found(sheet.shown[slice(*span)], span, "dateline.opening"), None
        outlet = Span(*m.span(group))
        known = is_outlet(m[group]) and not m[group].startswith("本")
        return (
            Found(sheet.shown[slice(*span)], span, "dateline.opening"),
            Found(sheet.shown[slice(*outlet)], outlet, "source.dateline") if known else None,
        )
    return None, None


def _opening(folded: str, start: int, end: int) -> re.Match[str] | None:
    """The dateline that a line opens with; the words it cannot be without are looked for first."""
    if _TOLD.search(folded, start, end) is None:
        return None
    return _DATELINE.match(folded, start, end) or _BRACKETED.match(folded, start, end)
