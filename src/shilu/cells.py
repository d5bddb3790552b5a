"""Values as cells of CSV, as spreadsheets take them."""

from __future__ import annotations

from typing import Any

from msgspec import UNSET

#: Between the members of a list.
BETWEEN = "；"
#: What a spreadsheet would take a cell for a formula by (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell(value: Any) -> Any:
    """A value as a cell holds it: nothing for what is unknown, lists joined, text no formula.

    >>> [cell(value) for value in (None, True, -3.2, ["甲", "乙"], "=1+1", "-")]
    ['', 'true', -3.2, '甲；乙', "'=1+1", '-']
    """
    if value is None or value is UNSET:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        value = BETWEEN.join(map(str, value))
    if isinstance(value, str) and value.startswith(_FORMULA) and len(value) > 1:
        return f"'{value}"
    return value
