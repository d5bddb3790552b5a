"""Web archives: every page of a whole record is read, whatever stands around it."""

import gzip
import zlib

import brotli
import pytest
from backports import zstd
from warc import PAGE, answer, chunked, record, records

from shilu.model import Page
from shilu.pages import Options, list_inputs, read_pages
from shilu.pages.answers import HTML, TEXT, Failure, PassedOver

BODY = PAGE.encode()
JUNK = {
    "words": b"junk\r\n" * 9,
    "zeros": b"\0" * 99,
    "magic": b"\x1f\x8b\x08\0junk",
    "opening": b"WARC/1.0",
}


@pytest.fixture
def read(tmp_path):
    def answers(data, name="a.warc", options=Options()):  # noqa: B008
        path = tmp_path / name
        path.write_bytes(data)
        return list(read_pages(list_inputs([str(path)]).sources, options))

    return answers


def ids(answers):
    return [int(a.id[-4:]) for a in answers if isinstance(a, Page)]


def failures(answers):
    return [str(a).rpartition("/a.warc")[2] for a in answers if isinstance(a, Failure)]


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (BODY, []),
        (chunked(BODY), ["Transfer-Encoding: chunked"]),
        (gzip.compress(BODY), ["Content-Encoding: gzip"]),
        (gzip.compress(BODY[:50]) + gzip.compress(BODY[50:]), ["Content-Encoding: x-gzip"]),
        (zlib.compress(BODY), ["Content-Encoding: deflate"]),
        (zlib.compress(BODY)[2:-4], ["content-encoding: Deflate"]),
        (brotli.compress(BODY), ["Content-Encoding: br"]),
        (zstd.compress(BODY), ["Content-Encoding: zstd"]),
        (chunked(gzip.compress(BODY)), ["Transfer-Encoding: chunked", "Content-Encoding: gzip"]),
        (BODY, ["Transfer-Encoding: chunked", "Content-Encoding: gzip"]),
        (BODY, ["Content-Encoding: br"]),
    ],
)
def test_a_body_is_read_however_it_was_sent_or_kept(read, body, fields):
    (page,) = read(record(answer(body, *fields)))
    assert page.text == PAGE
    assert (page.uri, page.url) == ("http://news.example.cn/0.html",) * 2
    assert (page.fetched, page.published) == ("2023-05-31T01:02:03Z", None)
    assert page.id == "00000000-0000-0000-0000-000000000000"


@pytest.mark.parametrize("share", [0.5, 0.9])
@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_a_body_packed_and_broken_is_named(read, coding, share):
    pack = {"gzip": gzip, "deflate": zlib, "br": brotli, "zstd": zstd}[coding].compress
    packed = pack(BODY)
    broken = record(
        answer(packed[: int(share * len(packed))], f"Content-Encoding: {coding}"), number=1
    )
    answers = read(broken + record(answer(BODY), number=2))
    assert ids(answers) == [2]
    assert failures(answers)[0].startswith(f", byte 0: broken {coding} body")


def test_what_is_no_page_is_counted(read):
    data = [
        record(b"software: x\r\n", "warcinfo", content_type="application/warc-fields"),
        record(b"GET / HTTP/1.1\r\n\r\n", "request"),
        record(b"", "revisit"),
        record(b"via: x", "metadata"),
        record(answer(b"", status="404 Not Found")),
        record(answer(b"x", type="image/png")),
        record(answer(b"\x89PNG\r\n\x1a\n", type="text/html")),
        record(answer(BODY, type="application/octet-stream"), number=1),
        record(answer(BODY, type="text/html; charset=gb2312"), number=2),
        record(BODY, "resource", content_type="text/html", number=3),
        record("云溪市召开会议。".encode(), "conversion", content_type="text/plain", number=4),
    ]
    *pages, counted = read(b"".join(data))
    assert ids(pages) == [1, 2, 3, 4]
    assert [p.media_type for p in pages] == [HTML, HTML, HTML, TEXT]
    assert [(d.charset, d.by, d.holds) for d in pages[1].declared] == [("gb2312", "header", False)]
    assert isinstance(counted, PassedOver)
    assert dict(counted.counts) == {
        "warcinfo records": 1,
        "request records": 1,
        "revisit records": 1,
        "metadata records": 1,
        "answers of status 404": 1,
        "answers of other types": 2,
    }


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstd.compress])
def test_an_archive_is_told_by_its_bytes(read, pack):
    assert ids(read(b"".join(map(pack, records(3))), "x.bin")) == [0, 1, 2]


def test_an_archive_packed_as_one_or_twice_over_is_read(read):
    assert ids(read(gzip.compress(b"".join(records(3))))) == [0, 1, 2]
    assert ids(read(zstd.compress(b"".join(map(gzip.compress, records(3)))))) == [0, 1, 2]


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstd.compress])
def test_a_file_cut_anywhere_gives_every_whole_record_and_says_that_it_is_cut(read, pack):
    packed = [pack(r) for r in records(3)]
    whole = b"".join(packed)
    ends = [len(packed[0]), len(packed[0] + packed[1])]
    for cut in [*range(8, len(whole) - 4, 97), ends[0] + 11, ends[1] + 11]:
        answers = read(whole[:cut])
        found = ids(answers)
        least = sum(cut >= end for end in ends)
        assert found == [0, 1, 2][: len(found)]
        assert least <= len(found) <= least + 1
        if len(found) == least and cut not in ends:
            assert len(failures(answers)) == 1, cut


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstd.compress])
@pytest.mark.parametrize("junk", JUNK.values(), ids=JUNK)
def test_junk_between_records_costs_no_record_and_is_named(read, pack, junk):
    packed = [pack(r) for r in records(4)]
    answers = read(packed[0] + packed[1] + junk + packed[2] + packed[3])
    assert ids(answers) == [0, 1, 2, 3]
    assert len(failures(answers)) == 1
    assert f"no whole record up to byte {len(packed[0] + packed[1] + junk)}" in failures(answers)[0]


@pytest.mark.parametrize("pack", [gzip.compress, zstd.compress])
def test_a_corrupt_record_costs_only_itself(read, pack):
    packed = [pack(r) for r in records(4)]
    middle = len(packed[1]) // 2
    packed[1] = packed[1][:middle] + b"\xff\0" * 8 + packed[1][middle + 16 :]
    answers = read(b"".join(packed))
    assert ids(answers) == [0, 2, 3]
    assert len(failures(answers)) == 1


@pytest.mark.parametrize("length", [10**15, 2**64, "x", -5, ""])
def test_a_length_that_cannot_be_is_believed_no_further_than_the_next_record(read, length):
    broken = record(answer(BODY), number=9, length=length)
    answers = read(records(1)[0] + broken + record(answer(BODY), number=2))
    assert ids(answers) == [0, 2]
    assert len(failures(answers)) == 1


def test_a_page_past_the_bound_is_refused_packed_or_not(read):
    small = Options(max_page_size=50_000)
    bomb = answer(gzip.compress(b"<p>" + b" " * 10_000_000), "Content-Encoding: gzip")
    large = answer(b"<p>" + b" " * 200_000)
    answers = read(record(bomb) + record(large) + records(3)[2], options=small)
    assert ids(answers) == [2]
    assert all("larger than" in failure for failure in failures(answers))


@pytest.mark.parametrize("data", [b"", b"junk" * 99, gzip.compress(b"junk" * 99)])
def test_an_archive_without_a_record_is_a_failure(read, data):
    (failure,) = read(data)
    assert isinstance(failure, Failure)
