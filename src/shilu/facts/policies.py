"""Policies, initiatives and formulae called by their names: 一带一路, 三高四新."""

from __future__ import annotations

from functools import cache

from shilu.lexicon import Lexicon, rows
from shilu.model import Policy
from shilu.structure import Structure


@cache
def _lexicon() -> tuple[Lexicon, dict[str, tuple[str, str]]]:
    named = {row[0]: (row[1], row[2]) for row in rows("policies")}
    return Lexicon(named), named


def find_policies(structure: Structure) -> tuple[Policy, ...]:
    """Every policy that is called by its name, with the document it stands in, in order.

    >>> from shilu.structure import parse
    >>> [(p.text, p.name) for p in find_policies(parse("共建「一帶一路」"))]
    [('一帶一路', '一带一路')]
    """
    lexicon, named = _lexicon()
    return tuple(
        Policy(
            text=structure.text[slice(*span)],
            span=span,
            rule="policies.named",
            name=named[word][0],
            document=named[word][1],
        )
        for word, span in lexicon.find(structure.folded)
    )
