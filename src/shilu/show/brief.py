"""A record in brief: one line to print, and a fragment of HTML for notebooks."""

from __future__ import annotations

from importlib.resources import files

from shilu.model import Record, Refused, Repair
from shilu.show.html import bilingual, esc
from shilu.show.labels import LAYERS, damage_words, items
from shilu.show.marks import Mark, Note, notes_of, segments
from shilu.show.printable import cut, extent, moment, one_line
from shilu.show.tables import tables_html
from shilu.show.values import values


def record_repr(record: Record | Refused) -> str:
    """A record in one line: what page it is, and how much it holds.

    >>> record_repr(Record(shilu="1", id="a", uri=None, sha256="", media_type="", charset=""))
    '<Record a: nothing found>'
    """
    if isinstance(record, Refused):
        return f"<Refused {one_line(record.id)}: {one_line(record.refused.reason)}>"
    article = record.article
    known = (article.headline and cut(article.headline, 40), article.source, _day(record))
    head = " ".join(one_line(part) for part in (record.id, *known) if part)
    counts = [f"{n} {layer.name}" for layer in LAYERS if (n := len(items(record, layer)))]
    if repairs := sum(damage.count for damage in record.damage):
        counts.append(f"{repairs} repairs")
    return f"<Record {head}: {', '.join(counts) or 'nothing found'}>"


def _day(record: Record) -> str | None:
    published = record.article.published
    return published[:10] if published else None


def record_html(record: Record | Refused) -> str:
    """A record as a fragment of HTML, without script and without ids, for a notebook's cell."""
    style = files("shilu.show").joinpath("brief.css").read_text(encoding="utf-8")
    return f'<style>{style}</style><div class="shilu-record">{_content(record)}</div>'


def _content(record: Record | Refused) -> str:
    if isinstance(record, Refused):
        reason = esc(record.refused.reason)
        return f"<p>{bilingual('不是文章', 'no article')} {esc(record.id)}: {reason}</p>"
    article, notes = record.article, notes_of(record)
    credits = [
        article.source,
        "、".join(article.authors),
        article.published and moment(article.published),
    ]
    zh, en = damage_words(record)
    return (
        f"<h3>{esc(article.headline or record.id)}</h3>"
        f"<p class='small'>{esc(' · '.join(c for c in credits if c))}</p>"
        f"<p class='small'>{esc(zh)} · {esc(en)}</p>"
        f"{_body(record, notes)}"
        f"<details><summary>{bilingual('各层', 'layers')}</summary>"
        f"{tables_html(record, notes, link=lambda _, text: esc(text))}</details>"
    )


def _body(record: Record, notes: tuple[Note, ...]) -> str:
    text = record.article.text
    marks: list[Mark[Note | Repair]] = [Mark(span, note) for note in notes for span in note.spans]
    marks += [Mark(r.span, r) for r in record.repairs if r.certainty != "certain"]
    parts = []
    for span, shown in segments(len(text), marks):
        stretch = esc(text[slice(*span)])
        if shown:
            classes = " ".join(w.layer if isinstance(w, Note) else w.certainty for w in shown)
            title = esc("\n".join(_meaning(what) for what in shown))
            stretch = f'<span class="{classes}" title="{title}">{stretch}</span>'
        parts.append(stretch)
    return f'<div class="text">{"".join(parts)}</div>'


def _meaning(what: Note | Repair) -> str:
    """What a mark means, in one line."""
    if isinstance(what, Repair):
        return f"{cut(what.was, 40)} → … · {what.kind} · {what.certainty}"
    said = " · ".join(value for value in values(what.item).values() if value)
    return f"{said} · {what.mention.rule} · {extent(what.mention.origin)}"
