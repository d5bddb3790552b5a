"""A brief: what counts for a region, what is taken, what is told alike, and how it is shown."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import shilu
from shilu import show
from shilu.briefs import Brief, brief, region
from shilu.cli import main
from shilu.model import Page
from shilu.reading import read_page

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"

PAGE = """{headline}
来源：{paper} 2024-03-02 09:00

{text}
"""


def record(text, headline="两地经贸合作", id="a"):
    page = Page(
        text=text,
        media_type="application/json",
        id=id,
        title=headline,
        published="2024-03-02",
        uri="https://www.hunan.gov.cn/a.html",
    )
    found = read_page(page)
    assert isinstance(found, shilu.Record)
    return found


def made(*texts, of=("湖南", "香港"), **told) -> Brief:
    return brief((record(text, **told) for text in texts), [region(name) for name in of])


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("湖南省", "湖南"),
        ("湘", "湖南"),
        ("廣東", "广东"),
        ("香港特別行政區", "香港"),
        ("长沙市", "长沙"),
        ("大灣區", "粤港澳大湾区"),
        ("泰国", "泰国"),
    ],
)
def test_a_region_by_any_of_its_names(asked, name):
    assert region(asked).name == name


@pytest.mark.parametrize("word", ["pages", "某地", "./湖南", "", "会议"])
def test_what_names_no_region(word):
    assert region(word) is None


@pytest.mark.parametrize(
    ("asked", "area", "counts"),
    [
        ("湖南", "湖南", True),
        ("湖南", "长沙", True),
        ("湖南", "泛珠三角", True),
        ("湖南", "长株潭", True),
        ("湖南", "广东", False),
        ("湖南", "中国", False),
        ("长沙", "湖南", False),
        ("香港", "港澳", True),
        ("香港", "粤港澳大湾区", True),
        ("香港", "九龙", True),
        ("香港", "澳门", False),
        ("港澳", "澳门", True),
        ("港澳", "九龙", True),
        ("港澳", "湖南", False),
        ("广东", "粤港澳大湾区", True),
        ("泰国", "泰国", True),
    ],
)
def test_which_areas_count_for_a_region(asked, area, counts):
    assert region(asked).holds(area) is counts


def test_a_line_of_both_regions_is_taken_whatever_its_page_is_about():
    text = "全省粮食产量60亿斤。\n去年湖南对港贸易额达500亿元。"
    found = made("全省经济平稳。", text, headline="要闻")
    assert [(s.measure, s.area, s.counterpart) for s in found.figures] == [
        ("湖南对港贸易额", "湖南", "香港")
    ]
    told = found.figures[0].points[0].values[0].told[0]
    assert (told.scope, told.regions) == ("line", ("湖南", "香港"))
    assert told.sentence == "去年湖南对港贸易额达500亿元。"
    assert (found.read, len(found.sources)) == (2, 1)


def test_of_a_page_about_both_what_is_of_one_or_of_no_place_is_taken():
    text = "湖南与香港签署协议。李明表示，双方将加强金融合作。北京签约项目8个，长沙签约项目5个。"
    found = made(text, headline="湘港合作签约")
    assert [(s.area, s.points[0].values[0].told[0].scope) for s in found.figures] == [
        ("长沙", "page")
    ]
    assert found.statements[0].speaker == "李明"
    assert found.statements[0].told[0].scope == "page"


def test_values_that_differ_stand_side_by_side_and_those_alike_are_one():
    found = made(
        "去年湖南对港贸易额达500亿元。",
        "2023年湖南对港贸易额达500亿元。",
        "2023年湖南对港贸易额达520亿元。",
        "2022年湖南对港贸易额达480亿元。",
    )
    (series,) = found.figures
    points = [
        (p.period, p.disagree, [(v.low, len(v.told)) for v in p.values]) for p in series.points
    ]
    assert points == [
        ("2022", False, [(48_000_000_000, 1)]),
        ("2023", True, [(50_000_000_000, 2), (52_000_000_000, 1)]),
    ]


def test_the_same_event_and_words_of_two_pages_are_one_entry():
    text = "3月1日，湖南省省长李明在长沙会见香港客人陈大文。李明表示，欢迎香港金融机构来湘投资。"
    found = made(text, text)
    assert [len(event.told) for event in found.events] == [2]
    assert [len(entry.told) for entry in found.statements] == [2]
    (channel,) = found.channels
    assert (channel.name, [len(c.told) for c in channel.commitments]) == ("finance", [2])


def test_either_script_gives_the_same():
    simplified = made("去年湖南对港贸易额达500亿元。")
    traditional = made("去年湖南對港進出口達500億元。")
    assert simplified.figures[0].area == traditional.figures[0].area == "湖南"


def test_events_by_date_and_those_without_one_last():
    found = made(
        "湖南省省长李明会见香港客人陈大文。",
        "2月5日，湖南省省长李明在香港会见客人陈大文。",
        "2月3日，湖南省省长李明在香港会见客人王小明。",
    )
    dates = [event.date for event in found.events]
    assert dates == sorted(dates, key=lambda date: date or "~")


def test_every_line_leads_to_its_characters():
    page = (EXAMPLES / "visit.txt").read_text("utf-8")
    told = shilu.read(EXAMPLES / "visit.txt")
    found = brief([told], [region("江西"), region("香港")])
    places = [t for s in found.figures for p in s.points for v in p.values for t in v.told]
    places += [t for entry in (*found.events, *found.statements) for t in entry.told]
    assert places
    for place in places:
        assert told.article.text[slice(*place.span)] == place.text
        assert place.text in place.sentence
        assert place.text in page[slice(*place.origin)] or "“" in place.text


def test_the_example_in_its_channels():
    found = brief([shilu.read(EXAMPLES / "visit.txt")], [region("江西"), region("香港")])
    assert [channel.name for channel in found.channels][-1] == "other"
    assert {"finance", "culture_tourism"} <= {channel.name for channel in found.channels}


def test_nothing_found_is_said():
    found = made("全省经济平稳。")
    assert "none found" in show.brief_text(found)
    assert "none found" in show.brief_html(found)


def test_html_is_inert_and_asks_nothing_of_the_network():
    found = made("去年湖南对港贸易额达500亿元<script>alert(1)</script>。", headline="湘港<b>合作")
    page = show.brief_html(found)
    assert "<script" not in page
    assert "<b>合作" not in page
    assert not re.search(r"(?:href|src)=.(?!#)", page)
    assert "500亿元</mark>" in page


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    page = PAGE.format(headline="湘港", paper="湘江日报", text="去年湖南对港贸易额达500亿元。")
    Path("page.txt").write_text(page, "utf-8")
    return lambda *args: CliRunner().invoke(main, ["brief", *args])


def test_the_command(run):
    shown = run("湘", "港", "page.txt")
    assert shown.exit_code == 0
    assert "湖南、香港" in shown.stdout
    assert "500亿元" in shown.stdout
    found = json.loads(run("湖南", "香港", "--format", "json", "page.txt").stdout)
    assert found["regions"] == ["湖南", "香港"]
    assert run("湖南", "--format", "html", "-o", "brief.html", "page.txt").exit_code == 0
    assert Path("brief.html").read_text("utf-8").startswith("<!doctype html>")


def test_a_failed_input_is_named_and_the_rest_goes_on(run):
    result = run("湖南", "none.txt", "page.txt")
    assert result.exit_code == 1
    assert "none.txt: no such file or folder" in result.stderr
    assert "500亿元" in result.stdout


@pytest.mark.parametrize("args", [("page.txt",), ("湖南",), ("湖南", "香港")])
def test_wrong_usage_is_status_2(run, args):
    assert run(*args).exit_code == 2


def test_the_schema_of_a_brief():
    schema = json.loads(CliRunner().invoke(main, ["schema", "brief"]).stdout)
    assert "Brief" in schema["$defs"]
