"""Cutting a body up: paragraphs, sentences, clauses, quotations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shilu.folding import fold
from shilu.structure import parse

CHARS = "湖南说 \n\u3000，、；：。！？“”‘’「」『』\"'（）a1."


def sentences(text):
    return [text[slice(*s.span)] for s in parse(text).sentences]


def clauses(text):
    return [text[slice(*c)] for s in parse(text).sentences for c in s.clauses]


def quotations(text):
    return [text[slice(*q.span)] for q in parse(text).quotations]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("会议开幕。代表到会！", ["会议开幕。", "代表到会！"]),
        ("真的吗？！是的。", ["真的吗？！", "是的。"]),
        ("　　第一段。\n\n第二段", ["第一段。", "第二段"]),
        ("港口忙；车站也忙。", ["港口忙；车站也忙。"]),
        ("（记者王小明）", ["（记者王小明）"]),
        ("（完。）下一条。", ["（完。）", "下一条。"]),
        ("他说：“天晴了。出发吧。”大家上车。", ["他说：“天晴了。出发吧。”", "大家上车。"]),
        ("“潮起两岸，帆满一江。”论坛上，张同说。", ["“潮起两岸，帆满一江。”", "论坛上，张同说。"]),
        ("他们喊出“加油！”的口号。", ["他们喊出“加油！”的口号。"]),
        ("唱《前进！》，看“我爱家乡！”快闪。", ["唱《前进！》，看“我爱家乡！”快闪。"]),
        ("他問：「可以嗎？」眾人稱是。", ["他問：「可以嗎？」", "眾人稱是。"]),
        ("先说“好，再说。然后走。", ["先说“好，再说。", "然后走。"]),
        ("增长6.2%,达561.1亿元.", ["增长6.2%,达561.1亿元."]),
    ],
)
def test_sentences(text, cut):
    assert sentences(text) == cut


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        (
            "他说，湘粤、湘赣合作；成果多：三项。",
            ["他说", "湘粤、湘赣合作", "成果多", "三项"],
        ),
        ("共1,000家,其中港企60家", ["共1,000家", "其中港企60家"]),
        ("“好的，”他说，“走吧。”", ["“好的", "他说", "“走吧"]),
        ("第一 ， 第二 。", ["第一", "第二"]),
    ],
)
def test_clauses(text, cut):
    assert clauses(text) == cut


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("共建“一带一路”和“数字走廊”。", ["“一带一路”", "“数字走廊”"]),
        ("稱「所謂『特區』不變」。", ["「所謂『特區』不變」"]),
        ("用‘试点’办法。", ["‘试点’"]),
        ("Li’s team said “it’s fine”.", ["“it’s fine”"]),
        ('他称"没有此事",又说"不知道"。', ['"没有此事"', '"不知道"']),
        ("先说“好，再说“行”。", ["“行”"]),
        ("多一个”引号。", []),
    ],
)
def test_quotations(text, quoted):
    assert quotations(text) == quoted


def test_nested_quotations_stand_with_the_outer_one():
    text = "他说：“把‘试点’办成‘样板’，让‘样板’更多。”"
    (outer,) = parse(text).quotations
    assert [text[slice(*q.inner)] for q in outer.nested] == ["试点", "样板", "样板"]


@pytest.mark.parametrize(
    "text",
    ["他说：“第一点。\n“第二点。\n“第三点。”完了。", "他說：「第一點。\n第二點。」完了。"],
)
def test_a_quotation_left_open_goes_on_in_the_next_paragraph(text):
    first, *rest = parse(text).quotations
    assert first.span.end == text.index("\n")
    assert not first.continued
    assert rest
    assert all(q.continued for q in rest)
    assert sentences(text)[-1] == "完了。"


def test_a_line_without_a_stop_is_a_headline():
    structure = parse("两地共商合作大计\n会议今日开幕。会后参观")
    assert [structure.is_headline(s) for s in structure.sentences] == [True, False, False]


def test_look_ups():
    text = "开会。他说：“天，晴。”走"
    structure = parse(text)
    for at in range(len(text)):
        sentence, quotation = structure.sentence_at(at), structure.quotation_at(at)
        assert sentence is not None
        assert sentence.span.start <= at < sentence.span.end
        assert (quotation is not None) == (6 <= at < 12)
    assert structure.sentence_at(len(text)) is None
    assert structure.clause_at(4) == (3, 5)
    assert structure.clause_at(5) is None


@given(st.text(CHARS, max_size=60))
def test_every_character_that_is_no_space_lies_in_exactly_one_sentence(text):
    structure = parse(text)
    covered = [at for s in structure.sentences for at in range(*s.span)]
    assert len(covered) == len(set(covered))
    assert {at for at, char in enumerate(text) if not char.isspace()} <= set(covered)


@given(st.text(CHARS, max_size=60))
def test_parts_nest_and_are_in_order(text):
    structure = parse(text)
    for sentence in structure.sentences:
        assert structure.paragraphs[sentence.paragraph].covers(sentence.span)
        assert all(sentence.span.covers(clause) for clause in sentence.clauses)
        edges = [edge for clause in sentence.clauses for edge in clause]
        assert edges == sorted(edges)
    edges = [edge for q in structure.quotations for edge in q.span]
    assert edges == sorted(edges)
    for quotation in structure.quotations:
        assert quotation.span.covers(quotation.inner)
        assert all(quotation.inner.covers(q.span) for q in quotation.nested)


@given(st.text(CHARS + "香港會議１，,:ａ於", max_size=60))
def test_the_folded_view_keeps_every_offset(text):
    assert len(fold(text)) == len(text)
    assert [c.isspace() for c in fold(text)] == [c.isspace() for c in text]


@pytest.mark.parametrize("mark", ["“", "”", "‘", "“‘", "“。”", "‘”", "，", "。 ", "\n“"])
def test_a_text_of_marks_alone_is_cut_in_linear_time(mark):
    assert parse(mark * 20_000).text
