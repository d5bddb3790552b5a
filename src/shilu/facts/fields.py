"""Fields: what a commitment is about, by the words of `words/fields.txt`."""

from __future__ import annotations

from collections import Counter
from functools import cache

from shilu.lexicon import Lexicon, rows

#: A second field is named only if its words come to this share of the first one's.
_SECOND = 0.6


@cache
def _lexicon() -> tuple[Lexicon, dict[str, str]]:
    fields = {row[0]: row[1] for row in rows("fields")}
    return Lexicon(fields), fields


def fields_of(folded: str) -> tuple[str, ...]:
    """The one or two fields that a stretch of folded text is about; `other` where no word tells.

    >>> fields_of("欢迎港澳金融机构上市融资")
    ('finance',)
    """
    lexicon, fields = _lexicon()
    counts = Counter(fields[word] for word, _ in lexicon.find(folded))
    if not counts:
        return ("other",)
    ranked = counts.most_common(2)
    return tuple(field for field, count in ranked if count >= _SECOND * ranked[0][1])
