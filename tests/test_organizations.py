"""Organisations: proper names, their left bounds, their forms."""

import pytest

from shilu.mentions.names import find_names
from shilu.model import Setting
from shilu.structure import parse


def bodies(text: str) -> list[str]:
    return [o.name for o in find_names(parse(text), Setting()).organizations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("走访玉江集团、九岭仓集团等知名企业。", ["玉江集团", "九岭仓集团"]),
        ("按照国务院部署推进。", ["国务院"]),
        ("中国外交部发表声明。", ["中国外交部"]),
        ("他到武汉银潭医院看望患者。", ["武汉银潭医院"]),
        ("法国政府表示欢迎。", ["法国政府"]),
        ("参观东江纵队纪念馆。", ["东江纵队纪念馆"]),
        ("厦门海关监控指挥中心投入使用。", ["厦门海关监控指挥中心"]),
        ("世界钢琴理事会发布报告。", ["世界钢琴理事会"]),
        ("教育部会同财政部印发通知。", ["教育部", "财政部"]),
        ("国际评级机构穆华公司发布报告。", ["穆华公司"]),
        ("据《湖南日报》报道。", ["湖南日报"]),
        ("珠海市政协机关、江门市蓬江区政协机关。", ["珠海市政协", "江门市蓬江区政协"]),
        ("停靠在釜山港的船。", ["釜山港"]),
        ("受国务院委托作说明。", ["国务院"]),
        ("先到驻武汉办探望同事。", ["驻武汉办"]),
        ("助力玉江公司发展，标志着玉江公司成长。", ["玉江公司"]),
        ("计划设代表处，台湾驻法国代表处挂牌。", ["台湾驻法国代表处"]),
        ("自治区国资委监管企业增长。", ["自治区国资委"]),
    ],
)
def test_names_of_organisations(text: str, expected: list[str]) -> None:
    assert bodies(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "知名企业和有关部门参加。",
        "湖南长沙一家工程机械公司投产。",
        "他在广州医院看病。",
        "巩固香港国际金融中心地位。",
        "香港中联办副主任周宁参加。",
        "十三届全国人大常委会第三次会议举行。",
        "审议《国务院组织条例》。",
        "两国政府表示欢迎。",
        "法国德国政府间会议。",
        "赶回家送孩子上幼儿园。",
        "把更多博物馆建好。",
        "巩固香港国际金融中心。",
        "中共二十届三中全会召开。",
        "湖南省政协常委李海明。",
        "出席上海合作组织成员国元首理事会会议。",
    ],
)
def test_what_names_no_organisation(text: str) -> None:
    assert bodies(text) == []


def test_short_forms_belong_to_the_fullest() -> None:
    text = "香港特别行政区政府公布计划。特区政府说，将设立办公室。"
    (body,) = find_names(parse(text), Setting()).organizations
    assert [m.text for m in body.mentions] == ["香港特别行政区政府", "特区政府"]


def test_names_are_given_as_printed() -> None:
    assert bodies("浙江省衞生健康委員會通報。") == ["浙江省衞生健康委員會"]
