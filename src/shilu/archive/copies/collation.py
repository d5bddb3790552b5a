"""Collating: what each copy of a report dropped, added and changed against the best witness.

Field by field a collation means what `docs/copies.md` says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, Row, select

from shilu import __version__
from shilu.archive import documents, schema
from shilu.archive.copies.aligning import Block
from shilu.archive.copies.collated import Change, Collation, Copy, Part, Witness
from shilu.archive.copies.disagreements import disagreements
from shilu.archive.copies.likeness import squeezed
from shilu.archive.copies.sides import Pair, Side
from shilu.archive.copies.witnesses import Candidate, decided_by, ranked, standings
from shilu.errors import NoDocument
from shilu.folding import fold

_ARTICLE = schema.article.c
_DOCUMENT = schema.document.c
#: What a page says of itself beside its text.
_FURNITURE = ("headline", "source", "published")


def collate(connection: Connection, code: str, copies: slice = slice(None)) -> Collation:
    """The witnesses of the report that the document of `code` is of, each against the best.

    `copies` are those to collate, in the order of rank, of which the best is none. Raises
    `NoDocument` where there is no such document, or it is no article.
    """
    family = _family(connection, code)
    chosen = [family.order[0], *family.order[1:][copies]]
    best, *rest = (_side(connection, family.rows[each.document]) for each in chosen)
    pairs = [Pair(best, copy) for copy in rest]
    told = [_told(connection, each, family) for each in chosen]
    return Collation(
        shilu=__version__,
        report=family.rows[chosen[0].document].report,
        best=told[0],
        disagreements=disagreements(best, pairs),
        copies=tuple(
            Copy(witness=witness, same=pair.same, changes=tuple(_changes(pair)))
            for witness, pair in zip(told[1:], pairs, strict=True)
        ),
    )


def witnesses(connection: Connection, code: str) -> tuple[Witness, ...]:
    """The witnesses of the report that the document of `code` is of, the best first.

    Raises `NoDocument` as `collate` does.
    """
    family = _family(connection, code)
    return tuple(_told(connection, each, family) for each in family.order)


class Family(NamedTuple):
    """The witnesses of a report, the best first, their rows, and the longest's length."""

    order: Sequence[Candidate]
    rows: dict[int, Row[tuple[object, ...]]]
    longest: int


def _family(connection: Connection, code: str) -> Family:
    """The witnesses of a document's report."""
    document = documents.find(connection, code)
    rows = _witnesses(connection, document.id)
    if not rows:
        raise NoDocument(f"{document.code}: is no article")
    order = ranked(map(_candidate, rows))
    return Family(order, {row.document: row for row in rows}, max(row.length for row in rows))


def _witnesses(connection: Connection, document: int) -> Sequence[Row[tuple[object, ...]]]:
    """The articles of the report of a document."""
    report = select(_ARTICLE.report).where(_ARTICLE.document == document).scalar_subquery()
    columns = (*schema.article.c, _DOCUMENT.code, _DOCUMENT.page)
    joined = select(*columns).join(schema.document, _DOCUMENT.id == _ARTICLE.document)
    return connection.execute(joined.where(_ARTICLE.report == report)).all()


def _candidate(row: Row[tuple[object, ...]]) -> Candidate:
    return Candidate(*(getattr(row, name) for name in Candidate._fields))


def _side(connection: Connection, row: Row[tuple[object, ...]]) -> Side:
    record = documents.record_of(connection, row.document)
    assert record is not None  # every article has its record
    return Side(row.code, record)


# --- the witnesses -------------------------------------------------------------------------------


def _told(connection: Connection, each: Candidate, family: Family) -> Witness:
    """A witness: what it says of itself, and how it stands among those of its report."""
    order, row, best = family.order, family.rows[each.document], family.order[0]
    against = order[1] if each is best and len(order) > 1 else best
    standing = standings(each, against, family.longest)
    return Witness(
        code=row.code,
        id=row.page,
        address=next(iter(documents.addresses(connection, each.document)), None),
        headline=row.headline,
        source=row.source,
        published=row.published,
        language=row.language,
        length=row.length,
        damage=row.damage,
        doubt=row.doubt,
        differs=tuple(_differing(row, family.rows[best.document])),
        standings=standing,
        decided_by=decided_by(standing),
    )


def _differing(row: Row[tuple[object, ...]], best: Row[tuple[object, ...]]) -> Iterator[str]:
    for name in _FURNITURE:
        ours, theirs = getattr(row, name), getattr(best, name)
        if squeezed(fold(ours or "")) != squeezed(fold(theirs or "")):
            yield name


# --- what they have otherwise --------------------------------------------------------------------


def _changes(pair: Pair) -> Iterator[Change]:
    """What a copy has otherwise, in the order of the best; sentences dropped on end are one."""
    for block in _runs(pair.blocks):
        if block.kind == "same":
            continue
        parts = tuple(_parts(pair, block)) if block.kind == "changed" else ()
        if block.kind == "changed" and all(part.kind == "same" for part in parts):
            continue
        yield Change(
            kind=block.kind,
            best=pair.best.passage(pair.best.stretch(block.ours)),
            copy=pair.copy.passage(pair.copy.stretch(block.theirs)),
            parts=parts,
        )


def _runs(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, those dropped or added on end as one."""
    run: Block | None = None
    for block in blocks:
        if run and run.kind == block.kind in ("dropped", "added") and _follows(run, block):
            ours = range(run.ours.start, block.ours.stop)
            run = Block(run.kind, ours, range(run.theirs.start, block.theirs.stop))
            continue
        if run:
            yield run
        run = block
    if run:
        yield run


def _follows(one: Block, other: Block) -> bool:
    return one.ours.stop == other.ours.start and one.theirs.stop == other.theirs.start


def _parts(pair: Pair, block: Block) -> Iterator[Part]:
    for kind, ours, theirs in pair.parts(block):
        doubtful = pair.best.is_doubtful(ours) or pair.copy.is_doubtful(theirs)
        yield Part(
            kind=kind,
            best=pair.best.passage(ours),
            copy=pair.copy.passage(theirs),
            doubtful=kind != "same" and doubtful,
        )
