"""An organisation as the archive tells of it: events, statements, commitments."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from shilu.archive import schema
from shilu.archive.rows import key
from shilu.archive.search.found import Count
from shilu.archive.views.entities import EntityView, described, named
from shilu.archive.views.names import names_like


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationView(EntityView):
    """What is told of an organisation, by its official name where that is known."""


def organization(connection: Connection, name: str, page: int = 1) -> OrganizationView | None:
    """The organisation of a name, in either script; None where the archive names none such."""
    looked_up = key(name) or ""
    found = named(connection, schema.organization, looked_up)
    if found is None:
        return None
    return described(connection, found, looked_up, page, OrganizationView)


def organizations_like(
    connection: Connection, beginning: str, limit: int = 10
) -> tuple[Count, ...]:
    """The organisations whose names begin so, those of most reports first."""
    return names_like(connection, schema.organization, beginning, limit)
