"""The names that credits hold: who is named between labels, duties, spaces and commas."""

from __future__ import annotations

import re

from shilu.article.sheet import Found, Sheet
from shilu.article.words import is_name, is_outlet, labels, parts_of
from shilu.text import Span

#: A word where names stand; a duty is none.
NAME = (
    r"(?!记者|通讯员|见习|实习|特约|摄影|编辑|评论员|[\u4e00-\u9fff]{1,8}[报网社台刊端]记者)"
    r"[\u4e00-\u9fff]{2,4}"
)
_DUTIES = re.compile(
    r"^(?:本报|本网|本台)?(?:[\u4e00-\u9fff·]{0,14}?)(?:记者|通讯员|实习生|评论员|编辑)(?=\s|[\u4e00-\u9fff]{2,4}$)"
)
_DUTY_ALONE = re.compile(r"[\u4e00-\u9fff·]{0,14}?(?:记者|通讯员|实习生|评论员|摄影)")
#: Stand where a name would and are none.
_NOBODY = frozenset(
    {"佚名", "匿名", "未知", "网络", "admin", "管理员", "本站", "本网", "无", "综合"}
)
_CUT = re.compile(r"[_(（\d]")


def people_of(sheet: Sheet, span: Span, rule: str) -> list[Found]:
    """The people (or offices) a label names: what is parted by spaces and commas."""
    found = []
    for part in sheet.pieces(parts_of(sheet, span)):
        view = unspaced(sheet, part)
        if (duty := _DUTIES.match(view)) and duty.end() < len(view):
            part = Span(part.start + duty.end(), part.end)
            view = unspaced(sheet, part)
        cut = _CUT.split(view, maxsplit=1)[0]
        other = is_outlet(cut) or cut in labels() or cut in _NOBODY or _DUTY_ALONE.fullmatch(cut)
        if 2 <= len(cut) <= 14 and not other:
            whole = part if cut == view else Span(part.start, part.start + len(cut))
            found.append(found_at(sheet, whole, rule))
    return found


def names_in(sheet: Sheet, span: Span, rule: str, *, lenient: bool) -> list[Found]:
    """The names that open `span`, up to the first that is none.

    Where a bracket holds nothing else they are `lenient`: of several any word is a name.
    """
    found: list[Found] = []
    parts = list(parts_of(sheet, span))
    several = len(parts) > 1
    for part in parts:
        view = unspaced(sheet, part)
        if (duty := _DUTY_ALONE.match(view)) is not None:
            if duty.end() == len(view):
                continue
            part = Span(part.start + duty.end(), part.end)
            view = unspaced(sheet, part)
        if not is_name(view) and not (lenient and several and 2 <= len(view) <= 4):
            break
        found.append(found_at(sheet, part, rule))
    return found


def unspaced(sheet: Sheet, span: Span) -> str:
    """`span` of the folded view without white space."""
    return "".join(sheet.folded[slice(*span)].split())


def found_at(sheet: Sheet, span: Span, rule: str) -> Found:
    """What stands at `span`, without white space, as a value."""
    return Found("".join(sheet.shown[slice(*span)].split()), span, rule)
