"""Who undertakes, urges, hopes, invites or agrees, and what."""

import pytest
from casting import cast
from hypothesis import given
from hypothesis import strategies as st

import shilu
from shilu.facts.commitments import find_commitments
from shilu.facts.fields import fields_of
from shilu.facts.policies import find_policies
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
        ("我国还将完善税收改革。", "我国", "will", "我国还将完善税收改革"),
        ("王同舟说，欧方重视对话，愿深化合作。", "欧方", "will", "愿深化合作"),
        ("王同舟说，东屿银行高度重视此事，愿深化合作。", "东屿银行", "will", "愿深化合作"),
        (
            "王同舟说，海岳集团期待与各方深化合作。",
            "海岳集团",
            "hope",
            "海岳集团期待与各方深化合作",
        ),
        ("海西国决定成立协调机构。", "海西国", "will", "海西国决定成立协调机构"),
        ("双方决定成立协调机构。", "双方", "agree", "双方决定成立协调机构"),
        ("双方一致同意，将扩大往来。", "双方", "agree", "双方一致同意，将扩大往来"),
        ("云江将扩建码头，鼓励企业入驻。", "云江", "will", "云江将扩建码头，鼓励企业入驻"),
        ("王同舟说，要保持质量，因此成本较高。", "王同舟", "urge", "要保持质量"),
        (
            "李远山会见王同舟。两国元首深入交谈，一致同意加强能源合作。",
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
        "王同舟说，关税将降低竞争力，导致失业。",
        "王同舟说，云江已经将货物减少到最低。",
        "王同舟相信云江会推动合作。",
        "王同舟说，海岳集团将始终是一家小厂。",
        "第五届进博会将于今年11月举办。",
        "数据再次表明要和平是民意。",
        "王同舟说，结果要留待专家解答。",
        "编写指引的委员会进一步增补内容。",
    ],
)
def test_forecasts_formulae_and_other_words_are_none(text):
    assert committed(text) == []


def test_who_agrees_is_not_guessed():
    text = "两国元首深入交谈，一致同意加强能源合作。\n李远山会见王同舟。"
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


def test_what_a_paper_lays_down_is_to_be_done():
    assert committed("通知提出，引导银行开展贷款业务。推动企业重组。") == [
        ("通知", "urge", "引导银行开展贷款业务"),
        ("通知", "urge", "推动企业重组"),
    ]


def test_an_undertaking_goes_on_too():
    assert committed("王同舟说，中方愿扩大进口。共同维护航道安全。") == [
        ("中方", "will", "中方愿扩大进口"),
        ("中方", "will", "共同维护航道安全"),
    ]


def test_a_speech_of_hopes_goes_on_with_them():
    text = "王同舟说，希望各方多走动。欢迎大家投资兴业，云江将扩建码头。深化科技合作。"
    assert committed(text)[-1] == ("王同舟", "hope", "深化科技合作")


def test_whoever_is_told_to_do_it_is_no_actor():
    assert committed("某单位下发通知，明确要求各部门要把好质量关口。") == []


def terms_of(text):
    """Beneficiary, amount and deadline of the one commitment of a page."""
    record = shilu.read(text, published="2026-05-31")
    (commitment,) = record.commitments
    amount, deadline = commitment.amount, commitment.deadline
    return (
        commitment.beneficiary or None,
        record.figures[amount.index].text if amount else None,
        record.times[deadline.index].edtf if deadline else None,
    )


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("湖南省将为中小企业提供3亿元贷款。", ("中小企业", "3亿元", None)),
        ("湖南省將為中小企業提供3億元貸款。", ("中小企業", "3億元", None)),
        ("湖南省将在2027年底前建设两个码头。", (None, None, "2027-12")),
        ("湖南省将继续支持江西办好今年的博览会。", ("江西", None, None)),
        ("湖南省将继续推广去年建成的码头。", (None, None, None)),
        ("湖南省将加强合作，让更多市民受惠。", ("更多市民", None, None)),
    ],
)
def test_for_whom_how_much_and_by_when(text, terms):
    assert terms_of(text) == terms


def test_a_commitment_leads_to_its_event_and_statement():
    text = "省长王明5月30日在长沙会见海岳集团董事长李远。王明说，路通了。\n王明表示，将加强合作。"
    record = shilu.read(text, published="2026-05-31")
    (commitment,) = record.commitments
    assert record.statements[commitment.statement].text == "将加强合作"
    assert record.events[commitment.event].type == "meet"


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
        ("推动关系健康发展", ("other",)),
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
    assert {row[1] for row in rows("fields")} - {"-"} <= FIELDS
    assert all(len(row) == 2 for row in rows("fields"))


def test_terms_and_policies_are_shown_in_the_terminal_and_on_the_page():
    text = "湖南省将在2027年底前为中小企业提供3亿元贷款，参与共建“一带一路”。"
    record = shilu.read(text, published="2026-05-31")
    for shown in (str(record), record._repr_html_()):
        assert all(word in shown for word in ("中小企业", "3亿元", "2027年底", "政策", "一带一路"))


def test_policies_are_named_with_their_documents():
    text = "共建「一帶一路」，落实三高四新，三个代表团发言。"
    found = [(p.text, p.name) for p in find_policies(cast(text)[0])]
    assert found == [("一帶一路", "一带一路"), ("三高四新", "三高四新")]
    assert all(len(row) == 3 and all(row) for row in rows("policies"))


@given(st.text("王同舟他会议说表示指称，。：“”\n将要希望欢迎双方同意推动合作", max_size=50))
def test_commitments_are_slices_of_the_text(text):
    for commitment in found(text):
        assert commitment.text == text[slice(*commitment.span)]
        assert commitment.actor
