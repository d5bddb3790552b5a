"""Saved MHTML: the page among the parts."""

import base64
import quopri

import pytest

from shilu.pages import list_inputs, read_pages
from shilu.pages.answers import HTML, Failure

PAGE = "<html><p>云溪市5月30日召开会议，部署下一步工作，何远出席并讲话。</p></html>"
HEAD = """From: <Saved by a browser>
Snapshot-Content-Location: https://news.example.cn/1.html
Subject: =?utf-8?Q?x?=
Date: Wed, 31 May 2023 09:26:00 +0800
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="--=b"
"""


def part(body, encoding, charset, type="text/html", extra=""):
    sent = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}
    data = sent.get(encoding, bytes)(body.encode(charset))
    head = (
        f"Content-Type: {type}; charset={charset}\nContent-Transfer-Encoding: {encoding}\n{extra}"
    )
    return head.encode() + b"\n" + data


def saved(*parts, head=HEAD):
    return head.encode() + b"\n" + b"".join(b"\n----=b\n" + p for p in parts) + b"\n----=b--\n"


@pytest.fixture
def read(tmp_path):
    def answers(data, name="x.mhtml"):
        path = tmp_path / name
        path.write_bytes(data)
        return list(read_pages(list_inputs([str(path)]).sources))

    return answers


@pytest.mark.parametrize("name", ["x.mhtml", "x"])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "8bit", "binary"])
@pytest.mark.parametrize("charset", ["utf-8", "gbk"])
def test_the_page_is_read(read, encoding, charset, line_end, name):
    style = part("p {}", "quoted-printable", "utf-8", "text/css")
    data = saved(style, part(PAGE, encoding, charset)).replace(b"\n", line_end)
    (page,) = read(data, name)
    assert page.text.strip() == PAGE
    assert (page.media_type, page.url) == (HTML, "https://news.example.cn/1.html")
    assert (page.fetched, page.published) == ("2023-05-31T09:26:00+08:00", None)
    assert [(d.charset, d.by, d.holds) for d in page.declared] == [(charset, "header", True)]


def test_the_start_is_the_page_where_it_is_named(read):
    head = HEAD.replace('type="text/html"', 'type="text/html"; start="<main>"')
    frame = part("<p>x", "8bit", "utf-8")
    (page,) = read(
        saved(frame, part(PAGE, "8bit", "utf-8", extra="Content-ID: <main>\n"), head=head)
    )
    assert page.text == PAGE


def test_the_page_may_lie_a_level_deeper(read):
    inner = b'Content-Type: multipart/alternative; boundary="i"\n\n--i\n'
    inner += part("x", "8bit", "utf-8", "text/plain") + b"\n--i\n" + part(PAGE, "8bit", "utf-8")
    (page,) = read(saved(inner + b"\n--i--\n"))
    assert page.text == PAGE


def test_a_lone_page_with_headers_is_read(read):
    head = "MIME-Version: 1.0\nContent-Location: https://news.example.cn/2.html\n"
    (page,) = read(head.encode() + part(PAGE, "base64", "utf-8"))
    assert (page.text, page.url) == (PAGE, "https://news.example.cn/2.html")


@pytest.mark.parametrize(
    "data",
    [
        HEAD.encode(),
        HEAD.encode() + b"\n",
        saved(),
        saved(part("p {}", "8bit", "utf-8", "text/css")),
        saved(part("x", "8bit", "utf-8").replace(b"8bit", b"base64")),
        saved(*[b'Content-Type: multipart/related; boundary="--=b"\n\n'] * 9),
    ],
)
def test_what_holds_no_page_is_refused(read, data):
    (failure,) = read(data)
    assert isinstance(failure, Failure)
    assert "MHTML" in failure.cause
