"""Rosters: which names stand with which posts.

A chain of posts parted by 、 goes with the names after it, all of them where several follow
(省领导甲、乙); a post right after a name goes with it; so does one it is named to (以甲为团长).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from shilu.mentions.marking import FIRST, RESTS, Marked, every, firsts, span_of
from shilu.mentions.people_reading import NEVER_FOREIGN, read_name
from shilu.mentions.people_shape import (
    NEVER_LAST,
    Reading,
    chinese,
    ends_well,
    is_county,
    is_town_abroad,
    openings,
)
from shilu.mentions.posts import Post
from shilu.text import Span


class Holding(NamedTuple):
    """A name where it stands, the posts printed with it there, and the rule that says so."""

    name: Span
    posts: tuple[Post, ...]
    rule: str


#: What a name must weigh after a head of each kind.
_LEAST = {"office": 5, "title": 20, "role": 40, "honour": 10**9}
_MORE = re.compile(r"、|和|及|以及|[ \u3000]{1,2}")
_GAP = re.compile(r"[：:]?[ \u3000]?")
#: Surnames that are function words as well.
_FUNCTIONS = frozenset("向和从任于应")
_WORDS = firsts("word", "weak", "inner", "role", "honour")
_TAKEN = firsts("place", "organization", "office", "title", "bearer", "suffix", "stop")
_COMPANY = every("organization", "bearer", "suffix", "place", "role")
#: 以甲为|团长, 甲任|组长, 任命甲为|部长, 免去甲的|部长职务.
_NAMED_TO = re.compile(
    r"(?:同志)?(?:不再|再次|继续|正式|将|已|获|被)?"
    r"(?:(?:提名|任命|推选|选举)?(?:出任|担任|兼任|接任|就任|当选|升任|转任|调任|任|为)为?)$"
)
#: What the two end with.
_NAMING = frozenset("任选为的")
_RELIEVED = re.compile(r"(?:免去|撤销|罢免)([\u4e00-\u9fff·]{2,4})(?:同志)?的$")
#: 甲（财政司司长）: what stands between a name and the bracket with its post.
_BRACKET = re.compile(r"[ \u3000]?（[ \u3000]?\Z")
#: A name printed in Latin letters: a capital at each of its parts.
_LATIN = re.compile("[A-Z][a-z]{1,15}(?: [A-Z](?:[a-z]{1,15})?){1,3}(?![A-Za-z])")
#: A foreigner's name of which nothing is known: what no marked word and no function word takes.
_UNKNOWN = re.compile(f"(?:(?![{NEVER_FOREIGN}])[\\u4e00-\\u9fff]){{2,5}}+")


def find_holdings(marked: Marked, posts: list[Post]) -> Iterator[Holding]:
    """Every name that stands with a post, with the whole chain."""
    at = 0
    while at < len(posts):
        chain = [posts[at]]
        at += 1
        while at < len(posts) and _chained(marked.folded, chain[-1], posts[at]):
            chain.append(posts[at])
            at += 1
        yield from _holdings(marked, chain, posts[at] if at < len(posts) else None)


def _chained(folded: str, last: Post, post: Post) -> bool:
    """Whether `post` goes on with a chain that ends with `last`: 省委副书记、|省长."""
    return (
        post.span.start == last.span.end + 1
        and folded[last.span.end] in "、及暨"
        and post.bearer is None
        and (last.bearer is None or last.of_bearer)
        and last.counts
        and post.counts
    )


def _holdings(marked: Marked, chain: list[Post], following: Post | None) -> Iterator[Holding]:
    first, last = chain[0], chain[-1]
    if first.bearer is not None and len(chain) > 1 and first.of_bearer:
        yield Holding(first.bearer, (), "people.post-of")
    elif first.bearer is not None:
        yield Holding(first.bearer, _counting(chain), "people.post-after")
    elif named := _named_to(marked, first):
        for each in named:
            yield Holding(each, _counting(chain), "people.named-to")
        return
    elif (name := _before_bracket(marked, first)) is not None:
        yield Holding(name, _counting(chain), "people.post-bracket")
        return
    if first.bearer is not None and not (first.of_bearer and len(chain) > 1):
        return
    if last.bearer is None or last.kind == "role":
        abroad = first.abroad or any(post.abroad for post in chain)
        for name in _names_after(marked, last, abroad, following):
            yield Holding(name, _counting(chain), "people.post")


def _counting(chain: list[Post]) -> tuple[Post, ...]:
    return tuple([post for post in chain if post.counts])


def _names_after(
    marked: Marked, post: Post, abroad: bool, following: Post | None
) -> Iterator[Span]:
    """The names that follow a post, as many as its roster goes on for; `abroad`, of foreigners."""
    folded, at = marked.folded, post.span.end
    head = folded[post.span.start : at]
    if post.kind != "role" and (gap := _GAP.match(folded, at)):
        at = gap.end()
    least = _LEAST[post.kind]
    while (reading := _reading(marked, at, least, abroad, head)) is not None:
        yield span_of((at, reading.end))
        more = _MORE.match(folded, reading.end)
        if more is None:
            return
        at = more.end()
        if following is not None and following.span.start <= at and following.bearer is None:
            return
        least = max(15, _LEAST[post.kind]) if more.group() == "、" else 35


def _reading(marked: Marked, at: int, least: int, abroad: bool, post: str) -> Reading | None:
    """The name that starts at `at`, if it weighs enough and no longer word stands there."""
    if least <= _LEAST["title"] and (latin := _LATIN.match(marked.folded, at)):
        return Reading(latin.end(), _LEAST["title"], True, True)
    reading = read_name(marked.folded, at, abroad=abroad)
    against = "reads as no name" if reading is None else _against(marked, at, reading, abroad)
    lenient = abroad and least < 35
    if reading is not None and not against:
        likely = lenient and reading.foreign and reading.ends_well
        if reading.weight >= least or likely:
            if marked.trace is not None:
                said = weighed(reading, least)
                marked.took(Span(at, reading.end), "people.post", "after {}; {}", post, said)
            return reading
        against = weighed(reading, least)
    if lenient and (unknown := _unknown(marked, at)) is not None:
        said = "after {}; no word, where a foreign name is likely"
        marked.took(Span(at, unknown.end), "people.post", said, post)
        return unknown
    if marked.trace is not None:
        span = Span(at, reading.end if reading else at + 1)
        marked.refused(span, "people.post", "after {}; {}", post, against)
    return None


def weighed(reading: Reading, least: int) -> str:
    """What a name weighs, in words."""
    end = "what follows may follow a name" if reading.ends_well else "what follows speaks against"
    kind = "foreign name" if reading.foreign else "name"
    return f"reads as a {kind}, weighs {reading.weight} of {least}; {end}"


def _against(marked: Marked, at: int, reading: Reading, abroad: bool) -> str:
    """What speaks against a reading whatever it weighs; empty where nothing does."""
    span, folded = span_of((at, reading.end)), marked.folded
    if _is_to(folded, at, reading):
        return "its first character is a function word, with a name after it"
    town = abroad and reading.ends_well and is_town_abroad(folded[at : reading.end])
    if is_known(marked, span) and not town:
        return "a known place or body"
    if marked.view[at] == FIRST["place"] and not reading.foreign:
        end = marked.word_end(at)
        if end < reading.end and not is_county(folded[at:end]):
            return "begins with a place"
    if reading.foreign and not reading.weight and marked.view[at] in _WORDS:
        return "an ordinary word"
    if reading.foreign and not abroad and reading.weight < 30:
        return "no sounds of a foreign name"
    return ""


def _unknown(marked: Marked, at: int) -> Reading | None:
    """Characters that nothing is known of, between a post abroad and what may follow a name."""
    m = _UNKNOWN.match(marked.view, at)
    if m is None or not marked.starts_word(m.end()):
        return None
    return Reading(m.end(), 0, True, True) if ends_well(marked.folded, m.end()) else None


def _is_to(folded: str, at: int, reading: Reading) -> bool:
    """Whether a surname is a function word here, with the name after it: 记者|向|陈铁山."""
    if folded[at] not in _FUNCTIONS:
        return False
    inner = chinese(folded, at + 1)
    return bool(inner) and inner[0].end > reading.end - 1 and inner[0].weight > reading.weight


def _named_to(marked: Marked, post: Post) -> list[Span]:
    """The names that a post is given to by 任 为 出任 …, or taken from by 免去."""
    if marked.folded[post.span.start - 1] not in _NAMING:
        return []
    before = marked.folded[max(0, post.span.start - 10) : post.span.start]
    offset = post.span.start - len(before)
    if m := _RELIEVED.search(before):
        return [Span(offset + m.start(1), offset + m.end(1))]
    if not (m := _NAMED_TO.search(before)):
        return []
    name = name_ending(marked, offset + m.start(), 35)
    names = [name] if name is not None else []
    while name is not None and marked.folded[name.start - 1 : name.start] == "、":
        if (name := name_ending(marked, name.start - 1, 20)) is not None:
            names.insert(0, name)
    return names


def _before_bracket(marked: Marked, post: Post) -> Span | None:
    """The name before the bracket that opens with a post: 甲（财政司司长）."""
    if marked.folded[post.span.start - 1] not in "（ \u3000":
        return None
    m = _BRACKET.search(marked.folded, max(0, post.span.start - 3), post.span.start)
    name = name_ending(marked, m.start(), 30) if m else None
    return name if name is not None and opens(marked, name.start) else None


def opens(marked: Marked, at: int) -> bool:
    """Whether a name can begin at `at`: after punctuation, or after a body, a place or a role."""
    if at <= 0:
        return at == 0
    before = marked.view[at - 1]
    parted = not ("\u4e00" <= before <= "\u9fff" or "\ufdd0" <= before <= "\ufdef")
    if before.isdigit():  # a counter follows: 50|张|提名票
        return False
    return parted or (before in _COMPANY and marked.starts_word(at))


def name_ending(marked: Marked, end: int, least: int) -> Span | None:
    """The Chinese name that ends at `end`, the heaviest of those that weigh at least `least`."""
    folded, opening = marked.folded, openings()
    best: tuple[int, Span] | None = None
    if folded[end - 1 : end] in NEVER_LAST:
        return None
    for at in (end - 3, end - 2, end - 4):
        if at < 0 or folded[at] not in opening or marked.view[at] in RESTS:
            continue
        readings = chinese(folded, at, end)
        if readings and is_known(marked, span_of((at, end))):
            marked.refused(Span(at, end), "people.shape", "a known place or body")
            continue
        for reading in readings:
            if reading.weight >= max(least, best[0] + 1 if best else least):
                best = (reading.weight, Span(at, end))
            elif marked.trace is not None:
                marked.refused(Span(at, end), "people.shape", "{}", weighed(reading, least))
    return best[1] if best else None


def is_known(marked: Marked, span: Span) -> bool:
    """Whether a marked place or body takes all of `span`: it is no person then.

    A county's short name may be a person's as well (周宁), so it settles nothing.
    """
    if marked.view[span.start] not in _TAKEN or marked.word_end(span.start) < span.end:
        return False
    return not is_county(marked.folded[span.start : span.end])
