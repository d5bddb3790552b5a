from datetime import date

import pytest
from msgspec import UNSET

import shilu
from shilu.lexicon import rows
from shilu.mentions import edtf
from shilu.mentions.eras import find_eras
from shilu.mentions.times import find_times
from shilu.model import Setting
from shilu.structure import parse

PUBLISHED = date(2023, 5, 31)


def eras(text, published=PUBLISHED):
    found = find_eras(parse(text), Setting(published=published))
    for era in found:
        assert era.text == text[era.span.start : era.span.end]
    return found


def said(text, published=PUBLISHED):
    return [(era.text, era.name, era.edtf) for era in eras(text, published)]


@pytest.mark.parametrize(
    ("text", "words", "name", "value"),
    [
        ("改革开放以来，青江变化巨大。", "改革开放以来", "改革开放", "1978-12-18/2023-05-31"),
        ("党的十八大以来，造林提速。", "党的十八大以来", "中共十八大", "2012-11-08/2023-05-31"),
        ("黨的二十大以來成果豐碩。", "黨的二十大以來", "中共二十大", "2022-10-16/2023-05-31"),
        ("新中国成立以来首次。", "新中国成立以来", "新中国成立", "1949-10-01/2023-05-31"),
        ("入世以来外贸大增。", "入世以来", "加入世界贸易组织", "2001-12-11/2023-05-31"),
        ("香港國安法實施以來", "香港國安法實施以來", "香港国安法实施", "2020-06-30/2023-05-31"),
        ("“十四五”时期建成三座桥。", "“十四五”时期", "“十四五”", "2021/2025"),
        ("「十三五」規劃期間完工。", "「十三五」規劃期間", "“十三五”", "2016/2020"),
        ("“十四五”以来新增两线。", "“十四五”以来", "“十四五”", "2021/2023"),
        ("十五五期间再建五座。", "十五五期间", "“十五五”", "2026/2030"),
        ("抗战时期旧址", "抗战时期", "抗日战争", "1931-09-18/1945-09-03"),
    ],
)
def test_an_era_is_named_and_dated(text, words, name, value):
    assert said(text) == [(words, name, value)]


@pytest.mark.parametrize(
    "text",
    [
        "学习党的十八大报告，十九大代表座谈。",
        "《“十四五”规划展望》出版。",
        "“十四五”规划纲要草案，计划生育工作。",
        "疫情以来，客流减少。",
        "今年以来，2012年以来",
    ],
)
def test_a_congress_or_a_plan_is_no_era(text):
    assert eras(text) == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("回归以来，澳门经济增长。", "澳门回归"),
        ("香港回歸祖國以來，兩地往來密切。", "香港回归"),
        ("回歸以來，香港發展平穩。澳門隨後發言。", "香港回归"),
    ],
)
def test_a_return_is_of_the_region_that_the_sentence_names(text, name):
    (era,) = eras(text)
    assert era.name == name and era.candidates is UNSET


def test_a_return_of_none_or_both_regions_is_left_open():
    for text in ("回歸以來，市民安居。", "回归以来，香港和澳门都在发展。"):
        (era,) = eras(text)
        assert (era.name, era.edtf) == (None, None)
        assert era.candidates == ("1997-07-01/2023-05-31", "1999-12-20/2023-05-31")


def test_on_an_undated_page_only_what_has_an_end_is_known():
    found = said("改革开放以来，“十四五”时期。", None)
    assert [value for _, _, value in found] == [None, "2021/2025"]


def test_what_begins_after_publication_is_not_dated():
    assert said("党的二十大以来", date(2020, 1, 1))[0][2] is None


def test_an_era_is_no_time():
    text = "“十四五”时期和改革开放以来，3月开工。"
    assert [t.text for t in find_times(parse(text), Setting(published=PUBLISHED))] == ["3月"]


def test_a_record_holds_its_eras():
    record = shilu.read("青江市长李明5月30日说，改革开放以来全市建成三座大桥。\n", "2023-05-31")
    (era,) = record.eras
    assert record.article.text[slice(*era.span)] == era.text == "改革开放以来"
    assert ("eras", era) in list(record.layers())
    assert "1978-12-18/2023-05-31" in str(record)


def test_every_era_of_the_table_has_a_date_and_a_source():
    for words, kind, name, value, source in rows("eras"):
        assert kind in ("since", "period") and words and name and source
        assert edtf.first_day(value) <= edtf.last_day(value)
        assert ("/" in value) == (kind == "period")
