"""What an article reports: events, statements, commitments, policies called by name,
and what its figures say.

Facts are told by sentences and clauses, not by words alone: they are built on the structure and on
the mentions found in it, and each carries the words that tell it.
"""

from shilu.facts.cast import Cast
from shilu.facts.commitments import find_commitments
from shilu.facts.events import find_events
from shilu.facts.policies import find_policies
from shilu.facts.relations import relate_figures
from shilu.facts.statements import find_statements

__all__ = [
    "Cast",
    "find_commitments",
    "find_events",
    "find_policies",
    "find_statements",
    "relate_figures",
]
