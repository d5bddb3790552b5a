"""The lines of a brief as its page shows them: in parts, part by part in pages, each with its way.

Words of the record stay words of the record here; the template says them in both languages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, TypeAlias

from markupsafe import Markup

from shilu.briefs.model import (
    Brief,
    Channel,
    CommitmentEntry,
    EventEntry,
    Point,
    Series,
    Source,
    StatementEntry,
    Value,
)
from shilu.show.html import esc
from shilu.web.charts import chart_points

Part: TypeAlias = Literal["events", "figures", "statements", "channels", "sources"]
Head: TypeAlias = Series | Channel | None
Entry: TypeAlias = EventEntry | tuple[Point, Value] | StatementEntry | CommitmentEntry | Source

#: The layer of a record that the lines of each part are of.
LAYERS = {
    "events": "events",
    "figures": "figures",
    "statements": "statements",
    "channels": "commitments",
}
#: Lines of each part where all parts are shown, and of a page of one part.
FIRST, A_PAGE = 12, 100
#: Places of a line that are shown at once; the rest unfolds.
PLACES = 4


@dataclass(frozen=True, slots=True)
class Section:
    """Lines of one part, those of a series or a channel together; `total` are all of the part."""

    part: Part
    total: int
    groups: tuple[tuple[Head, tuple[Entry, ...]], ...]


def section(brief: Brief, part: Part, page: int | None = None) -> Section:
    """The lines of a part that a page shows; the first few where no page is asked for."""
    found = list(_entries(brief, part))
    at = slice(0, FIRST) if page is None else slice((page - 1) * A_PAGE, page * A_PAGE)
    heads = groupby(found[at], lambda pair: id(pair[0]))
    groups = [list(group) for _, group in heads]
    return Section(
        part, len(found), tuple((group[0][0], tuple(e for _, e in group)) for group in groups)
    )


def _entries(brief: Brief, part: Part) -> Iterator[tuple[Head, Entry]]:
    if part == "figures":
        for series in brief.figures:
            for point in series.points:
                yield from ((series, (point, value)) for value in point.values)
    elif part == "channels":
        for channel in brief.channels:
            yield from ((channel, commitment) for commitment in channel.commitments)
    else:
        plain: Sequence[Entry] = getattr(brief, part)
        yield from ((None, entry) for entry in plain)


def sentence(whole: str, taken: str) -> Markup:
    """The sentence that tells a line, the words that were taken marked in it.

    >>> sentence("出口增长6.2%。", "6.2%")
    Markup('出口增长<mark>6.2%</mark>。')
    """
    before, found, after = whole.partition(taken) if taken else (whole, "", "")
    mark = f"<mark>{esc(found)}</mark>" if found else ""
    return Markup(f"{esc(before)}{mark}{esc(after)}")


def points(series: Series) -> str | None:
    """A series as its chart draws it; None where there is nothing to draw."""
    return chart_points((point.period, v.low) for point in series.points for v in point.values)
