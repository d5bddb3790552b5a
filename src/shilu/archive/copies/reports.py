"""Reports: what several documents are copies of, and the witness each is shown by.

A report is called after the first of its documents, and keeps its name when others come. Where a
new copy shows that two reports are one (it has the whole, they had its parts), the later becomes
part of the earlier; they stay one from then on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, bindparam, delete, func, select, update

from shilu.archive import schema
from shilu.archive.copies.finding import Finder, Known, New
from shilu.archive.copies.likeness import sentences, signed
from shilu.archive.copies.witnesses import Candidate, best
from shilu.archive.documents import text_of
from shilu.archive.rows import Row, insert_rows, key
from shilu.model import Record

_ARTICLE = schema.article.c
_REPORT = schema.report.c
#: So many reports are asked for at once.
_AT_ONCE = 1000


def assign(connection: Connection, records: Sequence[tuple[int, Record]]) -> None:
    """Give each of new articles its report, and put in its row of `article`."""
    group = _group(connection, records)
    finder = Finder(connection, group)
    own = {new.known.report for new in group}
    same = {new.document: finder.place(new) for new in group}
    reports = {new.document: finder.report_of(new.document) for new in group}
    firsts = [new for new in group if not same[new.document] and not finder.is_merged(new)]
    rows = {
        schema.report: [(new.known.report, new.document, 1) for new in firsts],
        schema.article: [_article(id, reports[id], record) for id, record in records],
        schema.band: sorted(finder.rows),
    }
    insert_rows(connection, rows)
    _merge(connection, {old: finder.lasting(old) for old in finder.merged.keys() - own})
    _refresh(connection, {finder.lasting(each) for found in same.values() for each in found})


def _group(connection: Connection, records: Sequence[tuple[int, Record]]) -> list[New]:
    """New articles as copies are found by."""
    texts = [sentences(record.article.text) for _, record in records]
    names = _names(connection, [id for id, _ in records])
    group = []
    for (id, record), text, bands in zip(records, texts, signed(texts), strict=True):
        article = record.article
        told = (article.headline, article.published, len(article.text))
        group.append(New(id, Known(names[id], *told, text), bands))
    return group


def forget(connection: Connection, ids: Iterable[int]) -> None:
    """Take articles out of their reports, so that `assign` can give them theirs anew.

    Their records must still be there: what their texts were found by is made from them once more.
    """
    asked = select(_ARTICLE.document, _ARTICLE.report)
    left: set[int] = set()
    for id in ids:
        for document, report in connection.execute(asked.where(_ARTICLE.document == id)).all():
            left.add(report)
            bands = signed([sentences(text_of(connection, document))])[0]
            own = schema.band.c.band.in_(bands) & (schema.band.c.document == document)
            connection.execute(delete(schema.band).where(own))
            connection.execute(delete(schema.article).where(_ARTICLE.document == document))
    _refresh(connection, left)


def _names(connection: Connection, ids: Sequence[int]) -> dict[int, int]:
    """What each document's report is called where it is the first of it: as a rule as itself.

    Another name is given where a document was made anew, and its report lives on without it.
    """
    names = {id: id for id in ids}
    if ids:
        within = select(_REPORT.id).where(_REPORT.id.between(min(ids), max(ids)))
        last = select(func.max(schema.document.c.id)), select(func.max(_REPORT.id))
        taken = names.keys() & set(connection.scalars(within))
        free = 1 + max(connection.scalar(each) or 0 for each in last) if taken else 0
        names |= {id: free + n for n, id in enumerate(sorted(taken))}
    return names


def _merge(connection: Connection, merged: dict[int, int]) -> None:
    """Give the documents of each report to the report that it is part of now."""
    if merged:
        pairs = [{"old": old, "now": now} for old, now in merged.items()]
        moved = update(schema.article).where(_ARTICLE.report == bindparam("old"))
        connection.execute(moved.values(report=bindparam("now")), pairs)
        gone = delete(schema.report).where(_REPORT.id == bindparam("old"))
        connection.execute(gone, pairs)


def _refresh(connection: Connection, reports: set[int]) -> None:
    """Count the witnesses of reports, and choose the best of each; what has none is no report."""
    found: dict[int, list[Candidate]] = defaultdict(list)
    columns = [_ARTICLE[name] for name in Candidate._fields]
    for some in _parts(sorted(reports)):
        asked = select(_ARTICLE.report, *columns).where(_ARTICLE.report.in_(some))
        for report, *row in connection.execute(asked):
            found[report].append(Candidate(*row))
    counted = update(schema.report).where(_REPORT.id == bindparam("of"))
    counted = counted.values(best=bindparam("shown"), witnesses=bindparam("count"))
    rows = [
        {"of": report, "shown": best(witnesses).document, "count": len(witnesses)}
        for report, witnesses in found.items()
    ]
    if rows:
        connection.execute(counted, rows)
    if gone := [{"old": report} for report in reports - found.keys()]:
        connection.execute(delete(schema.report).where(_REPORT.id == bindparam("old")), gone)


def _parts(reports: Sequence[int]) -> Iterator[Sequence[int]]:
    return (reports[at : at + _AT_ONCE] for at in range(0, len(reports), _AT_ONCE))


def _article(id: int, report: int, record: Record) -> Row:
    """The row of `article`, in the order of its columns."""
    article = record.article
    published = article.published
    source = (article.source, key(article.source))
    told = (article.headline, *source, published, published[:10] if published else None)
    scores = (record.damage_score, record.doubt_score)
    return (id, report, *told, article.language, len(article.text), *scores)
