"""Finding the reports that new articles are copies of, a group of articles at a time.

What is looked up is bounded for every article, however many the archive holds: so many documents a
band, so many comparisons in vain.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from shilu.archive import schema
from shilu.archive.copies import LONG, Sentences, likeness, sentences, verdict
from shilu.archive.documents import met_at
from shilu.archive.packing import unpack_article_text
from shilu.archive.rows import Row

#: A band is kept for so many documents: more witnesses of a report need not be found by it, and
#: what so many reports have in common is a set phrase.
_KEPT = 32
#: A band that documents of more reports share tells nothing.
_COMMON = 12
#: A new article is compared in vain with so many documents at most.
_TRIES = 8
#: Characters of a sentence, on the average.
_SENTENCE = 40
#: Of the bands that two texts could share, copies share one in so many, and never need more than
#: so many.
_SHARED, _ENOUGH = 5, 3
#: A short text is printed again within so many days, else it is a formula.
_DAYS = 30
#: So many bands are asked for at once.
_AT_ONCE = 5000


@dataclass(slots=True)
class Known:
    """An article that a new one may be a copy of; its text is None until it is asked for."""

    report: int
    headline: str | None
    published: str | None
    length: int
    text: Sentences | None = None


class Finder:
    """Finds the reports of a group of articles, in those of the archive and in one another's.

    `rows` are the bands to be kept of them. `merged` says of reports what they have become part of.
    """

    def __init__(self, connection: Connection, bands: Iterable[int]) -> None:
        self.rows: list[Row] = []
        self.merged: dict[int, int] = {}
        self._connection = connection
        self._documents: dict[int, list[int]] = {}
        self._known: dict[int, Known] = {}
        for band, document in self._look_up(sorted(bands)):
            self._documents.setdefault(band, []).append(document)
        found = {each for documents in self._documents.values() for each in documents}
        for document, *told in self._articles(sorted(found)):
            self._known[document] = Known(*told)

    def report_of(self, document: int) -> int:
        """The report of a document, whatever has been merged since it was given."""
        return self.lasting(self._known[document].report)

    def lasting(self, report: int) -> int:
        """What a report is part of now; mostly itself."""
        while report in self.merged:
            report = self.merged[report]
        return report

    def add(self, document: int, mine: Known, bands: Sequence[int]) -> set[int]:
        """Take in a new article, called after its own report; the reports it is a copy of.

        It becomes part of the first of them, and so do the others.
        """
        same = self._reports(document, mine, bands)
        if same:
            mine.report = min(same)
            self.merged |= {other: mine.report for other in same if other != mine.report}
        self._known[document] = mine
        for band in bands:
            documents = self._documents.setdefault(band, [])
            if len(documents) < _KEPT:
                documents.append(document)
                self.rows.append((band, document))
        return same

    def _reports(self, document: int, mine: Known, bands: Sequence[int]) -> set[int]:
        """The reports that a new article is a copy of."""
        found: set[int] = set()
        tries = 0
        for other in self._alike(mine, bands):
            report = self.report_of(other)
            if report in found:
                continue
            if self._are_copies(document, mine, other):
                found.add(report)
            elif (tries := tries + 1) == _TRIES:
                break
        return found

    def _alike(self, mine: Known, bands: Sequence[int]) -> Iterator[int]:
        """The documents that share bands enough, those that share most first."""
        shared: Counter[int] = Counter()
        for band in bands:
            documents = self._documents.get(band, ())
            if len(documents) <= _COMMON or len(set(map(self.report_of, documents))) <= _COMMON:
                shared.update(documents)
        for document, count in sorted(shared.items(), key=lambda each: (-each[1], each[0])):
            if count >= _least(mine.length, self._known[document].length):
                yield document

    def _are_copies(self, document: int, mine: Known, other: int) -> bool:
        assert mine.text is not None
        theirs = self._known[other]
        found = likeness(mine.text, self._text(other))
        apart = _days_apart(mine.published, theirs.published)
        match verdict(found, headline=_same(mine.headline, theirs.headline)):
            case "copies":
                return found.grams >= LONG or apart <= _DAYS
            case "template":
                return apart == 0 and self._one_address(document, other)
            case "others":
                return False

    def _text(self, document: int) -> Sentences:
        known = self._known[document]
        if known.text is None:
            kept = select(schema.record.c.record).where(schema.record.c.document == document)
            known.text = sentences(unpack_article_text(self._connection.execute(kept).scalar_one()))
        return known.text

    def _one_address(self, *documents: int) -> bool:
        """Whether two documents were met at one address: a page that has changed."""
        one, other = (self._addresses(document) for document in documents)
        return not one.isdisjoint(other)

    def _addresses(self, document: int) -> set[str]:
        page = schema.document.c
        came = select(page.url, page.uri, page.page).where(page.id == document)
        column = schema.address.c.address
        met = select(column).where(schema.address.c.document == document)
        row = self._connection.execute(came).one()
        return {met_at(*row), *self._connection.scalars(met)}

    def _look_up(self, bands: Sequence[int]) -> Iterator[Row]:
        band = schema.band.c
        for at in range(0, len(bands), _AT_ONCE):
            some = band.band.in_(bands[at : at + _AT_ONCE])
            yield from self._connection.execute(select(band.band, band.document).where(some))

    def _articles(self, documents: Sequence[int]) -> Iterator[Row]:
        article = schema.article.c
        told = (article.report, article.headline, article.published, article.length)
        asked = select(article.document, *told)
        for at in range(0, len(documents), _AT_ONCE):
            some = article.document.in_(documents[at : at + _AT_ONCE])
            yield from self._connection.execute(asked.where(some))


def _least(one: int, other: int) -> int:
    """How many bands texts of so many characters share at least where they are copies."""
    could = min(length // _SENTENCE for length in (one, other))
    return min(_ENOUGH, 1 + could // _SHARED)


def _same(one: str | None, other: str | None) -> bool:
    """Whether two headlines are the same."""
    return one is not None and other is not None and sentences(one) == sentences(other)


def _days_apart(one: str | None, other: str | None) -> int:
    """Days between two of publication; none where either is unknown."""
    if one is None or other is None:
        return 0
    return abs((date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days)
