"""Whatever a page declares, its bytes decide."""

import pytest

from shilu.pages.charset import decode

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
        (b"", None, "", "utf-8"),
        (b"plain", "no-such-charset", "plain", "utf-8"),
    ],
)
def test_decodes(data: bytes, declared: str | None, text: str, charset: str) -> None:
    assert decode(data, declared) == (text, charset)


def test_a_broken_byte_is_a_lost_character() -> None:
    text, charset = decode(SENTENCE.encode() + b"\xff\xfe" + SENTENCE.encode())
    assert charset == "utf-8"
    assert text == SENTENCE + "\N{REPLACEMENT CHARACTER}" * 2 + SENTENCE


def test_a_page_cut_within_a_character_is_still_read() -> None:
    text, charset = decode(SENTENCE.encode()[:-1])
    assert charset == "utf-8"
    assert text.startswith(SENTENCE[:-1])


@pytest.mark.parametrize("data", [bytes(range(256)), b"\x00" * 99, b"\x81" * 99, b"\xff\xfe\xfd"])
def test_no_bytes_raise(data: bytes) -> None:
    decode(data)
    decode(data, "base64")
    decode(data, "idna")
