"""Damaged text to text, every change an edit that says what it was and how far to trust it.

`repairs.REPAIRS` is the ordered list of the families; each has its module, detection beside repair:
`mirror` (with `displaced`, `swallowed` and `script`), `encodings`, `marks`. `simulate` does to a
text what mirrors do, and `report` tells what was done to undo it.
"""

from shilu.restore.repairs import REPAIRS, restore
from shilu.restore.report import damage, explain

__all__ = ["REPAIRS", "damage", "explain", "restore"]
