"""What two articles are copies of one report by: the same sentences, found and then confirmed.

Looked at are the folded words alone, sentence by sentence, so that neither script nor punctuation
makes a difference. Every sentence is signed by itself (MinHash over its 5-grams), so that an
excerpt is found by its own sentences and an added paragraph takes nothing away. What shares
signatures is then compared: how much of the shorter text the longer contains, and whether the
numbers agree. Numbers are what tells two reports apart that are written in the same words.
"""

from __future__ import annotations

import re
import struct
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, islice
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
_FEWEST, _MOST = 6, 32
#: Each band is made of so many minima: one gram in common is not enough.
_ROWS = 2
#: Bands are kept in six bytes.
_BITS = 47
_SEED = 20230531
#: What the characters of a gram are multiplied by, and what parts one text from the next.
_FACTORS = struct.pack(
    "<5q",
    0x5851F42D4C957F2D,
    0x14057B7EF767814F,
    0x2545F4914F6CDD1D,
    0x369DEA0F31A53F85,
    0x27BB2EE687B0B0FD,
)
_APART = "\n" * (_GRAM - 1)
#: Characters that are hashed at once.
_AT_ONCE = 1_000_000
#: Texts of more characters are compared by whole sentences alone.
_LARGE = 100_000

#: Where sentences end; a stop stands for all of them.
_STOPS = "。！？；!?;\n\r"
#: What is no word, and is kept.
_SIGNS = f"%‰.{LOST}"
_NO_POINT = re.compile(r"\.(?!\d)")
#: 进一步 and 一些 hold no number.
_NUMBER = re.compile(
    r"\d+(?:\.\d+)*|[零〇一二三四五六七八九十百千两]{2,}|[一二三四五六七八九十](?=[月日号届次])"
)


def sentences(text: str) -> Sentences:
    """The sentences of a text, in the form in which copies are the same.

    >>> sentences("會見「香港」代表。增長6.2%！")
    ('会见香港代表', '增长6.2%')
    """
    return tuple(filter(None, _told(text).split("。")))


def squeezed(text: str) -> str:
    """What is said in a stretch of a text, in the form in which copies are the same.

    >>> squeezed("“新華社”，5.5%。")
    '新华社5.5%'
    """
    return _told(text).replace("。", "")


def _told(text: str) -> str:
    """The words of a text, folded, with nothing but stops between them."""
    told = text.translate(_table())
    return _NO_POINT.sub("", told) if "." in told else told


@cache
def _table() -> list[str]:
    """What each character of the basic plane is as far as copies go: mostly itself, or nothing."""
    folded = fold("".join(map(chr, range(0x10000))))
    return ["。" if c in _STOPS else c if c.isalnum() or c in _SIGNS else "" for c in folded]


# --- finding -------------------------------------------------------------------------------------


def signed(texts: Sequence[Sentences]) -> list[tuple[int, ...]]:
    """The bands of each text, those of its sentences first; copies have some in common."""
    parts = [_signing(text) for text in texts]
    minima = _minima([part for found in parts for part in found])
    return [_bands(list(islice(minima, len(found)))) for found in parts]


def _signing(text: Sentences) -> list[str]:
    """The sentences that sign a text, each once; where all are short, it signs as a whole."""
    long = dict.fromkeys(part for part in text if len(part) >= _SIGNED)
    return list(long) or (["".join(text)] if text else [])


def _minima(parts: Sequence[str]) -> Iterator[list[int]]:
    """The minima of each part, a bounded number of characters at a time."""
    some: list[str] = []
    size = 0
    for part in parts:
        some.append(part)
        size += len(part)
        if size >= _AT_ONCE:
            yield from _minima_of(some)
            some, size = [], 0
    if some:
        yield from _minima_of(some)


def _minima_of(parts: Sequence[str]) -> list[list[int]]:
    """The minima of each part; the grams of all of them are hashed in one go.

    A gram is the sum of its characters' codes, each times a number of its own. Line breaks part the
    texts, so that no gram has characters of two.
    """
    import pyarrow as arrow  # slow to import, and wanted by those alone who keep articles
    from pyarrow import compute

    text = "".join(f"{part}{_APART}" for part in parts)
    packed = arrow.py_buffer(text.encode("utf-32-le", "surrogatepass"))
    codes = arrow.Array.from_buffers(arrow.int32(), len(text), [None, packed]).cast(arrow.int64())
    factors = arrow.Array.from_buffers(arrow.int64(), _GRAM, [None, arrow.py_buffer(_FACTORS)])
    apart = codes[len(text) - 1]
    length = len(text) - len(_APART)
    first = codes.slice(0, length)
    hashed = compute.multiply(first, factors[0])
    for n in range(1, _GRAM):
        hashed = compute.add(hashed, compute.multiply(codes.slice(n, length), factors[n]))
    kept = compute.filter(hashed, compute.not_equal(first, apart))
    hashes = memoryview(kept.buffers()[1])[: 8 * len(kept)].cast("B").cast("Q")
    begins = [0, *accumulate(map(len, parts))]
    minima = RMinHash.digest_matrix_from_flat_token_hashes(hashes, begins, _FEWEST * _ROWS, _SEED)
    rows: list[list[int]] = minima.to_rows()
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How two texts compare: in words, counted in grams, and in numbers.

    `contained` of the `grams` of the shorter text stand in the longer, which has `of`. `related`
    are those of sentences that the longer has too, be it in other words. `agreeing` numbers stand
    in both; `changed` ones in related sentences, where the longer text has others.
    """

    grams: int
    of: int
    contained: int
    related: int
    agreeing: int
    changed: int


def likeness(ours: Sentences, theirs: Sentences) -> Likeness:
    """Compare two texts.

    >>> today, tomorrow = "全市最高气温25度，最低气温18度。", "全市最高气温26度，最低气温11度。"
    >>> likeness(sentences(today), sentences(tomorrow))
    Likeness(grams=10, of=12, contained=10, related=10, agreeing=0, changed=2)
    """
    shorter, longer = sorted((ours, theirs), key=_size)
    kept, given = set(longer), set(shorter)
    same = [part for part in shorter if part in kept]
    rest = _Rest([part for part in shorter if part not in kept])
    alike = sum(map(_count, same))
    if rest.ours and _size(shorter) + _size(longer) <= _LARGE:
        rest.compare([part for part in longer if part not in given], alike)
    return Likeness(
        grams=alike + rest.grams,
        of=sum(map(_count, longer)),
        contained=alike + rest.contained,
        related=alike + rest.related,
        agreeing=len(_NUMBER.findall("。".join(same))) + rest.agreeing,
        changed=rest.changed,
    )


class _Rest:
    """The sentences of the shorter text that the longer has otherwise, if at all."""

    def __init__(self, ours: Sequence[str]) -> None:
        self.ours = ours
        self.grams = sum(map(_count, ours))
        self.contained = self.related = self.agreeing = self.changed = 0

    def compare(self, theirs: Sequence[str], alike: int) -> None:
        """Look for each sentence where most of its grams stand, its numbers aside.

        So many grams are `alike` already; where next to none of the others are, that is the end.
        """
        ours_said, theirs_said = _without_numbers(self.ours), _without_numbers(theirs)
        if alike + self.grams * _sampled(ours_said, theirs_said) < (alike + self.grams) / 4:
            return
        where: dict[str, int] = {}
        for number, part in enumerate(theirs_said.split("。")):
            where.update(dict.fromkeys(_grams(part), number))
        self.grams = 0
        for part, said in zip(self.ours, ours_said.split("。"), strict=True):
            grams = [gram for gram in _grams(said) if LOST not in gram]
            found = [where[gram] for gram in grams if gram in where]
            self.grams += len(grams)
            if found and len(found) >= _RELATED * len(grams):
                self.related += len(grams)
                self.contained += len(found)
                nearest = Counter(found).most_common(1)[0][0]
                self._numbers(part, theirs[nearest])

    def _numbers(self, part: str, other: str) -> None:
        ours, theirs = Counter(_NUMBER.findall(part)), Counter(_NUMBER.findall(other))
        self.agreeing += (ours & theirs).total()
        if LOST not in part and LOST not in other:
            self.changed += min((ours - theirs).total(), (theirs - ours).total())


def _without_numbers(parts: Sequence[str]) -> str:
    return _NUMBER.sub("0", "。".join(parts))


def _sampled(ours: str, theirs: str) -> float:
    """The share of a few grams of `ours`, as far apart as can be, that stand in `theirs`."""
    step = max(1, len(ours) // _SAMPLE)
    grams = [ours[at : at + _GRAM] for at in range(0, max(1, len(ours) - _GRAM), step)]
    return sum(gram in theirs or LOST in gram for gram in grams) / len(grams)


#: What two texts are to one another: copies; alike but for their numbers; or neither.
Verdict: TypeAlias = Literal["copies", "template", "others"]

#: A text of fewer grams has no copy but the same text.
SHORT = 24
#: So many grams tell whether all are worth looking for.
_SAMPLE = 32
#: A sentence of which this share stands in the other text is told there too.
_RELATED = 1 / 3
#: What both texts tell they tell in the same words but for this share.
_FAITHFUL = 0.9
#: The longer has this share of the shorter at least; where it has as good as all, the shorter is an
#: excerpt.
_CONTAINED, _EXCERPT = 0.5, 0.9
#: The shorter has this share of the longer at least; an excerpt has less, and least one of the same
#: headline. What is less is a quotation, or an item of a page that has many.
_COVERED, _COVERED_BY_EXCERPT, _COVERED_BY_HEADLINE = 0.3, 0.25, 1 / 7
#: It has more of a text of so few grams, save where both have one headline: short notices are made
#: of set sentences, and of one or two of their own.
_CONTAINED_SHORT = 0.9
#: Grams of a text from which on it is long, and no formula as a whole.
LONG = 250
#: Grams of a text of a few sentences.
_FEW = 100
#: A copy corrects less than this share of its numbers; one it may in any case, where the text is
#: long or so many others agree.
_CORRECTED, _AGREEING = 0.25, 2


def verdict(found: Likeness, *, headline: bool = False) -> Verdict:
    """What two texts are to one another; `headline`, whether they have the same.

    >>> from dataclasses import replace
    >>> text = Likeness(grams=400, of=900, contained=390, related=400, agreeing=12, changed=1)
    >>> verdict(text), verdict(replace(text, changed=9))
    ('copies', 'template')
    """
    if found.grams < SHORT:
        same = found.contained == found.grams == found.of
        return "others" if not same else "template" if found.changed else "copies"
    least = _CONTAINED if headline else _contained(found.grams)
    if found.contained < least * found.grams or found.contained < _FAITHFUL * found.related:
        return "others"
    if found.contained < _covered(found, headline) * found.of:
        return "others"
    return "copies" if _agree(found) else "template"


def _covered(found: Likeness, headline: bool) -> float:
    """How much of the longer text must stand in the shorter."""
    if found.contained < _EXCERPT * found.grams:
        return _COVERED
    return covered_by(headline=headline)


def covered_by(*, headline: bool) -> float:
    """How much of a text its shortest copies have; `headline`, whether they have the same.

    >>> covered_by(headline=False)
    0.25
    """
    return _COVERED_BY_HEADLINE if headline else _COVERED_BY_EXCERPT


def _agree(found: Likeness) -> bool:
    """Whether the numbers are those of one report."""
    if found.changed == 1 and (found.grams >= LONG or found.agreeing >= _AGREEING):
        return True
    return found.changed == 0 or found.changed < _CORRECTED * (found.changed + found.agreeing)


def _contained(grams: int) -> float:
    """How much of a text of so many grams stands in another that is its copy."""
    share = min(1.0, max(0.0, (grams - _FEW) / (LONG - _FEW)))
    return _CONTAINED_SHORT + share * (_CONTAINED - _CONTAINED_SHORT)


def _size(text: Sentences) -> int:
    return sum(map(len, text))


def _count(part: str) -> int:
    """How many grams a sentence has."""
    return max(1, len(part) - _GRAM + 1)
