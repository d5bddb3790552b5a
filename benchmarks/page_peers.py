"""What other readers of pages make of the labelled pages, and how fast, beside ours.

Each is given the decoded page and asked for all it knows. A peer that is not installed is left
out, and named as missing.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from importlib import import_module
from time import process_time
from typing import Any

from pages import ROOT, Loaded, f1, judge, load, read
from peers import quiet
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from selectolax.lexbor import LexborHTMLParser

from shilu.model import Article, Extract, Page, Refusal, Refused
from shilu.reading import read_page
from shilu.text import Text

Reader = Callable[[Page], Extract | Refusal]

FIELDS = ("title", "day", "datetime", "source", "author", "body")
ROUNDS = 3
_BEIJING = timezone(timedelta(hours=8))
_NOTHING = Refusal("the peer found nothing", "peer")


@dataclass(slots=True)
class Score:
    """How many fields a reader got right, the F1 of its bodies, and its seconds."""

    right: Counter[str]
    bodies: list[float]
    seconds: float

    @property
    def f1(self) -> float:
        """The mean F1 of the bodies."""
        return sum(self.bodies) / max(1, len(self.bodies))


def _made(
    title: Any = None, published: Any = None, source: Any = None, author: Any = None, text: Any = ""
) -> Extract:
    """What a peer returns as an article; several authors in one string are parted."""
    if isinstance(published, datetime):
        aware = published.astimezone(_BEIJING) if published.tzinfo else published
        published = aware.isoformat()
    authors = [author] if isinstance(author, str) else list(author or ())
    parts = [part for one in authors for part in re.split(r"[\s;,、；，]+", one) if part]
    article = Article(
        headline=title or None,
        published=str(published).replace(" ", "T") if published else None,
        source=source or None,
        authors=(*authors, *parts),
        text=text or "",
    )
    return Extract(article, Text(article.text))


def _gne() -> Reader:
    extractor = import_module("gne").GeneralNewsExtractor()

    def read(page: Page) -> Extract:
        got = extractor.extract(page.text)
        return _made(got["title"], got["publish_time"], None, got["author"], got["content"])

    return read


def _newspaper() -> Reader:
    module = import_module("newspaper")
    suffixes = import_module("tldextract")
    suffixes.tldextract.TLD_EXTRACTOR = suffixes.TLDExtract(suffix_list_urls=())  # stays offline

    def read(page: Page) -> Extract:
        got = module.Article(page.url or "http://localhost/", language="zh", fetch_images=False)
        got.download(input_html=page.text)
        got.parse()
        return _made(got.title, got.publish_date, got.meta_site_name, got.authors, got.text)

    return read


def _trafilatura() -> Reader:
    module = import_module("trafilatura")

    def read(page: Page) -> Extract | Refusal:
        got = module.bare_extraction(page.text, url=page.url, with_metadata=True)
        if got is None:
            return _NOTHING
        return _made(got.title, got.date, got.sitename, got.author, got.text)

    return read


def _readability() -> Reader:
    document = import_module("readability").Document
    parsed = import_module("lxml.html").fromstring

    def read(page: Page) -> Extract:
        got = document(page.text)
        return _made(got.short_title(), text=parsed(got.summary()).text_content())

    return read


def _resiliparse() -> Reader:
    plain_text = import_module("resiliparse.extract.html2text").extract_plain_text
    return lambda page: _made(text=plain_text(page.text, main_content=True))


def _htmldate() -> Reader:
    find = import_module("htmldate").find_date
    return lambda page: _made(published=find(page.text, outputformat="%Y-%m-%d %H:%M"))


def _record() -> Reader:
    """The whole of reading, of which the article alone is judged."""

    def read(page: Page) -> Extract | Refusal:
        found = read_page(page)
        if isinstance(found, Refused):
            return found.refused
        return Extract(found.article, Text(found.article.text))

    return read


READERS: dict[str, tuple[Callable[[], Reader], tuple[str, ...]]] = {
    "shilu": (lambda: read, FIELDS),
    "shilu, whole record": (_record, FIELDS),
    "gne": (_gne, ("title", "day", "datetime", "author", "body")),
    "trafilatura": (_trafilatura, ("title", "day", "source", "author", "body")),
    "newspaper4k": (_newspaper, FIELDS),
    "readability-lxml": (_readability, ("title", "body")),
    "resiliparse": (_resiliparse, ("body",)),
    "htmldate": (_htmldate, ("day", "datetime")),
}


def main() -> None:
    """Print one row a reader: what it got right of each field, F1, its rate, how ours compares."""
    quiet()
    pages = load()
    size = sum(len(loaded.page.text.encode("utf-8", "replace")) for loaded in pages) / 1e6
    of = _labelled(pages)
    table = Table(box=SIMPLE)
    heads = [f"{field} /{of[field]}" for field in FIELDS]
    for head in ("reader", *heads, "F1", "MB/s", "pages/s", "ours is"):
        table.add_column(head, justify="left" if head == "reader" else "right", no_wrap=True)
    ours = 0.0
    for name, (make, gives) in READERS.items():
        try:
            reader = make()
        except ImportError:
            table.add_row(name, "not installed")
            continue
        rounds = ROUNDS if name.startswith("shilu") else 1
        score = min(_scores(reader, pages, rounds), key=_seconds)
        ours = ours or score.seconds
        fields = [str(score.right[field]) if field in gives else "—" for field in FIELDS]
        body = f"{score.f1:.3f}" if "body" in gives else "—"
        times = "" if name == "shilu" else _times(score.seconds / ours)
        table.add_row(name, *fields, body, *_rates(size, pages, score.seconds), times)
    bare = min(_bare(pages) for _ in range(ROUNDS))
    table.add_row("lexbor, bare parse", *[""] * 7, *_rates(size, pages, bare), _times(bare / ours))
    Console(width=None if sys.stdout.isatty() else 140).print(table)


def _rates(size: float, pages: list[Loaded], seconds: float) -> tuple[str, str]:
    """MB and pages a second."""
    return f"{size / seconds:.1f}", f"{len(pages) / seconds:.0f}"


def _times(ratio: float) -> str:
    """How many times as fast as a reader ours is."""
    return f"{ratio:.0f} ×" if ratio >= 10 else f"{ratio:.2g} ×"


def _labelled(pages: list[Loaded]) -> Counter[str]:
    """How many pages have each field labelled."""
    labelled = (loaded.gold for loaded in pages if "content" not in loaded.gold)
    of = Counter(field for gold in labelled for field in judge(gold, _made()))
    of["day"] = of["datetime"]
    return of


def _scores(reader: Reader, pages: list[Loaded], rounds: int) -> Iterator[Score]:
    reader(pages[0].page)  # loads what it loads at its first use
    for _ in range(rounds):
        score = Score(Counter(), [], 0.0)
        for loaded in pages:
            began = process_time()
            try:
                result = reader(loaded.page)
            except Exception:  # whatever a peer makes of a page
                result = _NOTHING
            score.seconds += process_time() - began
            _judge(score, loaded, result)
        yield score


def _judge(score: Score, loaded: Loaded, result: Extract | Refusal) -> None:
    if "content" in loaded.gold:
        body = result.body.value if isinstance(result, Extract) else ""
        score.bodies.append(f1(body, loaded.gold["content"]))
        return
    for field, (right, _) in judge(loaded.gold, result).items():
        score.right[field] += right
    if loaded.gold["datetime"] and isinstance(result, Extract):
        day = loaded.gold["datetime"][:10]
        score.right["day"] += (result.article.published or "").startswith(day)


def _bare(pages: list[Loaded]) -> float:
    began = process_time()
    for loaded in pages:
        LexborHTMLParser(loaded.page.text)
    return process_time() - began


def _seconds(score: Score) -> float:
    return score.seconds


if __name__ == "__main__":
    if ROOT.exists():
        main()
    else:
        print("no labelled pages here")
