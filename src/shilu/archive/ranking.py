"""The order of what was found: by rank where a rank tells something, else the newest first.

bm25 looks at every place of every word. Where a query finds thousands of documents that is long,
and its rank says little: most of them are as good as one another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, select

from shilu.archive import schema
from shilu.archive.asking import Words
from shilu.archive.bigrams import phrase
from shilu.archive.sets import given_ids, ids, listed, pairs
from shilu.archive.words import BY_RANK, CONTAINING, in_headline

#: So many documents are ranked; where more were found, those with the words in the headline stand
#: first, and the newest first among them and among the others.
RANKED = 3000
#: Ranks that are so near to one another are alike, and the newest stands first.
_DECIMALS = 1
#: The newest are looked at in parts that grow from this.
_PART = 1000


class Place(NamedTuple):
    """A report's place in the order: the first of its documents there, and its score if any."""

    report: int
    document: int
    score: float | None


@dataclass(frozen=True, slots=True)
class Matches:
    """The documents found; `others` are those whose report is not called after them."""

    found: Set[int]
    others: dict[int, int]
    _of: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for document, report in self.others.items():
            self._of[report].append(document)

    @classmethod
    def of(cls, connection: Connection, found: Set[int]) -> Matches:
        """Documents, and the reports they are of."""
        if len(found) <= RANKED:
            return cls(found, dict(pairs(connection, _OTHERS_OF, ids=listed(found))))
        others = {id: report for id, report in pairs(connection, _OTHERS) if id in found}
        return cls(found, others)

    def __len__(self) -> int:
        """How many reports they are of."""
        called = len(self.found) - len(self.others)
        return called + sum(not self._has(report) for report in self._of)

    def several(self) -> dict[int, list[int]]:
        """The documents found of the reports that are not called after the one found of them."""
        return self.witnesses(self._of)

    def witnesses(self, reports: Iterable[int]) -> dict[int, list[int]]:
        """Those of the documents found that are of each report."""
        of = self._of.get
        return {
            report: [report, *of(report, ())] if self._has(report) else of(report, [])
            for report in reports
        }

    def _has(self, report: int) -> bool:
        """Whether the document is found that a report is called after."""
        return report in self.found and report not in self.others


def placed(connection: Connection, matches: Matches, words: Words) -> Iterator[Place]:
    """The reports of what was found, in order, each once."""
    seen: set[int] = set()
    for place in _places(connection, matches.found, words):
        if place.report not in seen:
            seen.add(place.report)
            yield place


def _places(connection: Connection, found: Set[int], words: Words) -> Iterator[Place]:
    if len(found) <= RANKED:
        yield from _ranked(connection, found, words)
        return
    if words.match is not None:
        headlines = set(ids(connection, CONTAINING, match=in_headline(words.match)))
        yield from _newest(connection, found & headlines)
    yield from _newest(connection, found)


def _ranked(connection: Connection, found: Set[int], words: Words) -> Iterable[Place]:
    scores = _scores(connection, found, words)
    newest = _newest(connection, found)
    if not scores:
        return newest
    rated = sorted((-scores[place.document], n, place) for n, place in enumerate(newest))
    return (Place(place.report, place.document, -score) for score, _, place in rated)


def _scores(connection: Connection, found: Set[int], words: Words) -> dict[int, float]:
    """The score of each document found that holds the words; higher for what fits better."""
    match = words.match or (phrase(words.characters[0]) if len(words.characters) == 1 else None)
    if match is None:
        return {}
    ranks = connection.execute(BY_RANK, {"match": match, "ids": listed(found)})
    return {id: round(-rank, _DECIMALS) for id, rank in ranks}


def _newest(connection: Connection, found: Set[int]) -> Iterator[Place]:
    """The documents found, the newest first."""
    if len(found) <= RANKED:
        for document, report in pairs(connection, _NEWEST_OF, ids=listed(found)):
            yield Place(report, document, None)
        return
    at, part = 0, _PART
    while some := pairs(connection, _NEWEST, part=part, at=at):
        for document, report in some:
            if document in found:
                yield Place(report, document, None)
        at, part = at + part, part * 2


_ARTICLE = schema.article.c
_PAIR = select(_ARTICLE.document, _ARTICLE.report)
_GIVEN = _ARTICLE.document.in_(given_ids())
_OTHERS = _PAIR.where(_ARTICLE.report != _ARTICLE.document)
_OTHERS_OF = _OTHERS.where(_GIVEN)
_BY_DAY = _PAIR.order_by(_ARTICLE.day.desc(), _ARTICLE.report.desc())
_NEWEST_OF = _BY_DAY.where(_GIVEN)
_NEWEST = _BY_DAY.limit(bindparam("part")).offset(bindparam("at"))
