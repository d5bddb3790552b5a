import csv
import json

import duckdb
import openpyxl
import polars
import pytest
from archives_made import archive_of
from click.testing import CliRunner

from shilu.archive import Archive
from shilu.archive.kept import kept
from shilu.cells import cell
from shilu.cli import main
from shilu.export.tables import TABLES, columns_of, rows_of


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    return archive_of(tmp_path_factory.mktemp("archive") / "shilu.db")


@pytest.fixture(scope="module")
def articles(archive):
    with Archive.open(archive) as opened, opened.reading() as connection:
        return list(kept(connection))


def export(archive, *arguments):
    return CliRunner().invoke(main, ["export", *arguments, "--archive", str(archive)])


def test_every_row_has_a_value_for_every_column(articles):
    for name in TABLES:
        columns = columns_of(name, with_text=True)
        rows = [row for each in articles for row in rows_of(name, each, with_text=True)]
        assert rows, name
        assert all(len(row) == len(columns) for row in rows)


def test_jsonl_has_a_record_a_line_and_no_text_unless_asked_for(archive, articles, tmp_path):
    for options, has_text in (((), False), (("--with-text",), True)):
        target = tmp_path / "out.jsonl"
        assert export(archive, "jsonl", "-o", str(target), *options).exit_code == 0
        lines = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
        assert [line["document"] for line in lines] == [each.code for each in articles]
        assert all(bool(line["record"]["article"]["text"]) == has_text for line in lines)


def test_csv_opens_in_excel_and_holds_every_row(archive, articles, tmp_path):
    assert export(archive, "csv", "-o", str(tmp_path / "tables")).exit_code == 0
    for name in TABLES:
        file = tmp_path / "tables" / f"{name}.csv"
        assert file.read_bytes().startswith(b"\xef\xbb\xbf")
        rows = list(csv.reader(file.open(encoding="utf-8-sig", newline="")))
        assert rows[0] == [column for column, _ in columns_of(name, with_text=False)]
        expected = sum(len(list(rows_of(name, each, with_text=False))) for each in articles)
        assert len(rows) - 1 == expected


def test_parquet_is_typed_in_polars_and_in_duckdb(archive, articles, tmp_path):
    assert export(archive, "parquet", "-o", str(tmp_path / "tables")).exit_code == 0
    figures = tmp_path / "tables" / "figures.parquet"
    frame = polars.read_parquet(figures)
    assert frame.schema["low"] == polars.Float64
    assert frame.schema["day"] == polars.Date
    assert frame.schema["inferred"] == polars.List(polars.String)
    counted = duckdb.sql(f"select count(*), min(day) from '{figures}'").fetchall()[0]
    assert counted[0] == len(frame)
    assert counted[1] == frame["day"].min()


def test_a_workbook_has_a_sheet_for_each_table(archive, articles, tmp_path):
    target = tmp_path / "out.xlsx"
    assert export(archive, "xlsx", "-o", str(target)).exit_code == 0
    book = openpyxl.load_workbook(target, read_only=True)
    assert book.sheetnames == list(TABLES)
    people = list(book["people"].iter_rows(values_only=True))
    expected = [row for each in articles for row in rows_of("people", each, with_text=False)]
    assert [row[5] for row in people[1:]] == [row[5] for row in expected]


def test_one_table_is_one_file(archive, tmp_path):
    target = tmp_path / "figures.csv"
    done = export(archive, "csv", "--table", "figures", "-o", str(target))
    assert done.exit_code == 0
    assert target.is_file()


def test_what_was_published_or_kept_later_is_chosen(archive, articles, tmp_path):
    target = tmp_path / "out.jsonl"
    for options, count in ((("--since", "2999-01-01"), 0), (("--to", "1999-01-01"), 0)):
        export(archive, "jsonl", "-o", str(target), *options)
        assert len(target.read_text("utf-8").splitlines()) == count


def test_a_cell_is_no_formula():
    assert cell("=1+1") == "'=1+1"
    assert cell("@someone") == "'@someone"
    assert cell("=") == "="
    assert cell(-3.5) == -3.5
    assert cell(["甲", "乙"]) == "甲；乙"


def test_a_folder_of_other_files_is_left_alone(archive, tmp_path):
    (tmp_path / "letters.txt").write_text("keep me")
    done = export(archive, "csv", "-o", str(tmp_path))
    assert done.exit_code == 1
    assert "holds other files" in done.output
    assert (tmp_path / "letters.txt").read_text() == "keep me"


def test_a_missing_archive_is_named(tmp_path):
    done = export(tmp_path / "none.db", "csv", "-o", str(tmp_path / "out"))
    assert done.exit_code == 1
    assert "none.db: there is no archive" in done.output
