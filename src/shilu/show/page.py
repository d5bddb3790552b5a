"""A record as one self-contained HTML page that asks nothing of the network."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from string import Template

from shilu.model import Article, Record, Refused
from shilu.show.html import bilingual, esc, field
from shilu.show.labels import LAYERS, charset_words, damage_words, items
from shilu.show.marks import Note, Source, body_of, notes_of, sources_of
from shilu.show.printable import UNKNOWN, moment
from shilu.show.sheet import article_html, received_html
from shilu.show.tables import (
    Ways,
    cards_html,
    evidence_html,
    no_ways,
    repairs_html,
    rules_html,
    tables_html,
)

#: What a record's page is styled by, in order.
STYLES = ("base.css", "record.css")
#: Characters of a headline that fit on one line, and on one of a phone.
PART, SHORT = 18, 13


def render(record: Record | Refused) -> str:
    """The record as a page of its own.

    Only its own style and script can run in it: the page names their hashes, and nothing of a
    record is ever part of them.
    """
    if isinstance(record, Refused):
        return _shell(record.id, _refused(record))
    brand = '<span class="brand" lang="zh-Hans">实录</span>'
    return _shell(record.article.headline or record.id, record_main(record, brand))


def record_main(
    record: Record, brand: str = "", *, unfolded: bool = True, ways: Ways = no_ways
) -> str:
    """What stands in a page: the article marked, the page as received beside it, tables, sources.

    It is markup without style or script of its own; `base.css`, `record.css` and `page.js` serve
    it. `brand` is markup that stands first in its bar; `unfolded` are the tables to begin with;
    `ways` is where cards lead beyond the page.
    """
    notes, sources = notes_of(record), sources_of(record)
    script = record.article.language or ""
    return Template(_resource("record.html")).substitute(
        brand=brand,
        language=script if script.startswith("zh") else "zh",
        switches=_switches(record),
        received_switch=_received_switch(record),
        head=_head(record.article, sources, record.id),
        article=article_html(record, notes),
        damage=_damage(record),
        cards=cards_html(record, notes, sources, ways),
        received=received_html(record, notes, sources),
        tables=tables_html(record, notes, unfolded=unfolded),
        foot=_foot(record, notes, sources),
    )


def _shell(title: str, main: str) -> str:
    style = "\n".join(_resource(name) for name in STYLES)
    script = _resource("page.js")
    return Template(_resource("page.html")).substitute(
        title=esc(title),
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
        main=main,
    )


@cache
def _resource(name: str) -> str:
    return files("shilu.show").joinpath(name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _refused(record: Refused) -> str:
    rows = (
        (bilingual("理由", "reason"), esc(record.refused.reason)),
        (field("rule"), f"<code>{esc(record.refused.rule)}</code>"),
        *_identity(record),
    )
    return (
        f'<main class="refused"><h1>{bilingual("不是文章", "No article")}</h1>{_terms(rows)}</main>'
    )


def _terms(rows: tuple[tuple[str, str], ...]) -> str:
    told = "".join(f"<div><dt>{term}</dt><dd>{said}</dd></div>" for term, said in rows)
    return f"<dl>{told}</dl>"


def _identity(record: Record | Refused) -> tuple[tuple[str, str], ...]:
    return (
        (bilingual("编号", "id"), esc(record.id)),
        (bilingual("地址", "address"), esc(record.uri or UNKNOWN)),
        ("SHA-256", f"<code>{esc(record.sha256 or UNKNOWN)}</code>"),
    )


# --- head ----------------------------------------------------------------------------------------


def _switches(record: Record) -> str:
    shown = [layer for layer in LAYERS if items(record, layer)]
    return "".join(
        f'<label class="switch {layer.name}"><input type="checkbox" id="l-{layer.name}" checked>'
        f'<span class="swatch">{bilingual(layer.zh, layer.en)}</span></label>'
        for layer in shown
    )


def _received_switch(record: Record) -> str:
    off = "" if body_of(record) else " disabled"
    return (
        f'<label class="switch received-switch"><input type="checkbox" id="show-received"{off}>'
        f"<span>{bilingual('原页对照', 'As received')}</span></label>"
    )


def _head(article: Article, sources: tuple[Source, ...], id: str) -> str:
    """Section, headline and credits, each a way to its evidence."""
    fields: tuple[tuple[str, tuple[str | None, ...]], ...] = (
        ("source", (article.source,)),
        ("authors", article.authors),
        ("published", (article.published and moment(article.published),)),
        ("dateline", (article.dateline,)),
        ("editors", article.editors),
    )
    credits = "".join(
        f'<span class="credit">{field(name)} {_evident(name, said, sources)}</span>'
        for name, found in fields
        if (said := [value for value in found if value])
    )
    section = _evident("section", article.section, sources, " › ")
    headline = article.headline or id
    return (
        (f'<p class="kicker">{section}</p>' if section else "")
        + f"<h1{_breaks(headline)}>{_evident('headline', [headline], sources)}</h1>"
        + (f'<p class="credits">{credits}</p>' if credits else "")
    )


def _breaks(headline: str) -> str:
    """A headline in short parts is broken between them only."""
    parts = headline.split()
    longest = max(map(len, parts), default=0)
    if len(parts) < 2 or longest > PART:
        return ""
    return ' class="parts short"' if longest <= SHORT else ' class="parts"'


def _evident(
    name: str, values: Sequence[str], sources: tuple[Source, ...], between: str = "、"
) -> str:
    """A field's values as ways to the evidence that says each, or else to all there is."""
    mine = [source for source in sources if source.evidence.field == name]
    return between.join(
        _way(value, [s for s in mine if value in s.evidence.text] or mine) for value in values
    )


def _way(value: str, sources: list[Source]) -> str:
    if not sources:
        return esc(value)
    keys = " ".join(source.key for source in sources)
    return (
        f'<span class="s evidence" data-m="{keys}" tabindex="0" role="button">{esc(value)}</span>'
    )


def _damage(record: Record) -> str:
    zh, en = damage_words(record)
    words = bilingual(esc(zh), esc(en))
    if body_of(record):
        return words
    gone = bilingual("原页未随记录保存", "the page as received is not kept with this record")
    return f"{words}<br>{gone}"


# --- foot ----------------------------------------------------------------------------------------


def _foot(record: Record, notes: tuple[Note, ...], sources: tuple[Source, ...]) -> str:
    parts = []
    for name in ("captions", "notices"):
        if values := getattr(record.article, name):
            listed = "".join(f"<li>{esc(value)}</li>" for value in values)
            parts.append(f"<h2>{field(name)}</h2><ul class='notices'>{listed}</ul>")
    for title, content in (
        (bilingual("字段依据", "Evidence of fields"), evidence_html(sources)),
        (bilingual("修复", "Repairs"), repairs_html(record)),
        (bilingual("规则", "Rules"), rules_html(notes)),
    ):
        if content:
            parts.append(f"<details><summary>{title}</summary>{content}</details>")
    parts.append(f"<h2>{bilingual('来历', 'Provenance')}</h2>{_terms(_provenance(record))}")
    return "".join(parts)


def _charset(record: Record) -> str:
    zh, en = charset_words(record)
    return esc(zh) if zh == en else bilingual(esc(zh), esc(en))


def _provenance(record: Record) -> tuple[tuple[str, str], ...]:
    body = body_of(record)
    size = f", {len(body.source):,} {bilingual('字', 'characters')}" if body else ""
    return (
        *_identity(record),
        *([(bilingual("存档于", "fetched"), esc(record.fetched))] if record.fetched else []),
        (
            bilingual("原页", "page as received"),
            f"{esc(record.media_type)}, {_charset(record)}{size}",
        ),
        (bilingual("损坏", "damage"), _damage(record)),
        (bilingual("规则版本", "rules of"), f"shilu {esc(record.shilu)}"),
    )
