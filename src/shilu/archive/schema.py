"""The tables of an archive.

A page is one *document*, known by its content; its article belongs to one *report*, whose other
documents are its witnesses. What a record says stands whole in `record`, and once more in the
tables of values, which searches and views look up; those can be made again from `record`, and
`record` from `document` and `source`.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
)

#: Of the tables below; an archive says which it has.
VERSION = 1

metadata = MetaData()


def _document(*, primary: bool = False) -> Column[int]:
    """The column that says whose a row is."""
    return Column(
        "document", Integer, ForeignKey("document.id"), primary_key=primary, nullable=False
    )


def _values(name: str, *columns: Column[str] | Column[int] | Column[float]) -> Table:
    """A table of values: the `n`th of its layer in a document, and where it begins in the page.

    `start` and `end` are its origin, in the page as received; null where it has none.
    """
    return Table(
        name,
        metadata,
        _document(primary=True),
        Column("n", Integer, primary_key=True),
        Column("start", Integer),
        Column("end", Integer),
        *columns,
        sqlite_with_rowid=False,
    )


archive = Table(
    "archive",
    metadata,
    Column("version", Integer, nullable=False),
    Column("made", String, nullable=False),
    Column("shilu", String, nullable=False),
)

# --- pages ---------------------------------------------------------------------------------------

#: A page as received. `code` is made of its content: what it is known by, and called outside.
document = Table(
    "document",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String(16), nullable=False, unique=True),
    Column("sha256", String(64), nullable=False),
    Column("media_type", String, nullable=False),
    Column("charset", String, nullable=False),
    Column("declared", String, nullable=False),
    Column("undecoded", Integer, nullable=False),
    Column("page", String),
    Column("uri", String),
    Column("title", String),
    Column("published", String),
    Column("url", String),
    Column("fetched", String),
    Column("size", Integer, nullable=False),
    Column("added", String, nullable=False),
)

#: Where a document was met. The documents of one address are its versions, in order of `id`.
address = Table(
    "address",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("address", String, nullable=False),
    _document(),
    Column("added", String, nullable=False),
    UniqueConstraint("address", "document"),
)
Index("address_of_document", address.c.document)

#: The characters of a page as received, packed.
source = Table(
    "source",
    metadata,
    _document(primary=True),
    Column("text", LargeBinary, nullable=False),
)

#: What could not be kept as an article, and why; `document` where the page at least was decoded.
refused = Table(
    "refused",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document", Integer, ForeignKey("document.id"), unique=True),
    Column("name", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("rule", String),
    Column("added", String, nullable=False),
)
Index("refused_of_name", refused.c.name)

#: A rereading that is not done: who reads, up to which document, and which was the last one done.
reread = Table(
    "reread",
    metadata,
    Column("reader", String, nullable=False),
    Column("last", Integer, nullable=False),
    Column("done", Integer, nullable=False),
)

# --- records -------------------------------------------------------------------------------------

#: The record of a document, packed, and the edits that lead its text back to the page.
record = Table(
    "record",
    metadata,
    _document(primary=True),
    Column("shilu", String, nullable=False),
    Column("record", LargeBinary, nullable=False),
    Column("edits", LargeBinary),
)

#: An article as lists show it; `day` is the date of `published`, `length` characters of the text,
#: `source_key` the source folded.
article = Table(
    "article",
    metadata,
    _document(primary=True),
    Column("report", Integer, nullable=False),
    Column("headline", String),
    Column("source", String),
    Column("source_key", String),
    Column("published", String),
    Column("day", String),
    Column("language", String),
    Column("length", Integer, nullable=False),
    Column("damage", Numeric(asdecimal=False), nullable=False),
    Column("doubt", Numeric(asdecimal=False), nullable=False),
)
Index("article_of_report", article.c.report, article.c.document)
Index("article_by_day", article.c.day, article.c.report)
Index("article_by_source", article.c.source_key)
#: Those whose report is not called after them: what makes counting by report cheap.
Index(
    "article_of_other",
    article.c.document,
    article.c.report,
    sqlite_where=article.c.report != article.c.document,
)

#: A report: what several documents are copies of. `best` is the witness it is shown by.
report = Table(
    "report",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("best", Integer, nullable=False),
    Column("witnesses", Integer, nullable=False),
)

#: What copies are found by: a band of an article's signature.
band = Table(
    "band",
    metadata,
    Column("band", Integer, primary_key=True),
    _document(primary=True),
    sqlite_with_rowid=False,
)

# --- values --------------------------------------------------------------------------------------
# `key` is a name folded (simplified, narrow), so that one look-up serves both scripts.

person = _values("person", Column("key", String), Column("name", String), Column("posts", String))
organization = _values("organization", Column("key", String), Column("name", String))
place = _values("place", Column("key", String), Column("name", String), Column("code", String))
event = _values(
    "event",
    Column("type", String),
    Column("date", String),
    Column("place", String),
    Column("occasion", String),
)
participant = Table(
    "participant",
    metadata,
    _document(primary=True),
    Column("event", Integer, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("key", String, nullable=False),
    Column("name", String, nullable=False),
    Column("role", String, nullable=False),
    sqlite_with_rowid=False,
)
#: `measure_key` is the measure without the area it is of, so that a series has one.
figure = _values(
    "figure",
    Column("measure_key", String),
    Column("measure", String),
    Column("area", String),
    Column("counterpart", String),
    Column("period", String),
    Column("unit", String),
    Column("change", String),
    Column("bound", String),
    Column("low", Numeric(asdecimal=False)),
    Column("high", Numeric(asdecimal=False)),
)
statement = _values(
    "statement",
    Column("key", String),
    Column("speaker", String),
    Column("addressee", String),
    Column("mode", String),
)
commitment = _values(
    "commitment",
    Column("key", String),
    Column("actor", String),
    Column("stance", String),
    Column("fields", String),
    Column("channel", String),
    Column("amount", String),
    Column("deadline", String),
)
#: The fields of commitments, one a row.
field = Table(
    "field",
    metadata,
    _document(),
    Column("n", Integer, nullable=False),
    Column("field", String, nullable=False),
    PrimaryKeyConstraint("field", "document", "n"),
    sqlite_with_rowid=False,
)
#: The areas an article names, by common short name: what a brief chooses its articles by.
region = Table(
    "region",
    metadata,
    _document(),
    Column("name", String, nullable=False),
    PrimaryKeyConstraint("name", "document"),
    sqlite_with_rowid=False,
)

#: What articles can be narrowed by, numbered: `kind` is the remainder of `id` by `labels.STEP`.
label = Table(
    "label",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Integer, nullable=False),
    Column("key", String, nullable=False),
    Column("name", String, nullable=False),
    UniqueConstraint("kind", "key"),
)
#: The labels of an article, the ids of them all in one text, parted by commas.
labels = Table(
    "labels",
    metadata,
    _document(primary=True),
    Column("labels", String, nullable=False),
)

for _table in (person, organization, place, participant, statement, commitment):
    Index(f"{_table.name}_by_key", _table.c.key, _table.c.document)
#: The figures of a series together, and all that lists of series are made of.
Index(
    "figure_by_measure",
    *(figure.c.measure_key, figure.c.area, figure.c.counterpart, figure.c.unit, figure.c.change),
    *(figure.c.period, figure.c.document),
)
Index("figure_by_area", figure.c.area)
#: What commitments are counted by.
Index("commitment_by_kind", commitment.c.channel, commitment.c.stance, commitment.c.document)
Index("event_by_type", event.c.type, event.c.date)

#: Every table whose rows are made of a record, and go when it is made anew.
OF_RECORDS = (
    record,
    article,
    band,
    person,
    organization,
    place,
    event,
    participant,
    figure,
    statement,
    commitment,
    field,
    region,
    labels,
)
