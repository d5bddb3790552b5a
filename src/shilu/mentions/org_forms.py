"""The forms of one organisation: full names, short names made of them, and the public ones.

A short form belongs to a full one where the page says so (以下简称甲), where it is a part of it or
its characters in order, or where a public table gives both the same official name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from shilu.lexicon import rows
from shilu.mentions.marking import Marked, occurrences, token
from shilu.mentions.people_shape import ordinary
from shilu.model import Mention, Organization
from shilu.text import Span

#: What a firm's full name ends with and its short name leaves out.
_FIRM_ENDS = (
    "有限责任公司",
    "股份有限公司",
    "集团有限公司",
    "有限公司",
    "集团公司",
    "集团",
    "公司",
)
_PLACES = re.compile(f"(?:{token('place')})+")
#: （以下简称甲）, （甲） right behind a full name.
_SAID = re.compile(
    r"（(?:(?:以下|下)?简?称(?:为|作)?[:：]?)?[“‘]?([\u4e00-\u9fffA-Za-z0-9]{2,10})[”’]?）"
)
#: A short name that goes on so is part of something else: 玉江|镇.
_NOT_AFTER = re.compile("[省市县区镇乡村路街江河湖山岛]")


@cache
def official_names() -> dict[str, str]:
    """Every public form of a body → its official name."""
    table = {row[0]: row[1] for row in rows("org_forms")}
    return table | {full: full for full in table.values()}


def short_forms(marked: Marked, spans: list[Span], taken: bytearray) -> list[tuple[Span, str]]:
    """Later short forms of the full names at `spans`, outside `taken`, with the full name."""
    folded, aliases = marked.folded, dict[str, str]()
    for span in spans:
        full = folded[span.start : span.end]
        if full.endswith(_FIRM_ENDS) or folded.startswith("（", span.end):
            for alias in _aliases(marked, span, full):
                aliases.setdefault(alias, full)
    if not aliases:
        return []
    found = []
    for start, end in sorted(occurrences(folded, aliases), key=lambda at: (at[0], -at[1])):
        if taken.find(1, start, end) >= 0 or _NOT_AFTER.match(folded, end):
            continue
        if marked.starts_word(start) and marked.starts_word(end):
            taken[start:end] = b"\x01" * (end - start)
            found.append((Span(start, end), aliases[folded[start:end]]))
    return found


def _aliases(marked: Marked, span: Span, full: str) -> Iterator[str]:
    """The short forms that the page gives or that a full name is made of: 玉江|科技|有限公司."""
    said = _SAID.match(marked.folded, span.end)
    if said and (_abbreviates(said[1], full) or (said[1] in full and "称" in said.group())):
        yield said[1]
    if not full.endswith(_FIRM_ENDS):
        return
    place = _PLACES.match(marked.view, span.start, span.end)
    core = full[place.end() - span.start :] if place else full
    for ending in _FIRM_ENDS:
        if core.endswith(ending):
            core = core.removesuffix(ending).removesuffix("股份").removesuffix("集团")
            break
    else:
        return
    start = place.end() if place else span.start
    plain = [marked.is_plain(at) for at in range(start, start + len(core))]
    if len(core) >= 2 and sum(plain) >= 2 and (len(core) > 2 or all(plain)) and not ordinary(core):
        yield core


def joined(
    folded: str, text: str, spans: list[Span], short: list[tuple[Span, str]]
) -> tuple[Organization, ...]:
    """One organisation for each set of forms, under its fullest printed one."""
    forms: dict[str, list[Span]] = {}
    for span in spans:
        forms.setdefault(folded[span.start : span.end], []).append(span)
    whole = _fullest(sorted(forms, key=len, reverse=True))
    groups: dict[str, list[Span]] = {}
    for name, spans_of in forms.items():
        groups.setdefault(whole[name], []).extend(spans_of)
    shortened = {span for span, _ in short}
    for span, full in short:
        groups[whole.get(full, full)].append(span)
    made = [_organization(text, sorted(group), name, shortened) for name, group in groups.items()]
    return tuple(sorted(made, key=lambda o: o.mentions[0].span))


def _fullest(names: list[str]) -> dict[str, str]:
    """Each name with the fullest form of it; `names` are sorted, the longest first.

    >>> _fullest(["香港特别行政区政府", "特区政府", "外交部"])["特区政府"]
    '香港特别行政区政府'
    >>> _fullest(["世界卫生组织", "世卫"])["世卫"]
    '世界卫生组织'
    """
    if len(names) == 1:
        return {names[0]: names[0]}
    whole: dict[str, str] = {}
    by_end: dict[str, str] = {}
    by_official: dict[str, str] = {}
    plain_names = [name.replace("香港", "港").replace("澳门", "澳") for name in names]
    lengths = {len(plain) for plain in plain_names if len(plain) > 1}
    full_names, official_of = list[str](), official_names()
    for name, plain in zip(names, plain_names, strict=True):
        official = official_of.get(name, name)
        fuller = by_official.get(official) or by_end.get(plain)
        if fuller is None and (len(plain) <= 3 or "特区" in plain):
            fuller = next((full for full in full_names if _abbreviates(plain, full)), None)
        whole[name] = fuller or name
        by_official.setdefault(official, whole[name])
        if fuller is None and len(plain) > 1:
            full_names.append(name)
            for length in lengths:
                by_end.setdefault(plain[-length:], name)
    return whole


def _abbreviates(short: str, full: str) -> bool:
    """Whether the characters of `short` stand in `full` in order, but not as one stretch."""
    rest = iter(full)
    if short[0] in "港澳" and not full.startswith((short[0], "香港", "澳门", "中国香港")):
        return False  # 港大 is no short form of 粤港澳大湾区…
    if short[0] not in full or short[-1] not in full or short in full:
        return False
    return all(char in rest for char in short)


def _organization(
    text: str, spans: list[Span], folded_name: str, shortened: set[Span]
) -> Organization:
    mentions = [
        Mention(
            text=text[span.start : span.end],
            span=span,
            rule="organizations.short" if span in shortened else "organizations.name",
        )
        for span in spans
    ]
    length = len(folded_name)
    name = next(m.text for m in mentions if len(m.text) == length)
    canonical = official_names().get(folded_name)
    return Organization(name=name, canonical=canonical, mentions=tuple(mentions))
