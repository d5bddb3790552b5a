"""The views, each subject in a module of its own."""

from shilu.web.views import articles, home, refusals, search, taste

VIEWS = (home.views, articles.views, search.views, refusals.views, taste.views)
