"""The pattern language of cards, and its translation into regular expressions.

文字            itself, as the folded view shows it
<甲|乙>         one of these words
<名=甲|乙>       the same, kept as the slot 名
<人名>          a mention of a class (see `view.CLASSES`); <person=人名> keeps it
<名=@posts>     a word of lexicon/words/posts.txt
<名=数>         a class of characters from CHARACTER_CLASSES
<名=…>          any run inside a clause, the shortest that fits; … alone keeps nothing
<名=……>         any run inside a sentence
x?  (after >)   the slot may be missing
"""

from __future__ import annotations

import re
from functools import cache

from shilu.cards.view import CLASSES
from shilu.lexicon import terms

#: Classes of characters a slot may name: what it matches, as a regular expression.
CHARACTER_CLASSES = {
    "数": r"[0-9零〇一二两三四五六七八九十百千万亿.,]+",
    "字": r"[\u4e00-\u9fff]",
    "…": r"[^，。；：！？\n]{1,30}?",
    "……": r"[^。！？\n]{1,120}?",
}

_TOKEN = re.compile(r"<(?:(?P<label>[a-z_]+)=)?(?P<body>[^<>]+)>(?P<maybe>\??)|(?P<dots>…{1,2})")

#: As many words side by side are looked for together; more, each by itself.
_MANY = 200


class PatternError(ValueError):
    """A pattern that cannot be read; the message says which part."""


def translate(pattern: str) -> tuple[str, tuple[str, ...]]:
    """A pattern as a regular expression over the layered view, and the words that trigger it.

    The triggers are the alternatives of the part that is words and must stand: no match is possible
    where none of them stands. Words that stand side by side are one part; the longest is taken.

    >>> translate("<免去|撤销><person=人名>职务")[1]
    ('免去', '撤销')
    >>> translate("<访|抵><港|澳>")[1]
    ('访港', '访澳', '抵港', '抵澳')
    """
    parts: list[str] = []
    obligatory: list[tuple[str, ...]] = [()]
    at = 0
    for m in _TOKEN.finditer(pattern):
        _literal(pattern[at : m.start()], parts, obligatory)
        at = m.end()
        if m["dots"]:
            parts.append(CHARACTER_CLASSES[m["dots"]])
            obligatory.append(())
            continue
        regex, words = _slot(m["body"])
        group = f"(?P<{m['label']}>{regex})" if m["label"] else f"(?:{regex})"
        parts.append(group + m["maybe"])
        _demand(() if m["maybe"] else words, obligatory)
    _literal(pattern[at:], parts, obligatory)
    candidates = [words for words in obligatory if words]
    if not candidates:
        raise PatternError(f"no word in {pattern!r} that must stand, so nothing to look for")
    return "".join(parts), max(candidates, key=lambda words: min(map(len, words)))


def _literal(text: str, parts: list[str], obligatory: list[tuple[str, ...]]) -> None:
    if "<" in text or ">" in text:
        raise PatternError(f"unpaired < or > in {text!r}")
    if text:
        parts.append(re.escape(text))
        _demand((text,), obligatory)


def _demand(words: tuple[str, ...], obligatory: list[tuple[str, ...]]) -> None:
    """Take in what must stand next, joined with the words right before it if they are not many."""
    before = obligatory[-1]
    if before and words and len(before) * len(words) <= _MANY:
        obligatory[-1] = tuple(a + b for a in before for b in words)
    else:
        obligatory.append(words)


def _slot(body: str) -> tuple[str, tuple[str, ...]]:
    """What a slot's body matches, and its words where it is made of words alone."""
    if body in CLASSES:
        return mention(body), ()
    if body in CHARACTER_CLASSES:
        return CHARACTER_CLASSES[body], ()
    if body.startswith("@"):
        words: tuple[str, ...] = terms(body[1:])
        return _words(words), words
    options = body.split("|")
    if any(o in CLASSES for o in options):
        return "|".join(mention(o) if o in CLASSES else re.escape(o) for o in options), ()
    return _words(tuple(options)), tuple(options)


@cache
def mention(name: str) -> str:
    """The regular expression for a whole mention of class `name` in the layered view."""
    first, rest = CLASSES[name]
    return f"{first}{rest}*"


def _words(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))
