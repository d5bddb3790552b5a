"""What the archive tells of someone or some body: the parts that both views are made of.

Each report is told by one of its documents: the best witness, or where that does not name them,
the first that does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Connection, Table, func, select

from shilu.archive import schema
from shilu.archive.documents import records
from shilu.archive.search.ranking import Matches
from shilu.archive.search.sets import among, ids, pairs
from shilu.model import Commitment, Event, Record, Statement, value_name

V = TypeVar("V", bound="EntityView")

#: What stands on a page of each list.
PAGE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The document that tells something, and how many tell its report."""

    code: str
    report: int
    witnesses: int
    headline: str | None
    source: str | None
    published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTold:
    """An event that they take part in, in which role; `value` is its name within the document."""

    told: Told
    value: str | None
    role: str
    event: Event


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementTold:
    """Something they say."""

    told: Told
    value: str | None
    statement: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentTold:
    """Something they undertake, urge, hope, invite to or agree."""

    told: Told
    value: str | None
    commitment: Commitment


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityView:
    """What is told of someone or some body.

    `events`, `statements` and `commitments` are a page of each, the newest first; `of_events` and
    so on are how many there are.
    """

    key: str
    names: tuple[str, ...]
    reports: int
    first_day: str | None
    last_day: str | None
    page: int
    of_events: int
    events: tuple[EventTold, ...]
    of_statements: int
    statements: tuple[StatementTold, ...]
    of_commitments: int
    commitments: tuple[CommitmentTold, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """The documents that name someone, one of each report, the newest first.

    `names` are the forms of the name, the one that is printed most often first.
    """

    documents: Sequence[int]
    names: tuple[str, ...]
    first_day: str | None
    last_day: str | None


def named(connection: Connection, table: Table, key: str) -> Named | None:
    """Who is looked up by `key`; None where the archive does not name them."""
    found = set(ids(connection, select(table.c.document).where(table.c.key == key)))
    if not found:
        return None
    article = schema.article.c
    chosen = among(one_of_each(connection, found))
    by_day = (article.day.desc(), article.report.desc())
    newest = select(article.document).where(article.document.in_(chosen)).order_by(*by_day)
    documents = ids(connection, newest)
    names = select(table.c.name).where(table.c.key == key).group_by(table.c.name)
    names = names.order_by(func.count().desc(), table.c.name)
    days = select(article.day).where(article.document.in_(chosen), article.day.is_not(None))
    first, last = (
        connection.scalar(days.order_by(day).limit(1)) for day in (article.day, article.day.desc())
    )
    return Named(documents, tuple(connection.scalars(names)), first, last)


def described(
    connection: Connection, found: Named, key: str, page: int, make: Callable[..., V]
) -> V:
    """A page of what is told of those that were found, made into their view by `make`."""
    lists = Lists(connection, found, key, page)
    of_events, events = lists.events()
    of_statements, statements = lists.statements()
    of_commitments, commitments = lists.commitments()
    return make(
        key=key,
        names=found.names,
        reports=len(found.documents),
        first_day=found.first_day,
        last_day=found.last_day,
        page=page,
        of_events=of_events,
        events=events,
        of_statements=of_statements,
        statements=statements,
        of_commitments=of_commitments,
        commitments=commitments,
    )


def one_of_each(connection: Connection, found: Set[int]) -> set[int]:
    """Of documents, one for each of their reports: its best witness, else the first."""
    matches = Matches.of(connection, found)
    several = {report: of for report, of in matches.several().items() if len(of) > 1}
    if not several:
        return set(found)
    report = schema.report.c
    best = dict(
        pairs(connection, select(report.id, report.best).where(report.id.in_(among(several))))
    )
    shown = {best[id] if best[id] in of else min(of) for id, of in several.items()}
    return (set(found) - {id for of in several.values() for id in of}) | shown


def told_by(connection: Connection, documents: Sequence[int]) -> dict[int, Told]:
    """What lists show of documents."""
    document, article, report = schema.document.c, schema.article.c, schema.report.c
    asked = (
        select(document.id, document.code, article.report, report.witnesses)
        .add_columns(article.headline, article.source, article.published)
        .join(schema.article, article.document == document.id)
        .join(schema.report, report.id == article.report)
        .where(document.id.in_(among(documents)))
    )
    return {
        row.id: Told(
            code=row.code,
            report=row.report,
            witnesses=row.witnesses,
            headline=row.headline,
            source=row.source,
            published=row.published,
        )
        for row in connection.execute(asked)
    }


class Lists:
    """A page of each list of what someone does and says, the newest first."""

    def __init__(self, connection: Connection, found: Named, key: str, page: int) -> None:
        self._connection = connection
        self._place = {id: n for n, id in enumerate(found.documents)}
        self._key = key
        self._slice = slice((page - 1) * PAGE, page * PAGE)
        self._records: dict[int, Record] = {}
        self._told: dict[int, Told] = {}

    def events(self) -> tuple[int, tuple[EventTold, ...]]:
        """How many events they take part in, and a page of them."""
        column = schema.participant.c
        asked = select(column.document, column.event, column.role)
        rows = self._connection.execute(asked.where(column.key == self._key))
        roles = {(id, n): role for id, n, role in rows if id in self._place}
        items = []
        for id, n in self._page(list(roles)):
            event = self._records[id].events[n]
            items.append(
                EventTold(
                    told=self._told[id],
                    value=value_name("events", event),
                    role=roles[id, n],
                    event=event,
                )
            )
        return len(roles), tuple(items)

    def statements(self) -> tuple[int, tuple[StatementTold, ...]]:
        """How many of their statements are told, and a page of them."""
        found = self._values(schema.statement)
        items = []
        for id, n in self._page(found):
            said = self._records[id].statements[n]
            value = value_name("statements", said)
            items.append(StatementTold(told=self._told[id], value=value, statement=said))
        return len(found), tuple(items)

    def commitments(self) -> tuple[int, tuple[CommitmentTold, ...]]:
        """How many of their commitments are told, and a page of them."""
        found = self._values(schema.commitment)
        items = []
        for id, n in self._page(found):
            made = self._records[id].commitments[n]
            value = value_name("commitments", made)
            items.append(CommitmentTold(told=self._told[id], value=value, commitment=made))
        return len(found), tuple(items)

    def _values(self, table: Table) -> list[tuple[int, int]]:
        """Where the values of a table are that are theirs."""
        asked = select(table.c.document, table.c.n).where(table.c.key == self._key)
        return [pair for pair in pairs(self._connection, asked) if pair[0] in self._place]

    def _page(self, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Those of a page, in order, their records and documents at hand."""
        chosen = sorted(found, key=lambda pair: (self._place[pair[0]], pair[1]))[self._slice]
        new = list(dict.fromkeys(id for id, _ in chosen if id not in self._records))
        self._records.update(zip(new, records(self._connection, new), strict=True))
        self._told.update(told_by(self._connection, new))
        return chosen
