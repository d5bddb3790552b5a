"""Who said what, and how far it runs."""

import pytest
from casting import cast
from hypothesis import given
from hypothesis import strategies as st

from shilu.facts.statements import find_statements


def said(text):
    return [(s.speaker, s.cue, s.text) for s in find_statements(*cast(text))]


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "words"),
    [
        ("省长王同舟表示，两地合作前景广阔。", "王同舟", "表示", "两地合作前景广阔"),
        ("王同舟对李远山表示，欢迎常来。", "王同舟", "表示", "欢迎常来"),
        ("王同舟在考察东屿港时说，港口很忙。", "王同舟", "说", "港口很忙"),
        ("在考察东屿港时王同舟说，港口很忙。", "王同舟", "说", "港口很忙"),
        ("王同舟会见了李远山，表示双方将加强往来。", "王同舟", "表示", "双方将加强往来"),
        ("会议指出，要抓好春耕。", "会议", "指出", "要抓好春耕"),
        ("有消息指，大桥明年通车。", "消息", "指", "大桥明年通车"),
        ("来自东屿的游客表示，玩得尽兴。", "来自东屿的游客", "表示", "玩得尽兴"),
        ("海岳集团的最新报告认为，市场正在回暖。", "海岳集团", "认为", "市场正在回暖"),
        ("海岳集团发言人称，货已到港。", "海岳集团发言人", "称", "货已到港"),
        ("海西国周一宣布确诊一宗病例，患者已住院。", "海西国", "宣布", "确诊一宗病例，患者已住院"),
        ("据王同舟介绍，园区已有百家企业。", "王同舟", "介绍", "园区已有百家企业"),
        ("王同舟勉励青年学好本领，报效家乡。", "王同舟", "勉励", "青年学好本领，报效家乡"),
        ("陳若澄質疑當局做法欠妥，有違承諾。", "陳若澄", "質疑", "當局做法欠妥，有違承諾"),
        ("陳若澄指出，新例「利多於弊」。", "陳若澄", "指出", "新例「利多於弊」"),
        ("赵广田说，今年收成好。", "赵广田", "说", "今年收成好"),
        ("《港口规划》提出，要扩建码头。", "港口规划", "提出", "要扩建码头"),
        ("海岳集团发言人昨日回复查询时指出，货已到港。", "海岳集团发言人", "指出", "货已到港"),
        ("海岳集团声明指出，货已到港。", "海岳集团", "声明指出", "货已到港"),
        ("王同舟曾向学生会表示，场地不外借。", "王同舟", "表示", "场地不外借"),
        ("王同舟强调说，开局良好。", "王同舟", "强调说", "开局良好"),
        ("王同舟透露说，码头年底完工。", "王同舟", "透露说", "码头年底完工"),
        ("王同舟解释道，情况复杂。", "王同舟", "解释道", "情况复杂"),
        ("王同舟在一份声明中表示，业绩良好。", "王同舟", "表示", "业绩良好"),
        ("《海滨新报》在社评说，应稳住市场。", "海滨新报", "说", "应稳住市场"),
        ("海西国和东屿发表联合声明，表示将恢复谈判。", "海西国、东屿", "表示", "将恢复谈判"),
        ("声明说，行动仍将继续进行。", "声明", "声明说", "行动仍将继续进行"),
        ("市场普遍认为，利率还会下跌。", "市场", "认为", "利率还会下跌"),
        ("与会同志们说，草案切实可行。", "与会同志们", "说", "草案切实可行"),
        ("某某党议员朗格表示，草案有缺陷。", "朗格", "表示", "草案有缺陷"),
        ("朔格茨在会议召开前表示，草案有缺陷。", "朔格茨", "表示", "草案有缺陷"),
        ("王同舟5号在云江表示，路通了。", "王同舟", "表示", "路通了"),
        ("王同舟说十分尊重当地习俗。", "王同舟", "说", "十分尊重当地习俗"),
        ("协会主席Ann Lowe表示，草案有缺陷。", "Ann Lowe", "表示", "草案有缺陷"),
        ("某媒体援引王同舟的话说，路通了。", "王同舟", "说", "路通了"),
        ("王同舟和李远山道别时都表示，路通了。", "王同舟、李远山", "表示", "路通了"),
        ("就码头一事，赵广田表示，路通了。", "赵广田", "表示", "路通了"),
        ("王同舟提醒商户，路还没通。", "王同舟", "提醒", "路还没通"),
        ("王同舟表示路修好以后能解决出行问题。", "王同舟", "表示", "路修好以后能解决出行问题"),
        ("政府发言人回覆本台查询时表示，路通了。", "政府发言人", "表示", "路通了"),
        ("王同舟、李远山等代表团领导人表示，路通了。", "王同舟、李远山", "表示", "路通了"),
        ("同为召集人的赵广田表示，路通了。", "赵广田", "表示", "路通了"),
        ("有评论认为，路修得太慢。", "评论", "评论认为", "路修得太慢"),
    ],
)
def test_the_speaker_the_cue_and_the_words(text, speaker, cue, words):
    assert said(text) == [(speaker, cue, words)]


@pytest.mark.parametrize(
    "text",
    [
        "王同舟介绍了有关情况。",
        "王同舟对此表示衷心感谢。",
        "王同舟听取园区规划情况介绍，并走进车间。",
        "数据显示，出口增长两成。",
        "这一做法被称为“云江经验”。",
        "需要说明的是，数字未经核实。",
        "也就是说，桥修好了。",
        "海西国周一宣布一宗个案。",
        "按照会议要求，各地开展自查。",
        "两地领导人出席并见证签约",
        "东屿称雄海上",
        "被问及此事的院方称不宜评论此事。",
        "应该指出，数字未经核实。",
        "总的来说，桥修好了。",
        "王同舟介绍说明了有关情况。",
        "会议指，“”",
    ],
)
def test_a_topic_a_noun_or_a_part_of_a_word_makes_no_statement(text):
    assert said(text) == []


def test_indirect_speech_runs_on_to_the_end_of_its_paragraph():
    text = "王同舟说，今年开局良好。但困难不少。要加紧工作。\n李远山参加会见。"
    assert said(text) == [("王同舟", "说", "今年开局良好。但困难不少。要加紧工作")]


@pytest.mark.parametrize(
    "narration",
    [
        "王同舟随后参观了码头。",
        "他参观了码头。",
        "会前，代表们参观了码头。",
        "据了解，码头建于去年。",
        "在云江，码头十分繁忙。",
        "李远山等出席。",
    ],
)
def test_indirect_speech_ends_where_narration_starts(narration):
    assert said("王同舟说，港口很忙。船很多。" + narration)[0][2] == "港口很忙。船很多"


def test_a_directive_is_over_with_its_sentence_unless_the_next_directs_too():
    assert said("王同舟呼吁各方保持克制。码头工人昨日复工。")[0][2] == "各方保持克制"
    words = "要抓好春耕。确保供应。"
    assert said("会议要求，" + words)[0][2] == words[:-1]


def test_a_sentence_whose_own_subject_says_something_ends_the_speech():
    text = "王同舟说，港口很忙。几个船队昨日发文，称航道已经堵塞多日。"
    assert said(text)[0] == ("王同舟", "说", "港口很忙")


def test_speech_goes_on_in_a_paragraph_that_can_be_nothing_else():
    text = "王同舟表示，形势向好。\n双方要扩大往来，用好航道。\n船队昨日抵港。"
    assert said(text) == [("王同舟", "表示", "形势向好。\n双方要扩大往来，用好航道")]


def test_a_new_cue_starts_a_new_statement():
    text = "陈若澄指，做法欠妥，质疑政府如何交代。她又指，不排除另有原因。"
    assert said(text) == [
        ("陈若澄", "指", "做法欠妥"),
        ("陈若澄", "质疑", "政府如何交代"),
        ("陈若澄", "指", "不排除另有原因"),
    ]


def test_a_cue_inside_the_words_does_not_split_them():
    assert said("王同舟说，当年有专家认为，此路不通。") == [
        ("王同舟", "说", "当年有专家认为，此路不通")
    ]


def test_a_report_of_words_gives_way_to_the_words():
    text = "湖滨记者协会报道，王同舟在会见客商时表示，云江愿扩大开放。"
    assert said(text) == [("王同舟", "表示", "云江愿扩大开放")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("王同舟赴东屿访问。他说，收获很大。", "王同舟"),
        ("王同舟赴东屿访问，他在会上说，收获很大。", "王同舟"),
        ("王同舟说，李远山的建议很好。\n他又表示，收获很大。", "王同舟"),
        ("王同舟和周明岚出席会议。李远山主持。她说，收获很大。", "李远山"),
        ("陳若澄出席會議。陳指，收獲很大。", "陳若澄"),
        ("湖滨记者协会发表声明。记协指，收获很大。", "湖滨记者协会"),
        ("海天舰队昨日到港。舰队说，收获很大。", "海天舰队"),
        ("协会主席Ann Lowe表示，路通了。\nLowe说，收获很大。", "Ann Lowe"),
        ("某报消息：王同舟访问东屿。他表示，收获很大。", "王同舟"),
    ],
)
def test_pronouns_and_short_forms_are_resolved(text, speaker):
    assert said(text)[-1][0] == speaker


def spans(text):
    return [
        (s.mode, [text[slice(*span)] for span in s.spans]) for s in find_statements(*cast(text))
    ]


@pytest.mark.parametrize(
    ("text", "mode", "parts"),
    [
        ("王同舟说：“路通了。人来了。”大家鼓掌。", "direct", ["路通了。人来了"]),
        ("“路通了，”王同舟说，“人也来了。”", "direct", ["路通了", "人也来了"]),
        ("“路通了。人来了。”王同舟说。", "direct", ["路通了。人来了"]),
        ("陳若澄說：「路通了。」", "direct", ["路通了"]),
        ("王同舟说：“路通了。\n“人来了。”", "direct", ["路通了。\n“人来了"]),
        ("“潮起两岸。”论坛上，王同舟说，路通了。", "indirect", ["路通了"]),
        ("王同舟认为，“云海走廊”建设将提速。", "indirect", ["“云海走廊”建设将提速"]),
        ("陈若澄质疑政府拖延，“难道要等十年？”", "mixed", ["政府拖延，“难道要等十年？”"]),
    ],
)
def test_direct_mixed_and_split_speech(text, mode, parts):
    assert spans(text) == [(mode, parts)]


def test_a_quotation_already_told_is_no_part_of_the_next_statement():
    text = "王同舟表示，“希望大家不要灰心。”又称“路会越走越宽，人会越来越多”。"
    assert [parts for _, parts in spans(text)] == [
        ["希望大家不要灰心"],
        ["路会越走越宽，人会越来越多"],
    ]


def test_who_is_set_against_the_speaker_begins_another():
    text = "王同舟质疑李远山办事太慢，李远山就说路已经修通，又认为大家不该再等下去。"
    assert said(text) == [
        ("王同舟", "质疑", "李远山办事太慢"),
        ("李远山", "说", "路已经修通"),
        ("李远山", "认为", "大家不该再等下去"),
    ]


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("王同舟对李远山表示，路通了。", "李远山"),
        ("王同舟告诉记者，路通了。", "记者"),
        ("王同舟勉励大家学好本领。", "大家"),
        ("王同舟向海岳集团表示，路通了。", "海岳集团"),
        ("王同舟对此表示，路通了。", None),
        ("王同舟表示，路通了。", None),
    ],
)
def test_whom_words_are_said_to(text, addressee):
    (statement,) = find_statements(*cast(text))
    assert (statement.addressee or None) == addressee


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("王同舟：“路通了。”", [("王同舟", None, "路通了")]),
        (
            "王同舟表示，路通了。\n“往后不用绕道了。”",
            [("王同舟", "表示", "路通了"), ("王同舟", None, "往后不用绕道了")],
        ),
        ("横幅上写着：“路通了。”", []),
        ("“路通了。”横幅这样写着。", []),
    ],
)
def test_a_quotation_without_a_cue_is_by_its_place_somebodys_or_nobodys(text, speakers):
    assert said(text) == speakers


@given(st.text("王同舟他会议说表示指称，。：“”\n将要希望欢迎双方同意", max_size=50))
def test_statements_are_slices_of_the_text(text):
    for statement in find_statements(*cast(text)):
        assert statement.text == text[slice(*statement.span)]
        assert statement.spans[0] == statement.span
        assert statement.text.strip()
        assert statement.speaker
