"""The state of a reading: what its stages hand to one another."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from shilu.model.articles import Article, Language
from shilu.model.mentions import Area, Era, Figure, Mention, Organization, Person, Place, Time
from shilu.text import Text


class Setting(Struct, frozen=True, kw_only=True):
    """What the reader of an article knows before the first sentence.

    `published` anchors relative times; `area` is the paper's own province or region (湖南 for
    湖南日报), by its common short name in simplified characters; `language` is the page's own.
    """

    published: date | None = None
    area: str | None = None
    language: Language | None = None


class Names(Struct, frozen=True, kw_only=True):
    """Who and what an article names; `posts` are all posts printed, whoever holds them."""

    people: tuple[Person, ...] = ()
    organizations: tuple[Organization, ...] = ()
    places: tuple[Place, ...] = ()
    areas: tuple[Area, ...] = ()
    posts: tuple[Mention, ...] = ()


class Mentions(Struct, frozen=True, kw_only=True):
    """What the mention stages found in one article."""

    times: tuple[Time, ...] = ()
    eras: tuple[Era, ...] = ()
    figures: tuple[Figure, ...] = ()
    people: tuple[Person, ...] = ()
    organizations: tuple[Organization, ...] = ()
    places: tuple[Place, ...] = ()
    areas: tuple[Area, ...] = ()
    posts: tuple[Mention, ...] = ()


class Extract(Struct, frozen=True):
    """An article taken out of its page: its fields, and its body with every character's origin.

    `article.text == body.value`.
    """

    article: Article
    body: Text
