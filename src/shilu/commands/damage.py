"""`shilu damage`: pages made as mirrors print them, and what that destroyed."""

from __future__ import annotations

from itertools import accumulate

import click
import msgspec

from shilu.commands.asking import input_options
from shilu.commands.output import print_each
from shilu.commands.progress import Run
from shilu.model import Page
from shilu.pages import Options, list_inputs
from shilu.pages.inputs import HTML, TEXT
from shilu.restore.simulate import Damaged, destroy
from shilu.restore.strew import Strewn, strew


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
@click.option(
    "--noise",
    type=click.FloatRange(0, 1),
    default=0.0,
    show_default=True,
    metavar="P",
    help="First strew a text: the share of its marks behind which pieces of its first line go.",
)
@click.option("--markup", is_flag=True, help="Read text as markup too, as HTML always is.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "jsonl")),
    default="text",
    show_default=True,
    help="The damaged page; or, a document a line, also what was destroyed and what strewn.",
)
@input_options
def damage_command(
    inputs: tuple[str, ...],
    table: int,
    seed: int | None,
    partial: float,
    noise: float,
    markup: bool,
    form: str,
    options: Options,
) -> None:
    """Print pages as a mirror would: converted to traditional characters, glossed, misread.

    The pages given are simplified and without damage. What cannot be read is named on standard
    error with its cause, and the rest goes on; the exit status is then 1.
    """
    run = Run(list_inputs(inputs), options)

    def printed(page: Page) -> str:
        html = markup or page.media_type == HTML
        share = noise if page.media_type == TEXT else 0
        strewn = strew(page.text, share=share, seed=seed)
        damaged = destroy(strewn.page, table=table, seed=seed, partial=partial, markup=html)
        return damaged.page if form == "text" else _document(page, strewn, damaged)

    print_each(run, printed)


def _document(page: Page, strewn: Strewn, damaged: Damaged) -> str:
    """The damaged page, the characters it destroyed, and what was strewn through it.

    All offsets count in the page given: a character stood there, noise was put in before it.
    """
    given = strewn.given()
    destroyed = [{"at": given[at], "char": strewn.page[at]} for at in damaged.destroyed]
    before = [*accumulate((at >= 0 for at in given), initial=0)]
    noise = [{"at": before[s], "text": strewn.page[s:e]} for s, e in strewn.noise]
    document = {
        "id": page.id,
        "text": damaged.page,
        "destroyed": [d for d in destroyed if d["at"] != -1],
        "noise": noise,
    }
    return msgspec.json.encode(document).decode()
