"""Families of copies, made of real articles: what copies are looked for and told apart on.

A copy is made of its original by what happens to copies: a mirror's damage (undone again by the
restoration), an excerpt, paragraphs dropped or added, the other script, another headline, light
edits, or several of these. Beside the families stand other articles, and templates: reports of
the same words with other numbers, which are no copies of one another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from random import Random

import many
import opencc

from shilu.restore import restore
from shilu.restore.simulate import damage

_SENTENCE = re.compile(r"[^。！？]+[。！？]*[”」』]?")
_NUMBER = re.compile(r"\d+")
#: An original has so many characters at least.
_LENGTH = 150
#: A sentence of more characters is hardly written twice.
_LONG = 20
#: An excerpt has so many characters at least.
_EXCERPT = 60
#: A template has numbers in this share of its sentences at least, and so many.
_NUMBERED, _NUMBERS = 0.5, 4
#: What copies and other articles alike have at their ends.
_PHRASES = tuple(
    f"（{who}{what}，{how}。）"
    for who in ("本报", "本站", "本刊", "编辑部")
    for what in ("所刊内容均来自公开报道", "转载稿件仅为传递信息之目的", "图文版权归原作者所有")
    for how in ("如有异议请与我们联系，我们将及时处理", "未经书面授权不得以任何方式转载使用")
)


@dataclass(frozen=True, slots=True)
class Made:
    """An article: its family (a number of its own where it has none), and what was done to it."""

    family: int
    headline: str
    text: str
    done: tuple[str, ...] = ()


def families(n: int, seed: int = 1) -> Iterator[list[Made]]:
    """`n` families of two to six, the original among them."""
    random = Random(seed)
    found = _originals(seed)[:n]
    for number, original in enumerate(found):
        made = Made(number, original.headline, original.text)
        copies = [_copy(made, random) for _ in range(random.randint(1, 5))]
        yield [made, *copies]


def others(n: int, families: int, seed: int = 1) -> Iterator[Made]:
    """`n` articles that are copies of none: real ones, varied ones, and a tenth of templates."""
    random = Random(seed + 1)
    real = _originals(seed)[families:]
    short = [each for each in _real() if len(each.text) < _LENGTH]
    templates = [each for each in real if _is_template(each.text)]
    wanted: list[Made] = []
    while len(wanted) < n // 10 and templates:
        base = templates[len(wanted) // 5 % len(templates)]
        text = _NUMBER.sub(lambda m: _other_number(m[0], random), base.text)
        wanted.append(Made(0, base.headline, text, ("template",)))
    used = {each.headline for each in wanted}
    wanted += [each for each in (*real, *short) if each.headline not in used][: n - len(wanted)]
    wanted += islice(_varied(seed), n - len(wanted))
    for number, each in enumerate(wanted, families):
        text = _closed(each.text, random) if random.random() < 0.1 else each.text
        yield replace(each, family=number, text=text)


def _varied(seed: int) -> Iterator[Made]:
    """Articles of sentences of many, none of which is much of it; without an opening of its own."""
    for page in many.articles(1_000_000, seed):
        sentences = _cut(page.text)[1:]
        text = "".join(sentences).strip("\n")
        if len(text) >= 2 * _LENGTH and max(map(len, sentences)) <= len(text) / 4:
            yield Made(0, sentences[0].strip("\n"), text, ("varied",))


# --- what happens to copies ----------------------------------------------------------------------


def _mirrored(made: Made, random: Random) -> Made:
    size = random.choice((100, 200, 400))
    page = damage(made.text, table=size, seed=random.randrange(1 << 30))
    return replace(made, text=restore(page).value)


def _excerpted(made: Made, random: Random) -> Made:
    """A third or a half of the text: its beginning, or sentences on end from within."""
    sentences = _cut(made.text)
    wanted = max(_EXCERPT, len(made.text) * random.choice((1 / 3, 1 / 2)))
    at = random.choice((0, 0, random.randrange(len(sentences))))
    end = at
    while len("".join(sentences[at:end])) < wanted:
        at, end = (at, end + 1) if end < len(sentences) else (at - 1, end)
    return replace(made, text="".join(sentences[at:end]))


def _dropped(made: Made, random: Random) -> Made:
    sentences = _cut(made.text)
    gone = set(random.sample(range(len(sentences)), len(sentences) // 5))
    return replace(made, text="".join(s for i, s in enumerate(sentences) if i not in gone))


def _added(made: Made, random: Random) -> Made:
    """A paragraph more, of another article, which it is no more than a third of."""
    lines = made.text.split("\n")
    room = max(60, len(made.text) // 3)
    other = random.choice([each for each in _originals(1) if len(each.text) >= 3 * room] or [made])
    at = random.randrange(len(other.text) - room + 1)
    lines.insert(random.randint(1, len(lines)), other.text[at : at + room].replace("\n", ""))
    return replace(made, text="\n".join(lines))


def _other_script(made: Made, random: Random) -> Made:
    wide = opencc_of("t2s").convert(made.text) == made.text
    convert = opencc_of(random.choice(("s2hk", "s2tw", "s2t") if wide else ("t2s", "hk2s", "tw2s")))
    return replace(made, text=convert.convert(made.text), headline=convert.convert(made.headline))


def _headlined(made: Made, random: Random) -> Made:
    return replace(made, headline=random.choice(_cut(made.text))[:24])


def _edited(made: Made, random: Random) -> Made:
    """Every eighth sentence is changed by a hand: a word out, a word in, another number."""
    return replace(made, text="".join(_touched(s, random) for s in _cut(made.text)))


def _touched(sentence: str, random: Random) -> str:
    if random.random() > 1 / 8 or len(sentence) < 12:
        return sentence
    at = random.randint(2, len(sentence) - 6)
    number = _NUMBER.search(sentence)
    match random.randrange(4):
        case 0:
            return sentence[:at] + sentence[at + random.randint(1, 4) :]
        case 1:
            word = random.choice(("近日", "表示", "进一步", "相关", "日前", "有关方面", "同时"))
            return sentence[:at] + word + sentence[at:]
        case 2 if number:
            return (
                sentence[: number.start()] + str(random.randint(2, 99)) + sentence[number.end() :]
            )
        case _:
            return sentence.replace("，", "", 1).replace("的", "", 1)


def _rewrapped(made: Made, _: Random) -> Made:
    return replace(made, text=made.text.replace("\n", ""))


def _phrased(made: Made, random: Random) -> Made:
    return replace(made, text=_closed(made.text, random))


_DONE: dict[str, Callable[[Made, Random], Made]] = {
    "mirrored": _mirrored,
    "excerpted": _excerpted,
    "dropped": _dropped,
    "added": _added,
    "script": _other_script,
    "headlined": _headlined,
    "edited": _edited,
    "rewrapped": _rewrapped,
    "phrased": _phrased,
}


def _copy(original: Made, random: Random) -> Made:
    """A copy by one of the ways, or by two or three together; damage comes last."""
    names = random.sample(list(_DONE), random.choice((1, 1, 1, 2, 2, 3)))
    for name in sorted(names, key=lambda each: each == "mirrored"):
        original = _DONE[name](original, random)
    return replace(original, done=tuple(sorted(names)))


# --- what they are made of -----------------------------------------------------------------------


@cache
def opencc_of(name: str) -> opencc.OpenCC:
    return opencc.OpenCC(name)


@cache
def _real() -> tuple[Made, ...]:
    """The real articles, those left out that are copies of others."""
    found: list[Made] = []
    known: set[str] = set()
    for bases, _ in many._corpora():
        for base in bases:
            sentences = [each for paragraph in base.paragraphs for each in paragraph]
            long = [each for each in sentences if len(each) > _LONG]
            if sum(each in known for each in long) <= len(long) / 3:
                text = "\n".join("".join(paragraph) for paragraph in base.paragraphs)
                found.append(Made(0, base.headline, text))
            known.update(long)
    return tuple(found)


@cache
def _originals(seed: int) -> tuple[Made, ...]:
    found = [each for each in _real() if len(each.text) >= _LENGTH]
    Random(seed).shuffle(found)
    return tuple(found)


def _cut(text: str) -> list[str]:
    """The sentences of a text, each with the line break before it."""
    lines = text.split("\n")
    return [
        ("\n" if number and not place else "") + sentence
        for number, line in enumerate(lines)
        for place, sentence in enumerate(_SENTENCE.findall(line))
    ] or [text]


def _is_template(text: str) -> bool:
    sentences = _cut(text)
    numbered = sum(bool(_NUMBER.search(each)) for each in sentences)
    return numbered >= _NUMBERED * len(sentences) and len(_NUMBER.findall(text)) >= _NUMBERS


def _other_number(digits: str, random: Random) -> str:
    low, high = 10 ** (min(len(digits), 15) - 1), 10 ** min(len(digits), 15)
    if len(digits) == 4 and digits[:2] in ("19", "20"):
        low, high = 2005, 2025
    other = digits
    while other == digits:
        other = str(random.randrange(low, high))
    return other


def _closed(text: str, random: Random) -> str:
    return "\n".join((text, *random.sample(_PHRASES, 2)))
