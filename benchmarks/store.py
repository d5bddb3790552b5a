"""What keeping costs: `python benchmarks/store.py [N]`, of 50,000 different articles or N.

The articles of `many` are written to a file and ingested from it, in one process. Printed, as the
archive grows: documents a second of processor time, the store's share of it, the size of the
archive beside the UTF-8 of its articles, and the memory held; then what takes the store's time, and
what takes the room, table by table.
"""

from __future__ import annotations

import json
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from many import articles

from shilu.archive import Archive, ingest, keeping
from shilu.archive.copies import reports
from shilu.archive.ingest import Ingest
from shilu.archive.search import labels, words
from shilu.commands.progress import collected_seldom
from shilu.model import Page, Record, Refused
from shilu.pages import list_inputs, read_pages
from shilu.reading import read_page

STEPS = 5
#: Tables that are printed; the rest together.
SHOWN = 16


#: What the store's time goes to; a part of another stands under it.
PARTS = {
    "records packed, values in rows": (ingest, "ready"),
    "put into the archive": (ingest, "keep"),
    "  words and characters": (words, "put"),
    "  copies": (reports, "assign"),
    "  labels": (labels, "put"),
    "  rows": (keeping, "insert_rows"),
}


class Clock:
    """Processor time of reading, apart from the rest: what is left is the store's."""

    def __init__(self) -> None:
        self.began = time.process_time()
        self.reading = 0.0
        self.parts = dict.fromkeys(PARTS, 0.0)
        for name, (module, function) in PARTS.items():
            setattr(module, function, self._timed(name, getattr(module, function)))

    def _timed(self, name: str, work: Callable[..., object]) -> Callable[..., object]:
        def timed(*args: object) -> object:
            began = time.process_time()
            try:
                return work(*args)
            finally:
                self.parts[name] += time.process_time() - began

        return timed

    def pages(self, path: Path) -> Iterator[Page]:
        answers = read_pages(list_inputs([str(path)]).sources)
        while True:
            began = time.process_time()
            answer = next(answers, None)
            self.reading += time.process_time() - began
            if answer is None:
                return
            assert isinstance(answer, Page), answer
            yield answer

    def read(self, page: Page) -> Record | Refused:
        began = time.process_time()
        answer = read_page(page)
        self.reading += time.process_time() - began
        return answer

    @property
    def spent(self) -> float:
        return time.process_time() - self.began


def main() -> None:
    """Ingest, and print the figures."""
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    with tempfile.TemporaryDirectory() as folder:
        source, path = Path(folder) / "many.jsonl", Path(folder) / "shilu.db"
        sizes = written(source, n)
        read_page(next(articles(1)))  # loads words and cards before the clock runs
        print("documents  documents/s  store's share  size / text  memory")
        clock = ingested(source, path, sizes, n)
        print_time(clock, n)
        print_room(path, sum(sizes))


def written(path: Path, n: int) -> list[int]:
    """Write the articles to a file; the bytes of UTF-8 of each."""
    sizes = []
    with path.open("w", encoding="utf-8") as file:
        for page in articles(n):
            row = {"id": page.id, "title": page.title, "date": page.published, "text": page.text}
            print(json.dumps(row, ensure_ascii=False), file=file)
            sizes.append(len(page.text.encode()))
    return sizes


def ingested(source: Path, path: Path, sizes: list[int], n: int) -> Clock:
    kept = 0
    clock = Clock()

    def tell(page: Page, code: str) -> None:
        nonlocal kept
        kept += 1
        if kept % max(1, n // STEPS) == 0:
            size = sum(each.stat().st_size for each in path.parent.glob(f"{path.name}*"))
            print_line(kept, clock, size / sum(sizes[:kept]))

    with collected_seldom(), Archive.open(path, write=True) as archive:
        Ingest(archive, clock.read, tell).add(clock.pages(source))
    print_line(kept, clock, path.stat().st_size / sum(sizes))
    return clock


def print_line(kept: int, clock: Clock, ratio: float) -> None:
    spent = clock.spent
    share, memory = 1 - clock.reading / spent, resident()
    print(
        f"{kept:9,} {kept / spent:12,.0f} {share:14.1%} {ratio:11.2f}x {memory:5.0f} MB", flush=True
    )


def print_time(clock: Clock, n: int) -> None:
    """Print what the store's time goes to, in milliseconds a document, beside reading."""
    spent = clock.spent
    print(f"{'reading':32} {clock.reading / n * 1e3:6.3f} ms")
    for name, seconds in clock.parts.items():
        print(f"{name:32} {seconds / n * 1e3:6.3f} ms")
    known = clock.reading + sum(s for name, s in clock.parts.items() if not name.startswith(" "))
    print(f"{'commits, and the rest':32} {(spent - known) / n * 1e3:6.3f} ms")


def resident() -> float:
    """MB of memory held now; the most ever held where that cannot be told."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * resource.getpagesize() / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def print_room(path: Path, text: int) -> None:
    """Print what each table and index takes beside the text."""
    connection = sqlite3.connect(path)
    try:
        asked = "SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC"
        found = connection.execute(asked).fetchall()
    except sqlite3.Error:  # SQLite was built without its table of tables
        return
    finally:
        connection.close()
    for name, size in (*found[:SHOWN], ("the rest", sum(size for _, size in found[SHOWN:]))):
        print(f"{name:24} {size / text:6.3f}x")


if __name__ == "__main__":
    main()
