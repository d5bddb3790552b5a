"""Reading as a whole: the laws every record keeps, whatever the page is."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import shilu
from shilu.model import Page, Record, Refused
from shilu.pages.inputs import BODY, HTML, TEXT
from shilu.reading import read_page
from shilu.restore.simulate import damage

#: What the genre is made of, to be thrown together in any order.
PIECES = [
    *"，。；：、“”‘’《》（）()「」\n ?!%-—·…",
    *("5月29日至30日", "去年", "今年以来", "2023年", "近10年来", "昨日", "上午"),
    *(
        "6000余家",
        "67%左右",
        "561.1亿元",
        "第二大",
        "增长6.2%",
        "三分之一",
        "约80万吨",
        "超过",
        "以上",
    ),
    *(
        "省长",
        "李明",
        "王小强",
        "副省长",
        "香港中联办副主任",
        "何靖",
        "主席",
        "代表团",
        "总统",
        "教授",
    ),
    *("湖南", "香港", "粤港澳大湾区", "长沙市", "美国", "港", "湘", "全省", "两地", "双方"),
    *(
        "长风集团",
        "省政府",
        "大学",
        "有限公司",
        "出席",
        "会见",
        "签署",
        "走访",
        "考察",
        "举行",
        "参加",
    ),
    *(
        "说",
        "表示",
        "指出",
        "强调",
        "希望",
        "欢迎",
        "将",
        "要",
        "同意",
        "他",
        "会议",
        "和",
        "在",
        "的",
        "与",
    ),
    *(
        "责任编辑：",
        "来源：",
        "記者",
        "發布時間",
        "會議",
        "\u200b",
        "\ufffd",
        "\x00",
        "&#x65F6;",
        "<p>",
        "</p>",
        "<",
    ),
    *("長(zhǎng)", "?qǐng)?bào)", "ABC", "123", "𠮷"),
]

pages = st.builds(
    Page,
    text=st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
    media_type=st.sampled_from([HTML, TEXT, BODY]),
    published=st.sampled_from([None, "2023-05-31"]),
)


def check(record: Record, page: Page) -> None:
    body = record.article.text
    for layer, mention in record.layers():
        start, end = mention.span
        assert body[start:end] == mention.text, layer
        assert 0 <= start < end <= len(body), layer
        assert mention.rule
        if mention.origin is None:
            assert mention.origin_unknown
        else:
            assert 0 <= mention.origin.start < mention.origin.end <= len(page.text)
    for event in record.events:
        for evidence in event.evidence:
            assert evidence.origin is not None
            assert 0 <= evidence.origin.start < evidence.origin.end <= len(page.text)
    for repair in record.repairs:
        assert page.text[slice(*repair.origin)] == repair.was
    for evidence in record.article.evidence:
        assert evidence.rule


@settings(max_examples=300, deadline=None)
@given(pages)
def test_every_page_gets_an_answer_that_keeps_the_laws(page):
    record = read_page(page)
    if isinstance(record, Refused):
        assert record.refused.reason
        assert record.refused.rule
        return
    check(record, page)
    assert msgspec.json.decode(record.to_json(), type=Record) == record


REPORT = """首页>要闻
李明率团访问香港 推动湘港合作迈上新台阶
湘江新报 王强 发布时间:2023年05月31日 09:26

  5月29日至30日，省委副书记、省长李明率湖南省代表团访问香港，出席湘港经贸合作推介会。他表示，湖南将进一步扩大对港开放，支持两地企业深化合作。

  推介会上，李明说，湘港合作基础深厚。近10年来，共有3200余家港资企业在湘投资，占全省外资企业的70%左右，去年湖南对港贸易额达486.5亿元，同比增长8.3%。

【编辑:高山】
"""


def values(record: Record) -> list[tuple[object, ...]]:
    return [
        (record.article.headline, record.article.source, record.article.published),
        *((t.text, t.edtf) for t in record.times),
        *((f.text, f.low, f.unit, f.measure, f.area, f.period) for f in record.figures),
        *((p.name, p.posts) for p in record.people),
    ]


@pytest.mark.parametrize("table", [12, 60, 200])
def test_a_damaged_page_says_what_the_page_said(table):
    clean, mirrored = (shilu.read(text) for text in (REPORT, damage(REPORT, table=table)))
    assert isinstance(clean, Record)
    assert isinstance(mirrored, Record)
    assert mirrored.damage
    if not any(d.lost or d.inferred for d in mirrored.damage):
        assert values(mirrored) == values(clean)


def test_a_value_read_from_a_lost_character_is_no_value():
    record = shilu.read(
        "2023年5月30日，湖南对港贸易额达48\ufffd.5亿元，同比增长8.3%。", "2023-05-31"
    )
    doubtful = [f for f in record.figures if f.doubtful is True]
    assert doubtful
    assert all(f.low is None for f in doubtful)
    assert [f.low for f in record.figures if f.doubtful is not True] == [8.3]


def test_read_takes_a_path_a_string_or_bytes(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(REPORT, "utf-8")
    said = [values(shilu.read(source)) for source in (path, str(path), REPORT, REPORT.encode())]
    assert all(one == said[0] for one in said)


def test_a_lone_surrogate_is_a_lost_character():
    record = shilu.read("省长李明5月30日在长沙会\ud800见香港客人。\n")
    assert record.article.text == "省长李明5月30日在长沙会\ufffd见香港客人。"


def test_what_is_not_there_is_named(tmp_path):
    with pytest.raises(shilu.InputError, match=r"none\.txt: no such file"):
        shilu.read(tmp_path / "none.txt")


def test_a_text_of_one_line_that_is_longer_than_a_name_may_be():
    record = shilu.read("省长李明2023年5月30日在长沙会见香港客人。" * 12, published="2023-05-31")
    assert record.times[0].edtf == "2023-05-30"
