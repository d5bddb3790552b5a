"""How well copies are found, and what it costs: `python benchmarks/copies.py [FAMILIES OTHERS]`.

Families of copies stand among other articles (families.py), in an order of chance; they are put
into an archive group by group, as an ingest does. Counted are pairs of documents: those in one
report, and those of one family. Only finding and keeping the reports is timed. Beside it stand
plain MinHash and LSH over the whole text (datasketch), with the threshold that serves it best.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path
from random import Random

import families
from sqlalchemy import select

from shilu.archive import Archive, schema
from shilu.archive.copies import reports
from shilu.archive.keeping import Ready, code_of, keep, ready
from shilu.folding import fold
from shilu.model import Article, Page, Record

GROUP = 200


def main() -> None:
    counts = [int(each) for each in sys.argv[1:]] or [1000, 10_000]
    made = [each for family in families.families(counts[0]) for each in family]
    copies = len(made)
    made += families.others(counts[1], counts[0])
    Random(7).shuffle(made)
    kinds = Counter(name for each in made for name in each.done)
    print(f"{counts[0]} families of {copies} copies, {len(made) - copies} others;", dict(kinds))
    found, seconds = ours(made)
    size = sum(len(each.text) for each in made)
    print(f"{size / len(made):.0f} characters a document")
    show("shilu", made, found, seconds)
    misses(made, found)
    for threshold in (0.3, 0.5, 0.7):
        peer(made, threshold)


def ours(made: Sequence[families.Made]) -> tuple[list[int], float]:
    """The report of each article, and the seconds of processor time that finding them took."""
    clock = Clock()
    with (
        tempfile.TemporaryDirectory() as folder,
        Archive.open(Path(folder) / "shilu.db", write=True) as archive,
    ):
        for at in range(0, len(made), GROUP):
            group = [read(at + n, each) for n, each in enumerate(made[at : at + GROUP])]
            with archive.writing() as connection, clock:
                keep(connection, group)
        article = schema.article.c
        with archive.reading() as connection:
            rows = connection.execute(select(article.report).order_by(article.document))
            return [report for (report,) in rows], clock.seconds


class Clock:
    """Adds up the time that `reports.assign` takes while it is entered."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._assign = reports.assign

    def __enter__(self) -> None:
        reports.assign = self._timed

    def __exit__(self, *_: object) -> None:
        reports.assign = self._assign

    def _timed(self, *given: object) -> None:
        began = time.process_time()
        self._assign(*given)
        self.seconds += time.process_time() - began


def read(number: int, made: families.Made) -> Ready:
    page = Page(text=made.text, media_type="application/json", sha256=str(number), id=str(number))
    article = Article(headline=made.headline, text=made.text)
    record = Record(
        shilu="", id=str(number), uri=None, sha256="", media_type="", charset="", article=article
    )
    return ready(page, code_of(page), record)


def peer(made: Sequence[families.Made], threshold: float) -> None:
    """datasketch over the same 5-grams; what it finds is taken as it is."""
    try:
        from datasketch import MinHash, MinHashLSH
    except ImportError:
        print("datasketch is not installed")
        return
    began = time.process_time()
    index = MinHashLSH(threshold=threshold, num_perm=128)
    parents = list(range(len(made)))
    for number, each in enumerate(made):
        text = fold(each.text)
        minima = MinHash(num_perm=128)
        minima.update_batch([text[i : i + 5].encode() for i in range(max(1, len(text) - 4))])
        for other in index.query(minima):
            parents[root(parents, number)] = root(parents, other)
        index.insert(number, minima)
    found = [root(parents, number) for number in range(len(made))]
    show(f"datasketch {threshold}", made, found, time.process_time() - began)


def root(parents: list[int], number: int) -> int:
    while parents[number] != number:
        parents[number] = number = parents[parents[number]]
    return number


def show(name: str, made: Sequence[families.Made], found: Sequence[int], seconds: float) -> None:
    true, given = pairs(each.family for each in made), pairs(found)
    right = len(true & given)
    precision, recall = right / max(1, len(given)), right / max(1, len(true))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    rate = len(made) / seconds
    print(
        f"{name:15} precision {precision:.4f}  recall {recall:.4f}  F1 {f1:.4f}"
        f"  {rate:7,.0f} documents/s  {1000 / rate:.3f} ms a document"
    )


def pairs(groups: Iterable[int]) -> set[tuple[int, int]]:
    members: dict[int, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        members[group].append(number)
    return {pair for each in members.values() for pair in combinations(each, 2)}


def misses(made: Sequence[families.Made], found: Sequence[int]) -> None:
    """What was done to the articles of pairs that were missed, and of those that are wrong."""
    true, given = pairs(each.family for each in made), pairs(found)
    for name, wrong in (("missed", true - given), ("wrong", given - true)):
        kinds = Counter(tuple(sorted({*made[a].done, *made[b].done})) for a, b in wrong)
        for kind, count in kinds.most_common(8):
            print(f"  {name} {count}: {', '.join(kind) or 'real'}")


if __name__ == "__main__":
    main()
