"""The first page: what the archive holds, and where to begin."""

from __future__ import annotations

from shilu.archive.views.overview import Listed, Overview, overview
from shilu.web.faces import Asking, Views

views = Views("home")


@views.view(
    "/",
    template="home.html",
    answer=Overview,
    row=Listed,
    rows=lambda found: found.newest,
    summary="What the archive holds, and its newest reports",
)
def home(asked: Asking) -> Overview:
    with asked.archive.reading() as connection:
        return overview(connection)
