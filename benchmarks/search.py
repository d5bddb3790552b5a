"""How long a search takes over many documents, and whether its counts are right.

    python benchmarks/search.py [FILE] [--documents 50000] [--no-check]

FILE is an archive to search; where there is none it is made there first, of the articles of
`many.py`, each read and kept as `shilu ingest` would (some minutes). Every query asks for a page of
hits with snippets, and facets. Each is timed several times, in seconds of the processor, and the
least counts; then each count is compared with that of a plain scan of all texts and records.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from many import articles
from sqlalchemy import Connection, select

from shilu.archive import Archive, schema
from shilu.archive.ingest import Ingest
from shilu.archive.kept import kept
from shilu.archive.rows import key
from shilu.archive.search.asking import words_of
from shilu.archive.search.bigrams import evened
from shilu.archive.search.found import Query
from shilu.archive.search.searching import search
from shilu.folding import fold
from shilu.reading import read_page

ROUNDS = 5
#: Words and characters that stand in a great part of all articles.
COMMON = (
    "中国",
    "香港",
    "发展",
    "经济",
    "国家",
    "工作",
    "记者",
    "央视网消息",
    "习近平",
    "新闻联播",
)
COMMON += ("政府", "表示", "今天", "社會", "主席", "合作")
CHARACTERS = "的市年国一人鑫湘粵法新火"


@dataclass(frozen=True, slots=True)
class Kept:
    """An article as a plain scan looks at it."""

    report: int
    texts: tuple[str, str]
    day: str
    source: str | None
    people: frozenset[str]
    organizations: frozenset[str]
    events: frozenset[str]
    fields: frozenset[str]
    areas: frozenset[str]


def main() -> None:
    """Print how long the queries of each kind take, and how many counts are wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--documents", type=int, default=50_000)
    parser.add_argument("--no-check", dest="check", action="store_false")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = asked.file or Path(folder) / "many.db"
        if not path.exists():
            make(path, asked.documents)
        with Archive.open(path) as archive, archive.reading() as connection:
            scanned = list(everything(connection))
            mix = queries(scanned)
            totals = timed(connection, mix)
            if asked.check:
                check(scanned, mix, totals)


def make(path: Path, documents: int) -> None:
    began = time.monotonic()
    with Archive.open(path, write=True) as archive:
        tally = Ingest(archive, read_page).add(articles(documents))
    print(f"{path}: {tally.articles:,} articles in {time.monotonic() - began:.0f} s")


def everything(connection: Connection) -> Iterator[Kept]:
    """Every article, read from its record."""
    areas: dict[str, set[str]] = defaultdict(set)
    code = schema.document.c.code
    named = select(code, schema.region.c.name).join(schema.document)
    for of, name in connection.execute(named):
        areas[of].add(name)
    for each in kept(connection):
        record, article = each.record, each.record.article
        yield Kept(
            report=each.report,
            texts=(evened(article.headline or ""), evened(article.text)),
            day=(article.published or "")[:10],
            source=key(article.source),
            people=frozenset(key(person.name) or "" for person in record.people),
            organizations=frozenset(key(o.canonical or o.name) or "" for o in record.organizations),
            events=frozenset(event.type for event in record.events),
            fields=frozenset(f for promise in record.commitments for f in promise.fields),
            areas=frozenset(areas[each.code]),
        )


def queries(scanned: list[Kept], each: int = 40) -> dict[str, list[Query]]:
    """A mix of queries, made of what the articles say; always the same for the same articles."""
    random = Random(9)

    def some() -> Kept:
        while not (found := random.choice(scanned)).people or not found.organizations:
            pass
        return found

    def stretch(kept: Kept, length: int) -> str:
        text = kept.texts[1]
        while True:
            at = int(random.random() * max(1, len(text) - length))
            if (found := text[at : at + length]).isalpha() and not found.isascii():
                return found

    def name(kept: Kept) -> str:
        return random.choice(sorted(kept.people | kept.organizations | kept.areas))

    def filtered(kept: Kept) -> dict[str, str]:
        choices: list[Callable[[], dict[str, str]]] = [
            lambda: {"person": random.choice(sorted(kept.people))},
            lambda: {"organization": random.choice(sorted(kept.organizations))},
            lambda: {"place": random.choice(sorted(kept.areas or {"中国"}))},
            lambda: {"event": random.choice(sorted(kept.events or {"meet"}))},
            lambda: {"field": random.choice(sorted(kept.fields or {"trade"}))},
            lambda: {"since": kept.day[:4], "until": kept.day[:7]},
            lambda: {"source": kept.source or "央视网"},
        ]
        return random.choice(choices)()

    made: dict[str, list[Query]] = defaultdict(list)
    for _ in range(each):
        one, other = some(), some()
        made["a name"].append(Query(words=name(one)))
        made["two characters"].append(Query(words=stretch(one, 2)))
        made["three or four"].append(Query(words=stretch(one, random.choice((3, 4)))))
        made["two words"].append(Query(words=f"{stretch(one, 2)} {name(one)}"))
        made["three words"].append(Query(words=" ".join(stretch(one, 2) for _ in range(3))))
        made["a phrase"].append(Query(words=f"“{stretch(other, random.choice((6, 8)))}”"))
        made["word and filter"].append(Query(words=stretch(one, 2), **filtered(one)))
        made["filter alone"].append(Query(**filtered(other)))
        made["two filters"].append(Query(**(filtered(one) | filtered(one))))
        number = random.choice(("2019", "2019年", "5月", "100亿", "covid", "g20", "3.5%", "1,000"))
        made["number or Latin"].append(Query(words=number))
        made["a character"].append(Query(words=random.choice(CHARACTERS)))
        made["very common"].append(Query(words=random.choice(COMMON)))
        made["common, with filter"].append(Query(words=random.choice(COMMON), **filtered(one)))
        made["two common"].append(Query(words=" ".join(random.sample(COMMON, 2))))
        made["third page"].append(Query(words=stretch(one, 2), page=3))
    made["everything"] = [Query()]
    return made


def timed(connection: Connection, mix: dict[str, list[Query]]) -> dict[Query, int]:
    """Print the times of each kind of query; the counts."""
    totals: dict[Query, int] = {}
    all_times: list[float] = []
    print(f"{'':22}{'reports':>9}{'p50':>8}{'p95':>8}{'most':>8}  ms")
    for kind, asked in mix.items():
        times = []
        for query in asked:
            took, totals[query] = least(connection, query)
            times.append(took)
        found = sorted(totals[query] for query in asked)
        print(f"{kind:22}{found[len(found) // 2]:9,}{spread(times)}")
        all_times += times
    print(f"{'all':22}{len(all_times):>9}{spread(all_times)}")
    return totals


def least(connection: Connection, query: Query) -> tuple[float, int]:
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        total = search(connection, query).total
        times.append((time.process_time() - began) * 1000)
    return min(times), total


def spread(times: list[float]) -> str:
    ordered = sorted(times)
    middle, late = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
    return f"{middle:8.1f}{late:8.1f}{ordered[-1]:8.1f}"


def check(scanned: list[Kept], mix: dict[str, list[Query]], totals: dict[Query, int]) -> None:
    """Print how many counts are other than those of a plain scan."""
    wrong = 0
    for query in dict.fromkeys(query for asked in mix.values() for query in asked):
        expected = len({each.report for each in scanned if holds(each, query)})
        if expected != totals[query]:
            wrong += 1
            print(f"{query}: {totals[query]} found, {expected} by the scan", file=sys.stderr)
    print(f"{len(totals)} counts compared with a plain scan, {wrong} wrong")


def holds(kept: Kept, query: Query) -> bool:
    """Whether an article holds all that is asked, looked up in itself."""
    return (
        (query.person is None or fold(query.person) in kept.people)
        and (query.organization is None or fold(query.organization) in kept.organizations)
        and (query.place is None or query.place in kept.areas)
        and (query.event is None or query.event in kept.events)
        and (query.field is None or query.field in kept.fields)
        and (query.source is None or fold(query.source) == kept.source)
        and (query.since is None or kept.day >= query.since)
        and (
            query.until is None or (bool(kept.day) and kept.day[: len(query.until)] <= query.until)
        )
        and all(stands(pattern, kept.texts) for pattern in words_of(query.words).patterns)
    )


def stands(pattern: re.Pattern[str], texts: tuple[str, str]) -> bool:
    """Whether a word stands in one of the texts: as it is, if it is of Han characters alone."""
    word = pattern.pattern
    if word.isalpha():
        return any(word in text for text in texts)
    return any(pattern.search(text) for text in texts)


if __name__ == "__main__":
    main()
