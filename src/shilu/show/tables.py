"""What is shown beside and below the article: a card for each mention, a table for each layer."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from msgspec import UNSET

from shilu.model import Event, Mention, Record
from shilu.show.html import bilingual, esc, field, labelled, tagged, word
from shilu.show.labels import LAYERS, Item, Layer, items
from shilu.show.marks import Note, Source, body_of
from shilu.show.printable import UNKNOWN, cut, extent, one_line
from shilu.show.sheet import repairs_of
from shilu.show.values import values
from shilu.text import Span

#: How much of the page as received a card shows around and within a mention, in characters.
CONTEXT = 24
WITHIN = 160

#: Makes a way from a row to a mention: its key, and the words to show.
Link: TypeAlias = Callable[[str, str], str]
#: Where a card leads beyond its page, for an item: words in Chinese and in English, addresses.
Way: TypeAlias = tuple[str, str, str]
Ways: TypeAlias = Callable[[Item], Iterable[Way]]

_BY_NAME = {layer.name: layer for layer in LAYERS}
_UNKNOWN = f'<span class="unknown">{bilingual("未知", "unknown")}</span>'


# --- cards ---------------------------------------------------------------------------------------


def no_ways(item: Item) -> Iterable[Way]:
    """A page of its own leads nowhere else."""
    return ()


def cards_html(
    record: Record, notes: Iterable[Note], sources: Iterable[Source], ways: Ways = no_ways
) -> str:
    """A card for each mention and each piece of evidence, hidden until it is asked for."""
    body = body_of(record)
    received = body.source if body else None
    cards = [_note_card(note, received, ways) for note in notes]
    cards += [_source_card(source, received) for source in sources]
    return "\n".join(cards)


def _note_card(note: Note, received: str | None, ways: Ways) -> str:
    layer, mention = _BY_NAME[note.layer], note.mention
    known = values(note.item, tagged)
    rows = [
        (field(name), labelled(v) if (v := known[name]) else _UNKNOWN) for name in layer.columns
    ]
    if isinstance(note.item, Event):
        for evidence in note.item.evidence:
            said = f"{esc(evidence.text)} {extent(evidence.origin)}"
            rows.append((f"{field('evidence')} {field(evidence.field)}", said))
    rows.append((field("rule"), f"<code>{esc(mention.rule)}</code>"))
    rows.append((field("span"), ", ".join(extent(span) for span in note.spans)))
    rows.append((field("origin"), _origin(note)))
    doubt = bilingual(
        "存疑：含有推断或佚失的字，不取值", "doubtful: touches an inferred or lost character"
    )
    return _card(
        note.key,
        note.layer,
        bilingual(layer.zh, layer.en),
        mention.text,
        rows,
        f'<p class="doubt">{doubt}</p>' if mention.doubtful is True else "",
        [_ways(ways(note.item)), *(_excerpt(received, origin) for origin in note.origins)],
    )


def _ways(found: Iterable[Way]) -> str:
    links = "".join(
        f'<a href="{esc(address)}">{esc(zh) if zh == en else bilingual(esc(zh), esc(en))}</a>'
        for zh, en, address in dict.fromkeys(found)
    )
    return f'<p class="ways">{links}</p>' if links else ""


def _source_card(source: Source, received: str | None) -> str:
    evidence = source.evidence
    rows = [
        (field("rule"), f"<code>{esc(evidence.rule)}</code>"),
        (field("origin"), extent(evidence.origin)),
    ]
    excerpts = [_excerpt(received, evidence.origin)] if evidence.origin else []
    return _card(source.key, "evidence", field(evidence.field), evidence.text, rows, "", excerpts)


def _card(
    key: str,
    layer: str,
    name: str,
    text: str,
    rows: list[tuple[str, str]],
    warning: str,
    below: list[str],
) -> str:
    told = "".join(f"<div><dt>{term}</dt><dd>{said}</dd></div>" for term, said in rows)
    return (
        f'<section class="card {layer}" id="c{key}" hidden><h3>{name}</h3>'
        f'<p class="said">{esc(cut(text, WITHIN))}</p>{warning}<dl>{told}</dl>'
        f"{''.join(below)}</section>"
    )


def _origin(note: Note) -> str:
    if note.origins:
        places = ", ".join(extent(origin) for origin in note.origins)
        return f'<a href="#{note.name}">{places}</a>' if note.name else places
    reason = note.mention.origin_unknown
    return _UNKNOWN if reason is UNSET else f"{_UNKNOWN} {esc(reason)}"


def _excerpt(received: str | None, origin: Span) -> str:
    """The stretch of the page as received, in its surroundings."""
    if received is None:
        return ""
    before = received[max(0, origin.start - CONTEXT) : origin.start]
    inside = received[slice(*origin)]
    if len(inside) > WITHIN:
        inside = f"{inside[: WITHIN // 2]} …（{len(inside)}字）… {inside[-WITHIN // 2 :]}"
    after = received[origin.end : origin.end + CONTEXT]
    return (
        f'<blockquote class="was"><span class="around">{esc(before)}</span>'
        f'<mark>{esc(inside)}</mark><span class="around">{esc(after)}</span></blockquote>'
    )


# --- tables --------------------------------------------------------------------------------------


def link(key: str, text: str) -> str:
    """A link to where a mention stands in the article."""
    return f'<a href="#s{key}" data-go="{key}">{esc(text)}</a>'


def tables_html(
    record: Record, notes: Iterable[Note], link: Link = link, *, unfolded: bool = True
) -> str:
    """A table for each layer that holds something; the empty ones named together.

    `link` makes the way from a row to a mention, given the mention's key and the words to show.
    """
    state = " open" if unfolded else ""
    by_item: dict[int, list[Note]] = defaultdict(list)
    for note in notes:
        by_item[id(note.item)].append(note)
    parts = [
        f'<details class="layer {layer.name}" id="t-{layer.name}"{state}>'
        f"{_layer_table(record, layer, by_item, link)}</details>"
        for layer in LAYERS
        if items(record, layer)
    ]
    if empty := [layer for layer in LAYERS if not items(record, layer)]:
        names = "、".join(bilingual(layer.zh, layer.en) for layer in empty)
        parts.append(f'<p class="none">{bilingual("未见", "none found:")} {names}</p>')
    return "\n".join(parts)


def _layer_table(record: Record, layer: Layer, by_item: dict[int, list[Note]], link: Link) -> str:
    found = items(record, layer)
    entities = not isinstance(found[0], Mention)
    columns = [*layer.columns, *([] if entities else ["text"]), "origin", "rule"]
    rows = []
    for item in found:
        known, notes = values(item, tagged), by_item[id(item)]
        cells = [labelled(v) if (v := known[name]) else UNKNOWN for name in layer.columns]
        if not entities:
            cells.append(link(notes[0].key, cut(notes[0].mention.text, 100)))
        cells.append(" ".join(_places(note, known.get("name"), link) for note in notes) or UNKNOWN)
        rules = dict.fromkeys(note.mention.rule for note in notes)
        cells.append("<br>".join(f"<code>{esc(rule)}</code>" for rule in rules))
        rows.append(cells)
    title = f'{bilingual(layer.zh, layer.en)} <span class="count">{len(found)}</span>'
    return f"<summary><h2>{title}</h2></summary>{_table(columns, rows)}"


def _places(note: Note, name: str | None, link: Link) -> str:
    """Links to where a mention stands, with its words where they are not the item's name."""
    at = ", ".join(extent(origin) for origin in note.origins) or UNKNOWN
    other = f"{note.mention.text} " if name and note.mention.text != name else ""
    return link(note.key, f"{other}{at}")


def _table(columns: list[str], rows: Iterable[list[str]]) -> str:
    head = "".join(f'<th scope="col">{field(name)}</th>' for name in columns)
    body = "".join(f"<tr>{''.join(_cells(columns, row))}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cells(columns: list[str], row: list[str]) -> Iterator[str]:
    for name, cell in zip(columns, row, strict=True):
        empty = " empty" if cell == UNKNOWN else ""
        label = f'<span class="label">{field(name)}</span>'
        yield f'<td class="k-{name}{empty}">{label}<div>{cell}</div></td>'


def evidence_html(sources: Iterable[Source]) -> str:
    """Where each field of the article stands in the page as received."""
    rows = [
        [
            field(source.evidence.field),
            esc(cut(one_line(source.evidence.text), 100)),
            link(source.key, extent(source.evidence.origin)),
            f"<code>{esc(source.evidence.rule)}</code>",
        ]
        for source in sources
    ]
    return _table(["evidence", "text", "origin", "rule"], rows) if rows else ""


def repairs_html(record: Record) -> str:
    """The repairs in the article, those that are alike counted together."""
    alike = Counter(mark.what for mark in repairs_of(record))
    rows = "".join(
        f'<tr class="{r.certainty}"><td class="from">{esc(cut(r.was, 60)) or "∅"}</td>'
        f"<td>{esc(cut(r.now, 60)) or '∅'}</td><td>{esc(r.kind)}</td>"
        f"<td>{word(r.certainty)} {r.least}</td><td>{count}</td></tr>"
        for r, count in sorted(
            alike.items(), key=lambda pair: (_DOUBT[pair[0].certainty], -pair[1])
        )
    )
    if not rows:
        return ""
    names = (
        ("原作", "was"),
        ("今作", "now"),
        ("类别", "kind"),
        ("可信度", "certainty"),
        ("次数", "times"),
    )
    head = "".join(f'<th scope="col">{bilingual(*name)}</th>' for name in names)
    return f'<table class="repairs"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


_DOUBT = {"lost": 0, "inferred": 1, "certain": 2}


def rules_html(notes: Iterable[Note]) -> str:
    """The rules that spoke, and how often."""
    used = Counter(note.mention.rule for note in notes)
    rules = " ".join(f"<li><code>{esc(rule)}</code> {n}</li>" for rule, n in sorted(used.items()))
    return f'<ul class="rules">{rules}</ul>' if rules else ""
