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
from itertools import islice

from shilu.restore.displaced import GLOSS, READING
from shilu.restore.glosses import is_glossed, pieces_of_page, reading_of, settled
from shilu.restore.tables import by_lead_byte, characters, mirrored, pairs, telltales
from shilu.text import LOST

#: What a gloss says for a mirror where its character is one that mirrors write, and against one
#: where it is not; what a gloss that lost its bracket says; natural logarithms, roughly.
_CONVERTIBLE, _OTHER, _BROKEN = 4.5, -5.0, 9.0
#: What the signs must come to: a gloss or two, or two characters that tell.
_ENOUGH = 7.0
#: What the script must say against a page that glosses prove to be a mirror's, for it to have been
#: traditional before: more than a character that some mirrors write after all.
_ITS_OWN = 4.0
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
_MANY = round(_AT_MOST / _NONE_AGAINST)
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
_A_GLOSS = re.compile(GLOSS)
_BROKEN_AFTER = re.compile(rf"[?\ufffd](?<=([\u3400-\u9fff)）]).){READING}[)）]")

#: 著 stands for 着 throughout; it is itself in a few words. 显著 is not, in 彰显着.
_WRITTEN = re.compile(
    r"(?:[卓昭原名专论译合巨遗拙土]|编(?!着?辫)|(?<![彰凸尽突])显)著"
    r"|著(?=名(?!字)|作(?![用为风战])|述|录)"
    r"|(?<![接跟随看读捧拿背抱翻笑哭写])著(?=书立|称|者)|(?<![\u4e00-\u9fff])著(?=有|书)|著(?=有《)"
)


def glossed_throughout(text: str) -> bool:
    """Whether the glosses of `text` alone say enough, whatever else could speak for a mirror.

    >>> glossed_throughout(10 * "發(fā)"), glossed_throughout("發(fā)展會(huì)議")
    (True, False)
    """
    odds = _gloss_odds(text)
    return odds >= _GLOSSED_THROUGHOUT and odds + _against(text) >= _ENOUGH and _has_letters(text)


def mirror_odds(text: str) -> float:
    """How much speaks for `text` having been through a mirror; more than nothing says it has.

    >>> mirror_odds("發(fā)展會(huì)議") >= 0, mirror_odds("会议")
    (True, -inf)
    """
    if not _has_letters(text):
        return -math.inf
    glosses, simplified = _gloss_odds(text), _CONVERTED * _count(_simplified_only(), text)
    letters = _count(_traditional(), text, max(simplified, _MANY))
    if glosses < _GLOSSED_THROUGHOUT and letters < simplified:
        return -math.inf
    return glosses + _script_odds(text, letters) - _ENOUGH


def _has_letters(text: str) -> bool:
    return _traditional().search(text) is not None


def was_traditional(text: str) -> bool:
    """Whether a mirror's text was traditional before, spelt as only genuine text is.

    >>> was_traditional("會(huì)後採訪，並於週末"), was_traditional("會(huì)后采訪，并于周末")
    (True, False)
    """
    if _against(text) >= -_ITS_OWN:
        return False
    return _script_odds(text, _count(_traditional(), text, _MANY)) < -_ITS_OWN


def _count(pattern: re.Pattern[str], text: str, most: int | None = None) -> int:
    """How many matches there are; nobody asks whether they are more than `most`."""
    return sum(1 for _ in islice(pattern.finditer(text), most))


@lru_cache(maxsize=2)
def _gloss_odds(text: str) -> float:
    """What the glosses say, those between two bytes included."""
    odds = _aligned_odds(text) if _A_GLOSS.search(text) else 0.0
    at = 0
    for broken in _BROKEN_AFTER.finditer(text) if "?" in text or LOST in text else ():
        char, reading = broken.groups()
        if broken.start() > at:
            at, lead = broken.end(), char.encode("gb18030")[-1]
            odds += _BROKEN * (char in ")）" or (lead, reading) in by_lead_byte())
    return odds


def _aligned_odds(text: str) -> float:
    """What the glosses say that stand behind a whole character."""
    cut = pieces_of_page(text)
    plain = "\n".join(cut[::2])
    others = len(_GLOSSED.findall(plain)) if _brackets(plain) else 0
    known = settled()
    unsettled = [p for p in cut[1::2] if p not in known and len(p) > 1]
    ours = _brackets(text) - _brackets(plain) - sum(p[0].isascii() for p in unsettled)
    wrong = sum(p[0] == "著" or not (is_glossed(p) or p[0].isascii()) for p in unsettled)
    odds = _CONVERTIBLE * (ours - wrong) + _OTHER * (others + wrong)
    if ours and odds < _ENOUGH and not others and all(map(_is_mirrors, cut[1::2])):
        odds += _ALL_EXACT
    return odds


def _brackets(text: str) -> int:
    return text.count("(") + text.count("（")


def _is_mirrors(piece: str) -> bool:
    """Whether a piece has no gloss, or one that a mirror writes and a teacher would not."""
    known = characters().get(piece[0])
    if len(piece) == 1 or known is None:
        return True
    if piece[1] != "(" or known.how != "=" or piece[0] == "著":
        return False
    return reading_of(piece) in known.readings and pairs().alone(known.simplified) > _COMMON


@lru_cache(maxsize=2)
def _script_odds(text: str, letters: int) -> float:
    """What the script says of a text with so many traditional characters."""
    odds, against = telltales(), _against(text)
    told = Counter(_telling(text))
    told.update(m[0] for m in _USES.finditer(text))
    speaks = sum(odds[char].odds * min(n, _REPEATED) for char, n in told.items())
    if not against and not _unwritten().search(text):
        speaks += min(_NONE_AGAINST * letters, _AT_MOST)
    if _BYLINE.search(text):
        speaks += _MAINLAND
    return speaks + _QUOTE * ("“" in text) + against


@lru_cache(maxsize=2)
def _against(text: str) -> float:
    """What the characters and quotation marks that mirrors do not write say."""
    told = Counter(_telling_against().findall(text))
    return sum(telltales()[c].odds * n for c, n in told.items()) - _QUOTE * ("「" in text)


def _telling(text: str) -> Iterator[str]:
    """The characters of `text` that tell for a mirror, each time they do."""
    for m in _telling_for().finditer(text):
        told = telltales()[m.group()]
        before, after = text[m.start() - 1 : m.start()], text[m.end() : m.end() + 1]
        if before in told.before or after in told.after:
            yield m.group()


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
def _telling_for() -> re.Pattern[str]:
    return re.compile(f"[{''.join(c for c, told in telltales().items() if told.odds >= 0)}]")


@cache
def _telling_against() -> re.Pattern[str]:
    return re.compile(f"[{''.join(c for c, told in telltales().items() if told.odds < 0)}]")
