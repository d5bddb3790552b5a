"""Who undertakes, urges, hopes, invites or agrees, and what."""

import pytest
from casting import cast
from hypothesis import given
from hypothesis import strategies as st

from shilu.facts.commitments import find_commitments
from shilu.facts.fields import fields_of
from shilu.facts.statements import find_statements
from shilu.lexicon import rows

FIELDS = {
    *("trade", "industry", "finance", "technology", "culture_tourism", "education", "health"),
    *("agriculture", "energy", "transport", "environment", "people", "governance", "security"),
}


def found(text):
    structure, setting, mentions = cast(text)
    statements = find_statements(structure, setting, mentions)
    return find_commitments(structure, setting, mentions, statements)


def committed(text):
    return [(c.actor, c.stance, c.text) for c in found(text)]


@pytest.mark.parametrize(
    ("text", "actor", "stance", "words"),
    [
        ("王同舟将于下月访问东屿。", "王同舟", "will", "王同舟将于下月访问东屿"),
        ("云江将推动企业在东屿上市。", "云江", "will", "云江将推动企业在东屿上市"),
        ("王同舟说，我愿同各方密切沟通。", "王同舟", "will", "我愿同各方密切沟通"),
        ("王同舟说，中方愿扩大进口。", "中方", "will", "中方愿扩大进口"),
        ("陳若澄說，會繼續跟進事件。", "陳若澄", "will", "會繼續跟進事件"),
        ("会议指出，要抓好春耕，保障供应。", "会议", "urge", "要抓好春耕，保障供应"),
        ("王同舟说，各地要落实责任。", "王同舟", "urge", "各地要落实责任"),
        ("云江要加强合作，用好航道。", "云江", "urge", "云江要加强合作，用好航道"),
        ("王同舟勉励青年学好本领。", "王同舟", "urge", "勉励青年学好本领"),
        (
            "湖濱記者協會要求當局盡快澄清。",
            "湖濱記者協會",
            "urge",
            "湖濱記者協會要求當局盡快澄清",
        ),
        ("王同舟表示，真诚希望三地多走动。", "王同舟", "hope", "真诚希望三地多走动"),
        ("王同舟与客商座谈，热忱欢迎大家投资兴业。", "王同舟", "invite", "热忱欢迎大家投资兴业"),
        (
            "海岳集团与东屿银行签署协议，双方共建码头。",
            "海岳集团、东屿银行",
            "agree",
            "海岳集团与东屿银行签署协议，双方共建码头",
        ),
        ("中方坚定支持东屿办好博览会。", "中方", "will", "中方坚定支持东屿办好博览会"),
        ("我国还将推进收入分配改革。", "我国", "will", "我国还将推进收入分配改革"),
        ("王同舟说，欧方重视对话，愿深化合作。", "欧方", "will", "愿深化合作"),
        ("海西国决定成立协调机构。", "海西国", "will", "海西国决定成立协调机构"),
        ("双方决定成立协调机构。", "双方", "agree", "双方决定成立协调机构"),
        ("双方一致同意，将扩大往来。", "双方", "agree", "双方一致同意，将扩大往来"),
        ("云江将扩建码头，鼓励企业入驻。", "云江", "will", "云江将扩建码头，鼓励企业入驻"),
        ("王同舟说，要保持质量，因此成本较高。", "王同舟", "urge", "要保持质量"),
        (
            "李远山会见王同舟。两国元首交换看法，一致同意加强能源合作。",
            "李远山、王同舟",
            "agree",
            "一致同意加强能源合作",
        ),
    ],
)
def test_the_actor_the_stance_and_the_words(text, actor, stance, words):
    assert (actor, stance, words) in committed(text)
    assert len(committed(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "云江出口将达到三千亿元。",
        "新路将为云江带来机遇。",
        "预计云江将增加投入。",
        "云江将货物运往东屿。",
        "海岳集团将启动后的首笔资金投向东屿。",
        "这是重要的一步，主要靠大家。",
        "他们打出“要改变云江”的横幅。",
        "王同舟受到热烈欢迎。",
        "按要求，各地报送材料。",
        "王同舟说，消费者要付出更高代价。",
        "王同舟的希望落空了。",
        "海岳集团将返贫农户纳入帮扶范围。",
        "新展会将引入更多展品。",
        "王同舟欢迎李远山访问云江。",
        "企业得到支持，发展很快。",
        "会议的决定受到好评。",
    ],
)
def test_forecasts_formulae_and_other_words_are_none(text):
    assert committed(text) == []


def test_who_agrees_is_not_guessed():
    text = "两国元首交换看法，一致同意加强能源合作。\n李远山会见王同舟。"
    assert committed(text) == []


def test_a_change_of_stance_or_actor_begins_another():
    text = "王同舟表示，欢迎金融机构入驻云江，云江将推动企业上市，希望各方支持配合。"
    assert [(actor, stance) for actor, stance, _ in committed(text)] == [
        ("王同舟", "invite"),
        ("云江", "will"),
        ("王同舟", "hope"),
    ]


def test_an_exhortation_goes_on_without_its_word():
    text = "王同舟强调，要稳住就业。深入推进改革，激发活力。今年形势不错。"
    assert committed(text) == [
        ("王同舟", "urge", "要稳住就业"),
        ("王同舟", "urge", "深入推进改革，激发活力"),
    ]


def test_what_is_agreed_goes_on_in_its_paragraph():
    text = "双方同意扩大贸易。深化科技合作；推进港口建设。会后双方合影。"
    assert committed(text) == [
        ("双方", "agree", "双方同意扩大贸易"),
        ("双方", "agree", "深化科技合作；推进港口建设"),
    ]


def test_a_clause_of_circumstance_belongs_to_what_follows():
    text = "王同舟指出，形势向好。在这一区间内，要推动转型。"
    assert committed(text) == [("王同舟", "urge", "在这一区间内，要推动转型")]


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("欢迎金融机构入驻", ("finance",)),
        ("加强文旅、旅游和教育交流", ("culture_tourism",)),
        ("共同努力", ("other",)),
        ("深化两国战略互信", ("governance",)),
        (
            "加强农业、能源、教育、港口、医疗合作",
            ("agriculture", "energy", "education", "transport"),
        ),
    ],
)
def test_fields_by_the_words_of_the_lexicon(text, fields):
    assert fields_of(text) == fields


def test_the_lexicon_names_only_fields_there_are():
    assert {row[1] for row in rows("fields")} <= FIELDS
    assert all(len(row) == 2 for row in rows("fields"))


@given(st.text("王同舟他会议说表示指称，。：“”\n将要希望欢迎双方同意推动合作", max_size=50))
def test_commitments_are_slices_of_the_text(text):
    for commitment in found(text):
        assert commitment.text == text[slice(*commitment.span)]
        assert commitment.actor
