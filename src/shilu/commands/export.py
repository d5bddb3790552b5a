"""`shilu export`: what an archive holds, as files."""

from __future__ import annotations

from pathlib import Path

import click

from shilu.archive import Archive
from shilu.archive.kept import kept
from shilu.commands.asking import day
from shilu.commands.ingest import archive_option
from shilu.commands.output import archive_errors, output_errors
from shilu.commands.progress import say
from shilu.export import FORMS, TABLES

#: What an export is called where nobody says: a folder of tables, or one file.
_NAMES = {
    "jsonl": "shilu.jsonl",
    "csv": "shilu-csv",
    "parquet": "shilu-parquet",
    "xlsx": "shilu.xlsx",
}


@click.command("export")
@click.argument("form", type=click.Choice(tuple(FORMS)), metavar="FORM")
@archive_option
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="PATH", help="Write there."
)
@click.option(
    "--table",
    "tables",
    type=click.Choice(tuple(TABLES)),
    multiple=True,
    help="Only this table, or these; one alone is one file. (Not of jsonl.)",
)
@click.option("--since", callback=day, metavar="YYYY-MM-DD", help="What was kept from this day on.")
@click.option(
    "--from", "first_day", callback=day, metavar="YYYY-MM-DD", help="What was published from then."
)
@click.option(
    "--to", "last_day", callback=day, metavar="YYYY-MM-DD", help="What was published up to then."
)
@click.option("--with-text", is_flag=True, help="With the whole text of every article.")
def export_command(
    form: str,
    path: Path,
    output: Path | None,
    tables: tuple[str, ...],
    since: str | None,
    first_day: str | None,
    last_day: str | None,
    with_text: bool,
) -> None:
    """Write what an archive holds to files: jsonl, csv, parquet or xlsx.

    jsonl has one record a line. The others have a table for each layer: a folder of files, or a
    workbook of sheets. Every row names its document, its report, whether it is of the report's
    best witness, and the characters it came from. The text of an article belongs to its publisher
    and is written only with --with-text; quotations always are.
    """
    if form == "jsonl" and tables:
        raise click.UsageError("--table is not of jsonl, whose lines are whole records")
    target = output or _default(form, tables)
    chosen = tuple(name for name in TABLES if name in tables) or tuple(TABLES)
    count = 0
    with (
        archive_errors(),
        output_errors(target),
        Archive.open(path) as archive,
        archive.reading() as connection,
        FORMS[form](target, chosen, with_text=with_text) as write,
    ):
        for each in kept(connection, since=since, first_day=first_day, last_day=last_day):
            write(each)
            count += 1
    say(f"{target}: {count:,} articles")


def _default(form: str, tables: tuple[str, ...]) -> Path:
    return Path(f"{tables[0]}.{form}" if len(tables) == 1 and form != "xlsx" else _NAMES[form])
