"""What happened to a page, counted: how often each kind of damage, how much of the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from shilu.model import Damage
from shilu.text import LAYOUT, LOST, NOISE, Edit, Text


def damage(text: Text) -> tuple[Damage, ...]:
    """How often each kind of damage was met, the commonest first; what layout left out is none.

    An edit that several repairs made counts for each of them.
    """
    found = list(by_kind(text))
    if not found:
        return ()
    counts = Counter(kind for kind, _ in found)
    unsure = Counter((kind, edit.certainty) for kind, edit in found)
    return tuple(
        Damage(kind=kind, count=n, inferred=unsure[kind, "inferred"], lost=unsure[kind, "lost"])
        for kind, n in counts.most_common()
    )


def noise(body: Text) -> tuple[Damage, ...]:
    """How many stretches of noise were taken out of an article, which a page knows nothing of."""
    count = sum(NOISE in edit.kind.split("+") for edit in body.edits)
    return (Damage(kind=NOISE, count=count),) if count else ()


def damage_score(text: Text) -> float:
    """The share of a restored text that repairs touched: 0 where it stands as published, 1 at most.

    For those who filter a corpus. Layout is no repair; what a repair only took out counts as one
    character, so that a text with any repair at all is above 0 before it is rounded to four places.

    >>> damage_score(Text("湖南日?qǐng)?bào)").edit([Edit(3, 14, "报", "mirror")]))
    0.25
    """
    made = [len(edit.now) for edit in repairs_of(text)]
    return _share(sum(n or 1 for n in made), len(text) + made.count(0))


def doubt_score(text: Text) -> float:
    """The share of a restored text's characters that can be expected to be wrong or missing.

    Each inferred character counts with the odds against it, each lost one whole, and so does an
    inferred one whose odds nobody knows. Certain ones are taken for right; four places.

    >>> doubt_score(Text("會?議。").edit([Edit(1, 2, "商", "mirror", "inferred", (0.9,))]))
    0.025
    """
    against = (1 - p for edit in repairs_of(text) for _, p in doubts_of(edit))
    return _share(sum(against) + text.value.count(LOST), len(text))


def repairs_of(text: Text) -> Iterator[Edit]:
    """The edits that repaired something."""
    return filter(is_repair, text.edits)


def is_repair(edit: Edit) -> bool:
    """Whether an edit repaired something; one that only shaped the layout did not."""
    kinds = edit.kind.split("+")
    return NOISE in kinds or (kinds != [LAYOUT] and (LAYOUT not in kinds or bool(edit.now.strip())))


def doubts_of(edit: Edit) -> Iterator[tuple[str, float]]:
    """The characters of an edit that are inferred, each with its odds: 0 where none are known."""
    odds = edit.odds or (0.0,) * len(edit.now)
    for char, doubtful, p in zip(edit.now, edit.doubts, odds, strict=True):
        if doubtful and char != LOST:
            yield char, p


def rounded_odds(edit: Edit) -> tuple[float, ...]:
    """The odds of an edit's characters to three places; none but a certain one is rounded to 1.

    >>> rounded_odds(Edit(0, 1, "会商", "mirror", "inferred", (1.0, 0.99996)))
    (1.0, 0.999)
    """
    return tuple(p if p == 1 else min(round(p, 3), 0.999) for p in edit.odds)


def by_kind(text: Text) -> Iterator[tuple[str, Edit]]:
    """Each edit with each of its kinds."""
    for edit in text.edits:
        for kind in edit.kind.split("+"):
            if kind != LAYOUT:
                yield kind, edit


def _share(part: float, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
