"""What happened to a page: counted, and told in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from shilu.model import Damage
from shilu.text import LAYOUT, LOST, Edit, Text

#: What each kind of edit says of the page.
STORIES = {
    "mirror": "A mirror had put readings into the text, or shifted it by a byte",
    "mirror-script": "A mirror had turned simplified characters traditional",
    "mirror-comma": "A mirror had written commas twice",
    "utf-8-as-gbk": "UTF-8 had been read as GBK",
    "utf-8-as-latin-1": "UTF-8 had been read as a Western encoding",
    "gbk-as-latin-1": "GBK had been read as a Western encoding",
    "replaced": "Characters had been replaced by 锟斤拷 when the page was once saved",
    "entity": "Character references had been left standing in plain text",
    "private-use": "Characters, often digits, had been hidden in a font of the page's own",
    "invisible": "Invisible characters had got into the text",
    "form": "Radicals or other look-alikes stood for the characters themselves",
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
    return "\n".join([_trust(found), *(_story(text, d) for d in found)])


def _trust(found: tuple[Damage, ...]) -> str:
    """How many repairs there are, and how far they can be trusted."""
    made = _number(sum(d.count for d in found), "repair was", "repairs were")
    inferred, lost = sum(d.inferred for d in found), sum(d.lost for d in found)
    if not inferred and not lost:
        return f"{made} made, all certain."
    told = []
    if inferred:
        told.append(f"{_number(inferred, 'is', 'are')} inferred from the text around")
    if lost:
        told.append(f"{_number(lost, 'holds', 'hold')} something lost, marked {LOST}")
    return f"{made} made; {' and '.join(told)}."


def _story(text: Text, kind: Damage) -> str:
    """One kind of damage: what happened, how often, and what it looked like."""
    told = STORIES.get(kind.kind, f"There was damage of the kind {kind.kind}")
    examples = dict.fromkeys(
        f"{text.source[e.start : e.end]!r} → {e.now!r}" for k, e in _by_kind(text) if k == kind.kind
    )
    shown = ", ".join(list(examples)[:_EXAMPLES])
    return f"{told}: in {_number(kind.count, 'place', 'places')}, such as {shown}."


def _number(n: int, one: str, many: str) -> str:
    return f"{n} {one if n == 1 else many}"


def _by_kind(text: Text) -> Iterator[tuple[str, Edit]]:
    """Each edit with each of its kinds."""
    for edit in text.edits:
        for kind in edit.kind.split("+"):
            if kind != LAYOUT:
                yield kind, edit
