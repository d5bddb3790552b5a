"""What two articles are copies of one report by: the same sentences, found and then confirmed.

Looked at are the folded words alone, sentence by sentence, so that neither script nor punctuation
makes a difference. Every sentence is signed by itself (MinHash over its 5-grams), so that an
excerpt is found by its own sentences and an added paragraph takes nothing away. What shares
signatures is then compared: how much of the shorter text the longer contains, and whether the
numbers agree. Numbers are what tells two reports apart that are written in the same words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal, TypeAlias

from rensa import RMinHash

from shilu.folding import fold
from shilu.text import LOST

#: A text as it is compared: its sentences, folded, without anything between words.
Sentences: TypeAlias = tuple[str, ...]

#: Characters of a gram.
_GRAM = 5
#: A sentence of fewer characters signs nothing: 记者李明报道 stands in many reports.
_SIGNED = 12
#: The bands of a text: so many at least where it has few sentences, and so many at most.
_FEWEST, _MOST = 8, 32
#: Each band is made of so many minima: one gram in common is not enough.
_ROWS = 2
#: Bands are kept in six bytes.
_BITS = 47
_SEED = 20230531
#: Texts of more characters are compared by whole sentences alone.
_LARGE = 100_000

#: Points and signs stay where they belong to a number.
_BETWEEN_WORDS = re.compile(rf"[^\w%‰.{LOST}]+|\.(?!\d)|_+")
_STOP = re.compile(r"[。！？；\n]+")
_NUMBER = re.compile(rf"(?<!{LOST})(?:\d+(?:\.\d+)*|[零〇一二三四五六七八九十百千两]+)(?!{LOST})")


def sentences(text: str) -> Sentences:
    """The sentences of a text, in the form in which copies are the same.

    >>> sentences("會見「香港」代表。增長6.2%！")
    ('会见香港代表', '增长6.2%')
    """
    squeezed = (_BETWEEN_WORDS.sub("", part) for part in _STOP.split(fold(text)))
    return tuple(part for part in squeezed if part)


# --- finding -------------------------------------------------------------------------------------


def signed(texts: Sequence[Sentences]) -> list[tuple[int, ...]]:
    """The bands of each text, those of its sentences first; copies have some in common."""
    parts = [_signing(text) for text in texts]
    minima = iter(_minima([part for found in parts for part in found]))
    return [_bands(list(islice(minima, len(found)))) for found in parts]


def _signing(text: Sentences) -> list[str]:
    """The sentences that sign a text, each once; where all are short, it signs as a whole."""
    long = dict.fromkeys(part for part in text if len(part) >= _SIGNED)
    return list(long) or (["".join(text)] if text else [])


def _minima(parts: Sequence[str]) -> list[list[int]]:
    grams = [_grams(part) for part in parts]
    rows: list[list[int]] = RMinHash.digest_matrix_from_token_sets(
        grams, _FEWEST * _ROWS, _SEED
    ).to_rows()
    return rows


def _bands(minima: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """The bands of a text: the first of each sentence, further ones where sentences are few.

    Where they are many, the lowest are taken: a part of the text has its own lowest among them.
    """
    found: dict[int, None] = {}
    for nth in range(_FEWEST):
        if len(found) >= _FEWEST:
            break
        found |= dict.fromkeys(_band(each, nth) for each in minima)
    return tuple(sorted(found)[:_MOST]) if len(found) > _MOST else tuple(found)


def _band(minima: Sequence[int], nth: int) -> int:
    first, second = minima[nth * _ROWS : nth * _ROWS + _ROWS]
    return ((first << 32 | second) * 0x9E3779B97F4A7C15 >> 16) & ((1 << _BITS) - 1)


def _grams(part: str) -> list[str]:
    return [part[i : i + _GRAM] for i in range(max(1, len(part) - _GRAM + 1))]


# --- confirming ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two texts compare; counted in grams of the shorter, save where it is said otherwise.

    `contained` of them stand in the longer, of `grams` that can be known; `of` are the grams of the
    longer. `agreeing` numbers stand in both, `changed` ones stand in sentences alike but for them,
    which have `altered` grams.
    """

    grams: int
    of: int
    contained: int
    agreeing: int
    changed: int
    altered: int


def likeness(ours: Sentences, theirs: Sentences) -> Likeness:
    """Compare two texts.

    >>> today, tomorrow = "全市最高气温25度，最低气温18度。", "全市最高气温26度，最低气温11度。"
    >>> likeness(sentences(today), sentences(tomorrow))
    Likeness(grams=12, of=12, contained=5, agreeing=0, changed=2, altered=12)
    """
    shorter, longer = sorted((ours, theirs), key=_size)
    kept, given = set(longer), set(shorter)
    same = [part for part in shorter if part in kept]
    contained = sum(map(_count, same))
    agreeing = sum(len(_NUMBER.findall(part)) for part in same)
    rest = _Rest([part for part in longer if part not in given])
    if _size(shorter) + _size(longer) <= _LARGE:
        rest.compare([part for part in shorter if part not in kept])
    total = contained + rest.grams
    return Likeness(
        total or sum(map(_count, shorter)),
        sum(map(_count, longer)),
        contained + rest.contained,
        agreeing + rest.agreeing,
        rest.changed,
        rest.altered,
    )


#: What two texts are to one another: copies; alike but for their numbers; or neither.
Verdict: TypeAlias = Literal["copies", "template", "others"]

#: A text of fewer grams has no copy but the same text.
SHORT = 24
#: The share of the shorter text that the longer contains at least: of short texts, and of those
#: that have so many grams or more.
_CONTAINED_SHORT, _CONTAINED, _LONG = 0.9, 0.65, 250
#: The share of the longer text that the shorter has at least: less is a quotation, or an item of
#: a page that has many.
_COVERED = 1 / 7
#: So many changed numbers are corrections, however few agree.
_CORRECTED = 1
#: More of the numbers, or of the text, are not changed in a copy.
_CHANGED, _ALTERED = 0.4, 0.4


def verdict(found: Likeness) -> Verdict:
    """What two texts are to one another.

    >>> verdict(Likeness(grams=400, of=900, contained=390, agreeing=12, changed=1, altered=30))
    'copies'
    >>> verdict(Likeness(grams=400, of=420, contained=330, agreeing=2, changed=12, altered=300))
    'template'
    """
    if found.grams < SHORT:
        return "copies" if found.contained == found.grams == found.of else "others"
    if (
        found.contained < _needed(found.grams) * found.grams
        or found.contained < _COVERED * found.of
    ):
        return "others"
    many = found.changed > max(_CORRECTED, _CHANGED * (found.changed + found.agreeing))
    if many or (found.changed > _CORRECTED and found.altered > _ALTERED * found.grams):
        return "template"
    return "copies"


def _needed(grams: int) -> float:
    """How much of a text of so many grams must stand in another: the more, the shorter it is."""
    share = min(1.0, max(0.0, (grams - SHORT) / (_LONG - SHORT)))
    return _CONTAINED_SHORT + share * (_CONTAINED - _CONTAINED_SHORT)


class _Rest:
    """The sentences of the longer text that the shorter has not, to compare its own rest with."""

    def __init__(self, parts: Sequence[str]) -> None:
        self.parts = parts
        self.grams = self.contained = self.agreeing = self.changed = self.altered = 0

    def compare(self, parts: Iterable[str]) -> None:
        where: dict[str, int] = {}
        for number, part in enumerate(self.parts):
            for gram in _grams(part):
                where.setdefault(gram, number)
        for part in parts:
            grams = [gram for gram in _grams(part) if LOST not in gram]
            found = [where[gram] for gram in grams if gram in where]
            self.grams += len(grams)
            self.contained += len(found)
            if found:
                number, count = Counter(found).most_common(1)[0]
                if 3 * count >= len(grams):
                    self._numbers(part, self.parts[number], len(grams))

    def _numbers(self, part: str, other: str, grams: int) -> None:
        ours, theirs = Counter(_NUMBER.findall(part)), Counter(_NUMBER.findall(other))
        changed = min((ours - theirs).total(), (theirs - ours).total())
        self.agreeing += (ours & theirs).total()
        self.changed += changed
        if changed:
            self.altered += grams


def _size(text: Sentences) -> int:
    return sum(map(len, text))


def _count(part: str) -> int:
    """How many grams a sentence has."""
    return max(1, len(part) - _GRAM + 1)
