"""Ingesting: pages read and kept, group by group; what is kept once is not read again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from time import monotonic

from shilu.archive.keeping import (
    Ready,
    address_of,
    code_of,
    keep,
    known,
    meet,
    ready,
    refuse,
)
from shilu.archive.store import Archive, together_or_each
from shilu.model import Page, Record, Refused
from shilu.pages import Failure

#: A commit is made when so many pages, or characters, or seconds have come together.
_PAGES, _CHARACTERS, _SECONDS = 500, 4_000_000, 5.0
#: Seconds for which what comes is waited for, to be looked up together.
_PATIENCE = 1.0

Reader = Callable[[Page], Record | Refused | None]


@dataclass(slots=True)
class Tally:
    """What has been kept so far: articles, pages refused, pages known before, what failed."""

    articles: int = 0
    refused: int = 0
    known: int = 0
    failed: int = 0


@dataclass(slots=True)
class _Group:
    """What the next commit is to keep: documents by their codes, and where each page was met."""

    new: dict[str, Ready] = field(default_factory=dict)
    met: list[tuple[Page, str]] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    characters: int = 0
    began: float = field(default_factory=monotonic)

    @property
    def is_due(self) -> bool:
        many = len(self.met) >= _PAGES or self.characters >= _CHARACTERS
        return many or monotonic() - self.began >= _SECONDS


@dataclass(slots=True)
class Ingest:
    """One run of ingesting. `read` makes the record of a page, or says why not, or broke (None).

    After every commit `kept` is told what is safe now: the page, and its document's code. What
    could be read and yet not be kept, `failed` is told.
    """

    archive: Archive
    read: Reader
    kept: Callable[[Page, str], None] = lambda page, code: None
    failed: Callable[[Failure], None] = lambda failure: None
    tally: Tally = field(default_factory=Tally)
    _group: _Group = field(default_factory=_Group)

    def add(self, pages: Iterable[Page]) -> Tally:
        """Keep what comes; raises `ArchiveError` where it cannot, all before that being kept."""
        for some in _at_once(pages):
            codes = [code_of(page) for page in some]
            with self.archive.reading() as connection:
                before = known(connection, codes)
            for page, code in zip(some, codes, strict=True):
                self._take(page, code, is_known=code in before)
                if self._group.is_due:
                    self._commit()
        self._commit()
        return self.tally

    def fail(self, failure: Failure) -> None:
        """Note what could not be read or kept; it is written down with the next commit."""
        self._group.failures.append(failure)
        self.tally.failed += 1

    def _take(self, page: Page, code: str, *, is_known: bool) -> None:
        if not is_known and code not in self._group.new:
            answer = self.read(page)
            if answer is None:
                return
            try:
                self._group.new[code] = ready(page, code, answer)
            except Exception as error:  # one page must not cost the others
                self._fault(page, error)
                return
            self._group.characters += len(page.text)
        self._group.met.append((page, code))

    def _broke(self, document: Ready, error: Exception) -> None:
        self._fault(document.page, error)

    def _fault(self, page: Page, error: Exception) -> None:
        cause = f"cannot be kept, a fault of shilu's: {type(error).__name__}: {error}"
        failure = Failure(address_of(page), cause)
        self.fail(failure)
        self.failed(failure)

    def _commit(self) -> None:
        group, self._group = self._group, _Group()
        if not group.met and not group.failures:
            return
        with self.archive.writing() as connection:
            ids = known(connection, {code for _, code in group.met})
            new = [each for code, each in group.new.items() if code not in ids]
            together_or_each(
                connection, new, lambda c, some: ids.update(keep(c, some)), self._broke
            )
            met = [(page, code) for page, code in group.met if code in ids]
            refuse(connection, [*group.failures, *self._group.failures])
            meet(connection, [(page, ids[code]) for page, code in met])
        self._group.failures.clear()
        kept = [each for each in new if each.code in ids]
        refusals = sum(isinstance(each.answer, Refused) for each in kept)
        self.tally.articles += len(kept) - refusals
        self.tally.refused += refusals
        self.tally.known += len(met) - len(kept)
        for page, code in met:
            self.kept(page, code)


def _at_once(pages: Iterable[Page]) -> Iterator[list[Page]]:
    """What comes, so much at a time as is looked up at once."""
    some: list[Page] = []
    characters, began = 0, monotonic()
    for page in pages:
        some.append(page)
        characters += len(page.text)
        many = len(some) == _PAGES or characters >= _CHARACTERS
        if many or monotonic() - began >= _PATIENCE:
            yield some
            some, characters, began = [], 0, monotonic()
    if some:
        yield some
