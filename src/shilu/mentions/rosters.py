"""Rosters: which names stand with which posts.

A chain of posts parted by 、 goes with the names after it, all of them where several follow
(省领导甲、乙); a post right after a name goes with it; so does one it is named to (以甲为团长).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shilu.mentions.marking import Marked, firsts
from shilu.mentions.people_shape import Reading, chinese, is_county, is_town_abroad, read_name
from shilu.mentions.posts import Post
from shilu.text import Span


@dataclass(frozen=True, slots=True)
class Holding:
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
#: 以甲为|团长, 甲任|组长, 任命甲为|部长, 免去甲的|部长职务.
_NAMED_TO = re.compile(r"(?:出任|担任|兼任|接任|就任|当选为|当选|任|为)$")
_RELIEVED = re.compile(r"(?:免去|撤销|罢免)([\u4e00-\u9fff·]{2,4})的$")


def find_holdings(marked: Marked, posts: list[Post]) -> Iterator[Holding]:
    """Every name that stands with a post, with the whole chain."""
    at = 0
    while at < len(posts):
        chain = [posts[at]]
        while _chained(marked.folded, chain[-1], posts, at + 1):
            at += 1
            chain.append(posts[at])
        at += 1
        following = posts[at : at + 1]
        yield from _holdings(marked, chain, following[0] if following else None)


def _chained(folded: str, last: Post, posts: list[Post], i: int) -> bool:
    """Whether post `i` goes on with a chain that ends with `last`: 省委副书记、|省长."""
    return (
        i < len(posts)
        and folded[last.span.end : last.span.end + 1] == "、"
        and posts[i].span.start == last.span.end + 1
        and posts[i].bearer is None
        and (last.bearer is None or last.of_bearer)
        and last.counts
        and posts[i].counts
    )


def _holdings(marked: Marked, chain: list[Post], following: Post | None) -> Iterator[Holding]:
    first, last = chain[0], chain[-1]
    held = tuple(post for post in chain if post.counts)
    if first.bearer is not None and len(chain) > 1 and first.of_bearer:
        yield Holding(first.bearer, (), "people.post-of")
    elif first.bearer is not None:
        yield Holding(first.bearer, held, "people.post-after")
    elif (named := _named_to(marked, first)) is not None:
        yield Holding(named, held, "people.named-to")
        return
    if first.bearer is not None and not (first.of_bearer and len(chain) > 1):
        return
    if last.bearer is None or last.kind == "role":
        abroad = any(post.abroad for post in chain)
        for name in _names_after(marked, last, abroad, following):
            yield Holding(name, held, "people.post")


def _names_after(
    marked: Marked, post: Post, abroad: bool, following: Post | None
) -> Iterator[Span]:
    """The names that follow a post, as many as its roster goes on for; `abroad`, of foreigners."""
    folded, at = marked.folded, post.span.end
    if post.kind != "role" and (gap := _GAP.match(folded, at)):
        at = gap.end()
    least = _LEAST[post.kind]
    while (reading := _reading(marked, at, least, abroad)) is not None:
        yield Span(at, reading.end)
        more = _MORE.match(folded, reading.end)
        if more is None:
            return
        at = more.end()
        if following is not None and following.span.start <= at and following.bearer is None:
            return
        least = max(15, _LEAST[post.kind]) if more.group() == "、" else 35


def _reading(marked: Marked, at: int, least: int, abroad: bool) -> Reading | None:
    """The name that starts at `at`, if it weighs enough and no longer word stands there."""
    reading = read_name(marked.folded, at, abroad=abroad)
    if reading is None or _is_to(marked.folded, at, reading):
        return None
    if is_known(marked, Span(at, reading.end)) and not (
        abroad and reading.ends_well and is_town_abroad(marked.folded[at : reading.end])
    ):
        return None
    if reading.foreign and not reading.weight and marked.view[at] in _WORDS:
        return None
    if reading.foreign and not abroad and reading.weight < 30:
        return None
    lenient = abroad and least < 35 and reading.foreign and reading.ends_well
    if reading.weight < least and not lenient:
        return None
    return reading


def _is_to(folded: str, at: int, reading: Reading) -> bool:
    """Whether a surname is a function word here, with the name after it: 记者|向|陈铁山."""
    if folded[at] not in _FUNCTIONS:
        return False
    inner = chinese(folded, at + 1)
    return bool(inner) and inner[0].end > reading.end - 1 and inner[0].weight > reading.weight


def _named_to(marked: Marked, post: Post) -> Span | None:
    """The name that a post is given to by 任 为 出任 …, or taken from by 免去."""
    before = marked.folded[max(0, post.span.start - 8) : post.span.start]
    offset = post.span.start - len(before)
    if m := _RELIEVED.search(before):
        return Span(offset + m.start(1), offset + m.end(1))
    if not (m := _NAMED_TO.search(before)):
        return None
    return name_ending(marked, offset + m.start(), 35)


def name_ending(marked: Marked, end: int, least: int) -> Span | None:
    """The Chinese name that ends at `end`, the heaviest of those that weigh at least `least`."""
    best: tuple[int, Span] | None = None
    for length in (3, 2, 4):
        at = end - length
        if at < 0 or not marked.starts_word(at):
            continue
        readings = chinese(marked.folded, at)
        if not readings or is_known(marked, Span(at, end)):
            continue
        for reading in readings:
            if reading.end == end and reading.weight >= max(least, best[0] + 1 if best else least):
                best = (reading.weight, Span(at, end))
    return best[1] if best else None


def is_known(marked: Marked, span: Span) -> bool:
    """Whether a marked place or body takes all of `span`: it is no person then.

    A county's short name may be a person's as well (周宁), so it settles nothing.
    """
    if marked.view[span.start] not in _TAKEN or marked.word_end(span.start) < span.end:
        return False
    return not is_county(marked.folded[span.start : span.end])
