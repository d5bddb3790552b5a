"""Places: printed forms with their codes, outside the names of other things."""

import pytest

import shilu
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("德拉省南部遭遇洪水。", ["德拉省"]),
        ("日本宫崎县发生地震。", ["日本", "宫崎县"]),
        ("走訪台北市與臺灣高雄市。", ["台北市", "臺灣", "高雄市"]),
        ("来自岳阳、黄桶、怀化等地的代表。", ["岳阳", "黄桶", "怀化"]),
        ("美國、瓦坎達、法國等國的代表。", ["美國", "瓦坎達", "法國"]),
        ("在香港中西區和油尖旺區視察。", ["香港", "中西區", "油尖旺區"]),
        ("澳門花地瑪堂區的居民。", ["澳門", "花地瑪堂區"]),
        ("河套深港科技创新合作区香港园区开园。", ["河套深港科技创新合作区香港园区"]),
        ("建设上海自贸试验区。", ["上海自贸试验区"]),
        ("新中国成立以来。", []),
        ("尖東及西營盤設有分店。", ["尖東", "西營盤"]),
        ("尖东及西营盘设有分店。", ["尖东", "西营盘"]),
        ("蘇格蘭和威爾斯投票，蘇聯已解體。", ["蘇格蘭", "威爾斯", "蘇聯"]),
        ("苏格兰和威尔士投票，苏联已解体。", ["苏格兰", "威尔士", "苏联"]),
        ("天津塘沽和汉沽正在建设。", ["天津", "塘沽", "汉沽"]),
        ("我国中东部地区降温。", []),
        ("亚洲花样滑冰公开赛在北京举行。", ["北京"]),
        ("亞洲花樣滑冰公開賽在北京舉行。", ["北京"]),
        ("首府沃塔马拉城积水，洪水逼近维克洛夫斯克市。", ["沃塔马拉城", "维克洛夫斯克市"]),
        ("首府沃塔馬拉城積水，洪水逼近維克洛夫斯克市。", ["沃塔馬拉城", "維克洛夫斯克市"]),
        ("东京奥运延期。", []),
        ("東京奧運延期。", []),
        ("港島的中區、灣仔及東區，晚上封路。", ["港島", "中區", "灣仔", "東區"]),
        ("港岛的中区、湾仔及东区，晚上封路。", ["港岛", "中区", "湾仔", "东区"]),
        ("西營盤中山紀念公園開放。", ["西營盤"]),
    ],
)
def test_places_by_their_company_and_their_form(text: str, expected: list[str]) -> None:
    assert [p.name for p in find_names(parse(text), Setting()).places] == expected


def test_a_place_left_open_has_its_candidates() -> None:
    (place,) = find_names(parse("鼓楼区新建学校。"), Setting()).places
    assert place.code is None and "320106" in (place.candidates or ())
    (place, _) = find_names(parse("长沙市、株洲市。"), Setting()).places
    assert not place.candidates


def test_a_group_has_its_members() -> None:
    (group,) = find_names(parse("融入長三角。"), Setting()).places
    assert group.members == ("上海", "江苏", "浙江", "安徽")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("湘港澳三地合作。", [("湘港澳", ("湖南", "香港", "澳门"))]),
        ("港澳同胞在湘投資。", [("港澳", ("香港", "澳门")), ("湘", ("湖南",))]),
        ("粤港澳应急合作。", [("粤港澳", ("广东", "香港", "澳门"))]),
        ("深港两地的港资企业。", [("深港", ("深圳", "香港")), ("港", ("香港",))]),
        ("中央驻港机构，在港青年和港青。", [("港", ("香港",)), ("港", ("香港",))]),
        ("京沪高铁开通，进口货物到港口。", []),
        ("京沪、海城高铁与辽宁舰。", []),
        ("香港和湖南大学。", []),
    ],
)
def test_regions_called_by_their_letters(text: str, expected: list[tuple[str, tuple]]) -> None:
    found = find_names(parse(text), Setting())
    assert [(a.text, a.members) for a in found.areas] == expected
    assert all(len(a.codes) == len(a.members) for a in found.areas)


def test_a_record_keeps_its_areas_and_shows_them() -> None:
    record = shilu.read(
        "湘港澳三地加强合作，省长李明2023年5月30日在长沙会见客人。\n", published="2023-05-31"
    )
    (area,) = record.areas
    assert ("areas", area) in list(record.layers())
    assert area.origin is not None and "湖南" in str(record)
