"""Mirrors: pages converted to traditional characters and glossed with readings, byte by byte.

`mirror` is the kind of an edit that takes a gloss out or puts a misaligned block right,
`mirror-script` of one that only turns a traditional character back, `mirror-comma` of one that
leaves out one of two commas.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from shilu.restore.displaced import BROKEN, GLOSS, READING, Block, Page, adopt, realign
from shilu.restore.script import glosses_of, is_gloss, mirror_odds, simplified
from shilu.restore.tables import characters
from shilu.text import Edit, Text

#: How much of the text around it decides what a character was.
_CONTEXT = 3
#: Mirrors write some commas twice, in both widths.
_DOUBLED = re.compile("，,|,，")
#: A gloss that lost its bracket, or a byte that lost the other, before what was shifted by it.
_TORN = re.compile(rf"[?\ufffd](?:{READING}[)）]|(?=[;!?,:]?[^\x00-\x7f]|[;!?,:][@-~]|[;!,:][?]))")
_RUBY = re.compile(
    r"<ruby>\s{0,4}(?:<rb>)?(\S)(?:</rb>)?\s{0,4}(?:<rp>[(（]</rp>)?"
    rf"\s{{0,4}}<rt>{READING}</rt>\s{{0,4}}(?:<rp>[)）]</rp>)?\s{{0,4}}</ruby>"
)
_GLOSSED_BEFORE = re.compile(rf"([^\x00-\x7f\ufffd]){GLOSS}$")


def detect(text: str) -> bool:
    """Whether `text` has been through a mirror.

    Textbooks and dictionaries, which gloss any character, and genuine traditional text have not.
    """
    if "<ruby" in text:
        text = _RUBY.sub(_out_of_ruby, text)
    return mirror_odds(text) >= 0 or _proven(text)


def _proven(text: str) -> bool:
    """Whether a gloss stands between two bytes of `text`: only a mirror puts one there."""
    return any(
        realign(Page(text), broken.start(), _as_printed_before(text, broken.start()))
        for broken in BROKEN.finditer(text)
        if not broken.group(1).isascii()
    )


def repair(text: Text, markup: bool = False) -> Text:
    """The text as it was before a mirror converted and glossed it.

    >>> repair(Text("湖南日?qǐng)?bào)發(fā)布會(huì)")).value
    '湖南日报发布会'
    """
    if "<ruby" in text.value:
        text = text.sub(_RUBY, _out_of_ruby, "mirror")
    text = text.edit(_edits(_survey(text.value, markup)))
    return text.sub(_DOUBLED, "，", "mirror-comma")


def _out_of_ruby(m: re.Match[str]) -> str:
    """A gloss in ruby markup as mirrors without it print it; one that is no mirror's stays."""
    return f"{m[1]}({m[2]})" if is_gloss(m[1], m[2]) else m.group()


def _survey(text: str, markup: bool) -> Page:
    """Which characters the page glosses, and which it has without a gloss."""
    found = glosses_of(text)
    glossed = frozenset(char for _, char, reading in found if is_gloss(char, reading))
    return Page(text, glossed, frozenset(characters().keys() & set(text)) - glossed, markup)


def _edits(page: Page) -> Iterator[Edit]:
    """Every edit of a page, in order: blocks, and between them what stands in its place."""
    at, before, was = 0, "", ""
    for broken in _TORN.finditer(page.text):
        if broken.start() < at:
            continue
        if broken.start() > at or not before:
            before = _as_printed_before(page.text, broken.start())
        block = (realign if broken[1] else adopt)(page, broken.start(), before)
        if block:
            yield from _between(page.text, at, broken.start(), was)
            edit = _block_edit(page.text, broken.start(), block)
            yield edit
            at, before, was = block.end, block.chars[-1:], edit.now[-_CONTEXT:]
    yield from _between(page.text, at, len(page.text), was)


def _as_printed_before(text: str, at: int) -> str:
    """The character before `at`, its own gloss passed over."""
    glossed = _GLOSSED_BEFORE.search(text, max(0, at - 12), at)
    return glossed.group(1) if glossed else text[at - 1 : at]


def _between(text: str, start: int, end: int, was: str) -> Iterator[Edit]:
    """The edits of a stretch where every character stands in its place.

    `was` is what the block before it was made from: what is printed there says nothing.
    """
    for m in _aligned().finditer(text, start, end):
        if now := _settled(m.group()):
            yield Edit(m.start(), m.end(), now, "mirror")
            continue
        char, reading = m.groups()
        now = _turned().get(char) or _in_context(text, m, start, was)
        if reading and (is_gloss(char, reading) or char.isascii()):
            if not char.isascii() or _across(_as_printed_before(text, m.start()), char, reading):
                yield Edit(*m.span(), now, "mirror")
        elif now != char:
            at = m.start()
            yield Edit(at, at + 1, now, "mirror-script")


@lru_cache(maxsize=8192)
def _settled(glossed: str) -> str | None:
    """What a character with its gloss was, where that needs no look at the page."""
    m = _aligned().fullmatch(glossed)
    return _turned().get(m[1]) if m and m[2] and is_gloss(m[1], m[2]) else None


def _across(before: str, char: str, reading: str | None) -> bool:
    """Whether a gloss is that of the second byte of `before` with the ASCII `char` after it."""
    code = before.encode("gb18030", "ignore")[-1:] + char.encode()
    return bool(reading) and is_gloss(code.decode("gbk", "ignore"), reading or "")


def _in_context(text: str, m: re.Match[str], start: int, was: str) -> str:
    """What a character was that the page has to decide about, `start` and `was` as above."""
    char = m.group(1)
    before = (was + _plain(text[max(start, m.start() - 12) : m.start()]))[-_CONTEXT:]
    return simplified(char, before, _plain(text[m.end() : m.end() + 24])[:_CONTEXT], text)


def _block_edit(text: str, start: int, block: Block) -> Edit:
    """The one edit that puts a misaligned block right."""
    before = _plain(text[max(0, start - 12) : start])[-_CONTEXT:]
    chars = block.chars + _plain(text[block.end : block.end + 24])[:_CONTEXT]
    now = ""
    for i, char in enumerate(block.chars):
        after = "".join(_alone(c) for c in chars[i + 1 : i + 1 + _CONTEXT])
        now += simplified(char, (before + now)[-_CONTEXT:], after, text)
    odds = block.odds if block.certainty != "certain" else ()
    return Edit(start, block.end, now, "mirror", block.certainty, odds)


def _plain(text: str) -> str:
    """`text` as it was before the mirror, near enough to tell a word by."""
    return _aligned().sub(lambda m: _alone(m.group(1)), text)


def _alone(char: str) -> str:
    known = characters().get(char)
    return known.simplified if known and char != "著" else char


@cache
def _turned() -> dict[str, str]:
    """What each character was that was never anything else."""
    known = characters().items()
    return {t: c.simplified for t, c in known if c.how != "<" and t != "著"}


@cache
def _aligned() -> re.Pattern[str]:
    """A character that mirrors write, and its gloss."""
    return re.compile(
        rf"([{''.join(characters())}@-~](?:(?<![@-~])|(?<=[^\x00-\x28\x2a-\x7f][@-~])(?=\()))"
        rf"(?:{GLOSS})?"
    )
