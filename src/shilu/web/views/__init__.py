"""The views, each subject in a module of its own."""

from shilu.web.views import home, refusals, taste

VIEWS = (home.views, refusals.views, taste.views)
