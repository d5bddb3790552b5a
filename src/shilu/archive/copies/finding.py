"""Finding the reports that new articles are copies of, a group of articles at a time.

What is looked up is bounded for every article, however many the archive holds: so many documents a
band, so many comparisons in vain.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import Connection, Integer, Select, column, func, select

from shilu.archive import schema
from shilu.archive.copies.likeness import LONG, Sentences, covered_by, likeness, sentences, verdict
from shilu.archive.documents import met_at, texts_of
from shilu.archive.rows import Row

V = TypeVar("V", int, str)

#: A band is kept for so many documents: more witnesses of a report need not be found by it, and
#: what so many reports have in common is a set phrase.
_KEPT = 32
#: A band that documents of more reports share tells nothing.
_COMMON = 12
#: A new article is compared in vain with so many documents at most.
_TRIES = 8
#: The texts of documents of so many reports are fetched for a new article in advance.
_FETCHED = 2
#: Characters of a sentence, mostly of more than one.
_SENTENCE = 60
#: Of the bands that two texts could share, copies share one in so many; never fewer than so many,
#: as one is a sentence that both quote, and they never need more than so many.
_SHARED, _FEWEST, _ENOUGH = 3, 2, 3
#: Lengths are told with their marks, of which one text may have so much more than the other.
_MARKS = 1.5
#: A short text is printed again within so many days, else it is a formula.
_DAYS = 30
#: So many rows are asked for at once.
_AT_ONCE = 5000


@dataclass(slots=True)
class Known:
    """An article that others may be copies of; its text is None until it is asked for."""

    report: int
    headline: str | None
    published: str | None
    length: int
    text: Sentences | None = None


@dataclass(frozen=True, slots=True)
class New:
    """A new article, known by the report it is called after where it is a copy of none."""

    document: int
    known: Known
    bands: tuple[int, ...]


class Finder:
    """Finds the reports of a group of articles, in those of the archive and in one another's.

    `rows` are the bands to be kept of them. `merged` says of reports what they have become part of.
    """

    def __init__(self, connection: Connection, group: Sequence[New]) -> None:
        self.rows: list[Row] = []
        self.merged: dict[int, int] = {}
        self._connection = connection
        self._documents: dict[int, list[int]] = defaultdict(list)
        for band, document in self._kept({band for new in group for band in new.bands}):
            self._documents[band].append(document)
        self._known: dict[int, Known] = {}
        long = (found for found in self._documents.values() if len(found) > _COMMON)
        self._know({each for documents in long for each in documents})
        self._know({each for new in group for each, _ in self._near(new)})
        self._fetch({each for new in group for each in self._likeliest(new)})
        self._met = self._addresses([new.document for new in group])

    def report_of(self, document: int) -> int:
        """The report of a document, whatever has been merged since it was given."""
        return self.lasting(self._known[document].report)

    def lasting(self, report: int) -> int:
        """What a report is part of now; mostly itself."""
        while report in self.merged:
            report = self.merged[report]
        return report

    def is_merged(self, new: New) -> bool:
        """Whether the report that an article was the first of has become part of another."""
        return new.known.report in self.merged

    def place(self, new: New) -> set[int]:
        """Take in a new article: the reports that it is a copy of.

        It becomes part of the first of them, and so do the others.
        """
        same = self._reports(new)
        if same:
            new.known.report = min(same)
            self.merged |= {other: min(same) for other in same if other != min(same)}
        self._known[new.document] = new.known
        for band in new.bands:
            documents = self._documents[band]
            if len(documents) < _KEPT:
                documents.append(new.document)
                self.rows.append((band, new.document))
        return same

    # --- whom a new article is compared with -----------------------------------------------------

    def _reports(self, new: New) -> set[int]:
        found: set[int] = set()
        tries = 0
        for other in self._alike(new):
            report = self.report_of(other)
            if report in found:
                continue
            if self._are_copies(new, other):
                found.add(report)
            elif (tries := tries + 1) == _TRIES:
                break
        return found

    def _alike(self, new: New) -> Iterator[int]:
        """The documents that share bands enough with a new one, those that share most first.

        Their lengths, too, must let them be copies.
        """
        for document, count in sorted(self._near(new), key=lambda each: (-each[1], each[0])):
            ours, theirs = new.known, self._known[document]
            if count >= _least(ours.length, theirs.length) and _may_be_copies(ours, theirs):
                yield document

    def _near(self, new: New) -> Iterator[tuple[int, int]]:
        """The documents that share more than one band with a new one, and how many."""
        shared: Counter[int] = Counter()
        for band in new.bands:
            documents = self._documents.get(band, [])
            if len(documents) <= _COMMON or self._reports_among(documents) <= _COMMON:
                shared.update(documents)
        return ((document, count) for document, count in shared.items() if count >= _FEWEST)

    def _reports_among(self, documents: Sequence[int]) -> int:
        self._know(documents)
        return len(set(map(self.report_of, documents)))

    def _likeliest(self, new: New) -> list[int]:
        """The documents of the archive that a new article is compared with first, one a report."""
        found: dict[int, int] = {}
        for document in self._alike(new):
            found.setdefault(self.report_of(document), document)
            if len(found) == _FETCHED:
                break
        return list(found.values())

    def _are_copies(self, new: New, other: int) -> bool:
        ours, theirs = new.known, self._known[other]
        assert ours.text is not None
        found = likeness(ours.text, self._text(other))
        apart = _days_apart(ours.published, theirs.published)
        match verdict(found, headline=_same(ours.headline, theirs.headline)):
            case "copies":
                return found.grams >= LONG or apart <= _DAYS
            case "template":  # of one address, a page that was changed
                return apart == 0 and not self._met[new.document].isdisjoint(self._met[other])
            case "others":
                return False

    # --- what the archive knows ------------------------------------------------------------------

    def _text(self, document: int) -> Sentences:
        if self._known[document].text is None:
            self._fetch({document})
        text = self._known[document].text
        assert text is not None
        return text

    def _fetch(self, documents: set[int]) -> None:
        for some in _parts(documents):
            for document, text in texts_of(self._connection, some):
                self._known[document].text = sentences(text)

    def _kept(self, bands: Iterable[int]) -> Sequence[Row]:
        band = schema.band.c
        kept = select(band.band, band.document).where(band.band.in_(_among(bands)))
        return self._connection.execute(kept).all()

    def _know(self, documents: Iterable[int]) -> None:
        """Look up those of documents that are not known yet."""
        if new := set(documents) - self._known.keys():
            article = schema.article.c
            told = (article.report, article.headline, article.published, article.length)
            asked = select(article.document, *told).where(article.document.in_(_among(new)))
            for document, *known in self._connection.execute(asked):
                self._known[document] = Known(*known)

    def _addresses(self, documents: Sequence[int]) -> dict[int, set[str]]:
        """The addresses at which new documents were met, and who else was met there."""
        page, met = schema.document.c, schema.address.c
        found: dict[int, set[str]] = defaultdict(set)
        for some in _parts(documents):
            came = select(page.id, page.url, page.uri, page.page).where(page.id.in_(some))
            for document, *told in self._connection.execute(came):
                found[document].add(met_at(*told))
        everywhere = {each for addresses in found.values() for each in addresses}
        for places in _parts(everywhere):
            there = select(met.document, met.address).where(met.address.in_(places))
            for document, address in self._connection.execute(there):
                found[document].add(address)
        return found


def _among(values: Iterable[int]) -> Select[tuple[int]]:
    """Values by the thousand, given as one parameter: a parameter each takes longer than asking."""
    listed = json.dumps(sorted(values))
    value = func.json_each(listed).table_valued(column("value", Integer)).c.value
    return select(value)


def _least(one: int, other: int) -> int:
    """How many bands texts of so many characters share at least where they are copies."""
    shared = 1 + min(one, other) // _SENTENCE // _SHARED
    return min(_ENOUGH, max(_FEWEST, shared))


def _may_be_copies(one: Known, other: Known) -> bool:
    """Whether the longer of two texts is not too long for the shorter to be an excerpt of it."""
    shorter, longer = sorted((one.length, other.length))
    return shorter * _MARKS >= longer * covered_by(headline=_same(one.headline, other.headline))


def _same(one: str | None, other: str | None) -> bool:
    """Whether two headlines are the same."""
    if one is None or other is None:
        return False
    return one == other or sentences(one) == sentences(other)


def _days_apart(one: str | None, other: str | None) -> int:
    """Days between two of publication; none where either is unknown or no day."""
    try:
        return abs((_day(one) - _day(other)).days)
    except ValueError:
        return 0


def _day(published: str | None) -> date:
    return date.fromisoformat((published or "")[:10])


def _parts(values: Iterable[V]) -> Iterator[list[V]]:
    ordered = sorted(values)
    return (ordered[at : at + _AT_ONCE] for at in range(0, len(ordered), _AT_ONCE))
