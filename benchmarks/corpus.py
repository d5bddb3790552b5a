"""The pages that are timed: real ones where the reference data is, else our examples repeated."""

from __future__ import annotations

from pathlib import Path

from shilu.model import Page
from shilu.pages import page_of
from shilu.pages.inputs import BODY, HTML, TEXT
from shilu.restore.simulate import damage

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parent / "examples"
REFERENCE = HERE.parents[1] / "shared"

#: How much text a corpus holds, in bytes of UTF-8.
SIZE = 1_500_000
#: The mirror's table of the damaged corpus: how many characters it glosses.
GLOSSED = 200


def articles() -> list[Page]:
    """Bodies already extracted, without damage."""
    source = REFERENCE / "text" / "hans.txt"
    if source.exists():
        blocks = source.read_text("utf-8").split("\n\n")
        bodies = [block.partition("\n")[2] for block in blocks[:: max(1, len(blocks) // 1500)]]
    else:
        bodies = [_body_of(path) for path in sorted(EXAMPLES.glob("visit.txt"))]
    return _filled([Page(text=b, media_type=BODY, published="2024-05-31") for b in bodies if b])


def damaged() -> list[Page]:
    """The same bodies as a mirror serves them."""
    pages = articles()[::4]
    return [Page(text=damage(p.text, table=GLOSSED), media_type=TEXT) for p in pages]


def pages() -> list[Page]:
    """Whole pages of HTML as received."""
    found = sorted((REFERENCE / "pages").rglob("*.html")) or sorted(EXAMPLES.glob("*.html"))
    read = [page_of(path.read_bytes(), id=path.stem) for path in found]
    return _filled([page for page in read if page.media_type == HTML])


def size(texts: list[str]) -> int:
    """Bytes of UTF-8; half a pair of surrogates counts as one."""
    return sum(len(text.encode("utf-8", "replace")) for text in texts)


def _body_of(path: Path) -> str:
    """The indented paragraphs of an example page of text."""
    return "\n".join(x for x in path.read_text("utf-8").splitlines() if x.startswith("\u3000"))


def _filled(pages: list[Page]) -> list[Page]:
    """As many of `pages`, repeated where they are few, as make up SIZE."""
    taken: list[Page] = []
    left = SIZE
    while left > 0:
        for page in pages:
            taken.append(page)
            left -= len(page.text.encode("utf-8", "replace"))
            if left <= 0:
                break
    return taken
