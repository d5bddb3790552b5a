"""People: each once, by the fullest name printed, with posts and every place they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import itemgetter

from shilu.mentions.marking import Marked, covered, occurrences, span_of
from shilu.mentions.people_shape import is_japanese_surname, is_surname
from shilu.mentions.posts import Post
from shilu.mentions.roles import resolve
from shilu.mentions.rosters import Holding
from shilu.model import Mention, Person
from shilu.text import Span

#: What may follow an office that stands for its holder, and what before it makes it another's.
_ALONE = re.compile("[，说指称表对在的今昨日]|强调|表示|指出|介绍|重申|先生|阁下")
#: What parts a foreign name.
_POINT = re.compile("[·•‧・．.-]")
_COUNTED = frozenset("各两任届名位为当选出、")


@dataclass(slots=True)
class _Entry:
    """A person being put together."""

    name: str
    rule: str
    posts: list[Span] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    addressed: list[Span] = field(default_factory=list)
    by_post: list[Span] = field(default_factory=list)


def make_people(
    marked: Marked,
    text: str,
    holdings: Iterable[Holding],
    posts: list[Post],
    closed: list[Span],
    own: str | None = None,
) -> tuple[Person, ...]:
    """People from where names and posts were found.

    `closed` are spans no name stands in, `own` is the paper's own area.
    """
    folded = marked.folded
    entries: dict[str, _Entry] = {}
    for holding in sorted(holdings, key=itemgetter(0)):
        key = folded[holding.name.start : holding.name.end]
        name = text[holding.name.start : holding.name.end]
        entry = entries.get(key)
        if entry is None:
            entry = entries[key] = _Entry(name, holding.rule)
        if holding.posts and not entry.posts:
            entry.rule = holding.rule
        entry.posts += [post.span for post in holding.posts]
    if not entries:
        return ()
    _cut_short(folded, entries)
    entries = _fullest(entries)
    _find_all(folded, entries, closed)
    _find_addressed(folded, entries, posts)
    _find_by_post(folded, entries, posts)
    people = [_person(marked, text, entry, own) for entry in entries.values() if entry.spans]
    return tuple(sorted(people, key=lambda p: p.mentions[0].span))


def _cut_short(folded: str, entries: dict[str, _Entry]) -> None:
    """Give what is a known name and one character more to that name: 甲|料|将 beside 甲.

    The shorter one must stand oftener without that character than with it.
    """
    for key in [key for key in entries if key[:-1] in entries]:
        short = key[:-1]
        if folded.count(short) > 2 * folded.count(key):
            entries[short].posts += entries.pop(key).posts


def _fullest(entries: dict[str, _Entry]) -> dict[str, _Entry]:
    """Entries without those that are a part of a fuller name (特朗普, 林郑 of 林郑月娥)."""
    fuller: dict[str, list[str]] = {}
    for key in entries:
        if len(key) == 4:
            fuller.setdefault(key[:2], []).append(key)
    for short, (full, *others) in fuller.items():
        if short in entries and not others:
            entries[full].posts += entries.pop(short).posts
            entries[full].forms.append(short)
    parts = {part: key for key in entries if (part := last_part(key)) != key}
    for part, whole in parts.items():
        if part in entries:
            entries[whole].posts += entries.pop(part).posts
    return entries


def last_part(name: str) -> str:
    """What a foreign name is shortened to.

    >>> last_part("唐纳德·特朗普"), last_part("毛伟明")
    ('特朗普', '毛伟明')
    """
    return _POINT.split(name)[-1] if len(name) > 3 else name


def _find_all(folded: str, entries: dict[str, _Entry], closed: list[Span]) -> None:
    """Every place a known name stands, the longest name first where two overlap."""
    forms = {key: key for key in entries}
    forms |= {last_part(key): key for key in entries}
    forms |= {key[:2]: key for key in entries if len(key) > 3 and is_japanese_surname(key[:2])}
    forms |= {form: key for key, entry in entries.items() for form in entry.forms}
    taken = covered(folded, closed)
    found = occurrences(folded, [form for form in forms if len(form) > 1])
    for start, end in sorted(found, key=lambda span: (span[0] - span[1], span[0])):
        if not (taken[start] or taken[end - 1]):
            taken[start:end] = b"\x01" * (end - start)
            entries[forms[folded[start:end]]].spans.append(span_of((start, end)))
    for entry in entries.values():
        entry.spans.sort()


def _find_addressed(folded: str, entries: dict[str, _Entry], posts: list[Post]) -> None:
    """Surnames with a post (毛|省长) that fit one known person, and one only."""
    for post in posts:
        surname = folded[post.span.start : post.head]
        if not 0 < len(surname) <= 2 or post.bearer is not None or not is_surname(surname):
            continue
        head = folded[post.head : post.span.end]
        fitting = [
            entry
            for name, entry in entries.items()
            if name.startswith(surname) and _holds(folded, entry, head)
        ]
        if len(fitting) == 1:
            fitting[0].addressed.append(post.span)


def _find_by_post(folded: str, entries: dict[str, _Entry], posts: list[Post]) -> None:
    """Offices that stand alone, after the only person who was printed with them: 总统|说.

    Where an office is printed for another one as well, or with more before it, it is left open.
    """
    held = {span for entry in entries.values() for span in entry.posts}
    for post in posts:
        if post.kind != "office" or post.bearer is not None or post.span in held:
            continue
        if not _ALONE.match(folded, post.span.end) or folded[post.span.start - 1] in _COUNTED:
            continue
        printed = folded[post.span.start : post.span.end]
        if printed[-1] in "员委":  # there are many of them at a time
            continue
        fitting = [entry for entry in entries.values() if _holds(folded, entry, printed)]
        if len(fitting) != 1:
            continue
        first = min(fitting[0].posts).start
        if first < post.span.start and folded[first] not in "前原":
            fitting[0].by_post.append(post.span)


def _holds(folded: str, entry: _Entry, head: str) -> bool:
    return any(folded[at:end].endswith(head) for at, end in entry.posts)


def _person(marked: Marked, text: str, entry: _Entry, own: str | None) -> Person:
    found = [(span, entry.rule) for span in entry.spans]
    found += [(span, "people.surname-post") for span in entry.addressed]
    found += [(span, "people.post-alone") for span in entry.by_post]
    mentions = tuple(
        [
            Mention(text=text[span.start : span.end], span=span, rule=rule)
            for span, rule in sorted(found)
        ]
    )
    posts = _posts(text, entry.posts)
    return Person(
        name=entry.name,
        posts=tuple([text[post.start : post.end] for post in posts]),
        roles=tuple(resolve(marked, text, posts, own)) if posts else (),
        mentions=mentions,
    )


def _posts(text: str, spans: list[Span]) -> list[Span]:
    """Posts in the order printed, without the shortened forms of others (主席 beside 国家主席)."""
    if len(spans) <= 1:
        return spans
    first: dict[str, Span] = {}
    for span in sorted(spans):
        first.setdefault(text[span.start : span.end], span)
    return [
        span
        for post, span in first.items()
        if not any(q != post and q.endswith(post) for q in first)
    ]
