"""Figures and commitments across the reports of an archive."""

import json

import pytest
from archives_made import archive_of
from sqlalchemy import func, select

from shilu.archive import Archive, schema
from shilu.archive.views import listing
from shilu.archive.views.commitments import CommitmentQuery, commitments
from shilu.archive.views.figures import FigureQuery, SeriesOf, figure_series, figures
from shilu.errors import QueryError

LONG = (
    "记者从海关获悉，2022年5月，江西汽车进口额为12亿元。江西提出，到2025年汽车产业规模要再上台阶。"
    "江西将继续优化口岸营商环境，支持汽车零部件企业开拓国际市场，扩大关键设备进口。"
)
PAGES = [
    (
        "a",
        "2022-06-01",
        "2022年5月，湖南省出口总额达300亿元。省长李明表示，将在2025年底前投资20亿元。",
    ),
    ("b", "2023-06-01", "2023年5月，湖南出口总额达360亿元。会议要求加强对外贸易。"),
    ("c", "2023-06-02", "据统计，2023年5月，湖南出口总额为365亿元。香港希望与湖南加强金融合作。"),
    ("d", "2023-06-03", "2023年1至4月，广东出口同比增长6.2%。广东邀请香港企业投资。"),
    ("copy", "2022-06-02", LONG),
    ("original", "2022-06-01", LONG),
]


@pytest.fixture(scope="module")
def connection(tmp_path_factory):
    folder = tmp_path_factory.mktemp("figures")
    lines = [
        json.dumps({"id": id, "title": f"消息{id}", "published": day, "text": text})
        for id, day, text in PAGES
    ]
    pages = folder / "pages.jsonl"
    pages.write_text("\n".join(lines), "utf-8")
    made = archive_of(folder / "shilu.db", pages)
    with Archive.open(made) as archive, archive.reading() as connection:
        yield connection


def test_figures_of_one_measure_and_area_are_one_series_whatever_prints_the_area(connection):
    found = figures(connection, FigureQuery(area="湖南省", unit="CNY", measure="出口"))
    assert [(s.measure, s.area, s.values, s.reports) for s in found.series] == [
        ("出口总额", "湖南", 3, 3)
    ]
    assert (found.series[0].first_period, found.series[0].last_period) == ("2022-05", "2023-05")
    assert found.series[0].disagree and found.series[0].low is None


def test_a_series_tells_values_that_differ_side_by_side_with_their_sentences(connection):
    found = figure_series(connection, SeriesOf("出口总额", "湖南", None, "CNY"))
    assert [point.period for point in found.series.points] == ["2022-05", "2023-05"]
    assert [point.disagree for point in found.series.points] == [False, True]
    assert [v.low for v in found.series.points[1].values] == [36_000_000_000, 36_500_000_000]
    for point in found.series.points:
        for value in point.values:
            told = value.told[0]
            assert told.text in told.sentence and told.origin is not None
            assert found.sources[told.page].headline.startswith("消息")


def test_copies_of_one_report_are_counted_once(connection):
    assert connection.scalar(select(func.count()).select_from(schema.report)) == 5
    (found,) = figures(connection, FigureQuery(area="江西", measure="进口")).series
    assert (found.values, found.reports) == (1, 1)
    (line, *_) = commitments(connection, CommitmentQuery(actor="江西", stance="will")).commitments
    assert line.told.witnesses == 2


def test_what_is_no_series_is_none(connection):
    assert figure_series(connection, SeriesOf("无此指标")) is None
    assert figure_series(connection, SeriesOf("出口总额", "湖南", None, "CNY"), page=9) is None
    assert figures(connection, FigureQuery(measure="' OR 1=1 --%\0")).total == 0


@pytest.mark.parametrize(
    ("asked", "actors"),
    [
        ({"area": "湖南"}, ["香港", "会议", "李明"]),
        ({"stance": "invite"}, ["广东"]),
        ({"channel": "finance", "stance": "hope"}, ["香港"]),
        ({"actor": "李明"}, ["李明"]),
        ({"area": "广东"}, ["广东"]),
        ({"deadline": True, "area": "湖南"}, ["李明"]),
        ({"amount": True, "deadline": True}, ["李明"]),
        ({"field": "finance", "stance": "hope"}, ["香港"]),
        ({"actor": "无此人"}, []),
    ],
)
def test_commitments_are_told_by_condition_the_newest_first(connection, asked, actors):
    found = commitments(connection, CommitmentQuery(**asked))
    assert [line.commitment.actor for line in found.commitments] == actors
    assert found.total == len(actors)
    for line in found.commitments:
        assert line.sentence[line.start :].startswith(line.commitment.text)


def test_a_commitment_says_its_amount_and_deadline(connection):
    (line,) = commitments(connection, CommitmentQuery(actor="李明")).commitments
    assert line.amount.low == 2_000_000_000 and line.deadline.edtf.startswith("2025")


def test_what_is_no_stance_or_channel_is_refused(connection):
    for asked in ({"stance": "x"}, {"channel": "x"}):
        with pytest.raises(QueryError):
            commitments(connection, CommitmentQuery(**asked))


def test_names_are_listed_by_how_they_begin(connection):
    assert [each.name for each in listing.people(connection, "李").names] == ["李明"]
    assert listing.people(connection, "无此").total == 0
    assert listing.people(connection).first[0].value == "李"
