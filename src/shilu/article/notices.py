"""Notices: the lines about rights, licences and the site's registration."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from shilu.article.furniture import is_notice, reads_as_notice
from shilu.article.sheet import Found, Sheet
from shilu.text import Span

_BRACKETED = re.compile(r"[\[【]([^\[\]【】\n]{2,80})[\]】]")
_LONGEST = 400


def notices_of(sheet: Sheet, lines: Iterable[int]) -> Iterator[Found]:
    """Each notice among `lines`; licences in brackets of their own are notices of their own."""
    before = False
    for line in lines:
        view, span = sheet.view(line), sheet.lines[line]
        before = len(view) <= _LONGEST and (
            is_notice(view) or (before and reads_as_notice(view))
        )
        if not before:
            continue
        licences = [Span(*m.span(1)).shifted(span.start) for m in _BRACKETED.finditer(view)]
        if licences and not _BRACKETED.sub("", view).strip():
            for licence in licences:
                yield Found(sheet.shown[slice(*licence)], licence, "notices.licence")
        else:
            yield Found(sheet.text(line), span, "notices.line")
