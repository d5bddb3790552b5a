"""`shilu reread`: records of an archive made anew from its pages."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import msgspec
from rich.box import SIMPLE
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn
from rich.table import Table

from shilu.archive import Archive
from shilu.archive.changes import Change, Kind
from shilu.archive.documents import find
from shilu.archive.reread import Changed, Reread
from shilu.commands.asking import form_option
from shilu.commands.ingest import archive_option
from shilu.commands.output import PLAIN_WIDTH, archive_errors, output_errors
from shilu.commands.progress import Run
from shilu.model import Page
from shilu.pages import Failure
from shilu.pages.inputs import Listing
from shilu.reading import read_page
from shilu.show.printable import visible

_SIGNS: dict[Kind, str] = {"gained": "+", "lost": "-", "changed": "~"}
#: Of a field that has changed, so many characters are shown.
_SHOWN = 40


class _Teller:
    """Shows documents that have changed as they are told of, and counts what became of values."""

    def __init__(self) -> None:
        self.documents = 0
        self.counts: Counter[tuple[str, str, Kind]] = Counter()

    def __call__(self, changed: Changed) -> None:
        self.show(changed)
        self.documents += 1
        self.counts.update((c.layer, c.rule, c.kind) for c in changed.changes)

    def show(self, changed: Changed) -> None:
        """Show a document that has changed."""
        click.echo(visible(f"{changed.code}  {changed.address}"))
        for change in changed.changes:
            click.echo(f"  {_line(change)}")

    def end(self, done: int) -> None:
        """Show what became of the values of `done` documents."""
        if self.counts:
            console = Console(width=None if sys.stdout.isatty() else PLAIN_WIDTH)
            console.print(self._table())

    def tallies(self) -> list[dict[str, str | int]]:
        """How many values of each layer and rule were gained, lost and changed."""
        rules = sorted({(layer, rule) for layer, rule, _ in self.counts})
        return [
            {"layer": layer, "rule": rule, **{k: self.counts[layer, rule, k] for k in _SIGNS}}
            for layer, rule in rules
        ]

    def _table(self) -> Table:
        table = Table(box=SIMPLE)
        for heading in ("layer", "rule", *_SIGNS):
            table.add_column(heading, justify="right" if heading in _SIGNS else "left")
        for tally in self.tallies():
            table.add_row(*(str(value or "") for value in tally.values()))
        return table


class _JsonTeller(_Teller):
    """Shows the same as one object of JSON, written as it comes."""

    def show(self, changed: Changed) -> None:
        """Write a document that has changed."""
        click.echo(
            ("," if self.documents else '{"changed": [') + "\n" + _encoded(changed), nl=False
        )

    def end(self, done: int) -> None:
        """Close the object with its counts."""
        opened = "" if self.documents else '{"changed": ['
        click.echo(f'{opened}],\n"documents": {done},\n"tallies": {_encoded(self.tallies())}}}')


_TELLERS: dict[str, Callable[[], _Teller]] = {"text": _Teller, "json": _JsonTeller}


@click.command("reread")
@click.argument("codes", nargs=-1, metavar="[CODE]...")
@archive_option
@click.option("--dry-run", "dry", is_flag=True, help="Only show what would change.")
@form_option
def reread_command(codes: tuple[str, ...], path: Path, dry: bool, form: str) -> None:
    """Make the records of an archive anew from its pages, and show what changed.

    All of them, or those of the documents named by their codes. A value is the same where it
    stands on the same characters of the page as received: it is gained, lost or changed. A run
    over all that was broken off goes on where it was. What cannot be read keeps the record it
    has; the exit status is then 1.
    """
    run, tell = Run(Listing()), _TELLERS[form]()
    with archive_errors(), output_errors(None), Archive.open(path, write=not dry) as archive:
        reread = Reread(archive, lambda page: run.attempt(page, read_page), tell, dry=dry)
        reread.broke = lambda page, error: run.fail(_failure(page, error))
        with archive.reading() as connection:
            ids = [find(connection, code).id for code in codes]
        with _bar(run.console, len(ids) if codes else reread.waiting()) as reread.advanced:
            if codes:
                reread.only(ids)
            else:
                reread.all()
        tell.end(reread.done)
    run.say(f"{path}: {reread.done:,} documents read again, {tell.documents:,} changed")
    sys.exit(1 if run.failed else 0)


def _failure(page: Page, error: Exception) -> Failure:
    cause = f"cannot be kept, a fault of shilu's: {type(error).__name__}: {error}"
    return Failure(page.uri or page.id or "page", cause)


@contextmanager
def _bar(console: Console, total: int) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal, and what moves it on."""
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    hidden = not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=hidden) as bar:
        task = bar.add_task("", total=total)
        yield lambda n: bar.advance(task, n)


def _line(change: Change) -> str:
    """A change in one line."""
    at = f" {change.origin.start}–{change.origin.end}" if change.origin else ""
    said = f"{_SIGNS[change.kind]} {change.layer}{at} {_short(change.text)} [{change.rule}]"
    fields = (f"{f.name}: {_short(f.before)} → {_short(f.after)}" for f in change.fields)
    return "; ".join((said, *fields))


def _short(value: str | None) -> str:
    shown = visible(" ".join((value or "—").split()))
    return shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"


def _encoded(value: object) -> str:
    return msgspec.json.encode(value).decode()
