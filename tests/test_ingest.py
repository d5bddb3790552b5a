"""Ingesting: what is kept, met again, refused, and acknowledged."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import replace
from sqlalchemy import func, select

from shilu.archive import Archive, ingest, keeping, schema
from shilu.archive.documents import (
    addresses,
    find,
    page_of,
    record_of,
    text_of,
    texts_of,
    versions,
)
from shilu.archive.ingest import Ingest
from shilu.cli import main
from shilu.model import Page
from shilu.pages import list_inputs, read_pages
from shilu.pages.inputs import BODY
from shilu.reading import read_page

REPORT = "云溪日报讯 5月30日，市长何远在长风集团调研时指出，去年全市进出口达{n}亿元，增长6.2%。"


def page(n: int, **given) -> Page:
    text = REPORT.format(n=n)
    told = {"sha256": f"{n:064x}", "uri": f"pages/{n}.txt", "id": str(n)} | given
    return Page(text=text, media_type=BODY, published="2023-05-31", **told)


def count(archive, table):
    with archive.reading() as connection:
        return connection.scalar(select(func.count()).select_from(table))


@pytest.fixture
def archive(tmp_path):
    with Archive.open(tmp_path / "shilu.db", write=True) as opened:
        yield opened


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return lambda *args: CliRunner().invoke(main, args)


def write_rows(path: str, rows: list[dict]) -> None:
    Path(path).write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def test_what_is_kept_twice_changes_nothing(archive):
    pages = [page(n) for n in range(5)]
    first = Ingest(archive, read_page).add(pages)
    again = Ingest(archive, pytest.fail).add(pages)
    assert (first.articles, first.known) == (5, 0)
    assert (again.articles, again.known) == (0, 5)
    assert count(archive, schema.document) == count(archive, schema.address) == 5


def test_a_page_that_comes_twice_in_one_run_is_kept_once(archive):
    tally = Ingest(archive, read_page).add([page(1), page(1, uri="pages/copy.txt")])
    assert (tally.articles, tally.known) == (1, 1)
    with archive.reading() as connection:
        assert list(addresses(connection, 1)) == ["pages/1.txt", "pages/copy.txt#1"]


def test_a_changed_page_at_the_same_address_is_a_further_version(archive):
    for n in (1, 2):
        Ingest(archive, read_page).add([page(n, url="https://云溪.example/news")])
    with archive.reading() as connection:
        found = versions(connection, 1)
    assert [document.sha256[-1] for document in found] == ["1", "2"]


def test_the_record_that_is_kept_is_the_one_that_was_read(archive):
    made = page(1)
    Ingest(archive, read_page).add([made])
    with archive.reading() as connection:
        assert page_of(connection, 1) == made
        kept = record_of(connection, 1)
    read = read_page(made)
    assert kept == read
    assert (kept._body, kept._page) == (read._body, read._page)


def test_a_figure_larger_than_any_whole_number_of_sqlite_is_kept(archive):
    large = page(1, sha256="f" * 64)
    record = read_page(large)
    figure = record.figures[0]
    record = replace(record, figures=(replace(figure, low=10**24),))
    assert Ingest(archive, lambda _: record).add([large]).articles == 1
    with archive.reading() as connection:
        assert connection.scalar(select(schema.figure.c.low)) == 1e24
        assert record_of(connection, 1).figures[0].low == 10**24


@pytest.mark.parametrize("breaks", ["ready", "keep_records", "the file's own rules"])
def test_a_document_that_cannot_be_kept_does_not_cost_its_group(archive, monkeypatch, breaks):
    """Whether it breaks before the transaction, in it, or in the database."""
    if breaks == "the file's own rules":
        _document = keeping._document
        monkeypatch.setattr(
            keeping, "_document", lambda p, code: _document(p, None if p.id == "2" else code)
        )
    else:
        module = ingest if breaks == "ready" else keeping
        whole = getattr(module, breaks)

        def broken(*args):
            held = args[0] if breaks == "ready" else [each.record for _, each in args[1]]
            if "2" in [each.id for each in (held if isinstance(held, list) else [held])]:
                raise RuntimeError("no room in it")
            return whole(*args)

        monkeypatch.setattr(module, breaks, broken)
    kept = []
    told = []
    work = Ingest(archive, read_page, lambda p, code: kept.append(p.id), told.append)
    tally = work.add([page(n) for n in range(1, 5)])
    assert kept == ["1", "3", "4"]
    assert (tally.articles, tally.failed, len(told)) == (3, 1, 1)
    with archive.reading() as connection:
        (refused,) = connection.execute(select(schema.refused)).all()
    assert refused.name == "pages/2.txt"
    assert refused.reason.startswith("cannot be kept, a fault of shilu's: ")
    for table in (schema.document, schema.source, schema.record, schema.article):
        assert count(archive, table) == 3
    monkeypatch.undo()
    assert Ingest(archive, read_page).add([page(2)]).articles == 1
    assert count(archive, schema.refused) == 0, "it is kept now, and no longer refused"


def test_pages_are_acknowledged_only_once_they_are_committed(archive, monkeypatch):
    monkeypatch.setattr(ingest, "_PAGES", 2)
    seen = []

    def kept(_, code):
        with Archive.open(archive.path) as other, other.reading() as connection:
            seen.append(find(connection, code).code == code)

    Ingest(archive, read_page, kept).add([page(n) for n in range(5)])
    assert seen == [True] * 5


def test_a_commit_is_made_after_some_seconds(archive, monkeypatch):
    monkeypatch.setattr(ingest, "_SECONDS", 0.0)
    order = []
    work = Ingest(archive, lambda p: order.append(p.id) or read_page(p))
    work.kept = lambda p, code: order.append(f"{p.id} kept")
    work.add([page(1), page(2)])
    assert order == ["1", "1 kept", "2", "2 kept"]


def test_the_command_lists_what_is_safe_and_sums_up(run):
    write_rows("a.jsonl", [{"id": f"a{n}", "text": REPORT.format(n=n)} for n in range(3)])
    result = run("ingest", "a.jsonl", "--list")
    lines = [line.split("\t") for line in result.stdout.splitlines()]
    assert [name for _, name in lines] == ["a.jsonl:1", "a.jsonl:2", "a.jsonl:3"]
    assert all(len(code) == 16 for code, _ in lines)
    assert "shilu.db: 3 articles kept" in result.stderr
    assert "pages/s" in result.stderr
    again = run("ingest", "a.jsonl", "--list")
    assert again.stdout == result.stdout
    assert "3 known before" in again.stderr


def test_what_is_no_article_and_what_failed_is_listed_with_its_reason(run):
    Path("list.html").write_text("<html><body><a href=x>云溪</a></body></html>", "utf-8")
    write_rows("bad.jsonl", [{"text": REPORT.format(n=1)}, {"other": 1}])
    result = run("ingest", "list.html", "bad.jsonl", "gone.txt")
    assert result.exit_code == 1
    assert "1 articles kept, 1 no articles, 2 failed" in result.stderr
    run("ingest", "gone.txt")  # noted once
    listed = run("refused", "--format", "jsonl")
    found = {row["name"]: row for row in map(json.loads, listed.stdout.splitlines())}
    assert set(found) == {"list.html", "bad.jsonl:2", "gone.txt"}
    assert found["gone.txt"]["reason"] == "no such file or folder"
    assert found["gone.txt"]["code"] is None
    assert found["list.html"]["rule"].startswith("refusal.")
    assert len(found["list.html"]["code"]) == 16
    assert "gone.txt: no such file or folder" in run("refused").stdout


def test_what_failed_is_no_longer_refused_once_it_is_kept(run):
    assert run("ingest", "x.txt").exit_code == 1
    Path("x.txt").write_text(REPORT.format(n=1), "utf-8")
    assert run("ingest", "x.txt").exit_code == 0
    assert run("refused").stdout == ""


def test_an_article_s_text_is_told_without_its_record(archive):
    """Whether it is the page as received, or was taken out of it and repaired."""
    examples = Path(__file__).resolve().parent.parent / "examples"
    listing = list_inputs([str(examples)])
    Ingest(archive, read_page).add(read_pages(listing.sources))
    Ingest(archive, read_page).add([page(1)])
    with archive.reading() as connection:
        ids = list(connection.scalars(select(schema.record.c.document)))
        texts = dict(texts_of(connection, ids))
        assert len(texts) > 5
        for id, text in texts.items():
            assert text == text_of(connection, id) == record_of(connection, id).article.text
