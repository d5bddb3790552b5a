"""A brief in a terminal: part by part, under every line the sentence and where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import StringIO

from rich.console import Console, Group, RenderableType
from rich.rule import Rule
from rich.text import Text

from shilu.briefs.model import Brief, Series, Told
from shilu.show.briefing_labels import (
    BY_PAGE,
    CHANNELS,
    DISAGREE,
    PARTS,
    WARNING,
    beside,
    commitment_words,
    event_words,
    series_words,
    source_words,
    title,
    value_words,
)
from shilu.show.printable import UNKNOWN, cut, one_line
from shilu.show.terminal import STYLES, WIDEST
from shilu.show.wrap import wrap

#: How much of a sentence is shown, in characters.
SENTENCE = 160
INDENT = 4


def print_brief(brief: Brief, console: Console) -> None:
    """Print a brief to `console`."""
    width = min(console.width, WIDEST)
    console.print(Group(*_lines(brief, width)), width=width, highlight=False)


def brief_text(brief: Brief) -> str:
    """What `print_brief` prints, as plain text of 80 columns."""
    console = Console(file=StringIO(), width=80, color_system=None)
    with console.capture() as captured:
        print_brief(brief, console)
    return captured.get()


def _lines(brief: Brief, width: int) -> Iterator[RenderableType]:
    yield from wrap(Text(title(brief), style="bold"), width)
    for words in WARNING:
        yield from wrap(Text(words, style="dim"), width)
    read, cited = brief.read, len(brief.sources)
    yield Text(f"读{read}页，引{cited}页 · read {read}, cited {cited}", style="dim")
    yield Rule(style="dim")
    parts = {
        "events": _events(brief, width),
        "figures": _figures(brief, width),
        "statements": _statements(brief, width),
        "channels": _channels(brief, width),
    }
    for name, zh, en in PARTS:
        style = STYLES.get(name, STYLES["commitments"])
        found = list(parts[name])
        yield Text()
        yield Text(f"{zh} {en}", style=f"bold {style}")
        yield from found or [Text("未见 none found", style="dim")]
    yield Text()


def _events(brief: Brief, width: int) -> Iterator[RenderableType]:
    for event in brief.events:
        words = f"{event.date or UNKNOWN}  {event_words(event, _plain)}"
        yield from _entry(brief, words, event.told, width)


def _figures(brief: Brief, width: int) -> Iterator[RenderableType]:
    for series in brief.figures:
        yield Text()
        yield from wrap(Text(one_line(series_words(series, _plain)), style="bold"), width)
        yield from _series(brief, series, width)


def _series(brief: Brief, series: Series, width: int) -> Iterator[RenderableType]:
    for point in series.points:
        if point.disagree:
            yield Text(f"  {point.period} {' '.join(DISAGREE)}", style=STYLES["inferred"])
        for value in point.values:
            told = " · ".join([value_words(series, value), *beside(value, _plain)])
            yield from _entry(brief, f"{point.period or UNKNOWN}  {told}", value.told, width)


def _statements(brief: Brief, width: int) -> Iterator[RenderableType]:
    for entry in brief.statements:
        words = f"{entry.speaker or UNKNOWN} {entry.cue or ''}：{entry.told[0].text}"
        yield from _entry(brief, words, entry.told, width, sentence=False)


def _channels(brief: Brief, width: int) -> Iterator[RenderableType]:
    for channel in brief.channels:
        yield Text()
        yield Text(" ".join(CHANNELS[channel.name]), style="bold")
        for entry in channel.commitments:
            words = f"{commitment_words(entry, _plain)}：{entry.told[0].text}"
            yield from _entry(brief, words, entry.told, width, sentence=False)


def _entry(
    brief: Brief, words: str, told: Sequence[Told], width: int, *, sentence: bool = True
) -> Iterator[RenderableType]:
    """An entry: what it says, the sentence that tells it, and every place it stands."""
    yield from _indented(Text(cut(one_line(words), SENTENCE * 2)), width, 2)
    if sentence:
        said = Text(f"“{cut(one_line(told[0].sentence), SENTENCE)}”", style="italic")
        yield from _indented(said, width, INDENT)
    for place in told:
        notes = [source_words(brief, place)]
        notes += [" ".join(BY_PAGE)] if place.scope == "page" else []
        notes += ["存疑 doubtful"] if place.doubtful else []
        yield from _indented(Text(f"— {' · '.join(notes)}", style="dim"), width, INDENT)


def _indented(text: Text, width: int, indent: int) -> Iterator[RenderableType]:
    for line in wrap(text, width - indent):
        line.pad_left(indent)
        yield line


def _plain(word: str | None) -> str | None:
    return word
