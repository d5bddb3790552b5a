"""A brief as one self-contained HTML page that asks nothing of the network and runs no script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from string import Template

from shilu.briefs.model import Brief, Point, Series, Source, Told, Value
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
    title,
    value_words,
)
from shilu.show.html import bilingual, esc
from shilu.show.labels import both
from shilu.show.printable import UNKNOWN, extent


def brief_html(brief: Brief) -> str:
    """The page: events, figures, statements and commitments, then the pages they are from."""
    style = _resource("briefing.css")
    digest = hashlib.sha256(style.encode()).digest()
    parts = {
        "events": "".join(_events(brief)),
        "figures": "".join(_series(brief, series) for series in brief.figures),
        "statements": "".join(_statements(brief)),
        "channels": "".join(_channels(brief)),
    }
    none = f'<p class="none">{bilingual("未见", "none found")}</p>'
    sections = "".join(
        f'<section class="{name}"><h2>{bilingual(zh, en)}</h2>{parts[name] or none}</section>'
        for name, zh, en in PARTS
    )
    return Template(_resource("briefing.html")).substitute(
        title=esc(title(brief)),
        style=style,
        style_hash=f"sha256-{base64.b64encode(digest).decode()}",
        warning=bilingual(*WARNING),
        read=bilingual(
            f"读{brief.read}页，引{len(brief.sources)}页",
            f"read {brief.read}, cited {len(brief.sources)}",
        ),
        sections=sections,
        sources="".join(_source(at, source) for at, source in enumerate(brief.sources)),
        sources_name=bilingual("出处", "Pages cited"),
        version=esc(brief.shilu),
    )


@cache
def _resource(name: str) -> str:
    return files("shilu.show").joinpath(name).read_text(encoding="utf-8")


def _events(brief: Brief) -> Iterable[str]:
    for event in brief.events:
        date = f"<time>{esc(event.date or UNKNOWN)}</time>"
        yield _entry(brief, f"{date} {esc(event_words(event, both))}", event.told)


def _series(brief: Brief, series: Series) -> str:
    points = "".join(_point(brief, series, point) for point in series.points)
    return f"<h3>{esc(series_words(series, both))}</h3>{points}"


def _point(brief: Brief, series: Series, point: Point) -> str:
    values = "".join(_value(brief, series, point, value) for value in point.values)
    if not point.disagree:
        return values
    return f'<div class="differ"><p class="note">{bilingual(*DISAGREE)}</p>{values}</div>'


def _value(brief: Brief, series: Series, point: Point, value: Value) -> str:
    period = f"<time>{esc(point.period or UNKNOWN)}</time>"
    notes = "".join(f'<span class="note">{esc(word)}</span>' for word in beside(value, both))
    words = f"{period} <b>{esc(value_words(series, value))}</b> {notes}"
    return _entry(brief, words, value.told)


def _statements(brief: Brief) -> Iterable[str]:
    for entry in brief.statements:
        who = f"<b>{esc(entry.speaker or UNKNOWN)}</b> {esc(entry.cue or '')}"
        yield _entry(brief, who, entry.told)


def _channels(brief: Brief) -> Iterable[str]:
    for channel in brief.channels:
        yield f"<h3>{bilingual(*CHANNELS[channel.name])}</h3>"
        for entry in channel.commitments:
            yield _entry(brief, esc(commitment_words(entry, both)), entry.told)


def _entry(brief: Brief, words: str, told: Sequence[Told]) -> str:
    """An entry: what it says, the sentence with its words marked, and every place it stands."""
    places = "".join(_place(brief, place) for place in told)
    return (
        f'<article><p class="says">{words}</p>'
        f"<blockquote>{_marked(told[0])}</blockquote><ul>{places}</ul></article>"
    )


def _marked(told: Told) -> str:
    """The sentence, the words that were taken marked in it."""
    at = told.sentence.find(told.text)
    if at < 0:
        return esc(told.sentence)
    before, after = told.sentence[:at], told.sentence[at + len(told.text) :]
    return f"{esc(before)}<mark>{esc(told.text)}</mark>{esc(after)}"


def _place(brief: Brief, told: Told) -> str:
    page = brief.sources[told.page]
    known = (page.source, page.published and page.published[:10], page.code or page.id)
    name = esc(" ".join(part for part in known if part))
    notes = f"<code>{extent(told.origin)}</code> <code>{esc(told.rule)}</code>"
    if told.scope == "page":
        notes += f' <span class="note">{bilingual(*BY_PAGE)}</span>'
    if told.doubtful:
        notes += f' <span class="note">{bilingual("存疑", "doubtful")}</span>'
    return f'<li><a href="#p{told.page}">{name}</a> {notes}</li>'


def _source(at: int, source: Source) -> str:
    known = (source.source, source.published, source.uri)
    return (
        f'<li id="p{at}"><b>{esc(source.headline or source.id)}</b> '
        f"{esc(' · '.join(part for part in known if part))} "
        f"<code>{esc(source.code or source.id)}</code> "
        f"<code>sha256 {esc(source.sha256[:12])}</code></li>"
    )
