"""Rows: one page each, from columns by name; a broken row costs only itself."""

import json
from datetime import datetime

import pyarrow as arrow
import pytest
from pyarrow import parquet

from shilu.model import Page
from shilu.pages import Columns, Options, list_inputs, read_pages
from shilu.pages.answers import BODY, HTML, Failure

TEXT = "云溪市5月30日召开会议。"
ROWS = [
    {"text": TEXT, "title": "云溪开会", "date": "2023-05-31", "url": "https://x.cn/1", "id": "a"},
    {"text": TEXT, "title": None, "date": None, "url": None, "id": None},
]


def parquet_of(rows, tmp_path, **options):
    path = tmp_path / "made.parquet"
    parquet.write_table(arrow.Table.from_pylist(rows), path, **options)
    return path.read_bytes()


FORMS = {
    "x.jsonl": lambda rows, _: b"".join(json.dumps(row).encode() + b"\n" for row in rows),
    "x.json": lambda rows, _: json.dumps(rows, indent=1).encode(),
    "x.parquet": parquet_of,
    "x": parquet_of,
    "x.csv": lambda rows, _: "\n".join(
        ",".join(value or "" for value in line) for line in [rows[0], *(r.values() for r in rows)]
    ).encode("gbk"),
}


@pytest.fixture
def read(tmp_path):
    def answers(data, name="x.jsonl", **options):
        path = tmp_path / name
        path.write_bytes(data)
        return list(read_pages(list_inputs([str(path)]).sources, Options(**options)))

    return answers


def failures(answers):
    return [str(a).rpartition("/")[2] for a in answers if isinstance(a, Failure)]


@pytest.mark.parametrize("name", FORMS)
def test_a_row_is_a_page_with_what_came_with_it(read, tmp_path, name):
    first, second = read(FORMS[name](ROWS, tmp_path), name)
    assert (first.text, first.media_type) == (TEXT, BODY)
    assert (first.title, first.published, first.id) == ("云溪开会", "2023-05-31", "a")
    assert (first.url, first.uri) == ("https://x.cn/1", "https://x.cn/1")
    assert (second.title, second.published, second.url) == (None, None, None)
    assert second.id.startswith("x-")


@pytest.mark.parametrize("name", FORMS)
def test_columns_go_by_the_names_they_are_given(read, tmp_path, name):
    rows = [{"网页": f"<p>{TEXT}", "题": "云溪", "日": "2023-05-31", "text": "x", "键": "k"}]
    columns = Columns(html="网页", title="题", date="日", id="键")
    (page,) = read(FORMS[name](rows, tmp_path), name, columns=columns)
    assert (page.media_type, page.text) == (HTML, f"<p>{TEXT}")
    assert (page.title, page.published, page.id) == ("云溪", "2023-05-31", "k")


@pytest.mark.parametrize("name", FORMS)
def test_a_column_that_is_not_there_is_an_error_that_lists_those_that_are(read, tmp_path, name):
    answers = read(FORMS[name](ROWS, tmp_path), name, columns=Columns(date="day"))
    assert "no column 'day'; there are: date, id, text, title, url" in failures(answers)[-1]
    answers = read(FORMS[name](ROWS, tmp_path), name, columns=Columns(text="words"))
    assert not [a for a in answers if isinstance(a, Page)]
    assert "'words'; there are: date, id" in failures(answers)[-1]
    (failure,) = read(FORMS[name]([{"a": "x", "b": "y"}], tmp_path), name)
    assert "no column of text; there are: a, b" in str(failure)


@pytest.mark.parametrize("name", ["x.jsonl", "x.json"])
@pytest.mark.parametrize("row", [{"text": None}, {"text": 3}, [], 3])
def test_a_row_that_holds_no_text_is_named_and_the_rest_goes_on(read, row, name):
    answers = read(FORMS[name]([row, ROWS[0]], None), name)
    assert isinstance(answers[1], Page)
    (failure,) = failures(answers)
    assert failure.startswith(f"{name}:1: ")


def test_a_common_name_may_hold_something_else(read):
    row = {"page": 3, "text": None, "content": TEXT, "time": 1685491200, "title": ["x"]}
    (page,) = read(json.dumps(row).encode())
    assert (page.text, page.published, page.title) == (TEXT, None, None)
    (failure,) = read(json.dumps(row).encode(), columns=Columns(date="time"))
    assert "x.jsonl:1: column 'time' holds a number" in str(failure)


@pytest.mark.parametrize(
    "line",
    [b"{", b"[]", b'{"text": "\xff"}', b'{"text": "\\ud800"}', b"[" * 100_000, b'{"text"', b"\0"],
)
def test_a_broken_line_is_named_and_the_rest_goes_on(read, line):
    failure, page = read(line + b"\n" + FORMS["x.jsonl"](ROWS[:1], None))
    assert "x.jsonl:1: not a document" in str(failure)
    assert page.text == TEXT


def test_a_line_past_the_bound_is_named_and_the_rest_goes_on(read):
    good = FORMS["x.jsonl"](ROWS[:1], None)
    long = b'{"text": "' + b"x" * 5_000_000 + b'"}\n'
    answers = read(good + long + good, max_page_size=1_000)
    assert [type(a) for a in answers] == [Page, Failure, Page]
    assert "x.jsonl:2: larger than" in failures(answers)[0]


def test_lines_may_be_marked_blank_or_unended(read):
    data = b"\xef\xbb\xbf" + FORMS["x.jsonl"](ROWS[:1], None) + b"\n\r\n" + b'{"text": "x"}'
    first, second = read(data)
    assert (first.text, second.text, second.id) == (TEXT, "x", "x-4")


def test_json_is_read_as_far_as_it_is_whole(read):
    whole = json.dumps(ROWS * 50).encode()
    answers = read(whole[:-20], "x.json")
    assert sum(isinstance(a, Page) for a in answers) == 99
    assert "x.json:100: not JSON" in failures(answers)[0]
    assert "nested too deep" in failures(read(b"[" * 5 + b'{"a":' * 100_000, "x.json"))[-1]


def test_json_far_longer_than_what_is_read_at_once(read):
    rows = [{"text": "云" * 1_000_000}] * 5
    assert [len(p.text) for p in read(json.dumps(rows).encode(), "x.json")] == [1_000_000] * 5


def test_rows_of_csv_may_hold_line_breaks_and_lack_cells(read):
    data = f'text,title\n"{TEXT}\n{TEXT}",云溪\n{TEXT}\n,空\n'.encode()
    first, second, failure = read(data, "x.csv")
    assert (first.text, first.title) == (f"{TEXT}\n{TEXT}", "云溪")
    assert (second.text, second.title) == (TEXT, None)
    assert "null" in failure.cause


def test_parquet_may_hold_times_numbers_and_bytes(read, tmp_path):
    rows = [{"html": f"<p>{TEXT}".encode("gbk"), "date": datetime(2023, 5, 31, 9, 26), "id": 7}]
    (page,) = read(parquet_of(rows, tmp_path), "x")
    assert (page.text, page.charset) == (f"<p>{TEXT}", "gb18030")
    assert (page.published, page.id) == ("2023-05-31T09:26:00", "7")


def test_a_text_stored_once_and_meant_very_often_is_not_read_on(read, tmp_path):
    words = arrow.DictionaryArray.from_arrays([0] * 1000, [TEXT * 100_000])
    path = tmp_path / "made.parquet"
    parquet.write_table(arrow.table({"text": words}), path)
    *pages, failure = read(path.read_bytes(), "x")
    assert len(pages) < 500
    assert "more than 250 times" in failure.cause


def test_a_broken_part_of_parquet_costs_only_itself(read, tmp_path):
    rows = [{"text": f"{TEXT}{n}" * 20} for n in range(300)]
    data = parquet_of(rows, tmp_path, row_group_size=100, compression="zstd", use_dictionary=False)
    at = data.index(b"\x28\xb5\x2f\xfd", data.index(b"\x28\xb5\x2f\xfd", len(data) // 3)) + 9
    answers = read(data[:at] + b"\xff" * 60 + data[at + 60 :], "x")
    assert sum(isinstance(a, Page) for a in answers) == 200
    assert len(failures(answers)) == 1
    (failure,) = read(data[:-9], "x")
    assert "broken Parquet" in failure.cause
