from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shilu.mentions.times import find_times
from shilu.model import Setting
from shilu.structure import parse

PUBLISHED = date(2023, 5, 31)  # a Wednesday


def times(text, published=PUBLISHED):
    found = find_times(parse(text), Setting(published=published))
    for t in found:
        assert t.text == text[t.span.start : t.span.end]
    return [(t.text, t.edtf) for t in found]


ALONE = {
    "2023年5月29日": "2023-05-29",
    "二〇二三年五月二十九日": "2023-05-29",
    "２０２３年５月２９日": "2023-05-29",
    "2023 年 5 月 29 日": "2023-05-29",
    "2023-05-29 09:26": "2023-05-29",
    "2023/5/29": "2023-05-29",
    "5月29日": "2023-05-29",
    "5月29日上午10时30分": "2023-05-29",
    "2022年底": "2022-12",
    "2022年初": "2022-01",
    "去年": "2022",
    "去年年底": "2022-12",
    "今年上半年": "2023-01/2023-06",
    "前三季度": "2023-01/2023-09",
    "2023年第一季度": "2023-01/2023-03",
    "今年前4个月": "2023-01/2023-04",
    "首四個月": "2023-01/2023-04",
    "本月中旬": "2023-05-11/2023-05-20",
    "上月": "2023-04",
    "4月底": "2023-04",
    "12月份": "2022-12",
    "今年夏季": "2023-06/2023-08",
    "今春": "2023-03/2023-05",
    "昨日": "2023-05-30",
    "昨天下午": "2023-05-30",
    "今晚": "2023-05-31",
    "前晚": "2023-05-29",
    "今明两天": "2023-05-31/2023-06-01",
    "周一": "2023-05-29",
    "上周四": "2023-05-25",
    "下週五": "2023-06-09",
    "星期三": "2023-05-31",
    "本周": "2023-05-29/2023-06-04",
    "上个世纪60年代初": "1960/1963",
    "20世纪八十年代": "198X",
    "上世纪六七十年代": "1960/1979",
    "90年代末": "1997/1999",
    "19世纪": "18XX",
    "近40年来": "1983/2023",
    "两年来": "2021/2023",
    "六年前": "2017",
    "三个月前": "2023-02",
    "未来两年": "2023/2025",
    "过去五天": "2023-05-26/2023-05-30",
    "今年以来": "2023-01-01/2023-05-31",
    "5月17日以来": "2023-05-17/2023-05-31",
    "2012年以来": "2012/2023",
    "去年同期": "2022",
    "2022-23年度": "2022/2023",
    "2021年度": "2021",
    "年内": "2023",
    "上季度": "2023-01/2023-03",
    "二季度末": "2023-06",
    "今明两年": "2023/2024",
    "09年5月": "2009-05",
    "下周周六": "2023-06-10",
    "27号晚上": "2023-05-27",
    "两天之前": "2023-05-29",
    "年底": "2023-12",
    "98年三季度": "1998-07/1998-09",
    "05年": "2005",
    "2022年伊始": "2022-01",
    "去年四季度初": "2022-10",
    "2020年首月": "2020-01",
    "2021年后两个月": "2021-11/2021-12",
    "2021年的第三个月": "2021-03",
    "2022年前半年": "2022-01/2022-06",
    "5月第二周": "2023-05-08/2023-05-14",
    "4月的最后一个星期五": "2023-04-28",
    "今年第十周": "2023-03-06/2023-03-12",
    "上月最后三天": "2023-04-28/2023-04-30",
    "5月前20天": "2023-05-01/2023-05-20",
    "2022年第一天": "2022-01-01",
    "下半月": "2023-05-16/2023-05-31",
    "当月": "2023-05",
    "上上個月8號": "2023-03-08",
    "下下周一": "2023-06-12",
    "今個星期四": "2023-06-01",
    "這個禮拜": "2023-05-29/2023-06-04",
    "兩個禮拜前": "2023-05-17",
    "三日之前": "2023-05-28",
    "2月29日": "2020-02-29",
    "5月29日下午两点至四点": "2023-05-29",
}

RANGES = {
    "5月29日至30日": "2023-05-29/2023-05-30",
    "5月29日至6月2日": "2023-05-29/2023-06-02",
    "21日至23日": "2023-05-21/2023-05-23",
    "3日-5日": "2023-05-03/2023-05-05",
    "1至4月": "2023-01/2023-04",
    "1-10月": "2023-01/2023-10",
    "3、4月": "2023-03/2023-04",
    "2018—2022年": "2018/2022",
    "2018年至2022年": "2018/2022",
    "2022年11月至2023年2月": "2022-11/2023-02",
    "2022年11月至2月": "2022-11/2023-02",
    "12月28日至1月3日": "2022-12-28/2023-01-03",
    "周一至周三": "2023-05-29/2023-05-31",
    "2019年至今": "2019/2023",
    "2019年到现在": "2019/2023",
    "2019-05-29至2020-01-12": "2019-05-29/2020-01-12",
    "2023/3/10-2023/4/2": "2023-03-10/2023-04-02",
    "上周五至5月30日": "2023-05-26/2023-05-30",
    "2017年与2019年之间": "2017/2019",
    "昨天上午九点到明天下午三点": "2023-05-30/2023-06-01",
}

NONE = [
    "移动5G",
    "比分2.5:1",
    "第104届展会",
    "进出口561.1亿元",
    "目前、近日、近年来、未来",
    "连续4年，六个月，两天",
    "“十四五”时期，春节假期",
    "每年5月15日，每周一",
    "农历八月十五日",
    "《2030年行动方案》",
    "世界粮食论坛2017年年会",
    "1500年历史，五千年文明，几十年来",
    "经过近十年的建设，关押了近十年",
    "三日内，七日游，近日，生日",
    "神舟十五号，5号线，一号文件",
    "九龙治水，四川，三亚，百年老店",
    "同日本举行会谈，目前日均，此前日本",
    "愿同日方合作，《山海》第二季播出，5日4夜行程，东望路 18-20号楼",
    "如今年轻人，说明年轻人，过去年代",
]


@pytest.mark.parametrize(("text", "value"), (ALONE | RANGES).items())
def test_value(text, value):
    assert times(f"{text}，全市开工。") == [(text, value)]


@pytest.mark.parametrize("text", NONE)
def test_only_like_a_time(text):
    assert times(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "3月2日，代表团抵达。当天下午，双方会谈。次日离开。",
            ["2023-03-02", "2023-03-02", "2023-03-03"],
        ),
        ("2022年3月签约，5月开工。", ["2022-03", "2022-05"]),
        ("截至4月底，比去年同期增长5%。", ["2023-04", "2022-04"]),
        ("一季度增长5%，比去年同期快1个百分点。", ["2023-01/2023-03", "2022-01/2022-03"]),
        ("下周将举行会议，论坛定于6月5日开幕。", ["2023-06-05/2023-06-11", "2023-06-05"]),
        ("在2040年前达标。", ["2040"]),
        ("周日（28日）上午", ["2023-05-28"]),
        ("5月28日（星期日）", ["2023-05-28"]),
        ("5月28日，星期日，天气晴。", ["2023-05-28"]),
        ("2020年10月启用，这一年接待八万人次。", ["2020-10", "2020"]),
        ("昨天（30日）", ["2023-05-30"]),
        ("被告今（31日）出庭。", ["2023-05-31"]),
        ("截至今晚6点，搜救仍在进行，至今天气良好。", ["2023-05-31"]),
        ("会议将于周五举行。", ["2023-06-02"]),
    ],
)
def test_in_context(text, values):
    assert [value for _, value in times(text)] == values


def test_last_year_may_be_what_is_passed():
    assert times("产量已超过去年全年。") == [("去年全年", "2022")]
    assert times("那是过去年代的事。") == []


def test_a_report_of_spring_is_on_the_year_before():
    text = "顺利完成全年任务，高于上年同期。"
    assert times(text, date(2026, 2, 7)) == [("全年", "2025"), ("上年同期", "2024")]


def test_an_undated_page_gives_what_stands_alone():
    text = "2021年3月5日，昨日，去年，3月，周一。"
    assert [v for _, v in times(text, None)] == ["2021-03-05", None, None, "2021-03", None]


@given(st.dates(date(1950, 1, 1), date(2060, 1, 1)), st.dates(date(1990, 1, 1), date(2050, 1, 1)))
def test_a_full_date_reads_back_on_any_day(day, published):
    for printed in (f"{day.year}年{day.month}月{day.day}日", day.isoformat()):
        assert times(printed, published) == [(printed, day.isoformat())]


@given(st.dates(date(1990, 1, 1), date(2050, 1, 1)), st.integers(0, 150))
def test_a_bare_date_of_the_last_months_reads_back(published, back):
    day = published - timedelta(days=back)
    if day.year == published.year or (date(published.year, 12, 31) - published).days > 200:
        assert times(f"{day.month}月{day.day}日", published)[0][1] == day.isoformat()


def test_both_scripts_agree():
    simplified = [v for _, v in times("去年4月29日，上周一，近两个月来，九十年代")]
    assert simplified == [v for _, v in times("去年4月29日，上週一，近兩個月來，九十年代")]


@pytest.mark.parametrize(
    "hostile", ["1" * 30000, "一" * 30000, "1月" * 9000, "至1" * 9000, "年" * 30000]
)
def test_hostile_text_ends(hostile):
    times(hostile)


@pytest.mark.parametrize("text", ["5月2?日", "20?3年5月29日", "?月29日", "?年5月3日", "二〇二?年"])
def test_a_time_that_lost_a_digit_is_seen_and_not_read(text):
    text = text.replace("?", "\N{REPLACEMENT CHARACTER}")
    structure = parse(f"会议于{text}举行。")
    (time,) = find_times(structure, Setting(published=date(2023, 5, 31)))
    assert (time.text, time.edtf) == (text, None)


@pytest.mark.parametrize(
    ("text", "leaned"),
    [
        ("2021年3月5日，二〇二〇年，上世纪八十年代初。", ["alone", "alone", "published"]),
        ("2019年5月至7月，1998年三季度。", ["alone", "alone"]),
        ("5月29日，去年，今年以来，上周一，近三年来。", ["published"] * 5),
        ("2021年3月签约，5月开工，次年完工。", ["alone", "text", "text"]),
        ("2020年3月5日，当天下午。", ["alone", "text"]),
    ],
)
def test_a_time_says_what_its_value_leans_on(text, leaned):
    found = find_times(parse(text), Setting(published=PUBLISHED))
    assert [t.resolved_from or "alone" for t in found if t.edtf][: len(leaned)] == leaned


def test_on_an_undated_page_nothing_leans_on_the_day_of_publication():
    found = find_times(parse("2021年3月5日签约，5月开工，去年。"), Setting())
    assert [(t.edtf, t.resolved_from or None) for t in found] == [
        ("2021-03-05", None),
        ("2021-05", "text"),
        (None, None),
    ]
