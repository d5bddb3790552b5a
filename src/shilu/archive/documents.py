"""Documents of an archive: found by code, with their records and where they were met."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

import msgspec
from sqlalchemy import Connection, Row, Select, case, select

from shilu.archive import schema
from shilu.archive.packing import (
    unpack_article_text,
    unpack_record,
    unpack_text,
    unpack_words,
    with_edits,
)
from shilu.errors import NoDocument
from shilu.model import Article, Declaration, Page, Record

_CODE = re.compile("[0-9a-f]{4,16}")
_DECLARED = msgspec.json.Decoder(tuple[Declaration, ...]).decode


@dataclass(frozen=True, slots=True)
class Document:
    """A page as received: what it is called here, where it was met first, and its hash."""

    id: int
    code: str
    sha256: str
    media_type: str
    charset: str
    uri: str | None
    url: str | None
    fetched: str | None
    added: str


_COLUMNS = tuple(schema.document.c[name] for name in Document.__dataclass_fields__)


def find(connection: Connection, code: str) -> Document:
    """The document whose code begins with `code` (four characters at least).

    Raises `NoDocument` where there is none, or more than one.
    """
    if not _CODE.fullmatch(code):
        raise NoDocument(f"{code!r}: is no document's code")
    column = schema.document.c.code
    within = select(*_COLUMNS).where(column >= code, column < code + "g").limit(2)
    found = connection.execute(within).all()
    if not found:
        raise NoDocument(f"{code}: no such document")
    if len(found) > 1:
        raise NoDocument(f"{code}: is the beginning of several documents' codes")
    return Document(*found[0])


def document(connection: Connection, id: int) -> Document:
    """The document of an id."""
    return Document(*connection.execute(select(*_COLUMNS).where(schema.document.c.id == id)).one())


def met_at(url: str | None, uri: str | None, id: str | None) -> str:
    """Where a page was met: its address on the web, else its file, and its id if it is one of many.

    >>> met_at(None, "news/0531.html", "0531"), met_at(None, "news.jsonl:3", "a17")
    ('news/0531.html', 'news.jsonl:3#a17')
    """
    alone = uri and id and PurePath(uri).stem == PurePath(id).stem
    return url or "#".join(part for part in (uri, None if alone else id) if part) or "page"


def page_of(connection: Connection, id: int) -> Page:
    """The page of a document, as it was received."""
    joined = select(schema.document, schema.source.c.text).join(schema.source)
    row = connection.execute(joined.where(schema.document.c.id == id)).one()
    return _page(row)


def record_of(connection: Connection, id: int) -> Record | None:
    """The record of a document, with its way back to the page; None where it is no article."""
    return next(records(connection, [id]), None)


def records(connection: Connection, ids: Iterable[int]) -> Iterator[Record]:
    """The records of documents in the order given, those that are no articles left out.

    They are read one by one, so that memory does not grow with their number.
    """
    for id in ids:
        row = connection.execute(_RECORD.where(schema.record.c.document == id)).one_or_none()
        if row is not None:
            source = unpack_text(row.text)
            yield with_edits(unpack_record(row.record, source), source, row.edits)


def text_of(connection: Connection, id: int) -> str:
    """The text of a document's article, without the rest of its record."""
    return next(text for _, text in texts_of(connection, [id]))


def texts_of(connection: Connection, ids: Iterable[int]) -> Iterator[tuple[int, str]]:
    """The texts of documents' articles, without the rest of their records.

    Where nothing was edited the page is the article's text, and the record is not looked at.
    """
    for row in connection.execute(_TEXT.where(schema.record.c.document.in_(ids))):
        source = unpack_text(row.text)
        yield row.document, unpack_article_text(row.record, source) if row.record else source


def words_of(connection: Connection, ids: Iterable[int]) -> Iterator[tuple[int, Article]]:
    """The articles of documents, headline and text alone."""
    asked = _RECORD.add_columns(schema.record.c.document)
    for row in connection.execute(asked.where(schema.record.c.document.in_(ids))):
        yield row.document, unpack_words(row.record, unpack_text(row.text))


def versions(connection: Connection, id: int) -> Sequence[Document]:
    """The documents met at an address where this one was met, the oldest first; itself included."""
    met = select(schema.address.c.address).where(schema.address.c.document == id)
    there = select(schema.address.c.document).where(schema.address.c.address.in_(met))
    found = select(*_COLUMNS).where(schema.document.c.id.in_(there))
    return [Document(*row) for row in connection.execute(found.order_by(schema.document.c.id))]


def addresses(connection: Connection, id: int) -> Sequence[str]:
    """Where a document was met, the first first."""
    column = schema.address.c.address
    met = select(column).where(schema.address.c.document == id).order_by(schema.address.c.id)
    return list(connection.scalars(met))


_RECORD: Select[tuple[bytes, bytes | None, bytes]] = select(
    schema.record.c.record, schema.record.c.edits, schema.source.c.text
).join(schema.source, schema.source.c.document == schema.record.c.document)


_TEXT: Select[int, bytes, bytes | None] = select(
    schema.record.c.document,
    schema.source.c.text,
    case((schema.record.c.edits.is_not(None), schema.record.c.record)).label("record"),
).join(schema.source, schema.source.c.document == schema.record.c.document)


def _page(row: Row[tuple[object, ...]]) -> Page:
    return Page(
        text=unpack_text(row.text),
        media_type=row.media_type,
        charset=row.charset,
        declared=_DECLARED(row.declared),
        undecoded=row.undecoded,
        sha256=row.sha256,
        id=row.page,
        uri=row.uri,
        title=row.title,
        published=row.published,
        url=row.url,
        fetched=row.fetched,
    )
