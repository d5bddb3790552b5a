"""The views, each subject in a module of its own."""

from shilu.web.views import articles, home, refusals, regions, search, taste, trying

VIEWS = (
    home.views,
    articles.views,
    search.views,
    regions.views,
    refusals.views,
    trying.views,
    taste.views,
)
