"""Who an article is by: its source, its authors, its editors."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from shilu.article.people import (
    NAME,
    found_at,
    names_in,
    people_of,
    unspaced,
)
from shilu.article.sheet import Found, Sheet
from shilu.article.words import either, is_name, is_office, is_outlet, kind, parts_of
from shilu.lexicon.words import rows
from shilu.text import Span

_KIND = {row[0]: row[1] for row in rows("labels")}
_CREDITS = [label for label, of in _KIND.items() if of in ("source", "author", "editor")]
#: What parts a label from its value; 〔来源丨江南日报〕 and 〔文/王小明〕 are as good as a colon.
_MARK = r"\s?[：:丨|/]"
_LABELLED = re.compile(rf"(?P<label>{either(_CREDITS)})(?:{_MARK}|(?<=[/|]))[ \u3000]*")
#: Where the value of a label ends at the latest.
_STOP = re.compile(
    rf"[\n\t|丨｜（）()\]】〕;；，。！？>]|\s{{3,}}|\s?(?:19|20)\d\d[-/年.]|\d\d:\d\d"
    rf"|\s[·•]\s|\s\d\d-\d\d\s"
    rf"|(?:{either(_KIND)}){_MARK}|(?:字号|字体|浏览|点击|阅读|评论|分享|打印|关注|查看|大中小|我要|返回|举报)"
    rf"|\s[\u4e00-\u9fff]{{1,6}}{_MARK}"
)
#: What may follow the name of an office, in brackets: `新聞局(GCS)`.
_SHORT_FORM = re.compile(r"（\w{1,12}）")
#: A label that a paper, an edition or an office stands before: `新花城编辑：`.
_OPENING = re.compile(r"[\W_]*[\u4e00-\u9fff]{0,12}")
_DUTY_WORDS = "记者|通讯员|见习生|实习生|特约评论员|评论员|撰稿人"
_DUTY = f"(?:{_DUTY_WORDS})"
_DUTIES = re.compile(_DUTY)
#: No credit is without one of these.
_TELLING = re.compile(rf"：|:|丨|\||/|{_DUTY_WORDS}")
_REPORTER = re.compile(
    rf"{_DUTY}[\s：:]*(?P<names>{NAME}(?:(?:[\s、，]|{_DUTY}|摄影)+{NAME}){{0,11}})"
)
#: `记者王小明报道`, which opens a report.
_REPORTING = re.compile(
    r"记者[\s：:]*(?P<names>[\u4e00-\u9fff]{2,4}?(?:[\s、，]+[\u4e00-\u9fff]{2,4}?){0,5})\s*"
    r"(?:综合|摄影|现场)?(?:报道|报导)"
)
#: `中央社记者王小明台北31日电`: the name runs on into the place.
_WIRED = re.compile(
    r"(?P<outlet>[\w]{2,8})[/\s]*记者(?P<names>[\u4e00-\u9fff]{2,4}?)"
    r"(?P<place>[\u4e00-\u9fff]{2,6})\d{1,2}日(?:电|讯|报道|报导)"
)
#: `经济日报 记者王小明、李芳/北京11日电`, where a stroke parts the names from the place.
_STROKE = re.compile(
    r"(?P<outlet>[^\W\d]{2,8})[/\s]+记者(?P<names>[\u4e00-\u9fff]{2,4}(?:[、\s]+[\u4e00-\u9fff]{2,4}){0,4})/"
    r"[\u4e00-\u9fff]{2,6}(?:\d{1,2}日(?:电|讯)|(?:即时)?(?:报道|报导))"
)
#: After a name: whoever it is took the picture. Before it likewise: `图/江南日报记者 王五`.
_PICTURED = re.compile(r"\s*(?:摄|图|供图|制图|/摄)")
_PICTURE_BY = re.compile(r"(?:图|摄|摄影|图片|视频|制图|海报)\s?[/：:丨|]\s?[\w·\s]{0,20}$")
_SIGNATURE = re.compile(
    r"（(?P<names>[\u4e00-\u9fff]{2,4}(?:[\s、]+[\u4e00-\u9fff]{2,4}){0,3})）\s*$"
)
#: An outlet before its reporter, where a line or a bracket opens.
_OF_REPORTER = re.compile(
    r"(?:^|(?<=[\n（【\s]))(?P<outlet>\w{2,12}?)(?:首席|见习|特约|全媒体)?记者\s*"
    r"[\u4e00-\u9fff]{2,4}(?![\u4e00-\u9fff])"
)
#: `（据江南日报）`, which ends what is taken from another.
_ACCORDING = re.compile(
    r"（(?:据|摘自|原载|转自|综合)\s?《?(?P<outlet>[\w·、\s]{2,20}?)》?(?:报道|消息|等)?）\s*$",
    re.M,
)
#: Who publishes is a word or two of letters, and none of these.
_WORD = re.compile(r"[\w·.-]*[^\W\d_][\w·.-]*")
_BESIDE = kind("furniture", "line") | {
    *(
        "原创",
        "转载",
        "发布",
        "已发布",
        "点赞",
        "阅读",
        "浏览",
        "T",
        "A",
        "HKT",
        "GMT",
        "由",
        "作者",
    ),
    *("快讯", "更新", "最后更新", "默认", "全文", "次", "人", "date"),
}
_WEEKDAY = re.compile(r"(?:星期|周)[一二三四五六日天]")
#: Labels of who handed a text in: an office that did is its source.
_HANDED_IN = frozenset({"供稿", "供稿单位"})
_SHORT_LINE = 40
_LONGEST_STAMPED = 60
_NO_SOURCE = frozenset(
    {
        *(
            "网络",
            "互联网",
            "未知",
            "综合",
            "其他",
            "无",
            "作者",
            "佚名",
            "admin",
            "管理员",
            "编辑",
        ),
        *("原创", "转载", "网络整理", "记者", "本报记者"),
    }
)
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


def read_labels(sheet: Sheet, credits: Credits, spans: Iterable[Span]) -> None:
    """Read the labelled credits, and reporters named with their duty, in `spans` of the sheet."""
    for span in spans:
        if _TELLING.search(sheet.folded, *span) is None:
            continue
        for of, value in _labelled(sheet, span):
            if of == "source":
                _add_source(sheet, credits, value, "source.label")
            elif of == "author":
                _extend(credits.authors, people_of(sheet, value, "authors.label"))
            elif of == "office":
                _add_source(sheet, credits, value, "source.office")
            else:
                _extend(credits.editors, people_of(sheet, value, "editors.label"))
        read_reporters(sheet, credits, span)


def read_reporters(sheet: Sheet, credits: Credits, span: Span) -> None:
    """Read the reporters whom `span` names with their duty: `（记者 王小明）`."""
    folded = sheet.folded
    if _DUTIES.search(folded, *span) is None:
        return
    if not credits.authors and _read_wire(sheet, credits, span):
        return
    for m in _REPORTING.finditer(folded, *span):
        if _opens(sheet, m.start()):
            names = names_in(sheet, Span(*m.span("names")), "authors.reporter", lenient=False)
            _extend(credits.authors, names)
    for m in _REPORTER.finditer(folded, *span):
        line = sheet.lines[max(0, sheet.line_at(m.start()))]
        if (
            _PICTURED.match(folded, m.end())
            or not _in_byline(sheet, span, m.start())
            or _PICTURE_BY.search(folded, line.start, m.start())
        ):
            continue
        closed = folded[m.end() : m.end() + 1] == "）"
        names = names_in(sheet, Span(*m.span("names")), "authors.reporter", lenient=closed)
        _extend(credits.authors, names)


def _read_wire(sheet: Sheet, credits: Credits, span: Span) -> bool:
    """Read outlet and reporters of a wire's opening: `中央社记者王小明台北31日电`."""
    for m in _WIRED.finditer(sheet.folded, *span):
        names = m["names"] + m["place"]
        size = 3 if len(names) >= 5 and is_name(names[:3]) else 2
        if is_outlet(m["outlet"]) and is_name(names[:size]):
            at = Span(m.start("names"), m.start("names") + size)
            _extend(credits.authors, [found_at(sheet, at, "authors.reporter")])
            credits.sources.append(found_at(sheet, Span(*m.span("outlet")), "source.reporter"))
            return True
    for m in _STROKE.finditer(sheet.folded, *span):
        if is_outlet(m["outlet"]):
            found = names_in(sheet, Span(*m.span("names")), "authors.reporter", lenient=True)
            _extend(credits.authors, found)
            credits.sources.append(found_at(sheet, Span(*m.span("outlet")), "source.reporter"))
            return True
    return False


def read_byline(sheet: Sheet, credits: Credits, line: int, *, alone: bool = True) -> None:
    """Read a line that an outlet opens: `江南日报 王小明 发布时间…`; `alone`: it may be all."""
    span = sheet.lines[line]
    if sheet.view(line) in _BESIDE:
        return
    stop = _STOP.search(sheet.folded, *span)
    if stop and stop.group() == ">":
        return  # a trail of sections
    opening = Span(span.start, stop.start() if stop else span.end)
    parts = list(sheet.pieces(parts_of(sheet, opening)))
    if not parts or len(parts) > 5 or not is_outlet(unspaced(sheet, parts[0])):
        return
    names = parts[1:]
    if not alone and not names and stop is None:
        return
    if not all(is_name(v := unspaced(sheet, part)) or is_outlet(v) for part in names):
        return
    if not credits.sources:
        credits.sources.append(found_at(sheet, parts[0], "source.byline"))
    people = [part for part in names if is_name(unspaced(sheet, part))]
    _extend(credits.authors, [found_at(sheet, part, "authors.byline") for part in people])


def read_stamped(sheet: Sheet, credits: Credits, line: int, stamp: Span) -> None:
    """Read who stands beside the time without a label: `2023-05-31 09:26 江南日报`."""
    start, end = sheet.lines[line]
    sides = [Span(start, stamp.start), Span(stamp.end, end)]
    if end - start > _LONGEST_STAMPED or any(_labelled(sheet, s, True) for s in sides):
        return
    for side in sides:
        for part in sheet.pieces(parts_of(sheet, side)):
            view = unspaced(sheet, part)
            if view in _BESIDE or view in _NO_SOURCE or not _WORD.fullmatch(view):
                continue
            if _WEEKDAY.fullmatch(view) or view in _KIND or len(view) < 2 or "." in view:
                continue
            if (is_name(view) and not is_outlet(view)) or view.startswith("记者"):
                name = part if is_name(view) else Span(part.start + 2, part.end)
                if is_name(unspaced(sheet, name)):
                    _extend(credits.authors, [found_at(sheet, name, "authors.byline")])
            else:
                credits.sources.append(found_at(sheet, part, "source.time"))
                return


def read_outlet_of_reporter(sheet: Sheet, credits: Credits, spans: Iterable[Span]) -> None:
    """Read the outlet a reporter is said to be of: `江南日报记者 王小明`."""
    for span in spans:
        if sheet.folded.find("记者", *span) < 0:
            continue
        for m in _OF_REPORTER.finditer(sheet.folded, *span):
            if is_outlet(m["outlet"]) and m["outlet"][0] not in "本据":
                outlet = Span(*m.span("outlet"))
                credits.sources.append(found_at(sheet, outlet, "source.reporter"))
                return


def read_according(sheet: Sheet, credits: Credits, spans: Iterable[Span]) -> None:
    """Read the outlet that a bracket at the end says a report is taken from: `（据江南日报）`."""
    for span in spans:
        for m in _ACCORDING.finditer(sheet.folded, *span):
            if is_outlet(unspaced(sheet, Span(*m.span("outlet")))):
                outlet = Span(*m.span("outlet"))
                credits.sources.append(found_at(sheet, outlet, "source.according"))
                return


def read_signature(sheet: Sheet, credits: Credits, line: int) -> None:
    """Read the names in brackets that end an article: `（王小明 李芳）`."""
    span = sheet.lines[line]
    m = _SIGNATURE.search(sheet.folded, max(span.start, span.end - 60), span.end)
    if m:
        names = names_in(sheet, Span(*m.span("names")), "authors.signature", lenient=False)
        _extend(credits.authors, names)


def _opens(sheet: Sheet, at: int) -> bool:
    """Whether what stands at `at` opens its line, a dateline before it or not."""
    line = sheet.lines[max(0, sheet.line_at(at))]
    before = sheet.folded[line.start : at].rstrip()
    return len(before) <= 30 and (
        before in ("", "□", "■", "●") or before.endswith(("】", "）", "电", "讯"))
    )


def _in_byline(sheet: Sheet, span: Span, at: int) -> bool:
    """Whether what stands at `at` is in a bracket or on a line of its own, not in a sentence."""
    before = sheet.folded[span.start : at]
    if before.rfind("（") > before.rfind("）"):
        return True
    line = sheet.view(max(0, sheet.line_at(at)))
    return len(line) <= _SHORT_LINE and not any(stop in line for stop in "，。")


def _labelled(sheet: Sheet, span: Span, first: bool = False) -> list[tuple[str, Span]]:
    """Each label of a credit within `span`, by kind, and its value; `first`: one is enough."""
    found = []
    for m in _LABELLED.finditer(sheet.folded, *span):
        if not _stands_free(sheet, m):
            continue
        value = _value(sheet, m.end(), span)
        if value is None:
            continue
        opening = sheet.folded[slice(*value)].split(" ")[0]
        if m["label"] != "记者" or is_name(opening):
            handed_in = m["label"] in _HANDED_IN and is_office(opening)
            found.append(("office" if handed_in else _KIND[m["label"]], value))
        if first:
            break
    return found


def _stands_free(sheet: Sheet, m: re.Match[str]) -> bool:
    """Whether a label is a word of its own, and not the end of another."""
    at = m.start()
    before = sheet.folded[at - 1 : at]
    if not before or not (before.isalnum() or before == "_") or before in "日0123456789":
        return True
    if sheet.is_seam(at):
        return True
    line = sheet.lines[max(0, sheet.line_at(at))]
    opening = sheet.folded[line.start : at]
    return _KIND[m["label"]] == "editor" and _OPENING.fullmatch(opening) is not None


def _value(sheet: Sheet, start: int, within: Span) -> Span | None:
    """The stretch of the value that begins at `start`, None where there is none to be read."""
    folded = sheet.folded
    below = start >= len(folded) or folded[start] in "\n\t"
    if below:
        start += 1  # the value stands in an element of its own
    stop = _STOP.search(folded, start)
    end = stop.start() if stop else len(folded)
    if stop and (short := _SHORT_FORM.match(folded, end)) and folded[short.end() :][:1] in "\n\t ":
        end = short.end()
    end = sheet.end_of_link(start, end)
    if end - start > 60 or end <= start:
        return None
    if below and (stop is None or stop.group() not in ("\n", "\t") or end - start > 16):
        return None
    return Span(start, end)


def _add_source(sheet: Sheet, credits: Credits, span: Span, rule: str) -> None:
    parts = list(parts_of(sheet, span))
    if not parts:
        return
    part = parts[0]
    for start, end in parts[1:]:
        if sheet.folded[part.end : start] != "、":
            break
        part = Span(part.start, end)
    if sheet.shown[part.start] == "《" and sheet.shown[part.end - 1] == "》":
        part = Span(part.start + 1, part.end - 1)
    value = unspaced(sheet, part)
    if 2 <= len(value) <= _LONGEST_SOURCE and value not in _NO_SOURCE and value[0] not in "\"'<{":
        credits.sources.append(found_at(sheet, part, rule))


def _extend(to: list[Found], found: Iterable[Found]) -> None:
    known = {one.value for one in to}
    for one in found:
        if one.value not in known:
            known.add(one.value)
            to.append(one)
