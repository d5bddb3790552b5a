"""Rereading: records made anew from the pages that are kept, group by group."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update

from shilu.archive import schema
from shilu.archive.changes import Change, changes
from shilu.archive.documents import Document, addresses, document, page_of, record_of
from shilu.archive.keeping import (
    ReadyRecord,
    drop_records,
    keep_records,
    ready_record,
    refuse_document,
)
from shilu.archive.store import Archive, together_or_each
from shilu.model import Page, Record, Refused

#: So many documents are written at once.
_GROUP = 100
#: What reading goes by: its code, its words and its cards.
_SOURCES = {".py", ".txt", ".yaml"}

Reader = Callable[[Page], Record | Refused | None]


@dataclass(frozen=True, slots=True)
class Changed:
    """A document whose record is another now, and what became of its values."""

    code: str
    address: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class _Anew:
    """A document read again: the answer that is to be kept, and what it was before."""

    document: Document
    page: Page
    answer: Record | Refused
    before: Record | None

    @property
    def differs(self) -> bool:
        after = self.answer if isinstance(self.answer, Record) else None
        return self.before != after


@dataclass(slots=True)
class Reread:
    """One run of rereading. `read` makes the record of a page, or says why not, or broke (None).

    After every commit `told` is told which documents have changed. Of a `dry` run nothing is
    written.
    """

    archive: Archive
    read: Reader
    told: Callable[[Changed], None] = lambda changed: None
    broke: Callable[[Page, Exception], None] = lambda page, error: None
    advanced: Callable[[int], None] = lambda documents: None
    dry: bool = False
    done: int = 0
    failed: int = 0
    _undone: set[int] = field(default_factory=set)

    def only(self, ids: Sequence[int]) -> None:
        """Read these documents again."""
        for at in range(0, len(ids), _GROUP):
            self._group(ids[at : at + _GROUP], None)

    def waiting(self) -> int:
        """How many documents `all` would go through."""
        with self.archive.reading() as connection:
            after, last = self._stretch(connection)
            column = schema.document.c.id
            within = select(func.count()).where(column > after, column <= last)
            return connection.scalar(within) or 0

    def all(self) -> None:
        """Read every document again, from where a run of this very shilu was broken off."""
        with self.archive.reading() as connection:
            after, last = self._stretch(connection)
        if not self.dry:
            with self.archive.writing() as connection:
                self._begin(connection, after, last)
        while ids := self._next(after, last):
            after = ids[-1]
            self._group(ids, after)
        if not self.dry:
            with self.archive.writing() as connection:
                connection.execute(delete(schema.reread))

    def _stretch(self, connection: Connection) -> tuple[int, int]:
        """After which document, and up to which, there is something to do."""
        mine = schema.reread.c.reader == reader()
        broken_off = connection.execute(select(schema.reread).where(mine)).one_or_none()
        if broken_off is not None and not self.dry:
            return broken_off.done, broken_off.last
        return 0, connection.scalar(select(func.max(schema.document.c.id))) or 0

    def _begin(self, connection: Connection, after: int, last: int) -> None:
        connection.execute(delete(schema.reread))
        connection.execute(insert(schema.reread).values(reader=reader(), last=last, done=after))

    def _next(self, after: int, last: int) -> list[int]:
        column = schema.document.c.id
        within = select(column).where(column > after, column <= last).order_by(column)
        with self.archive.reading() as connection:
            return list(connection.scalars(within.limit(_GROUP)))

    def _group(self, ids: Sequence[int], done: int | None) -> None:
        """Read some documents again and write them; `done` is noted as the last of them."""
        anew = list(self._anew(ids))
        differing = [each for each in anew if each.differs]
        found = [self._changed(each) for each in differing]
        self._undone.clear()
        if not self.dry:
            with self.archive.writing() as connection:
                together_or_each(connection, differing, _replace, self._fault)
                if done is not None:
                    connection.execute(update(schema.reread).values(done=done))
        self.done += len(ids)
        self.advanced(len(ids))
        for each, changed in zip(differing, found, strict=True):
            if each.document.id not in self._undone:
                self.told(changed)

    def _anew(self, ids: Sequence[int]) -> Iterator[_Anew]:
        for id in ids:
            with self.archive.reading() as connection:
                kept, page = document(connection, id), page_of(connection, id)
                before = _before(connection, id)
            answer = self.read(page)
            if answer is None:
                self.failed += 1
            else:
                yield _Anew(kept, page, answer, before)

    def _changed(self, anew: _Anew) -> Changed:
        with self.archive.reading() as connection:
            met = addresses(connection, anew.document.id)
        after = anew.answer if isinstance(anew.answer, Record) else None
        address = met[0] if met else anew.document.code
        return Changed(anew.document.code, address, tuple(changes(anew.before, after)))

    def _fault(self, anew: _Anew, error: Exception) -> None:
        self.failed += 1
        self._undone.add(anew.document.id)
        self.broke(anew.page, error)


def _before(connection: Connection, id: int) -> Record | None:
    """The record a document has; None also where it was made by a shilu too unlike this one."""
    try:
        return record_of(connection, id)
    except msgspec.DecodeError:
        return None


def _replace(connection: Connection, anew: Sequence[_Anew]) -> None:
    """Put in the new records of documents for those they have."""
    drop_records(connection, [each.document.id for each in anew])
    records: list[tuple[int, ReadyRecord]] = []
    for each in anew:
        id = each.document.id
        if isinstance(each.answer, Record):
            records.append((id, ready_record(each.answer, each.page.text)))
        else:
            met = addresses(connection, id)
            refuse_document(connection, id, met[0] if met else "page", each.answer)
    keep_records(connection, records)


def reader() -> str:
    """What tells this very shilu, rules and words included, from any other."""
    folder = Path(str(files("shilu")))
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.suffix in _SOURCES):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
