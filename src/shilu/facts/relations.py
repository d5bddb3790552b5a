"""What a figure says: the area it is about, the other side of a flow, the time it holds for."""

from __future__ import annotations

from dataclasses import replace

from shilu.facts.periods import find_periods
from shilu.facts.ties import find_ties
from shilu.model import Figure, Mentions, Setting
from shilu.structure import Structure


def relate_figures(
    structure: Structure, setting: Setting, mentions: Mentions
) -> tuple[Figure, ...]:
    """The figures of `mentions` with area, counterpart and period, where the text tells them."""
    if not mentions.figures:
        return ()
    ties = find_ties(structure, setting, mentions)
    periods = find_periods(structure, setting, mentions)
    return tuple(
        replace(
            figure,
            area=ties[figure.span].area,
            counterpart=ties[figure.span].counterpart,
            period=periods[figure.span],
        )
        for figure in mentions.figures
    )
