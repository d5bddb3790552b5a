"""The command line: documents to standard output, everything else to standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import click
from msgspec.structs import replace

from shilu import __version__
from shilu.commands.asking import day, input_options
from shilu.commands.output import Write, output_errors, writer
from shilu.commands.progress import Run
from shilu.model import Page, Record, Refused
from shilu.pages import Options, list_inputs
from shilu.reading import read_page
from shilu.why import explain

#: The commands beside `read`, each `NAME_command` in a module of its own name.
COMMANDS = (
    *("brief", "cite", "collate", "damage", "export", "ingest", "refused", "reread", "restore"),
    *("rule", "schema", "search", "serve"),
)


class _Commands(click.Group):
    """The commands; a module is imported only where its command is wanted, for some are slow to."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted((*super().list_commands(ctx), *COMMANDS))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        module = import_module(f"shilu.commands.{cmd_name}")
        found: click.Command = getattr(module, f"{cmd_name}_command")
        return found


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="shilu")
def main() -> None:
    """Read Chinese official news pages, however damaged, into sourced records.

    A record says what was reported, every value pointing at the characters it came from; never
    that it is true. An INPUT is a file, a folder, or - for standard input: pages of HTML or text,
    saved MHTML, WARC and WET, rows of JSONL, JSON, CSV or Parquet, zip; packed by gzip or zstd.
    """


inputs_argument = click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")


@main.command()
@inputs_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "jsonl", "html")),
    default="text",
    show_default=True,
    help="text and html to look at; json, and jsonl (a record a line), to work with.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write there; a folder where html is made of several documents.",
)
@click.option(
    "--date",
    "published",
    callback=day,
    metavar="YYYY-MM-DD",
    help="The day of publication, for pages that bear none.",
)
@click.option(
    "--why",
    metavar="NAME",
    help="Instead of records, show where NAME stands, what took it, and what was refused.",
)
@input_options
def read(
    inputs: tuple[str, ...],
    form: str,
    output: Path | None,
    published: str | None,
    why: str | None,
    options: Options,
) -> None:
    """Read pages into sourced records.

    A page that is no article is answered with its reason. What cannot be read is named on standard
    error with its cause, and the rest goes on; the exit status is then 1.
    """
    listing = list_inputs(inputs)
    if form == "html" and listing.several and output is None:
        raise click.UsageError("html of several documents needs a folder: -o FOLDER")
    run = Run(listing, options)
    if why is not None:
        _explain(run, why, published)

    def answer(page: Page) -> Record | Refused:
        return read_page(replace(page, published=page.published or published))

    with _writing(form, output, listing.several) as write, run.pages() as pages:
        for page in pages:
            if found := run.attempt(page, answer):
                write(found)
    sys.exit(1 if run.failed else 0)


def _explain(run: Run, name: str, published: str | None) -> NoReturn:
    """Write what `--why` asks for, page by page, and end."""

    def answer(page: Page) -> str:
        return explain(replace(page, published=page.published or published), name)

    with run.pages() as pages:
        for page in pages:
            if found := run.attempt(page, answer):
                click.echo(found, nl=False)
    sys.exit(1 if run.failed else 0)


@contextmanager
def _writing(form: str, output: Path | None, several: bool) -> Iterator[Write]:
    with output_errors(output), writer(form, output, several) as write:
        yield write
