"""What a figure says: whom and when it is about, what it is held against, who states it."""

import pytest
from marked import article, seed, setting
from msgspec import UNSET
from msgspec.structs import replace

from shilu.facts.areas import common_name, find_areas
from shilu.facts.relations import relate_figures
from shilu.facts.surroundings import telling
from shilu.model import Change, Figure, Statement
from shilu.text import Span


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


@pytest.mark.parametrize(
    ("text", "area", "counterpart"),
    [
        ("共有[数量 900家]港资企业在湘投资。", "湖南", "香港"),
        ("湘港两地企业签署[数量 18个]项目。", "湖南", "香港"),
        ("深港跨境货运量[数量 3万吨]。", "深圳", "香港"),
        ("我国对[数量 第一大]贸易伙伴东盟进出口[数量 3亿元]。", "中国", "东盟"),
        ("[地名 泰國]將對[地名 日本]部分商品徵[数量 25%]關稅。", "泰国", "日本"),
        ("[地名 內地]駐港公司達[数量 80間]。", "香港", "内地"),
    ],
)
def test_short_forms_and_flows(text: str, area: str, counterpart: str) -> None:
    assert said(text, "湖南")[0][:2] == (area, counterpart)


def test_flows_to_several_are_dealt_out() -> None:
    text = "全省对[地名 泰国]、[地名 日本]分别出口[数量 2亿元]和[数量 3亿元]。"
    assert [s[:2] for s in said(text, "湖南")] == [("湖南", "泰国"), ("湖南", "日本")]


def test_a_dateline_is_no_opening() -> None:
    text = "海城社消息：[职务 泰国总理]说，[数量 3人]死亡。"
    assert said(text, "中国")[0][0] == "泰国"


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("[职务 泰国总理]说，[数量 3人]死亡。", "泰国"),
        ("[机构 江西省公安厅]推出[数量 50项]措施。", "江西"),
        ("[机构 国家统计局]公布，增长[数量 5%]。", "中国"),
        ("[地名 长沙]等地[数量 约300人]出席开幕式。", None),
        ("全球需求增长[数量 2%]。", "全球"),
    ],
)
def test_whose_a_figure_is_in_a_national_paper(text: str, area: str | None) -> None:
    assert said(text, "中国")[0][0] == area


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        (
            "[时间 1月=2023-01]、[时间 2月=2023-02]分别进口[数量 2亿元]和[数量 3亿元]。",
            ["2023-01", "2023-02"],
        ),
        ("[时间 1月=2023-01]进口[数量 2亿元]。\n同期，出口[数量 3亿元]。", ["2023-01"] * 2),
        ("[时间 29日=2023-05-29]发布的报告显示，增长[数量 6%]。", [None]),
        ("继[时间 9日=2023-05-09]开会之后，签约[数量 8项]。", [None]),
        ("“十三五”时期，从[数量 5亿元]提升至[数量 8亿元]。", [None, "2020"]),
    ],
)
def test_periods_shared_and_left_out(text: str, periods: list[str | None]) -> None:
    assert [s[2] for s in said(text, "湖南")] == periods


@pytest.mark.parametrize(
    ("over", "area", "counterpart"),
    [("主要贸易伙伴", "湖南", "泰国"), ("各地出口", "泰国", None)],
)
def test_a_row_of_a_table_goes_on_with_what_stands_over_it(
    over: str, area: str, counterpart: str | None
) -> None:
    text = (
        f"[时间 一季度=2023-01/2023-03]，全省{over}情况如下：\n国家\t进出口\n"
        "[地名 泰国]\t[数量 2亿元]"
    )
    assert said(text, "湖南") == [(area, counterpart, "2023-01/2023-03")]


def growing(text: str, change: Change, **of: object) -> Figure:
    """The last figure of a text, a growth, as it is related; `of` is set on all its figures."""
    structure, mentions = article(text)
    *levels, last = (replace(f, **of) for f in mentions.figures)
    mentions = replace(
        mentions, figures=(*levels, replace(last, change=change, unit="%", bound="="))
    )
    return relate_figures(structure, setting("湖南"), mentions)[-1]


@pytest.mark.parametrize(
    ("text", "change", "level", "base"),
    [
        ("[时间 去年=2022]进口[数量 2亿元]，同比增长[数量 6%]。", "yoy", 0, "2021"),
        ("[时间 3月=2023-03]进口[数量 2亿元]，环比增长[数量 6%]。", "mom", 0, "2023-02"),
        ("進口[数量 2億元]，比[时间 2019年=2019]增長[数量 6%]。", "cumulative", 0, "2019"),
        ("进口增长[数量 6%]。", "unstated", None, None),
        ("进口[数量 2亿元]。[时间 去年=2022]同比增长[数量 6%]。", "yoy", None, "2021"),
    ],
)
def test_what_grows_and_since_when(
    text: str, change: Change, level: int | None, base: str | None
) -> None:
    figure = growing(text, change, measure="进口")
    assert (figure.level, figure.base) == (level, base)


def test_a_growth_is_of_the_level_that_is_stated_as_it_is() -> None:
    structure, mentions = article("达到[数量 51%]，首次超过[数量 50%]，同比提高[数量 3个百分点]。")
    a, b, growth = (replace(f, measure="产业化率", unit="%") for f in mentions.figures)
    figures = (a, replace(b, bound=">"), replace(growth, unit="pp", change="yoy"))
    found = relate_figures(structure, setting(), replace(mentions, figures=figures))
    assert found[2].level == 0


@pytest.mark.parametrize(
    ("text", "unit", "field", "words"),
    [
        ("港企占全省外资的[数量 67%]。", "%", "of", "全省外资"),
        ("港企佔全省外資的比重達[数量 67%]。", "%", "of", "全省外資"),
        ("制造业在全部项目中占[数量 六成]。", "%", "of", "全部项目"),
        ("其中制造业占[数量 六成]。", "%", "of", None),
        ("失业率为[数量 5%]。", "%", "of", UNSET),
        ("产值居全国[数量 第8位]。", "rank", "among", "全国"),
        ("[地名 香港]是湖南[数量 第二大]贸易伙伴。", "rank", "among", "湖南"),
        ("名列[数量 第三]。", "rank", "among", None),
    ],
)
def test_shares_and_ranks(text: str, unit: str, field: str, words: object) -> None:
    structure, mentions = article(text)
    mentions = replace(mentions, figures=tuple(replace(f, unit=unit) for f in mentions.figures))
    assert getattr(relate_figures(structure, setting("湖南"), mentions)[0], field) == words


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("据[机构 云山海关]统计，进口[数量 2亿元]。", "云山海关"),
        ("海關統計顯示，進口[数量 2億元]。", "海關"),
        ("记者从[机构 云山商务厅]获悉，进口[数量 2亿元]。", "云山商务厅"),
        ("进口[数量 2亿元]。", UNSET),
        ("据[机构 云山海关]统计，进口下降。出口[数量 2亿元]。", UNSET),
    ],
)
def test_who_states_a_figure(text: str, by: object) -> None:
    structure, mentions = article(text)
    assert relate_figures(structure, setting("湖南"), mentions)[0].stated_by == by


def test_who_speaks_states_the_figures_in_their_words() -> None:
    structure, mentions = article("李明说，进口[数量 2亿元]。出口[数量 3亿元]。")
    said_span = Span(4, structure.text.index("。"))
    words = structure.text[slice(*said_span)]
    statement = Statement(
        text=words, span=said_span, rule="test", speaker="李明", cue="说", mode="indirect"
    )
    figures = relate_figures(structure, setting(), mentions, [statement])
    assert [f.stated_by for f in figures] == ["李明", UNSET]


@pytest.mark.parametrize(
    ("text", "inferred"),
    [
        ("[时间 去年=2022][地名 湖南]进口[数量 2亿元]。", UNSET),
        ("[时间 去年=2022]全省进口[数量 2亿元]。", ("area",)),
        ("[时间 去年=2022]对港出口[数量 2亿元]。", ("area",)),
        ("[时间 去年=2022]全省平稳。其中出口[数量 2亿元]。", ("area", "period")),
        ("“十四五”时期，[地名 湖南]年均建设[数量 2公里]。", UNSET),
    ],
)
def test_what_the_sentence_does_not_print_is_inferred(text: str, inferred: object) -> None:
    structure, mentions = article(text)
    assert relate_figures(structure, setting("湖南"), mentions)[0].inferred == inferred


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("没有数字。\n先说。[数量 3亿元]。后说。", ["先说。", "3亿元。"]),
        ("不读。\n先说。\n——甲类。\n——乙类[数量 3项]。", ["先说。", "——甲类。", "——乙类3项。"]),
        ("先说。\n\t甲\t[数量 3项]\n后说。", ["先说。", "甲\t3项"]),
    ],
)
def test_only_the_sentences_that_figures_lean_on_are_read(text: str, read: list[str]) -> None:
    structure, mentions = article(text)
    standing = ((f, structure.sentence_at(f.span.start)) for f in mentions.figures)
    sentences = telling(structure, standing)
    assert [structure.text[slice(*s.span)] for s in sentences] == read
