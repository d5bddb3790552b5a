"""Writing documents out: one form, one place, whole files or none."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn, TextIO, TypeAlias

import click
from rich.console import Console

from shilu import show
from shilu.commands.progress import Run
from shilu.errors import ArchiveError, QueryError
from shilu.model import Page, Record, Refused

Answer: TypeAlias = Record | Refused
Write: TypeAlias = Callable[[Answer], None]

#: Columns of text output where no terminal says how wide it is.
PLAIN_WIDTH = 80

_UNSAFE = re.compile(r"[^\w.\-]+")


@contextmanager
def writer(form: str, output: Path | None, several: bool) -> Iterator[Write]:
    """A function that writes one answer in `form`, to standard output or to `output`.

    A file takes its name only once it is whole. Raises OSError where it cannot be written.
    """
    if form == "html" and several and output is not None:
        output.mkdir(parents=True, exist_ok=True)
        yield _page_writer(output)
        return
    with whole_file(output) as stream:
        yield _stream_writer(form, stream)


@contextmanager
def whole_file(output: Path | None) -> Iterator[TextIO]:
    """Standard output, or a file that takes its name only once it is whole."""
    if output is None:
        yield sys.stdout
        sys.stdout.flush()
        return
    part = output.with_name(output.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        part.replace(output)
    finally:
        part.unlink(missing_ok=True)


def _stream_writer(form: str, stream: TextIO) -> Write:
    if form == "text":
        console = Console(file=stream, width=None if stream.isatty() else PLAIN_WIDTH)
        return lambda answer: show.print_record(answer, console)
    encode: Callable[[Answer], str] = {
        "json": lambda answer: answer.to_json(indent=2),
        "jsonl": lambda answer: answer.to_json(),
        "html": show.page_html,
    }[form]
    return lambda answer: print(encode(answer), file=stream)


def _page_writer(folder: Path) -> Write:
    """Writes each answer to a page of its own, named after its id."""
    taken: set[str] = set()

    def write(answer: Answer) -> None:
        stem = _UNSAFE.sub("_", answer.id).strip("._") or "page"
        name, number = stem, 1
        while name in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name)
        with whole_file(folder / f"{name}.html") as stream:
            print(show.page_html(answer), file=stream)

    return write


@contextmanager
def output_errors(output: Path | None) -> Iterator[None]:
    """An output that cannot be written ends the command, its name and the cause said."""
    try:
        yield
    except BrokenPipeError:
        # Whoever reads has read enough: nothing more to write, and nothing to complain about.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        name = error.filename or output or "standard output"
        raise click.ClickException(f"{name}: {(error.strerror or str(error)).lower()}") from error


@contextmanager
def archive_errors() -> Iterator[None]:
    """What goes wrong with an archive or with a query ends the command, its cause said."""
    try:
        yield
    except (ArchiveError, QueryError) as error:
        raise click.ClickException(str(error)) from error


def print_each(run: Run, work: Callable[[Page], str]) -> NoReturn:
    """Print what `work` makes of each page of `run`; ends the command, with 1 where one failed."""
    with output_errors(None), run.pages() as pages:
        for page in pages:
            if (printed := run.attempt(page, work)) is not None:
                click.echo(printed, nl=not printed.endswith("\n"))
    sys.exit(1 if run.failed else 0)
