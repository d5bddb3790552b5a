"""Markup read with the offsets of its source."""

import html
import json
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shared import shared

from shilu.article import extract
from shilu.model import Extract, Page
from shilu.pages.charset import decode
from shilu.pages.markup import Markup
from shilu.text import Span, Text


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("<p>会议</p><p>举行</p>", "会议\n举行"),
        ("会议<br>举行", "会议\n举行"),
        ("<p>会<b>议</b>举<!-- x -->行</p>", "会议举行"),
        ("<b>会议</b> <i>举行</i>", "会议 举行"),
        ("<tr><td>出口<td>5%<tr><td>进口<td>6%", "出口\t5%\n进口\t6%"),
        ("<p>&nbsp;&nbsp;　会&amp;议&nbsp;</p>", "会&议"),
        ("<p>会议\n  举行", "会议举行"),
        ("<p>A\n  B", "A B"),
        ("<script>var a = '<p>会议</p>'</script>举行", "举行"),
        ("<STYLE>p{}</STYLE><title>标题</title>举行", "举行"),
        ('<a title="a>b" href=x?a="1>会议</a>', "会议"),
        ("增长<5%，<3项", "增长<5%，<3项"),
        ("<!-- 会议 -- 举行 -->是", "是"),
        ("<!-->是<!--->非", "是非"),
        ("是<!-- 会议", "是"),
        ("是<a href='会议", "是"),
        ("&#x4F1A;&#35758;&lt;p&gt;", "会议<p>"),
        ("会\U000f0000议", "会\U000f0000议"),
        ("", ""),
    ],
)
def test_flow(source: str, shown: str) -> None:
    assert Markup(source).flow.text == shown


def test_stretches_are_found_again_where_the_parser_moved_them() -> None:
    page = Markup("<table>外<tr><td>内</table>")
    table = page.tree.css_first("table")
    assert [page.source[page.starts[n] : page.ends[n]] for n in page.numbers(table)] == ["内"]


def test_private_characters_of_the_page_are_no_stretches() -> None:
    page = Markup("<p title='\U000f0001'>一</p><p>二\U000f0000</p>")
    assert page.numbers(page.tree.body) == [0, 1]


def test_origins_of_a_part_of_the_flow() -> None:
    page = Markup("<p>会<b>议&amp;展</b></p>")
    assert page.flow.origin(Span(0, 1)) == (3, 4)
    assert page.flow.origin(Span(2, 3)) == (8, 13)
    assert page.flow.origin(Span(0, 4)) == (3, 14)


@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<b>", "&amp;", "&nbsp;", " ", "\n", "会", "<", "<!--", "-->"]
        )
    )
)
def test_every_character_of_the_flow_reads_as_its_origin(parts: list[str]) -> None:
    source = "".join(parts)
    flow = Markup(source).flow
    for at, character in enumerate(flow.text):
        if not character.isspace():
            start, end = flow.origin(Span(at, at + 1))
            assert html.unescape(source[start:end]) == character


@given(st.text(alphabet="<>/!-'\"=&; ap会\U000f0000\ud800"))
def test_no_markup_raises(source: str) -> None:
    Markup(source)


@pytest.mark.parametrize(
    "unit",
    [
        '<a ="',
        "<",
        "<!--",
        "<!-- -",
        "<script>",
        "</",
        "<a ",
        "<a '\"",
        "-->",
        "<title>",
        "<p> ",
        "&",
        " <b>",
    ],
)
def test_hostile_markup_takes_linear_time(unit: str) -> None:
    start = time.process_time()
    Markup(unit * (300_000 // len(unit)))
    assert time.process_time() - start < 3


def _pages() -> list[tuple[str, str]]:
    root = shared("pages")
    return [(str(p), decode(p.read_bytes())[0]) for p in sorted(root.rglob("*.html"))]


def test_every_kept_character_of_real_pages_has_its_origin() -> None:
    kept = sourced = 0
    for name, source in _pages():
        result = extract(Page(text=source, media_type="text/html"), Text(source))
        if not isinstance(result, Extract):
            continue
        for at, character in enumerate(result.body.value):
            if character.isspace():
                continue
            start, end = result.body.origin(Span(at, at + 1))
            kept, sourced = kept + 1, sourced + (start < end)
            assert re.sub(r"\s", "", html.unescape(source[start:end])) == character, name
    assert sourced >= 0.995 * kept


def test_real_pages_lose_no_text_to_the_skeleton() -> None:
    """What lexbor alone reads of a page's body is in the flow, white space aside."""
    from selectolax.lexbor import LexborHTMLParser

    gold = json.loads((shared("pages") / "magic-html/gold.json").read_text("utf-8"))
    for name in gold:
        source = decode((shared("pages") / f"magic-html/html/{name}.html").read_bytes())[0]
        tree = LexborHTMLParser(source)
        tree.strip_tags(["script", "style", "textarea", "iframe", "noembed", "noframes", "xmp"])
        wanted = re.sub(r"[\s\u200b\ufeff]", "", tree.body.text() if tree.body else "")
        read = re.sub(r"[\s\u200b\ufeff]", "", Markup(source).flow.text)
        assert abs(len(read) - len(wanted)) <= 0.01 * len(wanted) + 20, name
