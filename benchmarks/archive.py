"""What reading web archives adds to fastwarc: `python benchmarks/archive.py`, best of five.

The same archive is gone through by fastwarc alone, every block read; then its pages are made, and
apart from that how long decoding and the hash of their bytes take.
"""

from __future__ import annotations

import gzip
import hashlib
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from corpus import pages
from fastwarc.warc import ArchiveIterator

from shilu.model import Page
from shilu.pages import list_inputs, read_pages
from shilu.pages.charset import decode

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
ROUNDS = 5


def main() -> None:
    """Print the rates over an archive packed and one that is not."""
    from warc import answer, record

    bodies = [page.text.encode("utf-8", "replace") for page in pages()] * 20
    records = [record(answer(body), number=n) for n, body in enumerate(bodies)]
    size = sum(map(len, records)) / 1e6
    print(f"{len(records)} pages, {size:.0f} MB")
    with tempfile.TemporaryDirectory() as folder:
        for name, pack in (("x.warc", bytes), ("x.warc.gz", gzip.compress)):
            path = Path(folder) / name
            path.write_bytes(b"".join(map(pack, records)))
            alone = best(lambda path=path: bare(path))
            ours = best(lambda path=path: made(path))
            text = best(lambda: decoded(bodies))
            print(
                f"{name:10} fastwarc {size / alone:6.0f} MB/s   shilu {size / ours:6.0f} MB/s"
                f"   of ours beyond it {ours - alone:.3f} s, decoding and hash {text:.3f} s"
            )


def bare(path: Path) -> None:
    with path.open("rb") as file:
        for record in ArchiveIterator(file, parse_http=False, strict_mode=False):
            record.reader.read()


def made(path: Path) -> None:
    found = read_pages(list_inputs([str(path)]).sources)
    assert all(isinstance(answer, Page) for answer in found)


def decoded(bodies: list[bytes]) -> None:
    for body in bodies:
        decode(body)
        hashlib.sha256(body).hexdigest()


def best(work: Callable[[], None]) -> float:
    """The least seconds of processor time."""
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


if __name__ == "__main__":
    main()
