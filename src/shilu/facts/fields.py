"""Fields: what a commitment is about, by the words of `words/fields.txt`."""

from __future__ import annotations

from functools import cache
from operator import itemgetter

from shilu.lexicon import Lexicon, rows

#: Further fields, so many at most, are named only if their words come to this share of the first's.
_MOST, _SHARE = 4, 0.6
#: The field of terms that look like one and are none: 健康发展.
_NONE = "-"
#: In a list so long, 加强贸易、农业、能源、教育、交通合作, each item counts for itself.
_LIST, _LISTED_SHARE = 2, 0.3


@cache
def _lexicon() -> tuple[Lexicon, dict[str, str]]:
    fields = {row[0]: row[1] for row in rows("fields")}
    return Lexicon(fields), fields


def fields_of(folded: str) -> tuple[str, ...]:
    """The fields a stretch of folded text is about, the foremost first; `other` for none known.

    >>> fields_of("欢迎港澳金融机构上市融资")
    ('finance',)
    """
    lexicon, fields = _lexicon()
    counts: dict[str, int] = {}
    for word, _ in lexicon.find(folded):
        field = fields[word]
        counts[field] = counts.get(field, 0) + 1
    counts.pop(_NONE, None)
    if not counts:
        return ("other",)
    ranked = sorted(counts.items(), key=itemgetter(1), reverse=True)[:_MOST]
    share = _LISTED_SHARE if folded.count("、") >= _LIST else _SHARE
    return tuple(field for field, count in ranked if count >= share * ranked[0][1])
