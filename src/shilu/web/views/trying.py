"""Trying: a page pasted or chosen is read and shown, and nothing of it is kept."""

from __future__ import annotations

from collections.abc import Callable
from threading import BoundedSemaphore
from typing import Annotated, Any, TypeAlias

import msgspec
from fastapi import Depends, File, Form, UploadFile
from msgspec.structs import replace
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from shilu.model import Record, Refused
from shilu.pages import page_of
from shilu.reading import read_page
from shilu.web.errors import Failed, Problem
from shilu.web.faces import Views, reference, troubles
from shilu.web.guarding import same_origin
from shilu.web.pages import render
from shilu.web.tables import csv_text
from shilu.web.views.articles import Value, values_of

#: Of a page that is sent, in bytes; so much stays in memory.
SIZE = 1024 * 1024
#: So many are read at a time; who comes meanwhile is told to come again.
_READING = BoundedSemaphore(2)
#: The share of characters that may be lost in decoding a page that is still one.
_UNREADABLE = 0.3

_NO_TEXT = ("这不是文字内容，请选择网页或文本文件", "This is no text: choose a page or a text file")
_TROUBLES = {
    400: "No form that can be read",
    403: "Sent from another site",
    413: "Too large",
    422: "Nothing that can be read",
    503: "Busy with other pages",
}
_BUSY = ("正在读别的网页，请稍后再试", "Other pages are being read; try again in a moment")

Face: TypeAlias = Callable[..., Response]


async def _own_form(request: Request) -> None:
    if not same_origin(request):
        raise HTTPException(403)


def read_sent(
    text: Annotated[str, Form(max_length=SIZE, description="A page: text or HTML")] = "",
    file: Annotated[UploadFile | None, File(description="A page, in any charset")] = None,
    published: Annotated[
        str, Form(pattern=r"^(\d{4}-\d\d-\d\d)?$", description="The day, if the page bears none")
    ] = "",
) -> Record | Refused:
    """The record of what was sent. Characters are never taken for the name of a file."""
    sent = file.file.read() if file and file.size else text
    page = page_of(sent, id=file.filename if file and file.size and file.filename else "page")
    if page.undecoded > _UNREADABLE * len(page.text):
        raise Failed(Problem(422, *_NO_TEXT))
    if not _READING.acquire(blocking=False):
        raise Failed(Problem(503, *_BUSY))
    try:
        return read_page(replace(page, published=page.published or published or None))
    finally:
        _READING.release()


Answered = Annotated[Record | Refused, Depends(read_sent)]

views = Views("try")
views.answers += [Record, Refused]


def _face(path: str, media: str, schema: dict[str, Any]) -> Callable[[Face], Face]:
    """Adds a route that takes a page by POST, and answers with its record in one of three faces."""
    return views.post(
        path,
        summary="The record of a page that is sent; nothing of it is kept",
        dependencies=[Depends(_own_form)],
        form_limits={"max_files": 1, "max_fields": 3, "max_part_size": SIZE},
        response_model=None,
        response_class=Response,
        responses={200: {"content": {media: {"schema": schema}}}, **troubles(media, _TROUBLES)},
    )


@views.get("/try", include_in_schema=False)
def try_form(request: Request) -> Response:
    return render(request, "try.html", answer=None, size=SIZE)


@_face("/try.json", "application/json", {"anyOf": [reference(Record), reference(Refused)]})
def try_json(answer: Answered) -> Response:
    return Response(msgspec.json.encode(answer), media_type="application/json")


@_face("/try.csv", "text/csv", {"type": "string"})
def try_csv(answer: Answered) -> Response:
    record = answer if isinstance(answer, Record) else None
    return Response(csv_text(Value, values_of(record)), media_type="text/csv; charset=utf-8")


@_face("/try", "text/html", {"type": "string"})
def try_page(request: Request, answer: Answered) -> Response:
    return render(request, "try.html", answer=answer, size=SIZE)
