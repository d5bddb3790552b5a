"""Notices: the lines about rights, licences and the site's registration."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from shilu.article.furniture import notice_words, reads_on
from shilu.article.sheet import Found, Sheet
from shilu.text import Span

_BRACKETED = re.compile(r"[\[【]([^\[\]【】\n]{2,80})[\]】]")
_LONGEST = 400


def notices_of(sheet: Sheet, lines: Sequence[int]) -> Iterator[Found]:
    """Each notice among `lines`; licences in brackets of their own are notices of their own."""
    if not lines:
        return
    last = -1
    for at in notice_words(sheet.folded, sheet.lines[lines[0]].start):
        line = sheet.line_at(at)
        if line <= last or sheet.lines[line].end - sheet.lines[line].start > _LONGEST:
            continue
        last = line
        yield from _of_line(sheet, line)
        while last + 1 <= lines[-1] and reads_on(sheet.view(last + 1)):
            last += 1
            yield from _of_line(sheet, last)


def _of_line(sheet: Sheet, line: int) -> Iterator[Found]:
    view, span = sheet.view(line), sheet.lines[line]
    licences = [Span(*m.span(1)).shifted(span.start) for m in _BRACKETED.finditer(view)]
    if licences and not _BRACKETED.sub("", view).strip():
        for licence in licences:
            yield Found(sheet.shown[slice(*licence)], licence, "notices.licence")
    else:
        yield Found(sheet.text(line), span, "notices.line")
