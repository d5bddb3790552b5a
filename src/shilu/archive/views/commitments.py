"""Commitments across reports: who undertakes, urges, hopes, invites or agrees to what.

A report's commitments are those of its best witness.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select, tuple_

from shilu.archive import schema
from shilu.archive.documents import records
from shilu.archive.rows import key
from shilu.archive.search.found import Count
from shilu.archive.search.snippets import sentence_at
from shilu.archive.views.bests import is_best
from shilu.archive.views.entities import Told, told_by
from shilu.briefs.gather import CHANNELS
from shilu.briefs.regions import region
from shilu.errors import QueryError
from shilu.model import Commitment, Figure, Record, Stance, Time, value_name

_COMMITMENT, _ARTICLE = schema.commitment.c, schema.article.c
#: So many stand on a page.
A_PAGE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentQuery:
    """Which commitments are asked for; `area` is one that their article names.

    Where `amount` or `deadline`, only those that say one.
    """

    channel: str | None = None
    field: str | None = None
    actor: str | None = None
    stance: str | None = None
    area: str | None = None
    amount: bool = False
    deadline: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentLine:
    """A commitment in its sentence, with the amount and the deadline it says.

    `value` is its name within the document, `start` where its words begin in the sentence.
    """

    told: Told
    value: str | None
    channel: str
    commitment: Commitment
    sentence: str
    start: int
    amount: Figure | None
    deadline: Time | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitments:
    """A page of the commitments asked for, the newest first; `total` is how many there are.

    `channels` and `stances` are how many of each there are under the other conditions; `reports`
    of a count are commitments here, each told by one report.
    """

    query: CommitmentQuery
    total: int
    page: int
    size: int
    channels: tuple[Count, ...]
    stances: tuple[Count, ...]
    commitments: tuple[CommitmentLine, ...]


def commitments(connection: Connection, query: CommitmentQuery) -> Commitments:
    """The commitments that a query asks for; raises `QueryError` where it cannot be answered."""
    _check(query)
    counts = _counts(connection, query)
    channels, stances = Counter[str](), Counter[str]()
    for (channel, stance), n in counts.items():
        channels[channel] += n if query.stance in (None, stance) else 0
        stances[stance] += n if query.channel in (None, channel) else 0
    return Commitments(
        query=query,
        total=sum(n for channel, n in channels.items() if query.channel in (None, channel)),
        page=query.page,
        size=A_PAGE,
        channels=_listed(CHANNELS, channels),
        stances=_listed(get_args(Stance), stances),
        commitments=tuple(_lines(connection, _page(query))),
    )


def _check(query: CommitmentQuery) -> None:
    if query.channel and query.channel not in CHANNELS:
        raise QueryError(f"{query.channel!r}: channels are {', '.join(CHANNELS)}")
    if query.stance and query.stance not in get_args(Stance):
        raise QueryError(f"{query.stance!r}: stances are {', '.join(get_args(Stance))}")


def _asked(query: CommitmentQuery) -> Iterator[ColumnElement[bool]]:
    """The conditions of a query."""
    field, area = schema.field.c, schema.region.c
    if query.channel:
        yield _COMMITMENT.channel == query.channel
    if query.stance:
        yield _COMMITMENT.stance == query.stance
    if query.actor:
        yield _COMMITMENT.key == key(query.actor)
    if query.field:
        of_field = select(field.document, field.n).where(field.field == query.field)
        yield tuple_(_COMMITMENT.document, _COMMITMENT.n).in_(of_field)
    if query.area:
        known = region(query.area)
        names = [known.name] if known else [key(query.area) or ""]
        yield _COMMITMENT.document.in_(select(area.document).where(area.name.in_(names)))
    if query.amount:
        yield _COMMITMENT.amount.is_not(None)
    if query.deadline:
        yield _COMMITMENT.deadline.is_not(None)
    yield is_best(schema.commitment)


def _counts(connection: Connection, query: CommitmentQuery) -> dict[tuple[str, str], int]:
    """How many commitments there are of each channel and stance under the other conditions."""
    kinds = (_COMMITMENT.channel, _COMMITMENT.stance)
    others = replace(query, channel=None, stance=None)
    asked = select(*kinds, func.count()).where(*_asked(others)).group_by(*kinds)
    return {(channel, stance): n for channel, stance, n in connection.execute(asked)}


def _listed(names: Sequence[str], counts: Counter[str]) -> tuple[Count, ...]:
    return tuple(Count(value=name, name=name, reports=counts[name]) for name in names)


def _page(query: CommitmentQuery) -> Select[int, int, str]:
    """Where the commitments of a page stand: those published last first.

    By an outer join SQLite goes through the articles by day, and stops where the page is full;
    those of one actor are few, and looked up first.
    """
    asked = select(_COMMITMENT.document, _COMMITMENT.n, _COMMITMENT.channel)
    of_article = and_(_COMMITMENT.document == _ARTICLE.document, *_asked(query))
    by_day = not query.actor
    asked = asked.join_from(schema.article, schema.commitment, of_article, isouter=by_day)
    if by_day:
        asked = asked.where(func.coalesce(_COMMITMENT.n, -1) >= 0)
    newest = (_ARTICLE.day.desc(), _ARTICLE.report.desc(), _ARTICLE.document, _COMMITMENT.n)
    return asked.order_by(*newest).limit(A_PAGE).offset((query.page - 1) * A_PAGE)


def _lines(connection: Connection, page: Select[int, int, str]) -> Iterator[CommitmentLine]:
    places = connection.execute(page).all()
    documents = list(dict.fromkeys(id for id, _, _ in places))
    read = dict(zip(documents, records(connection, documents), strict=True))
    told = told_by(connection, documents)
    for id, n, channel in places:
        yield _line(told[id], read[id], n, channel)


def _line(told: Told, record: Record, n: int, channel: str) -> CommitmentLine:
    made, text = record.commitments[n], record.article.text
    sentence = sentence_at(text, made.span)
    return CommitmentLine(
        told=told,
        value=value_name("commitments", made),
        channel=channel,
        commitment=made,
        sentence=text[slice(*sentence)],
        start=made.span.start - sentence.start,
        amount=record.figures[made.amount.index] if made.amount else None,
        deadline=record.times[made.deadline.index] if made.deadline else None,
    )
