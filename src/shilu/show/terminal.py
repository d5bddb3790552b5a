"""A record in a terminal: the article's head, its body with mentions coloured, a table a layer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from io import StringIO

from rich import box
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from shilu.model import Article, Record, Refused, Repair
from shilu.show.labels import LAYERS, Item, Layer, both, charset_words, damage_words, items
from shilu.show.marks import Mark, Note, body_of, notes_of, segments
from shilu.show.printable import UNKNOWN, cut, extent, moment, one_line, visible
from shilu.show.values import values
from shilu.show.wrap import wrap

#: Lines longer than this are hard to read, however wide the terminal.
WIDEST = 100

#: Colours for what is named, type faces for what is told, so that the two can meet. The colours are
#: of middle lightness, so that they can be read on black and on white.
STYLES = {
    "times": "#00a3a3",
    "eras": "#008a8a",
    "figures": "#b565c9",
    "people": "#4f9f4f",
    "organizations": "#5c86d6",
    "places": "#b08a1e",
    "areas": "#8a7a3a",
    "events": "underline",
    "statements": "italic",
    "commitments": "bold",
    "policies": "#a0703a",
    "inferred": "#e07020",
    "lost": "bold reverse #d04040",
}

#: The layers that tell what happened or was said; the others name something.
TOLD = ("events", "statements", "commitments")

#: How many lines of a long stretch a table shows, and how many places of one thing.
LINES = 4
ORIGINS = 3


def print_record(record: Record | Refused, console: Console) -> None:
    """Print a record, or why there is none, to `console`."""
    width = min(console.width, WIDEST)
    console.print(render(record, width), width=width, highlight=False)


def record_text(record: Record | Refused) -> str:
    """What `print_record` prints, as plain text of 80 columns."""
    console = Console(file=StringIO(), width=80, color_system=None)
    with console.capture() as captured:
        print_record(record, console)
    return captured.get()


def render(record: Record | Refused, width: int = 80) -> RenderableType:
    """What to print of a record on `width` columns: plain text where the console is no terminal."""
    if isinstance(record, Refused):
        return _refused(record)
    notes = notes_of(record)
    return Group(
        *_head(record, width),
        *_body(record, notes, width),
        *_tables(record, notes, width),
        *_foot(record, width),
    )


def _refused(record: Refused) -> RenderableType:
    said = Text.assemble(
        ("不是文章 no article  ", "bold red"),
        one_line(record.id),
        f"\n{one_line(record.refused.reason)}",
        (f"\n规则 rule {one_line(record.refused.rule)}", "dim"),
    )
    return Group(said, Text())


# --- head and foot -------------------------------------------------------------------------------


def _head(record: Record, width: int) -> Iterator[RenderableType]:
    article = record.article
    if article.section:
        yield from wrap(Text(one_line(" › ".join(article.section)), style="dim"), width)
    headline = Text(one_line(article.headline or record.id), style="bold")
    yield from wrap(headline, width)
    yield from wrap(Text(one_line(" · ".join(_credits(article)))), width)
    zh, en = damage_words(record)
    yield from wrap(Text(f"{zh} · {en}", style="dim"), width)
    yield Rule(style="dim")


def _credits(article: Article) -> Iterator[str]:
    if article.source:
        yield article.source
    if article.authors:
        yield "、".join(article.authors)
    if article.published:
        yield moment(article.published)
    if article.dateline:
        yield article.dateline
    if article.editors:
        yield f"编辑 {'、'.join(article.editors)}"


def _foot(record: Record, width: int) -> Iterator[RenderableType]:
    for caption in record.article.captions:
        yield from wrap(Text(f"图片说明 {one_line(caption)}", style="dim"), width)
    for notice in record.article.notices:
        yield from wrap(Text(f"声明 {one_line(notice)}", style="dim"), width)
    if body_of(record) is None:
        yield Text(
            "原页未随记录保存 the page as received is not kept with this record", style="dim"
        )
    page = f"{record.id} · {record.media_type}, {charset_words(record)[1]}"
    made = f"sha256 {record.sha256[:12] or UNKNOWN} · shilu {record.shilu}"
    yield from wrap(Text(one_line(f"{page} · {made}"), style="dim"), width)
    yield Text()


# --- body ----------------------------------------------------------------------------------------


def _body(record: Record, notes: tuple[Note, ...], width: int) -> Iterator[RenderableType]:
    for paragraph in _styled(record, notes).split("\n"):
        words = paragraph.plain.lstrip()
        if words:
            yield from wrap(paragraph[len(paragraph) - len(words) :], width, indent=4)
    if notes:
        yield Text()
        yield _legend(record)


def _styled(record: Record, notes: tuple[Note, ...]) -> Text:
    text = record.article.text
    marks: list[Mark[Note | Repair]] = [Mark(span, n) for n in notes for span in n.spans]
    marks += [Mark(r.span, r) for r in record.repairs if r.certainty != "certain"]
    styled = Text()
    for span, marked in segments(len(text), marks):
        names = (w.layer if isinstance(w, Note) else w.certainty for w in reversed(marked))
        style = " ".join(STYLES[name] for name in names)
        styled.append(visible(text[span.start : span.end]), style=style or None)
    return styled


def _legend(record: Record) -> Text:
    """The layers' names in their styles: what is named on one line, what is told on the next."""
    shown = [(f"{layer.zh} {layer.en}", layer.name) for layer in LAYERS if items(record, layer)]
    named = [part for part in shown if part[1] not in TOLD]
    told = [part for part in shown if part[1] in TOLD]
    for certainty in ("inferred", "lost"):
        if any(repair.certainty == certainty for repair in record.repairs):
            told.append((both(certainty) or "", certainty))
    lines = [
        Text("  ").join(Text(words, style=STYLES[name]) for words, name in line)
        for line in (named, told)
    ]
    return Text("\n").join(line for line in lines if line)


# --- tables --------------------------------------------------------------------------------------


def _tables(record: Record, notes: tuple[Note, ...], width: int) -> Iterator[RenderableType]:
    by_item: dict[int, list[Note]] = defaultdict(list)
    for note in notes:
        by_item[id(note.item)].append(note)
    for layer in LAYERS:
        if found := items(record, layer):
            title = Text(f"{layer.zh} {layer.en}", style=f"bold {STYLES[layer.name]}")
            yield Text()
            yield Text.assemble(title, (f"  {len(found)}", "dim"))
            yield _table(layer, _alike(layer, [(i, by_item[id(i)]) for i in found]), width)
    if empty := [layer for layer in LAYERS if not items(record, layer)]:
        names = "、".join(f"{layer.zh} {layer.en}" for layer in empty)
        yield Text()
        yield from wrap(Text(f"未见 none found: {names}", style="dim"), width)
    yield Text()


def _alike(layer: Layer, rows: list[tuple[Item, list[Note]]]) -> list[tuple[Item, list[Note]]]:
    """The rows, those that say the same of the same words made one, with all their places."""
    alike: dict[tuple[object, ...], tuple[Item, list[Note]]] = {}
    for item, notes in rows:
        value, beside = _values(layer, item)
        said = tuple((n.mention.text, n.mention.rule, n.mention.doubtful) for n in notes)
        alike.setdefault((value.plain, beside.plain, said), (item, []))[1].extend(notes)
    return list(alike.values())


def _table(layer: Layer, rows: list[tuple[Item, list[Note]]], width: int) -> Table:
    """A row an item: its values, its text, where that stands in the page as received, its rule.

    The text is left out where it is the item's name and nothing else.
    """
    named = all(n.mention.text == values(item).get("name") for item, notes in rows for n in notes)
    rule_width = _widest([Text(n.mention.rule) for _, notes in rows for n in notes], 9, 18)
    at_width = _widest([_origins(notes) for _, notes in rows], 11, 31 if named else 11)
    rest = max(16, width - rule_width - at_width - (4 if named else 6))
    text_width = 0 if named else _text_width(layer, rows, rest)
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False, pad_edge=False)
    table.add_column("值 value", width=rest - text_width)
    if not named:
        table.add_column("原文 text", width=text_width)
    table.add_column("原页 origin", width=at_width, style="dim")
    table.add_column("规则 rule", width=rule_width, style="dim")
    for item, notes in rows:
        texts = [] if named else [_texts(notes, text_width)]
        value = _value_cell(layer, item, notes, rest - text_width)
        table.add_row(value, *texts, _origins(notes), _rules(notes, rule_width))
    return table


def _text_width(layer: Layer, rows: list[tuple[Item, list[Note]]], rest: int) -> int:
    """As much of `rest` as texts want: half of it, or more where the values leave more."""
    wanted = _widest([Text(n.mention.text) for _, notes in rows for n in notes], 9, rest - 8)
    said = _widest([part for item, _ in rows for part in _values(layer, item)], 8, rest)
    return min(wanted, max(rest // 2, rest - said))


def _widest(texts: list[Text], least: int, most: int) -> int:
    return min(most, max([least, *(cell_len(one_line(text.plain)) for text in texts)]))


def _value_cell(layer: Layer, item: Item, notes: list[Note], width: int) -> Text:
    """The value itself, and after or below it what is known beside it."""
    value, beside = _values(layer, item)
    if beside and value.cell_len + beside.cell_len + 2 <= width:
        lines = [Text.assemble(value, "  ", beside)]
    else:
        lines = wrap(value, width) + (wrap(beside, width) if beside else [])
    if any(note.mention.doubtful is True for note in notes):
        lines.append(Text("存疑 doubtful", style=STYLES["inferred"]))
    return Text("\n").join(lines)


def _values(layer: Layer, item: Item) -> tuple[Text, Text]:
    known = values(item, say=lambda word: word)
    value = " ".join(known[name] or UNKNOWN for name in layer.columns[: layer.leading])
    beside = " · ".join(v for name in layer.columns[layer.leading :] if (v := known[name]))
    return Text(one_line(value)), Text(one_line(beside), style="dim")


def _texts(notes: list[Note], width: int) -> Text:
    texts = dict.fromkeys(cut(one_line(n.mention.text), width * LINES // 2) for n in notes)
    return Text("\n").join(line for text in texts for line in wrap(Text(text), width))


def _origins(notes: list[Note]) -> Text:
    origins = sorted(origin for note in notes for origin in note.origins)
    shown = [extent(origin) for origin in origins[:ORIGINS]] or [UNKNOWN]
    if len(origins) > ORIGINS:
        shown.append(f"+{len(origins) - ORIGINS}")
    return Text(" ".join(shown))


def _rules(notes: list[Note], width: int) -> Text:
    rules = dict.fromkeys(one_line(note.mention.rule) for note in notes)
    return Text("\n").join(line for rule in rules for line in wrap(Text(rule), width))
