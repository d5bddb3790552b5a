"""Keeping what has been read: every document as a whole, many in one commit.

A document is first made `ready`, which takes no part in any transaction and may break for its own
reasons; what is ready is put in by `keep`, in bulk.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, delete, func, insert, select

from shilu.archive import schema
from shilu.archive.copies import reports
from shilu.archive.documents import met_at, words_of
from shilu.archive.packing import pack_edits, pack_record, pack_text
from shilu.archive.rows import Row, Rows, insert_rows, value_rows
from shilu.archive.search import labels, words
from shilu.archive.store import now
from shilu.model import Page, Record, Refused
from shilu.pages import Failure

#: Hexadecimal digits of a document's code. Among a million pages two share one once in 40 million.
_CODE = 16


@dataclass(frozen=True, slots=True)
class ReadyRecord:
    """The record of a document, and its rows, each without the document's id that begins it.

    `told` is its article as it is indexed.
    """

    record: Record
    rows: Rows
    told: words.Told


@dataclass(frozen=True, slots=True)
class Ready:
    """A document as it will be kept: its page, and what reading made of it."""

    page: Page
    code: str
    rows: Rows
    answer: ReadyRecord | Refused


def code_of(page: Page) -> str:
    """What a page is known by: its content, and what came with it that reading goes by.

    The same page has the same code in any archive.
    """
    given = (page.sha256, page.media_type, page.title or "", page.published or "")
    return hashlib.sha256("\0".join(given).encode("utf-8", "replace")).hexdigest()[:_CODE]


def address_of(page: Page) -> str:
    """Where a page was met."""
    return met_at(page.url, page.uri, page.id)


def known(connection: Connection, codes: Iterable[str]) -> dict[str, int]:
    """Those of `codes` that the archive has, and the ids of their documents."""
    column = schema.document.c.code
    found = connection.execute(select(column, schema.document.c.id).where(column.in_(codes)))
    return {row.code: row.id for row in found}


def ready(page: Page, code: str, answer: Record | Refused) -> Ready:
    """A page and what reading made of it, as they will be kept."""
    rows: Rows = {
        schema.document: [_document(page, code)],
        schema.source: [(pack_text(page.text),)],
    }
    if isinstance(answer, Record):
        return Ready(page, code, rows, ready_record(answer, page.text))
    return Ready(page, code, rows, answer)


def ready_record(record: Record, source: str) -> ReadyRecord:
    """The record of the page `source`, as it will be kept."""
    rows = value_rows(record)
    rows[schema.record] = [(record.shilu, pack_record(record, source), pack_edits(record))]
    return ReadyRecord(record, rows, words.told(record.article))


def keep(connection: Connection, documents: Sequence[Ready]) -> dict[str, int]:
    """Put new documents in, in one go; none of them may be known. Their ids, by their codes."""
    first = 1 + (connection.scalar(select(func.max(schema.document.c.id))) or 0)
    numbered = list(enumerate(documents, first))
    insert_rows(connection, _with_ids((id, each.rows) for id, each in numbered))
    answers = [(id, each.answer) for id, each in numbered]
    keep_records(connection, [(id, a) for id, a in answers if isinstance(a, ReadyRecord)])
    for id, each in numbered:
        if isinstance(each.answer, Refused):
            refuse_document(connection, id, address_of(each.page), each.answer)
    return {each.code: id for id, each in numbered}


def keep_records(connection: Connection, records: Sequence[tuple[int, ReadyRecord]]) -> None:
    """Put in the records of documents that have none, with their values, words and reports."""
    insert_rows(connection, _with_ids((id, each.rows) for id, each in records))
    words.put(connection, ((id, each.told) for id, each in records))
    labels.put(connection, [(id, each.record.article, each.rows) for id, each in records])
    reports.assign(connection, [(id, each.record) for id, each in records])


def drop_records(connection: Connection, ids: Sequence[int]) -> None:
    """Take out what was made of documents' pages: their records, or why they are no articles."""
    words.take(connection, [(id, words.told(a)) for id, a in words_of(connection, ids)])
    reports.forget(connection, ids)
    for table in (schema.refused, *schema.OF_RECORDS):
        if table not in (schema.article, schema.band):  # those `forget` has taken out
            connection.execute(delete(table).where(table.c.document.in_(ids)))


def refuse_document(connection: Connection, id: int, name: str, answer: Refused) -> None:
    """Note why a document is no article."""
    why = answer.refused
    row = {"document": id, "name": name, "reason": why.reason, "rule": why.rule, "added": now()}
    connection.execute(insert(schema.refused).values(row))


def refuse(connection: Connection, failures: Iterable[Failure]) -> None:
    """Note inputs that could not be read or kept at all, each once for each cause."""
    for name, reason in dict.fromkeys((each.name, each.cause) for each in failures):
        same = (schema.refused.c.name == name) & (schema.refused.c.reason == reason)
        if connection.scalar(select(schema.refused.c.id).where(same)) is None:
            row = {"name": name, "reason": reason, "added": now()}
            connection.execute(insert(schema.refused).values(row))


def meet(connection: Connection, met: Iterable[tuple[Page, int]]) -> None:
    """Note where documents were met; what is noted already stays as it is.

    What could not be read or kept under such a name before is no longer refused.
    """
    met = list(met)
    moment = now()
    addresses = dict.fromkeys((address_of(page), id) for page, id in met)
    rows = [(address, id, moment) for address, id in addresses]
    if rows:
        connection.exec_driver_sql(_MEET, rows)
    failed = schema.refused.c.document.is_(None)
    if connection.scalar(select(schema.refused.c.id).where(failed).limit(1)) is not None:
        names = {name for page, _ in met for name in (address_of(page), page.uri or page.id)}
        refused = delete(schema.refused).where(failed, schema.refused.c.name.in_(names))
        connection.execute(refused)


_MEET = "INSERT OR IGNORE INTO address (address, document, added) VALUES (?, ?, ?)"


def _document(page: Page, code: str) -> Row:
    declared = msgspec.json.encode(page.declared).decode()
    known = (page.sha256, page.media_type, page.charset, declared, page.undecoded)
    given = (page.id, page.uri, page.title, page.published, page.url, page.fetched)
    return (code, *known, *given, len(page.text), now())


def _with_ids(documents: Iterable[tuple[int, Rows]]) -> Rows:
    """The rows of several documents, table by table, each begun by its document's id."""
    together: Rows = defaultdict(list)
    for id, rows in documents:
        for table, own in rows.items():
            together[table] += [(id, *row) for row in own]
    return together
