"""What could not be kept as an article, with the reason."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query

from shilu.archive.views.overview import Refusals, RefusedPage, refusals
from shilu.web.faces import Asking, Views

views = Views("refused")


@views.view(
    "/refused",
    template="refused.html",
    answer=Refusals,
    row=RefusedPage,
    rows=lambda found: found.pages,
    summary="What could not be kept as an article, and why",
)
def refused(asked: Asking, page: Annotated[int, Query(ge=1, le=1_000_000)] = 1) -> Refusals:
    with asked.archive.reading() as connection:
        return refusals(connection, page)
