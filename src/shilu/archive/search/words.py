"""The index of words: an FTS5 table over headline and text, and one over their characters.

They keep no text of their own: what was put in must be handed over again to be taken out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import (
    Connection,
    bindparam,
    column,
    func,
    literal_column,
    select,
    table,
)

from shilu.archive.search.bigrams import characters, evened, segmented
from shilu.archive.search.sets import given_ids
from shilu.model import Article

#: A document's rowid is its id. `ascii` parts words at spaces alone, all Han being letters to it.
#: `text` stands first: in any but the first column a word takes two bytes more.
_WORDS = "CREATE VIRTUAL TABLE words USING fts5(text, headline, content='', tokenize='ascii')"
#: In which documents a character stands, and no more: words that begin with one are too many.
_CHARACTERS = (
    "CREATE VIRTUAL TABLE characters USING"
    " fts5(text, content='', tokenize='ascii', detail=none, columnsize=0)"
)
_PUT = (
    "INSERT INTO words(rowid, headline, text) VALUES (?, ?, ?)",
    "INSERT INTO characters(rowid, text) VALUES (?, ?)",
)
_TAKE = (
    "INSERT INTO words(words, rowid, headline, text) VALUES ('delete', ?, ?, ?)",
    "INSERT INTO characters(characters, rowid, text) VALUES ('delete', ?, ?)",
)
#: How much a word counts in the text, and in the headline.
_WEIGHTS = (1.0, 8.0)
#: Bytes that are gathered before they are written as a part of an index, and how many parts are
#: merged into one: more of them are written faster, fewer are searched faster.
_SETTINGS = {"hashsize": 8_000_000, "automerge": 8}


class Told(NamedTuple):
    """An article as the indexes keep it: its words, and its characters."""

    headline: str
    text: str
    characters: str


_words = table("words", column("rowid"), column("words"))
_characters = table("characters", column("rowid"), column("characters"))
_rank = func.bm25(literal_column("words"), *_WEIGHTS)

#: The ids of the documents that an FTS5 query, `match`, finds; those of `ids` that it finds, with
#: their ranks by bm25, lower for what fits better (the plus keeps SQLite from asking the index for
#: each of `ids` anew); and the ids of the documents in which a character stands.
CONTAINING = select(_words.c.rowid).where(_words.c.words.op("MATCH")(bindparam("match")))
BY_RANK = CONTAINING.add_columns(_rank).where(literal_column("+words.rowid").in_(given_ids()))
HOLDING = select(_characters.c.rowid).where(
    _characters.c.characters.op("MATCH")(bindparam("character"))
)


def create(connection: Connection) -> None:
    """Make the indexes."""
    connection.exec_driver_sql(_WORDS)
    connection.exec_driver_sql(_CHARACTERS)
    for name in (_words.name, _characters.name):
        for setting in _SETTINGS.items():
            connection.exec_driver_sql(f"INSERT INTO {name}({name}, rank) VALUES (?, ?)", setting)


def in_headline(match: str) -> str:
    """The FTS5 query that finds in headlines alone what `match` finds."""
    return f"headline : ({match})"


def told(article: Article) -> Told:
    """An article as it is put in."""
    headline, text = evened(article.headline or ""), evened(article.text)
    return Told(segmented(headline), segmented(text), characters(f"{headline}\n{text}"))


def put(connection: Connection, articles: Iterable[tuple[int, Told]]) -> None:
    """Index articles by the ids of their documents."""
    _each(connection, _PUT, articles)


def take(connection: Connection, articles: Iterable[tuple[int, Told]]) -> None:
    """Take articles out, given as they were put in."""
    _each(connection, _TAKE, articles)


def _each(
    connection: Connection, statements: tuple[str, str], articles: Iterable[tuple[int, Told]]
) -> None:
    told = list(articles)
    if told:
        words = [(id, each.headline, each.text) for id, each in told]
        connection.exec_driver_sql(statements[0], words)
        held = [(id, each.characters) for id, each in told]
        connection.exec_driver_sql(statements[1], held)
