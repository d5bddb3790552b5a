"""What every answer carries: the headers that hold a page to its own style and script."""

from __future__ import annotations

import logging
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shilu.web.errors import problem, tell

_LOG = logging.getLogger("shilu.web")

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
#: Of what may be sent, in bytes: the largest pages measured, and the form around one.
LARGEST = 1024 * 1024 + 4096
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class Guard:
    """Adds the headers to every answer; what went wrong unforeseen is logged, and answered too.

    Pages are asked for anew each time.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def guarded(message: Message) -> None:
            nonlocal begun
            begun = True
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-cache")
            await send(message)

        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        try:
            await self.app(scope, receive, guarded)
        except Exception:
            if begun:
                raise
            request = Request(scope)
            _LOG.exception("%s %s", request.method, request.url.path)
            await tell(request, problem(500))(scope, receive, guarded)


class Headed:
    """Answers HEAD as GET is answered, without what follows the headers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        if scope["type"] == "http" and scope["method"] == "HEAD":
            return await self.app({**scope, "method": "GET"}, receive, without_body)
        return await self.app(scope, receive, send)


class Bounded:
    """Answers what says it is too large before anything of it is read."""

    def __init__(self, app: ASGIApp, size: int) -> None:
        self.app, self.size = app, size

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            said = Headers(scope=scope).get("content-length", "0")
            if said.isascii() and said.isdigit() and int(said) > self.size:
                answer = tell(Request(scope), problem(413))
                return await answer(scope, receive, send)
        return await self.app(scope, receive, send)


def same_origin(request: Request) -> bool:
    """Whether a form was sent from a page of ours.

    Browsers say so by Sec-Fetch-Site, older ones by Origin; what is no browser says neither, and
    has no reader's rights to abuse.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")
