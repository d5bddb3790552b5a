"""The laws of restoration, on pages damaged as mirrors damage them."""

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from shared import shared

from shilu.restore import restore
from shilu.restore.mirror import detect
from shilu.restore.simulate import commonest, damage
from shilu.restore.tables import characters
from shilu.text import LOST, Span

SENTENCES = [
    "何远在云溪出席区域经济合作发布会，并与企业代表座谈。",
    "会上,何远表示,要加强产业联动,推动创新发展;",
    "今年前5个月，全市进出口总额达321.5亿元，同比增长4.6%。",
    "两地签署12个项目(含3个园区)，涉及金额约80亿元",
    "他说：“我们将为每个企业做好服务，让群众过上好日子。”",
    "这是显著的进步，也意味着新的任务；著名学者应邀参加。",
    "因为提到PDM系统，专家们边看边问，对现场工作人员表示感谢!",
    "<p>记者李晓从云溪日报社获悉</p>\n<p>责任编辑:王宁</p>",
    "关于后续安排，双方约定于6月30日前完成",
    "里程碑式的系列制造项目落户，余下的工程并未停工 ",
]
PAGES = st.lists(st.sampled_from(SENTENCES), min_size=3, max_size=12).map("".join)
TABLES = st.tuples(st.sampled_from([3, 12, 60, 200, 600, 2500]), st.randoms()).map(
    lambda drawn: drawn[1].sample(commonest(drawn[0]), drawn[0])
)
QUICK = settings(max_examples=60, deadline=None)


@QUICK
@given(PAGES, TABLES)
def test_what_survives_is_right_and_what_does_not_is_said(original, table):
    page = damage(original, table=table)
    assume(detect(page))
    restored = restore(page)
    assert len(restored.value) == len(original)
    for i, (now, was) in enumerate(zip(restored.value, original, strict=True)):
        if now != was:
            edits = restored.edits_within(Span(i, i + 1))
            assert edits and edits[0].certainty != "certain", (now, was)


@QUICK
@given(PAGES, TABLES)
def test_a_digit_is_kept_or_lost(original, table):
    restored = restore(page := damage(original, table=table)).value
    assume(detect(page))
    for now, was in zip(restored, original, strict=True):
        assert now == was or not now.isdigit()
        assert now in (was, LOST) or not was.isdigit()


@QUICK
@given(PAGES, TABLES)
def test_restoring_what_is_restored_changes_nothing(original, table):
    once = restore(damage(original, table=table)).value
    assert restore(once).value == once


@QUICK
@given(PAGES, TABLES)
def test_untouched_characters_keep_their_place(original, table):
    restored = restore(damage(original, table=table))
    made = [span for span, _ in restored.spans_of_edits()]
    for i, char in enumerate(restored.value):
        if not any(span.start <= i < span.end for span in made):
            assert restored.source[restored.origin(Span(i, i + 1)).start] == char


@settings(max_examples=200, deadline=None)
@given(
    st.text(
        alphabet="?(（)）aāqǐng 日報請發會們€\ufffd\ue0005，<>/&#;\x00鏃堕棿Ê±é—锟斤拷\u200b⼀",
        max_size=60,
    )
)
def test_nothing_that_comes_in_raises(text):
    restore(text)
    restore(text, markup=True)


@pytest.mark.parametrize("size", [0, 12, 60])
def test_a_small_table_destroys_nothing_here(size):
    original = "".join(SENTENCES)
    assert restore(damage(original, table=size)).value == original


def test_markup_keeps_what_gbk_cannot_hold():
    assert damage("𠮷日", table=0) == "?日"
    assert damage("𠮷日", table=0, markup=True) == "&#134071;日"


def test_the_simulator_makes_the_reference_page():
    page = shared("seed/page.txt").read_text("utf-8")
    glossed = [c for c, _ in re.findall(r"([\u4e00-\u9fff])\(([^)\d]+)\)", page)]
    table = [c for c in dict.fromkeys(glossed) if c in characters()]
    table += ["報", "請"]  # whose glosses fell into each other, and lost their brackets
    assert damage(shared("seed/restored.txt").read_text("utf-8"), table=table) == page
