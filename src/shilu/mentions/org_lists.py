"""Organisations that no ending tells, known by the list they stand in: 恒岭资本、德江物流等企业."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from msgspec.structs import replace

from shilu.lexicon import rows
from shilu.mentions.lists import Listing
from shilu.mentions.marking import FIRST, Marked, token
from shilu.mentions.people_shape import ordinary
from shilu.model import Mention, Organization
from shilu.text import Span

_HAN_OR_LATIN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·&-]{2,14}")
_GENERIC_END = re.compile(
    "(?:类|型|业|级|式|性|方面|领域|部门|人员|企业|公司|机构|单位|等|员工|代表)$"
)
_ALL_PLACES = re.compile(f"(?:{token('place', 'weak', 'geography')})+[省市县区]?")
_CLOSED = frozenset(FIRST[kind] for kind in ("stop", "office", "role", "honour", "title"))
_GENERIC = frozenset(row[0] for row in rows("org_openings") if row[1] == "before")


def listed_organizations(
    marked: Marked, lists: Collection[Listing], known: list[Span], taken: bytearray
) -> list[Span]:
    """The items of lists of organisations that are not `taken` and read like names."""
    if not lists:
        return []
    starts = {span.start for span in known} | {span.end for span in known}
    return [name for listing in lists for name in _names(marked, listing, starts, taken)]


def _names(marked: Marked, listing: Listing, known: set[int], taken: bytearray) -> list[Span]:
    """Items with a character no word holds; items of words alone beside known organisations."""
    open_to_doubt = [
        item
        for item in listing.items
        if not any(taken[item.start : item.end]) and _may_be_name(marked, item)
    ]
    told = [item for item in open_to_doubt if _plain(marked, item) >= 2]
    sure = sum(i.start in known or i.end in known for i in listing.items) + len(told)
    return open_to_doubt if sure >= 2 else told


def _plain(marked: Marked, item: Span) -> int:
    """How many characters of an item no word holds."""
    return sum(marked.is_plain(at) for at in range(*item))


def with_lists(
    text: str, organizations: tuple[Organization, ...], lists: Collection[Listing]
) -> tuple[Organization, ...]:
    """The organisations, each with the open lists it stands in."""
    if not lists:
        return organizations
    return tuple(
        replace(o, among=found) if (found := tuple(_among(text, o, lists))) else o
        for o in organizations
    )


def _among(text: str, one: Organization, lists: Collection[Listing]) -> Iterator[Mention]:
    for listing in lists:
        start, end = listing.span
        if any(start <= m.span.start and m.span.end <= end for m in one.mentions):
            yield Mention(text=text[start:end], span=listing.span, rule="lists.open")


def _may_be_name(marked: Marked, item: Span) -> bool:
    text = marked.folded[item.start : item.end]
    view = marked.view[item.start : item.end]
    if not _HAN_OR_LATIN.fullmatch(text) or _GENERIC_END.search(text) or text in _GENERIC:
        return False
    if not (marked.starts_word(item.start) and marked.starts_word(item.end)):
        return False
    if any(first in view for first in _CLOSED) or _ALL_PLACES.fullmatch(view):
        return False
    return not ordinary(text) or len(text) == 2
