"""The tables of an export: their columns, and the rows that a record makes in them.

Every row names its document by code, and where it stands: `start` and `end` in the page as
received, `rule`, and the words themselves as `quote`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeAlias

from msgspec import UNSET

from shilu.archive.kept import Kept
from shilu.model import Mention, Record

#: Of a column's values: character strings, whole numbers, floating-point numbers, days, yes or no,
#: and lists of strings.
Kind = Literal["string", "int", "float", "day", "bool", "list"]
Row: TypeAlias = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns with their kinds, and the rows that an article makes in it."""

    columns: tuple[tuple[str, Kind], ...]
    rows: Callable[[Kept], Iterator[Row]]


def _day(published: str | None) -> date | None:
    """The day of an ISO 8601 date or time; None where it is less than a day."""
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _known(value: Any) -> Any:
    return None if value is UNSET else value


def _where(mention: Mention | None) -> Row:
    """Start and end in the page as received, rule and quotation of a mention."""
    if mention is None:
        return (None, None, None, None)
    start, end = mention.origin or (None, None)
    return (start, end, mention.rule, mention.text)


_WHERE: tuple[tuple[str, Kind], ...] = (
    ("start", "int"),
    ("end", "int"),
    ("rule", "string"),
    ("quote", "string"),
)


def _table(rows: Callable[[Record], Iterator[Row]], **columns: Kind) -> Table:
    """A table whose rows begin with document, number and day."""

    def numbered(kept: Kept) -> Iterator[Row]:
        day = _day(kept.record.article.published)
        for n, row in enumerate(rows(kept.record)):
            yield (kept.code, kept.report, kept.best, day, n, *row)

    shared: tuple[tuple[str, Kind], ...] = (
        ("document", "string"),
        ("report", "int"),
        ("best", "bool"),
        ("day", "day"),
        ("n", "int"),
    )
    return Table((*shared, *columns.items(), *_WHERE), numbered)


def _articles(kept: Kept) -> Iterator[Row]:
    record, article = kept.record, kept.record.article
    yield (
        kept.code,
        kept.report,
        kept.best,
        _day(article.published),
        article.published,
        article.headline,
        article.source,
        list(article.authors),
        list(article.editors),
        article.language,
        len(article.text),
        record.damage_score,
        record.doubt_score,
        record.uri,
        record.sha256,
        record.fetched,
        kept.added,
        record.shilu,
        article.text,
    )


_ARTICLE: tuple[tuple[str, Kind], ...] = (
    ("document", "string"),
    ("report", "int"),
    ("best", "bool"),
    ("day", "day"),
    ("published", "string"),
    ("headline", "string"),
    ("source", "string"),
    ("authors", "list"),
    ("editors", "list"),
    ("language", "string"),
    ("characters", "int"),
    ("damage_score", "float"),
    ("doubt_score", "float"),
    ("address", "string"),
    ("sha256", "string"),
    ("fetched", "string"),
    ("added", "string"),
    ("shilu", "string"),
    ("text", "string"),
)


def _people(record: Record) -> Iterator[Row]:
    for person in record.people:
        first = person.mentions[0] if person.mentions else None
        areas = list(dict.fromkeys(r.area for r in person.roles if r.area))
        yield (person.name, list(person.posts), areas, len(person.mentions), *_where(first))


def _organizations(record: Record) -> Iterator[Row]:
    for body in record.organizations:
        first = body.mentions[0] if body.mentions else None
        yield (body.name, body.canonical, len(body.mentions), *_where(first))


def _places(record: Record) -> Iterator[Row]:
    for place in record.places:
        first = place.mentions[0] if place.mentions else None
        yield (place.name, place.code, len(place.mentions), *_where(first))


def _events(record: Record) -> Iterator[Row]:
    for event in record.events:
        by_role = {
            role: [p.name for p in event.people if p.role == role]
            for role in ("principal", "counterpart", "attending")
        }
        told = (event.type, event.date, event.place, event.occasion)
        yield (*told, *by_role.values(), list(event.organizations), *_where(event))


def _figures(record: Record) -> Iterator[Row]:
    for f in record.figures:
        value = (f.low, f.high, f.bound, f.unit, f.measure, f.change)
        about = (f.area, f.counterpart, f.period, list(_known(f.inferred) or ()))
        held = (_known(f.of), _known(f.among), _known(f.base), _known(f.stated_by))
        yield (*value, *about, *held, f.doubtful is True, *_where(f))


def _statements(record: Record) -> Iterator[Row]:
    for said in record.statements:
        yield (said.speaker, _known(said.addressee), said.cue, said.mode, *_where(said))


def _commitments(record: Record) -> Iterator[Row]:
    for promise in record.commitments:
        amount, deadline = _known(promise.amount), _known(promise.deadline)
        yield (
            promise.actor,
            promise.stance,
            list(promise.fields),
            _known(promise.beneficiary),
            amount.text if amount else None,
            deadline.text if deadline else None,
            *_where(promise),
        )


TABLES: dict[str, Table] = {
    "articles": Table(_ARTICLE, _articles),
    "people": _table(_people, name="string", posts="list", areas="list", mentions="int"),
    "organizations": _table(_organizations, name="string", canonical="string", mentions="int"),
    "places": _table(_places, name="string", code="string", mentions="int"),
    "events": _table(
        _events,
        type="string",
        date="string",
        place="string",
        occasion="string",
        principals="list",
        counterparts="list",
        attending="list",
        organizations="list",
    ),
    "figures": _table(
        _figures,
        low="float",
        high="float",
        bound="string",
        unit="string",
        measure="string",
        change="string",
        area="string",
        counterpart="string",
        period="string",
        inferred="list",
        of="string",
        among="string",
        base="string",
        stated_by="string",
        doubtful="bool",
    ),
    "statements": _table(
        _statements, speaker="string", addressee="string", cue="string", mode="string"
    ),
    "commitments": _table(
        _commitments,
        actor="string",
        stance="string",
        fields="list",
        beneficiary="string",
        amount="string",
        deadline="string",
    ),
}

#: The column that is left out of an export unless asked for: pages say whose it is.
TEXT_COLUMN = ("text", "string")


def columns_of(name: str, *, with_text: bool) -> tuple[tuple[str, Kind], ...]:
    """The columns of a table as they are kept."""
    columns = TABLES[name].columns
    return columns if with_text else tuple(c for c in columns if c != TEXT_COLUMN)


def rows_of(name: str, kept: Kept, *, with_text: bool) -> Iterator[Row]:
    """The rows of an article in a table, in the order of `columns_of`."""
    table = TABLES[name]
    cut = TEXT_COLUMN in table.columns and not with_text
    for row in table.rows(kept):
        yield row[:-1] if cut else row
