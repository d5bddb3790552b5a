"""Many articles, all of them different: what archives are timed on.

Each takes headline and shape from a real article; its sentences begin as one does that is drawn
from all articles in its script, and end as another. So no more whole sentences are written twice
than in real articles, of which one in twenty is; they are set phrases. The first begins as the real
article's own. Numbers and days are drawn anew, holders of posts are renamed (few names often, most
of them seldom), regions exchanged.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from corpus import EXAMPLES, REFERENCE

from shilu.model import Page
from shilu.pages.inputs import BODY

#: Sentences that an article has at least: so much is not shared with another of its headline.
_FEWEST = 4
#: One sentence in so many is a set phrase; there are so many of these.
_SET, _PHRASES = 25, 1000
#: How many names there are for holders of posts, and the characters they are made of.
_NAMES = 4000
_SURNAMES = "李王吴周徐孙朱高林何郭梁宋唐曹彭曾蔡潘田董袁于余杜丁沈崔姜姚卢付石"
_GIVEN = "文明平安永志建立德成方光先元友仁天宇山川江海波林森松柏英杰俊才子君心怡美玉清雅白雪秋春"
#: Regions whose names are the same in both scripts.
_REGIONS = ("湖南", "湖北", "江西", "河南", "河北", "山西", "安徽")
_REGIONS += ("福建", "四川", "海南", "吉林", "青海", "新疆", "西藏")
_FIRST, _DAYS = date(2010, 1, 1), 5400

_SENTENCE = re.compile(r"[^。！？]+[。！？]*[”」』]?")
_NUMBER = re.compile(r"\d+")
_REGION = re.compile("|".join(_REGIONS))
_HOLDER = re.compile(
    r"((?:书记|書記|主席|总理|總理|[省部市县縣区區局处處司校院][长長])(?!们|們))"
    rf"([{_SURNAMES}张張刘劉陈陳杨楊赵趙黄黃马馬罗羅郑鄭谢謝许許邓鄧冯馮程]"
    r"[\u4e00-\u9fff]{1,2})(?=[在会會表、，说說指出主致对對和与與等])"
)


@dataclass(frozen=True, slots=True)
class _Base:
    """A real article: its headline, and its paragraphs cut into sentences."""

    headline: str
    paragraphs: tuple[tuple[str, ...], ...]


def articles(n: int, seed: int = 1) -> Iterator[Page]:
    """`n` articles, always the same ones for one seed."""
    corpora = _corpora()
    order = [(script, base) for script, (bases, _) in enumerate(corpora) for base in bases]
    Random(seed).shuffle(order)
    for i in range(n):
        script, base = order[i % len(order)]
        yield _article(base, corpora[script][1], i, Random(seed * 1_000_003 + i))


def _article(base: _Base, sentences: list[str], i: int, random: Random) -> Page:
    drawn = [[_sentence(sentences, random) for _ in paragraph] for paragraph in base.paragraphs]
    drawn[0][0] = _begun(base.paragraphs[0][0], sentences, random)
    while sum(map(len, drawn)) < _FEWEST:
        drawn.append([_sentence(sentences, random)])
    vary = _Variation(random)
    text = "\n".join(vary("".join(paragraph)) for paragraph in drawn)
    return Page(
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        title=vary(base.headline),
        media_type=BODY,
        published=(_FIRST + timedelta(days=int(random.random() * _DAYS))).isoformat(),
        id=f"many-{i}",
    )


def _sentence(sentences: list[str], random: Random) -> str:
    if random.random() < 1 / _SET:
        return _any(sentences[:_PHRASES], random)
    return _begun(_any(sentences, random), sentences, random)


def _any(sentences: list[str], random: Random) -> str:
    return sentences[int(random.random() * len(sentences))]


def _begun(beginning: str, sentences: list[str], random: Random) -> str:
    """A sentence that begins as `beginning` does, and ends as one of `sentences`."""
    ours, theirs = beginning.split("，"), _any(sentences, random).split("，")
    if len(ours) == 1:
        return "，".join([beginning.rstrip("。！？"), theirs[-1]])
    return "，".join(ours[: len(ours) // 2] + theirs[len(theirs) // 2 :])


class _Variation:
    """Says of one article what its numbers, people and regions are called instead."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._names: dict[str, str] = {}

    def __call__(self, text: str) -> str:
        text = _NUMBER.sub(self._number, text)
        return _REGION.sub(self._region, _HOLDER.sub(self._holder, text))

    def _number(self, found: re.Match[str]) -> str:
        digits = found[0]
        if len(digits) == 4 and digits[:2] in ("19", "20"):
            return str(2005 + int(self._random.random() * 20))
        if len(digits) <= 2:
            return str(1 + int(self._random.random() * min(int(digits) + 1, 28)))
        return str(int((0.1 + 0.9 * self._random.random()) * 10 ** min(len(digits), 15)))

    def _holder(self, found: re.Match[str]) -> str:
        name = self._names.setdefault(found[2], _name(int(_NAMES * self._random.random() ** 3)))
        return found[1] + name

    def _region(self, found: re.Match[str]) -> str:
        if self._random.random() < 0.75:
            return found[0]
        return _REGIONS[int(self._random.random() * len(_REGIONS))]


@cache
def _name(n: int) -> str:
    """The `n`th name that holders of posts have."""
    random = Random(n)
    return random.choice(_SURNAMES) + "".join(random.sample(_GIVEN, random.choice((1, 2, 2))))


@cache
def _corpora() -> tuple[tuple[list[_Base], list[str]], ...]:
    """The articles of each script, and all their sentences."""
    paths = [REFERENCE / "text" / name for name in ("hans.txt", "hant.txt")]
    texts = [path.read_text("utf-8") for path in paths if path.exists()]
    texts = texts or [(EXAMPLES / "visit.txt").read_text("utf-8")]
    return tuple(_corpus(text) for text in texts)


def _corpus(text: str) -> tuple[list[_Base], list[str]]:
    bases = []
    for block in text.split("\n\n"):
        headline, *lines = block.strip("\n").split("\n")
        paragraphs = tuple(filter(None, (tuple(_SENTENCE.findall(line)) for line in lines)))
        if paragraphs:
            bases.append(_Base(headline, paragraphs))
    return bases, [s.strip() for base in bases for paragraph in base.paragraphs for s in paragraph]
