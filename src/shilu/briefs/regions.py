"""Regions as a brief asks for them, and which names of places count for them.

A name counts for a region where it is the region, a part of it (长沙 for 湖南) or a group that
holds it or a part of it (港澳 for 香港). The country does not count for its provinces, nor a
province for its cities.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from shilu.facts.areas import common_name, region_of
from shilu.folding import fold
from shilu.lexicon import rows

#: How much of a code of GB/T 2260 stands for the province, and for the city.
_LEVELS = (2, 4)


@dataclass(frozen=True, slots=True)
class Region:
    """A region by its common short name in simplified characters, and its code's own digits."""

    name: str
    code: str | None = None

    def holds(self, area: str) -> bool:
        """Whether an area, by its common short name, counts for this region."""
        if area == self.name or area in _parts().get(self.name, ()):
            return True
        members = _groups().get(area)
        if members is not None:
            return any(self._is_within(member) for member in members)
        return self._is_within(area)

    def _is_within(self, area: str) -> bool:
        """Whether an area is the region or a part of it."""
        if area == self.name:
            return True
        if own := _groups().get(self.name):
            return any(Region(name, _code(name)).holds(area) for name in own if area != self.name)
        code = _code(area)
        return bool(code and self.code and code.startswith(self.code))


def region(name: str) -> Region | None:
    """The region that a name of any form stands for; None where it is not known.

    >>> region("湖南省"), region("港"), region("廣東").name, region("某地")
    (Region(name='湖南', code='43'), Region(name='香港', code='81'), '广东', None)
    """
    folded = fold(name.strip())
    short = region_of(folded) or common_name(folded)
    known = short in _groups() or short in _countries() or _code(short) is not None
    return Region(short, _code(short)) if known else None


@lru_cache(1 << 14)
def is_area(name: str) -> bool:
    """Whether a name is one that `Region.holds` can say anything of.

    >>> is_area("长沙"), is_area("港澳"), is_area("王五")
    (True, True, False)
    """
    named = name in _groups() or name in _countries() or _code(name) is not None
    return named or any(name in parts for parts in (*_parts().values(), *_groups().values()))


@cache
def _code(area: str) -> str | None:
    """The digits of an area's code that its parts share: two of a province, four of a city."""
    code = _codes().get(area)
    if code is None:
        return None
    for length in _LEVELS:
        if set(code[length:]) == {"0"}:
            return code[:length]
    return code


@cache
def _codes() -> dict[str, str]:
    """Common short name → code, of divisions that one name stands for and no other."""
    found: dict[str, set[str]] = {}
    for name, code, *form in rows("divisions"):
        if code.isdigit() and form[:1] != ["weak"]:
            found.setdefault(common_name(name), set()).add(code)
            found.setdefault(name, set()).add(code)
    known = {name: min(codes) for name, codes in found.items() if _is_one(codes)}
    known |= {row[0]: row[1] for row in rows("place_groups") if row[1].isdigit()}
    return known


def _is_one(codes: set[str]) -> bool:
    """Whether a name stands for one division; that of a province and its town is the province's."""
    return len(codes) == 1 or any(code.endswith("0000") for code in codes)


@cache
def _parts() -> dict[str, tuple[str, ...]]:
    return {name: tuple(parts.split(",")) for name, parts in rows("regions_parts")}


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    return {name: tuple(members.split(",")) for name, members in rows("regions_groups")}


@cache
def _countries() -> frozenset[str]:
    return frozenset(common_name(row[0]) for row in rows("countries"))
