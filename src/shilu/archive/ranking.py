"""The order of what was found: by rank where a rank tells something, else the newest first.

bm25 looks at every place of every word. Where a query finds thousands of documents that is long,
and its rank says little: most of them are as good as one another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import Connection, select

from shilu.archive import schema
from shilu.archive.asking import Words
from shilu.archive.bigrams import phrase
from shilu.archive.sets import among, ids, pairs
from shilu.archive.words import in_headline, ranked

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
        article = schema.article.c
        others = select(article.document, article.report).where(article.report != article.document)
        if len(found) <= RANKED:
            others = others.where(article.document.in_(among(found)))
        return cls(found, {id: report for id, report in pairs(connection, others) if id in found})

    def __len__(self) -> int:
        """How many reports they are of."""
        named = self.found - self.others.keys()
        return len(named) + len(self._of.keys() - named)

    def several(self) -> dict[int, list[int]]:
        """The documents found of the reports that are not called after the one found of them."""
        return self.witnesses(self._of)

    def witnesses(self, reports: Iterable[int]) -> dict[int, list[int]]:
        """Those of the documents found that are of each report."""
        return {
            report: [report, *of] if report in self.found and report not in self.others else of
            for report in reports
            for of in (self._of.get(report, []),)
        }


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
        yield from _newest(connection, found & set(ids(connection, in_headline(words.match))))
    yield from _newest(connection, found)


def _ranked(connection: Connection, found: Set[int], words: Words) -> Iterator[Place]:
    scores = _scores(connection, words)
    newest = _newest(connection, found)
    if not scores:
        return newest
    rated = [place._replace(score=scores[place.document]) for place in newest]
    return iter(sorted(rated, key=lambda place: -(place.score or 0)))


def _scores(connection: Connection, words: Words) -> dict[int, float]:
    """The score of each document that holds the words; higher for what fits better."""
    match = words.match or (phrase(words.characters[0]) if len(words.characters) == 1 else None)
    if match is None:
        return {}
    return {id: round(-rank, _DECIMALS) for id, rank in connection.execute(ranked(match))}


def _newest(connection: Connection, found: Set[int]) -> Iterator[Place]:
    """The documents found, the newest first."""
    article = schema.article.c
    by_day = (article.day.desc(), article.report.desc())
    newest = select(article.document, article.report).order_by(*by_day)
    if len(found) <= RANKED:
        chosen = newest.where(article.document.in_(among(found)))
        for document, report in pairs(connection, chosen):
            yield Place(report, document, None)
        return
    at, part = 0, _PART
    while some := pairs(connection, newest.limit(part).offset(at)):
        for document, report in some:
            if document in found:
                yield Place(report, document, None)
        at, part = at + part, part * 2
