"""Whatever a page declares, its bytes decide."""

import pytest
from shared import shared

from shilu.model import Declaration
from shilu.pages.charset import decode
from shilu.text import LOST

SENTENCE = "会议在长沙举行，镕基、喆等出席。" * 4
TRADITIONAL = "會議在香港舉行，行政長官出席並致辭。" * 4


@pytest.mark.parametrize(
    ("data", "declared", "text", "charset"),
    [
        (SENTENCE.encode(), None, SENTENCE, "utf-8"),
        (SENTENCE.encode(), "gb2312", SENTENCE, "utf-8"),
        (
            b'<meta charset="gb2312">' + "时间".encode(),
            None,
            '<meta charset="gb2312">时间',
            "utf-8",
        ),
        (b"\xef\xbb\xbf" + "时间".encode(), None, "时间", "utf-8"),
        (SENTENCE.encode("gbk"), None, SENTENCE, "gb18030"),
        (SENTENCE.encode("gb18030"), "utf-8", SENTENCE, "gb18030"),
        (TRADITIONAL.encode("big5"), None, TRADITIONAL, "big5-hkscs"),
        ("深水埗嘅㗎".encode("big5hkscs"), "big5", "深水埗嘅㗎", "big5-hkscs"),
        ("\ufeff会议".encode("utf-16-le"), None, "会议", "utf-16-le"),
        ("\ufeff会议".encode("utf-16-be"), None, "会议", "utf-16-be"),
        ("<html><p>会议</p>".encode("utf-16-le"), None, "<html><p>会议</p>", "utf-16-le"),
        ("<html><p>会议</p>".encode("utf-16-be"), None, "<html><p>会议</p>", "utf-16-be"),
        ("会议在长沙举行。".encode("hz"), "hz-gb-2312", "会议在长沙举行。", "hz"),
        (b"a ~{ b ~} c", None, "a ~{ b ~} c", "utf-8"),
        (b"\xef\xbb\xbf" + SENTENCE.encode("gbk"), None, SENTENCE, "gb18030"),
        (SENTENCE.encode("gbk"), "iso-8859-1", SENTENCE, "gb18030"),
        (TRADITIONAL.encode("gbk"), "big5", TRADITIONAL, "gb18030"),
        (TRADITIONAL.encode("big5"), "gb2312", TRADITIONAL, "big5-hkscs"),
        ("門新墟嘅社區問題。".encode("big5hkscs"), None, "門新墟嘅社區問題。", "big5-hkscs"),
        ("售價€5元，售價€5元".encode("cp950"), "big5", "售價€5元，售價€5元", "big5-hkscs"),
        ("Prévisions générales".encode("cp1252"), "cp1252", "Prévisions générales", "cp1252"),
        ("東京で会議".encode("shift_jis"), "shift_jis", "東京で会議", "shift_jis"),
        (b"", None, "", "utf-8"),
        (b"plain", "no-such-charset", "plain", "utf-8"),
    ],
)
def test_decodes(data: bytes, declared: str | None, text: str, charset: str) -> None:
    assert decode(data, declared)[:2] == (text, charset)


def test_a_broken_byte_is_a_lost_character() -> None:
    text, charset, _, undecoded = decode(SENTENCE.encode() + b"\xff\xfe" + SENTENCE.encode())
    assert charset == "utf-8"
    assert text == SENTENCE + LOST * 2 + SENTENCE
    assert undecoded == 2


def test_a_page_cut_within_a_character_is_still_read() -> None:
    text, charset, _, undecoded = decode(SENTENCE.encode()[:-1])
    assert undecoded == 1
    assert charset == "utf-8"
    assert text.startswith(SENTENCE[:-1])


@pytest.mark.parametrize("data", [bytes(range(256)), b"\x00" * 99, b"\x81" * 99, b"\xff\xfe\xfd"])
def test_no_bytes_raise(data: bytes) -> None:
    decode(data)
    decode(data, "base64")
    decode(data, "idna")


@pytest.mark.parametrize("charset", ["gb18030", "big5"])
@pytest.mark.parametrize("bad", [b"\xff", b"\x80\xff", b"\xb5<br>"])
def test_a_bad_byte_costs_no_character_beside_it(charset, bad):
    sentence = {"gb18030": SENTENCE, "big5": TRADITIONAL}[charset]
    received = (sentence + "\n").encode(charset)
    text, found, _, undecoded = decode(received + bad + b"<p>" + received)
    assert charset in found
    assert undecoded == text.count(LOST) > 0
    assert text.replace(LOST, "").replace("<br>", "") == f"{sentence}\n<p>{sentence}\n"


def test_a_stretch_of_gbk_in_utf_8_is_read_as_such_and_the_record_can_say_so():
    page = f"<p>{SENTENCE}</p>".encode() + "<p>版权所有，云溪日报</p>".encode("gbk")
    text, charset, _, undecoded = decode(page)
    assert text == f"<p>{SENTENCE}</p><p>版权所有，云溪日报</p>"
    assert (charset, undecoded) == ("utf-8+gb18030", 0)


def test_a_replacement_character_that_came_with_the_page_is_no_lost_byte():
    assert decode(f"会议{LOST}".encode() + b"\xff").undecoded == 1
    assert decode(f"会议{LOST}".encode()).undecoded == 0


@pytest.mark.parametrize(
    ("data", "header", "declared"),
    [
        ('<meta charset="gb2312">时间'.encode(), None, [("gb2312", "meta", False)]),
        ('<meta charset="GB2312">时间'.encode("gbk"), None, [("GB2312", "meta", True)]),
        (
            '<meta content="text/html; charset=utf-8">时间'.encode(),
            "ISO-8859-1",
            [("ISO-8859-1", "header", False), ("utf-8", "meta", True)],
        ),
        ('<?xml version="1.0" encoding="big5"?>时间'.encode(), None, [("big5", "xml", False)]),
        (b"\xef\xbb\xbf" + "时间".encode(), None, [("utf-8", "mark", True)]),
        (
            "\ufeff时间".encode("utf-16-le"),
            "utf-16",
            [("utf-16", "header", True), ("utf-16-le", "mark", True)],
        ),
        ('<meta charset="utf-8">时间时间'.encode("utf-16-le"), None, [("utf-8", "meta", False)]),
        (b'<meta charset="gbk">plain', None, [("gbk", "meta", True)]),
        ("时间".encode(), "uft-8", [("uft-8", "header", False)]),
        ("时间".encode(), None, []),
    ],
)
def test_what_is_declared_is_kept_with_whether_it_holds(data, header, declared):
    found = decode(data, header).declared
    assert found == tuple(Declaration(charset=c, by=by, holds=h) for c, by, h in declared)


def test_reference_pages_that_declare_gb2312_and_are_utf_8_are_told():
    pages = [decode(p.read_bytes()) for p in sorted(shared("pages").rglob("*.html"))]
    wrong = [
        p for p in pages if any(d.charset.lower() == "gb2312" and not d.holds for d in p.declared)
    ]
    assert len(wrong) >= 4
    assert {p.charset for p in wrong} == {"utf-8"}
    assert sum(p.undecoded for p in pages) == 0
