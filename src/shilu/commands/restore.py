"""`shilu restore`: pages repaired, and what was done to repair them."""

from __future__ import annotations

import click
import msgspec
from rich.text import Text as Line

from shilu.commands.asking import input_options
from shilu.commands.output import PLAIN_WIDTH, print_each
from shilu.commands.progress import Run
from shilu.model import Page
from shilu.pages import Options, list_inputs
from shilu.pages.inputs import HTML
from shilu.restore import damage_score, doubt_score, explain, explain_in_chinese, restore
from shilu.restore.report import rounded_odds
from shilu.show.printable import visible
from shilu.show.wrap import wrap
from shilu.text import Edit, Text


@click.command("restore")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "jsonl")),
    default="text",
    show_default=True,
    help="The repaired page; or, a document a line, its text, its scores and every edit.",
)
@click.option("--explain", "in_words", is_flag=True, help="Say in words what happened instead.")
@input_options
def restore_command(inputs: tuple[str, ...], form: str, in_words: bool, options: Options) -> None:
    """Print pages repaired: of HTML the repaired markup, of text the text.

    What cannot be read is named on standard error with its cause, and the rest goes on; the exit
    status is then 1.
    """
    if in_words and form == "jsonl":
        raise click.UsageError("--explain is prose: it goes without --format jsonl")
    run = Run(list_inputs(inputs), options)

    def repaired(page: Page) -> str:
        text = restore(page.text, markup=page.media_type == HTML)
        if in_words:
            return _told(text, page.id if run.listing.several else None)
        return text.value if form == "text" else _document(page, text)

    print_each(run, repaired)


def _told(text: Text, name: str | None) -> str:
    """What happened to a page in both languages, in lines that fit a terminal."""
    heading = [f"{name}:"] if name else []
    paragraphs = [*heading, *explain(text).split("\n"), "", *explain_in_chinese(text).split("\n")]
    lines = (line.plain for p in paragraphs for line in wrap(Line(visible(p)), PLAIN_WIDTH))
    return "\n".join([*lines, *(["", ""] if name else [])])


def _document(page: Page, text: Text) -> str:
    """The repaired page, how damaged it was, and every edit of the page received."""
    document = {
        "id": page.id,
        "damage_score": damage_score(text),
        "doubt_score": doubt_score(text),
        "text": text.value,
        "edits": [_edit(text, edit) for edit in text.edits],
    }
    return msgspec.json.encode(document).decode()


def _edit(text: Text, edit: Edit) -> dict[str, object]:
    known: dict[str, object] = {
        "start": edit.start,
        "end": edit.end,
        "was": text.source[edit.start : edit.end],
        "now": edit.now,
        "why": edit.kind,
        "certainty": edit.certainty,
    }
    return {**known, "odds": rounded_odds(edit)} if edit.odds else known
