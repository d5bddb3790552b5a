"""Who an article is by: its source, its authors, its editors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from shilu.article.sheet import Found, Sheet
from shilu.article.words import either, is_name, is_outlet, kind, surnames
from shilu.lexicon.words import rows
from shilu.text import Span

_KIND = {row[0]: row[1] for row in rows("labels")}
_CREDITS = [label for label, of in _KIND.items() if of in ("source", "author", "editor")]
_LABELLED = re.compile(
    rf"(?:(?<=[^\w])|^|(?<=[日\d]))(?P<label>{either(_CREDITS)})(?:\s?[：:]|(?<=[/|]))[ \u3000]*"
)
#: Where the value of a label ends at the latest.
_STOP = re.compile(
    rf"[\n\t|｜（）()\]】;；，。！？]|\s{{3,}}|\s?(?:19|20)\d\d[-/年.]|\d\d:\d\d"
    rf"|(?:{either(_KIND)}|校对|审核|监制|字号|字体|浏览|点击|阅读|评论|分享|打印|关注|查看|大中小|我要)[：:\s]?"
)
_HAN_NAME = r"[\u4e00-\u9fff]{2,4}"
_REPORTER = re.compile(
    rf"(?:记者|通讯员|见习生|实习生|特约评论员|评论员)\s*(?P<names>{_HAN_NAME}(?:[\s、，]+{_HAN_NAME}){{0,5}})"
)
#: After a name: whoever it is took the picture.
_PICTURED = re.compile(r"\s*(?:摄|图|供图|制图)")
_PART = re.compile(r"[^\s、，,/;；&]+")
#: A single character and a single character: a name of two set to the width of three.
_SPACED = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])[ \u3000]+([\u4e00-\u9fff])(?![\u4e00-\u9fff])"
)
_DUTIES = re.compile(
    r"^(?:本报|本网|本台)?(?:[\u4e00-\u9fff]{0,10}?)(?:记者|通讯员|实习生|评论员|编辑)(?=\s|[\u4e00-\u9fff]{2,4}$)"
)
_SIGNATURE = re.compile(rf"（(?P<names>{_HAN_NAME}(?:[\s、]+{_HAN_NAME}){{0,3}})）\s*$")
#: An outlet before its reporter, where a line or a bracket opens.
_OF_REPORTER = re.compile(
    rf"(?:^|(?<=[\n（【\s]))(?P<outlet>\w{{2,12}}?)(?:首席|见习|特约)?记者\s*{_HAN_NAME}(?![\u4e00-\u9fff])"
)
#: Who publishes is a word or two of letters, and none of these.
_WORD = re.compile(r"[\w·.-]*[^\W\d_][\w·.-]*")
_BESIDE = kind("furniture", "line") | {
    "原创",
    "转载",
    "发布",
    "已发布",
    "点赞",
    "阅读",
    "浏览",
    "T",
    "A",
}
_SHORT_LINE = 40
_LONGEST_STAMPED = 60
_NO_SOURCE = frozenset({"网络", "互联网", "未知", "综合", "其他", "无", "作者", "佚名"})
_LONGEST_SOURCE = 30


@dataclass(slots=True)
class Credits:
    """What is said about who made the article, in the order it was found."""

    sources: list[Found] = field(default_factory=list)
    authors: list[Found] = field(default_factory=list)
    editors: list[Found] = field(default_factory=list)

    @property
    def source(self) -> Found | None:
        """The source said first."""
        return self.sources[0] if self.sources else None


def read_credits(sheet: Sheet, credits: Credits, spans: Iterable[Span]) -> None:
    """Read the labelled credits, and reporters named with their duty, in `spans` of the sheet."""
    for span in spans:
        for of, value in _labelled(sheet, span):
            if of == "source":
                _add_source(sheet, credits, value)
            elif of == "author":
                _extend(credits.authors, _people(sheet, value, "authors.label"))
            else:
                _extend(credits.editors, _people(sheet, value, "editors.label"))
        for m in _REPORTER.finditer(sheet.folded, *span):
            if _PICTURED.match(sheet.folded, m.end()) or not _in_byline(sheet, span, m.start()):
                continue
            _extend(credits.authors, _names(sheet, Span(*m.span("names")), "authors.reporter"))


def read_byline(sheet: Sheet, credits: Credits, line: int) -> None:
    """Read a line that an outlet opens: `江南日报 王小明 发布时间…`."""
    span = sheet.lines[line]
    stop = _STOP.search(sheet.folded, *span)
    parts = list(_parts(sheet, Span(span.start, stop.start() if stop else span.end)))
    if not parts or len(parts) > 5 or not is_outlet(_view(sheet, parts[0])):
        return
    names = parts[1:]
    if not all(is_name(_view(sheet, part)) or is_outlet(_view(sheet, part)) for part in names):
        return
    if not credits.sources:
        credits.sources.append(_found(sheet, parts[0], "source.byline"))
    people = [part for part in names if is_name(_view(sheet, part))]
    _extend(credits.authors, [_found(sheet, part, "authors.byline") for part in people])


def read_stamped(sheet: Sheet, credits: Credits, line: int, stamp: Span) -> None:
    """Read who stands beside the time without a label: `2023-05-31 09:26 江南日报`."""
    start, end = sheet.lines[line]
    sides = [Span(start, stamp.start), Span(stamp.end, end)]
    if end - start > _LONGEST_STAMPED or any(_LABELLED.search(sheet.folded, *s) for s in sides):
        return
    for side in sides:
        for part in _parts(sheet, side):
            view = _view(sheet, part)
            if view in _BESIDE or not _WORD.fullmatch(view):
                continue
            if is_name(view):
                _extend(credits.authors, [_found(sheet, part, "authors.byline")])
            else:
                credits.sources.append(_found(sheet, part, "source.byline"))
                return


def read_outlet_of_reporter(sheet: Sheet, credits: Credits, spans: Iterable[Span]) -> None:
    """Read the outlet a reporter is said to be of: `江南日报记者 王小明`."""
    for span in spans:
        for m in _OF_REPORTER.finditer(sheet.folded, *span):
            if is_outlet(m["outlet"]) and m["outlet"][0] not in "本据":
                outlet = Span(*m.span("outlet"))
                credits.sources.append(_found(sheet, outlet, "source.reporter"))
                return


def read_signature(sheet: Sheet, credits: Credits, line: int) -> None:
    """Read the names in brackets that end an article: `（王小明 李芳）`."""
    span = sheet.lines[line]
    m = _SIGNATURE.search(sheet.folded, max(span.start, span.end - 60), span.end)
    if m:
        _extend(credits.authors, _names(sheet, Span(*m.span("names")), "authors.signature"))


def _in_byline(sheet: Sheet, span: Span, at: int) -> bool:
    """Whether what stands at `at` is in a bracket or on a line of its own, not in a sentence."""
    before = sheet.folded[span.start : at]
    if before.rfind("（") > before.rfind("）"):
        return True
    line = sheet.view(max(0, sheet.line_at(at)))
    return len(line) <= _SHORT_LINE and not any(stop in line for stop in "，。")


def _labelled(sheet: Sheet, span: Span) -> Iterator[tuple[str, Span]]:
    """Each label of a credit within `span`, by kind, and the stretch of its value."""
    for m in _LABELLED.finditer(sheet.folded, *span):
        of = _KIND[m["label"]]
        start = m.end()
        if start >= len(sheet.folded) or sheet.folded[start] in "\n\t":
            start += 1  # the value stands in an element of its own
        stop = _STOP.search(sheet.folded, start)
        end = stop.start() if stop else len(sheet.folded)
        if end - start > 60:
            continue
        if of != "author" or m["label"] != "记者" or is_name(sheet.folded[start:end].split(" ")[0]):
            yield of, Span(start, end)


def _add_source(sheet: Sheet, credits: Credits, span: Span) -> None:
    part = next(_parts(sheet, span), None)
    if part is None:
        return
    if sheet.shown[part.start] == "《" and sheet.shown[part.end - 1] == "》":
        part = Span(part.start + 1, part.end - 1)
    value = _view(sheet, part)
    if 2 <= len(value) <= _LONGEST_SOURCE and value not in _NO_SOURCE and value[0] not in "\"'<{":
        credits.sources.append(_found(sheet, part, "source.label"))


def _people(sheet: Sheet, span: Span, rule: str) -> list[Found]:
    """The people (or offices) a label names: what is parted by spaces and commas."""
    found = []
    for part in _parts(sheet, span):
        view = _view(sheet, part)
        if (duty := _DUTIES.match(view)) and duty.end() < len(view):
            part = Span(part.start + duty.end(), part.end)
            view = _view(sheet, part)
        cut = re.split(r"[_(（\d]", view, maxsplit=1)[0]
        if 2 <= len(cut) <= 14 and not is_outlet(cut) and cut not in _KIND:
            whole = part if cut == view else Span(part.start, part.start + len(cut))
            found.append(_found(sheet, whole, rule))
    return found


def _names(sheet: Sheet, span: Span, rule: str) -> list[Found]:
    """The names that open `span`, up to the first that is none."""
    found = []
    for part in _parts(sheet, span):
        if not is_name(_view(sheet, part)):
            break
        found.append(_found(sheet, part, rule))
    return found


def _parts(sheet: Sheet, span: Span) -> Iterator[Span]:
    """What stands between spaces and commas; a two-character name spread out is one."""
    spread = {m.start(): m.end() for m in _SPACED.finditer(sheet.folded, *span)}
    at = span.start
    while m := _PART.search(sheet.folded, at, span.end):
        start, end = m.span()
        if start in spread and sheet.folded[start] in surnames():
            end = spread[start]
        yield Span(start, end)
        at = end


def _view(sheet: Sheet, span: Span) -> str:
    return "".join(sheet.folded[slice(*span)].split())


def _found(sheet: Sheet, span: Span, rule: str) -> Found:
    return Found("".join(sheet.shown[slice(*span)].split()), span, rule)


def _extend(to: list[Found], found: Iterable[Found]) -> None:
    known = {one.value for one in to}
    for one in found:
        if one.value not in known:
            known.add(one.value)
            to.append(one)
