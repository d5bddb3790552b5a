"""Build the tables of `shilu.restore` from pypinyin, OpenCC and jieba.

Run where the three are installed: `python scripts/build_restore_tables.py`. Writes
`characters.txt` (traditional characters, what they are simplified, how they are read), `pairs.txt`
(which character follows which) and `telltales.txt` (what tells a mirror's script from genuine
traditional text) into `src/shilu/restore/`.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import jieba
import opencc
from pypinyin import Style, pinyin

OUT = Path(__file__).resolve().parents[1] / "src" / "shilu" / "restore"
#: What mirrors convert although the standard tables choose otherwise, or Big5 has the character.
EXCEPTIONS = {"着": "著", "为": "為", "听": "聽"}
#: Characters that print has given up for another of the same sound: nothing comes from them.
FORMER = "麽馀渖谘钜"
#: Variants that no standard table turns back.
VARIANTS = {"陜": "陕", "衞": "卫", "敍": "叙", "衹": "只", "粧": "妆"}
#: Characters of Big5 level 1 that some mirrors convert all the same: converted, they tell nothing.
SOMETIMES = "台划坏儿几准丰虫挂愿尸扑晒雇荐吃床峰岩群秘唇痴灶帘么杠肴腌霉皂钟签仑脏"
#: Characters that mirrors put where every traditional standard has two, one of them another.
TELLING = "于后里云余范采征斗制系并干游筑涌杰朴咨占松致志托復匯沖衆扎贊吁御准划几愿坏丰扑荐钟签"
#: Those of them that people, too, now and then put for another.
MISSPELT = "復制准游干托杰匯占志"
#: Pairs that people write, or that stand across the ends of two words.
EVERYBODYS = ("杜里", "佩里", "不准", "場准", "系數", "示范", "游說", "克制")
STANDARDS = ("s2t", "s2tw", "s2hk")
#: A pair seen less often than this in the word list says nothing.
RARE = 8

S2T, T2S = opencc.OpenCC("s2t"), opencc.OpenCC("t2s")
HAN = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0x9FA6))]


def main() -> None:
    words = dict(word_counts())
    forward = {s: t for s in HAN if (t := mirrored(s)) != s and gbk(t) and in_print(s, t)}
    write("characters.txt", CHARACTERS_HEAD, character_rows(forward))
    write("pairs.txt", PAIRS_HEAD, pair_rows(words))
    write("telltales.txt", TELLTALES_HEAD, telltale_rows(words, forward))


def word_counts() -> Iterator[tuple[str, int]]:
    """The words of jieba's dictionary and how often each was counted."""
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text("utf-8").splitlines():
        word, count, _ = line.split(" ")
        yield word, int(count)


def gbk(char: str) -> bool:
    """Whether GBK holds the character in two bytes."""
    try:
        return len(char.encode("gbk")) == 2
    except UnicodeEncodeError:
        return False


def left_alone(char: str) -> bool:
    """Whether the character stands in Big5 level 1, which the mirrors take for traditional."""
    try:
        return b"\xa4\x40" <= char.encode("big5") <= b"\xc6\x7e"
    except UnicodeEncodeError:
        return False


def mirrored(char: str) -> str:
    """What a mirror writes for a simplified character, one to one."""
    if char in EXCEPTIONS:
        return EXCEPTIONS[char]
    return char if left_alone(char) else S2T.convert(char)


def in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def in_print(char: str, converted: str) -> bool:
    """Whether simplified text has the character, and not another for what it is converted to."""
    if not gbk(char) or char in FORMER:
        return False
    return in_gb2312(char) or T2S.convert(converted) == char


def character_rows(forward: dict[str, str]) -> Iterator[str]:
    """Traditional, simplified, how (see CHARACTERS_HEAD), readings."""
    back: dict[str, str] = {}
    for s, t in forward.items():
        if t not in back or in_gb2312(s):
            back[t] = s
    for t in HAN:
        if not gbk(t):
            continue
        s = back.get(t) or VARIANTS.get(t) or T2S.convert(t)
        if s == t or not gbk(s) or (t not in back and in_gb2312(t)):
            continue
        how = "=" if t in back else "<" if left_alone(s) else "~"
        readings = dict.fromkeys(
            r for style in (False, True) for r in pinyin(t, Style.TONE, heteronym=style)[0]
        )
        yield f"{t}\t{s}\t{how}\t{' '.join(readings)}"


def pair_rows(words: dict[str, int]) -> Iterator[str]:
    """A character, its weights, and each character that follows it in a word with its weight."""
    single: Counter[str] = Counter()
    first: Counter[str] = Counter()
    last: Counter[str] = Counter()
    pairs: dict[str, Counter[str]] = defaultdict(Counter)
    for word, count in words.items():
        first[word[0]] += count
        last[word[-1]] += count
        for char in word:
            single[char] += count
        for a, b in pairwise(word):
            pairs[a][b] += count
    for char, count in sorted(single.items()):
        if char in HAN_SET and count >= RARE:
            after = (f"{b}{weight(n)}" for b, n in pairs[char].most_common() if n >= RARE)
            weights = (weight(max(n[char], 1)) for n in (single, first, last))
            yield f"{char}\t{''.join(weights)}\t{''.join(after)}"


def weight(count: int) -> str:
    """A count as one printable character: twice its binary logarithm above `0`."""
    return chr(ord("0") + round(2 * math.log2(count)))


def telltale_rows(words: dict[str, int], forward: dict[str, str]) -> Iterator[str]:
    """Characters far likelier in mirrored than in genuine traditional text, or the other way.

    Only what every traditional standard writes counts, so that no regional variant tells. What
    speaks for a mirror does so beside certain characters only: 于 and 范 are surnames everywhere.
    """
    standards = [opencc.OpenCC(name) for name in STANDARDS]
    genuine = [counts(s.convert("\n".join(words)).split("\n"), words) for s in standards]
    mirror = counts(["".join(forward.get(c, c) for c in word) for word in words], words)
    unsure = set(SOMETIMES) | {S2T.convert(char) for char in SOMETIMES} | set("臺着")
    chars = {gram for gram in set(mirror).union(*genuine) if len(gram) == 1 and gbk(gram)}
    before, after = neighbours(mirror, genuine)
    for char in sorted(chars - (unsure - set(TELLING))):
        against = char not in unsure and all(
            (mirror[char] + 60) * 5 < c[char] + 60 for c in genuine
        )
        if against and max(c[char] for c in genuine) >= 400:
            yield f"{char}\t-3\t\t"
        elif char in TELLING and (before[char] or after[char]):
            odds = 2 if char in MISSPELT else 5
            yield f"{char}\t{odds}\t{before[char]}\t{after[char]}"
    yield "着\t-3\t\t"


def counts(spelled: list[str], words: dict[str, int]) -> Counter[str]:
    """How often each character, and each pair within a word, stands in words as `spelled`."""
    grams: Counter[str] = Counter()
    for word, count in zip(spelled, words.values(), strict=True):
        for char in word:
            grams[char] += count
        for a, b in pairwise(word):
            grams[a + b] += count
    return grams


def neighbours(
    mirror: Counter[str], genuine: list[Counter[str]]
) -> tuple[dict[str, str], dict[str, str]]:
    """For each character those before, and those after which it is a mirror's spelling alone."""
    before: dict[str, str] = defaultdict(str)
    after: dict[str, str] = defaultdict(str)
    for pair, count in sorted(mirror.items()):
        if len(pair) != 2 or pair in EVERYBODYS:
            continue
        if count >= 50 and all(c[pair] < count / 50 for c in genuine):
            before[pair[1]] += pair[0]
            after[pair[0]] += pair[1]
    return before, after


def write(name: str, head: str, rows: Iterator[str]) -> None:
    (OUT / name).write_text(head + "".join(f"{row}\n" for row in rows), "utf-8")


HAN_SET = frozenset(HAN)
CHARACTERS_HEAD = """\
# Traditional characters, what each is in simplified text, and how it is read.
# Columns: traditional, simplified, how, readings (the default reading first).
# how: = mirrors write the first for the second; ~ a variant of what they write;
#      < the standard tables do, mirrors mostly leave the second alone (Big5 level 1).
# Sources: OpenCC's character tables (Apache-2.0), pypinyin's readings (MIT).
# Built by scripts/build_restore_tables.py.
"""
PAIRS_HEAD = """\
# Which character follows which within the words of Chinese.
# Columns: character, its weights (in all, first in a word, last in a word), then each character
# that follows it, with its weight.
# A weight w stands for a count of 2 ** ((ord(w) - 48) / 2).
# Source: the dictionary of jieba (MIT), words weighted by its counts.
# Built by scripts/build_restore_tables.py.
"""
TELLTALES_HEAD = """\
# What tells a mirror's traditional text from genuine.
# Columns: character, its log odds (mirror to genuine), and where these are above nothing the
# characters before it and after it that make it tell.
# Sources: the dictionary of jieba (MIT), converted by OpenCC (Apache-2.0) and as mirrors convert.
# Built by scripts/build_restore_tables.py.
"""

if __name__ == "__main__":
    main()
