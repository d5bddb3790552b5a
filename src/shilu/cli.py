"""The command line: documents to standard output, everything else to standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import click
import msgspec
from msgspec.structs import replace

from shilu import __version__
from shilu.archive.copies.collated import Collation
from shilu.briefs import Brief
from shilu.commands.asking import day, input_options
from shilu.commands.brief import brief_command
from shilu.commands.cite import cite_command
from shilu.commands.collate import collate_command
from shilu.commands.damage import damage_command
from shilu.commands.export import export_command
from shilu.commands.ingest import ingest_command
from shilu.commands.output import Write, output_errors, writer
from shilu.commands.progress import Run
from shilu.commands.refused import refused_command
from shilu.commands.reread import reread_command
from shilu.commands.restore import restore_command
from shilu.commands.rule import rule_commands
from shilu.commands.search import search_command
from shilu.commands.serve import serve_command
from shilu.model import Page, Record, Refused
from shilu.pages import Options, list_inputs
from shilu.reading import read_page
from shilu.why import explain


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="shilu")
def main() -> None:
    """Read Chinese official news pages, however damaged, into sourced records.

    A record says what was reported, every value pointing at the characters it came from; never
    that it is true. An INPUT is a file, a folder, or - for standard input: pages of HTML or text,
    saved MHTML, WARC and WET, rows of JSONL, JSON, CSV or Parquet, zip; packed by gzip or zstd.
    """


main.add_command(rule_commands)
main.add_command(restore_command)
main.add_command(damage_command)
main.add_command(brief_command)
main.add_command(ingest_command)
main.add_command(refused_command)
main.add_command(reread_command)
main.add_command(export_command)
main.add_command(cite_command)
main.add_command(collate_command)
main.add_command(search_command)
main.add_command(serve_command)

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


#: What has a schema: what the commands print as JSON.
_PRINTED: dict[str, tuple[type, ...]] = {
    "read": (Record, Refused),
    "brief": (Brief,),
    "collate": (Collation,),
}


@main.command()
@click.argument("command", type=click.Choice(tuple(_PRINTED)), default="read")
def schema(command: str) -> None:
    """Print the JSON Schema of what a command prints: `read --format jsonl`, or another as JSON."""
    one_of, definitions = msgspec.json.schema_components(
        _PRINTED[command], ref_template="#/$defs/{name}"
    )
    found = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "anyOf": list(one_of),
        "$defs": definitions,
    }
    click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
