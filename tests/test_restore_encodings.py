"""Text read in the wrong encoding: put right where its bytes are left, said where they are not."""

import pytest
from shared import shared

from shilu.restore import restore
from shilu.restore.encodings import MISREADINGS
from shilu.text import LOST

TEXT = "云溪市举行新闻发布会，省长何远出席并讲话。会议指出，要进一步优化营商环境。"
TRADITIONAL = "雲溪市舉行新聞發布會，市長何遠出席並講話。會議指出，要進一步優化營商環境。"

#: Written, read, and whether all its bytes have a character there.
WHOLE = [
    ("utf-8", "gb18030"),
    ("utf-8", "latin-1"),
    ("utf-8", "mac_roman"),
    ("gbk", "latin-1"),
    ("gbk", "big5hkscs"),
    ("gbk", "cp949"),
]

FOREIGN = [
    "L'été dernier, les élèves français ont été reçus à l'Élysée, où ça s'est bien passé.",
    "Chủ tịch nước đã tiếp đoàn đại biểu cấp cao tại Hà Nội.",
    "Über die Größe der Straßen und Plätze äußerte sich der Bürgermeister nicht.",
    "市長は記者会見で、来年度の予算について説明した。ｶﾀｶﾅもある。",
    "시장은 기자회견에서 내년 예산에 대해 설명했다. 北京에서 會談",
    "ÉÈÀÙ ÄÖÜ ÅØÆ Çà été À Ù",
    "Президент принял участие в заседании.",
    "注音：ㄅㄆㄇㄈ，ㄛ是韻母。",
    "元素鈥（Ho）的原子序數是67。",
]


@pytest.mark.parametrize(("written", "read"), WHOLE)
def test_what_has_all_its_bytes_comes_back(written, read):
    assert restore(TEXT.encode(written).decode(read, "replace")).value.count(LOST) <= 3
    page = f"何远出席\n{TEXT[:12].encode(written).decode(read)}\n并讲话"
    assert restore(page).value == f"何远出席\n{TEXT[:12]}\n并讲话"


def test_traditional_pages_are_read_again_too():
    assert restore(TRADITIONAL.encode("big5").decode("gb18030")).value == TRADITIONAL
    assert restore(TRADITIONAL.encode("utf-8").decode("latin-1")).value == TRADITIONAL


@pytest.mark.parametrize("read", ["gb18030", "latin-1", "cp1252"])
def test_misread_twice(read):
    once = TEXT.encode().decode(read, "replace")
    assert restore(once.encode().decode(read, "replace")).value.startswith("云溪")


@pytest.mark.parametrize(
    ("written", "read"), [("utf-8", "gbk"), ("utf-8", "cp949"), ("big5", "gbk")]
)
def test_a_lost_byte_costs_its_character_only(written, read):
    text = TRADITIONAL if written == "big5" else TEXT
    now = restore(text.encode(written).decode(read, "replace"))
    right = sum(char in now.value for char in set(text))
    assert right > 0.7 * len(set(text)) and LOST in now.value


def test_the_bracket_that_went_with_a_full_stop():
    page = (
        "<p>" + TEXT[:18].encode().decode("gb18030") + "。".encode()[:2].decode("gb18030") + "?/p>"
    )
    restored = restore(page, markup=True)
    assert restored.value.endswith("。</p>")
    assert restored.edits[-1].certainty == "inferred"


def test_a_digit_beside_a_lost_byte_leaves_it_lost():
    page = TEXT[:18].encode().decode("gb18030") + "锛?5鏈堬紝"
    assert f"{LOST}5月" in restore(page).value


@pytest.mark.parametrize("text", FOREIGN)
def test_foreign_text_is_no_damage(text):
    assert restore(text).value is text
    assert restore(f"<p>何远说：{text}</p>", markup=True).value == f"<p>何远说：{text}</p>"


def test_replaced_characters_are_said():
    assert restore("共锟斤拷锟斤拷家").value == f"共{4 * LOST}家"


def test_kinds_are_named_apart():
    assert len({m.kind for m in MISREADINGS}) == len(MISREADINGS)


@pytest.mark.parametrize("name", ["hans", "hant", "legit_pinyin", "legit_latin_parens"])
def test_reference_texts_are_in_the_right_encoding(name):
    kinds = {m.kind for m in MISREADINGS}
    text = shared(f"text/{name}.txt").read_text("utf-8")
    assert not {edit.kind for edit in restore(text).edits} & kinds


@pytest.mark.parametrize("read", ["latin-1", "cp1252", "big5hkscs"])
def test_the_characters_of_a_date_come_back_between_its_digits(read):
    text = "2024年5月29日，武汉市举行洽谈会，签约项目12个，金额3.5亿元。"
    assert restore(text.encode("gbk").decode(read)).value == text
