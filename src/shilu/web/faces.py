"""Views of three faces: a page to read, JSON and CSV, at one address but for its end.

A view is a function that asks the archive and returns a struct. `Views.view` gives it its faces:

    /articles/0123456789abcdef       the page: its template, filled in
    /articles/0123456789abcdef.json  the struct, encoded
    /articles/0123456789abcdef.csv   its rows, in a table that spreadsheets open

Each runs from start to end in one thread, with one connection, and never in the event loop.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Annotated, Any, ParamSpec, TypeVar

import msgspec
from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from shilu.archive import Archive
from shilu.web.errors import Problem
from shilu.web.guarding import LARGEST
from shilu.web.pages import render
from shilu.web.tables import csv_text

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, and the archive it is made to."""

    request: Request
    archive: Archive


async def _asked(request: Request) -> Asked:
    return Asked(request, request.app.state.archive)


#: The first parameter of every view, named `asked`.
Asking = Annotated[Asked, Depends(_asked)]


class Views(APIRouter):
    """Views that belong together, and the types of what they answer."""

    def __init__(self, name: str) -> None:
        super().__init__(tags=[name], max_body_size=LARGEST)
        self.answers: list[type] = [Problem]

    def view(
        self,
        path: str,
        *,
        template: str,
        answer: type[T],
        row: type,
        rows: Callable[[T], Iterable[Any]],
        summary: str,
    ) -> Callable[[Callable[P, T]], Callable[P, T]]:
        """Give a function that returns an `answer` its three faces at `path`.

        In `template` the answer is `data`. Its CSV has a line for each of `rows`, which are flat
        structs or dataclasses of the type `row`.
        """

        def added(ask: Callable[P, T]) -> Callable[P, T]:
            @wraps(ask)
            def as_json(*args: P.args, **given: P.kwargs) -> Response:
                content = msgspec.json.encode(ask(*args, **given))
                return Response(content, media_type="application/json")

            @wraps(ask)
            def as_csv(*args: P.args, **given: P.kwargs) -> Response:
                content = csv_text(row, rows(ask(*args, **given)))
                return Response(content, media_type="text/csv; charset=utf-8")

            @wraps(ask)
            def as_page(*args: P.args, **given: P.kwargs) -> Response:
                asked: Asked = given["asked"]  # type: ignore[assignment]
                return render(asked.request, template, data=ask(*args, **given), faces=True)

            self.answers.append(answer)
            told = {"application/json": {"schema": reference(answer)}}
            base = "/index" if path == "/" else path
            self._add(f"{base}.json", as_json, summary, told)
            table = {"text/csv": {"schema": {"type": "string"}}}
            self._add(f"{base}.csv", as_csv, summary, table)
            page = {"text/html": {"schema": {"type": "string"}}}
            self._add(path, as_page, summary, page)
            return ask

        return added

    def _add(
        self, path: str, endpoint: Callable[..., Any], summary: str, content: dict[str, Any]
    ) -> None:
        """Add a route; `content` is what the description says of a good answer."""
        (media,) = content
        self.add_api_route(
            path,
            endpoint,
            methods=["GET"],
            summary=summary,
            response_model=None,
            response_class=Response,
            responses={200: {"content": content}, **troubles(media, TROUBLES)},
            operation_id=f"{endpoint.__name__}_{media.split('/')[1]}",
        )


TROUBLES = {
    404: "There is none",
    422: "The conditions cannot be understood",
    503: "The archive cannot be read now",
}


def troubles(media: str, told: Mapping[int, str]) -> dict[int | str, dict[str, Any]]:
    """What the description says of answers that are none, by their status, in a face's own media.

    Where the face is a table, words are no table.
    """
    shown = {"text/csv": "text/plain"}.get(media, media)
    json = shown == "application/json"
    content = {shown: {"schema": reference(Problem) if json else {"type": "string"}}}
    return {status: {"description": words, "content": content} for status, words in told.items()}


def reference(answer: type) -> dict[str, str]:
    """Where the description of the interface has the schema of a type."""
    return {"$ref": f"#/components/schemas/{answer.__name__}"}
