"""The reader's choice of language and colours, kept in cookies."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Form
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from shilu.web.faces import Views
from shilu.web.guarding import same_origin
from shilu.web.languages import Language, Theme

views = Views("taste")
_YEAR = 365 * 24 * 3600


@views.post("/taste", include_in_schema=False)
def choose(
    request: Request,
    language: Annotated[Language | None, Form()] = None,
    theme: Annotated[Theme | None, Form()] = None,
    back: Annotated[str, Form(max_length=4000)] = "/",
) -> Response:
    """Keep what was chosen, and lead back to the page it was chosen on."""
    if not same_origin(request):
        raise HTTPException(403)
    answer = RedirectResponse(_here(back), status_code=303)
    for name, value in (("language", language), ("theme", theme)):
        if value is not None:
            answer.set_cookie(name, value, max_age=_YEAR, samesite="lax", httponly=True)
    return answer


def _here(back: str) -> str:
    """The way back, if it is an address of this site.

    >>> _here("/search?words=a"), _here("//elsewhere.example"), _here("https://elsewhere.example")
    ('/search?words=a', '/', '/')
    """
    parts = urlsplit(back)
    own = not parts.scheme and not parts.netloc and back.startswith("/") and "\\" not in back
    return back if own and not back.startswith("//") and back.isprintable() else "/"
