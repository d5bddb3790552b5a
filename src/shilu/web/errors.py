"""What went wrong, said in both languages, in the face that was asked for."""

from __future__ import annotations

import logging
from collections.abc import Callable

import msgspec
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import TimeoutError as NoConnection
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from shilu.errors import ArchiveError, NoDocument, QueryError
from shilu.web.pages import render

_LOG = logging.getLogger("shilu.web")


class Problem(msgspec.Struct, frozen=True):
    """Why there is no answer: the status of HTTP, and the reason in Chinese and in English."""

    status: int
    zh: str
    en: str


class Failed(Exception):
    """Ends a view with a problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.en)
        self.problem = problem


_KNOWN = {
    400: ("无法理解这个请求", "This request cannot be understood"),
    403: ("只接受从本站页面提交的内容", "Only what is sent from a page of this site is taken"),
    404: ("找不到这个页面", "There is no such page"),
    405: ("这个地址不接受这种请求", "This address does not take such a request"),
    413: ("内容过大，未读取", "Too large: it was not read"),
    422: ("地址中的条件有误", "The conditions in this address cannot be understood"),
    500: ("出错了，已记入日志", "Something went wrong; the log says what"),
    503: (
        "档案暂时无法读取，可能正忙，请稍后再试",
        "The archive cannot be read just now: it may be busy; try again soon",
    ),
}
#: A code of a document that leads nowhere, or to several.
_NO_DOCUMENT = (
    "档案里没有这个编号，或者这几个字符不止对应一份文件",
    "No document of the archive has this code, or more than one begins with it",
)


def problem(status: int, zh: str = "", en: str = "") -> Problem:
    """A problem in the words given, or in those known for its status."""
    known = _KNOWN.get(status, _KNOWN[400 if status < 500 else 500])
    return Problem(status, zh or known[0], en or known[1])


def handle_errors(app: FastAPI) -> None:
    """Make `app` answer errors by `tell`."""
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _plainly(422))
    app.add_exception_handler(Failed, _failed)
    app.add_exception_handler(NoDocument, lambda r, e: tell(r, Problem(404, *_NO_DOCUMENT)))
    app.add_exception_handler(QueryError, _plainly(422))
    app.add_exception_handler(ArchiveError, _plainly(503))
    app.add_exception_handler(NoConnection, _plainly(503))


def tell(request: Request, told: Problem) -> Response:
    """A problem as page, JSON or CSV, by the end of the address."""
    path = request.url.path
    if path.endswith(".json"):
        content = msgspec.json.encode(told)
        return Response(content, told.status, media_type="application/json")
    if path.endswith(".csv"):
        return PlainTextResponse(f"{told.status} {told.zh} {told.en}\n", told.status)
    page = render(request, "error.html", problem=told)
    page.status_code = told.status
    return page


def _failed(request: Request, error: Exception) -> Response:
    assert isinstance(error, Failed)
    return tell(request, error.problem)


def _plainly(status: int) -> Callable[[Request, Exception], Response]:
    def answer(request: Request, error: Exception) -> Response:
        if status >= 500:
            _LOG.error("%s: %s", request.url.path, error)
        return tell(request, problem(status))

    return answer


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    answer = tell(request, problem(error.status_code))
    answer.headers.update(error.headers or {})
    return answer
