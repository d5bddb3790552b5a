"""The views, each subject in a module of its own."""

from shilu.web.views import articles, collations, home, refusals, regions, search, taste, trying

VIEWS = (
    home.views,
    articles.views,
    search.views,
    regions.views,
    collations.views,
    refusals.views,
    trying.views,
    taste.views,
)
