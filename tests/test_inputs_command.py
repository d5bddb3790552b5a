"""The command over inputs of every kind: what is said of them, and what their records say."""

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from warc import answer, record

from shilu import read
from shilu.cli import main

PARAGRAPHS = (
    "<p>云溪日报讯 5月30日，市长何远在长风集团调研时指出，去年全市进出口达500亿元，增长6.2%。</p>"
    "<p>何远强调，要抓好项目建设，推动产业升级。副市长陆知秋参加调研。</p>"
)
PAGE = (
    '<html><head><meta charset="gb2312"><title>何远到长风集团调研</title></head><body>'
    f"<h1>何远到长风集团调研</h1><p>来源：云溪日报 2023-05-31 09:26</p>{PARAGRAPHS}</body></html>"
)


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def invoke(*args, **kwargs):
        return CliRunner().invoke(main, args, **kwargs)

    return invoke


def documents(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_charset_that_does_not_hold_is_in_the_record_and_in_what_is_shown(run):
    Path("x.html").write_text(PAGE, "utf-8")
    (found,) = documents(run("read", "--format", "jsonl", "x.html"))
    assert found["charset"] == "utf-8"
    assert found["declared"] == [{"charset": "gb2312", "by": "meta", "holds": False}]
    assert "utf-8 (meta says gb2312)" in run("read", "x.html").stdout
    assert "utf-8 (meta says gb2312)" in run("read", "--format", "html", "x.html").stdout


def test_a_charset_that_holds_is_not_spoken_of(run):
    Path("x.html").write_bytes(PAGE.encode("gbk"))
    assert "says" not in run("read", "x.html").stdout


def test_bad_bytes_are_damage_that_is_lost():
    page = PAGE.encode().replace("产业".encode(), "产业".encode()[:-1])
    found = read(page)
    assert [(d.kind, d.count, d.lost) for d in found.damage] == [("bytes", 1, 1)]
    assert "产\ufffd升级" in found.article.text
    assert "1 lost" in str(found)


def test_when_an_archive_took_a_page_is_not_when_it_was_published(run):
    page = PAGE.replace("2023-05-31 09:26", "")
    Path("x.warc.gz").write_bytes(gzip.compress(record(answer(page.encode()))))
    (found,) = documents(run("read", "--format", "jsonl", "x.warc.gz"))
    assert (found["fetched"], found["article"]["published"]) == ("2023-05-31T01:02:03Z", None)
    shown = run("read", "--format", "html", "-o", "out", "x.warc.gz")
    assert shown.exit_code == 0
    assert "2023-05-31T01:02:03Z" in next(Path("out").iterdir()).read_text("utf-8")


def test_an_archive_is_summed_up(run):
    pages = [record(answer(PAGE.encode()), number=n) for n in range(3)]
    request = record(b"GET / HTTP/1.1\r\n\r\n", "request")
    Path("x.warc").write_bytes(pages[0] + request + b"junk" + pages[1] + pages[2][:-100])
    result = run("read", "--format", "jsonl", "x.warc")
    assert result.exit_code == 1
    assert len(documents(result)) == 2
    assert "no whole record up to byte" in result.stderr
    assert "x.warc: passed over 1 request records" in result.stderr
    assert "read 2, failed 2" in result.stderr


def test_columns_are_named_and_one_that_is_not_there_is_an_error(run):
    rows = [{"正": "5月30日，市长何远在长风集团调研。", "日子": "2023-05-31"}]
    Path("x.jsonl").write_text(json.dumps(rows[0]), "utf-8")
    result = run(
        "read", "--format", "jsonl", "--text-column", "正", "--date-column", "日子", "x.jsonl"
    )
    (found,) = documents(result)
    assert [t["edtf"] for t in found["times"]] == ["2023-05-30"]
    result = run("read", "--text-column", "body", "x.jsonl")
    assert result.exit_code == 1
    assert "no column 'body'; there are: 日子, 正" in result.stderr


def test_the_bound_on_a_page_can_be_raised_and_lowered(run):
    Path("x.html").write_text(PAGE, "utf-8")
    result = run("read", "--max-page-size", "0.0002", "x.html")
    assert result.exit_code == 1
    assert "larger than 0.0002 MB" in result.stderr
    assert run("read", "--max-page-size", "1", "x.html").exit_code == 0
    assert run("read", "--max-page-size", "0", "x.html").exit_code == 2


@pytest.mark.parametrize("command", ["restore", "damage"])
def test_the_other_commands_read_the_same(run, command):
    Path("x.gz").write_bytes(gzip.compress(PAGE.encode()))
    result = run(command, "--max-page-size", "1", "x.gz")
    assert result.exit_code == 0
    assert "5月30日" in result.stdout


def test_a_folder_says_what_it_passes_over(run):
    for name in ("a.html", "b.pdf", ".c.html"):
        path = Path("pages") / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(PAGE, "utf-8")
    result = run("read", "--format", "jsonl", "pages")
    assert result.exit_code == 0
    assert len(documents(result)) == 1
    assert "passed over 1 file of another kind" in result.stderr
    assert "passed over 1 hidden" in result.stderr
