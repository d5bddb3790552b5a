"""Noise strewn through an article is taken out; what only looks like it stays."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import shilu
from shilu.article.noise import without_noise
from shilu.restore.strew import strew
from shilu.text import LAYOUT, NOISE, Edit, Text

HEADLINE = "2021年全省农业科技创新大会在江城召开 何远出席会议"
#: The headline, without numerals and 在, cut every two characters: 年全 省农 业科 技创 新大 会江 …
BODY = (
    "全省农业科技创新大会昨天举行。业科省长何远出席，省农并讲话。\n"
    "何远说，技创合作要更加紧密。会上，城召各方介绍了情况，新大并签署协议。\n"
    "各方商定，省农明年在南浦再次会面，会江共同推进项目。"
)
PLAIN = (
    "全省农业科技创新大会昨天举行。省长何远出席，并讲话。\n"
    "何远说，合作要更加紧密。会上，各方介绍了情况，并签署协议。\n"
    "各方商定，明年在南浦再次会面，共同推进项目。"
)


def cleaned(body: str, headline: str | None = HEADLINE) -> str:
    return without_noise(headline, Text(body)).value


def test_pieces_that_cut_the_words_of_a_headline_are_taken_out():
    text = without_noise(HEADLINE, Text(BODY))
    assert text.value == PLAIN
    assert [BODY[e.start : e.end] for e in text.edits][:3] == ["业科", "省农", "技创"]
    assert {e.kind for e in text.edits} == {NOISE}


@pytest.mark.parametrize(
    "headline",
    [None, "", "何远在江城讲话", "省长出席会议并讲话", "字" * 5000],
)
def test_what_is_no_piece_of_the_headline_stays(headline):
    assert cleaned(BODY, headline) == BODY


def test_a_headline_said_again_is_no_noise():
    body = (
        "全省农业科技创新大会召开，农业大会听取报告。何远出席会议，业科技人员参加，创新大赛开幕。"
    )
    assert cleaned(body) == body


ADVERTISED = [
    ("会议由省长主持，发六开彩开奖记录言人介绍了情况。", "会议由省长主持，发言人介绍了情况。"),
    ("双方保持密一码一肖资料大全切联系。", "双方保持密切联系。"),
    ("全市经2023新奥门免费资料济持续增长。", "全市经济持续增长。"),
]


def test_advertisements_that_split_words_are_taken_out():
    page, plain = ("\n".join(lines) for lines in zip(*ADVERTISED, strict=True))
    assert cleaned(page) == plain


def test_among_others_many_spam_words_on_end_are_one():
    others = ADVERTISED[0][0] + ADVERTISED[1][0]
    page = "江西色情记录注册将扩大开放，打击色情直播。"
    assert cleaned(page) == page
    assert cleaned(others + page).endswith("。江西将扩大开放，打击色情直播。")


@pytest.mark.parametrize("line", [page for page, _ in ADVERTISED])
def test_one_alone_is_left(line):
    assert cleaned(line) == line


SPOKEN_OF = [
    "警方打击网络赌博，查获棋牌app3款、博彩网站12个。该团伙引诱群众下载棋牌app，在赌场开户投注。",
    "海关通报，六合彩赌博团伙在境外设立赌场，通过彩票开奖直播吸引投注。六合彩庄家被捕。",
    "法院审理传奇私服案，被告人出售私服外挂，并提供下载网址和注册码。私服玩家作证。",
    "网信部门整治“一码一肖”“管家婆资料大全”等信息，关闭《新澳六开彩》等网站，清理“亚洲av”链接。",
    "澳门博彩业上半年毛收入增长，赌场客流恢复。澳门博彩监察局公布，博彩税收同比增长两成。",
    "休渔期结束，渔民捕鱼归来。福利彩票开奖，彩票公益金用于养老。",
]


@pytest.mark.parametrize("report", SPOKEN_OF)
def test_news_of_gambling_and_lotteries_stays(report):
    assert cleaned(report) == report
    assert cleaned("\n".join([report] * 3)) == "\n".join([report] * 3)


def test_rows_of_symbols_before_marks_are_taken_out():
    page = "省长到访@*，随后座谈#%@。双方商定*#，扩大合作%%，明年再会@@#。"
    assert cleaned(page) == "省长到访，随后座谈。双方商定，扩大合作，明年再会。"
    emoji = "项目开工📢，进展顺利🍻。企业增多👋，产值上升💥；就业稳定🌵。"
    assert cleaned(emoji) == "项目开工，进展顺利。企业增多，产值上升；就业稳定。"


@pytest.mark.parametrize(
    "page",
    [
        "获奖者为张**，李**，王**，赵**，钱**。",
        "增长5%，下降3%，占40%，约2%，近1%。",
        "开工啦📢，来看看🍻。",
    ],
)
def test_other_symbols_stay(page):
    assert cleaned(page) == page


def test_clean_articles_are_the_very_same_object():
    text = Text(PLAIN)
    assert without_noise(HEADLINE, text) is text


def test_the_record_says_what_was_taken_out_and_where():
    lines = (f"　　{line}" for line in BODY.split("\n"))
    page = "\n".join([HEADLINE, "2021年6月3日 来源：云溪日报", *lines])
    record = shilu.read(page)
    assert record.article.text == PLAIN
    assert [(d.kind, d.count) for d in record.damage] == [(NOISE, 7)]
    assert record.damage_score > 0 == record.doubt_score
    assert "".join(r.was for r in record.repairs) == "业科省农技创城召新大省农会江"
    for repair in record.repairs:
        assert page[slice(*repair.origin)] == repair.was
        assert repair.span.start == repair.span.end


def test_noise_among_tags_is_a_repair():
    body = Text("率<b>代</b>各方").edit([Edit(1, 4, "", LAYOUT), Edit(5, 9, "", LAYOUT)])
    taken = body.edit([Edit(0, 2, "", NOISE)])
    assert taken.value == "各方"
    assert shilu.record.repairs(taken)[0].kind == NOISE


SENTENCES = st.lists(st.sampled_from(PLAIN.replace("\n", "").split("。")[:-1]), min_size=4)


@settings(max_examples=60, deadline=None)
@given(SENTENCES, st.floats(0, 1), st.integers(0, 99))
def test_the_simulator_knows_what_it_put_in(sentences, share, seed):
    text = HEADLINE + "\n" + "。".join(sentences) + "。"
    strewn = strew(text, share=share, seed=seed)
    given_ = strewn.given()
    assert "".join(c for c, at in zip(strewn.page, given_, strict=True) if at >= 0) == text
    assert [at for at in given_ if at >= 0] == list(range(len(text)))
    assert strew(text, share=share, seed=seed) == strewn
    assert set(strewn.advertisements) <= set(strewn.noise)


@settings(max_examples=100, deadline=None)
@given(st.randoms(use_true_random=False))
def test_nothing_that_comes_in_raises(chance: random.Random):
    parts = [*BODY, *HEADLINE, "一码一肖", "棋牌", "2023", "官网", "@#，", "📢。", "\x00"]
    body = "".join(chance.choices(parts, k=300))
    headline = "".join(chance.choices(parts, k=30))
    once = without_noise(headline, Text(body))
    assert all(e.now == "" for e in once.edits)
