"""The views, each subject in a module of its own."""

from shilu.web.views import articles, home, refusals, taste

VIEWS = (home.views, articles.views, refusals.views, taste.views)
