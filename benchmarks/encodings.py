"""Wrong encodings measured: `python benchmarks/encodings.py [--fast]` prints the table.

Real articles where the reference data is (else our example) are misread in each direction: whole, a
paragraph of them, a headline's worth of characters, twice, and with the bytes that cannot be read
replaced or left out. Of the characters misread, ASCII not counted: how many are right again, said
to be lost, left as found, inferred wrong, or wrong without a word, since something else was put in;
and how many are right that ftfy repairs, where it is installed. It takes two minutes, or with
`--fast` a quarter of one.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from importlib import import_module

from corpus import REFERENCE
from restore import blocks, row, sample

from shilu.restore import restore
from shilu.text import LOST, Span, Text

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
TWICE_HOW = "saved, misread again"
FATES = "right", "said", "left", "inferred wrong", "unsaid"
#: So many articles are misread, each in every way.
ARTICLES, FEW = 90, 10
#: So many characters make a headline; so much of an article is compared.
HEADLINE, COMPARED = 12, 600


class Page:
    """An article, what it is when a part of it was misread, and that part."""

    def __init__(self, original: str, page: str, misread: Span) -> None:
        self.original, self.page, self.misread = original, page, misread

    @cached_property
    def misread_places(self) -> set[int]:
        """The characters that may come out otherwise: all of the part but ASCII."""
        return {i for i in range(*self.misread) if self.original[i] > "\x7f"}


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
        articles = traditional if written == "big5" else simplified
        for how in WAYS:
            if how == TWICE_HOW and (written, read) not in TWICE:
                continue
            pages = [damaged(article, how, written, read) for article in articles]
            report(f"{written} as {read}", how, [p for p in pages if p.page != p.original], fix)


def whole(text: str, written: str, read: str, errors: str = "replace") -> str:
    return text.encode(written, "ignore").decode(read, errors)


def left_out(text: str, written: str, read: str) -> str:
    return whole(text, written, read, "ignore")


def twice(text: str, written: str, read: str) -> str:
    return whole(whole(text, written, read), "utf-8", read)


def everything(text: str) -> Span:
    return Span(0, len(text))


def paragraph(text: str) -> Span:
    start = text.find("\n") + 1
    end = text.find("\n", start)
    return Span(start, end if end > 0 else len(text))


def headline(text: str) -> Span:
    return Span(0, HEADLINE)


#: How a text is misread, and what of it.
WAYS: dict[str, tuple[Callable[[str, str, str], str], Callable[[str], Span]]] = {
    "whole": (whole, everything),
    "bytes left out": (left_out, everything),
    "a paragraph": (whole, paragraph),
    "a headline": (whole, headline),
    TWICE_HOW: (twice, everything),
}


def damaged(text: str, how: str, written: str, read: str) -> Page:
    """An article misread in one of the ways."""
    misread, part = WAYS[how]
    span = part(text)
    page = text[: span.start] + misread(text[span.start : span.end], written, read)
    return Page(text, page + text[span.end :], span)


def report(name: str, how: str, pages: Sequence[Page], fix: Callable[[str], str] | None) -> None:
    """One row: what became of the characters that were misread."""
    fates = dict.fromkeys(FATES, 0)
    peer = 0
    for page in pages:
        for fate in fates_of(page):
            fates[fate] += 1
        if fix:
            peer += len(page.misread_places & found(page.original, fix(page.page)).keys())
    total = sum(fates.values()) or 1
    share = [f"{100 * n / total:.2f}" for n in fates.values()]
    print(
        row((name, how, len(pages), *share, f"{100 * peer / total:.2f}" if fix else "-")),
        flush=True,
    )


def fates_of(page: Page) -> Iterator[str]:
    """What became of each character that was misread."""
    text = restore(page.page)
    kept = found(page.original, text.value)
    before = (-1, -1)
    for place in (*kept.items(), (len(page.original), len(text))):
        gap = Span(before[1] + 1, place[1])
        missing = page.misread_places & set(range(before[0] + 1, place[0]))
        if missing:
            fate = fate_of(text, gap)
            yield from [fate] * len(missing)
        before = place
    yield from ["right"] * len(page.misread_places & kept.keys())


def fate_of(text: Text, gap: Span) -> str:
    """What became of characters that are not given, by what stands in their place."""
    if LOST in text.value[gap.start : gap.end]:
        return "said"
    if text.doubtful(gap):
        return "inferred wrong"
    touched = any(
        span.start <= gap.end and gap.start <= span.end for span, _ in text.spans_of_edits()
    )
    return "unsaid" if touched else "left"


def found(original: str, now: str) -> dict[int, int]:
    """The characters of the original that are given, by their places, in order."""
    head = shared_head(original, now)
    tail = shared_head(original[head:][::-1], now[head:][::-1])
    end, now_end = len(original) - tail, len(now) - tail
    blocks = SequenceMatcher(
        None, original[head:end], now[head:now_end], autojunk=False
    ).get_matching_blocks()
    places = {i: i for i in range(head)}
    places |= {head + b.a + i: head + b.b + i for b in blocks for i in range(b.size)}
    return places | {end + i: now_end + i for i in range(tail)}


def shared_head(one: str, other: str) -> int:
    unlike = (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(unlike, min(len(one), len(other)))


def ftfy() -> Callable[[str], str] | None:
    try:
        module = import_module("ftfy")
    except ImportError:
        return None
    return lambda text: str(module.fix_text(text))


if __name__ == "__main__":
    main()
