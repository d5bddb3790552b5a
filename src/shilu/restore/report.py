"""What happened to a page: counted, and told in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from shilu.model import Damage
from shilu.text import LAYOUT, Edit, Text

#: What each kind of edit says, in words: one, and several.
STORIES = {
    "mirror": "a mirror's gloss or misaligned block was taken out",
    "mirror-script": "a character a mirror had turned traditional was turned back",
    "mirror-comma": "one of two commas was left out",
    "utf-8-as-gbk": "a stretch of UTF-8 had been read as GBK",
    "utf-8-as-latin-1": "a stretch of UTF-8 had been read as a Western encoding",
    "gbk-as-latin-1": "a stretch of GBK had been read as a Western encoding",
    "replaced": "characters had been replaced for good when the page was once saved (锟斤拷)",
    "entity": "a character reference stood in plain text",
    "invisible": "invisible characters were left out",
    "form": "a radical or another look-alike stood for the character itself",
}
#: So many examples are told of each kind.
_EXAMPLES = 3


def damage(text: Text) -> tuple[Damage, ...]:
    """How often each kind of damage was met, the commonest first; what layout left out is none.

    An edit that several repairs made counts for each of them.
    """
    found = list(_by_kind(text))
    counts = Counter(kind for kind, _ in found)
    unsure = Counter((kind, edit.certainty) for kind, edit in found)
    return tuple(
        Damage(kind=kind, count=n, inferred=unsure[kind, "inferred"], lost=unsure[kind, "lost"])
        for kind, n in counts.most_common()
    )


def explain(text: Text) -> str:
    """In plain English what was done to a page, with examples.

    >>> print(explain(Text("湖南")))
    Nothing was found to repair.
    """
    found = damage(text)
    if not found:
        return "Nothing was found to repair."
    edits = sum(d.count for d in found)
    head = f"{_number(edits, 'repair was', 'repairs were')} made; {_trust(found)}"
    return "\n".join([head, *(_story(text, d) for d in found)])


def _story(text: Text, kind: Damage) -> str:
    """One kind of damage: what happened, how often, and what it looked like."""
    told = STORIES.get(kind.kind, f"{kind.kind} was repaired")
    examples = dict.fromkeys(
        f"{text.source[e.start : e.end]!r} → {e.now!r}" for k, e in _by_kind(text) if k == kind.kind
    )
    shown = "; ".join(list(examples)[:_EXAMPLES])
    return f"{_number(kind.count, 'time', 'times')} {told}: {shown}."


def _trust(found: tuple[Damage, ...]) -> str:
    """How much of it is more than certain."""
    inferred, lost = sum(d.inferred for d in found), sum(d.lost for d in found)
    if not inferred and not lost:
        return "every one is certain."
    return (
        f"{_number(inferred, 'is', 'are')} inferred from what stands around, and in "
        f"{lost} something is lost and marked \N{REPLACEMENT CHARACTER}."
    )


def _number(n: int, one: str, many: str) -> str:
    return f"{n} {one if n == 1 else many}"


def _by_kind(text: Text) -> Iterator[tuple[str, Edit]]:
    """Each edit with each of its kinds."""
    for edit in text.edits:
        for kind in edit.kind.split("+"):
            if kind != LAYOUT:
                yield kind, edit
