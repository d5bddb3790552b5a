"""`shilu search`: the reports of an archive that hold words and fit filters."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import click
import msgspec
from rich.console import Console
from rich.text import Text

from shilu.archive import Archive
from shilu.archive.search.asking import LIMIT
from shilu.archive.search.found import Facets, Hit, Query, Results, Snippet
from shilu.archive.search.searching import search
from shilu.commands.ingest import archive_option
from shilu.commands.output import PLAIN_WIDTH, archive_errors, output_errors
from shilu.model import EventType
from shilu.show.printable import moment, visible
from shilu.show.terminal import WIDEST
from shilu.show.wrap import wrap
from shilu.text import Span

_MARKED, _FAINT = "bold #d04040", "dim"
_FACETS = {
    "people": "人物",
    "organizations": "机构",
    "places": "地点",
    "events": "事件",
    "fields": "领域",
    "sources": "来源",
    "years": "年份",
}


@click.command("search")
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@click.option("--person", metavar="NAME", help="Articles that name this person.")
@click.option("--organization", metavar="NAME", help="... this body.")
@click.option("--place", metavar="NAME", help="... this place.")
@click.option(
    "--event", type=click.Choice(get_args(EventType)), help="Articles that tell such an event."
)
@click.option("--field", metavar="NAME", help="... a commitment in this field (finance, trade).")
@click.option("--from", "since", metavar="DAY", help="Published then or later: 2023-05-31 or 2023.")
@click.option("--to", "until", metavar="DAY", help="Published then or earlier.")
@click.option("--source", metavar="NAME", help="Published by this paper or office.")
@click.option("--limit", type=click.IntRange(1, LIMIT), default=20, show_default=True, metavar="N")
@click.option("--page", type=click.IntRange(1), default=1, show_default=True, metavar="N")
@click.option("--facets", is_flag=True, help="Say what the reports name and tell most often, too.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "jsonl")),
    default="text",
    show_default=True,
    help="text to look at; json, and jsonl (a hit a line), to work with.",
)
@archive_option
def search_command(words: tuple[str, ...], form: str, path: Path, **asked: Any) -> None:
    """Find reports by words, and by what their articles name and tell.

    Words are of any length and in either script (香港 金融, 長沙, 市, RCEP, 2023年); all must stand
    in the headline or in the text. "Words in quotes" stand together. Without words, what fits the
    filters is listed by day. A report's copies count once.
    """
    query = Query(words=" ".join(words), **asked)
    with archive_errors(), Archive.open(path) as archive, archive.reading() as connection:
        results = search(connection, query)
    with output_errors(None):
        if form == "text":
            _print(results)
        elif form == "json":
            click.echo(msgspec.json.format(msgspec.json.encode(results), indent=2).decode())
        else:
            for hit in results.hits:
                click.echo(msgspec.json.encode(hit).decode())


def _print(results: Results) -> None:
    console = Console(highlight=False)
    width = min(console.width, WIDEST) if console.is_terminal else PLAIN_WIDTH
    for line in _lines(results, width):
        console.print(line, width=width, soft_wrap=True)


def _lines(results: Results, width: int) -> Iterator[Text]:
    query = results.query
    first = (query.page - 1) * query.limit + 1
    shown = f" · {first:,}–{first + len(results.hits) - 1:,}" if results.hits else ""
    yield Text(f"{results.total:,} 篇报道 reports{shown}", _FAINT)
    for hit in results.hits:
        yield Text()
        yield from _hit(hit, width)
    if results.facets and results.total:
        yield Text()
        yield from _facets(results.facets, results.total, width)


def _hit(hit: Hit, width: int) -> Iterator[Text]:
    headline = _marked(hit.headline or "—", hit.marks)
    headline.stylize("bold")
    yield from wrap(headline, width)
    copies = f"{hit.witnesses} 个文本 witnesses" if hit.witnesses > 1 else None
    told = (hit.code, hit.published and moment(hit.published), hit.source, copies)
    yield Text(visible(" · ".join(part for part in told if part)), _FAINT)
    for snippet in hit.snippets:
        yield from (Text("  ") + line for line in wrap(_sentence(snippet), width - 2))


def _sentence(snippet: Snippet) -> Text:
    start, end = snippet.span
    marks = tuple(mark.shifted(-start) for mark in snippet.marks)
    before = "…" if start > snippet.sentence.start else ""
    after = "…" if end < snippet.sentence.end else ""
    return Text(before) + _marked(snippet.text, marks) + Text(after)


def _marked(text: str, marks: tuple[Span, ...]) -> Text:
    """A text on one line, as it may be shown, with its marks."""
    line, at = Text(), 0
    for start, end in marks:
        line.append(_shown(text[at:start])).append(_shown(text[start:end]), _MARKED)
        at = end
    return line.append(_shown(text[at:]))


def _shown(text: str) -> str:
    return visible(text.replace("\n", " "))


def _facets(facets: Facets, total: int, width: int) -> Iterator[Text]:
    if facets.of < total:
        yield Text(f"最新的 {facets.of:,} 篇中 of the newest {facets.of:,}", _FAINT)
    for name, label in _FACETS.items():
        counts = [f"{visible(count.name)} {count.reports:,}" for count in getattr(facets, name)]
        if counts:
            yield from wrap(Text(f"{label} {name}: {'；'.join(counts)}"), width)
