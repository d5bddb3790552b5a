"""What restoration puts right, what it leaves alone, and what it says about both."""

import re

import pytest
from shared import shared

from shilu.restore import (
    REPAIRS,
    damage,
    damage_score,
    doubt_score,
    explain,
    explain_in_chinese,
    restore,
)
from shilu.text import LOST, Edit, Text

#: In the genre, simplified, as a mirror would print it with a small table.
MIRRORED = (
    "湘北日?qǐng)?bào)訊 關(guān)于加強(qiáng)區(qū)域合作的決定"
    "發(fā)布會(huì)在云溪舉行,省長(zhǎng)何遠(yuǎn)出席。"
)
ORIGINAL = "湘北日报讯 关于加强区域合作的决定发布会在云溪举行,省长何远出席。"

CLEAN = [
    "何远在云溪出席发布会，并与企业代表座谈。",
    "行政長官出席於中環舉行的發布會，並與業界代表會面，之後接受傳媒採訪。",
    "學(xué)而(ér)時(shí)習(xí)之(zhī)，不(bù)亦(yì)說(yuè)乎(hū)",
    "虢（guó）：周代诸侯国名。",
    "球员安德烈·戈麦斯（André Gomes）入选。",
    "许可证(0106168) R&D 投入 5?",
    "乾隆年间著书立说的学者 ①㎡℃ “引号”……",
    "plain ASCII (yes) & no; 100% ?",
    "",
]

FAMILIES = [
    ("新闻中央".encode().decode("gb18030"), "新闻中央", "utf-8-as-gbk"),
    ("发布æ—¶é—´", "发布时间", "utf-8-as-latin-1"),
    ("Ê±¼ä：5月", "时间：5月", "gbk-as-latin-1"),
    ("发布时间".encode().decode("gb18030").encode().decode("gb18030"), "发布时间", "utf-8-as-gbk"),
    ("时间".encode().decode("latin-1").encode().decode("latin-1"), "时间", "utf-8-as-latin-1"),
    (
        "时间".encode("gbk").decode("latin-1").encode().decode("latin-1"),
        "时间",
        "utf-8-as-latin-1+gbk-as-latin-1",
    ),
    ("共有\ue1235家", f"共有{LOST}5家", "private-use"),
    ("共有锟斤拷家", f"共有{LOST}{LOST}家", "replaced"),
    ("&#x65F6;&#38388：&ldquo;五月&rdquo;", "时间：“五月”", "entity"),
    ("省\u200b长\u00ad何远", "省长何远", "invisible"),
    ("⼀⻓⽇报", "一长日报", "form"),
    ("︵二︶", "（二）", "form"),
]


def test_a_mirrored_page_reads_as_before():
    assert restore(MIRRORED).value == ORIGINAL


@pytest.mark.parametrize("text", CLEAN)
def test_what_is_not_damaged_comes_back_as_the_same_string(text):
    assert restore(text).value is text
    assert restore(text, markup=True).value is text


@pytest.mark.parametrize(("text", "now", "kind"), FAMILIES)
def test_each_family_is_repaired_and_named(text, now, kind):
    restored = restore(text)
    assert restored.value == now
    assert {edit.kind for edit in restored.edits} == {kind}


def test_character_references_are_at_home_in_markup():
    page = "<p>&#26102;间&nbsp;</p>"
    assert restore(page, markup=True).value is page


@pytest.mark.parametrize(
    ("page", "now"),
    [
        ("湖北日?qǐng)?bào)\n", "湖北日报\n"),
        ("因?yàn)樘岬絇DM", "因为提到PDM"),
        ("當(dāng)前位置", "当前位置"),
        ("會(huì)議", "会议"),
        ("行政長(zhǎng)官", "行政长官"),
        ("<p>發(fā)布</p>", "<p>发布</p>"),
        ("<p>因?yàn)樘?/p>", f"<p>因为{LOST}</p>"),
    ],
)
def test_a_few_characters_are_enough_where_a_gloss_is_exact_or_broken(page, now):
    assert restore(page, markup="<" in page).value == now


@pytest.mark.parametrize(
    "page",
    [
        "長（zhǎng）官",
        "鱣(zhān)：小魚。",
        "學(xué)而(ér)",
        "他姓鄺(kuàng)，香港人。",
        "會議廳座無虛席，業界團體對發展計劃樂觀其成。",
    ],
)
def test_a_few_characters_that_prove_nothing_stay(page):
    assert restore(page).value is page


BARE = (
    "新華社云溪5月30日電（記者何遠）云溪市30日舉行產業發展會議，總結今年以來的各項工作。"
    "會議指出，要進一步優化營商環境，加強區域合作，為企業發展創造條件。"
    "與會代表圍繞“新技術、新產業”展開討論，認為關于規范市場的意見切實可行。"
)


def test_a_page_without_a_gloss_is_told_by_its_spelling():
    assert "关于规范市场的意见" in restore(BARE).value
    genuine = BARE.replace("于", "於").replace("范", "範").replace("“", "「").replace("”", "」")
    assert restore(genuine).value is genuine


def test_ruby_is_a_gloss_too():
    page = "<p><ruby>發<rp>(</rp><rt>fā</rt><rp>)</rp></ruby>布<ruby>會<rt>huì</rt></ruby></p>"
    assert restore(page, markup=True).value == "<p>发布会</p>"


def test_an_orphaned_byte_is_inferred_or_lost():
    text = restore("現(xiàn)場(chǎng)會(huì)議發(fā)布?;顒?dòng)")
    assert text.value == "现场会议发布。活动"
    assert text.edits[-1].certainty == "inferred"
    assert restore("會(huì)議發(fā)布，你說好嗎?他說好。").value.endswith("你说好吗?他说好。")


def test_one_edit_for_each_character_or_block():
    text = restore("湘北日?qǐng)?bào)訊，發(fā)布會(huì)，因?yàn)樘岬絇DM")
    assert text.value == "湘北日报讯，发布会，因为提到PDM"
    assert text.edits == (
        Edit(3, 14, "报", "mirror"),
        Edit(14, 15, "讯", "mirror-script"),
        Edit(16, 21, "发", "mirror"),
        Edit(22, 28, "会", "mirror"),
        Edit(30, 38, "为提到P", "mirror"),
    )


@pytest.mark.parametrize(
    ("page", "now"),
    [
        ("發(fā)展著名學(xué)府", "发展著名学府"),
        ("發(fā)展著的學(xué)府", "发展着的学府"),
        ("顯著發(fā)展，彰顯著活力，會(huì)", "显著发展，彰显着活力，会"),
        ("發(fā)揮著作用，會(huì)上", "发挥着作用，会上"),
        ("乾隆年間發(fā)現(xiàn)的學(xué)者著作", "乾隆年间发现的学者著作"),
        ("發(fā)布會(huì)上，伴隨著《云溪》的歌聲", "发布会上，伴随着《云溪》的歌声"),
        ("發(fā)布會(huì)后，於菟", "发布会后，於菟"),
    ],
)
def test_what_a_character_was_depends_on_its_neighbours(page, now):
    assert restore(page).value == now


@pytest.mark.parametrize(
    ("page", "now"),
    [
        ("發(fā )展會(huì ),學(xué)者", "发展会,学者"),
        ("發（fā）展會（huì）", "发展会"),
        ("發(fā)展，,會(huì)議", "发展，会议"),
        ("每?zǒng)€(gè)國(guó)家", "每个国家"),
        ("國(guó)B(niǎo)BC會(huì)", "国BBC会"),
        ("云溪當(dāng)地?gòng)r(shí)間，會(huì)議", "云溪当地时间，会议"),
    ],
)
def test_glosses_in_all_their_shapes(page, now):
    assert restore(page).value == now


def test_a_tag_gets_its_bracket_back():
    page = "<p>發(fā)布會(huì)因?yàn)樘?/p><p>會(huì)議</p>"
    restored = restore(page, markup=True)
    assert re.fullmatch(r"<p>发布会因为.</p><p>会议</p>", restored.value)


def test_a_digit_is_never_given_back():
    restored = restore("發(fā)布會(huì)因?yàn)樘?5家")
    assert restored.value.startswith("发布会因为")
    assert LOST in restored.value and restored.value.endswith(f"{LOST}5家")
    assert restored.edits[-1].certainty == "lost"


@pytest.mark.parametrize("char", ["\ud800", "\x00", "\U0001f600", "€", "\ue0005", LOST])
def test_no_character_before_a_gloss_raises(char):
    for gloss in ("B(niǎo)", "發(fā)", "?qǐng)", "€(gè)"):
        restore(f"發(fā)布會(huì){char}{gloss}{char}", markup=True)


def test_repairs_are_composed_with_edits_made_before():
    received = Text("發(fā)布x會(huì)").edit([Edit(6, 7, "", "layout")])
    text = restore(received)
    assert text.value == "发布会" and text.source == "發(fā)布x會(huì)"


def test_damage_is_counted_by_kind_and_layout_is_none():
    text = restore("湘北日?qǐng)?bào)訊，發(fā)布會(huì)\u200b共锟斤拷家")
    counts = {d.kind: (d.count, d.inferred, d.lost) for d in damage(text)}
    assert counts == {
        "mirror": (3, 0, 0),
        "mirror-script": (1, 0, 0),
        "invisible": (1, 0, 0),
        "replaced": (1, 0, 1),
    }
    assert damage(Text("一二").edit([Edit(0, 1, "", "layout")])) == ()


def test_the_explanation_names_what_was_found():
    told = explain(restore(MIRRORED))
    assert "A mirror had put readings into the text" in told and "Every repair is certain" in told
    told = explain(restore("共锟斤拷家"))
    assert told.startswith("1 repair was made, touching 50.0% of the text (damage score 0.5).")
    assert f"2 characters are lost and read {LOST} (U+FFFD)." in told
    assert told.endswith("So 50.00% of the text may be wrong or missing (doubt score 0.5).")


def test_the_explanation_tells_what_is_inferred_with_its_odds_and_one_from_many():
    edits = [Edit(1, 2, "商", "mirror", "inferred", (0.9,)), Edit(2, 3, "", "invisible")]
    text = Text("会?\u200b议", edits)
    assert explain(text).split("\n") == [
        "2 repairs were made, touching 50.0% of the text (damage score 0.5).",
        "A mirror had put readings into the text, or shifted it by a byte, in 1 place. "
        "“?” now reads “商”.",
        "Invisible characters had got into the text, in 1 place. “‹U+200B›” was taken out.",
        "1 character is inferred from the words around: “商” (odds 0.900). "
        "So 3.33% of the text may be wrong or missing (doubt score 0.0333).",
    ]
    assert explain_in_chinese(text).endswith(
        "1字据上下文推断：“商”（0.900）；全文约3.33%的文字可能有误或缺失（存疑度0.0333）。"
    )


@pytest.mark.parametrize(
    ("edits", "damaged", "doubted"),
    [
        ([], 0.0, 0.0),
        ([Edit(0, 2, "", "layout")], 0.0, 0.0),
        ([Edit(0, 1, "会", "mirror")], 0.1, 0.0),
        ([Edit(0, 10, "", "invisible")], 1.0, 0.0),
        ([Edit(0, 2, "会商", "mirror", "inferred", (1.0, 0.5))], 0.2, 0.05),
        ([Edit(0, 1, "会", "mirror", "inferred")], 0.1, 0.1),
        ([Edit(0, 1, LOST, "mirror", "lost")], 0.1, 0.1),
        ([Edit(0, 10, LOST, "mirror", "lost")], 1.0, 1.0),
    ],
)
def test_the_scores_are_shares_of_the_restored_text(edits, damaged, doubted):
    text = Text("一" * 10, edits)
    assert (damage_score(text), doubt_score(text)) == (damaged, doubted)


def test_what_was_received_as_lost_is_in_doubt_and_no_repair():
    text = Text(f"一{LOST}")
    assert (damage_score(text), doubt_score(text), damage_score(Text(""))) == (0.0, 0.5, 0.0)
    assert explain(text).endswith(
        "1 character is lost and reads \ufffd (U+FFFD). "
        "So 50.00% of the text may be wrong or missing (doubt score 0.5)."
    )


def test_the_repairs_are_a_visible_list():
    names = [repair.name for repair in REPAIRS]
    assert names[0] == "utf-8-as-gbk"
    assert names.index("gbk-as-big5") < names.index("replaced") < names.index("mirror")


def test_the_reference_page_is_restored_exactly():
    page = shared("seed/page.txt").read_text("utf-8")
    restored = restore(page)
    assert restored.value == shared("seed/restored.txt").read_text("utf-8")
    assert all(edit.certainty == "certain" for edit in restored.edits)


@pytest.mark.parametrize("name", ["hans", "hant", "legit_pinyin", "legit_latin_parens"])
def test_reference_texts_come_through_unchanged(name):
    """What the tables of single characters change there is damage, if small."""
    text = shared(f"text/{name}.txt").read_text("utf-8")
    by_table = {"form", "invisible", "entity", "private-use"}
    for piece in (text, *text.split("\n")):
        assert {edit.kind for edit in restore(piece).edits} <= by_table, piece[:80]
