"""`shilu rule`: the rule cards listed, tried on a sentence, and checked against their examples."""

from __future__ import annotations

import sys

import click

from shilu.cards import CardError, Deck, deck, deck_names
from shilu.cards.examples import failures
from shilu.model import Figure, Mention, Page, Refused, Time
from shilu.pages.inputs import BODY
from shilu.reading import read_page


def _decks(names: tuple[str, ...]) -> list[Deck]:
    known = deck_names()
    for name in names:
        if name not in known:
            raise click.UsageError(f"no deck {name!r}; there are {', '.join(known)}")
    try:
        return [deck(name) for name in names or known]
    except CardError as error:
        raise click.ClickException(str(error)) from error


@click.group("rule")
def rule_command() -> None:
    """The rule cards: list them, try them on a sentence, check them."""


@rule_command.command("list")
@click.argument("decks", nargs=-1, metavar="[DECK...]")
def list_rules(decks: tuple[str, ...]) -> None:
    """List the cards of all decks, or of some: name, pattern, reason."""
    for each in _decks(decks):
        click.echo(f"{each.name} ({len(each.cards)})")
        for card in each.cards:
            click.echo(f"  {card.name}")
            for pattern in card.patterns:
                click.echo(f"    {pattern}")
            click.echo(f"    {card.why}")


@rule_command.command("try")
@click.argument("sentence")
@click.option("--date", "published", metavar="YYYY-MM-DD", help="The day it is read on.")
def try_rules(sentence: str, published: str | None) -> None:
    """Show which rules speak on a SENTENCE, what they take, and what they make of it."""
    record = read_page(Page(text=sentence, media_type=BODY, id="try", published=published))
    found = [] if isinstance(record, Refused) else sorted(record.layers(), key=_place)
    for layer, mention in found:
        value = _value(mention)
        click.echo(f"{layer}: {mention.text}{value and ' = '}{value}  [{mention.rule}]")
    if not found:
        click.echo("no rule speaks")


def _place(found: tuple[str, Mention]) -> tuple[int, int]:
    return found[1].span


def _value(mention: Mention) -> str:
    if isinstance(mention, Time):
        return mention.edtf or "unresolved"
    if isinstance(mention, Figure):
        high = "" if mention.high is None else f" to {mention.high}"
        return f"{mention.bound} {mention.low}{high} {mention.unit}".strip()
    return ""


@rule_command.command("check")
@click.argument("decks", nargs=-1, metavar="[DECK...]")
def check_rules(decks: tuple[str, ...]) -> None:
    """Check every card against its own examples; exit status 1 where one fails."""
    chosen = _decks(decks)
    wrong = [failure for each in chosen for failure in failures(each)]
    for failure in wrong:
        click.echo(failure)
    click.echo(f"{sum(len(each.cards) for each in chosen)} cards, {len(wrong)} failures")
    sys.exit(1 if wrong else 0)
