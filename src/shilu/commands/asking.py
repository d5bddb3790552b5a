"""What several commands ask for alike: how inputs are read, by bounds and columns; days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from functools import wraps
from typing import Any, TypeAlias

import click

from shilu.pages import Columns, Options
from shilu.pages.options import DEFAULTS, MEGABYTE

Command: TypeAlias = Callable[..., None]

#: How a command that answers with one thing says it.
form_option: Callable[[Command], Command] = click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="text to look at; json to work with.",
)

_HELD = {
    "text": "a body already extracted, which is never cut",
    "html": "a page's markup",
    "title": "its title",
    "date": "its day or time of publication",
    "url": "its address",
    "id": "what its record is called",
}


def input_options(command: Command) -> Command:
    """Give a command the options of reading inputs, gathered in its argument `options`."""

    @wraps(command)
    def gathered(*args: Any, max_page_size: float, max_expansion: int, **rest: Any) -> None:
        columns = Columns(**{f.name: rest.pop(f"{f.name}_column") for f in fields(Columns)})
        size = round(max_page_size * MEGABYTE)
        command(*args, options=Options(size, max_expansion, columns), **rest)

    asked: Command = gathered
    for option in reversed([*_columns(), *_bounds()]):
        asked = option(asked)
    return asked


def day(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """A day as it was asked for, ISO 8601; raises `click.BadParameter` where it is none."""
    try:
        return date.fromisoformat(value).isoformat() if value else None
    except ValueError:
        raise click.BadParameter("a day is written 2023-05-31") from None


def _columns() -> list[Callable[[Command], Command]]:
    return [
        click.option(
            f"--{role}-column",
            metavar="NAME",
            help=f"Of rows (JSONL, JSON, CSV, Parquet), the column that holds {held}.",
        )
        for role, held in _HELD.items()
    ]


def _bounds() -> list[Callable[[Command], Command]]:
    return [
        click.option(
            "--max-page-size",
            type=click.FloatRange(min=0, min_open=True),
            default=DEFAULTS.max_page_size / MEGABYTE,
            show_default=True,
            metavar="MB",
            help="A larger page or row, unpacked, is refused.",
        ),
        click.option(
            "--max-expansion",
            type=click.IntRange(min=1),
            default=DEFAULTS.max_expansion,
            show_default=True,
            metavar="N",
            help="An input that unpacks to more than 64 MB and N times its size is not read on.",
        ),
    ]
