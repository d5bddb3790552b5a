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
    "text",
    [
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
