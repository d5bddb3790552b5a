"""Times each stage of reading, its share of the whole, and peers doing comparable work beside it.

Ratios hold from machine to machine; the absolute numbers do not.
"""

from __future__ import annotations

import sys
from collections import Counter
from time import perf_counter

import corpus
from peers import PEERS, quiet, rate
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from shilu.commands.progress import collected_seldom
from shilu.model import Page
from shilu.reading import STAGES, Draft, read_page

ROUNDS = 3
#: Stages that read the page; the others read the article's body.
OF_THE_PAGE = ("restore", "article")

CORPORA = {
    "articles": (corpus.articles, "bodies already extracted, undamaged"),
    "damaged": (corpus.damaged, "the same as a mirror serves them, read as whole pages"),
    "pages": (corpus.pages, "whole pages of HTML as received"),
}


class Timing:
    """Seconds and bytes of each stage over one corpus, the best of several rounds."""

    def __init__(self, pages: list[Page]) -> None:
        self.pages = len(pages)
        self.bytes: Counter[str] = Counter()
        with collected_seldom():  # as a command over many pages does
            rounds = [self._round(pages) for _ in range(ROUNDS)]
        self.seconds = {name: min(r[name] for r in rounds) for name, _ in STAGES}

    def _round(self, pages: list[Page]) -> Counter[str]:
        spent: Counter[str] = Counter()
        self.bytes.clear()
        for page in pages:
            draft = Draft(page)
            for name, stage in STAGES:
                began = perf_counter()
                stage(draft)
                spent[name] += perf_counter() - began
                self.bytes[name] += self._read(name, draft)
                if draft.refusal is not None:
                    break
        return spent

    @staticmethod
    def _read(name: str, draft: Draft) -> int:
        """The bytes that a stage had to read."""
        if name in OF_THE_PAGE:
            return corpus.size([draft.page.text])
        return corpus.size([draft.extract.body.value if draft.extract else ""])

    def rate(self, *names: str) -> float:
        """MB/s of stages one after another, over the bytes that the first of them reads."""
        return self.bytes[names[0]] / 1e6 / max(1e-9, sum(self.seconds[n] for n in names))


def main() -> None:
    """Print a table for each corpus, and one for the peers."""
    quiet()
    console = Console(width=None if sys.stdout.isatty() else 100)
    timings: dict[str, Timing] = {}
    texts: dict[str, list[str]] = {}
    for name, (make, about) in CORPORA.items():
        pages = make()
        _read(pages[:5])  # loads words and cards before the clock runs
        timings[name] = Timing(pages)
        texts[name] = [page.text for page in pages]
        console.print(f"\n{name}: {about}")
        console.print(_stage_table(timings[name]))
    console.print("\npeers, on the same texts in this run")
    console.print(_peer_table(timings, texts))


def _read(pages: list[Page]) -> None:
    for page in pages:
        read_page(page)


def _stage_table(timing: Timing) -> Table:
    total = sum(timing.seconds.values())
    table = Table(box=SIMPLE, show_footer=True)
    table.add_column("stage", footer="all")
    rate = f"{timing.rate(*timing.seconds):,.2f}"
    table.add_column("MB/s", justify="right", footer=rate)
    table.add_column("share", justify="right", footer=f"{timing.pages / total:,.0f} pages/s")
    for stage, seconds in timing.seconds.items():
        table.add_row(stage, f"{timing.rate(stage):,.1f}", f"{seconds / total:.1%}")
    return table


def _peer_table(timings: dict[str, Timing], texts: dict[str, list[str]]) -> Table:
    table = Table(box=SIMPLE)
    for heading in ("peer", "corpus", "MB/s", "ours", "MB/s", "ours / peer"):
        table.add_column(heading, justify="right" if "/" in heading else "left")
    for peer in PEERS:
        ours = timings[peer.corpus].rate(*peer.stages)
        theirs = rate(peer.make, texts[peer.corpus])
        shown = (
            ["not installed", ""] if theirs is None else [f"{theirs:,.2f}", _ratio(ours / theirs)]
        )
        stages = " + ".join(peer.stages)
        table.add_row(peer.name, peer.corpus, shown[0], stages, f"{ours:,.1f}", shown[1])
    return table


def _ratio(ratio: float) -> str:
    return f"{ratio:,.1f}" if ratio >= 1 else f"{ratio:.2f}"


if __name__ == "__main__":
    main()
