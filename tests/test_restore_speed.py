"""What restoration does for many characters at a time comes to the same as one by one."""

import pytest

from shilu.restore import restore
from shilu.restore.encodings import suspects
from shilu.restore.glosses import pieces, settled
from shilu.restore.repairs import _clean, _clean_but_for_rare
from shilu.restore.simulate import damage
from shilu.restore.tables import characters
from shilu.text import Text

ARTICLE = (
    "云岭省省长方一鸣5月6日在临江市会见了来访的客人。双方围绕着发展经济、保护环境、"
    "扩大贸易等议题交换了意见,并为新建的图书馆揭牌。据《临江日报》报道,该馆藏书达30万册。\n"
) * 3


@pytest.mark.parametrize("table", [0, 12, 60, 600, 2522])
@pytest.mark.parametrize("partial", [0.5, 1.0])
def test_the_edits_of_a_page_make_its_text(table, partial):
    restored = restore(damage(ARTICLE, table=table, seed=table, partial=partial))
    assert Text(restored.source, restored.edits).value == restored.value


@pytest.mark.parametrize("page", ["", "報", "甲報(bào)長（zhǎng）乙", "A(bào)b(c)", "(bào)報((x)"])
def test_pieces_are_the_whole_page(page):
    assert "".join(pieces(page)) == page
    assert not any(char in characters() for piece in pieces(page)[::2] for char in piece)


def test_what_is_settled_is_settled_the_same_with_a_gloss():
    for piece, was in settled().items():
        assert settled()[piece[0]] == was == characters()[piece[0]].simplified


@pytest.mark.parametrize("sign", "報銆锟ā\u200b\ufeff⺠\ue000豈\ufe0f︰é")
def test_a_sign_anywhere_makes_a_page_suspicious(sign):
    assert _clean(False).fullmatch("本报讯 A-1、\U00020000") is not None
    assert _clean(False).fullmatch("本报讯" + sign + "。") is None


@pytest.mark.parametrize(
    "page",
    [
        "運籌帷幄之中",
        "報(bào)、會（huì ）?shù)的",
        "王锟、Pelé",
        "\ufffd" + 9 * "一" + "\ufffd",
    ],
)
def test_a_rare_character_or_a_reading_is_no_mix_up_of_encodings(page):
    assert suspects(page) == ""


@pytest.mark.parametrize("page", ["報(bào)é»的", "報(bào)閸氬嫬", "锟斤拷", "\ufffd的\ufffd"])
def test_what_makes_no_sense_is_a_mix_up_of_encodings(page):
    assert suspects(page)


def test_a_rare_character_leaves_a_page_clean():
    page = "运筹帷幄之中。"
    assert _clean(False).fullmatch(page) is None
    assert _clean_but_for_rare().fullmatch(page)
    assert restore(page).edits == ()
