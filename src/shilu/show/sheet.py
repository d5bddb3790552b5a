"""The article and the page as received as marked HTML: one span for each stretch marked alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from shilu.model import Record
from shilu.restore.report import rounded_odds
from shilu.show.html import bilingual, esc
from shilu.show.marks import Mark, Note, Source, body_of, page_of, segments
from shilu.show.printable import cut
from shilu.text import LAYOUT, Certainty, Span, Text

#: A page as received that is longer is shown only around what the record took from it.
WHOLE = 200_000
AROUND = 2_000


@dataclass(frozen=True, slots=True)
class Repaired:
    """A repair as it is shown: what stood there, what it reads now, how far to trust it."""

    was: str
    now: str
    kind: str
    certainty: Certainty
    odds: tuple[float, ...] = ()

    def __str__(self) -> str:
        """What happened, in one line, for the reader who points at it."""
        now = self.now or "∅"
        sure = f"{self.certainty} {self.least}".strip()
        return f"{cut(self.was, 40) or '∅'} → {cut(now, 40)} · {self.kind} · {sure}"

    @property
    def least(self) -> str:
        """The odds of the character that is the least sure of those inferred."""
        inferred = [p for p in self.odds if 0 < p < 1]
        return f"{min(inferred):.1%}" if inferred else ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A stretch of the page as received that is no part of the article."""


Shown: TypeAlias = Note | Source | Repaired | LeftOut


def repairs_of(record: Record) -> list[Mark[Repaired]]:
    """The repairs in the article, where they stand in its text."""
    text = record.article.text
    return [
        Mark(r.span, Repaired(r.was, text[slice(*r.span)], r.kind, r.certainty, r.odds or ()))
        for r in record.repairs
    ]


def article_html(record: Record, notes: Iterable[Note]) -> str:
    """The article's paragraphs, mentions and repairs marked."""
    text = record.article.text
    marks: list[Mark[Shown]] = [Mark(span, note) for note in notes for span in note.spans]
    marks += [Mark(m.span, m.what) for m in repairs_of(record)]
    breaks = [at for at, character in enumerate(text) if character == "\n"]
    cuts = [point for at in breaks for point in (at, at + 1)]
    anchored: set[str] = set()
    paragraphs: list[list[str]] = [[]]
    for span, shown in segments(len(text), marks, cuts):
        stretch = text[slice(*span)]
        if stretch == "\n":
            paragraphs.append([])
        else:
            paragraphs[-1] += _anchors(shown, anchored), _stretch(stretch, shown, anchored)
    written = ("".join(parts).strip() for parts in paragraphs)
    return "\n".join(f"<p>{paragraph}</p>" for paragraph in written if paragraph)


def received_html(record: Record, notes: Iterable[Note], sources: Iterable[Source]) -> str:
    """The page as received: what the record took from it, what was repaired, what was left out."""
    body = body_of(record)
    if body is None:
        return ""
    found: list[Mark[Shown]] = [Mark(origin, n) for n in notes for origin in n.origins]
    found += [Mark(s.evidence.origin, s) for s in sources if s.evidence.origin]
    window = _window(body.source, found)
    marks = [*found, *_edits(page_of(record) or body), *_left_out(body)]
    parts = [_cut_off(window.start)]
    for span, shown in segments(len(body.source), marks, window):
        if window.covers(span):
            parts.append(_stretch(body.source[slice(*span)], shown, None))
    parts.append(_cut_off(len(body.source) - window.end))
    return "".join(parts)


def _window(source: str, marks: list[Mark[Shown]]) -> Span:
    if len(source) <= WHOLE or not marks:
        return Span(0, min(len(source), WHOLE))
    start = min(mark.span.start for mark in marks) - AROUND
    end = max(mark.span.end for mark in marks) + AROUND
    return Span(max(0, start), min(len(source), end))


def _cut_off(count: int) -> str:
    if count <= 0:
        return ""
    words = bilingual(f"…此处{count:,}字未显示", f"{count:,} characters not shown")
    return f'<span class="cut">{words}</span>'


def _edits(text: Text) -> Iterator[Mark[Shown]]:
    for edit in text.edits:
        if LAYOUT not in edit.kind.split("+"):
            was = text.source[edit.start : edit.end]
            repaired = Repaired(was, edit.now, edit.kind, edit.certainty, rounded_odds(edit))
            yield Mark(Span(edit.start, edit.end), repaired)


def _left_out(body: Text) -> Iterator[Mark[Shown]]:
    for edit in body.edits:
        if LAYOUT in edit.kind.split("+") and not edit.now.strip():
            yield Mark(Span(edit.start, edit.end), LeftOut())


def _anchors(shown: tuple[Shown, ...], anchored: set[str]) -> str:
    """Where links to a mention lead, by its number and by its name: before its first character."""
    anchors = []
    for note in shown:
        if isinstance(note, Note) and note.key not in anchored:
            anchors.append(f'<i id="s{note.key}"></i>')
            if note.name and note.name not in anchored:
                anchors.append(f'<i id="{note.name}" data-key="{note.key}"></i>')
                anchored.add(note.name)
    return "".join(anchors)


def _stretch(text: str, shown: tuple[Shown, ...], anchored: set[str] | None) -> str:
    """One stretch of text; in the article, the first of each mention can be reached by keyboard."""
    classes, keys, title = [], [], ""
    for what in shown:
        if isinstance(what, Note):
            classes.append(what.layer)
            keys.append(what.key)
        elif isinstance(what, Source):
            classes.append("evidence")
            keys.append(what.key)
        elif isinstance(what, Repaired):
            classes += ["repair", what.certainty]
            title = str(what)
        else:
            classes.append("out")
    if not classes:
        return esc(text)
    attributes = f' class="{" ".join(dict.fromkeys(["s", *classes]))}"'
    if keys:
        attributes += f' data-m="{" ".join(keys)}"'
    if title:
        attributes += f' title="{esc(title)}"'
    if anchored is not None:
        if any(key not in anchored for key in keys[:1]) or {"inferred", "lost"} & {*classes}:
            attributes += ' tabindex="0" role="button"'
        anchored.update(keys)
    return f"<span{attributes}>{esc(text)}</span>"
