"""Ingesting: pages read and kept, group by group; what is kept once is not read again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from time import monotonic

from shilu.archive.keeping import CODE, Read, address_of, keep, key_of, known, meet, refuse
from shilu.archive.store import Archive
from shilu.model import Page, Record, Refused
from shilu.pages import Failure

#: A commit is made when so many pages, or characters, or seconds have come together.
_PAGES, _CHARACTERS, _SECONDS = 200, 4_000_000, 5.0

Reader = Callable[[Page], Record | Refused | None]


@dataclass(slots=True)
class Tally:
    """What has been kept so far: articles, pages refused, pages known before, failed inputs."""

    articles: int = 0
    refused: int = 0
    known: int = 0
    failed: int = 0


@dataclass(slots=True)
class Ingest:
    """One run of ingesting. `read` makes the record of a page, or says why not, or broke (None).

    After every commit `kept` is told what is safe now: the page, and its document's code.
    """

    archive: Archive
    read: Reader
    kept: Callable[[Page, str], None] = lambda page, code: None
    tally: Tally = field(default_factory=Tally)
    _failures: list[Failure] = field(default_factory=list)

    def add(self, pages: Iterable[Page]) -> Tally:
        """Keep what comes; raises `ArchiveError` where it cannot, all before that being kept."""
        for group in _groups(pages):
            self._keep(group)
        self._note_failures()
        return self.tally

    def fail(self, failure: Failure) -> None:
        """Note an input that could not be read; it is kept with the next commit."""
        self._failures.append(failure)
        self.tally.failed += 1

    def _keep(self, pages: list[Page]) -> None:
        keyed = {key_of(page): page for page in reversed(pages)}
        with self.archive.reading() as connection:
            before = known(connection, keyed)
        read = [
            Read(page, key, answer)
            for key, page in reversed(keyed.items())
            if key not in before and (answer := self.read(page)) is not None
        ]
        with self.archive.writing() as connection:
            before = known(connection, keyed)  # another may have kept some meanwhile
            new = [each for each in read if each.key not in before]
            ids = before | dict(zip((r.key for r in new), keep(connection, new), strict=True))
            met = [(page, key) for page in pages if (key := key_of(page)) in ids]
            meet(connection, [(address_of(page), ids[key]) for page, key in met])
        self._note_failures()
        refusals = sum(isinstance(each.answer, Refused) for each in new)
        self.tally.articles += len(new) - refusals
        self.tally.refused += refusals
        self.tally.known += len(met) - len(new)
        for page, key in met:
            self.kept(page, key[:CODE])

    def _note_failures(self) -> None:
        if self._failures:
            with self.archive.writing() as connection:
                for failure in self._failures:
                    refuse(connection, failure)
            self._failures.clear()


def _groups(pages: Iterable[Page]) -> Iterator[list[Page]]:
    """What comes, in groups that are large enough to be worth a commit."""
    group: list[Page] = []
    characters, began = 0, monotonic()
    for page in pages:
        group.append(page)
        characters += len(page.text)
        full = len(group) >= _PAGES or characters >= _CHARACTERS
        if full or monotonic() - began >= _SECONDS:
            yield group
            group, characters, began = [], 0, monotonic()
    if group:
        yield group
