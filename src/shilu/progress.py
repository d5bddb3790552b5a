"""Going through many pages: what fails is said and counted, the rest goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from shilu.model import Page
from shilu.pages import Failure, read_pages
from shilu.pages.inputs import Listing

T = TypeVar("T")


def _standard_error() -> Console:
    return Console(stderr=True, highlight=False, soft_wrap=True)


@dataclass(slots=True)
class Run:
    """One run over a listing, told on standard error: a bar where it is a terminal; failures."""

    listing: Listing
    console: Console = field(default_factory=_standard_error)
    failed: int = 0

    @contextmanager
    def pages(self) -> Iterator[Iterator[Page]]:
        """The pages of the listing, one after another."""
        for failure in self.listing.failures:
            self.fail(failure)
        with Progress(
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.description}", markup=False),
            console=self.console,
            transient=True,
            disable=not self.console.is_terminal,
        ) as bar:
            yield self._pages(bar)
        if passed := len(self.listing.passed_over):
            files = "1 file of another kind" if passed == 1 else f"{passed} files of other kinds"
            self.say(f"passed over {files}")

    def _pages(self, bar: Progress) -> Iterator[Page]:
        task = bar.add_task("", total=len(self.listing.sources))
        for source in self.listing.sources:
            bar.update(task, description=(source.uri or "standard input")[-40:])
            for page in read_pages([source]):
                if isinstance(page, Failure):
                    self.fail(page)
                else:
                    yield page
            bar.advance(task)

    def attempt(self, page: Page, work: Callable[[Page], T]) -> T | None:
        """What `work` makes of `page`; where it breaks, None: one page must not cost the others."""
        try:
            return work(page)
        except Exception as error:
            cause = f"cannot be read, a fault of shilu's: {type(error).__name__}: {error}"
            self.fail(Failure(page.uri or page.id or "page", cause))
            return None

    def fail(self, failure: Failure) -> None:
        """Name a failed input and its cause."""
        self.failed += 1
        self.say(str(failure))

    def say(self, words: str) -> None:
        """A line on standard error."""
        self.console.print(f"shilu: {words}", markup=False)
