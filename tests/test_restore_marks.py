"""Characters that stand for others or for nothing, by table."""

import re
import unicodedata

import pytest

import shilu
from shilu.restore import restore
from shilu.text import LOST


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("省\u2066长\u3164何\u115f远", "省长何远"),
        ("出\x08席", "出席"),
        ("葛\U000e0100城", "葛城"),
        ("会议\ue78d何远", "会议，何远"),
        ("共\U000f0001家", f"共{LOST}家"),
        ("会\x00议\x81指\x9f出", "会议指出"),
        ("葛⻓\U000e0100城⻓\u202e", "葛长城长"),
        ("何\ue7c7远\ue816\ue864", "何ḿ远\U00020087\u9fbb"),
        ("会议\ue78d\uf001何远", f"会议{2 * LOST}何远"),
        (r"何远\u51fa\u5e2d\u3002", "何远出席。"),
        ("2月%E4%BC%9A%E8%AE%AE", "2月会议"),
        ("%u4f1a%u8bae", "会议"),
        ("会议烫烫烫烫指出", f"会议{4 * LOST}指出"),
        ("&amp;#x65F6;&amp;amp;#38388;&#X65F6;，R&amp;D", "时间时，R&D"),
    ],
)
def test_by_table(text, now):
    assert restore(text).value == now


def test_in_markup_only_what_was_escaped_twice_is_damage():
    page = "<p>&#x65F6;&amp;#x95F4;&amp;nbsp;R&amp;D，时&amp;lt;间</p>"
    now = "<p>&#x65F6;间\xa0R&amp;D，时&amp;lt;间</p>"
    assert restore(page, markup=True).value == now


@pytest.mark.parametrize(
    "text",
    [
        r"C:\user\u5e74，\u5e74",
        "见https://example.cn/%E4%BC%9A%E8%AE%AE，或%E4%BC%9A.html",
        "增长5%，占%E4",
        "何远说：“烫烫烫！”",
        "锘是一种元素。",
        "﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩",
    ],
)
def test_what_is_no_damage_stays(text):
    assert restore(text).value is text


def test_what_scripts_and_addresses_hold_stays_in_markup():
    page = r'<a href="/%E4%BC%9A%E8%AE%AE">何远</a><script>"\u4f1a\u8bae"</script>'
    assert restore(page, markup=True).value is page


@pytest.mark.parametrize("begun", ["锘?<p>", "锘<p>", "锘匡豢<p>", "锘??xml>", "锘?!DOCTYPE>"])
def test_a_mark_of_byte_order_read_as_gbk_goes(begun):
    assert re.match(r"<(p|\?xml|!DOCTYPE)>会议$", restore(f"{begun}会议", markup=True).value)


@pytest.mark.parametrize(
    ("page", "now"),
    [
        ("共&#xe603;&#58883;家", f"共{2 * LOST}家"),
        ("共<b class='f'>&#xe603;</b>家", f"共<b class='f'>{LOST}</b>家"),
        ("<b>&#xe603;&#xe604;.&#xe605;</b>亿元", f"<b>{2 * LOST}.{LOST}</b>亿元"),
        ("&#x5171;&#xe603;&#x5bb6;", f"&#x5171;{LOST}&#x5bb6;"),
        ("<i class='icon'>&#xe603;</i>首页", "<i class='icon'>&#xe603;</i>首页"),
        ("<i>\ue603</i>", "<i>\ue603</i>"),
    ],
)
def test_private_references_among_words_are_lost_and_icons_stay(page, now):
    assert restore(page, markup=True).value == now


def test_a_figure_hidden_in_a_font_is_doubtful_and_has_no_value():
    page = (
        "<html><head><title>云溪市公布企业数</title><style>@font-face{font-family:x;src:url(x.woff)}"
        "</style></head><body><h1>云溪市公布企业数</h1><div>2025-03-12 云溪日报</div>"
        "<p>云溪日报3月12日电（记者何远）云溪市12日公布，全市去年新增企业1"
        "<span class='x'>&#xe603;&#xe604;</span>家，增长5.3%。会议指出，要优化营商环境。</p>"
        "<p>市长何远表示，云溪市将继续加大投入，推动高质量发展，服务更多企业和群众。</p></body></html>"
    )
    hidden, share = shilu.read(page).figures
    assert (hidden.text, hidden.low, hidden.doubtful) == (f"1{2 * LOST}家", None, True)
    assert (share.low, bool(share.doubtful)) == (5.3, False)


#: Characters of Unicode's compatibility blocks that are unified ideographs in truth.
UNIFIED = set("﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩")
HORIZONTAL = {"TWO DOT LEADER": "：", "WAVY LOW LINE": "﹏", "EM DASH": "—", "EN DASH": "–"}


def assigned(*ranges):
    codes = (code for first, last in ranges for code in range(first, last + 1))
    return [char for char in map(chr, codes) if unicodedata.category(char) != "Cn"]


def test_every_radical_and_compatibility_ideograph_is_its_ideograph():
    for char in assigned((0x2E81, 0x2FD5), (0xF900, 0xFAD9), (0x2F800, 0x2FA1D)):
        now = restore(char).value
        assert len(now) == 1 and (now == char) == (char in UNIFIED), char
        assert unicodedata.category(now) == "Lo" and now not in assigned((0x2E80, 0x2FD5))
        assert unicodedata.normalize("NFKC", char) in (char, now), char


def test_every_vertical_mark_is_its_horizontal_one():
    for char in assigned((0xFE10, 0xFE19), (0xFE30, 0xFE4F)):
        name = unicodedata.name(char).removeprefix("PRESENTATION FORM FOR VERTICAL ")
        if name == unicodedata.name(char):  # of horizontal lines
            assert restore(f"会{char}议").value == f"会{char}议"
            continue
        now = restore(char).value
        folded = unicodedata.normalize("NFKC", char).replace("...", "…")
        wide = HORIZONTAL.get(name) or folded.translate({n: n + 0xFEE0 for n in range(0x21, 0x7F)})
        assert now == wide, name
