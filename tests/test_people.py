"""People: which names are found, where they end, every place they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shilu.mentions.names import find_names
from shilu.model import Setting
from shilu.structure import parse


def names(text: str) -> list[str]:
    return [p.name for p in find_names(parse(text), Setting()).people]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("省委书记王立诚会见客商。", ["王立诚"]),
        ("市长周宁会见客商。", ["周宁"]),
        ("部长张同与代表团会谈。", ["张同"]),
        ("主席陈涛和夫人抵达。", ["陈涛"]),
        ("省领导王立诚、周宁，市政府秘书长虢海参加。", ["王立诚", "周宁", "虢海"]),
        ("特首林郑慧心表示支持。", ["林郑慧心"]),
        ("自治区主席扎西次仁讲话。", ["扎西次仁"]),
        ("州长欧阳文华出席。", ["欧阳文华"]),
        ("法国总统让·杜邦抵达。", ["让·杜邦"]),
        ("德国总理施密特会见记者。", ["施密特"]),
        ("日本首相高桥一郎发表讲话。", ["高桥一郎"]),
        ("韩国总统朴成宰当天表示。", ["朴成宰"]),
        ("总统侯纳因、总理阿巴德出席。", ["侯纳因", "阿巴德"]),
        ("总统特本致唁电。", ["特本"]),
        ("蒙古国总统巴塔图良、总理抵达。", ["巴塔图良"]),
        ("教育局局长卢志茂教授、运输局局长林文雄参加。", ["卢志茂", "林文雄"]),
        ("司令官吕文海发表讲话。", ["吕文海"]),
        ("主任周文刚等参加。", ["周文刚"]),
        ("特立尼达和多巴哥总理罗利抵达。", ["罗利"]),
        ("印尼外长蕾特娜在北京会谈。", ["蕾特娜"]),
        ("前行政长官曾文权涉案。", ["曾文权"]),
        ("总统马内拉独家专访。", ["马内拉"]),
        ("韩国总统文在成表示。", ["文在成"]),
        ("教廷国务院长帕洛琳正在安排。", ["帕洛琳"]),
        ("玉发会虢立鑫主委率团到访。", ["虢立鑫"]),
        ("前财长罗伯特·鲁兰以及迈克尔·布卢森出席。", ["罗伯特·鲁兰", "迈克尔·布卢森"]),
    ],
)
def test_a_name_after_a_post(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("王立诚出席会议。", ["王立诚"]),
        ("会上，周宁表示，要加快建设。", ["周宁"]),
        ("王立诚、周宁、李海明参加会见。", ["王立诚", "周宁", "李海明"]),
        ("王立诚、周宁一同调研。", ["王立诚", "周宁"]),
        ("王立诚等陪同考察。", ["王立诚"]),
        ("公民党王立诚指出，做法不当。", ["王立诚"]),
        ("村民王立诚告诉记者。", ["王立诚"]),
        ("以王立诚为团长的代表团抵达。", ["王立诚"]),
        ("他们是雅各布·卢兰及约翰·杜邦特。", ["雅各布·卢兰", "约翰·杜邦特"]),
        ("由王立诚担任组长。", ["王立诚"]),
        ("消息传来。（何文轩  黄婷玉）", ["何文轩", "黄婷玉"]),
        ("（视频编辑：王立诚 文字编辑：周宁）", ["王立诚", "周宁"]),
    ],
)
def test_a_name_without_a_post_is_proved_by_what_stands_beside_it(
    text: str, expected: list[str]
) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("蒙古国总统虢图嘉与客人会谈。", ["虢图嘉"]),
        ("日本公明党党首山口那津雄抵达。", ["山口那津雄"]),
        ("俄外交部发言人杜哈罗娃20日表示。", ["杜哈罗娃"]),
        ("90岁的龚全文扎根山区。", ["龚全文"]),
        ("“最美教师”张丽蓉获奖。", ["张丽蓉"]),
        ("王立诚（31岁）被控。", ["王立诚"]),
        ("王立诚是村里的一名教师。", ["王立诚"]),
        ("消息传来\n方华文：我们很高兴。", ["方华文"]),
        ("他接替徐立文，任期三年。", ["徐立文"]),
        ("周宁、王立诚一同看望。", ["周宁", "王立诚"]),
        ("鲁布希说，会谈有进展。", ["鲁布希"]),
        ("鲁布希汽车公司说，鲁布希说明了情况。", []),
        ("国足原主教练李岩涉案，李岩利用职务之便。李岩说，李岩称。", ["李岩"]),
        ("美国总统约翰·特伦森抵达。特伦森说，好。", ["约翰·特伦森"]),
        ("日本首相高桥一郎抵达。高桥说，好。", ["高桥一郎"]),
        ("周庭文在会上。随后，周庭文的父亲到场，周庭文走了。", ["周庭文"]),
    ],
)
def test_a_name_is_known_by_what_is_said_of_it(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("教育局局长欧阳文华说。", "教育局局長歐陽文華說。"),
        ("特首林郑慧心说。", "特首林鄭慧心說。"),
        ("自治区主席扎西次仁说。", "自治區主席扎西次仁說。"),
        ("法国总统让·杜邦说。", "法國總統讓·杜邦說。"),
        ("德国总理施密特说。", "德國總理施密特說。"),
        ("日本首相高桥一郎说。", "日本首相高橋一郎說。"),
        ("韩国总统朴成宰说。", "韓國總統朴成宰說。"),
        ("编辑高峰说，高峰期已过。", "編輯高峰說，高峰期已過。"),
        ("王立诚、周宁、李海明参加。", "王立誠、周寧、李海明參加。"),
        ("人民力量李海明提问。", "人民力量李海明提問。"),
        ("王立诚和法国总理杜邦特会谈。", "王立誠和法國總理杜邦特會談。"),
    ],
)
def test_names_are_found_in_either_script(simplified: str, traditional: str) -> None:
    found = names(simplified)
    assert found
    assert len(found) == len(names(traditional))


def test_an_office_alone_is_its_only_holder() -> None:
    text = "法国总统杜邦特抵达。总统说，好。"
    (person,) = find_names(parse(text), Setting()).people
    assert [(m.text, m.rule) for m in person.mentions][1:] == [("总统", "people.post-alone")]


def test_an_office_that_two_hold_is_left_open() -> None:
    text = "法国总统杜邦特与德国总统施密特会谈。总统说，好。"
    assert all(len(p.mentions) == 1 for p in find_names(parse(text), Setting()).people)


@pytest.mark.parametrize(
    "text",
    [
        "青年陈先生发言，不足50张建制票。",
        "马前总理发表讲话。",
        "二十国集团领导人杭州峰会举行。",
        "一路·合作共赢。",
        "会议指出，要加快建设。",
        "方案要求加强管理。",
        "省长高度评价合作成果。",
        "当选总统后第一时间访华。",
        "5日伊朗总统宣布决定。",
        "秘书长叙利亚问题特使抵达。",
        "南非和智利表示支持。",
        "王先生表示满意。",
        "金融、科技、文化等领域合作。",
        "惠州、深圳、广州等地参加。",
        "公司发言人指出。",
        "与会者参观了白皮书展览。",
        "廉江、雷州等地降雨。",
        "中德总理举行会谈。",
        "日本驻华大使馆下半旗致哀。",
        "议员宣誓风波未平。",
        "中国·东盟博览会开幕。",
        "记者向陈铁山查询。",
        "巴拿马总统向中国表示祝福。",
        "以色列总理致唁电。",
        "王在长沙，李在会上。",
        "江南、黄淮、华北一直有雨。",
        "所长贡献国家。",
        "古尔邦节到了，古尔邦节是节日，古尔邦节快乐。",
        "乌军说，已夺回两个村庄。",
        "烏軍說，已奪回兩個村莊。",
        "伊军方打算在此设立前哨，韩方表示关注。",
        "馮另獲委任為委員，邱打趣說愛飲茶。",
        "冯另获委任为委员，邱打趣说爱饮茶。",
    ],
)
def test_what_is_no_name(text: str) -> None:
    assert names(text) == []


def test_a_name_once_known_is_found_wherever_it_stands() -> None:
    text = "周宁率团到访\n省长周宁出席会议，随后周宁会见客商。"
    (person,) = find_names(parse(text), Setting()).people
    assert [text[m.span.start : m.span.end] for m in person.mentions] == ["周宁"] * 3


def test_a_name_that_stands_three_times_needs_no_post() -> None:
    assert names("孙文兰的足迹遍布各地。孙文兰走了，孙文兰又来了。") == ["孙文兰"]


def test_a_surname_with_the_post_of_one_known_person_is_a_mention_of_that_person() -> None:
    text = "湖南省省长毛文海会见客人，毛省长说，欢迎。"
    (person,) = find_names(parse(text), Setting()).people
    assert [(m.text, m.rule) for m in person.mentions] == [
        ("毛文海", "people.post"),
        ("毛省长", "people.surname-post"),
    ]


def test_a_surname_that_fits_two_people_is_left_open() -> None:
    text = "财政司司长林文雄、律政司司长林小明参加，林司长致辞。"
    assert all(len(p.mentions) == 1 for p in find_names(parse(text), Setting()).people)


def test_the_fullest_name_stands_for_its_shorter_forms() -> None:
    text = "美国总统约翰·特伦森抵达，特伦森说，双方将合作。"
    (person,) = find_names(parse(text), Setting()).people
    assert person.name == "约翰·特伦森"
    assert len(person.mentions) == 2


def test_names_are_given_as_printed() -> None:
    assert names("教育局局長陳國榮說，計劃已開展。") == ["陳國榮"]


@given(st.text(alphabet="王李省长书记市出席、，。和在中国湖南委会公司·A1（）《》“”", max_size=60))
def test_every_mention_is_its_own_slice(text: str) -> None:
    found = find_names(parse(text), Setting())
    for layer in (found.people, found.organizations, found.places):
        for entity in layer:
            for mention in entity.mentions:
                assert text[mention.span.start : mention.span.end] == mention.text
