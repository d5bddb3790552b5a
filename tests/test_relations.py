"""What a figure says: area, counterpart and period."""

from dataclasses import replace

import pytest
from marked import article, seed, setting

from shilu.facts.areas import common_name, find_areas
from shilu.facts.relations import relate_figures


def said(text: str, area: str | None = None) -> list[tuple[str | None, str | None, str | None]]:
    structure, mentions = article(text)
    figures = relate_figures(structure, setting(area), mentions)
    return [(f.area, f.counterpart, f.period) for f in figures]


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("湖南省", "湖南"),
        ("廣西壯族自治區", "广西"),
        ("香港特區", "香港"),
        ("澳門特別行政區", "澳门"),
        ("武漢市", "武汉"),
        ("博罗县", "博罗县"),
        ("南韓", "韩国"),
        ("沙市", "沙市"),
    ],
)
def test_common_names(place: str, name: str) -> None:
    assert common_name(place) == name


@pytest.mark.parametrize(
    ("text", "area", "names"),
    [
        ("全省和我省", "湖南", ["湖南", "湖南"]),
        ("全国各地", "湖南", ["中国"]),
        ("在湘投资、对港出口、来粤务工", None, ["湖南", "香港", "广东"]),
        ("港澳企业与湘粤两地", None, ["港澳", "湖南、广东"]),
        ("[地名 四川省]推进，全省落实", "中国", ["四川", "四川"]),
        ("全省落实", "中国", []),
        ("在港口停靠，在台上发言", "湖南", []),
        ("[机构 湖南日报]报道", None, []),
    ],
)
def test_areas(text: str, area: str | None, names: list[str]) -> None:
    structure, mentions = article(text)
    assert [a.name for a in find_areas(structure, setting(area), mentions)] == names


@pytest.mark.parametrize(
    ("text", "area", "counterpart"),
    [
        ("[地名 湖南]对港进出口达[数量 5亿元]。", "湖南", "香港"),
        ("共有[数量 900家]港澳企业在湘投资。", "湖南", "港澳"),
        ("[地名 湖南]在港澳设立企业[数量 40家]。", "湖南", "港澳"),
        ("[地名 澳門]成為[地名 廣東][数量 第三大]貿易夥伴。", "广东", "澳门"),
        ("全省自[地名 泰国]进口[数量 3亿元]。", "湖南", "泰国"),
        ("[地名 长沙]与[地名 澳门]企业签署协议[数量 8项]。", "长沙", "澳门"),
        ("我省进出口[数量 9亿元]，其中对[地名 澳门]出口[数量 2亿元]。", "湖南", None),
    ],
)
def test_two_sides(text: str, area: str, counterpart: str | None) -> None:
    assert said(text, "湖南")[0][:2] == (area, counterpart)


def test_a_side_left_out_is_carried() -> None:
    text = "我省进出口[数量 9亿元]，其中对[地名 澳门]出口[数量 2亿元]，占[数量 两成]。"
    carried = ("湖南", "澳门")
    assert [s[:2] for s in said(text, "湖南")] == [("湖南", None), carried, carried]


def test_without_a_side_of_its_own_the_other_side_is_what_a_flow_is_about() -> None:
    assert said("对[地名 澳门]出口[数量 2亿元]。")[0][:2] == ("澳门", None)


def test_the_other_side_is_not_carried_into_the_next_sentence() -> None:
    text = "我省对[地名 澳门]出口[数量 2亿元]。工业增长[数量 5%]。"
    assert [s[:2] for s in said(text, "湖南")] == [("湖南", "澳门"), ("湖南", None)]


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("[地名 株洲]产值居全省[数量 第二位]。", ["株洲"]),
        ("全省增长[数量 5%]，高于全国[数量 1个百分点]。", ["湖南", "湖南"]),
        ("[地名 泰国]及[地名 日本]分别录得[数量 一宗]及[数量 两宗]。", ["泰国", "日本"]),
        ("[地名 株洲]等[数量 10个]县区通了高速，全省受益。", ["湖南"]),
        ("[地名 株洲]至[地名 湘潭]铁路通车，全省新增里程[数量 81公里]。", ["湖南"]),
        ("[地名 长沙]这家机械公司投资[数量 3亿元]，年入[数量 2亿元]。", [None, None]),
        ("[地名 日本]全国避难者达[数量 3万人]。", ["日本"]),
        ("[机构 日本政府]公布，[数量 3万人]避难。", ["日本"]),
        ("[机构 海城银行]收入增长[数量 3%]。", [None]),
        (
            "全省用电增长[数量 5%]。[地名 株洲]增长[数量 6%]。工业增长[数量 7%]。",
            ["湖南", "株洲", "湖南"],
        ),
    ],
)
def test_whom_a_figure_is_about(text: str, areas: list[str | None]) -> None:
    assert [s[0] for s in said(text, "湖南")] == areas


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("[时间 去年=2022]进出口[数量 5亿元]，同比增长[数量 6%]。", ["2022", "2022"]),
        ("[时间 去年=2022]进出口[数量 5亿元]。其中出口[数量 3亿元]。", ["2022", "2022"]),
        ("[时间 去年=2022]增长[数量 6%]。目前企业有[数量 8家]。", ["2022", None]),
        (
            "[时间 今年=2023]增长[数量 6%]，比[时间 去年同期=2022]高[数量 1个百分点]。",
            ["2023", "2023"],
        ),
        ("增长[数量 6%]，高于[时间 上年同期=2021]。", ["2022"]),
        ("[时间 近十年来=2013/2023]，共有企业[数量 8家]，占比[数量 两成]。", ["2013/2023", None]),
        (
            "从[时间 2013年=2013]的[数量 6亿元]增长到[时间 2021年=2021]的[数量 9亿元]。",
            ["2013", "2021"],
        ),
        ("比重由[数量 6%]提高到[数量 9%]。", [None, None]),
        ("自[时间 2019年=2019]起，[数量 85个]地方参与。", [None]),
        ("“十四五”时期，年均增长[数量 6%]。", [None]),
        ("增幅为[时间 30年来=1993/2023]最大，达[数量 6%]。", [None]),
        ("[时间 29日=2023-05-29]签约[数量 8项]。累计签约[数量 90项]。", ["2023-05-29", None]),
    ],
)
def test_periods(text: str, periods: list[str | None]) -> None:
    assert [s[2] for s in said(text, "湖南")] == periods


def test_an_annual_rate_holds_for_the_plan_and_not_for_one_year() -> None:
    structure, mentions = article(
        "“十四五”时期，[时间 去年=2022]达[数量 5亿元]，年均增长[数量 6%]。"
    )
    annual = replace(mentions.figures[1], change="annual")
    mentions = replace(mentions, figures=(mentions.figures[0], annual))
    figures = relate_figures(structure, setting("湖南"), mentions)
    assert [f.period for f in figures] == ["2022", "2021/2025"]


def test_no_figures_cost_nothing() -> None:
    structure, mentions = article("全省平稳。")
    assert relate_figures(structure, setting("湖南"), mentions) == ()


def test_seed_page() -> None:
    """The reference page: all its figures with area, counterpart and period."""
    structure, mentions, labels = seed()
    figures = relate_figures(structure, setting("湖南"), mentions)
    got = [(f.text, f.area, f.counterpart, f.period) for f in figures]
    keys = ("text", "area", "counterpart", "period")
    assert got == [tuple(figure[key] for key in keys) for figure in labels["figures"]]
