"""Writing HTML: whatever comes from a record goes through here, and comes out inert."""

from __future__ import annotations

import html
import re
from functools import lru_cache

from shilu.show.labels import FIELDS, WORDS
from shilu.show.printable import visible


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


def tagged(word: str | None) -> str | None:
    """A word of the record as `values` may say it, for `labelled` to find it again."""
    return f"\ufdd0{word}\ufdd1" if word in WORDS else word


def labelled(text: str) -> str:
    """Text for an element, its tagged words as labels in both languages.

    >>> labelled(f"{tagged('meet')}：<b>")
    '<span class="zh" lang="zh-Hans">会见</span> <span class="en" lang="en">meet</span>：&lt;b&gt;'
    """
    pieces = _TAGGED.split(text)  # those in odd places are tagged
    return "".join(word(piece) if at % 2 else esc(piece) for at, piece in enumerate(pieces))


_TAGGED = re.compile("\ufdd0([a-z_]+)\ufdd1")
