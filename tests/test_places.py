"""Places: printed forms with their codes, outside the names of other things."""

import pytest

from shilu.mentions.names import find_names
from shilu.model import Setting
from shilu.structure import parse


def places(text: str) -> dict[str, str | None]:
    return {p.name: p.code for p in find_names(parse(text), Setting()).places}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("在湖南省长沙市举行。", {"湖南省": "430000", "长沙市": "430100"}),
        ("在廣東深圳設廠。", {"廣東": "440000", "深圳": "440300"}),
        ("从香港、澳门出发。", {"香港": "810000", "澳门": "820000"}),
        ("自瑞士苏黎世前往法国。", {"瑞士": "CH", "苏黎世": None, "法国": "FR"}),
        ("南韓和紐西蘭表示歡迎。", {"南韓": "KR", "紐西蘭": "NZ"}),
        ("融入粤港澳大湾区、长三角发展。", {"粤港澳大湾区": None, "长三角": None}),
        ("泛珠三角区域合作取得成果。", {"泛珠三角": None}),
        ("在吉林调研。", {"吉林": "220000"}),
        ("辽宁朝阳的粮食。", {"辽宁": "210000", "朝阳": "211300"}),
        ("北京市朝阳区新增项目。", {"北京市": "110000", "朝阳区": "110105"}),
        ("重庆市场需求旺盛。", {"重庆": "500000"}),
        ("前海深港现代服务业合作区建设。", {"前海深港现代服务业合作区": None}),
        ("在北京人民大会堂会见客人。", {"北京": "110000"}),
        ("与苏州园区协同发展。", {"苏州园区": None}),
        ("到金阳新区考察。", {"金阳新区": None}),
        ("贵港市建设码头。", {"贵港市": "450800"}),
    ],
)
def test_places_and_their_codes(text: str, expected: dict[str, str | None]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "湖南大学发布报告。",
        "湖南省省长周宁出席。",
        "出席湖南—港澳融合发展交流会。",
        "印发《粤港澳大湾区发展规划》。",
        "在南京路购物。",
        "朝阳升起，和平鸽飞翔。",
        "促进友谊与合作。",
        "习惯用湘、港两地方言。",
        "坚持中国特色社会主义。",
        "贵港两地合作，贵港贸易额增长。",
        "经过金阳大桥。",
        "在爱丁堡广场集会。",
        "收获真金白银。",
        "帮助发展中国家。",
        "新西兰元兑美元上升。",
    ],
)
def test_what_is_no_place(text: str) -> None:
    assert places(text) == {}


def test_a_name_of_several_places_is_left_open() -> None:
    assert places("鼓楼区新建学校。") == {"鼓楼区": None}
    assert places("南京市鼓楼区新建学校。")["鼓楼区"] == "320106"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("在内蒙古调研。", ["内蒙古"]),
        ("从中国出发，对意大利访问。", ["中国", "意大利"]),
        ("上海浦东新区发布规划。", ["上海", "浦东新区"]),
        ("代表团访问首尔和利马。", ["首尔", "利马"]),
    ],
)
def test_a_word_does_not_swallow_the_first_character_of_a_name(text, expected):
    assert [p.name for p in find_names(parse(text), Setting()).places] == expected
