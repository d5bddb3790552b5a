"""Restoration measured: `python benchmarks/restore.py [--fast]` prints the tables.

Real articles where the reference data is (else our examples) are damaged as mirrors damage them,
restored, and compared with what they were, character by character; the simulator says which
characters lost a byte. Texts that must come through unchanged are counted, and times taken beside
ftfy, opencc and zhconv, as far as these are installed.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from importlib import import_module

from corpus import EXAMPLES, REFERENCE

from shilu.restore import restore
from shilu.restore.displaced import GLOSS
from shilu.restore.mirror import detect
from shilu.restore.simulate import Damaged, destroy
from shilu.restore.tables import characters
from shilu.text import LOST, Span

#: Kinds of edits that follow a table of look-alikes; they are counted apart.
BY_TABLE = {"form", "invisible", "entity", "private-use"}
SIZES = (0, 12, 60, 200, 600, 2522)
UNCHANGED = ("hans", "hant", "legit_pinyin", "legit_latin_parens")
#: A page with so many characters should tell its script even without a gloss.
LONG = 200
ARTICLES, FEW = 300, 30
#: A bracket left behind by a gloss that lost its own counts as one.
_ANY_GLOSS = re.compile(rf"{GLOSS}|\?[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+\)")


def main() -> None:
    fast = "--fast" in sys.argv[1:]
    articles = sample(FEW if fast else ARTICLES)
    seed_page()
    mirrored(articles)
    partly(articles)
    unchanged(fast)
    speed(articles)
    peers(articles[:FEW])


def sample(size: int) -> list[str]:
    """Simplified articles that GBK can hold, drawn once and for all."""
    source = REFERENCE / "text" / "hans.txt"
    if not source.exists():
        return [(EXAMPLES / "visit.txt").read_text("utf-8")]
    articles = [a for a in blocks("hans") if a.isprintable() or "\n" in a]
    random.Random(0).shuffle(articles)
    return [a for a in articles if holds(a)][:size]


def blocks(name: str) -> list[str]:
    """The articles of a reference text; of those a line each, the lines."""
    text = (REFERENCE / "text" / f"{name}.txt").read_text("utf-8")
    return [b for b in text.split("\n\n" if name.startswith("han") else "\n") if b.strip()]


def holds(text: str) -> bool:
    return all(len(char.encode("gb18030", "replace")) <= 2 for char in text)


def seed_page() -> None:
    """The reference page, restored and made."""
    if not (folder := REFERENCE / "seed").exists():
        return
    page = (folder / "page.txt").read_text("utf-8")
    original = (folder / "restored.txt").read_text("utf-8")
    glossed = [c for c, _ in re.findall(r"([\u4e00-\u9fff])\(([^)\d]+)\)", page)]
    table = [c for c in dict.fromkeys(glossed) if c in characters()] + ["報", "請"]
    made = destroy(original, table=table).page == page
    print(f"reference page: restored {restore(page).value == original}, made again {made}\n")


def mirrored(articles: Sequence[str]) -> None:
    """Articles through mirrors with tables of several sizes, in several orders."""
    head = "table", "pages", "bare", "told", "kept right %", "destroyed", *FATES
    print(row(head))
    for size in SIZES:
        report(
            str(size), [destroy(a, table=size, seed=i) for i, a in enumerate(articles)], articles
        )


def partly(articles: Sequence[str]) -> None:
    """Mirrors that gloss some places only, and pages of markup."""
    wrapped = [
        "<html><body>" + "".join(f"<p>{line}</p>\n" for line in a.split("\n")) + "</body></html>"
        for a in articles
    ]
    for size in (60, 600):
        some = [destroy(a, table=size, seed=i, partial=0.5) for i, a in enumerate(articles)]
        report(f"{size}, half", some, articles)
        pages = [destroy(a, table=size, seed=i, markup=True) for i, a in enumerate(wrapped)]
        report(f"{size}, html", pages, wrapped)
    print()


_WITHOUT = "no glosses: right %", "besides %"
FATES = "certain right", "inferred right", "inferred wrong", "lost", "unsaid", "digits"


def report(name: str, damaged: Sequence[Damaged], originals: Sequence[str]) -> None:
    """One row: what became of the characters that kept their bytes, and of those that did not.

    `told` is how many of the long pages without a gloss were known for a mirror's.
    """
    kept: Counter[bool] = Counter()
    fates: Counter[str] = Counter()
    bare: Counter[bool] = Counter()
    for (page, destroyed), original in zip(damaged, originals, strict=True):
        if _ANY_GLOSS.search(page) is None:
            if len(page) >= LONG:
                bare[detect(page)] += 1
            if not detect(page):
                continue
        gone = frozenset(destroyed)
        for at, fate in compared(page, original, "<" in original):
            if at in gone:
                fates[fate] += 1
                fates["digits"] += original[at].isdigit() and fate in FATES[1:3]
            else:
                kept[fate.endswith("right")] += 1
    right = f"{100 * kept[True] / max(1, kept.total()):.4f}"
    told = f"{100 * bare[True] / bare.total():.1f} %" if bare else "-"
    shown = [fates[fate] for fate in FATES]
    gone_in_all = sum(n for fate, n in fates.items() if fate != "digits")
    print(row((name, len(damaged), bare.total(), told, right, gone_in_all, *shown)))


def compared(page: str, original: str, markup: bool) -> Iterator[tuple[int, str]]:
    """Each character of the original and what became of it."""
    restored = restore(page, markup=markup)
    if len(restored.value) == len(original):
        pairs = zip(range(len(original)), range(len(original)), strict=True)
    else:
        matcher = SequenceMatcher(None, original, restored.value, autojunk=False)
        found = {a + i: b + i for a, b, n in matcher.get_matching_blocks() for i in range(n)}
        pairs = ((at, found.get(at, -1)) for at in range(len(original)))
    for at, now_at in pairs:
        now = restored.value[now_at] if now_at >= 0 else ""
        if now == LOST:
            yield at, "lost"
        elif now_at >= 0 and restored.doubtful(Span(now_at, now_at + 1)):
            yield at, "inferred right" if now == original[at] else "inferred wrong"
        else:
            yield at, "certain right" if now == original[at] else "unsaid"


def unchanged(fast: bool) -> None:
    """What must come through unchanged, as it is and wrapped in a page."""
    if not (REFERENCE / "text").exists():
        return
    print(row(("unchanged", "texts", "changed", "in a page", "by table")))
    for name in UNCHANGED:
        texts = blocks(name)[:: 10 if fast else 1]
        plain = [kinds(text) for text in texts]
        paged = [kinds(f"<html><body><p>{text}</p></body></html>", markup=True) for text in texts]
        changed = [sum(bool(k - BY_TABLE) for k in found) for found in (plain, paged)]
        print(row((name, len(texts), *changed, sum(bool(k & BY_TABLE) for k in plain))))
    print()


def kinds(text: str, markup: bool = False) -> set[str]:
    return {kind for edit in restore(text, markup=markup).edits for kind in edit.kind.split("+")}


def speed(articles: Sequence[str]) -> None:
    """MB of UTF-8 a second, clean and damaged."""
    print(row(("MB/s", "")))
    print(row(("clean", rate(restore, articles))))
    for size in (60, 600):
        pages = [destroy(a, table=size).page for a in articles]
        print(row((f"damaged, {size}", rate(restore, pages))))
    print()


def rate(work: Callable[[str], object], texts: Sequence[str]) -> str:
    """The best of three rounds."""
    work(texts[0])
    best = min(clocked(work, texts) for _ in range(3))
    return f"{sum(len(text.encode()) for text in texts) / best / 1e6:.1f}"


def clocked(work: Callable[[str], object], texts: Sequence[str]) -> float:
    start = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - start


def peers(articles: Sequence[str]) -> None:
    """The same damaged pages through peers, as they are and with the glosses taken out before.

    Right is the share of the originals' characters that stand where they should; what stands there
    besides, of the same.
    """
    for size in (60, 600):
        print(row((f"peers, table of {size}", "right %", "besides %", "MB/s", *_WITHOUT)))
        pages = [destroy(a, table=size, seed=i).page for i, a in enumerate(articles)]
        bare = [_ANY_GLOSS.sub("", page) for page in pages]
        for name, work in peer_functions():
            scores, without = right(work, pages, articles), right(work, bare, articles)
            print(row((name, *scores, rate(work, pages), *without)))
        print()


def peer_functions() -> Iterator[tuple[str, Callable[[str], str]]]:
    yield "shilu", lambda text: restore(text).value
    makers: dict[str, Callable[[object], Callable[[str], str]]] = {
        "opencc": lambda module: module.OpenCC("t2s").convert,  # type: ignore[attr-defined]
        "ftfy": lambda module: module.fix_text,  # type: ignore[attr-defined]
        "zhconv": lambda module: lambda text: module.convert(text, "zh-cn"),  # type: ignore[attr-defined]
    }
    for name, make in makers.items():
        try:
            yield name, make(import_module(name))
        except ImportError:
            print(row((name, "not installed")))


def right(
    work: Callable[[str], str], pages: Sequence[str], originals: Sequence[str]
) -> tuple[str, str]:
    """How many of the originals' characters `work` gives, and how many besides, in a hundred."""
    found = besides = 0
    for page, original in zip(pages, originals, strict=True):
        made = work(page)
        matcher = SequenceMatcher(None, original, made, autojunk=False)
        same = sum(block.size for block in matcher.get_matching_blocks())
        found, besides = found + same, besides + len(made) - same
    of = sum(map(len, originals)) / 100
    return f"{found / of:.3f}", f"{besides / of:.3f}"


def row(cells: Sequence[object]) -> str:
    return "  ".join(f"{cell!s:>{max(8, 0 if i else 20)}}" for i, cell in enumerate(cells))


if __name__ == "__main__":
    main()
