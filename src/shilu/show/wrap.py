"""Breaking lines of Chinese for a terminal, where a Han character takes two cells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

# What may not be parted: opening marks from what follows, closing marks from what precedes, and a
# run of Latin letters or digits in itself. Space after it may hang over the end of a line.
_UNIT = re.compile(
    r"(?P<shown>[“‘（《〈「『【〔(\[]*"
    r"(?:[A-Za-z0-9]+(?:[.,:%/+-]+[A-Za-z0-9]+)*[%℃]?|.)"
    r"[，。、；：？！”’）》〉」』】〕…,.;:?!)\]]*(?: ·)?)\s*",
    re.S,
)


def wrap(text: Text, width: int, indent: int = 0) -> list[Text]:
    """`text`, one paragraph of it, in lines of at most `width` cells, the first indented.

    No line begins with a mark that closes, none ends with one that opens.

    >>> [line.plain for line in wrap(Text("他说：“好，就这样。”"), 10)]
    ['他说：', '“好，就这', '样。”']
    """
    starts = list(_line_starts(text.plain, width, indent))
    lines = list(text.divide(starts)) if starts else [text]
    for line in lines:
        line.rstrip()
    lines[0].pad_left(indent)
    return lines


def _line_starts(text: str, width: int, indent: int) -> Iterator[int]:
    used, line_start = indent, 0
    for unit in _UNIT.finditer(text):
        cells = cell_len(unit["shown"])
        if used + cells > width and unit.start() > line_start:
            line_start, used = unit.start(), 0
            yield line_start
        if used + cells > width:  # longer than a line: part it wherever the line ends
            for at in range(*unit.span("shown")):
                one = cell_len(text[at])
                if used + one > width and at > line_start:
                    line_start, used = at, 0
                    yield at
                used += one
            used += cell_len(unit.group()) - cells
        else:
            used += cell_len(unit.group())
