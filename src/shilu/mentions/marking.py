"""The marked view: folded text with every word that bears on names written over by its class.

One pass of one automaton; everything that looks for people, posts, organisations and places works
on its result with regular expressions, so that every offset holds. Ordinary words are marked too,
which keeps a word that happens to lie across two others (省长|安排) from being taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from sys import intern
from typing import NamedTuple

import daachorse

from shilu.lexicon import rows, terms
from shilu.mentions.trace import Trace
from shilu.text import Span

#: Class of a word → its two characters in the view: first of a word, and rest (noncharacters).
CLASSES = {
    name: (chr(0xFDD0 + 2 * i), chr(0xFDD1 + 2 * i))
    for i, name in enumerate(
        (
            "word",  # an ordinary word that may be part of a name of something
            "stop",  # an ordinary word that ends whatever stands beside it
            "place",
            "geography",  # a river, a mountain: no place, but a proper name
            "weak",  # a place only in company (鼓楼)
            "organization",
            "bearer",  # ends an organisation's name, a place before it is enough (政府)
            "suffix",  # ends an organisation's name, needs a proper name (集团)
            "inner",  # ends a body's name inside a post (司)
            "office",
            "title",
            "role",
            "honour",
        )
    )
}
FIRST = {name: pair[0] for name, pair in CLASSES.items()}


def token(*names: str) -> str:
    """The regular expression for one word of any of the classes `names`.

    >>> import re
    >>> bool(re.fullmatch(token("place"), mark("湖南").view))
    True
    """
    return f"(?:[{firsts(*names)}][{rests(*names)}]*+)"


def firsts(*names: str) -> str:
    """The first characters of the classes `names`, for a character class."""
    return "".join(CLASSES[n][0] for n in names)


def rests(*names: str) -> str:
    """The characters of the classes `names` that go on a word; they follow no other class's."""
    return "".join(CLASSES[n][1] for n in names)


def every(*names: str) -> str:
    """All characters of the classes `names`, for a character class."""
    return "".join("".join(CLASSES[n]) for n in names)


#: The span of a pair of offsets, as matches give it, without a call into Python.
span_of = partial(tuple.__new__, Span)

#: Characters of the view that go on a word begun before them.
RESTS = frozenset(rest for _, rest in CLASSES.values())


@dataclass(frozen=True, slots=True)
class Marked:
    """`folded`, and `view` over it: of the same length, character for character.

    `trace` is there only where someone asks what is taken and what refused.
    """

    folded: str
    view: str
    trace: Trace | None = None

    def took(self, span: Span, rule: str, evidence: str = "", *values: object) -> None:
        """Note for the trace, if there is one, that `rule` took `span`."""
        if self.trace is not None:
            self.trace.note(span, rule, True, evidence.format(*values))

    def refused(self, span: Span, rule: str, evidence: str, *values: object) -> None:
        """Note for the trace, if there is one, that `rule` considered `span`, and why not."""
        if self.trace is not None:
            self.trace.note(span, rule, False, evidence.format(*values))

    def starts_word(self, at: int) -> bool:
        """Whether no marked word runs across the place before `at`."""
        return at >= len(self.view) or self.view[at] not in RESTS

    def is_plain(self, at: int) -> bool:
        """Whether no marked word holds the character at `at`."""
        return self.view[at] == self.folded[at]

    def word_end(self, at: int) -> int:
        """The end of the marked word that starts at `at` (the next character if none does)."""
        end = at + 1
        while end < len(self.view) and self.view[end] in RESTS:
            end += 1
        return end


def mark(folded: str, trace: Trace | None = None) -> Marked:
    """The marked view of `folded`.

    >>> marked = mark("湖南省长任命")
    >>> [CLASSES["place"][0], CLASSES["office"][0]] == [marked.view[0], marked.view[2]]
    True
    """
    read = _DAY.sub("\0", folded)
    found = _lexicon().automaton.find(read)
    view, held = _written_over(folded, found)
    if freed := {at: name for at in held if (name := _name_at(read, at)) is not None}:
        view, _ = _written_over(folded, _freed(read, found, freed))
    view = _VERB_OF_BODY.sub(CLASSES["word"][0] + CLASSES["word"][1], view)
    if _MAYBE_ROLE.search(view):
        view = _ROLE_OF_BODY.sub(lambda m: _cover("word", m.group()), view)
    view = _COUNTY_AND.sub(lambda m: _parted(m, folded), view)
    if _MAYBE_SHARED.search(view):
        view = _SHARED.sub(lambda m: _share(m, folded), view)
    return Marked(folded, view, trace)


def _written_over(folded: str, found: list[tuple[int, int, int]]) -> tuple[str, list[int]]:
    """`folded` with each word found written over; where one ends that may hold a name's first."""
    _, written, templates, swallowing = _lexicon()
    parts, held, at = list[str](), list[int](), 0
    add = parts.append
    for start, end, i in found:
        if start != at:
            add(folded[at:start])
        kind = written[i]
        if kind < swallowing:
            held.append(end - 1)
        add(templates[kind])
        at = end
    add(folded[at:])
    return "".join(parts), held


def _freed(
    folded: str, found: list[tuple[int, int, int]], freed: dict[int, tuple[int, int]]
) -> list[tuple[int, int, int]]:
    """The words found, with the names freed: 在内|蒙古 is 在 and a name that begins inside it."""
    automaton, written, _, swallowing = _lexicon()
    taken, out = 0, list[tuple[int, int, int]]()
    for start, end, i in found:
        if taken and taken <= start:
            out += _between(automaton.find(folded[taken : taken + _LONGEST]), taken, start)
            taken = out[-1][1]
        if start < taken:
            continue
        name = freed.get(end - 1) if written[i] < swallowing else None
        out.append((end - 1, *name) if name else (start, end, i))
        taken = out[-1][1] if name else 0
    return out


def _between(
    found: list[tuple[int, int, int]], low: int, high: int
) -> Iterator[tuple[int, int, int]]:
    """The words found from `low` on that begin before `high`; a freed name sets others free."""
    return ((low + start, low + end, i) for start, end, i in found if low + start < high)


def _name_at(folded: str, at: int) -> tuple[int, int] | None:
    """The end and the number of the longest place or body that begins at `at`."""
    names, lengths = _names()
    for length in lengths.get(folded[at : at + 2], ()):
        if (number := names.get(folded[at : at + length])) is not None:
            return at + length, number
    return None


#: 从, 在, 对 … and a character more make words (从中, 在内, 对联) that names begin inside.
_FUNCTION = frozenset("从在对同向为当由与和被自该将把给至到跟及据使以")
#: Characters of the longest name looked for behind a function word.
_LONGEST = 12


@cache
def _names() -> tuple[dict[str, int], dict[str, list[int]]]:
    """Places and bodies by number, and how long those are that begin with two characters."""
    named = {CLASSES["place"][0], CLASSES["organization"][0]}
    words = enumerate(_templates().items())
    names = {word: i for i, (word, written) in words if len(word) > 1 and written[0] in named}
    lengths: dict[str, list[int]] = {}
    for word in sorted(names, key=len, reverse=True):
        known = lengths.setdefault(word[:2], [])
        if len(word) <= _LONGEST and len(word) not in known:
            known.append(len(word))
    return names, lengths


@cache
def _openings() -> frozenset[str]:
    """The characters that names of places and bodies begin with."""
    return frozenset(name[0] for name in _names()[0])


def _swallows(word: str, template: str) -> bool:
    """Whether a word may hold a name's first character, behind a function word."""
    common = {CLASSES[name][0] for name in ("word", "stop", "place", "weak")}
    known = len(word) == 2 and word[0] in _FUNCTION and word[1] in _openings()
    return known and template[0] in common


#: 10月19日|立法会: the day of a date begins no name.
_DAY = re.compile("日(?<=[0-9]日)")
#: 法规|执行|部: a verb before the unit of a body belongs to its name.
_VERB_OF_BODY = re.compile(
    f"{CLASSES['stop'][0]}{CLASSES['stop'][1]}(?=[部局厅署处][{firsts('office', 'title')}])"
)
#: 李志平|和|法国总理: a county's short name that ends with 和, behind what no word holds.
_COUNTY_AND = re.compile(
    rf"[{firsts('weak')}](?<=[\u4e00-\u9fff].)[{rests('weak')}]*+"
    rf"(?=[{firsts('place', 'organization', 'office', 'title')}])"
)
#: 企业家|协会, 干部|学院: whom a body is for belongs to its name.
_ROLE_OF_BODY = re.compile(f"{token('role', 'title')}(?={CLASSES['suffix'][0]})")
_SHARED = re.compile(
    f"{token('place', 'weak', 'organization', 'bearer', 'suffix')}(?=[长委门队署])[长委门队署]"
)
#: What the two end with, for which a view is searched fast.
_MAYBE_ROLE = re.compile(f"{FIRST['suffix']}(?<=[{every('role', 'title')}].)")
_MAYBE_SHARED = re.compile(
    f"[长委门队署](?<=[{every('place', 'weak', 'organization', 'bearer', 'suffix')}].)"
)
#: What a name may end with to share it with the word after: 湖南|省长, 湖南|省委, 公安|部长.
_SHARES = {"长": frozenset("省市县区州旗盟部局厅署院"), "委": frozenset("省市县区州")}


def _share(m: re.Match[str], folded: str) -> str:
    """Two marked words where one ends with the character that begins the next.

    A body whose last character belongs to another word is none: 生态环境|部门.
    """
    last = folded[m.end() - 1]
    if last in "门队署":
        return _cover("word", m.group()) if folded[m.end() - 2] == "部" else m.group()
    if folded[m.end() - 2] not in _SHARES[last] or m.end() - m.start() < 4:
        return m.group()
    return m.group()[:-2] + _cover("office" if last == "长" else "organization", "两字")


def _parted(m: re.Match[str], folded: str) -> str:
    """What ends with 和 before a post or a body is no county, but a name's last character and."""
    return folded[m.start() : m.end()] if folded[m.end() - 1] == "和" else m.group()


class _Lexicon(NamedTuple):
    """The automaton over all words, and by the number of a word that of its template.

    Templates are few: a byte a word is soon at hand where a list of them would be far to seek. The
    first are those of the words that may hold a name's first character.
    """

    automaton: daachorse.CharwiseDoubleArrayAhoCorasick
    written: bytes
    templates: list[str]
    swallowing: int


@cache
def _lexicon() -> _Lexicon:
    words = _templates()
    automaton = daachorse.CharwiseDoubleArrayAhoCorasick(
        list(words), daachorse.MATCH_KIND_LEFTMOST_LONGEST
    )
    written = [(not _swallows(word, template), template) for word, template in words.items()]
    kinds = sorted(set(written))
    number = {kind: i for i, kind in enumerate(kinds)}
    templates = [template for _, template in kinds]
    swallowing = sum(not common for common, _ in kinds)
    return _Lexicon(automaton, bytes(number[kind] for kind in written), templates, swallowing)


@cache
def _templates() -> dict[str, str]:
    """Every word, and what it is written over with. Earlier files win."""
    templates: dict[str, str] = {}
    for word, kind, *_ in rows("posts"):
        templates[word] = _cover(kind, word)
    for word, kind in rows("genre_words"):
        if kind == "rare":
            continue
        templates.setdefault(word, _cover(kind, word))
    forms = (word for row in rows("org_forms") for word in row)
    for word in (*terms("organizations"), *forms):
        templates.setdefault(word, _cover("organization", word))
    for word, kind, *_ in rows("org_suffixes"):
        if kind in _SUFFIXES:
            templates.setdefault(word, _cover(_SUFFIXES[kind], word))
    for word, *_ in rows("place_groups"):
        templates.setdefault(word, _cover("place", word))
    for word, _, form in rows("divisions"):
        templates.setdefault(word, _cover("weak" if form == "weak" else "place", word))
    for name in ("countries", "cities_abroad"):
        for word, *_ in rows(name):
            templates.setdefault(word, _cover("place", word))
    places = {row[0] for row in rows("divisions")}
    for word, kind in rows("vocabulary"):
        if kind != "rare" and not (kind == "geography" and _joins_places(word, places)):
            templates.setdefault(word, _cover(kind, word))
    return templates


def _joins_places(word: str, places: set[str]) -> bool:
    """Whether a word is a place and a part of it, each a place of its own: 上海|浦东."""
    parts = ((word[:i], word[i:]) for i in range(2, len(word) - 1))
    return any(
        whole in places and any(part + kind in places for kind in ("", "区", "新区", "县", "市"))
        for whole, part in parts
    )


_SUFFIXES = {"place": "bearer", "name": "suffix", "inner": "inner"}


def _cover(kind: str, word: str) -> str:
    """What `word` is written over with; one string for all words as long of a kind."""
    first, rest = CLASSES[kind]
    return intern(first + rest * (len(word) - 1))


def occurrences(folded: str, names: Collection[str]) -> list[tuple[int, int]]:
    """Every place of every one of `names`, in no order.

    Few are looked for one by one; an automaton for many keeps a long text's time flat.

    >>> occurrences("王五见王五同", ["王五", "王五同"])
    [(0, 2), (3, 5), (3, 6)]
    """
    if len(names) >= _MANY:
        automaton = daachorse.CharwiseDoubleArrayAhoCorasick(list(names))
        return [(start, end) for start, end, _ in automaton.find_overlapping(folded)]
    found = []
    for name in names:
        at = folded.find(name)
        while at >= 0:
            found.append((at, at + len(name)))
            at = folded.find(name, at + 1)
    return found


#: From how many names on an automaton is worth being built.
_MANY = 40


def covered(folded: str, spans: list[Span]) -> bytearray:
    """One byte a character: whether one of `spans` holds it."""
    taken = bytearray(len(folded) + 1)
    cover(taken, spans)
    return taken


def cover(taken: bytearray, spans: Iterable[Span]) -> None:
    """Mark what `spans` hold in `taken` as well."""
    for start, end in spans:
        taken[start:end] = b"\x01" * (end - start)
