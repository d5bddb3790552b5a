"""Wrong encodings measured: `python benchmarks/encodings.py [--fast]` prints the table.

Real articles where the reference data is (else our example) are misread in each direction: whole, a
paragraph of them, a headline's worth of characters, twice, and with the bytes that cannot be read
replaced or left out. Of the characters misread: how many are right again, said to be lost, inferred
wrong, or wrong without a word; and how many are right that ftfy repairs, where it is installed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from importlib import import_module

from corpus import REFERENCE
from restore import ARTICLES, FEW, blocks, row, sample

from shilu.restore import restore
from shilu.text import LOST, Span

#: Written, read, and whether it is a traditional page's encoding.
DIRECTIONS = (
    ("utf-8", "gb18030"),
    ("utf-8", "gbk"),
    ("utf-8", "latin-1"),
    ("utf-8", "cp1252"),
    ("utf-8", "mac_roman"),
    ("utf-8", "big5"),
    ("utf-8", "cp932"),
    ("utf-8", "cp949"),
    ("gbk", "latin-1"),
    ("gbk", "utf-8"),
    ("gbk", "big5hkscs"),
    ("gbk", "big5"),
    ("gbk", "cp932"),
    ("gbk", "cp949"),
    ("big5", "gb18030"),
    ("big5", "gbk"),
)
#: What is known to happen twice.
TWICE = [("utf-8", "gb18030"), ("utf-8", "latin-1"), ("utf-8", "cp1252"), ("gbk", "latin-1")]
FATES = "right", "said", "inferred wrong", "unsaid"
#: So many characters make a headline; so much of an article is compared.
HEADLINE, COMPARED = 12, 600


def main() -> None:
    few = FEW if "--fast" in sys.argv[1:] else ARTICLES
    simplified = [a[:COMPARED] for a in sample(few)]
    traditional = (
        [a[:COMPARED] for a in blocks("hant")[:: 2942 * 3 // few or 1]]
        if REFERENCE.exists()
        else []
    )
    fix = ftfy()
    print(row(("misread", "how", "pages", *(f"{fate} %" for fate in FATES), "ftfy %")))
    for written, read in DIRECTIONS:
        for how, misread in WAYS.items():
            pages = [
                (a, misread(a, written, read))
                for a in (traditional if written == "big5" else simplified)
            ]
            pages = [(a, page) for a, page in pages if page != a]
            if how.startswith("saved") and (written, read) not in TWICE:
                continue
            report(f"{written} as {read}", how, pages, fix)


def whole(text: str, written: str, read: str, errors: str = "replace") -> str:
    return text.encode(written, "ignore").decode(read, errors)


def paragraph(text: str, written: str, read: str) -> str:
    head, _, rest = text.partition("\n")
    first, _, rest = rest.partition("\n")
    return f"{head}\n{whole(first, written, read)}\n{rest}"


WAYS: dict[str, Callable[[str, str, str], str]] = {
    "whole": whole,
    "bytes left out": lambda text, written, read: whole(text, written, read, "ignore"),
    "a paragraph": paragraph,
    "a headline": lambda text, written, read: (
        whole(text[:HEADLINE], written, read) + text[HEADLINE:]
    ),
    "saved, misread again": lambda text, written, read: whole(
        whole(text, written, read), "utf-8", read
    ),
}


def report(
    name: str, how: str, pages: Sequence[tuple[str, str]], fix: Callable[[str], str] | None
) -> None:
    """One row: what became of the characters that were misread."""
    fates = dict.fromkeys(FATES, 0)
    peer = 0
    for original, page in pages:
        for fate in compared(original, page):
            fates[fate] += 1
        peer += sum(b.size for b in blocks_of(original, fix(page))) if fix else 0
    total = sum(fates.values()) or 1
    share = [f"{100 * n / total:.2f}" for n in fates.values()]
    print(
        row((name, how, len(pages), *share, f"{100 * peer / total:.2f}" if fix else "-")),
        flush=True,
    )


def compared(original: str, page: str) -> Iterator[str]:
    """What became of each character."""
    text = restore(page)
    found = {b.a + i: b.b + i for b in blocks_of(original, text.value) for i in range(b.size)}
    kept = list(found.items())
    before = (-1, -1)
    for place in (*kept, (len(original), len(text))):
        missing = place[0] - before[0] - 1
        gap = Span(before[1] + 1, place[1])
        if missing:
            between = text.value[gap.start : gap.end]
            fate = (
                "said" if LOST in between else "inferred wrong" if text.doubtful(gap) else "unsaid"
            )
            yield from [fate] * missing
        before = place
    yield from ["right"] * len(kept)


def blocks_of(original: str, now: str) -> Sequence[object]:
    return SequenceMatcher(None, original, now, autojunk=False).get_matching_blocks()


def ftfy() -> Callable[[str], str] | None:
    try:
        module = import_module("ftfy")
    except ImportError:
        return None
    return lambda text: str(module.fix_text(text))


if __name__ == "__main__":
    main()
