"""Keeping what has been read: every document as a whole, many in one commit."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, func, insert, select

from shilu.archive import reports, schema, words
from shilu.archive.documents import met_at
from shilu.archive.packing import pack_edits, pack_record, pack_text
from shilu.archive.rows import Row, Rows, insert_rows, value_rows
from shilu.archive.store import now
from shilu.model import Page, Record, Refused
from shilu.pages import Failure

#: Hexadecimal digits of a document's code: the same page has the same code in any archive.
CODE = 16


@dataclass(frozen=True, slots=True)
class Read:
    """A page and what reading made of it."""

    page: Page
    key: str
    answer: Record | Refused


def key_of(page: Page) -> str:
    """What a page is known by: its content, and what came with it that reading goes by."""
    given = (page.sha256, page.media_type, page.title or "", page.published or "")
    return hashlib.sha256("\0".join(given).encode("utf-8", "replace")).hexdigest()


def address_of(page: Page) -> str:
    """Where a page was met."""
    return met_at(page.url, page.uri, page.id)


def known(connection: Connection, keys: Iterable[str]) -> dict[str, int]:
    """Those of `keys` that the archive has, and the ids of their documents."""
    wanted = {key[:CODE]: key for key in keys}
    found = connection.execute(
        select(schema.document.c.code, schema.document.c.id).where(
            schema.document.c.code.in_(wanted)
        )
    )
    return {wanted[code]: id for code, id in found}


def keep(connection: Connection, read: Sequence[Read]) -> list[int]:
    """Put new documents in, in one go; none of them may be known. Their ids, in order."""
    first = 1 + (connection.scalar(select(func.max(schema.document.c.id))) or 0)
    ids = list(range(first, first + len(read)))
    moment = now()
    rows: Rows = defaultdict(list)
    for id, each in zip(ids, read, strict=True):
        rows[schema.document].append(_document(id, each, moment))
        rows[schema.source].append((id, pack_text(each.page.text)))
        if isinstance(each.answer, Refused):
            why = each.answer.refused
            name = address_of(each.page)
            rows[schema.refused].append((None, id, name, why.reason, why.rule, moment))
    insert_rows(connection, rows)
    keep_records(
        connection,
        [
            (id, each.answer)
            for id, each in zip(ids, read, strict=True)
            if isinstance(each.answer, Record)
        ],
    )
    return ids


def keep_records(connection: Connection, records: Sequence[tuple[int, Record]]) -> None:
    """Put in the records of documents that have none, with their values, words and reports."""
    rows: Rows = defaultdict(list)
    for id, record in records:
        packed = (record.shilu, pack_record(record), pack_edits(record))
        rows[schema.record].append((id, *packed))
        for table, more in value_rows(id, record).items():
            rows[table] += more
    insert_rows(connection, rows)
    words.put(connection, ((id, record.article) for id, record in records))
    reports.assign(connection, records)


def meet(connection: Connection, met: Iterable[tuple[str, int]]) -> None:
    """Note at which addresses documents were met; what is noted already stays as it is."""
    moment = now()
    noted = insert(schema.address).prefix_with("OR IGNORE")
    rows = [{"address": a, "document": id, "added": moment} for a, id in dict.fromkeys(met)]
    if rows:
        connection.execute(noted, rows)


def refuse(connection: Connection, failure: Failure) -> None:
    """Note an input that could not be read at all, once for each cause."""
    name, reason = failure.name, failure.cause
    same = (schema.refused.c.name == name) & (schema.refused.c.reason == reason)
    if connection.scalar(select(schema.refused.c.id).where(same)) is None:
        row = {"name": name, "reason": reason, "added": now()}
        connection.execute(insert(schema.refused).values(row))


def _document(id: int, read: Read, moment: str) -> Row:
    page = read.page
    declared = msgspec.json.encode(page.declared).decode()
    known = (page.sha256, page.media_type, page.charset, declared, page.undecoded)
    given = (page.id, page.uri, page.title, page.published, page.url, page.fetched)
    size = len(page.text)
    return (id, read.key[:CODE], read.key, *known, *given, size, moment)
