"""A page to its article: fields, body, evidence, refusals. All pages here are invented."""

import json

import pytest
from shared import shared

from shilu.article import extract
from shilu.model import Extract, Page, Refusal
from shilu.restore import restore
from shilu.text import LAYOUT, Edit, Span, Text


def read(source: str, media_type: str = "text/html", **given: str) -> Extract:
    result = extract(Page(text=source, media_type=media_type, **given), Text(source))
    assert isinstance(result, Extract), result
    return result


def refusal(source: str, media_type: str = "text/html") -> str:
    result = extract(Page(text=source, media_type=media_type), Text(source))
    assert isinstance(result, Refusal)
    return result.rule


AGENCY = """<!DOCTYPE html><html><head><title>江南省省长会见香港客人-江南网</title></head><body>
<div class="pc"><a href="/">首页</a> <a href="/n">新闻</a></div>
<div><div>江南省省长会见香港客人</div><span>2023-05-30 20:15:33</span> 来源： 江南社</div>
<div class="m"><h1>江南省省长会见香港客人</h1><div>2023-05-30 20:15:33 来源： 江南社</div></div>
<div id="detail">
<p>　　江南社长沙5月30日电（记者张小明、李大为）江南省省长李志强30日在长沙会见香港客人。</p>
<p>　　李志强说，欢迎香港企业来投资&ldquo;三高&rdquo;产业。
</p><p>　　5月30日，会见现场。江南社记者 王五 摄</p>
<p>　　双方<a href="x">表示</a>，将深化合作。</p><div><span>【责任编辑:赵小燕】</span></div></div>
<div><h3>相关新闻</h3>
<ul><li><a>香港代表团抵达长沙开始为期三天的访问，受到欢迎。</a></li></ul></div>
</body></html>"""

GOVERNMENT = """<HTML><HEAD><TITLE>江南省人民政府 省政府召开常务会议</TITLE>
<META name="ArticleTitle" content='省政府召开常务会议 研究部署"稳外贸"工作'>
<META name="PubDate" content="2023-06-01 08:15"></HEAD>
<BODY><TABLE><TR><TD><A href=/>首页</A></TD><TD><A href=/zw>政务公开</A></TD></TR></TABLE>
<TABLE><TR><TD>您现在的位置：<A href=/>首页</A> &gt; <A href=/yw>要闻动态</A></TD></TR></TABLE>
<TABLE><TR><TD>省政府召开常务会议　研究部署“稳外贸”工作</TD></TR>
<TR><TD>发布时间：2023-06-01　　来源：江南日报　　作者：赵一鸣 钱 二　　浏览次数：
<SCRIPT>n()</SCRIPT></TD></TR>
<TR><TD><FONT>
<P>　　本报讯（记者 赵一鸣）5月31日，省长李志强主持召开省政府常务会议，研究稳外贸工作。</P>
<P>　　会议指出，今年1至4月，全省进出口1234.5亿元，同比增长6.7%。</P>
<TABLE><TR><TD>指标</TD><TD>增速</TD></TR><TR><TD>出口</TD><TD>7.1%</TD></TR></TABLE>
<P>　　会议强调，要抓好各项政策落实，确保实现全年目标。</P>
<P>（责任编辑：周文）</P></FONT></TD></TR></TABLE>
<TABLE><TR><TD>【<A>打印本页</A>】【<A>关闭窗口</A>】</TD></TR>
<TR><TD>上一篇：<A>省长调研</A></TD></TR></TABLE>
<TABLE><TR><TD>版权所有 江南省人民政府办公厅<BR>江ICP备12345678号-1
</TD></TR></TABLE></BODY></HTML>"""

HONG_KONG = """<html><head><title>司長出席論壇（附圖）</title></head><body><a href="/">主頁</a>
<div><h1>司長出席論壇</h1>
<span>　　政務司司長陳大文今日（五月二十九日）在長沙出席合作論壇，
並與省領導會面。<br><br>
　　陳大文說，香港會繼續發揮「超級聯繫人」角色，加強與各省市合作。<br><br>完</span>
<p>2023年5月29日（星期一）<br>香港時間16時30分</p></div></body></html>"""

TEXT = """江南网 > 新闻中心 > 正文

湘港签署合作协议　涉及三大领域

2024-03-05 10:20:33 来源：江南日报 作者：王小明 责任编辑：李芳

　　江南日报3月5日讯（记者 王小明）3月4日，湘港合作会议在长沙举行，双方签署合作协议。

　　一、重点领域

　　双方同意，每年举行会议。

相关阅读：
湘港合作十年回顾
[网上传播视听节目许可证(0102030)] [江ICP证010203号][江公网安备:1020304]
版权所有 江南网 未经授权不得转载
"""


def test_an_agency_page_with_its_masthead_twice() -> None:
    article = read(AGENCY).article
    assert article.headline == "江南省省长会见香港客人"
    assert article.source == "江南社"
    assert article.authors == ("张小明", "李大为")
    assert article.editors == ("赵小燕",)
    assert article.published == "2023-05-30T20:15:33+08:00"
    assert article.dateline == "江南社长沙5月30日电（记者张小明、李大为）"
    assert article.language == "zh-Hans"
    assert article.text.splitlines() == [
        "江南社长沙5月30日电（记者张小明、李大为）江南省省长李志强30日在长沙会见香港客人。",
        "李志强说，欢迎香港企业来投资“三高”产业。",
        "双方表示，将深化合作。",
    ]
    assert article.captions == ("5月30日，会见现场。江南社记者 王五 摄",)


def test_a_government_page_laid_out_in_tables() -> None:
    article = read(GOVERNMENT).article
    assert article.headline == "省政府召开常务会议　研究部署“稳外贸”工作"
    assert article.section == ("首页", "要闻动态")
    assert article.source == "江南日报"
    assert article.authors == ("赵一鸣", "钱二")
    assert article.editors == ("周文",)
    assert article.published == "2023-06-01T08:15:00+08:00", "the meta knows the hour of the day"
    assert article.notices == ("版权所有 江南省人民政府办公厅", "江ICP备12345678号-1")
    lines = article.text.splitlines()
    assert lines[0].startswith("本报讯") and lines[-1].endswith("全年目标。")
    assert lines[2:4] == ["指标\t增速", "出口\t7.1%"]


def test_a_hong_kong_press_release() -> None:
    article = read(HONG_KONG).article
    assert article.headline == "司長出席論壇"
    assert article.published == "2023-05-29T16:30:00+08:00"
    assert article.language == "zh-Hant"
    assert len(article.text.splitlines()) == 2


def test_a_page_of_plain_text() -> None:
    article = read(TEXT, "text/plain").article
    assert article.headline == "湘港签署合作协议　涉及三大领域"
    assert article.section == ("江南网", "新闻中心")
    assert (article.source, article.authors, article.editors) == (
        "江南日报",
        ("王小明",),
        ("李芳",),
    )
    assert article.published == "2024-03-05T10:20:33+08:00"
    assert article.notices == (
        "网上传播视听节目许可证(0102030)",
        "江ICP证010203号",
        "江公网安备:1020304",
        "版权所有 江南网 未经授权不得转载",
    )
    assert article.text.splitlines()[1:] == ["一、重点领域", "双方同意，每年举行会议。"]


@pytest.mark.parametrize(
    ("text", "source", "authors", "editors", "dateline"),
    [
        (
            "江南电视网消息（江南新闻）：3月4日，会议举行。",
            "江南电视网",
            (),
            (),
            "江南电视网消息（江南新闻）",
        ),
        (
            "新华社长沙5月30日电（记者 王小明、李芳）会议举行。",
            "新华社",
            ("王小明", "李芳"),
            (),
            "新华社长沙5月30日电（记者 王小明、李芳）",
        ),
        ("會議舉行。\n（責任編輯：李芳）", None, (), ("李芳",), None),
        (
            "(江南電台消息) 會議舉行。(何大文 \xa0黃小芳)",
            "江南電台",
            ("何大文", "黃小芳"),
            (),
            "(江南電台消息)",
        ),
        ("会议举行。\n(视频编辑:张小龙 文字编辑:温小凤)", None, (), ("张小龙", "温小凤"), None),
        ("【江南新观察】江南日报评论员文章，记者王小明会见记者时说。", None, (), (), None),
        ("江南日报(新闻早报)消息：会议举行。", "江南日报", (), (), "江南日报(新闻早报)消息"),
        ("会议举行。记者了解到，编辑工作完成。", None, (), (), None),
    ],
)
def test_a_body_already_extracted_is_read_and_never_cut(
    text: str,
    source: str | None,
    authors: tuple[str, ...],
    editors: tuple[str, ...],
    dateline: str | None,
) -> None:
    result = read(text, "application/json", title="会议举行", published="2023-05-31")
    article = result.article
    assert result.body.value == article.text == text
    assert (article.headline, article.published) == ("会议举行", "2023-05-31")
    assert (article.source, article.authors, article.editors) == (source, authors, editors)
    assert article.dateline == dateline


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        ("  \n", "refusal.empty"),
        ("<html></html>", "refusal.empty"),
        (
            "<title>要闻</title><h1>要闻</h1>"
            + "".join(f"<li><a href='{i}'>省里召开第{i}次会议部署工作</a>" for i in range(30)),
            "refusal.list",
        ),
        ("<title>404 Not Found</title><h1>404</h1><p>页面不存在。</p>", "refusal.error"),
        ("<div>您要查看的文章不存在，可能已经被删除。</div>", "refusal.error"),
        ("<noscript>Please enable JavaScript</noscript><div id=root></div><script src=a></script>",
         "refusal.script"),
    ],
)  # fmt: skip
def test_pages_that_are_no_article(source: str, rule: str) -> None:
    assert refusal(source) == rule


@pytest.mark.parametrize("source", [AGENCY, GOVERNMENT, HONG_KONG, TEXT])
def test_evidence_stands_where_it_says(source: str) -> None:
    media_type = "text/plain" if source == TEXT else "text/html"
    article = read(source, media_type).article
    assert article.evidence
    for evidence in article.evidence:
        assert evidence.rule
        if evidence.origin is not None:
            stretch = source[slice(*evidence.origin)]
            assert stretch.startswith(evidence.text[:2]) and stretch.endswith(evidence.text[-2:])


def test_the_body_leads_through_restoration_to_the_page_as_received() -> None:
    source = AGENCY.replace("欢迎", "歡(huān)迎")
    at = source.index("歡")
    text = Text(source).edit([Edit(at, at + 7, "欢", "mirror")])
    result = extract(Page(text=source, media_type="text/html"), text)
    assert isinstance(result, Extract)
    where = result.body.value.index("欢迎")
    assert result.body.origin(Span(where, where + 2)) == (at, at + 8)
    assert {e.kind for e in result.body.edits} == {LAYOUT, "mirror"}


def test_what_came_with_a_page_counts_where_the_page_says_nothing() -> None:
    bare = "<p>会议在长沙举行，李志强出席会议并讲话。</p><p>会议强调，要抓好各项政策的落实。</p>"
    article = read(bare, title="会议举行", published="2023-05-31T09:26").article
    assert (article.headline, article.published) == ("会议举行", "2023-05-31T09:26:00+08:00")
    article = read(bare, url="https://example.cn/2023-05/30/content_1.htm").article
    assert article.published == "2023-05-30"
    assert article.headline is None


@pytest.mark.parametrize("source", ["<div>" * 100_000 + "会议。", "<a>" * 20_000, "会，" * 100_000])
def test_hostile_pages_are_answered(source: str) -> None:
    assert extract(Page(text=source, media_type="text/html"), Text(source))


@pytest.mark.parametrize(
    "line",
    [
        "|" * 5_000 + "会" * 20,
        "a/" * 5_000 + "记者",
        "（" * 20_000,
        "会" * 20_000 + "：",
        " 摄" * 9_000,
    ],
)
def test_hostile_lines_are_answered(line: str) -> None:
    page = f"{line}\n省政府在星沙召开会议，研究部署外贸工作，省长李志强出席并讲话。\n{line}\n"
    assert extract(Page(text=page), Text(page))
    markup = f"<h1>{line}</h1><p><img>{line}</p><p>省政府在星沙召开会议，研究部署外贸工作。</p>"
    assert extract(Page(text=markup, media_type="text/html"), Text(markup))


def test_the_seed_page_as_received_is_read_through_its_restoration() -> None:
    source = shared("seed/page.txt").read_text("utf-8")
    wanted = json.loads(shared("seed/labels/page.json").read_text("utf-8"))["article"]
    result = extract(Page(text=source), restore(source))
    assert isinstance(result, Extract)
    for field, value in wanted.items():
        got = getattr(result.article, field)
        assert (list(got) if isinstance(value, list) else got) == value, field
    where = result.body.value.index("习近平总书记")
    start, end = result.body.origin(Span(where, where + 6))
    assert source[start:end].startswith("習") and source[start:end].endswith("記")


def test_the_seed_page() -> None:
    text = shared("seed/restored.txt").read_text("utf-8")
    wanted = json.loads(shared("seed/labels/page.json").read_text("utf-8"))["article"]
    article = read(text, "text/plain").article
    for field, value in wanted.items():
        got = getattr(article, field)
        assert (list(got) if isinstance(value, list) else got) == value, field
    paragraphs = [line.strip() for line in text.splitlines() if line.startswith("  ")]
    assert article.text.splitlines() == paragraphs


def test_an_article_ends_with_its_editor():
    page = (
        "首页>要闻\n周会见客商\n湘江日报 2023年05月31日 09:26\n\n"
        "5月30日,副省长周文在长沙会见香港长风集团董事局主席陈文达一行,双方就合作交换意见。\n"
        "周文说,湖南愿与香港深化金融、文旅等领域的合作,欢迎更多企业来湘投资兴业。\n"
        "【责任编辑：王小明】\n本页其余文字与报道无关。\n"
    )
    found = extract(Page(text=page), Text(page))
    assert isinstance(found, Extract)
    assert found.article.text.endswith("来湘投资兴业。")
    assert found.article.editors == ("王小明",)
