"""Finding and opening pages: every input gets an answer."""

import json

import pytest

from shilu.model import Page
from shilu.pages.inputs import BODY, HTML, TEXT, Failure, list_inputs, page_of, read_pages

LINE = {
    "text": "省长李明在长沙会见客人。",
    "id": "a1",
    "date": "2023-05-31",
    "url": "https://x.cn/1",
}


@pytest.fixture
def folder(tmp_path):
    for name in ("b.txt", "a.html", "notes.md", "sub/b.txt", "sub/c.HTM"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("<p>湖南</p>" if "htm" in name.lower() else "湖南", "utf-8")
    return tmp_path


def test_a_folder_is_read_in_name_order_and_colliding_stems_are_told_apart(folder):
    listing = list_inputs([str(folder)])
    assert [s.id for s in listing.sources] == ["a", "b.txt", "sub/b.txt", "c"]
    assert [p.name for p in listing.passed_over] == ["notes.md"]
    assert listing.several


def test_kinds_are_told_by_name_and_else_by_content(folder):
    pages = list(read_pages(list_inputs([str(folder)]).sources))
    assert [p.media_type for p in pages] == [HTML, TEXT, TEXT, HTML]
    assert page_of(b"<!DOCTYPE html><p>x", id="x").media_type == HTML
    assert page_of("湖南 < 广东", id="x").media_type == TEXT


def test_what_is_not_there_is_a_failure(tmp_path):
    listing = list_inputs([str(tmp_path / "none.txt")])
    assert [f.cause for f in listing.failures] == ["no such file or folder"]


def test_a_line_of_json_is_a_body_already_extracted(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps(LINE) + "\n\n" + json.dumps({"text": "湖南"}), "utf-8")
    first, second = read_pages(list_inputs([str(path)]).sources)
    assert (first.id, first.uri, first.published) == ("a1", "https://x.cn/1", "2023-05-31")
    assert (second.id, second.uri) == ("x-3", f"{path}:3")
    assert {first.media_type, second.media_type} == {BODY}


@pytest.mark.parametrize(
    "line",
    [b"{", b"[]", b'{"id": 1}', b'{"text": 3}', b'{"text": "\xff"}', b'{"text": "\\ud800"}'],
)
def test_a_broken_line_is_named_and_the_rest_goes_on(tmp_path, line):
    path = tmp_path / "x.jsonl"
    path.write_bytes(line + b"\n" + json.dumps(LINE).encode())
    failure, page = read_pages(list_inputs([str(path)]).sources)
    assert isinstance(failure, Failure)
    assert str(failure).startswith(f"{path}:1: not a document")
    assert isinstance(page, Page)


def test_bytes_that_are_no_text_are_still_a_page(tmp_path):
    path = tmp_path / "x.txt"
    path.write_bytes(bytes(range(256)))
    (page,) = read_pages(list_inputs([str(path)]).sources)
    assert isinstance(page, Page)


def test_a_page_past_the_bound_is_refused_by_name(tmp_path, monkeypatch):
    monkeypatch.setattr("shilu.pages.inputs.MAX_BYTES", 10)
    path = tmp_path / "x.txt"
    path.write_bytes(b"x" * 11)
    (failure,) = read_pages(list_inputs([str(path)]).sources)
    assert "larger than" in str(failure)
