"""The order of what was found: by rank where a rank tells something, else the newest first.

bm25 looks at every place of every word. Where a query finds thousands of documents that is long,
and its rank says little: most of them are as good as one another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Set
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, select

from shilu.archive import schema
from shilu.archive.search.asking import Words
from shilu.archive.search.bigrams import phrase
from shilu.archive.search.sets import Pairs, given_ids, ids, listed, pairs
from shilu.archive.search.words import BY_RANK, CONTAINING, in_headline

#: Words that are found in so many documents at most are ranked by; others are too common, and what
#: has them in the headline stands first, the newest first within it and after it.
RANKED = 2000
#: Ranks that are so near to one another are alike, and the newest stands first.
_DECIMALS = 1
#: So many documents are put in order one by one; more are picked out of all there are, by day, in
#: parts that grow from this.
_SINGLY, _PART = 4000, 1500
#: Of which so few are wanted that fewer still are put in order one by one: those for one page.
_FEW = 600


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
        if len(found) <= _SINGLY:
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


class Newest:
    """The documents found with their reports, the newest first; looked up as far as is asked.

    `before` is a day that all of them were published before, where one is known.
    """

    def __init__(self, connection: Connection, found: Set[int], before: str | None = None) -> None:
        self._connection = connection
        self._found = found
        self._before = before
        self._known: list[tuple[int, int]] = []
        self._more = self._singly() if len(found) <= _SINGLY else self._picked()

    def __iter__(self) -> Iterator[tuple[int, int]]:
        at = 0
        while True:
            yield from islice(self._known, at, None)
            at = len(self._known)
            some = next(self._more, None)
            if some is None:
                return
            self._known += some

    def matches(self) -> Matches:
        """The documents, and the reports they are of."""
        if len(self._found) > _SINGLY:
            return Matches.of(self._connection, self._found)
        return Matches(self._found, {id: report for id, report in self if id != report})

    def of(self, some: Set[int]) -> Iterable[tuple[int, int]]:
        """Those of the documents that are among `some`."""
        both = self._found & some
        if len(both) <= _FEW:
            return Newest(self._connection, both)
        return (pair for pair in self if pair[0] in both)

    def _singly(self) -> Iterator[Pairs]:
        yield pairs(self._connection, _NEWEST_OF, ids=listed(self._found))

    def _picked(self) -> Iterator[Pairs]:
        found, at, part = self._found, 0, _PART
        chosen = _NEWEST_BEFORE if self._before else _NEWEST
        bound = {"before": self._before} if self._before else {}
        while some := pairs(self._connection, chosen, part=part, at=at, **bound):
            yield [pair for pair in some if pair[0] in found]
            at, part = at + part, part * 2


def newest_reports(newest: Newest, most: int) -> list[int]:
    """The reports of the newest documents, each once."""
    reports: dict[int, None] = {}
    for _, report in newest:
        reports[report] = None
        if len(reports) == most:
            break
    return list(reports)


def placed(
    connection: Connection, newest: Newest, words: Words, found_by_words: int
) -> Iterator[Place]:
    """The reports of what was found, in order, each once."""
    if found_by_words == 0:
        places: Iterable[Place] = (Place(report, id, None) for id, report in newest)
    elif found_by_words <= RANKED:
        places = _ranked(connection, newest, words)
    else:
        places = _by_headline(connection, newest, words)
    seen: set[int] = set()
    for place in places:
        if place.report not in seen:
            seen.add(place.report)
            yield place


def _by_headline(connection: Connection, newest: Newest, words: Words) -> Iterator[Place]:
    """The documents whose headlines hold the words, then all, the newest first."""
    if words.match:
        headlines = set(ids(connection, CONTAINING, match=in_headline(words.match)))
        yield from (Place(report, id, None) for id, report in newest.of(headlines))
    yield from (Place(report, id, None) for id, report in newest)


def _ranked(connection: Connection, newest: Newest, words: Words) -> Iterable[Place]:
    documents = list(newest)
    scores = _scores(connection, [id for id, _ in documents], words)
    if not scores:
        return (Place(report, id, None) for id, report in documents)
    rated = sorted((-scores[id], n) for n, (id, _) in enumerate(documents))
    return (Place(documents[n][1], documents[n][0], -score) for score, n in rated)


def _scores(connection: Connection, found: Collection[int], words: Words) -> dict[int, float]:
    """The score of each document found that holds the words; higher for what fits better."""
    match = words.match or (phrase(words.characters[0]) if len(words.characters) == 1 else None)
    if match is None:
        return {}
    ranks = connection.execute(BY_RANK, {"match": match, "ids": listed(found)})
    return {id: round(-rank, _DECIMALS) for id, rank in ranks}


_ARTICLE = schema.article.c
_PAIR = select(_ARTICLE.document, _ARTICLE.report)
_GIVEN = _ARTICLE.document.in_(given_ids())
_OTHERS = _PAIR.where(_ARTICLE.report != _ARTICLE.document)
_OTHERS_OF = _OTHERS.where(_GIVEN)
_BY_DAY = _PAIR.order_by(_ARTICLE.day.desc(), _ARTICLE.report.desc())
_NEWEST_OF = _BY_DAY.where(_GIVEN)
_NEWEST = _BY_DAY.limit(bindparam("part")).offset(bindparam("at"))
_NEWEST_BEFORE = _NEWEST.where(_ARTICLE.day < bindparam("before"))
