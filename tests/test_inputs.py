"""Finding and opening pages: every input gets an answer."""

import gzip
import hashlib
import io
import json
import os
import socket
import zipfile

import pytest
from backports import zstd
from warc import answer, record

from shilu.pages import Options, list_inputs, page_of, read_pages
from shilu.pages.answers import BODY, HTML, TEXT

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


@pytest.fixture
def read(tmp_path):
    def answers(data, name="x", options=Options()):  # noqa: B008
        path = tmp_path / name
        path.write_bytes(data)
        return list(read_pages(list_inputs([str(path)]).sources, options))

    return answers


PAGE = "<html><p>云溪市召开会议。</p>"
MANY = json.dumps(LINE).encode() + b"\n"
PACKS = [gzip.compress, zstd.compress, lambda data: gzip.compress(zstd.compress(data))]


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize(
    ("data", "media_type", "count"),
    [(PAGE.encode(), HTML, 1), ("云溪市".encode("gbk"), TEXT, 1), (MANY * 3, BODY, 3)],
)
def test_what_is_packed_is_told_by_its_bytes_and_read(read, pack, data, media_type, count):
    pages = read(pack(data))
    assert [p.media_type for p in pages] == [media_type] * count
    assert [p.text for p in pages] == [p.text for p in read(data)]


def test_a_packed_file_is_called_by_its_bare_name(read):
    (page,) = read(gzip.compress(PAGE.encode()), "page.html.gz")
    assert page.id == "page"


def test_packed_lines_are_read_as_far_as_they_are_whole(read):
    lines = b"".join(
        json.dumps({"text": "云溪" + hashlib.sha256(b"%d" % n).hexdigest()}).encode() + b"\n"
        for n in range(5000)
    )
    for pack in (gzip.compress, zstd.compress):
        packed = pack(lines)
        *pages, failure = read(packed[: len(packed) // 2], "x.jsonl")
        assert len(pages) > 100
        assert "broken compressed data" in str(failure)


def test_a_page_packed_and_broken_is_refused(read):
    packed = gzip.compress(PAGE.encode())
    for broken in (packed[:-4], packed[:30], packed[:20] + b"\xff\0" + packed[22:], packed + b"x"):
        (failure,) = read(broken)
        assert "broken compressed data" in str(failure)


def test_bombs_are_refused(read):
    spaces = b" " * 100_000_000
    for bomb in (
        gzip.compress(spaces, 9),
        zstd.compress(spaces),
        gzip.compress(gzip.compress(spaces)),
    ):
        (failure,) = read(bomb, "x.html")
        assert "larger than 8 MB" in str(failure)
        *_, failure = read(bomb, "x.jsonl")
        assert "more than 250 times" in str(failure)
    nested = b"x"
    for _ in range(5):
        nested = gzip.compress(nested)
    assert "more than 3 times" in str(read(nested)[0])


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
        (b"Rar!\x1a\x07\0", "RAR"),
        (b"x" * 257 + b"ustar\x0000", "tar"),
        (bytes(range(256)) * 4, "binary"),
        (b"\0" * 99, "binary"),
    ],
)
@pytest.mark.parametrize("name", ["x", "x.html", "x.jsonl"])
def test_what_holds_no_text_is_refused_by_what_it_is(read, data, what, name):
    for sent in (data, gzip.compress(data)):
        (failure,) = read(sent, name)
        assert what in failure.cause


def test_bytes_that_no_charset_reads_are_refused(read):
    (failure,) = read(b"<p>" + b"\xff\x80" * 99, "x.html")
    assert "no text in any charset" in failure.cause
    assert read("<p>会议在长沙举行".encode() + b"\xff" * 3)[0].undecoded == 3


@pytest.mark.parametrize(
    "charset", ["utf-8", "gb18030", "big5", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_text_in_any_charset_is_not_taken_for_binary(read, charset):
    (page,) = read("<html><p>會議在香港舉行。</p>\n".encode(charset) * 9)
    assert "會議在香港舉行" in page.text


def test_a_page_past_the_bound_is_refused_by_name(read):
    (failure,) = read(b"x" * 11, options=Options(max_page_size=10))
    assert "larger than" in str(failure)
    assert "--max-page-size" in str(failure)


def test_an_empty_page_is_a_page_and_an_empty_file_of_rows_is_none(read):
    (page,) = read(b"", "x.html")
    assert page.text == ""
    for name in ("x.jsonl", "x.json", "x.csv", "x.warc"):
        assert read(b"", name)[0].cause == "holds no document"


def test_hidden_files_links_to_folders_and_pipes_in_a_folder_are_not_followed(tmp_path):
    for name in (".git/a.html", ".hidden.html", "a.html", "b.json"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(PAGE, "utf-8")
    (tmp_path / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.html")
    listing = list_inputs([str(tmp_path)])
    assert [s.id for s in listing.sources] == ["a"]
    assert sorted(p.name for p in listing.hidden) == [".git", ".hidden.html"]
    assert sorted(p.name for p in listing.passed_over) == ["b.json", "loop", "pipe.html"]


def test_what_cannot_be_opened_is_named(tmp_path):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s.html"))
        (tmp_path / "gone.html").symlink_to(tmp_path / "nowhere")
        sources = list_inputs([str(tmp_path / "s.html"), str(tmp_path)]).sources
        causes = [str(answer).rpartition("/")[2] for answer in read_pages(sources)]
    assert causes == ["s.html: a socket, no file", "gone.html: no such file or directory"]


def test_a_name_that_is_no_utf_8_can_be_said_and_written(tmp_path):
    path = os.fsencode(tmp_path) + b"/\xd4\xc6.html"
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(PAGE.encode())
    (page,) = read_pages(list_inputs([str(tmp_path)]).sources)
    assert page.id == r"\xd4\xc6"
    page.uri.encode()


def test_a_zip_is_read_file_by_file(read):
    sent = io.BytesIO()
    with zipfile.ZipFile(sent, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/页.html", PAGE)
        archive.writestr("b.jsonl.gz", gzip.compress(MANY * 2))
        archive.writestr("c.pdf", b"%PDF-1.7")
        archive.writestr("d.warc", record(answer(PAGE.encode())))
        archive.writestr("e.zip", b"PK\x03\x04")
    page, *lines, pdf, warc, nested = read(sent.getvalue())
    assert (page.id, page.text) == ("x/页", PAGE)
    assert page.uri.endswith("/x/a/页.html")
    assert [line.text for line in lines] == [LINE["text"]] * 2
    assert warc.text == PAGE
    assert "PDF" in pdf.cause
    assert "within an archive" in nested.cause


def test_a_broken_zip_costs_what_is_broken(read):
    sent = io.BytesIO()
    with zipfile.ZipFile(sent, "w") as archive:
        archive.writestr("a.html", PAGE)
        archive.writestr("b.html", PAGE)
    data = sent.getvalue().replace(PAGE.encode(), PAGE.encode().replace(b"<p>", b"<q>"), 1)
    failure, page = read(data)
    assert "CRC" in failure.cause
    assert page.text == PAGE
    (failure,) = read(data[:-30])
    assert "broken zip" in failure.cause


def test_an_office_document_is_no_zip_of_pages(read):
    sent = io.BytesIO()
    with zipfile.ZipFile(sent, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    assert "office" in read(sent.getvalue())[0].cause


def test_standard_input_is_read_whatever_it_is(monkeypatch):
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("a.html", PAGE)
    kinds = [PAGE.encode(), gzip.compress(PAGE.encode()), record(answer(PAGE.encode()))]
    for data in (*kinds, gzip.compress(kinds[2]), zipped.getvalue()):
        piped = io.TextIOWrapper(io.BufferedReader(Pipe(data)))
        monkeypatch.setattr("sys.stdin", piped)
        (page,) = read_pages(list_inputs(["-"]).sources)
        assert page.text == PAGE


class Pipe(io.RawIOBase):
    """Bytes that come a few at a time, and cannot be sought in."""

    def __init__(self, data):
        self.data = data

    def readable(self):
        return True

    def readinto(self, buffer):
        part, self.data = self.data[:7], self.data[7:]
        buffer[: len(part)] = part
        return len(part)
