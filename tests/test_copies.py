"""Copies of one report: what is one, what is not, and which witness is the best."""

from hashlib import sha256 as sha
from itertools import permutations

import opencc
import pytest
from msgspec.structs import replace
from sqlalchemy import func, select

from shilu.archive import Archive, documents, schema
from shilu.archive.copies import reports
from shilu.archive.copies.likeness import likeness, sentences, signed, verdict
from shilu.archive.copies.witnesses import RULES, Candidate, best, decided_by, ranked, standings
from shilu.archive.ingest import Ingest
from shilu.model import Page
from shilu.reading import read_page
from shilu.restore import restore
from shilu.restore.simulate import damage

REPORT = (
    "江西省商务厅5月30日公布，今年前4个月全省对香港进出口486.5亿元，同比增长8.3%。",
    "省商务厅厅长陆知远表示，将继续扩大对港开放，支持两地企业在更宽领域深化合作。",
    "在南昌举行的推介会上，瑞岭集团与九江市签署协议，计划投资12亿元建设冷链物流基地。",
    "集团董事长梁颂尧介绍，基地建成以后年吞吐量可达80万吨，预计带动3200人就业。",
    "香港江西商会会长欧阳慕贤说，赣港两地产业互补，在绿色能源方面的合作前景尤为广阔。",
    "与会者还考察了赣港科技创新园，听取了园区规划、土地和人才政策的介绍。",
)
OTHER = (
    "湖北省文化和旅游厅昨日通报，汉江沿线十二处古渡口的修缮工程已全部完工。",
    "修缮保留了原有石阶与碑刻，并在岸上新建步道，方便市民与游客亲水休憩。",
    "工程负责人周远帆说，每一块石料都编了号，拆下来以后按原位砌回去。",
    "文物专家评价，这样的做法为同类遗址的保护提供了可以借鉴的经验。",
)
WEATHER = (
    "市气象台今晨发布天气预报，今天白天{}到{}，东南风{}级，最高气温{}度，最低气温{}度。",
    "明天白天多云，局部地区有阵雨，最高气温{}度，降水概率百分之{}，请市民出行携带雨具。",
    "未来三天空气质量为良，首要污染物为臭氧，紫外线指数{}级，外出时请注意防晒。",
)
MONDAY = "".join(WEATHER).format("晴", "多云", 3, 26, 18, 27, 40, 4)
TUESDAY = "".join(WEATHER).format("晴", "多云", 2, 31, 21, 29, 60, 6)


def verdict_of(one, other, **given):
    return verdict(likeness(sentences("".join(one)), sentences("".join(other))), **given)


def hant(text):
    return opencc.OpenCC("s2hk").convert(text)


COPIES = {
    "the same": REPORT,
    "in the other script": hant("".join(REPORT)),
    "the first half": REPORT[:3],
    "a third from within": REPORT[3:5],
    "sentences left out": REPORT[::2],
    "something added": (*REPORT[:3], *OTHER[:2], *REPORT[3:]),
    "words changed": [s.replace("表示", "指出").replace("全部", "都") for s in REPORT],
    "a number corrected": [s.replace("486.5", "468.5") for s in REPORT],
    "a mirror's damage, undone": restore(damage("".join(REPORT), table=300, seed=3)).value,
}
OTHERS = {
    "another report": OTHER,
    "a quotation": (*OTHER, REPORT[1]),
    "one sentence of many": (*OTHER * 3, *REPORT[:1]),
}


@pytest.mark.parametrize("name", COPIES)
def test_what_is_a_copy(name):
    assert verdict_of(REPORT, COPIES[name]) == "copies"
    assert verdict_of(COPIES[name], REPORT) == "copies"


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_another_report(name):
    assert verdict_of(REPORT, OTHERS[name]) == "others"


def test_the_same_words_with_other_numbers_are_a_template():
    assert verdict_of(MONDAY, TUESDAY) == "template"
    assert verdict_of(MONDAY, hant(MONDAY)) == "copies"


def test_of_a_very_short_text_only_the_same_is_a_copy():
    short = "三号台风信号现正生效。"
    assert verdict_of(short, hant(short)) == "copies"
    assert verdict_of(short, short.replace("三", "八")) == "template"
    assert verdict_of(short, short + "请留意最新消息。") == "others"


def test_a_short_notice_is_known_by_its_headline():
    text, added = "".join(REPORT[:2]), "".join(OTHER[:1])
    assert verdict_of(text + added, text + OTHER[3]) == "others"
    assert verdict_of(text + added, text + OTHER[3], headline=True) == "copies"


def test_digits_that_are_lost_are_no_other_numbers():
    lost = [s.replace("486.5", "\ufffd\ufffd6.5").replace("80万", "\ufffd0万") for s in REPORT]
    assert verdict_of(REPORT, lost) == "copies"


def test_copies_share_bands_and_a_text_has_only_so_many():
    whole, part, other = (sentences("".join(each)) for each in (REPORT, REPORT[2:4], OTHER))
    bands = [set(each) for each in signed([whole, part, other])]
    assert bands[0] & bands[1] and not bands[0] & bands[2]
    long = sentences("".join(f"第{n}号公告说明第{n * 7}条规定的办理期限。" for n in range(5000)))
    assert len(signed([long])[0]) <= 32
    assert signed([(), ("好",)])[0] == ()


def test_large_texts_are_compared_by_whole_sentences():
    long = tuple(f"第{n}号公告说明了第{n * 7}条规定的办理期限" for n in range(20_000))
    assert verdict(likeness(long, long[:9000])) == "copies"
    assert verdict(likeness(long, tuple(f"{part}吗" for part in long))) == "others"


# --- in an archive -------------------------------------------------------------------------------


@pytest.fixture
def archive(tmp_path):
    with Archive.open(tmp_path / "shilu.db", write=True) as opened:
        yield opened


def page(text, **given):
    """A body already extracted; its content is known by its text and its day."""
    text = "".join(text)
    day = given.pop("day", "2026-05-31")
    sha256 = sha(f"{day}{text}".encode()).hexdigest()
    known = {"id": sha256[:8], "sha256": sha256, "published": day}
    return Page(text=text, media_type="application/json", **known, **given)


def put(archive, *pages):
    """Each page in a commit of its own."""
    for each in pages:
        Ingest(archive, read_page).add([each])


def kept(archive):
    """The report of each document, and each report with its best witness and their number."""
    with archive.reading() as connection:
        article, report = schema.article.c, schema.report
        documents = map(tuple, connection.execute(select(article.document, article.report)))
        found = connection.execute(select(report)).all()
        return dict(documents), [tuple(row) for row in found]


def test_copies_become_one_report(archive):
    put(archive, page(REPORT), page(OTHER), page(hant("".join(REPORT))), page(REPORT[:3]))
    assert kept(archive) == ({1: 1, 2: 2, 3: 1, 4: 1}, [(1, 1, 3), (2, 2, 1)])


def test_copies_in_one_commit_become_one_report(archive):
    Ingest(archive, read_page).add([page(REPORT[:3]), page(OTHER), page(REPORT)])
    assert kept(archive) == ({1: 1, 2: 2, 3: 1}, [(1, 3, 2), (2, 2, 1)])


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_copy_with_the_whole_makes_its_parts_one_report(archive, order):
    pages = [page(REPORT[:3]), page(REPORT[3:]), page(REPORT)]
    put(archive, *(pages[n] for n in order))
    assert kept(archive) == ({1: 1, 2: 1, 3: 1}, [(1, 1 + order.index(2), 3)])


def test_templates_are_reports_of_their_own(archive):
    put(archive, page(MONDAY), page(TUESDAY))
    assert kept(archive)[0] == {1: 1, 2: 2}


def test_a_changed_page_of_one_address_is_a_witness_all_the_same(archive):
    url = "https://example.org/weather"
    put(archive, page(MONDAY, url=url), page(TUESDAY, url=url))
    assert kept(archive)[0] == {1: 1, 2: 1}


def test_short_texts_of_other_days_are_other_reports(archive):
    notice = "香港天文台发出寒冷天气警告，市民应穿着足够御寒衣物，并留意室内空气流通。"
    days = ("2024-12-14", "2024-12-15", "2026-01-20")
    put(archive, *(page(notice, day=day) for day in days))
    assert kept(archive)[0] == {1: 1, 2: 1, 3: 3}


def test_a_record_made_anew_finds_its_report_again(archive):
    put(archive, page(REPORT[:3]), page(OTHER), page(REPORT))
    before = kept(archive)
    with archive.writing() as connection:
        records = [(id, documents.record_of(connection, id)) for id in (1, 2)]
        reports.forget(connection, [1, 2])
        assert connection.scalar(select(func.count()).select_from(schema.report)) == 1
        reports.assign(connection, records)
    assert kept(archive) == before


def test_a_report_lives_on_without_the_document_it_is_called_after(archive):
    put(archive, page(REPORT), page(REPORT[:3]))
    with archive.writing() as connection:
        record = documents.record_of(connection, 1)
        reports.forget(connection, [1])
        text = "".join(OTHER)
        other = replace(record, article=replace(record.article, text=text))
        reports.assign(connection, [(1, other)])
    assert kept(archive) == ({1: 3, 2: 1}, [(1, 2, 1), (3, 1, 1)])


# --- the best witness ----------------------------------------------------------------------------

PLAIN = Candidate(1, "江西新报", "2026-05-31", 600, 0.0, 0.0)
#: A rule, and a witness that it puts behind the plain one.
BEHIND = {
    "whole": {"length": 250},
    "damage": {"doubt": 0.02},
    "source": {"source": None},
    "earliest": {"published": "2026-06-01"},
    "repairs": {"damage": 0.1},
    "longest": {"length": 590},
    "kept": {"document": 2},
}


@pytest.mark.parametrize("name", BEHIND)
def test_by_which_rule_a_witness_stands_behind(name):
    behind = PLAIN._replace(**BEHIND[name])
    assert ranked([behind, PLAIN]) == [PLAIN, behind]
    assert decided_by(standings(behind, PLAIN, 600)) == name


def test_a_rule_decides_before_those_after_it():
    names = [rule.name for rule in RULES]
    assert names == list(BEHIND)
    for one, other in permutations(names, 2):
        if "length" in BEHIND[one] and "length" in BEHIND[other]:
            continue
        first, second = (PLAIN._replace(**BEHIND[name]) for name in (one, other))
        later = first if names.index(one) > names.index(other) else second
        assert best([first, second]) == later
