"""Facets: what the reports of a result name and tell most often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

import msgspec
from sqlalchemy import Connection, func, select

from shilu.archive import schema
from shilu.archive.search.found import Count, Facets
from shilu.archive.search.labels import KINDS, STEP, Kind
from shilu.archive.search.sets import given_ids, listed

#: Values given of each kind; of years, types of events and fields there are no more than these.
_MOST: dict[Kind, int] = {"events": 20, "fields": 20, "years": 40}
_VALUES = 10


def facets(connection: Connection, witnesses: Mapping[int, Collection[int]]) -> Facets:
    """The facets of reports, given with those of their documents that were found.

    A report has what any of these has, once.
    """
    counts = _counted(connection, witnesses)
    chosen = _foremost(counts)
    rows = connection.execute(_NAMED, {"ids": listed(chosen)})
    named = {id: (value, name) for id, value, name in rows}
    found: dict[str, list[Count]] = {kind: [] for kind in KINDS}
    for id in chosen:
        value, name = named[id]
        found[KINDS[id % STEP]].append(Count(value=value, name=name, reports=counts[id]))
    found["years"].sort(key=lambda count: count.value, reverse=True)
    return Facets(of=len(witnesses), **{kind: tuple(values) for kind, values in found.items()})


_LABELS = schema.labels.c
_ALL = select(func.group_concat(_LABELS.labels, ",")).where(
    _LABELS.document.in_(given_ids()), _LABELS.labels != ""
)
_EACH = select(_LABELS.document, _LABELS.labels).where(_LABELS.document.in_(given_ids()))
_LABEL = schema.label.c
_NAMED = select(_LABEL.id, _LABEL.key, _LABEL.name).where(_LABEL.id.in_(given_ids()))
_numbers = msgspec.json.Decoder(list[int]).decode


def _counted(connection: Connection, witnesses: Mapping[int, Collection[int]]) -> Counter[int]:
    """How many of the reports have each label."""
    alone = [id for found in witnesses.values() if len(found) == 1 for id in found]
    counts = Counter(_ids(connection.scalar(_ALL, {"ids": listed(alone)})))
    several = [found for found in witnesses.values() if len(found) > 1]
    if several:
        given = {"ids": listed([id for found in several for id in found])}
        labels = dict(connection.execute(_EACH, given).all())
        for found in several:
            counts.update(set(_ids(",".join(labels[id] for id in found if labels.get(id)))))
    return counts


def _ids(labels: str | None) -> list[int]:
    return _numbers(f"[{labels or ''}]")


def _foremost(counts: Counter[int]) -> list[int]:
    """The labels of each kind that most reports have, the most frequent first."""
    left = [_MOST.get(kind, _VALUES) for kind in KINDS]
    chosen = []
    for _, id in sorted((-n, id) for id, n in counts.items() if n > 1):
        if left[id % STEP]:
            left[id % STEP] -= 1
            chosen.append(id)
    for id in sorted(id for id, n in counts.items() if n == 1 and left[id % STEP]):
        if left[id % STEP]:
            left[id % STEP] -= 1
            chosen.append(id)
    return chosen
