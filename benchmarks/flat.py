"""What restoring costs: `python benchmarks/flat.py` prints it, clean and by length.

A clean article should cost next to nothing: GB of UTF-8 a second, and the share of the time that
lexbor takes to parse the same article as a page. Whatever is restored, hostile text too, should
cost the same a character, however long it is.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial

import corpus
from selectolax.lexbor import LexborHTMLParser

from shilu.restore import restore
from shilu.restore.simulate import damage

#: Bytes of UTF-8, and what they are called.
LENGTHS = {
    "1 KB": 1_000,
    "10 KB": 10_000,
    "100 KB": 100_000,
    "1 MB": 1_000_000,
    "10 MB": 10_000_000,
}
#: A longer text is left out where it would take more seconds than this.
PATIENCE = 20.0
#: So much of a text is made; longer ones repeat it.
MADE = 300_000
ROUNDS = 3


def main() -> None:
    articles = [page.text for page in corpus.articles()]
    clean(articles)
    flat(kinds(articles))


def clean(articles: list[str]) -> None:
    """The speed on clean articles and pages, and lexbor's on the same."""
    wrapped = [
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>新闻</title></head><body>"
        + "".join(f"<p>{line}</p>\n" for line in article.split("\n"))
        + "</body></html>"
        for article in articles
    ]
    received = [page.text for page in corpus.pages()]
    markup = partial(restore, markup=True)
    for name, work, texts, pages in (
        ("articles", restore, articles, wrapped),
        ("articles as pages", markup, wrapped, wrapped),
        ("pages as received", markup, received, received),
    ):
        both = [(t, p) for t, p in zip(texts, pages, strict=True) if not work(t).edits]
        texts, pages = [t for t, _ in both], [p for _, p in both]
        ours, parse = seconds(work, texts), seconds(LexborHTMLParser, pages)
        rate = corpus.size(texts) / ours / 1e9
        print(f"clean {name:18} {rate:6.2f} GB/s, {ours / parse:6.2%} of lexbor's time to parse")


def kinds(articles: list[str]) -> dict[str, str]:
    """A text of each kind, to be cut or repeated to any length."""
    plain = "\n".join(articles)[:MADE]
    code = plain.encode("gb18030", "replace")
    mirrored = {n: damage(plain, table=n, seed=1) for n in (0, 60, 600)}
    known = mirrored[60][:200]
    return {
        "clean": plain,
        "damaged, 60": mirrored[60],
        "damaged, 600": mirrored[600],
        "damaged, 600, one line": mirrored[600].replace("\n", ""),
        "traditional, bare": mirrored[0],
        "utf-8 as gbk": plain.encode().decode("gb18030", "replace"),
        "gbk as latin-1": code.decode("latin-1"),
        "gbk as big5": known + code.decode("big5", "replace"),
        "nested glosses": known + "發(會(huì(學(xué)fā)" * 9,
        "broken glosses": known + "?qǐng" * 9,
        "torn blocks": known + "日?qǐng)鐧鐧鐧鐧" * 9,
        "orphaned bytes": known + "一?二" * 300,
        "'?' runs": known + "?" * 900,
        "'(' runs": known + "(" * 900,
        "'<' runs": known + "<" * 900,
        "entities": "&amp;" * 900,
        "private use": "\ue000" * 900,
    }


def flat(texts: dict[str, str]) -> None:
    """Nanoseconds a character, by kind and length."""
    print("\n" + row(("ns a character", *LENGTHS)))
    for name, text in texts.items():
        cells: list[str] = []
        each = 0.0
        for size in LENGTHS.values():
            if each * size > PATIENCE:
                cells.append("too long")
                continue
            cut = repeated(text, size)
            spent = seconds(restore, [cut], ROUNDS if size <= 100_000 else 1)
            each = spent / size
            cells.append(f"{spent / len(cut) * 1e9:,.0f}")
        print(row((name, *cells)), flush=True)


def repeated(text: str, size: int) -> str:
    """`text` over and over, or its beginning: about `size` bytes."""
    length = max(1, round(size / (corpus.size([text]) / len(text))))
    return (text * (length // len(text) + 1))[:length]


def seconds(work: Callable[[str], object], texts: Sequence[str], rounds: int = ROUNDS) -> float:
    """Processor time for all of `texts`, the best of some rounds."""
    best = float("inf")
    for _ in range(rounds):
        began = time.process_time()
        for text in texts:
            work(text)
        best = min(best, time.process_time() - began)
    return max(best, 1e-9)


def row(cells: tuple[str, ...]) -> str:
    return "  ".join(f"{cell:>{9 if i else 24}}" for i, cell in enumerate(cells))


if __name__ == "__main__":
    main()
