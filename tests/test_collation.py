"""Collating: what a copy has otherwise than the best witness, and where they disagree."""

import json
import re
from dataclasses import fields
from pathlib import Path
from time import perf_counter

import opencc
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from shilu.archive import Archive
from shilu.archive.copies import collated
from shilu.archive.copies.aligning import Comparison, align
from shilu.archive.copies.collation import collate
from shilu.archive.copies.witnesses import Standing
from shilu.archive.ingest import Ingest
from shilu.cli import main
from shilu.errors import NoDocument
from shilu.model import Page
from shilu.pages import page_of
from shilu.reading import read_page
from shilu.restore.simulate import damage

HEAD = "陆知远在赣州调研物流园区建设\n江西新报 2026年05月31日 09:20\n\n"
BODY = (
    "江西省商务厅厅长陆知远5月30日在赣州调研物流园区建设，并主持召开座谈会。",
    "今年前4个月，全省对香港进出口486.5亿元，同比增长8.3%，占全省总额的一成。",
    "陆知远表示，将继续扩大对港开放，支持两地企业在更宽领域深化合作。",
    "瑞岭集团计划投资12亿元建设冷链物流基地，预计带动3200人就业。",
    "与会者还考察了科技创新园，听取了园区规划、土地和人才政策的介绍。",
)


def text(*sentences):
    return HEAD + "\n".join(f"　　{each}" for each in sentences) + "\n"


def hant(given):
    return opencc.OpenCC("s2hk").convert(given)


@pytest.fixture
def collating(tmp_path):
    """Collates pages of text, the first of which is the best."""

    def made(*pages):
        with Archive.open(tmp_path / "shilu.db", write=True) as archive:
            codes = []
            ingest = Ingest(archive, read_page, lambda page, code: codes.append(code))
            ingest.add(page_of(each.encode(), id=f"p{n}") for n, each in enumerate(pages))
            with archive.reading() as connection:
                return codes, collate(connection, codes[-1])

    return made


def changes(copy):
    return [
        (c.kind, c.best.text if c.best else "", c.copy.text if c.copy else "") for c in copy.changes
    ]


def differing(change):
    parts = [part for part in change.parts if part.kind != "same"]
    return [(p.best.text if p.best else "", p.copy.text if p.copy else "") for p in parts]


def test_what_a_copy_dropped_added_changed_and_moved(collating):
    edited = BODY[1].replace("占全省", "约占全省")
    other = "活动期间，双方还签署了三项合作备忘录。"
    codes, found = collating(text(*BODY), text(BODY[2], BODY[0], edited, BODY[3], other))
    assert found.best.code == codes[0]
    (copy,) = found.copies
    assert sorted(changes(copy)) == [
        ("added", "", other),
        ("changed", BODY[1], edited),
        ("dropped", BODY[4], ""),
        ("moved", BODY[0], BODY[0]),
    ]
    (changed,) = [change for change in copy.changes if change.kind == "changed"]
    assert differing(changed) == [("", "约")]
    assert found.disagreements == ()


def test_numbers_dates_and_names_stand_side_by_side(collating):
    day = [s.replace("5月30日", "5月29日") for s in BODY]
    number = [s.replace("486.5", "468.5") for s in BODY]
    name = [s.replace("瑞岭集团", "恒澜集团") for s in BODY[:4]]
    (a, b, c, d), found = collating(text(*BODY), text(*day), hant(text(*number)), text(*name))
    said = [
        (each.kind, {reading.text: [told.code for told in reading.attested]})
        for each in found.disagreements
        for reading in each.readings
    ]
    assert [(kind, {of: sorted(codes) for of, codes in read.items()}) for kind, read in said] == [
        ("date", {"5月30日": sorted((a, c, d))}),
        ("date", {"5月29日": [b]}),
        ("number", {"486.5亿元": sorted((a, b, d))}),
        ("number", {"468.5億元": [c]}),
        ("name", {"瑞岭集团": sorted((a, b, c))}),
        ("name", {"恒澜集团": [d]}),
    ]


def test_scripts_and_marks_make_no_difference(collating):
    marks = [s.replace("，", "、").replace("。", "！") for s in BODY]
    _, found = collating(text(*BODY), hant(text(*marks)))
    assert found.copies[0].changes == () and found.copies[0].same == 1.0
    assert found.copies[0].witness.differs == ()


def test_words_stand_as_each_prints_them_and_lead_to_its_page(collating):
    pages = [text(*BODY), hant(text(*BODY)).replace("3200", "2300")]
    codes, found = collating(*pages)
    assert found.best.code == codes[0]
    (change,) = found.copies[0].changes
    for page, passage in zip(pages, (change.best, change.copy), strict=True):
        start, end = passage.origin
        assert page[start:end] == passage.text
    assert differing(change) == [("3200", "2300")]


def test_what_damage_destroyed_is_doubtful_and_no_copy_disagrees_for_it(collating):
    page = text(*BODY)
    _, found = collating(page, damage(page, table=400, seed=5))
    for change in found.copies[0].changes:
        assert all(part.doubtful for part in change.parts if part.kind != "same")
    assert found.copies[0].witness.decided_by in ("damage", "repairs")
    assert all(a.doubtful for d in found.disagreements for r in d.readings[1:] for a in r.attested)


def test_furniture_is_told_and_what_differs_named(collating):
    other = text(*BODY).replace("调研物流园区建设\n", "来到赣州\n").replace("江西新报 ", "")
    _, found = collating(text(*BODY), other)
    assert found.best.source == "江西新报"
    assert set(found.copies[0].witness.differs) >= {"headline", "source"}
    assert found.copies[0].witness.decided_by == "source"


def test_a_report_of_one_witness_has_nothing_to_collate(collating):
    codes, found = collating(text(*BODY))
    assert (found.best.code, found.best.decided_by, found.copies) == (codes[0], None, ())


def test_a_page_that_is_no_article_cannot_be_collated(tmp_path):
    with Archive.open(tmp_path / "shilu.db", write=True) as archive:
        codes = []
        Ingest(archive, read_page, lambda page, code: codes.append(code)).add([Page(text="")])
        with archive.reading() as connection, pytest.raises(NoDocument, match="no article"):
            collate(connection, codes[0])


def test_the_command(tmp_path):
    for name, page in (("a", text(*BODY)), ("b", text(*BODY[:4]).replace("486.5", "468.5"))):
        (tmp_path / f"{name}.txt").write_text(page, "utf-8")
    archive = str(tmp_path / "shilu.db")
    inputs = [str(tmp_path / name) for name in ("a.txt", "b.txt")]
    listed = CliRunner().invoke(main, ["ingest", *inputs, "--archive", archive, "--list"])
    code = listed.stdout.split()[0]
    said = CliRunner().invoke(main, ["collate", code, "--archive", archive]).stdout
    assert "[486.5→468.5]" in said and "删 dropped" in said
    assert said.index("异文") < said.index("468.5亿元") < said.index("次于")
    as_json = CliRunner().invoke(main, ["collate", code, "--archive", archive, "--format", "json"])
    assert json.loads(as_json.stdout)["best"]["code"] == code
    missing = CliRunner().invoke(main, ["collate", "0000", "--archive", archive])
    assert missing.exit_code == 1 and "no such document" in missing.stderr


def test_every_field_of_a_collation_is_documented():
    text = (Path(__file__).resolve().parent.parent / "docs" / "copies.md").read_text("utf-8")
    sections = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", text, flags=re.M | re.S))
    structs = (
        *(collated.Witness, collated.Disagreement, collated.Reading, collated.Attested),
        *(collated.Copy, collated.Change, collated.Part, collated.Passage, Standing),
    )
    for struct in structs:
        documented = re.findall(r"^\| `(\w+)`", sections[struct.__name__], flags=re.M)
        assert documented == [field.name for field in fields(struct)]
    whole = re.findall(r"^\| `(\w+)`", sections["Collation"], flags=re.M)
    assert whole[-5:] == [field.name for field in fields(collated.Collation)]


# --- aligning ------------------------------------------------------------------------------------

WORDS = st.lists(st.sampled_from("甲乙丙丁戊"), max_size=12)


@given(WORDS, WORDS)
def test_every_sentence_of_both_lies_in_one_block(ours, theirs):
    blocks = align(ours, theirs)
    assert sorted(n for block in blocks for n in block.ours) == list(range(len(ours)))
    assert sorted(n for block in blocks for n in block.theirs) == list(range(len(theirs)))
    assert all(block.ours or block.theirs for block in blocks)


@given(st.text("甲乙丙1 ，。", max_size=30), st.text("甲乙丙1 ，。", max_size=30))
def test_the_parts_are_the_whole_of_both(ours, theirs):
    parts = Comparison(ours, theirs).parts(range(len(ours)), range(len(theirs)))
    for text, side in ((ours, "ours"), (theirs, "theirs")):
        stretches = [getattr(part, side) for part in parts]
        assert "".join(text[each.start : each.stop] for each in stretches) == text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("甲乙" * 200_000, "乙甲甲" * 130_000),
        ("甲乙丙。" * 50_000, "丙乙甲。" * 50_000),
        ("".join(f"{n}号。" for n in range(50_000)), "".join(f"{-n}号。" for n in range(50_000))),
    ],
)
def test_giant_texts_are_aligned_in_bounded_time(one, other):
    began = perf_counter()
    align(one.split("。"), other.split("。"))
    Comparison(one, other).parts(range(len(one)), range(len(other)))
    assert perf_counter() - began < 20
