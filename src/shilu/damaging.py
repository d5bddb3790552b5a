"""`shilu damage`: pages made as mirrors print them, and what that destroyed."""

from __future__ import annotations

import click
import msgspec

from shilu.model import Page
from shilu.output import print_each
from shilu.pages import list_inputs
from shilu.pages.inputs import HTML
from shilu.progress import Run
from shilu.restore.simulate import Damaged, destroy


@click.command("damage")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "--table",
    type=click.IntRange(min=0),
    default=60,
    show_default=True,
    metavar="N",
    help="How many of the commonest traditional characters the mirror glosses; 0 for none.",
)
@click.option("--seed", type=int, metavar="S", help="Draws the order of the table, and the places.")
@click.option(
    "--partial",
    type=click.FloatRange(0, 1),
    default=1.0,
    show_default=True,
    metavar="P",
    help="The share of the places that are glossed.",
)
@click.option("--markup", is_flag=True, help="Read text as markup too, as HTML always is.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "jsonl")),
    default="text",
    show_default=True,
    help="The damaged page; or, a document a line, also every character that was destroyed.",
)
def damage_command(
    inputs: tuple[str, ...], table: int, seed: int | None, partial: float, markup: bool, form: str
) -> None:
    """Print pages as a mirror would: converted to traditional characters, glossed, misread.

    The pages given are simplified and without damage. What cannot be read is named on standard
    error with its cause, and the rest goes on; the exit status is then 1.
    """
    run = Run(list_inputs(inputs))

    def printed(page: Page) -> str:
        html = markup or page.media_type == HTML
        damaged = destroy(page.text, table=table, seed=seed, partial=partial, markup=html)
        return damaged.page if form == "text" else _document(page, damaged)

    print_each(run, printed)


def _document(page: Page, damaged: Damaged) -> str:
    """The damaged page and, by their offsets in the page given, the characters it destroyed."""
    destroyed = [{"at": at, "char": page.text[at]} for at in damaged.destroyed]
    document = {"id": page.id, "text": damaged.page, "destroyed": destroyed}
    return msgspec.json.encode(document).decode()
