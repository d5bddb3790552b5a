"""The index of words: an FTS5 table over the overlapping pairs of headline and text.

It keeps no text of its own: what was put in must be handed over again to be taken out.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, Select, column, func, literal_column, select, table

from shilu.archive.bigrams import segmented
from shilu.model import Article

#: A document's rowid is its id. `ascii` parts words at spaces alone, all Han being letters to it.
_TABLE = "CREATE VIRTUAL TABLE words USING fts5(headline, text, content='', tokenize='ascii')"
_PUT = "INSERT INTO words(rowid, headline, text) VALUES (?, ?, ?)"
_TAKE = "INSERT INTO words(words, rowid, headline, text) VALUES ('delete', ?, ?, ?)"

#: How much a word counts in the headline, and in the text.
_WEIGHTS = (8.0, 1.0)

_words = table("words", column("rowid"), column("words"))


def create(connection: Connection) -> None:
    """Make the index."""
    connection.exec_driver_sql(_TABLE)


def put(connection: Connection, articles: Iterable[tuple[int, Article]]) -> None:
    """Index articles by the ids of their documents."""
    _each(connection, _PUT, articles)


def take(connection: Connection, articles: Iterable[tuple[int, Article]]) -> None:
    """Take articles out, given as they were put in."""
    _each(connection, _TAKE, articles)


def containing(match: str) -> Select[int]:
    """The ids of the documents that an FTS5 query finds, in order."""
    return select(_words.c.rowid).where(_words.c.words.op("MATCH")(match))


def ranked(match: str) -> Select[int, float]:
    """The same ids with their rank by bm25, lower for what fits better."""
    rank = func.bm25(literal_column("words"), *_WEIGHTS)
    return select(_words.c.rowid, rank).where(_words.c.words.op("MATCH")(match))


def _each(connection: Connection, statement: str, articles: Iterable[tuple[int, Article]]) -> None:
    rows = [(id, segmented(a.headline or ""), segmented(a.text)) for id, a in articles]
    if rows:
        connection.exec_driver_sql(statement, rows)
