"""What real mirrors do besides glossing: bytes orphaned before marks, pages of their own script."""

import pytest

from shilu.restore import restore
from shilu.text import LOST, Span

GLOSSED = "云溪會(huì)議發(fā)布"


@pytest.mark.parametrize(
    ("page", "now"),
    [
        ("出席?；顒?dòng)現(xiàn)場(chǎng)", "出席。活动现场"),
        ("表示“合作進(jìn)展順利?！?/p>", "表示“合作进展顺利。”</p>"),
        ("表示“合作進(jìn)展順利?!?/strong>", "表示“合作进展顺利。”</strong>"),
        ("前往調(diào)研??h領(lǐng)導(dǎo)出席", "前往调研。县领导出席"),
        ("在《云溪發(fā)展規(guī)劃?！?/p>", "在《云溪发展规划。》</p>"),
    ],
)
def test_bytes_orphaned_before_a_mark_come_back(page, now):
    assert restore(GLOSSED + page, markup="/" in page).value == "云溪会议发布" + now


def test_a_question_mark_of_the_page_stays():
    page = "云溪會(huì)議發(fā)布，你說好嗎?他說好!真的?“好”"
    assert restore(page).value == "云溪会议发布，你说好吗?他说好!真的?“好”"


def test_what_a_lost_byte_leaves_in_doubt_is_the_character_beside_it():
    text = restore("云溪會(huì)議發(fā)布，因?yàn)樘岬?家會(huì)員")
    at = text.value.index("为提")
    assert text.value[at : at + 5] == f"为提{LOST}{LOST}家"
    assert [edit.odds for edit in text.edits if edit.odds] == [(1.0, 1.0, 0.0, 0.0)]
    assert not text.doubtful(Span(at, at + 2)) and text.doubtful(Span(at + 1, at + 3))


@pytest.mark.parametrize(
    ("page", "now"),
    [("陜西", "陕西"), ("什麼", "什么"), ("託運", "托运"), ("餘家", "余家"), ("儘管", "尽管")],
)
def test_variants_that_some_mirrors_write(page, now):
    assert restore("領(lǐng)導(dǎo)到" + GLOSSED + page).value == "领导到云溪会议发布" + now


def test_a_page_that_was_traditional_before_stays_so_without_its_glosses():
    page = (
        "會(huì)議結(jié)束後，記者採訪了代表；"
        "日?qǐng)?bào)於週末發(fā)布，餘下的發(fā)言隨後復製。"
    )
    assert restore(page).value == "會議結束後，記者採訪了代表；日報於週末發布，餘下的發言隨後復製。"


def test_before_a_date_stands_what_dates_stand_after():
    text = restore(GLOSSED + "會(huì)長(zhǎng)和大夫?qū)⒂?0月22日啟程")
    assert text.value.endswith(f"于{LOST}0月22日启程")
