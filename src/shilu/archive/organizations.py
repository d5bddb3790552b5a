"""An organisation as the archive tells of it: events, statements, commitments."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from shilu.archive import schema
from shilu.archive.entities import CommitmentTold, EventTold, Lists, StatementTold, named
from shilu.archive.found import Count
from shilu.archive.names import names_like
from shilu.archive.rows import key


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationView:
    """What is told of an organisation, by its official name where that is known.

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


def organization(connection: Connection, name: str, page: int = 1) -> OrganizationView | None:
    """The organisation of a name, in either script; None where the archive names none such."""
    looked_up = key(name) or ""
    found = named(connection, schema.organization, looked_up)
    if found is None:
        return None
    lists = Lists(connection, found, looked_up, page)
    of_events, events = lists.events()
    of_statements, statements = lists.statements()
    of_commitments, commitments = lists.commitments()
    return OrganizationView(
        key=looked_up,
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


def organizations_like(
    connection: Connection, beginning: str, limit: int = 10
) -> tuple[Count, ...]:
    """The organisations whose names begin so, those of most reports first."""
    return names_like(connection, schema.organization, beginning, limit)
