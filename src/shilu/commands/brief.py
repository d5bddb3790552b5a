"""`shilu brief`: what a set of pages says of one region or several."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click
from rich.console import Console

from shilu import show
from shilu.archive import Archive
from shilu.archive.views.regions import records_of
from shilu.briefs import Brief, Region, brief, region
from shilu.commands.asking import input_options
from shilu.commands.output import PLAIN_WIDTH, archive_errors, output_errors, whole_file
from shilu.commands.progress import Run
from shilu.model import Record
from shilu.pages import Options, list_inputs
from shilu.reading import read_page


@click.command("brief")
@click.argument("words", nargs=-1, required=True, metavar="REGION... [INPUT...]")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "html")),
    default="text",
    show_default=True,
    help="text and html to look at; json to work with.",
)
@click.option(
    "--archive",
    "path",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Of all that this archive holds, instead of INPUT.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write there."
)
@input_options
def brief_command(
    words: tuple[str, ...], form: str, path: Path | None, output: Path | None, options: Options
) -> None:
    """Say what pages report of one region or several, sentence by sentence.

    A REGION is a province, a city, a country or a group of regions, in either script or by its
    letter (湖南, 香港, 湘, 港澳). The words before the first that names no region are regions, the
    rest are inputs; ./湖南 is a file. With --archive there are no inputs: the brief is of every
    report in it, each by its best witness. It says what was reported, never that it is true.

    What cannot be read is named on standard error with its cause, and the rest goes on; the exit
    status is then 1.
    """
    regions, inputs = _sorted(words)
    if path is not None:
        if inputs:
            raise click.UsageError(f"{inputs[0]!r} names no region that is known")
        with archive_errors(), Archive.open(path) as archive, archive.reading() as connection:
            _write(brief(records_of(connection, regions), regions), form, output)
        return
    if not inputs:
        raise click.UsageError("no INPUT after the regions, and no --archive")
    run = Run(list_inputs(inputs), options)
    _write(brief(_records(run), regions), form, output)
    sys.exit(1 if run.failed else 0)


def _write(made: Brief, form: str, output: Path | None) -> None:
    with output_errors(output), whole_file(output) as stream:
        if form == "text":
            width = None if stream.isatty() else PLAIN_WIDTH
            show.print_brief(made, Console(file=stream, width=width))
        else:
            print(_written(made, form), file=stream)


def _sorted(words: tuple[str, ...]) -> tuple[list[Region], tuple[str, ...]]:
    """The regions that the words begin with, each once, and the inputs after them."""
    regions: list[Region] = []
    rest = iter(words)
    for word in rest:
        found = region(word)
        if found is None:
            if not regions:
                raise click.UsageError(f"{word!r} names no region that is known")
            return regions, (word, *rest)
        if found not in regions:
            regions.append(found)
    return regions, ()


def _records(run: Run) -> Iterator[Record]:
    """The records of the pages of a run, one after another; what is no article is passed over."""
    with run.pages() as pages:
        for page in pages:
            found = run.attempt(page, read_page)
            if isinstance(found, Record):
                yield found


def _written(made: Brief, form: str) -> str:
    return made.to_json(indent=2) if form == "json" else show.brief_html(made)
