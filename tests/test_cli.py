"""The command line as a user meets it: documents out, the rest to standard error, exit status."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from shilu.cli import main

PAGE = """首页>要闻
李明在长沙会见香港客人
湘江日报 王强 发布时间：2023年05月31日 09:26

  5月30日，省长李明在长沙会见香港长风集团主席陈大文。李明说，去年湖南对港贸易额达500亿元，增长7.4%。
"""


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("page.txt").write_text(PAGE, "utf-8")

    def invoke(*args, **kwargs):
        return CliRunner().invoke(main, args, **kwargs)

    return invoke


def test_a_page_is_shown_as_text_by_default(run):
    result = run("read", "page.txt")
    assert result.exit_code == 0
    assert "李明在长沙会见香港客人" in result.stdout
    assert "\x1b" not in result.stdout
    assert result.stderr == ""


def test_a_record_a_line(run):
    record = json.loads(run("read", "--format", "jsonl", "page.txt").stdout)
    assert record["id"] == "page"
    assert record["article"]["published"] == "2023-05-31T09:26:00+08:00"
    for mention in record["times"] + record["figures"]:
        start, end = mention["span"]
        assert record["article"]["text"][start:end] == mention["text"]
        assert PAGE[slice(*mention["origin"])] == mention["text"]


def test_standard_input(run):
    result = run("read", "--format", "json", "-", input=PAGE)
    assert json.loads(result.stdout)["article"]["headline"] == "李明在长沙会见香港客人"


def test_a_failed_input_is_named_and_the_rest_goes_on(run):
    result = run("read", "--format", "jsonl", "none.txt", "page.txt")
    assert result.exit_code == 1
    assert "none.txt: no such file or folder" in result.stderr
    assert len(result.stdout.splitlines()) == 1


def test_a_page_that_is_no_article_is_an_answer(run):
    Path("empty.txt").write_text("", "utf-8")
    result = run("read", "--format", "jsonl", "empty.txt")
    assert result.exit_code == 0
    answer = json.loads(result.stdout)
    assert set(answer) == {"id", "uri", "sha256", "refused"}
    assert set(answer["refused"]) == {"reason", "rule"}


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("read",),
        ("read", "--format", "xml", "page.txt"),
        ("read", "--date", "31.5.2023", "page.txt"),
        ("read", "--format", "html", "page.txt", "page.txt"),
        ("rule", "list", "no such deck"),
    ],
)
def test_wrong_usage_is_status_2(run, args):
    assert run(*args).exit_code == 2


def test_html_of_several_goes_to_a_folder_a_page_each(run):
    Path("page.htm").write_text(f"<p>{PAGE}</p>", "utf-8")
    assert run("read", "--format", "html", "-o", "out", "page.txt", "page.htm").exit_code == 0
    assert sorted(p.name for p in Path("out").iterdir()) == ["page.htm.html", "page.txt.html"]


def test_an_output_that_cannot_be_written_is_named(run):
    result = run("read", "-o", "none/out.txt", "page.txt")
    assert result.exit_code == 1
    assert "none/out.txt" in result.stderr


def test_restore_prints_the_page_or_its_edits(run):
    Path("page.txt").write_text("湖南日?qǐng)?bào)，發(fā)布時(shí)間\n", "utf-8")
    assert run("restore", "page.txt").stdout == "湖南日报，发布时间\n"
    document = json.loads(run("restore", "--format", "jsonl", "page.txt").stdout)
    assert document["text"] == "湖南日报，发布时间\n"
    assert {"start", "end", "was", "now", "why", "certainty"} == set(document["edits"][0])
    assert (document["damage_score"], document["doubt_score"]) == (0.4, 0.0)


def test_restore_explains_in_both_languages_on_lines_that_fit(run):
    Path("page.txt").write_text(
        "會(huì)議發(fā)布因?yàn)樘?5家" + "，發(fā)展" * 40 + "\x1b[2J", "utf-8"
    )
    told = run("restore", "--explain", "page.txt").stdout
    assert "repairs were made" in told and "共修复" in told and "U+FFFD" in told
    assert max(map(cell_len, told.splitlines())) <= 80
    assert "\x1b" not in told
    assert run("restore", "--explain", "--format", "jsonl", "page.txt").exit_code == 2


def test_schema_is_json_schema(run):
    assert json.loads(run("schema").stdout)["$schema"].startswith("https://json-schema.org/")


def test_rules_can_be_listed_tried_and_checked(run):
    assert "events" in run("rule", "list").stdout
    assert (
        "times: 5月30日 = 2023-05-30"
        in run("rule", "try", "--date", "2023-05-31", "5月30日，省长李明在长沙调研。").stdout
    )
    assert run("rule", "check").exit_code == 0
