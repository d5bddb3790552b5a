"""The views, each subject in a module of its own."""

from shilu.web.views import (
    articles,
    collations,
    commitments,
    figures,
    home,
    people,
    refusals,
    regions,
    search,
    taste,
    trying,
)

VIEWS = (
    home.views,
    articles.views,
    search.views,
    regions.views,
    people.views,
    figures.views,
    commitments.views,
    collations.views,
    refusals.views,
    trying.views,
    taste.views,
)
