"""Whom words are said to: 对某人表示, 告诉某人, 勉励大家."""

from __future__ import annotations

import re

from shilu.facts.cast import Cast
from shilu.facts.trimming import without_addressee, without_adverbs
from shilu.folding import fold
from shilu.text import Span

#: What is spoken of, and nobody spoken to: 对此表示, 对事件表示.
_VAGUE = re.compile("此|其|这|该|有关|上述|事件|问题|情况|未来|结果|[他她它]|个别|各")


def spoken_to(cast: Cast, span: Span) -> str | None:
    """Whom what follows `span`, a clause up to its verb, is said to: 对某人表示."""
    view, start = cast.view.layered, span.start
    end = without_adverbs(view, start, span.end)
    to = without_addressee(view, start, end)
    return named_or_printed(cast, Span(to + 1, end)) if start < to < end else None


def named_or_printed(cast: Cast, span: Span) -> str | None:
    """The person, or else the body, that ends in `span`; a noun as printed; none for 此, 其."""
    inside = [n for n in cast.within(*span) if n.span.end <= span.end]
    people = [n for n in inside if n.kind == "person"]
    if people or (inside and inside[-1].span.end == span.end):
        return (people or inside)[-1].name
    printed = cast.structure.text[slice(*span)].strip()
    return printed if len(printed) > 1 and not _VAGUE.match(fold(printed)) else None
