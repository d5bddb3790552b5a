"""Captions: the lines that say what a picture shows, by their markup, their words, their place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from shilu.article.furniture import (
    is_credit,
    is_end,
    is_furniture,
    is_info,
    is_notice,
    is_paragraph,
)
from shilu.article.sheet import Found, Sheet
from shilu.article.words import either, kind
from shilu.pages.markup import Markup

#: Who took it, or whose it is, ends a caption.
_CREDIT = re.compile(
    r"(?:(?:者|员|发|[\s（。，、：/])[\u4e00-\u9fff]{2,4}[）\s]{0,2}/?\s?(?:摄|摄影|供图|拍摄)|(?:图|摄)\s?/\s?[\w·\s]{2,20}"
    r"|（(?!图为|图源)[^（）]{0,24}(?:图片|摄|摄影|供图|资料图|截图|/摄影)）|视频截图|（资料图片?）)[。）\s]*"
)
_OPENS = re.compile(r"[▲▼△●■◎]?\s?(?:图为|图片说明|图示|上图|下图|左图|右图|资料图|▲|图\s?[：:])")
#: The last characters of such credits; what is looked at is this long.
_ENDS = frozenset("摄图影片")
#: No line is a caption by its words without one of these.
_HINT = re.compile("[摄图影片/▲（]")
_TAIL = 40
#: A line in brackets that says what is to be seen, or opens with the day it was taken.
_BRACKETED = re.compile(
    r"（(?:\d{1,2}月\d{1,2}日|[^（）。]{0,20}(?:现场|合影|留影|外景|全景|一角)。?）)[^（）]{0,150}）?"
)
#: A heading under which nothing but captions stands.
_HEADING = re.compile(r"[【\[\s]*(?:图片|图示|相片|照片|附图)[】\]：:\s]*")
_HEADS = 8
_LONGEST = 200
_SHORT = 60
#: A shorter run of markup holds neither a picture nor a class.
_PLAIN = 15
#: How far under the body pictures and their captions stand.
_UNDER = 8
_MARKED = re.compile(
    rf"""<(?P<tag>figcaption\b|\w+)(?:(?<=figcaption)|\s[^>]{{0,200}}?class\s?=\s?["']?"""
    rf"""[^"'>]{{0,60}}?(?:{either(kind("furniture", "caption"))}))""",
    re.I,
)
#: How those names open, and then the names, looked for first: it costs less.
_NAMED = ("figcaption", *kind("furniture", "caption"))
_OPENINGS = tuple(sorted({name[:3] for name in _NAMED}))
_NAME = re.compile(either(_NAMED))
_IMAGE = re.compile(r"<(?:img|video)\b", re.I)
_EMPHASIS = re.compile(r"<(?:b|strong|h\d|td|th|li)\b", re.I)
_CENTERED = re.compile(r"text-align\s?:\s?center|align\s?=\s?[\"']?center|<center", re.I)


def captions_of(
    sheet: Sheet, markup: Markup | None, body: Sequence[int], above: int
) -> list[tuple[int, Found]]:
    """The captions from line `above` to a little below the body, each with its line.

    None where captions are all the story there is: then they are its text.
    """
    if not body:
        return []
    below = range(body[-1] + 1, min(body[-1] + 1 + _UNDER, len(sheet.lines)))
    under = []
    for line in below:
        if is_end(sheet.view(line)):
            break
        under.append(line)
    inside = set(body)
    found = []
    headed = False
    for line in [*range(above, body[-1] + 1), *under]:
        view = sheet.view(line)
        if len(view) <= _HEADS:
            headed = _HEADING.fullmatch(view) is not None
        headed = headed and (len(view) <= _HEADS or is_paragraph(view))
        rule = _rule(sheet, markup, line, line in inside)
        if rule is None and headed and is_paragraph(view):
            rule = "captions.heading"
        if rule:
            found.append((line, Found(sheet.text(line), sheet.lines[line], rule)))
    taken = {line for line, _ in found}
    rest = [line for line in body if line not in taken]
    return found if any(is_paragraph(sheet.view(line)) for line in rest) else []


def _rule(sheet: Sheet, markup: Markup | None, line: int, inside: bool) -> str | None:
    """By which rule a line is a caption, None where it is none."""
    start, end = sheet.lines[line]
    if end - start > _LONGEST:
        return None
    view = sheet.folded[start:end]
    rule = _by_words(view) if _HINT.search(view) else None
    if rule is None and markup:
        rule = _by_markup(sheet, line, view, inside)
    if rule is None or sheet.is_cell(line) or is_furniture(view) or is_notice(view):
        return None
    return rule


def _by_words(view: str) -> str | None:
    if len(view) >= 4 and _OPENS.match(view):
        return "captions.opening"
    if view[0] == "（" and _BRACKETED.fullmatch(view):
        return "captions.bracket"
    ends = view.rstrip("。） ")[-1:] in _ENDS or "/" in view[-_TAIL:]
    if ends and len(view) >= 6 and _credited(view) and not is_credit(view):
        return "captions.credit"
    return None


def _by_markup(sheet: Sheet, line: int, view: str, inside: bool) -> str | None:
    gap = sheet.gap_before(line)
    if len(gap) < _PLAIN:
        return None
    if ("class" in gap or "figc" in gap) and _is_marked(gap):
        return None if is_info(view) else "captions.markup"
    if _IMAGE.search(gap) is None:
        return None
    under = _under_picture(sheet, line, view, gap) if inside else _of_picture(sheet, line)
    return "captions.place" if under and not is_info(view) else None


def _of_picture(sheet: Sheet, line: int) -> bool:
    """Whether a line by a picture below the body is a whole sentence and no link."""
    return is_paragraph(sheet.view(line)) and not sheet.is_link(sheet.lines[line].start)


def _under_picture(sheet: Sheet, line: int, view: str, gap: str) -> bool:
    """Whether a short line under a picture is centered, and what follows is not."""
    if len(view) > _SHORT or view.endswith(("。", "：", "；", "！", "？", "，", "…")):
        return False
    if _CENTERED.search(gap) is None or _EMPHASIS.search(gap):
        return False
    after = sheet.gap_before(line + 1) if line + 1 < len(sheet.lines) else ""
    return _IMAGE.search(after) is not None or not _CENTERED.search(after)


def _is_marked(gap: str) -> bool:
    """Whether an element that is named for captions opens in `gap` and is not closed in it."""
    lower = gap.lower()
    if not any(map(lower.__contains__, _OPENINGS)) or _NAME.search(lower) is None:
        return False
    return any(f"</{m['tag']}" not in gap[m.end() :] for m in _MARKED.finditer(gap))


def _credited(view: str) -> bool:
    """Whether the credit of a picture ends a folded line."""
    return any(m.end() == len(view) for m in _CREDIT.finditer(view, max(0, len(view) - _TAIL)))


def without(lines: Iterable[int], captions: Sequence[tuple[int, Found]]) -> list[int]:
    """`lines` without those that are captions."""
    taken = {line for line, _ in captions}
    return [line for line in lines if line not in taken]
