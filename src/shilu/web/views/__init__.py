"""The views, each subject in a module of its own."""

from shilu.web.views import articles, home, refusals, search, taste, trying

VIEWS = (home.views, articles.views, search.views, refusals.views, trying.views, taste.views)
