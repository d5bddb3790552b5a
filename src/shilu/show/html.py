"""Writing HTML: whatever comes from a record goes through here, and comes out inert."""

from __future__ import annotations

import html
from functools import lru_cache

from shilu.show.labels import FIELDS, WORDS, visible


def esc(text: object) -> str:
    """`text` for an element or a quoted attribute: markup escaped, what cannot be seen written out.

    >>> esc('</script><b class="x">')
    '&lt;/script&gt;&lt;b class=&quot;x&quot;&gt;'
    """
    return html.escape(visible(str(text)))


def bilingual(zh: str, en: str) -> str:
    """A label of ours in both languages."""
    return f'<span class="zh" lang="zh-Hans">{zh}</span> <span class="en" lang="en">{en}</span>'


@lru_cache(512)
def field(name: str) -> str:
    """The label of a field or heading."""
    return bilingual(*FIELDS.get(name, (esc(name), "")))


@lru_cache(512)
def word(name: str) -> str:
    """The label of a word of the record."""
    return bilingual(WORDS[name], name) if name in WORDS else esc(name)
