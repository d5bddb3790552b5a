"""Noise measured: `python benchmarks/noise.py [--fast]` prints the tables.

Real articles where the reference data is (else our examples) are strewn with noise as mirrors strew
it, a title line and its body each, and the noise is looked for; the simulator says where it stands.
Then how many of the untouched articles and pages hold a stretch taken for noise, and what the
search costs. Advertisements (ads) are made of the very words that are looked for: what is found of
them says nothing of words nobody has listed. All figures but pages count characters.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from corpus import EXAMPLES, REFERENCE
from restore import blocks, row, sample

from shilu.article import extract
from shilu.article.noise import without_noise
from shilu.model import Extract, Page
from shilu.pages import list_inputs, read_pages
from shilu.pages.inputs import HTML
from shilu.restore import restore
from shilu.restore.strew import Strewn, strew
from shilu.text import NOISE, Span, Text

SHARES = (0.25, 0.5, 1.0)
ARTICLES, FEW = 300, 30
TRUE = "true", "wrongly taken"


def main() -> None:
    fast = "--fast" in sys.argv[1:]
    articles = [a for a in sample(4000) if "\n" in a][: FEW if fast else ARTICLES]
    strewn(articles)
    untouched(fast)


def strewn(articles: list[str]) -> None:
    """Articles with noise behind a share of their marks: what is found, what is wrongly taken."""
    print(row(("noise at marks", "pages", "known", "heaps", "found %", "ads", "found %", *TRUE)))
    for share in SHARES:
        pages = [strew(a, share=share, seed=i) for i, a in enumerate(articles)]
        n = sum(map(counted, pages), Counter[str]())
        found = [(n[of], percent(n[f"found in {of}"], n[of])) for of in ("heaps", "ads")]
        print(row((f"{share:.0%}", len(pages), n["known"], *chain(*found), *(n[t] for t in TRUE))))
    print()


def counted(page: Strewn) -> Counter[str]:
    """The characters of a page: noise, found, true, wrongly taken."""
    headline, _, body = page.page.partition("\n")
    ads = characters(page.advertisements)
    heaps = characters(page.noise) - ads
    edits = without_noise(headline, Text(body)).edits
    taken = characters(Span(e.start, e.end).shifted(len(headline) + 1) for e in edits)
    return Counter(
        {
            "known": int(bool(taken)),
            "heaps": len(heaps),
            "found in heaps": len(heaps & taken),
            "ads": len(ads),
            "found in ads": len(ads & taken),
            "true": len(page.page) - len(heaps | ads),
            "wrongly taken": len(taken - heaps - ads),
        }
    )


def characters(spans: Iterable[Span]) -> set[int]:
    return {at for span in spans for at in range(*span)}


def percent(part: int, whole: int) -> str:
    return f"{100 * part / max(1, whole):.1f}"


def untouched(fast: bool) -> None:
    """Articles and pages nobody strewed anything through: how many stretches are marked."""
    print(row(("untouched", "articles", "stretches", "ms/MB")))
    step = 10 if fast else 1
    for name in ("hans", "hant"):
        if (REFERENCE / "text").exists():
            print(row((name, *marked([bare(block) for block in blocks(name)[::step]]))))
    for folder in (REFERENCE / "gold", REFERENCE / "pages", EXAMPLES):
        if folder.exists():
            print(row((folder.name, *marked(list(extracts(folder, step))))))


def bare(block: str) -> tuple[str | None, Text]:
    headline, _, body = block.partition("\n")
    return headline, Text(body)


def extracts(folder: Path, step: int) -> Iterator[tuple[str | None, Text]]:
    """The articles of the pages in a folder, as far as they are articles."""
    listing = list_inputs([str(folder)])
    for page in list(read_pages(listing.sources))[::step]:
        if isinstance(page, Page):
            found = extract(page, restore(page.text, markup=page.media_type == HTML))
            if isinstance(found, Extract):
                yield found.article.headline, found.body


def marked(articles: list[tuple[str | None, Text]]) -> tuple[int, int, str]:
    start = time.process_time()
    bodies = [without_noise(headline, body) for headline, body in articles]
    took = time.process_time() - start
    size = sum(len(body.value.encode("utf-8", "replace")) for _, body in articles)
    stretches = sum(NOISE in e.kind.split("+") for body in bodies for e in body.edits)
    return len(articles), stretches, f"{1e9 * took / max(1, size):.0f}"


if __name__ == "__main__":
    main()
