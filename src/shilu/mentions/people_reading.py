"""Reading a name of any kind where it begins: Chinese, foreign by its sounds or points, compound.

A foreign name is told by its sounds; where nothing speaks for one, it is read as one only beside a
post abroad.
"""

from __future__ import annotations

import re
from functools import cache

from shilu.lexicon import terms
from shilu.mentions.people_shape import (
    AFTER,
    STATES,
    Reading,
    chinese,
    ends_well,
    leaders,
    openings,
    ordinary,
)

_HAN_RUN = re.compile(r"[\u4e00-\u9fff]{1,12}")
#: One part of a name with points; 是 和 与 及 的 等 are in none.
_PART = r"(?:[A-Za-z\u4e00-\u9fff](?<![是和与及的等]))"
_DOTTED = re.compile(
    rf"{_PART}{{1,8}}+"
    rf"(?:(?:[·•‧・．]|(?<=[\u4e00-\u9fff])[.-](?=[\u4e00-\u9fff])){_PART}{{1,10}}){{1,4}}"
)
#: The marks of which one stands in every such name, near its beginning.
_POINTS = re.compile("[·•‧・．.-]")
#: Han characters that no foreign name holds, however it is transliterated.
NEVER_FOREIGN = (
    "的了们我你他她它这哪是在把被将与及或但也还又等说称让"
    "会对为中国日年月个和就后前只可不无须应第时兼向致亦"
)
_FOREIGN_NEVER = frozenset(NEVER_FOREIGN)


@cache
def _leaders_open() -> frozenset[str]:
    """The two characters that leaders' names begin with."""
    return frozenset(name[:2] for name in leaders())


@cache
def _sounds() -> frozenset[str]:
    return frozenset(terms("sounds"))


def foreign(text: str, at: int) -> Reading | None:
    """The reading of what stands at `at` as a foreign name, if it can be one."""
    if m := _DOTTED.match(text, at):
        return _with_points(text, m)
    return _sounding(text, at) or _unsounding(text, at)


def _with_points(text: str, m: re.Match[str]) -> Reading | None:
    head = re.split(r"[.-]", m.group())[0]
    return _dotted(text, m) if len(head) < 5 or foreign_exactly(head) else None


@cache
def _sounds_run() -> re.Pattern[str]:
    return re.compile(f"[{''.join(_sounds())}]{{2,8}}+")


def _sounding(text: str, at: int) -> Reading | None:
    """A foreign name by its sounds: as long a run of them as ends well and is no word."""
    m = _sounds_run().match(text, at)
    for end in range(m.end() if m else 0, at + 1, -1):
        goes_on = (
            end - at > 2 and text[end - 1] in AFTER and "\u4e00" <= text[end : end + 1] <= "\u9fff"
        )
        if goes_on and ends_well(text, end - 1):
            continue
        if ends_well(text, end) and not ordinary(text[at:end]):
            return Reading(end, 10 * (end - at), True, True)
    return None


def _unsounding(text: str, at: int) -> Reading | None:
    """Up to six characters that may be a foreign name, by where it ends well alone."""
    m = _HAN_RUN.match(text, at)
    if m is None or text[at] in _FOREIGN_NEVER:
        return None
    run = m.group()[:6]
    for length in range(2, len(run) + 1):
        if run[length - 1] in _FOREIGN_NEVER or ordinary(run[length - 2 : length]):
            break
        foreign_sounds = length > 2 and sum(c in _sounds() for c in run[:length]) >= length - 1
        if ends_well(text, at + length, firmly=not foreign_sounds):
            return Reading(at + length, 0, True, True)
    return None


def foreign_exactly(name: str) -> bool:
    """Whether the whole of `name` is a foreign name, by its points or its sounds."""
    if _DOTTED.fullmatch(name):
        return True
    return len(name) >= 2 and _sounds().issuperset(name) and not STATES.issuperset(name)


def sounds_foreign(name: str) -> bool:
    """Whether all characters of a name with points are sounds, one at most excepted."""
    parts = name.replace("·", "")
    return sum(c not in _sounds() for c in parts) <= 1


def _dotted(text: str, m: re.Match[str]) -> Reading:
    """A name with points: its last part ends where its sounds do."""
    last = max(m.group().rfind(dot) for dot in "·•‧・．.-") + 1
    start = m.start() + last
    tail = m.group()[last:]
    sounds = next((i for i, c in enumerate(tail) if c not in _sounds() and c > "z"), len(tail))
    lengths = [*range(sounds, 0, -1), *range(sounds + 1, len(tail) + 1)]
    for length in lengths:
        if ends_well(text, start + length):
            return Reading(start + length, 60, True, True)
    return Reading(start + max(sounds, 1), 40, False, True)


@cache
def _elements() -> tuple[frozenset[str], re.Pattern[str]]:
    """The characters that elements of names begin with, and names made of elements."""
    words = sorted(terms("tibetan_names"), key=len, reverse=True)
    return frozenset(w[0] for w in words), re.compile(f"(?:{'|'.join(words)}){{2,3}}")


def compound(text: str, at: int) -> Reading | None:
    """The reading of what stands at `at` as a Tibetan or Mongol name made of known elements."""
    opening, elements = _elements()
    m = elements.match(text, at) if text[at : at + 1] in opening else None
    return Reading(m.end(), 60, ends_well(text, m.end())) if m else None


def leader(text: str, at: int) -> Reading | None:
    """The name of a holder of a high office that starts at `at`."""
    if text[at : at + 2] not in _leaders_open():
        return None
    for end in range(at + 6, at + 1, -1):
        if text[at:end] in leaders():
            return Reading(end, 90, ends_well(text, end))
    return None


@cache
def _openings() -> frozenset[str]:
    """The characters that a name without points may begin with."""
    return openings() | _elements()[0] | {name[0] for name in leaders()} | _sounds()


def read_name(text: str, at: int, *, abroad: bool = False) -> Reading | None:
    """The best reading of a name that starts at `at`, None where nothing there looks like one.

    `abroad` says that a foreign name is as likely as a Chinese one (瑞士联邦主席…).
    """
    pointed = _DOTTED.match(text, at) if _POINTS.search(text, at, at + 10) else None
    if pointed is None and not abroad and text[at : at + 1] not in _openings():
        return None
    if found := compound(text, at) or leader(text, at):
        return found
    home = chinese(text, at)
    best = home[0] if home else None
    if pointed is None and not abroad:
        return _read_at_home(text, at, best)
    outland = _with_points(text, pointed) if pointed else foreign(text, at)
    if outland is None:
        return best
    if outland.weight == 0 and best is not None and best.weight >= 10 and best.ends_well:
        return best
    if best is None or outland.weight >= 30 or not best.ends_well or best.weight < 20:
        return outland
    return best


def _read_at_home(text: str, at: int, best: Reading | None) -> Reading | None:
    """The better of a Chinese name and a foreign one, where a Chinese one is likelier.

    What neither reads as a Chinese name nor has foreign sounds is none.
    """
    if best is not None and best.ends_well:
        return best
    outland = _sounding(text, at)
    if best is None:
        return outland
    outland = outland or _unsounding(text, at)
    longer = outland is not None and (outland.weight >= 30 or outland.end > best.end)
    return outland if longer else best
