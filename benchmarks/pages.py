"""How well and how fast pages of HTML are read: title, time, source, author, body; MB/s.

Needs the labelled pages of the reference data; prints what it finds, one line a miss with `-v`.
"""

from __future__ import annotations

import html
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from shilu.article import extract
from shilu.model import Extract, Page, Refusal
from shilu.pages.charset import decode
from shilu.text import Span, Text

SHARED = Path(__file__).resolve().parents[2] / "shared"
ROOT = SHARED / "pages"
#: How far from the body's ends the labelled head and tail may stand, white space aside.
SLACK = 400


@dataclass(frozen=True, slots=True)
class Loaded:
    """A page, its size in bytes, and what is right."""

    name: str
    page: Page
    size: int
    gold: dict[str, str]


def load() -> list[Loaded]:
    """The labelled pages, those with particulars first."""
    pages = []
    for gold in json.loads((ROOT / "gne/gold.json").read_text("utf-8")):
        pages.append(_load(f"gne/{gold['page']}", gold))
    for name, gold in json.loads((ROOT / "magic-html/gold.json").read_text("utf-8")).items():
        pages.append(_load(f"magic-html/html/{name}.html", gold))
    return pages


def _load(name: str, gold: dict[str, str]) -> Loaded:
    data = (ROOT / name).read_bytes()
    text, charset = decode(data)[:2]
    page = Page(text=text, media_type="text/html", charset=charset, url=gold.get("url"))
    return Loaded(name, page, len(data), gold)


def read(page: Page) -> Extract | Refusal:
    """The article of a page that needs no repair."""
    return extract(page, Text(page.text))


def plain(text: str | None) -> str:
    """`text` without white space."""
    return re.sub(r"[\s\u200b\ufeff]+", "", text or "")


def f1(text: str, gold: str) -> float:
    """Character 4-gram F1, white space aside."""
    one, other = (
        Counter(t[i : i + 4] for i in range(len(t) - 3)) for t in (plain(text), plain(gold))
    )
    common = sum((one & other).values())
    return 2 * common / max(1, one.total() + other.total())


def judge(gold: dict[str, str], result: Extract | Refusal) -> dict[str, tuple[bool, str]]:
    """Each labelled field: whether it is right, and what was read."""
    if isinstance(result, Refusal):
        return dict.fromkeys(
            ("title", "datetime", "source", "author", "body"), (False, result.rule)
        )
    a, verdict = result.article, {}
    if gold["title"]:
        verdict["title"] = (plain(a.headline) == plain(gold["title"]), str(a.headline))
    if gold["datetime"]:
        wanted = gold["datetime"].replace(" ", "T")[:16]
        verdict["datetime"] = ((a.published or "").startswith(wanted), str(a.published))
    if gold["source"]:
        verdict["source"] = (plain(a.source) == plain(gold["source"]), str(a.source))
    if gold["author"]:
        verdict["author"] = (gold["author"] in a.authors, str(a.authors))
    body, head, tail = plain(a.text), plain(gold["head"]), plain(gold["tail"])
    start, end = body.find(head), len(body) - body.rfind(tail) - len(tail)
    right = 0 <= start <= SLACK and tail in body and end <= SLACK
    without = plain(gold["without"])
    verdict["body"] = (
        right and not (without and without in body),
        f"{start} … {end}: {a.text[:20]!r}",
    )
    return verdict


def origins(page: Page, result: Extract) -> tuple[int, int, int]:
    """Characters kept, those with an origin, and those whose origin reads as they do."""
    body = result.body
    kept = [i for i, c in enumerate(body.value) if not c.isspace()]
    sourced = right = 0
    for i in kept:
        start, end = body.origin(Span(i, i + 1))
        sourced += start < end
        right += plain(html.unescape(page.text[start:end])) == plain(body.value[i])
    return len(kept), sourced, right


def quality(pages: list[Loaded], verbose: bool) -> None:
    """Print how many fields are right, the bodies' F1, and the share of sourced characters."""
    right: Counter[str] = Counter()
    of: Counter[str] = Counter()
    scores, sourced = [], [0, 0, 0]
    for loaded in pages:
        result = read(loaded.page)
        if isinstance(result, Extract):
            sourced = [a + b for a, b in zip(sourced, origins(loaded.page, result), strict=True)]
        if "content" in loaded.gold:
            scores.append(f1(getattr(result, "body", Text("")).value, loaded.gold["content"]))
            if verbose and scores[-1] < 0.98:
                print(f"  {loaded.name}: F1 {scores[-1]:.3f}")
            continue
        for field, (correct, got) in judge(loaded.gold, result).items():
            of[field] += 1
            right[field] += correct
            if verbose and not correct:
                print(f"  {loaded.name} {field}: {got} != {loaded.gold.get(field, '')}")
    for field in of:
        print(f"{field:9} {right[field]:3} of {of[field]:3}  {right[field] / of[field]:.1%}")
    print(f"body F1   {sum(scores) / len(scores):.4f} over {len(scores)} pages")
    print(f"origins   {sourced[1] / sourced[0]:.4%} sourced, {sourced[2] / sourced[0]:.4%} exact")


def speed(pages: list[Loaded]) -> None:
    """Print MB/s of reading and of lexbor's bare parse, best of five."""
    size = sum(loaded.size for loaded in pages) / 1e6
    ours = min(_seconds(read, pages) for _ in range(5))
    bare = min(_seconds(lambda page: LexborHTMLParser(page.text), pages) for _ in range(5))
    print(f"speed     {size / ours:.1f} MB/s")
    print(f"          lexbor's bare parse {size / bare:.0f} MB/s, {ours / bare:.1f} times as fast")


def _seconds(work: Callable[[Page], object], pages: list[Loaded]) -> float:
    """Seconds of processor time; what is made of a page is let go before the next."""
    start = time.process_time()
    for loaded in pages:
        work(loaded.page)
    return time.process_time() - start


if __name__ == "__main__":
    if ROOT.exists():
        loaded_pages = load()
        quality(loaded_pages, "-v" in sys.argv)
        speed(loaded_pages)
    else:
        print("no labelled pages here")
