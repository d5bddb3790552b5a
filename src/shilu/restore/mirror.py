"""Mirrors: pages converted to traditional characters and glossed with readings, byte by byte.

`mirror` is the kind of an edit that takes a gloss out or puts a misaligned block right,
`mirror-script` of one that only turns a traditional character back, `mirror-comma` of one that
leaves out one of two commas.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from itertools import accumulate, compress, islice, repeat
from operator import ne, sub
from typing import NamedTuple, cast

from shilu.restore.displaced import BROKEN, GLOSS, READING, Block, Page, adopt, realign
from shilu.restore.glosses import is_gloss, is_glossed, pieces, pieces_of_page, reading_of, settled
from shilu.restore.script import glossed_throughout, mirror_odds, simplified, was_traditional
from shilu.restore.tables import characters
from shilu.text import LOST, Edit, Text

#: An edit of what it consists of, made without a call of Python's: a page has thousands.
_EDIT: Callable[[Iterable[object]], Edit] = partial(tuple.__new__, Edit)
#: How much of the text around it decides what a character was.
_CONTEXT = 3
#: So many pieces hold it, whatever they are.
_NEAR = 24
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
    return glossed_throughout(text) or mirror_odds(text) >= 0 or _proven(text)


def _proven(text: str) -> bool:
    """Whether a gloss stands between two bytes of `text`: only a mirror puts one there."""
    return ("?" in text or LOST in text) and any(
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
    text = _undone(text, markup)
    if "，," in text.value or ",，" in text.value:
        return text.sub(_DOUBLED, "，", "mirror-comma")
    return text


def _out_of_ruby(m: re.Match[str]) -> str:
    """A gloss in ruby markup as mirrors without it print it; one that is no mirror's stays."""
    return f"{m[1]}({m[2]})" if is_gloss(m[1], m[2]) else m.group()


class _Cut(NamedTuple):
    """A page in pieces, at odd places what stands for something else; blocks by their places."""

    text: str
    pieces: list[str]
    blocks: dict[int, Edit]


def _undone(text: Text, markup: bool) -> Text:
    """The text with each piece as it was; the edits are counted out when they are asked for."""
    cut = _cut(text.value, markup)
    now = list(cut.pieces)
    now[1::2] = was = _keep(cut) if was_traditional(text.value) else _settle(cut)
    return text.remade("".join(now), partial(_edits, cut, was))


def _cut(text: str, markup: bool) -> _Cut:
    """A page cut into misaligned blocks and the pieces of what lies between them."""
    found: list[str] = []
    blocks: dict[int, Edit] = {}
    at = 0
    for edit in _blocks(text, markup) if "?" in text or LOST in text else ():
        found += pieces(text[at : edit.start])
        blocks[len(found)] = edit
        found.append(text[edit.start : edit.end])
        at = edit.end
    return _Cut(text, [*found, *pieces(text[at:])] if blocks else pieces_of_page(text), blocks)


def _blocks(text: str, markup: bool) -> Iterator[Edit]:
    """The edit of each misaligned block, in order."""
    torn = list(_TORN.finditer(text))
    if not torn:
        return
    page, at, before = _survey(text, markup), 0, ""
    for broken in torn:
        if broken.start() < at:
            continue
        if broken.start() > at or not before:
            before = _as_printed_before(text, broken.start())
        block = (realign if broken[1] else adopt)(page, broken.start(), before)
        if block:
            yield _block_edit(page, broken.start(), block)
            at, before = block.end, block.chars[-1:]


def _survey(text: str, markup: bool) -> Page:
    """Which characters the page glosses, and which it has without a gloss."""
    found, known = set(pieces_of_page(text)[1::2]), settled()
    glossed = frozenset([p[0] for p in found if len(p) > 1 and (p in known or is_glossed(p))])
    bare = frozenset([p[0] for p in found]) - glossed
    return Page(text, glossed, bare, markup, was_traditional(text))


def _as_printed_before(text: str, at: int) -> str:
    """The character before `at`, its own gloss passed over."""
    glossed = _GLOSSED_BEFORE.search(text, max(0, at - 12), at)
    return glossed.group(1) if glossed else text[at - 1 : at]


def _settle(cut: _Cut) -> list[str]:
    """What each piece at an odd place was, most of them by a table alone."""
    known = list(map(settled().get, cut.pieces[1::2]))
    since, before = 0, ""
    for i in _gaps(known):
        at = 2 * i + 1
        if block := cut.blocks.get(at):
            known[i], since, before = block.now, at + 1, block.now[-_CONTEXT:]
        else:
            known[i] = _in_context(cut, at, since, before)
    return cast(list[str], known)


def _keep(cut: _Cut) -> list[str]:
    """What each piece at an odd place was on a page of traditional text: itself, without gloss."""
    kept = [p[0] if len(p) > 1 and is_glossed(p) else p for p in cut.pieces[1::2]]
    for at, block in cut.blocks.items():
        kept[at // 2] = block.now
    return kept


def _gaps(known: list[str | None]) -> Iterator[int]:
    """Where nothing is known; what has been passed may be filled in."""
    at = -1
    with suppress(ValueError):
        while True:
            yield (at := known.index(None, at + 1))


def _in_context(cut: _Cut, at: int, since: int, was: str) -> str:
    """What the piece at `at` was, with its brackets where they hold no gloss of it.

    `was` is what the block before `since` was made from: what is printed there says nothing.
    """
    piece = cut.pieces[at]
    char, gloss = piece[0], piece[1:]
    if char.isascii():
        printed = "".join(cut.pieces[max(0, at - _NEAR) : at])
        ours = gloss[0] == "(" and _across(_as_printed_before(printed, len(printed)), piece)
        return char if ours else piece
    now = settled().get(char)
    if now is None:
        before = was + _plain("".join(cut.pieces[max(since, at - _NEAR) : at])[-12:])
        after = _plain("".join(cut.pieces[at + 1 : at + 1 + 2 * _NEAR])[:24])
        now = simplified(char, before[-_CONTEXT:], after[:_CONTEXT], cut.text)
    return now if gloss and is_glossed(piece) else now + gloss


def _edits(cut: _Cut, now: list[str]) -> Iterator[Edit]:
    """Every edit of a page, in order; `now` is what each piece at an odd place was."""
    printed = cut.pieces[1::2]
    ends = list(islice(accumulate(map(len, cut.pieces)), 1, None, 2))
    starts = list(map(sub, ends, map(len, printed)))
    kinds = ["mirror" if len(piece) > 1 else "mirror-script" for piece in printed]
    columns = zip(starts, ends, now, kinds, repeat("certain"), repeat(()))
    edits = list(map(_EDIT, columns))
    for i, was in enumerate(now):
        if len(was) > 1:  # a gloss that is none of its own stays
            edits[i] = Edit(starts[i], starts[i] + 1, was[0], "mirror-script")
    for at, block in cut.blocks.items():
        edits[at // 2] = block
    return compress(edits, map(ne, printed, now))


def _across(before: str, glossed: str) -> bool:
    """Whether a gloss is that of the second byte of `before` with the ASCII character after it."""
    code = before.encode("gb18030", "ignore")[-1:] + glossed[0].encode()
    return is_gloss(code.decode("gbk", "ignore"), reading_of(glossed))


def _block_edit(page: Page, start: int, block: Block) -> Edit:
    """The one edit that puts a misaligned block right."""
    text = page.text
    before = _plain(text[max(0, start - 12) : start])[-_CONTEXT:]
    chars = block.chars + _plain(text[block.end : block.end + 24])[:_CONTEXT]
    now = ""
    for i, char in enumerate(block.chars):
        after = "".join(_alone(c) for c in chars[i + 1 : i + 1 + _CONTEXT])
        turned = simplified(char, (before + now)[-_CONTEXT:], after, text)
        now += char if page.genuine else turned
    odds = block.odds if block.certainty != "certain" else ()
    return Edit(start, block.end, now, "mirror", block.certainty, odds)


def _plain(text: str) -> str:
    """`text` as it was before the mirror, near enough to tell a word by."""
    found = pieces(text)
    found[1::2] = [p if p[0].isascii() else _alone(p[0]) for p in found[1::2]]
    return "".join(found)


def _alone(char: str) -> str:
    known = characters().get(char)
    return known.simplified if known and char != "著" else char
