"""`shilu ingest`: pages put into the archive."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any

import click

from shilu.archive import Archive
from shilu.archive.ingest import Ingest, Tally
from shilu.commands.asking import input_options
from shilu.commands.progress import Run
from shilu.errors import ArchiveError
from shilu.model import Page, Record, Refused
from shilu.pages import Options, list_inputs
from shilu.reading import read_page

archive_option: Callable[[Callable[..., None]], Callable[..., None]] = click.option(
    "--archive",
    "path",
    type=click.Path(path_type=Path, dir_okay=False),
    default="shilu.db",
    envvar="SHILU_ARCHIVE",
    show_default=True,
    metavar="FILE",
    help="The archive, one file.",
)


@click.command("ingest")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@archive_option
@click.option("--list", "listed", is_flag=True, help="Print each page once it is safely kept.")
@input_options
def ingest_command(inputs: tuple[str, ...], path: Path, listed: bool, options: Options) -> None:
    """Read pages and keep them in an archive, with their records.

    A page is known by its content: kept once it is not read again, and changed it is kept as
    another version. What cannot be read is kept with its reason, and the rest goes on; the exit
    status is then 1. An ingest that was broken off goes on where it was when run again.
    """
    run = Run(list_inputs(inputs), options)
    began = monotonic()
    try:
        with Archive.open(path, write=True) as archive:
            ingest = Ingest(archive, _reader(run), _kept(listed), lambda f: run.say(str(f)))
            run.told = ingest.fail
            with run.pages() as pages:
                tally = ingest.add(pages)
    except ArchiveError as error:
        raise click.ClickException(str(error)) from error
    run.say(f"{path}: {_summary(tally, monotonic() - began)}")
    sys.exit(1 if tally.failed else 0)


def _reader(run: Run) -> Callable[[Page], Record | Refused | None]:
    return lambda page: run.attempt(page, read_page)


def _kept(listed: bool) -> Callable[[Page, str], Any]:
    if not listed:
        return lambda page, code: None
    return lambda page, code: click.echo(f"{code}\t{page.uri or page.id or ''}")


def _summary(tally: Tally, seconds: float) -> str:
    counts = {
        "articles kept": tally.articles,
        "no articles": tally.refused,
        "known before": tally.known,
        "failed": tally.failed,
    }
    said = ", ".join(f"{count:,} {words}" for words, count in counts.items() if count)
    rate = (tally.articles + tally.refused) / max(seconds, 1e-3)
    return f"{said or 'nothing'} ({rate:,.0f} pages/s)"
