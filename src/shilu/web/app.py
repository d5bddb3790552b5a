"""The application: its views put together over one archive, and what holds for them all."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import msgspec
from anyio import to_thread
from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response

from shilu import __version__
from shilu.archive import Archive
from shilu.web import assets
from shilu.web.errors import handle_errors
from shilu.web.guarding import LARGEST, Bounded, Guard, Headed
from shilu.web.views import VIEWS

DESCRIPTION = """What official news pages reported, kept in an archive: every value with the rule
that read it and the characters it came from. It records what was said, not whether it is true.
The archive is only read here. Every view is a page, and the same as `.json` and `.csv`."""


#: So many requests are worked on at a time: a connection for each, and room for pages tried.
THREADS = 6


@asynccontextmanager
async def _few_threads(_: FastAPI) -> AsyncIterator[None]:
    to_thread.current_default_thread_limiter().total_tokens = THREADS
    yield


def create_app(archive: Archive, hosts: Sequence[str] = ("*",)) -> FastAPI:
    """The pages of an archive, which must stay open as long as they are served.

    `hosts` are the names it may be called by; a name that leads here by a trick is not answered.
    """
    app = FastAPI(
        title="shilu",
        version=__version__,
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        lifespan=_few_threads,
    )
    app.state.archive = archive
    app.add_middleware(Bounded, size=LARGEST)
    app.add_middleware(GZipMiddleware, minimum_size=500, compresslevel=5)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)
    app.add_middleware(Guard)
    app.add_middleware(Headed)
    handle_errors(app)
    for views in VIEWS:
        app.include_router(views)
    app.add_api_route("/static/{digest}/{name:path}", _static, include_in_schema=False)
    answers = {answer for views in VIEWS for answer in views.answers}
    _describe(app, sorted(answers, key=lambda answer: answer.__name__))
    return app


async def _static(request: Request, digest: str, name: str) -> Response:
    found = assets.serve(request, digest, name)
    if found is None:
        raise HTTPException(404)
    return found


def _describe(app: FastAPI, answers: Sequence[type]) -> None:
    """Put the schemas of what views answer into the description of the interface."""
    plain = app.openapi

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            description = plain()
            _, schemas = msgspec.json.schema_components(
                answers, ref_template="#/components/schemas/{name}"
            )
            description.setdefault("components", {}).setdefault("schemas", {}).update(schemas)
            app.openapi_schema = description
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]
