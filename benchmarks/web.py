"""The pages under load: `python benchmarks/web.py [ARTICLES [SECONDS]]`, of 5,000 and for 60.

An archive of the articles of `many` is served by `shilu serve`, and 50 requests a second are made
to it over loopback, whether or not those before are answered, while `shilu ingest` puts further
articles into the same archive. The requests are drawn from every view: pages mostly, some JSON and
CSV. Printed: how many of each view, how long half of them took at most, 95 of a hundred, and the
longest, counted from when each was due; what was answered by an error; articles put in meanwhile,
and the server's share of a processor and its memory.
"""

from __future__ import annotations

import asyncio
import html
import json
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random
from typing import IO
from urllib.parse import quote

import httpx
from many import articles

SHILU = (sys.executable, "-c", "from shilu.cli import main; main()")
RATE = 50
#: Words that are looked for, and regions that briefs are of.
WORDS = ("香港", "合作", "经济", "发展", "投资 企业", "科技 创新", "乡村振兴", "“人民政府”")
REGIONS = ("湖南/香港", "湖南", "北京", "香港", "江西/四川", "广东/香港", "中国/美国", "湖北")
#: How often each view is asked for, in a hundred.
MIX = {"/": 8, "search": 28, "article": 30, "brief": 8, "people": 8, "figures": 6}


@dataclass(frozen=True, slots=True)
class Taken:
    """A request that was answered: its view, its status, and its time from when it was due."""

    view: str
    status: int
    seconds: float


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    seconds = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "shilu.db"
        pages = articles(count + 1000 * seconds)
        first, more = Path(folder) / "first.jsonl", Path(folder) / "more.jsonl"
        _write(first, islice(pages, count))
        _run("ingest", str(first), "--archive", str(archive))
        _write(more, islice(pages, 600 * seconds))
        with _serving(archive) as (server, base):
            views = _views(base)
            ingest = _start("ingest", str(more), "--archive", str(archive))
            busy = _processor(server.pid)
            taken = asyncio.run(_load(base, views, seconds))
            busy = _processor(server.pid) - busy
            ingesting = ingest.poll() is None
            ingest.terminate()
            ingest.wait()
            kept = httpx.get(f"{base}/index.json").json()["articles"] - count
            _print(taken, seconds)
            print(f"articles put in meanwhile {kept}, {'all along' if ingesting else 'too few'}")
            print(f"server: {busy / seconds:.0%} of a processor, {_memory(server.pid)} MB")


def _write(path: Path, pages: Iterator[object]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for page in pages:
            row = {"id": page.id, "title": page.title, "text": page.text, "date": page.published}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _run(*words: str) -> None:
    subprocess.run([*SHILU, *words], check=True, stderr=subprocess.DEVNULL)


def _start(*words: str, said: int | IO[str] = subprocess.DEVNULL) -> subprocess.Popen[str]:
    return subprocess.Popen([*SHILU, *words], stderr=said, text=True)


@contextmanager
def _serving(archive: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server of the archive and its address; what it logs is printed at the end."""
    log = archive.with_suffix(".log")
    with log.open("w") as said:
        server = _start("serve", "--archive", str(archive), "--port", "0", said=said)
    try:
        while not log.read_text():
            time.sleep(0.05)
        yield server, log.read_text().split()[0]
    finally:
        server.terminate()
        server.wait()
        print(*log.read_text().splitlines()[1:], sep="\n", file=sys.stderr)


# --- what is asked -------------------------------------------------------------------------------


def _views(base: str) -> dict[str, list[str]]:
    """The addresses of each view, as a reader finds them."""
    codes, people, copies = [], [], []
    for word in WORDS:
        found = httpx.get(f"{base}/search.json", params={"words": word, "limit": 100}).json()
        codes += [hit["code"] for hit in found["hits"]]
        people += [count["name"] for count in found["facets"]["people"]]
        copies += [hit["code"] for hit in found["hits"] if hit["witnesses"] > 1]
    searches = [f"words={quote(word)}" for word in WORDS]
    searches += [f"{word}&page=2" for word in searches]
    searches += [f"person={quote(name)}" for name in people]
    searches += [f"words={quote(word)}&since=20{n}" for word in WORDS for n in (15, 20)]
    return {
        "/": ["/", "/index.json"],
        "search": [f"/search?{asked}" for asked in searches] + [f"/search.json?{searches[0]}"],
        "article": [f"/articles/{code}" for code in codes] + [f"/articles/{codes[0]}.csv"],
        "brief": [f"/brief/{quote(names)}" for names in REGIONS]
        + [f"/brief/{quote(REGIONS[0])}?part=figures", f"/brief/{quote(REGIONS[0])}.json"],
        "regions": ["/regions", f"/regions?beside={quote('湖南')}", "/regions.csv"],
        "copies": [f"/collations/{code}" for code in copies or codes[:40]]
        + [f"/reports/{code}" for code in copies or codes[:40]],
        "refused": ["/refused", "/refused.json"],
    } | _others(base)


def _others(base: str) -> dict[str, list[str]]:
    """The lists that the interface has beside these, and what the first pages of them lead to."""
    found = {}
    for name in ("people", "organizations", "figures", "commitments"):
        page = httpx.get(f"{base}/{name}").text
        links = re.findall(rf'href="(/{name}/[^".#]+)"', page)[:40]
        found[name] = [f"/{name}", *(html.unescape(link) for link in links)]
    return found


def _drawn(views: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    random = Random(1)
    names = list(views)
    weights = [MIX.get(name, 4) for name in names]
    while True:
        (view,) = random.choices(names, weights)
        yield view, random.choice(views[view])


# --- asking --------------------------------------------------------------------------------------


async def _load(base: str, views: dict[str, list[str]], seconds: int) -> list[Taken]:
    limits = httpx.Limits(max_connections=200, max_keepalive_connections=200)
    began = time.perf_counter()
    async with httpx.AsyncClient(base_url=base, timeout=30, limits=limits) as client:
        asked = []
        for n, (view, path) in enumerate(islice(_drawn(views), RATE * seconds)):
            due = began + n / RATE
            await asyncio.sleep(max(0, due - time.perf_counter()))
            asked.append(asyncio.create_task(_ask(client, view, path, due)))
        return await asyncio.gather(*asked)


async def _ask(client: httpx.AsyncClient, view: str, path: str, due: float) -> Taken:
    try:
        answer = await client.get(path)
        status = answer.status_code
    except httpx.HTTPError as error:
        print(type(error).__name__, path, file=sys.stderr)
        status = 0
    return Taken(view, status, time.perf_counter() - due)


# --- what came of it -----------------------------------------------------------------------------


def _print(taken: list[Taken], seconds: int) -> None:
    by_view: dict[str, list[Taken]] = defaultdict(list)
    for each in taken:
        by_view[each.view].append(each)
    print(f"{len(taken) / seconds:.0f} requests a second for {seconds} seconds")
    print(f"{'view':14}{'asked':>7}{'p50':>9}{'p95':>9}{'longest':>9}{'errors':>8}")
    for view, found in sorted(by_view.items()):
        _line(view, found)
    _line("all", taken)


def _line(name: str, taken: list[Taken]) -> None:
    times = sorted(each.seconds * 1000 for each in taken)
    at = [times[int(share * (len(times) - 1))] for share in (0.5, 0.95, 1)]
    wrong = sum(each.status != 200 for each in taken)
    print(f"{name:14}{len(times):7}" + "".join(f"{ms:6.0f} ms" for ms in at) + f"{wrong:8}")


def _processor(process: int) -> float:
    """Seconds of a processor that a process has had."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


def _memory(process: int) -> int:
    """The most memory that a process has held, in MB."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


if __name__ == "__main__":
    main()
