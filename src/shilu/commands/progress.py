"""Going through many pages: what fails is said and counted, the rest goes on."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from shilu.model import Page
from shilu.pages import Failure, Options, PassedOver, read_pages
from shilu.pages.inputs import Listing

T = TypeVar("T")


def _standard_error() -> Console:
    return Console(stderr=True, highlight=False, soft_wrap=True)


@dataclass(slots=True)
class Run:
    """One run over a listing, told on standard error: a bar where it is a terminal; failures."""

    listing: Listing
    options: Options = field(default_factory=Options)
    console: Console = field(default_factory=_standard_error)
    read: int = 0
    failed: int = 0
    #: Whom failures are told beside standard error.
    told: Callable[[Failure], None] = lambda failure: None

    @contextmanager
    def pages(self) -> Iterator[Iterator[Page]]:
        """The pages of the listing, one after another."""
        for failure in self.listing.failures:
            self.fail(failure)
        with (
            Progress(
                BarColumn(),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
                TextColumn("{task.fields[count]}", markup=False),
                TextColumn("{task.description}", markup=False),
                console=self.console,
                transient=True,
                disable=not self.console.is_terminal,
            ) as bar,
            collected_seldom(),
        ):
            yield self._pages(bar)
        self._sum_up()

    def _sum_up(self) -> None:
        """What was passed over in folders, and how many documents failed beside those read."""
        passed, hidden = len(self.listing.passed_over), len(self.listing.hidden)
        if passed:
            files = "1 file of another kind" if passed == 1 else f"{passed} files of other kinds"
            self.say(f"passed over {files}")
        if hidden:
            self.say(f"passed over {hidden} hidden")
        if self.failed and self.failed + self.read > 1:
            self.say(f"read {self.read}, failed {self.failed}")

    def _pages(self, bar: Progress) -> Iterator[Page]:
        task = bar.add_task("", total=len(self.listing.sources), count="")
        pages, began = 0, monotonic()
        for source in self.listing.sources:
            bar.update(task, description=(source.uri or "standard input")[-40:])
            for answer in read_pages([source], self.options):
                if isinstance(answer, Failure):
                    self.fail(answer)
                elif isinstance(answer, PassedOver):
                    self.say(str(answer))
                else:
                    yield answer
                    pages += 1
                    rate = pages / max(monotonic() - began, 1e-3)
                    bar.update(task, count=f"{pages:,} pages ({rate:,.0f}/s)")
            bar.advance(task)

    def attempt(self, page: Page, work: Callable[[Page], T]) -> T | None:
        """What `work` makes of `page`; where it breaks, None: one page must not cost the others."""
        try:
            done = work(page)
        except Exception as error:
            cause = f"cannot be read, a fault of shilu's: {type(error).__name__}: {error}"
            self.fail(Failure(page.uri or page.id or "page", cause))
            return None
        self.read += 1
        return done

    def fail(self, failure: Failure) -> None:
        """Name a failed input and its cause."""
        self.failed += 1
        self.say(str(failure))
        self.told(failure)

    def say(self, words: str) -> None:
        """A line on standard error."""
        say(words, self.console)


@contextmanager
def collected_seldom() -> Iterator[None]:
    """Look for garbage in cycles less often: reading makes hundreds of values a page, no cycle.

    Python looks at every 700 new objects; at every 50,000 reading is some 4 % faster.
    """
    before = gc.get_threshold()
    gc.set_threshold(50_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def say(words: str, console: Console | None = None) -> None:
    """A line on standard error, for people."""
    (console or _standard_error()).print(f"shilu: {words}", markup=False)
