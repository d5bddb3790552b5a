"""Whether a page's traditional characters are a mirror's, and what each was before.

Mirrors convert character by character and leave alone what Big5 has (后 里 于 云 制), so their text
is simplified text in other clothes. Genuine traditional text writes 後 裡 於 雲 製 there.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

from shilu.restore.displaced import BROKEN, READING
from shilu.restore.tables import by_lead_byte, characters, mirrored, pairs, telltales

#: What a gloss says for a mirror where its character is one that mirrors write, and against one
#: where it is not; what a gloss that lost its bracket says; natural logarithms, roughly.
_CONVERTIBLE, _OTHER, _BROKEN = 4.5, -5.0, 9.0
#: What the signs must come to: a gloss or two, or two characters that tell.
_ENOUGH = 7.0
#: What it says besides that every gloss is of a common character, exact, and in narrow brackets:
#: people gloss what few can read, and print wide brackets.
_ALL_EXACT = 4.5
#: A character this frequent (natural logarithm) is one that everybody can read.
_COMMON = -11.0
#: What speaks for a mirror is worth this much more where it stands more than once.
_REPEATED = 1.5
#: What each traditional character is worth where nothing stands that a mirror could not write, and
#: what quotation marks are: the mainland's “ speaks for a mirror, 「 against one.
_NONE_AGAINST, _QUOTE = 0.05, 4.0
#: What absence can come to: by itself it never suffices.
_AT_MOST = 5.0
#: What the byline of a mainland paper or agency is worth: its traditional editions are few.
_MAINLAND = 4.0
_BYLINE = re.compile(
    r"(?:央視網|新華社|新華網|人民網|中新網|中新社|本報|本台|日報)[^，。\n]{0,20}?"
    r"(?:消息|電|訊)[（(：: \u3000]"
)
#: Where glosses say as much as this, the page may well stand within simplified furniture.
_GLOSSED_THROUGHOUT = 45.0
#: So many times more traditional than simplified characters has a page that was converted.
_CONVERTED = 3

#: A gloss, looked for by its bracket: bracket, character before it, reading.
_GLOSSED = re.compile(rf"([(（])(?<=([\u3400-\u9fff]).){READING}[)）]")
_BROKEN_AFTER = re.compile(rf"([\u3400-\u9fff)）]){BROKEN.pattern}")
_TONES = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü", "aaaaeeeeiiiioooouuuuvvvvv")

#: 著 stands for 着 throughout; it is itself in a few words. 显著 is not, in 彰显着.
_WRITTEN = re.compile(
    r"(?:[卓昭原名专论译合巨遗拙土]|编(?!着?辫)|(?<![彰凸尽突])显)著"
    r"|著(?=名(?!字)|作(?![用为风战])|述|录)"
    r"|(?<![接跟随看读捧拿背抱翻笑哭写])著(?=书立|称|者)|(?<![\u4e00-\u9fff])著(?=有|书)|著(?=有《)"
)


def mirror_odds(text: str) -> float:
    """How much speaks for `text` having been through a mirror; more than nothing says it has.

    >>> mirror_odds("發(fā)展會(huì)議") >= 0, mirror_odds("会议")
    (True, -inf)
    """
    letters = _count(_traditional(), text)
    if not letters:
        return -math.inf
    glosses = _gloss_odds(text)
    if glosses < _GLOSSED_THROUGHOUT and letters < _CONVERTED * _count(_simplified_only(), text):
        return -math.inf
    return glosses + _script_odds(text, letters) - _ENOUGH


def _count(pattern: re.Pattern[str], text: str) -> int:
    return len(pattern.findall(text))


@lru_cache(maxsize=2)
def glosses_of(text: str) -> Counter[tuple[str, str, str]]:
    """How often each gloss stands in a text: its opening bracket, its character, its reading."""
    return Counter(_GLOSSED.findall(text))


def _gloss_odds(text: str) -> float:
    odds = 0.0
    glosses = glosses_of(text)
    for (_, char, reading), n in glosses.items():
        odds += n * (_CONVERTIBLE if is_gloss(char, reading) and char != "著" else _OTHER)
    if glosses and odds < _ENOUGH and all(_is_mirrors(*gloss) for gloss in glosses):
        odds += _ALL_EXACT
    for char, reading in _BROKEN_AFTER.findall(text):
        code = char.encode("gb18030")
        if char in ")）" or (code[-1], reading) in by_lead_byte():
            odds += _BROKEN
    return odds


def _is_mirrors(bracket: str, char: str, reading: str) -> bool:
    """Whether a gloss is one that a mirror writes and a teacher would not."""
    known = characters().get(char)
    if known is None or bracket != "(" or known.how != "=" or char == "著":
        return False
    return reading in known.readings and pairs().alone(known.simplified) > _COMMON


def _script_odds(text: str, letters: int) -> float:
    """What the script says of a text with so many traditional characters."""
    odds = telltales()
    told = Counter(_telling(text))
    told.update(m[0] for m in _USES.finditer(text))
    against = sum(odds[char].odds * n for char, n in told.items() if odds[char].odds < 0)
    against -= _QUOTE * ("「" in text)
    speaks = sum(odds[c].odds * min(n, _REPEATED) for c, n in told.items() if odds[c].odds > 0)
    if not against and not _unwritten().search(text):
        speaks += min(_NONE_AGAINST * letters, _AT_MOST)
    if _BYLINE.search(text):
        speaks += _MAINLAND
    return speaks + _QUOTE * ("“" in text) + against


def _telling(text: str) -> Iterator[str]:
    """The characters of `text` that tell, each time they do."""
    for m in _telling_characters().finditer(text):
        told = telltales()[m.group()]
        before, after = text[m.start() - 1 : m.start()], text[m.end() : m.end() + 1]
        if told.odds < 0 or before in told.before or after in told.after:
            yield m.group()


@lru_cache(maxsize=8192)
def is_gloss(char: str, reading: str) -> bool:
    """Whether a reading is one of a traditional character's, tones aside."""
    known = characters().get(char)
    if known is None:
        return False
    plain = reading.translate(_TONES)
    return any(r == reading or r.translate(_TONES) == plain for r in known.readings)


def simplified(char: str, before: str, after: str, text: str) -> str:
    """What a mirror's character was, between what stood `before` and `after` it in the original.

    `text` is the page: what mirrors mostly leave alone is turned back only where the page has
    nothing that it could have come from.

    >>> simplified("著", "扮演", "“超级", ""), simplified("著", "", "名学者", "")
    ('着', '著')
    """
    known = characters().get(char)
    if known is None:
        return char
    if char == "著":
        m = _WRITTEN.search(f"{before}著{after}", max(len(before) - 1, 0))
        return "著" if m and m.start() <= len(before) < max(m.end(), len(before) + 1) else "着"
    if known.how == "<" and known.simplified in _characters_of(text):
        return char
    return known.simplified


#: Characters that spell foreign names.
_SOUNDS = "克布普卡馬瑪莫德比米薩托巴哈奧亞阿沙蘇尼格查達利塔納伊杜拉"
#: Uses of 于 后 里 that are no name's and no queen's: everyone but a mirror writes 於 後 裡 there.
_USES = re.compile(
    r"于(?=[0-9本此今明昨去]|[上下][周週月午])"
    r"|后(?<![皇王太母影天歌帝午封立]后)(?=[，,、。的再又就將曾被從由在])"
    r"|后(?<![皇王太母影天歌帝封立]后)(?=[0-9])|后(?<=[0-9][日月年天時]后)"
    rf"|里(?<![公英華千萬百十數餘余多方鄰鄉故海0-9{_SOUNDS}]里)(?=[，,、。的有都還])"
)


@lru_cache(maxsize=4)
def _characters_of(text: str) -> frozenset[str]:
    return frozenset(text)


@cache
def _traditional() -> re.Pattern[str]:
    return re.compile(f"[{''.join(characters().keys() - {'著'})}]")


@cache
def _unwritten() -> re.Pattern[str]:
    """The traditional characters that mirrors do not write, or not all of them."""
    return re.compile(f"[{''.join(t for t, c in characters().items() if c.how != '=')}]")


@cache
def _simplified_only() -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(chr, mirrored()))}]")


@cache
def _telling_characters() -> re.Pattern[str]:
    return re.compile(f"[{''.join(telltales())}]")
