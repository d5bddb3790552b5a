"""Inputs made to take a machine, each read by the command in a process of its own.

`python benchmarks/hostile.py` prints for each what came of it, the seconds of processor time and
the most memory, and how many times the input that is beyond a short article, for which words and
rules are loaded just so. `--mutants 20000` reads so many broken pages as well.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

MB = 1024 * 1024
COMMAND = (sys.executable, "-c", "from shilu.cli import main; main()", "read", "--format", "jsonl")
#: Memory that no input may take, in MB.
MOST = 1024

HEAD = '<html><head><meta charset="utf-8"><title>云溪市召开会议</title></head><body>'
PARAGRAPH = (
    "<p>云溪日报讯 5月30日，市长何远在长风集团调研时指出，去年全市进出口达500亿元，增长6.2%。</p>\n"
)


def article(size: int) -> bytes:
    """A page of very many paragraphs."""
    return (HEAD + PARAGRAPH * (size // len(PARAGRAPH.encode()))).encode()


def repeated(piece: str, size: int, after: str = "") -> bytes:
    return (HEAD + piece * (size // len(piece.encode())) + after + PARAGRAPH).encode()


def bomb(pack: Callable[[bytes], bytes], size: int) -> bytes:
    """So much white space packed in members, of which each unpacks to ten megabytes."""
    return pack(b"<p>") + pack(b" " * (10 * MB)) * (size // (10 * MB))


def warc_bomb() -> bytes:
    from warc import answer, record

    return gzip.compress(record(answer(bomb(gzip.compress, 1000 * MB), "Content-Encoding: gzip")))


def archive(count: int) -> bytes:
    from warc import records

    return b"".join(map(gzip.compress, records(count)))


def zstd_bomb() -> bytes:
    from backports import zstd

    return bomb(zstd.compress, 1000 * MB)


def entities() -> bytes:
    """Entities that stand for one another, ten for one, as XML has them."""
    names = [f"e{n}" for n in range(12)]
    made = [f'<!ENTITY {a} "{f"&{b};" * 10}">' for a, b in zip(names[1:], names, strict=False)]
    return f"<?xml version='1.0'?><!DOCTYPE x [{''.join(made)}]>{HEAD}<p>&e11;</p>".encode()


_PART = 64 * 1024
_REFUSED = re.compile(rb'"refused":\{"reason":"([^"]*)"')

#: Name → the input. What ends in .jsonl is a file of rows.
CASES: dict[str, Callable[[], bytes]] = {
    "a short article": lambda: article(3_000),
    "article, 1 MB": lambda: article(MB),
    "article, 4 MB": lambda: article(4 * MB),
    "7 MB of dates": lambda: repeated("5月3日，", 7 * MB),
    "7 MB of names in one line": lambda: repeated("市长何远、", 7 * MB),
    "100,000 nested div": lambda: (HEAD + "<div>" * 100_000 + PARAGRAPH).encode(),
    "100,000 nested b": lambda: (HEAD + "<b>" * 100_000 + PARAGRAPH).encode(),
    "100,000 nested font, p": lambda: (HEAD + "<font><p>" * 50_000 + PARAGRAPH).encode(),
    "100,000 nested table": lambda: (HEAD + "<table><tr><td>" * 33_333 + PARAGRAPH).encode(),
    "100,000 nested ul": lambda: (HEAD + "<ul><li>" * 50_000 + PARAGRAPH).encode(),
    "200 MB page": lambda: repeated("<p>x</p>", 200 * MB),
    "7 MB of empty tags": lambda: repeated("<p></p>", 7 * MB),
    "7 MB of comments": lambda: repeated("<!-- 云溪 -->", 7 * MB),
    "7 MB script": lambda: repeated("var a = '</scrip';", 7 * MB, "</script>"),
    "7 MB of text": lambda: repeated("云溪市召开会议部署工作", 7 * MB),
    "7 MB of white space": lambda: repeated(" \n", 7 * MB),
    "entities of entities": entities,
    "7 MB of entities": lambda: repeated("&amp;&#x4e91;", 7 * MB),
    "7 MB of <": lambda: repeated("<", 7 * MB),
    "7 MB of <a href=": lambda: repeated("<a href='", 7 * MB),
    "7 MB of <!--": lambda: repeated("<!--", 7 * MB),
    "7 MB of bad bytes": lambda: HEAD.encode() + b"\xff\x80" * (7 * MB // 2),
    "gzip bomb, 1 GB": lambda: bomb(gzip.compress, 1000 * MB),
    "zstd bomb, 1 GB": zstd_bomb,
    "gzip bomb in rows.jsonl": lambda: bomb(gzip.compress, 1000 * MB),
    "gzip bomb in an archive": warc_bomb,
    "a row of 100 MB.jsonl": lambda: b'{"text": "' + b"x" * (100 * MB) + b'"}\n',
    "100,000 nested lists.jsonl": lambda: b"[" * 100_000 + b"\n",
    "archive of 2,000 pages": lambda: archive(2_000),
}


def main() -> None:
    """Measure each case, then read mutants."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--mutants", type=int, default=0)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--only", default="", help="cases whose names hold this")
    asked.add_argument("--build", nargs=2, metavar=("CASE", "FILE"), help="only make an input")
    told = asked.parse_args()
    if told.build:
        Path(told.build[1]).write_bytes(CASES[told.build[0]]())
        return
    with tempfile.TemporaryDirectory() as folder:
        measured(Path(folder), told.only)
        if told.mutants:
            mutants(Path(folder), told.mutants, told.seed)


def measured(folder: Path, only: str) -> None:
    """Measure each case whose name holds `only`, the smallest first for comparison."""
    base = 0.0
    print(f"{'input':28} {'MB':>7} {'s':>6} {'peak MB':>8} {'times':>6}  what came of it")
    for name in CASES:
        if only not in name and base:
            continue
        path = folder / f"x{Path(name).suffix}"
        # A process starts with the memory of the one that starts it, so this one keeps none.
        subprocess.run([sys.executable, __file__, "--build", name, str(path)], check=True)
        size = path.stat().st_size / MB
        seconds, peak, came = run(path)
        base = base or peak
        times = max(0, peak - base) / size if size >= 1 else 0
        print(
            f"{name:28} {size:7.1f} {seconds:6.1f} {peak:8.0f} {times:6.1f}"
            f"  {came[:70]}{'' if peak <= MOST else '  TOO MUCH MEMORY'}",
            flush=True,
        )


def run(path: Path) -> tuple[float, float, str]:
    """Seconds of processor time, the most memory in MB, and what was said or made."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        process = subprocess.Popen([*COMMAND, str(path)], stdout=out, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        out.seek(0)
        said = errors.readline().decode().strip().partition(": ")[2].removeprefix(f"{path}: ")
        came = said or _answers(out)
    if process.returncode not in (0, 1):
        came = f"EXIT {process.returncode}: {came}"
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, came


def _answers(lines: IO[bytes]) -> str:
    """How many records and refusals were made; of each line only a little is read at a time."""
    counts: Counter[str] = Counter()
    while part := lines.readline(_PART):
        end = part
        while part and not part.endswith(b"\n"):
            part = lines.readline(_PART)
            end = end[-_PART:] + part
        refusal = _REFUSED.search(end)
        counts[f"no article: {refusal[1].decode()}" if refusal else "record"] += 1
    return ", ".join(f"{n} {what}" for what, n in counts.most_common())


def mutants(folder: Path, count: int, seed: int) -> None:
    """Read so many broken pages, each the whole way; name what raises, and what takes longest."""
    from mutants import mutant, whole_pages

    from shilu.pages import Failure, PassedOver, list_inputs, read_pages
    from shilu.reading import read_page

    chance, pages, path = random.Random(seed), whole_pages(), folder / "mutant"
    counts: Counter[str] = Counter()
    longest = 0.0
    for number in range(count):
        path.write_bytes(mutant(chance, pages))
        began = time.process_time()
        try:
            for answer in read_pages(list_inputs([str(path)]).sources):
                if isinstance(answer, Failure | PassedOver):
                    counts[type(answer).__name__] += 1
                    faulty = isinstance(answer, Failure) and "cannot be read" in answer.cause
                    assert not faulty, str(answer)
                else:
                    record = read_page(answer)
                    record.to_json()
                    counts[type(record).__name__] += 1
        except Exception as error:
            counts["RAISED"] += 1
            print(f"mutant {number} of seed {seed}: {type(error).__name__}: {error}", flush=True)
        longest = max(longest, time.process_time() - began)
    print(f"{count} mutants: {dict(counts)}; the slowest took {longest:.1f} s")


if __name__ == "__main__":
    main()
