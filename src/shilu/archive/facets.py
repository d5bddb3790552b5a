"""Facets: what the reports of a result name and tell most often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from sqlalchemy import Connection, select

from shilu.archive import schema
from shilu.archive.found import Count, Facets
from shilu.archive.labels import KINDS, STEP, Kind, unpacked
from shilu.archive.sets import among

#: Values given of each kind; of years, types of events and fields there are no more than these.
_MOST: dict[Kind, int] = {"events": 20, "fields": 20, "years": 40}
_VALUES = 10


def facets(connection: Connection, witnesses: Mapping[int, Collection[int]]) -> Facets:
    """The facets of reports, given with those of their documents that were found.

    A report has what any of these has, once.
    """
    counts = _counted(connection, witnesses)
    chosen = [id for n in range(len(KINDS)) for id in _foremost(counts, n)]
    label = schema.label.c
    asked = select(label.id, label.key, label.name).where(label.id.in_(among(chosen)))
    named = {id: (value, name) for id, value, name in connection.execute(asked)}
    found: dict[str, list[Count]] = {kind: [] for kind in KINDS}
    for id in chosen:
        value, name = named[id]
        found[KINDS[id % STEP]].append(Count(value=value, name=name, reports=counts[id]))
    found["years"].sort(key=lambda count: count.value, reverse=True)
    return Facets(of=len(witnesses), **{kind: tuple(values) for kind, values in found.items()})


def _counted(connection: Connection, witnesses: Mapping[int, Collection[int]]) -> Counter[int]:
    """How many of the reports have each label."""
    alone = [id for found in witnesses.values() if len(found) == 1 for id in found]
    counts = Counter(unpacked(_packed(connection, alone).values()))
    several = {report: found for report, found in witnesses.items() if len(found) > 1}
    packed = _packed(connection, [id for found in several.values() for id in found])
    for found in several.values():
        counts.update(set(unpacked(packed[id] for id in found if id in packed)))
    return counts


def _packed(connection: Connection, documents: Collection[int]) -> dict[int, bytes]:
    """The labels of documents, as they are kept."""
    if not documents:
        return {}
    columns = schema.labels.c
    asked = select(columns.document, columns.labels).where(columns.document.in_(among(documents)))
    return dict(connection.execute(asked).all())


def _foremost(counts: Counter[int], kind: int) -> list[int]:
    """The labels of a kind that most reports have, the most frequent first."""
    of_kind = [(-n, id) for id, n in counts.items() if id % STEP == kind]
    return [id for _, id in sorted(of_kind)[: _MOST.get(KINDS[kind], _VALUES)]]
