"""Web archives made for tests: records, answers of HTTP, and bodies sent in chunks."""

from collections.abc import Iterable

PAGE = "<html><p>云溪市5月30日召开会议，部署下一步工作。</p>" + "<!-- -->" * 200


def answer(body: bytes, *fields: str, type: str = "text/html", status: str = "200 OK") -> bytes:
    """An answer of HTTP."""
    head = [f"HTTP/1.1 {status}", f"Content-Type: {type}", *fields, "", ""]
    return "\r\n".join(head).encode() + body


def record(
    block: bytes,
    type: str = "response",
    *,
    number: int = 0,
    length: object = None,
    content_type: str = "application/http; msgtype=response",
) -> bytes:
    """A record of a web archive, not packed."""
    head = [
        "WARC/1.1",
        f"WARC-Type: {type}",
        f"WARC-Target-URI: http://news.example.cn/{number}.html",
        "WARC-Date: 2023-05-31T01:02:03Z",
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>",
        f"Content-Type: {content_type}",
        f"Content-Length: {len(block) if length is None else length}",
        "",
        "",
    ]
    return "\r\n".join(head).encode() + block + b"\r\n\r\n"


def records(count: int) -> list[bytes]:
    """As many records, each with a page of its own."""
    return [record(answer(f"{PAGE}{n}".encode()), number=n) for n in range(count)]


def chunked(body: bytes, size: int = 100) -> bytes:
    """A body as it is sent in chunks."""
    parts: Iterable[bytes] = (body[at : at + size] for at in range(0, len(body), size))
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"
