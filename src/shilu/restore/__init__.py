"""Damaged text to text, every change an edit that says what it was and how far to trust it.

`repairs.REPAIRS` is the ordered list of the families; each has its module, detection beside repair:
`mirror` (with `displaced`, `swallowed` and `script`), `encodings`, `marks`. `simulate` does to a
text what mirrors do; `report` counts what was done to undo it, and `prose` tells it.
"""

from shilu.restore.prose import explain, explain_in_chinese
from shilu.restore.repairs import REPAIRS, restore
from shilu.restore.report import damage, damage_score, doubt_score

__all__ = [
    "REPAIRS",
    "damage",
    "damage_score",
    "doubt_score",
    "explain",
    "explain_in_chinese",
    "restore",
]
