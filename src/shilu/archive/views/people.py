"""A person as the archive tells of them: posts over time, events, statements, commitments."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection, select

from shilu.archive import schema
from shilu.archive.rows import key
from shilu.archive.search.found import Count
from shilu.archive.views.entities import EntityView, Told, described, named, told_by
from shilu.archive.views.names import names_like

#: So many posts are shown, the last held first, and of each so many documents.
POSTS, TOLD = 50, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PostHeld:
    """A post as printed beside the name, in how many reports, from which day to which.

    These are days of publication; `told` are the newest of its documents.
    """

    post: str
    reports: int
    first_day: str | None
    last_day: str | None
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView(EntityView):
    """What is told of a person, or of several of one name: the archive does not tell them apart."""

    posts: tuple[PostHeld, ...]


def person(connection: Connection, name: str, page: int = 1) -> PersonView | None:
    """The person of a name, in either script; None where the archive names no such person."""
    looked_up = key(name) or ""
    found = named(connection, schema.person, looked_up)
    if found is None:
        return None
    posts = _posts(connection, found.documents, looked_up)
    return described(connection, found, looked_up, page, partial(PersonView, posts=posts))


def people_like(connection: Connection, beginning: str, limit: int = 10) -> tuple[Count, ...]:
    """The people whose names begin so, those of most reports first."""
    return names_like(connection, schema.person, beginning, limit)


def _posts(connection: Connection, documents: Sequence[int], of: str) -> tuple[PostHeld, ...]:
    """The posts printed beside a name, the last held first."""
    person, article = schema.person.c, schema.article.c
    asked = select(person.document, person.posts, article.day)
    asked = asked.join(schema.article, article.document == person.document)
    place = {id: n for n, id in enumerate(documents)}
    held: dict[str, dict[int, str | None]] = defaultdict(dict)
    printed: dict[str, Counter[str]] = defaultdict(Counter)
    for id, posts, day in connection.execute(asked.where(person.key == of, person.posts != None)):  # noqa: E711
        for post in posts.split("；") if id in place else ():
            held[key(post) or post][id] = day
            printed[key(post) or post][post] += 1
    last = sorted(held, key=lambda post: (min(map(place.__getitem__, held[post])), post))[:POSTS]
    newest = {post: sorted(held[post], key=place.__getitem__)[:TOLD] for post in last}
    told = told_by(connection, [id for some in newest.values() for id in some])
    return tuple(
        PostHeld(
            post=printed[post].most_common(1)[0][0],
            reports=len(held[post]),
            first_day=min(filter(None, held[post].values()), default=None),
            last_day=max(filter(None, held[post].values()), default=None),
            told=tuple(told[id] for id in newest[post]),
        )
        for post in last
    )
