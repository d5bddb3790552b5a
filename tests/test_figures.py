from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import shilu
from shilu.mentions.figures import find_figures
from shilu.mentions.times import find_times
from shilu.model import Setting
from shilu.structure import parse

SETTING = Setting(published=date(2023, 5, 31))


def figures(text, setting=SETTING):
    structure = parse(text)
    found = find_figures(structure, setting, find_times(structure, setting))
    for f in found:
        assert f.text == text[f.span.start : f.span.end]
    return found


def value(f):
    return (f.low, f.high, f.bound, f.unit)


VALUES = {
    "6000余家": (6000, None, ">", "家"),
    "近6000家": (6000, None, "<", "家"),
    "约300人次": (300, None, "~", "人次"),
    "1,200多所": (1200, None, ">", "所"),
    "５６１．１亿元": (56110000000, None, "=", "CNY"),
    "1.8万亿元": (1800000000000, None, "=", "CNY"),
    "50亿至80亿元": (5000000000, 8000000000, "=", "CNY"),
    "50至80亿元": (5000000000, 8000000000, "=", "CNY"),
    "人民币5000元以上": (5000, None, ">=", "CNY"),
    "3000万港元": (30000000, None, "=", "HKD"),
    "HK$500": (500, None, "=", "HKD"),
    "两三吨": (2, 3, "=", "吨"),
    "3至5家": (3, 5, "=", "家"),
    "十几项": (10, None, ">", "项"),
    "数亿元": (100000000, None, "~", "CNY"),
    "上千家": (1000, None, ">=", "家"),
    "近百名": (100, None, "<", "名"),
    "百余名": (100, None, ">", "名"),
    "67%左右": (67, None, "~", "%"),
    "5%至6%": (5, 6, "=", "%"),
    "5-6%": (5, 6, "=", "%"),
    "百分之三点五": (3.5, None, "=", "%"),
    "七成": (70, None, "=", "%"),
    "两成三": (23, None, "=", "%"),
    "五成半": (55, None, "=", "%"),
    "八成多": (80, None, ">", "%"),
    "1.8个百分点": (1.8, None, "=", "pp"),
    "三分之一": (0.3333, None, "=", ""),
    "3.2‰": (3.2, None, "=", "‰"),
    "2.5:1": (2.5, None, "=", "倍"),
    "翻一番": (2, None, "=", "倍"),
    "翻两番": (4, None, "=", "倍"),
    "300多万吨": (3000000, None, ">", "吨"),
    "16.9万吨/日": (169000, None, "=", "吨/日"),
    "20微克/立方米": (20, None, "=", "微克/立方米"),
    "3亿千瓦时": (300000000, None, "=", "千瓦时"),
    "50千瓦": (50, None, "=", "千瓦"),
    "不少于12个": (12, None, ">=", "个"),
    "不超过30天次": None,
    "40度以上": (40, None, ">=", "度"),
    "零下5摄氏度": (-5, None, "=", "摄氏度"),
    "1500万": (15000000, None, "=", ""),
    "两宗": (2, None, "=", "宗"),
    "3个亿": (300000000, None, "=", ""),
    "3元5角": (3.5, None, "=", "CNY"),
    "约有300人": (300, None, "~", "人"),
    "破百万人次": (1000000, None, ">", "人次"),
    "11省市": (11, None, "=", "省市"),
    "1，200家": (1200, None, "=", "家"),
    "壹佰贰拾万元": (1200000, None, "=", "CNY"),
    "叁仟肆佰元": (3400, None, "=", "CNY"),
    "7佰日元": (700, None, "=", "JPY"),
    "63万元人民币": (630000, None, "=", "CNY"),
    "800元澳门币": (800, None, "=", "MOP"),
    "人民币3.14": (3.14, None, "=", "CNY"),
    "50万元（含）以上": (500000, None, ">=", "CNY"),
    "1万（含）至5万元": (10000, 50000, "=", "CNY"),
    "最少60吨": (60, None, ">=", "吨"),
    "一万一千伏": (11000, None, "=", "伏"),
    "两至三百吨": (200, 300, "=", "吨"),
    "一吨半": (1.5, None, "=", "吨"),
    "3斤5两": (3.5, None, "=", "斤"),
    "约摄氏31度": (31, None, "~", "摄氏度"),
    "15°C": (15, None, "=", "°C"),
    "百万分之五": (5e-06, None, "=", ""),
    "廿五公里": (25, None, "=", "公里"),
    "负 12.5℃": (-12.5, None, "=", "℃"),
}

NONE = [
    "5A级景区，30万吨级码头",
    "第三次会议，第一书记，第104届，第一时间",
    "三年，六个月，近20分钟，两个多小时，10个工作日",
    "移动5G，PM2.5，A4纸，C919，G20",
    "一个项目，一次会议，一些人，一步",
    "一带一路，“三高四新”，“9+2”，四个意识，两个维护",
    "两国三地双方，三农，四川，六安，百度",
    "国发〔2023〕5号，许可证0106168，12345热线",
    "十分重要，万一，千家万户，百姓",
    "神舟十五号，3号楼，二期工程，三级医院",
    "每百人，每3个",
    "把安全放在首位，创造多项第一",
    "签订合约，附近，节约用水",
    "数间，几个，三个月",
    "一人一策",
    "北纬38度线，东经120度",
    "省第十届人大四次会议",
    "他是唯一一个候选人",
    "违反第9及10条",
    "主队以3：1取胜，警报四起，四处寻找",
]


@pytest.mark.parametrize(("text", "meant"), [(k, v) for k, v in VALUES.items() if v])
def test_value(text, meant):
    (figure,) = figures(f"总量为{text}。")
    assert (figure.text, value(figure)) == (text, meant)


@pytest.mark.parametrize("text", NONE)
def test_only_like_a_figure(text):
    assert [f.text for f in figures(text)] == []


@pytest.mark.parametrize(
    ("text", "rank", "low", "bound"),
    [
        ("成为本省第二大贸易伙伴", "第二大", 2, "="),
        ("产量居全国第3位。", "第3位", 3, "="),
        ("规模保持全国第一，", "第一", 1, "="),
        ("覆盖率居各省区首位。", "首位", 1, "="),
        ("水质进入全国前十，", "前十", 10, "<="),
    ],
)
def test_rank(text, rank, low, bound):
    (figure,) = figures(text)
    assert (figure.text, value(figure)) == (rank, (low, None, bound, "rank"))


@pytest.mark.parametrize(
    ("area", "unit"), [("香港", "HKD"), ("澳门", "MOP"), ("湖南", "CNY"), (None, "CNY")]
)
def test_yuan_is_the_page_s_own(area, unit):
    text = "補助五百元，合人民幣四百元，成本約人民幣九千元、造價六萬元人民幣。"
    assert [f.unit for f in figures(text, Setting(area=area))] == [unit, "CNY", "CNY", "CNY"]


def test_a_list_shares_its_last_unit():
    assert [f.unit for f in figures("规模为7万亿、8万亿和9万亿元。")] == ["CNY"] * 3


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("分别提高0.6和0.7个百分点。", [(0.6, None), (0.7, None)]),
        ("产量为3.5和4.2万吨。", [(35000, None), (42000, None)]),
        ("有4、5名家长求助。", [(4, 5)]),
        ("增设40、50个车位。", [(40, 50)]),
    ],
)
def test_numbers_of_a_list(text, values):
    assert [(f.low, f.high) for f in figures(text)] == values


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("投资2?0亿元。", "2?0亿元"),
        ("共?5家。", "?5家"),
        ("增长5.?%。", "5.?%"),
        ("拨款5万?元。", "5万?元"),
        ("超过三?万吨。", "超过三?万吨"),
    ],
)
def test_a_number_that_lost_a_digit_is_seen_and_not_read(text, printed):
    text, printed = (s.replace("?", "\N{REPLACEMENT CHARACTER}") for s in (text, printed))
    (figure,) = figures(text)
    assert (figure.text, figure.low) == (printed, None)


def test_units_are_as_printed():
    assert [f.unit for f in figures("共有3個項目、兩輛車和5萬噸貨物。")] == ["個", "輛", "噸"]


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("出口同比增长5%，环比下降1.2%。", [(5, "yoy"), (-1.2, "mom")]),
        ("投资增长7.7%，高于全国1.8个百分点。", [(7.7, "unstated"), (1.8, None)]),
        ("产值分别增长23.7%、16.5%。", [(23.7, "unstated"), (16.5, "unstated")]),
        ("进出口年均增长超过10%。", [(10, "annual")]),
        ("客流比2019年增长近三成。", [(30, "cumulative")]),
        ("价格较上月回落0.3个百分点。", [(-0.3, "mom")]),
        ("覆盖率提高到97%，新增就业5万人。", [(97, None), (50000, None)]),
        ("旅客比去年同期增加12.7%。", [(12.7, "yoy")]),
        ("产能比2010年翻一番。", [(2, "cumulative")]),
        ("与去年同期相比，出口增长5%。", [(5, "yoy")]),
        ("出口錄得12.2%的實質升幅。", [(12.2, "unstated")]),
        ("增速分别为-6.5%、0.2%。", [(-6.5, "unstated"), (0.2, "unstated")]),
        ("數量從59件增長到141件。", [(59, None), (141, None)]),
        ("對工業增長貢獻超50%。", [(50, None)]),
    ],
)
def test_change(text, changes):
    assert [(f.low, f.change) for f in figures(text)] == changes


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("全市生产总值增长5.8%，增速居全国第2位。", ["全市生产总值", "全市生产总值增速"]),
        ("共有6000余家外资企业落户。", ["外资企业"]),
        ("完成造林绿化1105万亩、森林抚育90万亩。", ["造林绿化", "森林抚育"]),
        ("外贸进出口增长8%，总额突破800亿元。", ["外贸进出口", "外贸进出口总额"]),
        ("普及率从45.8%提升至77.3%。", ["普及率", "普及率"]),
        ("发放贷款贴息资金5000万元。", ["贷款贴息资金"]),
        ("成为本省第二大贸易伙伴。", ["贸易伙伴"]),
        ("制造业投资30亿元、服务业投资20亿元，分别增长6%、3%。", ["制造业投资", "服务业投资"] * 2),
        ("快递收入和包裹数量分别完成8亿元和3万件。", ["快递收入", "包裹数量"]),
        ("总产值迈上14万亿元新台阶、居全国首位。", ["总产值", "总产值"]),
        ("占全国的份额比去年同期提升0.1个百分点。", ["占全国的份额"]),
        ("住宅售價今年首季回升2%。", ["住宅售價"]),
        ("300元。", [None]),
        ("300多家企业参与农产品展销。", ["企业"]),
        ("60位贵宾应邀参加。", ["贵宾"]),
        ("由50余人组成的经贸代表团访问青禾。", ["经贸代表团"]),
        ("30多个国家和地区的客商签约。", ["国家和地区"]),
        ("三名选手的成绩同为9秒。", ["选手"]),
        ("三辆载有货物的卡车抵达。", ["卡车"]),
        ("共有约550人参加。", [None]),
        ("事故造成3人受伤。", ["受伤"]),
        ("建成区绿化覆盖率达45%。", ["建成区绿化覆盖率"]),
        ("客运量目前已恢复到九成左右。", ["客运量"]),
        ("当日转为确诊病例6例。", ["确诊病例"]),
        ("对进口汽车征收25%关税。", ["关税"]),
        ("投资额占全市对外投资的30%。", ["占全市对外投资"]),
        ("新建小学12个、幼儿园5所。", ["小学", "幼儿园"]),
        ("他每月能领到800元的补贴。", ["补贴"]),
        ("工人代表有30名，占9%，比上届大会时提高2个百分点。", ["工人代表"] * 3),
        ("这是全市第一个年产值100亿元的园区。", ["年产值"]),
        ("全市目前儿童病例累计5万例。", ["儿童病例"]),
        ("全县预计粮食总产量增长3%。", ["粮食总产量"]),
        ("张青失误打出8.9环。", [None]),
        ("覆盖12家公立医院。", ["公立医院"]),
        ("全市旅客流动量预计超5万人次。", ["全市旅客流动量"]),
        ("捐出五百本书。", ["书"]),
        ("一头牛价值300元。", ["牛价值"]),
        ("由原来的9%提高到12%。", [None, None]),
        ("邀请1700余名各界代表参加。", ["各界代表"]),
        ("指数较早时报5000点。", ["指数"]),
        ("一家五口住在山上。", [None]),
    ],
)
def test_measure(text, measures):
    assert [f.measure for f in figures(text)] == measures


@pytest.mark.parametrize(
    "text",
    [
        "他随即对河岸投放30吨。",
        "队员三次赶赴山区救援。",
        "两次举行义卖活动。",
        "水库沿岸2公里内不得建房。",
        "从各组看，达8吨。",
        "早盘收市　指数高收1%",
        "被告王五（39岁）报称商人。",
    ],
)
def test_what_is_no_noun_phrase_is_no_measure(text):
    assert [f.measure for f in figures(text)] == [None]


def test_numbers_are_json_numbers():
    low = [f.low for f in figures("共5万家，占5.10%。")]
    assert low == [50000, 5.1]
    assert [type(n) for n in low] == [int, float]


@given(st.integers(3, 10**9), st.sampled_from(["家", "人次", "公里", "吨", "件"]))
def test_any_count_reads_back(n, unit):
    (figure,) = figures(f"总数达{n}{unit}。")
    assert value(figure) == (n, None, "=", unit)


@pytest.mark.parametrize(
    "hostile", ["1" * 30000, "一" * 30000, "1个" * 3000, "增长" * 9000, "至5%" * 3000]
)
def test_hostile_text_ends(hostile):
    figures(hostile)


@pytest.mark.parametrize("text", ["约80万吨", "134.8亿元", "40%以上", "6000余家"])
def test_a_figure_that_ends_a_text_ends_with_it(text):
    (found,) = find_figures(parse(text), Setting(), ())
    assert found.span == (0, len(text))


def misread(text, lost):
    """`text` as a server gives it that takes UTF-8 for Latin-1 and loses a byte of `lost`."""
    at = len(text[: text.index(lost)].encode()) + 1
    received = text.encode()
    return (received[:at] + b"?" + received[at + 1 :]).decode("latin-1")


@pytest.mark.parametrize(
    ("lost", "lows", "days"),
    [
        ("总", [48650000000, 6.2, 1200], ["2023-05-31", "2023-05-29", "2022"]),
        ("亿", [None, 6.2, 1200], ["2023-05-31", "2023-05-29", "2022"]),
        ("家", [48650000000, 6.2], ["2023-05-31", "2023-05-29", "2022"]),
        ("去", [48650000000, 6.2, 1200], ["2023-05-31", "2023-05-29"]),
    ],
)
def test_a_lost_byte_takes_the_value_it_touches_and_no_other(lost, lows, days):
    text = (
        "青江日报2023年5月31日讯：会议于5月29日举行，介绍全市经济社会发展情况。"
        "去年全市生产总值486.5亿元，同比增长6.2%。企业达1200家。\n"
    )
    record = shilu.read(misread(text, lost), "2023-05-31")
    assert [f.low for f in record.figures] == lows
    assert all((f.low is None) == (f.doubtful is True) for f in record.figures)
    assert [t.edtf for t in record.times if t.edtf] == days
