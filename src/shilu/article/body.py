"""The body: which lines of a page are the article's own paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shilu.article.dateline import dateline_of
from shilu.article.furniture import (
    is_back,
    is_credit,
    is_end,
    is_furniture,
    is_info,
    is_notice,
    is_paragraph,
    is_signed_off,
)
from shilu.article.region import Region
from shilu.article.sheet import Sheet, bare
from shilu.article.words import is_office
from shilu.pages.markup import Markup
from shilu.text import Span

#: After a heading that ends articles, this share of the prose may be lost before it is doubted.
_LIGHT = 0.35
#: A paragraph longer than this is an article's, whatever words it holds.
_NOTICE = 120
#: A lead set apart from the body is a full sentence.
_LEAD = 30
#: A document opens with its number and those it is sent to.
_FORMAL = re.compile(r"[\u4e00-\u9fff]{1,12}（(?:19|20)\d\d）\s?\d{1,5}号|[^。！？]{4,200}：")
_YEAR = re.compile(r"(?:19|20)\d\d[-/.年]")
_DAY = re.compile(r"20\d\d年\d{1,2}月\d{1,2}日")
#: A press release of Hong Kong ends with its day.
_RELEASED = re.compile(r"20\d\d年\d{1,2}月\d{1,2}日（星期[一二三四五六日]）")
#: The particulars may stand under a subtitle or two.
_UNDER = 4
#: Notes and references come after some paragraphs.
_SOME = 4


def lines_of_region(sheet: Sheet, markup: Markup, region: Region) -> tuple[list[int], bool]:
    """The lines of the body's element without those that are links, and whether most are links.

    Where most are, all are kept: what is left of a list without its links is no more of an article.
    """
    inside: dict[int, bool] = {}
    starts, ends = markup.place_starts, markup.place_ends
    for number in region.numbers:
        start = starts[number]
        if start < ends[number]:
            line = sheet.line_at(start)
            if line >= 0 and start < sheet.lines[line].end:  # else it is only blanks
                inside[line] = inside.get(line, True) and region.links[number]
    linked = [line for line, only_links in inside.items() if only_links]
    if 2 * _length(sheet, linked) > _length(sheet, list(inside)):
        return list(inside), True
    return [line for line, only_links in inside.items() if not only_links], False


def with_lead(sheet: Sheet, lines: Sequence[int], headline: Span | None) -> list[int]:
    """`lines`, and before them the finished paragraphs that stand between headline and body."""
    if headline is None or not lines:
        return list(lines)
    between = range(headline.end + 1, lines[0])
    known = {sheet.text(i) for i in lines}
    leads = [i for i in between if _is_lead(sheet.view(i)) and sheet.text(i) not in known]
    return leads + list(lines)


def _is_lead(view: str) -> bool:
    return (
        len(view) >= _LEAD
        and view.rstrip("”’）\"'】").endswith("。")
        and not (is_furniture(view) or is_notice(view) or is_info(view))
    )


def lines_of_text(sheet: Sheet) -> list[int]:
    """The lines of a page of plain text from its first paragraph to its last."""
    prose = [i for i in range(len(sheet.lines)) if _is_prose(sheet.view(i))]
    first = next((i for i in prose if is_paragraph(sheet.view(i))), None)
    if first is None:
        return _reported(sheet)
    while first > 0 and _FORMAL.fullmatch(sheet.view(first - 1)):
        first -= 1
    return list(range(first, _last_told(sheet, prose[-1]) + 1))


def _reported(sheet: Sheet) -> list[int]:
    """The lines from one that a dateline opens to the first that is no article's: a roster."""
    lines = range(len(sheet.lines))
    first = next((i for i in lines if dateline_of(sheet, [i])[0]), None)
    if first is None:
        return []
    others = (i for i in lines[first:] if _is_other(sheet.view(i)))
    return list(range(first, next(others, len(sheet.lines))))


def _is_other(view: str) -> bool:
    return (
        is_end(view)
        or is_info(view)
        or is_furniture(view)
        or is_notice(view)
        or is_credit(view)
        or len(view) > _NOTICE
    )


def _last_told(sheet: Sheet, last: int) -> int:
    """The last line of the list that a colon opens under the last prose, or that prose itself."""
    listing = sheet.view(last).endswith("：")
    for line in range(last + 1, len(sheet.lines)):
        view = sheet.view(line)
        listing = listing or view.endswith("：")
        if not listing or _is_other(view):
            break
        last = line
    return last


def _is_prose(view: str) -> bool:
    finished = view.rstrip("”’）").endswith(("。", "！", "？"))
    return (finished or is_paragraph(view)) and not (is_notice(view) or is_credit(view))


def trimmed(sheet: Sheet, lines: Sequence[int], headline: Span | None) -> list[int]:
    """`lines` without the furniture among them and at their ends, up to the headline left out."""
    if headline is not None and headline.end in lines[: max(12, len(lines) // 3)]:
        lines = [i for i in lines if i > headline.end]
    kept = [
        i
        for i in _before_the_end(sheet, lines)
        if sheet.is_cell(i) or not (is_furniture(view := sheet.view(i)) or is_end(view))
    ]
    first, last = _under_particulars(sheet, kept), len(kept)
    title = None if headline is None else bare(sheet.text(headline.start))
    while first < last and _heads(sheet, kept[first], title):
        first += 1
    while last > first and _tails(sheet.view(kept[last - 1])):
        if last - 1 > first and _signs(sheet.view(kept[last - 2]), sheet.view(kept[last - 1])):
            break
        last -= 1
    return [
        i for i in kept[first:last] if len(view := sheet.view(i)) > _NOTICE or not is_notice(view)
    ]


def _before_the_end(sheet: Sheet, lines: Sequence[int]) -> Sequence[int]:
    """The lines before the first heading that ends the article, if most of the prose is there."""
    total, prose = _length(sheet, lines), 0
    for at, line in enumerate(lines):
        view = sheet.view(line)
        if prose and _RELEASED.fullmatch(view):
            return lines[:at]
        prose += is_paragraph(view)
        if (is_end(view) or is_signed_off(view)) and _length(sheet, lines[at:]) <= _LIGHT * total:
            return lines[:at]
        if prose >= _SOME and is_back(view):
            return lines[:at]
    return lines


def _under_particulars(sheet: Sheet, lines: Sequence[int]) -> int:
    """How many lines the particulars of the article and what stands over them take up."""
    count = 0
    for at, line in enumerate(lines[:_UNDER]):
        view = sheet.view(line)
        if is_paragraph(view) or sheet.is_cell(line):
            break
        if is_info(view) and _YEAR.search(view):
            count = at + 1
    return count


def _signs(office: str, day: str) -> bool:
    """Whether two lines are the office and the day that a document is signed with."""
    return _DAY.fullmatch(day) is not None and is_office(office)


def _heads(sheet: Sheet, line: int, title: str | None) -> bool:
    view = sheet.view(line)
    if is_paragraph(view):
        return False
    return is_info(view) or is_notice(view) or bare(sheet.text(line)) == title


def _tails(view: str) -> bool:
    return is_credit(view) or is_notice(view) or (is_info(view) and not is_paragraph(view))


def _length(sheet: Sheet, lines: Sequence[int]) -> int:
    return sum(end - start for start, end in (sheet.lines[i] for i in lines))
