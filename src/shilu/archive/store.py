"""The archive's file: opened, checked, read from and written to; what goes wrong is said in words.

SQLite in WAL: any number of readers while one writes, and whole after a crash. A write is begun
`IMMEDIATE`, so that two writers wait for one another instead of failing half-way.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import Connection, create_engine, event, insert, select
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from shilu import __version__
from shilu.archive.packing import Damaged
from shilu.archive.schema import VERSION, archive, metadata
from shilu.archive.search import words
from shilu.errors import ArchiveError

T = TypeVar("T")
#: When its files were written last, and their sizes.
State: TypeAlias = tuple[tuple[int, int], ...]

#: What the first bytes of the file say it is: "shil" (SQLite, application_id).
_APPLICATION = 0x7368696C
#: Seconds for which a writer waits for another.
_PATIENCE = 60
#: KiB of pages each connection keeps.
_CACHE = 32 * 1024
#: Bytes of a page of the file.
_PAGE = 8192
#: How a file of SQLite begins, and how many bytes say what it is.
_SQLITE, _HEAD = b"SQLite format 3\0", 105
_TABLES = "SELECT count(*) FROM sqlite_master"


class Archive:
    """An archive in one file of SQLite.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with Archive.open(Path(folder) / "shilu.db", write=True) as opened:
    ...         with opened.reading() as connection:
    ...             connection.scalar(select(archive.c.version))
    1
    """

    def __init__(self, path: Path, *, write: bool) -> None:
        self.path = path
        query = {"uri": "true", "mode": "rwc" if write else "rw"}
        if not write and _stands_still(path):
            query["immutable"] = "1"
        url = URL.create("sqlite", database=path.absolute().as_uri(), query=query)
        self._engine = create_engine(
            url, connect_args={"timeout": _PATIENCE, "check_same_thread": False}
        )
        event.listen(self._engine, "connect", _Connected(write=write))
        event.listen(self._engine, "begin", _begun)

    @classmethod
    def open(cls, path: str | Path, *, write: bool = False) -> Archive:
        """Open the archive at `path`; where `write`, it is made if there is none.

        Raises `ArchiveError` where it cannot be opened, or is no archive of this version; a file
        that is none is left as it is.
        """
        path = Path(path)
        if not write and not path.is_file():
            raise ArchiveError(f"{path}: there is no archive")
        if not path.absolute().parent.is_dir():
            raise ArchiveError(f"{path}: there is no such folder")
        if not _may_be_ours(path):
            raise ArchiveError(f"{path}: is no archive of shilu")
        opened = cls(path, write=write)
        try:
            if write:
                opened._make()
            opened._check()
        except BaseException:
            opened.close()
            raise
        return opened

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection; the file is then one, without its log."""
        self._engine.dispose()

    def state(self) -> State:
        """What changes whenever something is written: where it is the same, answers hold."""
        log = self.path.with_name(f"{self.path.name}-wal")
        files = [file.stat() for file in (self.path, log) if file.exists()]
        return tuple((file.st_mtime_ns, file.st_size) for file in files)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees the archive as it is now, whatever is written meanwhile."""
        with self._said(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose work is kept as a whole when the block ends, or not at all."""
        options = self._engine.execution_options(begin="IMMEDIATE")
        with self._said(), options.begin() as connection:
            yield connection

    def _make(self) -> None:
        with self.writing() as connection:
            if connection.exec_driver_sql(_TABLES).scalar() == 0:
                connection.exec_driver_sql(f"PRAGMA application_id = {_APPLICATION}")
                metadata.create_all(connection)
                words.create(connection)
                made = {"version": VERSION, "made": now(), "shilu": __version__}
                connection.execute(insert(archive).values(made))

    def _check(self) -> None:
        with self.reading() as connection:
            ours = connection.exec_driver_sql("PRAGMA application_id").scalar() == _APPLICATION
            if not ours:
                raise ArchiveError(f"{self.path}: is no archive of shilu")
            version = connection.scalar(select(archive.c.version))
        if version != VERSION:
            kind = "a newer" if version is not None and version > VERSION else "an older"
            raise ArchiveError(f"{self.path}: was made by {kind} shilu (schema {version})")

    @contextmanager
    def _said(self) -> Iterator[None]:
        """What goes wrong in the file, said with its name and its cause."""
        try:
            yield
        except DBAPIError as error:
            raise ArchiveError(f"{self.path}: {_cause(error.orig)}") from error
        except Damaged as error:
            raise ArchiveError(f"{self.path}: {_CAUSES['SQLITE_CORRUPT']}") from error


def _may_be_ours(path: Path) -> bool:
    """Whether a file is an archive, empty, or not there yet, as its first bytes say."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except FileNotFoundError:
        return True
    except OSError as error:
        cause = (error.strerror or str(error)).lower()
        raise ArchiveError(f"{path}: cannot be opened: {cause}") from error
    application, tables = head[68:72], head[103:105]
    named = application == _APPLICATION.to_bytes(4, "big")
    is_new = not any(application) and not any(tables)
    return not head or (head.startswith(_SQLITE) and (named or is_new))


def _stands_still(path: Path) -> bool:
    """Whether nobody can be writing to a file: it has no log, and none can be made beside it."""
    return not os.access(path.absolute().parent, os.W_OK) and not _log(path).exists()


def _log(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


class _Connected:
    """Sets up a connection of SQLite as it is made."""

    def __init__(self, *, write: bool) -> None:
        self.write = write

    def __call__(self, connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None  # transactions are begun by `_begun`
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA cache_size = -{_CACHE}")
        if self.write:
            connection.execute(f"PRAGMA page_size = {_PAGE}")  # of a file that is made now
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
        else:
            connection.execute("PRAGMA query_only = ON")


def _begun(connection: Connection) -> None:
    kind = connection.get_execution_options().get("begin", "")
    connection.exec_driver_sql(f"BEGIN {kind}")


def together_or_each(
    connection: Connection,
    items: Sequence[T],
    put: Callable[[Connection, Sequence[T]], None],
    broke: Callable[[T, Exception], None],
) -> None:
    """Put items in together; where that breaks, one after another: one must not cost the others.

    `broke` is told of each that cannot be put in, and nothing of it is. What is wrong with the file
    itself is raised.
    """
    so_far = connection.begin_nested()
    try:
        put(connection, items)
    except Exception as error:
        if is_of_the_file(error):
            raise  # and nothing is left to go back to
        so_far.rollback()
        if len(items) == 1:
            broke(items[0], error)
        else:
            for each in items:
                together_or_each(connection, [each], put, broke)
    else:
        so_far.commit()


def is_of_the_file(error: BaseException) -> bool:
    """Whether an error says that the file or its disk has failed, not what was put in."""
    if not isinstance(error, DBAPIError):
        return isinstance(error, ArchiveError)
    of_what_was_put_in = (
        sqlite3.IntegrityError,
        sqlite3.DataError,
        sqlite3.ProgrammingError,
        sqlite3.InterfaceError,
    )
    return not isinstance(error.orig, of_what_was_put_in)


_CAUSES = {
    "SQLITE_FULL": "the disk is full",
    "SQLITE_READONLY": "cannot be written to",
    "SQLITE_CANTOPEN": "cannot be opened",
    "SQLITE_NOTADB": "is no archive of shilu",
    "SQLITE_CORRUPT": "is damaged",
    "SQLITE_BUSY": "is being written to by another, for longer than a minute",
    "SQLITE_IOERR": "cannot be read from or written to the disk",
    "SQLITE_PERM": "may not be opened",
}


def _cause(error: BaseException | None) -> str:
    """The cause of an error of SQLite, in words."""
    name = str(getattr(error, "sqlite_errorname", ""))
    known = next((words for code, words in _CAUSES.items() if name.startswith(code)), None)
    return known or str(error)


def now() -> str:
    """The moment it is, UTC, to the second."""
    return datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
