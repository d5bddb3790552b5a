"""Pages broken in every way bytes can be: what reading has to survive, made from whole pages."""

import gzip
import json
import random
from pathlib import Path

from backports import zstd
from shared import ROOT as SHARED
from warc import answer, record

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"

#: What stands at the joints of markup, of charsets and of articles.
PIECES = [
    b"<", b">", b"</", b"<!--", b"-->", b"<![CDATA[",
    b"<!DOCTYPE x [<!ENTITY a '&a;&a;'>]>", b"&a;", b"<script>", b"</script>", b"<style>",
    b"<title>", b"<textarea>", b"<plaintext>", b"<svg><p>", b"<table><tr><td>", b"</table>",
    b"<div>" * 50, b"</div>" * 50, b"<p", b"<a href='", b'"', b"'", b"&", b"&#",
    b"&#x110000;", b"&#0;", b"&#xd800;", b"&nbsp", b"<meta charset=utf-16>",
    b"<meta charset=x>", b'<script type="application/ld+json">{"datePublished":', b"{",
    b"[", b"\0", b"\r", b"\n", b"\t", b"\x1b[2J", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf",
    b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x81", b"\x81\x30",
    b"?q\xc7\xabng)", "€(gè)".encode(), "锟斤拷".encode(), "鏂伴椈".encode(),
    "\U000f0000\U0010ffff".encode(), "\ufdd0".encode(), "\u202e".encode(), "5月31日".encode(),
    "2023年13月45日".encode(), "99999999999999999999亿元".encode(), "“".encode(), "”".encode(),
    "记者".encode(), "来源：".encode(), "（".encode(), "）".encode(), "％".encode(),
]  # fmt: skip
CHARSETS = ("gb18030", "big5", "utf-16", "utf-16-le", "utf-8-sig", "hz", "shift_jis")


def whole_pages() -> list[bytes]:
    """Our own examples and, where they are, the reference pages that are not large."""
    own = [p.read_bytes() for p in sorted(EXAMPLES.iterdir()) if p.suffix in (".html", ".txt")]
    others = [p.read_bytes() for p in sorted((SHARED / "pages").rglob("*.html"))]
    return own * 8 + [page for page in others if len(page) < 60_000]


def mutant(chance: random.Random, pages: list[bytes]) -> bytes:
    """One page, broken here and there, and sometimes packed or put into an archive."""
    page = bytearray(chance.choice(pages))
    if chance.random() < 0.2:
        page = bytearray(_in_another_charset(chance, bytes(page)))
    for _ in range(chance.choice((1, 2, 5, 30))):
        _broken(chance, page)
    return _packed(chance, bytes(page))


def _in_another_charset(chance: random.Random, page: bytes) -> bytes:
    return page.decode("utf-8", "replace").encode(chance.choice(CHARSETS), "replace")


def _broken(chance: random.Random, page: bytearray) -> None:
    at = chance.randrange(len(page) + 1)
    some = slice(at, at + chance.choice((1, 2, 3, 40, 2_000)))
    how = chance.randrange(6)
    if how == 0:
        del page[some]
    elif how == 1:
        page[at:at] = page[some] * chance.choice((1, 2, 20))
    elif how == 2:
        page[some] = chance.randbytes(chance.choice((1, 2, 3, 40)))
    elif how == 3:
        page[at:] = b"" if chance.random() < 0.1 else page[at:]
    elif how == 4:
        to = chance.randrange(len(page) + 1)
        page[to:to] = page[some]
    else:
        page[at:at] = chance.choice(PIECES) * chance.choice((1, 1, 1, 9, 300))


def _packed(chance: random.Random, page: bytes) -> bytes:
    """The page as it is, most often; else as it may come."""
    how = chance.randrange(20)
    text = page.decode("utf-8", "replace")
    packed = {
        0: lambda: gzip.compress(page),
        1: lambda: zstd.compress(page),
        2: lambda: record(answer(page)),
        3: lambda: gzip.compress(record(answer(gzip.compress(page), "Content-Encoding: gzip"))),
        4: lambda: json.dumps({"text": text, "title": text[:20]}).encode(),
        5: lambda: json.dumps([{"html": text}]).encode(),
        6: lambda: b"MIME-Version: 1.0\nContent-Type: text/html\n\n" + page,
    }.get(how, lambda: page)()
    if how < 7 and chance.random() < 0.5:
        broken = bytearray(packed)
        _broken(chance, broken)
        return bytes(broken)
    return packed
