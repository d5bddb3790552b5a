"""`shilu refused`: what an archive could not keep as an article."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import click
import msgspec

from shilu.archive import Archive
from shilu.archive.views.overview import RefusedPage, refusals
from shilu.commands.ingest import archive_option
from shilu.commands.output import archive_errors, output_errors
from shilu.show.printable import visible


@click.command("refused")
@archive_option
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "jsonl")),
    default="text",
    show_default=True,
    help="text to look at; jsonl (one a line) to work with.",
)
def refused_command(path: Path, form: str) -> None:
    """List what was ingested and is no article, or could not be read or kept, and why."""
    with archive_errors(), output_errors(None), Archive.open(path) as archive:
        for each in _refused(archive):
            click.echo(msgspec.json.encode(each).decode() if form == "jsonl" else _text(each))


def _refused(archive: Archive) -> Iterator[RefusedPage]:
    """What was refused, the last first, some at a time."""
    with archive.reading() as connection:
        for page in count(1):
            found = refusals(connection, page).pages
            yield from found
            if not found:
                return


def _text(refused: RefusedPage) -> str:
    rule = f" [{refused.rule}]" if refused.rule else ""
    code = f"{refused.code}  " if refused.code else ""
    return visible(f"{code}{refused.name}: {refused.reason}{rule}")
