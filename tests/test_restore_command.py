"""`shilu damage`: what it prints, and that it can be undone."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from shilu.cli import main
from shilu.restore import restore

ORIGINAL = "云溪日报5家企业发布会\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("page.txt").write_text(ORIGINAL, "utf-8")
    return lambda *args: CliRunner().invoke(main, ["damage", *args])


def test_a_page_is_printed_as_a_mirror_would(run):
    printed = run("page.txt", "--table", "60").stdout
    assert "發(fā)" in printed and restore(printed).value == ORIGINAL
    assert run("page.txt", "--table", "0").stdout == "云溪日報5家企業發布會\n"


def test_a_seed_gives_the_same_page_each_time(run):
    pages = [run("page.txt", "--seed", "4", "--partial", "0.5").stdout for _ in range(3)]
    assert len(set(pages)) == 1


def test_what_was_destroyed_is_named_character_by_character(run):
    document = json.loads(run("page.txt", "--table", "2522", "--format", "jsonl").stdout)
    assert set(document) == {"id", "text", "destroyed", "noise"} and not document["noise"]
    assert document["destroyed"]
    assert all(ORIGINAL[d["at"]] == d["char"] for d in document["destroyed"])


def test_what_was_strewn_is_named_where_it_was_put_in(run):
    text = "全省农业大会召开\n会议昨天举行，省长出席。他说，农业要创新。\n"
    Path("page.txt").write_text(text, "utf-8")
    args = "page.txt", "--table", "2522", "--noise", "1", "--seed", "1"
    document = json.loads(run(*args, "--format", "jsonl").stdout)
    assert len(document["noise"]) == text.count("，") + text.count("。")
    assert all(text[n["at"] - 1] in "，。" and n["text"] for n in document["noise"])
    assert all(text[d["at"]] == d["char"] for d in document["destroyed"])


def test_what_gbk_cannot_hold_is_a_reference_in_markup(run):
    Path("page.txt").write_text("𠮷", "utf-8")
    assert run("page.txt", "--markup").stdout == "&#134071;\n"
    assert run("page.txt").stdout == "?\n"
    assert run("absent.txt").exit_code == 1
