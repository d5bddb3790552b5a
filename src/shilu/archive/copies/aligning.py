"""Aligning two texts: which sentences of one are sentences of the other, and what differs in them.

Sentences of the same words are anchors, as far as they stand in the same order. Between two anchors
those are paired that share grams enough. Only within a pair are characters compared, and only so
many: however long two texts are and whatever stands in them, the work grows with their length.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

BlockKind = Literal["same", "changed", "dropped", "added", "moved"]
PartKind = Literal["same", "changed", "dropped", "added"]

#: Characters of a gram by which sentences are paired, and the share that a pair has in common.
_GRAM = 3
_PAIRED = 0.4
#: Stretches are compared token by token where they have so many on either side at most.
_TOKENS = 240
#: And so many comparisons are spent on a text at most; what is left then is changed as a whole.
_BUDGET = 2_000_000

#: A number is changed as a whole, and so is a word in Latin letters.
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[A-Za-z]+|.", re.DOTALL)
_WORD = re.compile(r"[\w%‰\uFFFD]")


class Block(NamedTuple):
    """Sentences, by number, and the sentences that the other text has for them."""

    kind: BlockKind
    ours: range
    theirs: range


class Part(NamedTuple):
    """A stretch of a text, and the stretch that the other has for it; in characters."""

    kind: PartKind
    ours: range
    theirs: range


# --- sentences -----------------------------------------------------------------------------------


def align(ours: Sequence[str], theirs: Sequence[str]) -> list[Block]:
    """The blocks that two texts, cut into sentences, consist of; in the order of `ours`.

    >>> [(block.kind, *block.ours, *block.theirs) for block in align("abc", "axc")]
    [('same', 0, 0), ('dropped', 1), ('added', 1), ('same', 2, 2)]
    """
    blocks: list[Block] = []
    i = j = 0
    for a, b in [*_anchors(ours, theirs), (len(ours), len(theirs))]:
        blocks += _between(ours, theirs, range(i, a), range(j, b))
        if a < len(ours):
            blocks.append(Block("same", range(a, a + 1), range(b, b + 1)))
        i, j = a + 1, b + 1
    return _with_moves(blocks, ours, theirs)


def _anchors(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of the same sentences in the order of both; the nth of several is the nth."""
    places: dict[str, list[int]] = defaultdict(list)
    for number, sentence in enumerate(theirs):
        places[sentence].append(number)
    seen: Counter[str] = Counter()
    pairs = []
    for number, sentence in enumerate(ours):
        there = places.get(sentence, ())
        if seen[sentence] < len(there):
            pairs.append((number, there[seen[sentence]]))
            seen[sentence] += 1
    return _rising(pairs)


def _rising(pairs: Sequence[tuple[int, int]], *, level: bool = False) -> list[tuple[int, int]]:
    """The longest run of `pairs`, which are in order, in which the second numbers rise too.

    Where `level` is true they need not rise, if they do not fall.
    """
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for n, (_, there) in enumerate(pairs):
        at = bisect_right(ends, there) if level else bisect_left(ends, there)
        before.append(last[at - 1] if at else -1)
        ends[at : at + 1], last[at : at + 1] = [there], [n]
    chosen = []
    n = last[-1] if last else -1
    while n >= 0:
        chosen.append(pairs[n])
        n = before[n]
    return chosen[::-1]


def _between(ours: Sequence[str], theirs: Sequence[str], a: range, b: range) -> Iterator[Block]:
    """The blocks between two anchors: what is paired is changed, the rest dropped or added."""
    i, j = a.start, b.start
    for one, other in _paired(ours, theirs, a, b):
        yield from _unpaired(range(i, one.start), range(j, other.start))
        yield Block("changed", one, other)
        i, j = one.stop, other.stop
    yield from _unpaired(range(i, a.stop), range(j, b.stop))


def _unpaired(a: range, b: range) -> Iterator[Block]:
    yield from (Block("dropped", range(n, n + 1), b[:0]) for n in a)
    yield from (Block("added", a[:0], range(n, n + 1)) for n in b)


def _paired(
    ours: Sequence[str], theirs: Sequence[str], a: range, b: range
) -> Iterator[tuple[range, range]]:
    """Stretches of sentences that tell the same, in order; a sentence may have become two."""
    if not a or not b:
        return
    found = set(_nearest(ours, a, theirs, b))
    found |= {(one, other) for other, one in _nearest(theirs, b, ours, a)}
    run: list[tuple[int, int]] = []
    for one, other in _rising(sorted(found), level=True):
        if run and one > run[-1][0] and other > run[-1][1]:
            yield _stretch(run)
            run = []
        run.append((one, other))
    if run:
        yield _stretch(run)


def _stretch(run: Sequence[tuple[int, int]]) -> tuple[range, range]:
    (a, b), (c, d) = run[0], run[-1]
    return range(a, c + 1), range(b, d + 1)


def _nearest(
    ours: Sequence[str], a: Sequence[int], theirs: Sequence[str], b: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """For each sentence of `a` the one of `b` that has most of its grams, if it has enough."""
    where = {gram: n for n in reversed(b) for gram in _grams(theirs[n])}
    for n in a:
        grams = _grams(ours[n])
        votes = Counter(where[gram] for gram in grams if gram in where)
        if votes:
            nearest, count = votes.most_common(1)[0]
            if count >= _PAIRED * len(grams):
                yield n, nearest


def _grams(sentence: str) -> list[str]:
    return [sentence[i : i + _GRAM] for i in range(max(1, len(sentence) - _GRAM + 1))]


def _with_moves(blocks: list[Block], ours: Sequence[str], theirs: Sequence[str]) -> list[Block]:
    """The blocks; what was dropped here and added there is moved, and may be changed as well."""
    dropped = [block.ours.start for block in blocks if block.kind == "dropped"]
    added = [block.theirs.start for block in blocks if block.kind == "added"]
    same = _same(dropped, added, ours, theirs)
    gone = set(same.values())
    a = [n for n in dropped if n not in same]
    b = [n for n in added if n not in gone]
    back = dict(_nearest(theirs, b, ours, a))
    alike = {one: other for one, other in _nearest(ours, a, theirs, b) if back.get(other) == one}
    taken = gone.union(alike.values())
    found = []
    for block in blocks:
        if block.kind == "dropped" and (n := block.ours.start) in same:
            found.append(Block("moved", block.ours, range(same[n], same[n] + 1)))
        elif block.kind == "dropped" and n in alike:
            found.append(Block("changed", block.ours, range(alike[n], alike[n] + 1)))
        elif block.kind != "added" or block.theirs.start not in taken:
            found.append(block)
    return found


def _same(
    a: Sequence[int], b: Sequence[int], ours: Sequence[str], theirs: Sequence[str]
) -> dict[int, int]:
    """Sentences of `a` and the same ones of `b`; the nth of several is the nth."""
    places: dict[str, list[int]] = defaultdict(list)
    for n in reversed(b):
        places[theirs[n]].append(n)
    return {n: there.pop() for n in a if (there := places.get(ours[n]))}


# --- characters ----------------------------------------------------------------------------------


class Comparison:
    """Compares stretches of two texts, folded, character by character, while its budget lasts."""

    def __init__(self, ours: str, theirs: str) -> None:
        self._ours, self._theirs = ours, theirs
        self._left = _BUDGET

    def parts(self, a: range, b: range) -> list[Part]:
        """What the stretches `a` and `b` consist of; together the parts are the whole of both.

        >>> text, other = "进出口增长12.5%，", "进出口额增长13.5%。"
        >>> [(p.kind, text[p.ours.start : p.ours.stop], other[p.theirs.start : p.theirs.stop])
        ...  for p in Comparison(text, other).parts(range(11), range(12)) if p.kind != "same"]
        [('added', '', '额'), ('changed', '12.5', '13.5')]
        """
        ours, theirs = self._tokens(self._ours, a), self._tokens(self._theirs, b)
        head = _common(ours, theirs)
        tail = _common(ours[head:][::-1], theirs[head:][::-1])
        one, other = ours[head : len(ours) - tail], theirs[head : len(theirs) - tail]
        found = [
            ("same", 0, head, 0, head),
            *(
                (k, i + head, j + head, m + head, n + head)
                for k, i, j, m, n in self._opcodes(one, other)
            ),
            ("same", len(ours) - tail, len(ours), len(theirs) - tail, len(theirs)),
        ]
        starts, others = _starts(a.start, ours), _starts(b.start, theirs)
        parts = [
            Part(_KINDS[kind], range(starts[i], starts[j]), range(others[m], others[n]))
            for kind, i, j, m, n in found
            if i < j or m < n
        ]
        return _joined(self._unimportant(part) for part in parts)

    def _tokens(self, text: str, within: range) -> list[str]:
        return _TOKEN.findall(text, within.start, within.stop)

    def _opcodes(
        self, ours: list[str], theirs: list[str]
    ) -> Sequence[tuple[str, int, int, int, int]]:
        cost = len(ours) * len(theirs)
        few = max(len(ours), len(theirs)) <= _TOKENS
        if not cost or not few or cost > self._left:
            return [("replace", 0, len(ours), 0, len(theirs))]
        self._left -= cost
        return SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()

    def _unimportant(self, part: Part) -> Part:
        """A part that differs in nothing but marks and spaces is the same."""
        one = self._ours[part.ours.start : part.ours.stop]
        other = self._theirs[part.theirs.start : part.theirs.stop]
        if part.kind == "same" or _WORD.search(one) or _WORD.search(other):
            return part if one or other else part._replace(kind="same")
        return part._replace(kind="same")


_KINDS: dict[str, PartKind] = {
    "same": "same",
    "equal": "same",
    "replace": "changed",
    "delete": "dropped",
    "insert": "added",
}


def _common(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """How many tokens both begin with."""
    pairs = zip(ours, theirs, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(ours), len(theirs)))


def _starts(at: int, tokens: Sequence[str]) -> list[int]:
    starts = [at]
    for token in tokens:
        starts.append(starts[-1] + len(token))
    return starts


def _joined(parts: Iterable[Part]) -> list[Part]:
    """Parts of one kind on end as one, and no single character the same between two changes."""
    found: list[Part] = []
    for part in parts:
        if (
            len(found) > 1
            and part.kind != "same"
            and _is_one(found[-1])
            and found[-2].kind != "same"
        ):
            between = found.pop()
            part = _sum(_sum(found.pop(), between), part)
        elif found and (found[-1].kind == "same") == (part.kind == "same"):
            part = _sum(found.pop(), part)
        found.append(part)
    return found


def _is_one(part: Part) -> bool:
    return part.kind == "same" and len(part.ours) <= 1 and len(part.theirs) <= 1


def _sum(one: Part, other: Part) -> Part:
    ours = range(one.ours.start, other.ours.stop)
    theirs = range(one.theirs.start, other.theirs.stop)
    if one.kind == other.kind == "same":
        return Part("same", ours, theirs)
    kind: PartKind = "changed" if ours and theirs else "dropped" if ours else "added"
    return Part(kind, ours, theirs)
