"""What the head of a page says about it: its title, meta elements, JSON-LD."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

import msgspec

from shilu.article.sheet import Found

_TITLE = re.compile(r"<(?i:title)[^>]{0,200}>([^<]{0,1000})")
_META = re.compile(r"<(?i:meta)\s[^>]{0,2000}")
_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_JSON_LD = re.compile(r"<script[^>]{0,200}ld\+json[^>]{0,200}>([^<]{2,100000})", re.I)
#: A day in quotes, and what names it before the quote: the key of an object, or a variable, as
#: WeChat's articles and others have it. The day is looked for first, for its digits are found fast.
_QUOTED_DAY = re.compile(r"""20\d\d[-/]\d\d[-/]\d\d[^"'<]{0,20}(?=["'])""")
_KEY = re.compile(
    r"""["'](pub_?[tT]ime|publish_?[tT]ime|publish_?[dD]ate|pub_?[dD]ate|datePublished|ptime)["']"""
    r"""\s*:\s*["']\Z"""
)
_VARIABLE = re.compile(r"""\b(createTime|pub(?:lish)?_?(?:[tT]ime|[dD]ate))\s*=\s*["']\Z""")
_LONGEST_NAME = 60
_TIME = re.compile(r"""<time\s[^>]{0,200}?datetime\s?=\s?["'](20\d\d-[^"']{5,30})["']""")
_HEAD = 60_000

#: Names under which meta elements give a field; sites of government keep to PubDate and its like.
_NAMES = {
    "title": ("og:title", "articletitle", "twitter:title"),
    "site": ("og:site_name", "sitename", "application-name"),
    "published": (
        "article:published_time",
        "og:article:published_time",
        "og:published_time",
        "pubdate",
        "publishdate",
        "publish_time",
        "publishtime",
        "datepublished",
        "dateupdate",
        "weibo:article:create_at",
        "weibo: article:create_at",
        "og:release_date",
        "bytedance:published_time",
        "firstpublishedtime",
        "date",
        "og:time",
        "publishedtime",
        "pubtime",
        "dcterms.created",
        "dc.date.issued",
        "dc.date",
    ),
    "source": ("contentsource", "source", "article:source", "mediaid"),
    "author": ("article:author", "og:article:author", "author"),
}
_FIELD_OF = {name: field for field, names in _NAMES.items() for name in names}


class _Named(msgspec.Struct):
    """Whom a JSON-LD object names."""

    name: str | None = None


class _Entity(msgspec.Struct):
    """What of a JSON-LD object bears on an article."""

    headline: str | None = None
    title: str | None = None
    datePublished: str | None = None
    pubDate: str | None = None
    author: list[_Named | str] | _Named | str | None = None
    graph: list[_Entity] = msgspec.field(default_factory=list, name="@graph")


_ENTITIES = msgspec.json.Decoder(list[_Entity], strict=False)


@dataclass(frozen=True, slots=True)
class Head:
    """What the head says, field by field, the most telling first; `title` is its title element."""

    title: str
    values: tuple[tuple[str, Found], ...]

    def all(self, field: str) -> Iterator[Found]:
        """What is given for `field`."""
        return (found for name, found in self.values if name == field)

    def first(self, field: str) -> Found | None:
        """What is given first for `field`."""
        return next(self.all(field), None)


def head_of(source: str) -> Head:
    """What the head of the page `source` says.

    >>> head_of('<title>要闻</title><meta name="PubDate" content="2023-05-31">').first("published")
    Found(value='2023-05-31', span=None, rule='meta.pubdate')
    """
    values = list(_json_ld(source))
    for m in _META.finditer(source, 0, _HEAD):
        given = {a[0].lower(): a[1] or a[2] or a[3] for a in _ATTRIBUTE.findall(m.group())}
        name = (given.get("property") or given.get("name") or given.get("itemprop") or "").lower()
        content = unescape(given.get("content", "")).strip()
        if name in _FIELD_OF and content:
            values.append((_FIELD_OF[name], Found(content, None, f"meta.{name}")))
    title = _TITLE.search(source, 0, _HEAD)
    return Head(" ".join(unescape(title[1]).split()) if title else "", tuple(values))


def in_scripts(source: str) -> Iterator[Found]:
    """The times of publication that a page's time elements and scripts carry."""
    if '"' not in source and "'" not in source:
        return  # a text without markup
    for m in _TIME.finditer(source):
        yield Found(m[1], None, "time.datetime")
    days = list(_QUOTED_DAY.finditer(source))
    for name in (_KEY, _VARIABLE):
        for day in days:
            before = source[max(0, day.start() - _LONGEST_NAME) : day.start()]
            if named := name.search(before):
                yield Found(day.group(), None, f"script.{named[1]}")


def _json_ld(source: str) -> Iterator[tuple[str, Found]]:
    if "ld+json" not in source:
        return
    for m in _JSON_LD.finditer(source):
        try:
            data = m[1].strip()
            entities = _ENTITIES.decode(data if data.startswith("[") else f"[{data}]")
        except (msgspec.MsgspecError, UnicodeEncodeError, RecursionError):
            continue
        for entity in entities:
            for inner in (entity, *entity.graph):
                yield from _of_entity(inner)


def _of_entity(entity: _Entity) -> Iterator[tuple[str, Found]]:
    """What one object of JSON-LD says, each with its key."""
    for key in ("headline", "title"):
        if title := getattr(entity, key):
            yield "title", Found(title, None, f"json-ld.{key}")
    for key in ("datePublished", "pubDate"):
        if published := getattr(entity, key):
            yield "published", Found(published, None, f"json-ld.{key}")
    authors = entity.author if isinstance(entity.author, list) else [entity.author]
    for author in authors:
        name = author.name if isinstance(author, _Named) else author
        if name:
            yield "author", Found(name, None, "json-ld.author")
