"""Organisations: a word that ends their names, with what belongs to the name before it.

The left end is where something else ends: punctuation, a verb, a function word; or where a place or
a known body begins. What is before the ending word must be a proper name, or a place where that is
enough (中国政府); 知名企业 and 一家医院 name nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from shilu.lexicon import rows, terms
from shilu.mentions.lists import Listing
from shilu.mentions.marking import (
    CLASSES,
    FIRST,
    Marked,
    cover,
    covered,
    every,
    firsts,
    rests,
    span_of,
    token,
)
from shilu.mentions.org_forms import joined, short_forms
from shilu.mentions.org_lists import listed_organizations, with_lists
from shilu.mentions.people_shape import ordinary
from shilu.mentions.places import titles
from shilu.mentions.posts import STOPS
from shilu.model import Organization
from shilu.text import Span

_BODY = every("word", "geography", "place", "weak", "organization", "bearer", "suffix", "inner")
_OPENERS = tuple(word for word, kind in rows("org_openings") if kind == "opener")
#: What stands before a name and is no part of it.
_BEFORE = re.compile("|".join(word for word, kind in rows("org_openings") if kind == "before"))


@cache
def trait(name: str) -> frozenset[str]:
    """The ending words that have a trait (see words/org_suffixes.txt)."""
    return frozenset(
        row[0] for row in rows("org_suffixes") if any(name in traits.split() for traits in row[2:])
    )


#: Function words, most of them of spoken Cantonese, that no name holds.
SPOKEN = "系嘅咗唔冇啲嗰佢喺咁俾畀个嘢哋无搵睇谂有而乜仲没较另仅只去来再予跑拖看做想能可不设"
_RUN = re.compile(rf"(?:[{_BODY}·—]++|[^\W\d_A-Za-z{STOPS}{SPOKEN}]++)++")
_ENDS = firsts("organization", "bearer", "suffix")
_ENDS_REST = rests("organization", "bearer", "suffix")
#: One class of characters comes first, so that the scan is a fast one.
_ENDING = re.compile(
    rf"[{_ENDS}部局署厅港](?:(?<=[{_ENDS}])[{_ENDS_REST}]*+"
    rf"|(?<=[{every('word')}][部局署厅])(?:(?![\u4e00-\u9fff])|(?=[和与及在]))"
    rf"|(?:(?<=[{every('place')}]港)|(?<=[{every('place')}][\u4e00-\u9fff]{{2}}港)"
    rf"|(?<=[{every('place')}][\u4e00-\u9fff]{{3}}港))(?![口澳区股币元珠岛台铁]))"
)
_PROPER = re.compile(token("place", "organization", "geography"))
_ROLE_OF_PLACE = re.compile(r"地位|功能|作用|角色|城市|优势|化|园区|建设|之一")
#: 市|公安局: a body of the paper's own region, by its level alone.
_LEVELS = frozenset(("省", "市", "县", "区", "州", "自治区", "自治州", "自治县"))
#: The characters of transliterated names (约翰斯·霍普金斯|大学).
_SOUNDS = frozenset((*terms("sounds"), "·"))
_IS = re.compile(r"(?:作为|成为|是|为|打造|建成|建设)$")
_MEDIA_TITLE = re.compile(
    r"《([\u4e00-\u9fff]{2,10}(?:(?<![年公通简])报|新闻|周刊|杂志|月刊))(?=》)"
)
_QUOTED = re.compile(
    r"“[^”\n]{2,12}”[\u4e00-\u9fff]{0,4}?"
    r"(?:核查组|专案组|工作组|调查组|集团|公司|基金会|协会|联盟|中心|研究院|合唱团|乐团)"
)
#: 驻|成都|办: the office a region keeps in another.
_OFFICE = re.compile(rf"驻(?:{token('place')}|[京津沪渝粤川鄂桂])办(?![公理])")
#: 解放军|第302医院, 甲市第三中学.
_NUMBERED = re.compile(
    rf"{token('place', 'weak', 'organization')}"
    r"第?(?:\d{1,3}|[一二三四五六七八九十百]{1,4})"
    rf"(?:[{CLASSES['suffix'][0]}][{CLASSES['suffix'][1]}]*+)"
)
#: An ending with the last of a number before it; few texts have one.
_MAYBE_NUMBERED = re.compile(rf"{FIRST['suffix']}(?<=[\d一二三四五六七八九十百].)")
_PLACE_IN_PLACE = re.compile(token("place") + token("place", "weak", "geography"))
_BODY_OF_PLACE = re.compile(token("place") + token("organization"))
_HAS_HOSPITALS = re.compile("大学|学院|科学院|军区|解放军|武警")
_KIND = {pair[0]: name for name, pair in CLASSES.items()}
_HAN, _FIRST_OF_WORD = re.compile("[\u4e00-\u9fff]"), re.compile(f"[{firsts(*CLASSES)}]")
_BODY_FIRST = FIRST["organization"]
_KNOWN = re.compile(token("organization"))
#: 甲部|联合|乙部: two bodies, not one.
_TOGETHER = re.compile("联合|会同")
_BODIES = every("organization", "bearer", "suffix")
#: Bodies there is one of, which no place is put before to tell them apart.
_SINGULAR = re.compile(
    "全国|联合国|中央|中共|国家|世界|世卫|国际|中国|亚|欧|北约|东盟|党中央|克里姆林宫|白宫|五角|美联|国务院(?=港澳|新闻|台)"
)
_STATE = re.compile(rf"(?:{token('word')}){{1,4}}")
#: 自治区|国资委, 中共|重庆市委: whose body it is.
_LEVEL = re.compile(r"(?:自治区|省|市|县|区|州|中共)\Z")
_PLACE_BEFORE = re.compile(token("place") + r"\Z")
#: What the two end with.
_LEVEL_ENDS, _PLACE_ENDS = frozenset("区省市县州共"), frozenset(every("place"))
#: 物流|与|采购: what a body may be named for, after the place or word that opens its name.
_TWO_WORDS = re.compile(rf"(?:{token('word')}){{1,2}}")
_FIRST_OF_TWO = re.compile(rf"{token('place', 'word')}(?:{token('word')}){{1,2}}[和与及]\Z")
_PLACES = firsts("place", "organization", "geography")
_ORDINAL = re.compile("第[一二三四五六七八九十]+届")
#: What the short name of a firm may be followed by (中国南方航空|公司).
_OF_FIRMS = frozenset(("公司", "集团", "集团公司", "总公司"))
#: A part that a town plays (国际金融中心), not a body.
_HUB = re.compile("国际(?:金融|创科|创新科技|科技创新|消费)中心$")
#: A session, a summit (全国人大|四次会议), or a fair or a contest, the group: 中国-东盟|博览会.
_EVENT = re.compile(
    "第?[一二三四五六七八九十]{1,4}(?:次(?:全体)?会议|届|大(?![学会]))"
    "|(?:[0-9]{4}年?|[一二三四五六七八九十]{1,3}届)?(?:年会|夏季达沃斯)"
    "|(?:领导人|成员国|首脑|外长|财长|部长级|国防部长|政府首脑|元首)[^，。的在]{0,10}?"
    "(?:峰会|会议|理事会|会晤|论坛)|峰会"
    "|[^，。、；：的在和与及举办\n]{0,6}?"
    "(博览会|公开赛|锦标赛|联赛|运动会|世锦赛|奥运会|冬奥会|马拉松|订货会)"
)
#: What the name of an event does not go on with.
_NO_EVENT = frozenset("，。、；：的在和与及举办\n")
#: A body before these is named in a post.
_MEMBER = re.compile("常委(?!会)|委员(?!会)")
#: Words that end a description, after which a name may begin (评级机构|甲, 一家|公司).
_COUNTS = frozenset("一二两三四五六七八九十几多数")
_GENERIC = re.compile(
    "机构|企业(?!家|联合会|管理|发展|评价|文化)|单位|媒体(?!集团|中心)|平台|巨头|厂商|成员国|品牌|[一二两三四五六七八九十几多数]+[家个所座间支批]"
)


def find_organizations(
    marked: Marked, text: str, closed: list[Span], lists: Collection[Listing] = ()
) -> tuple[Organization, ...]:
    """Organisations outside `closed` (people and posts), each by its fullest printed form."""
    lists = [listing for listing in lists if listing.kind == "organization"]
    taken = covered(marked.folded, closed)
    spans = [
        span
        for span in _spans(marked)
        if taken.find(1, *span) < 0 and not _MEMBER.match(marked.folded, span.end)
    ]
    cover(taken, spans)
    listed = listed_organizations(marked, lists, spans, taken)
    cover(taken, listed)
    short = short_forms(marked, spans, taken)
    return with_lists(text, joined(marked.folded, text, spans + listed, short), lists)


def _spans(marked: Marked) -> Iterator[Span]:
    quoted = [span_of(m.span()) for m in _QUOTED.finditer(marked.folded)]
    media = [span_of(m.span(1)) for m in _MEDIA_TITLE.finditer(marked.folded)]
    offices = [span_of(m.span()) for m in _OFFICE.finditer(marked.view)]
    numbered: list[Span] = []
    if _MAYBE_NUMBERED.search(marked.view):
        numbered = [span_of(m.span()) for m in _NUMBERED.finditer(marked.view)]
    special = sorted(quoted + media + offices + numbered)
    taken = covered(marked.folded, special + titles(marked.folded))
    yield from special
    for start, ends in _runs(marked.view):
        for span in _in_run(marked, start, ends):
            if not taken[span.start]:
                yield span


def _runs(view: str) -> Iterator[tuple[int, list[re.Match[str]]]]:
    """Where the runs of characters of names begin that hold an ending, and all their endings."""
    done = 0
    for m in _ENDING.finditer(view):
        if m.start() < done:
            continue
        low = max(done, m.start() - 40)
        back = _RUN.match(view[low : m.start()][::-1])
        forward = _RUN.match(view, m.start())
        done = forward.end() if forward else m.end()
        ends = [m, *_ENDING.finditer(view, m.end(), done)] if done > m.end() else [m]
        yield m.start() - (back.end() if back else 0), ends


def _in_run(marked: Marked, at: int, ends: list[re.Match[str]]) -> Iterator[Span]:
    """The organisations of a run of characters that could all be one name."""
    for i, m in enumerate(ends):
        if i + 1 < len(ends) and _goes_on(marked, m, ends[i + 1]):
            continue
        at = max(at, m.end() - 40)
        if (span := _name(marked, at, m)) is not None:
            yield span
        elif (known := _last_known(marked, at, m.start())) is not None:
            yield known
        at = m.end()


def _goes_on(marked: Marked, ending: re.Match[str], following: re.Match[str]) -> bool:
    """Whether the name goes on to the next ending, which no known body is."""
    near = following.end() - ending.end() <= 14
    return near and marked.view[following.start()] != FIRST["organization"]


def _last_known(marked: Marked, start: int, end: int) -> Span | None:
    known = list(_KNOWN.finditer(marked.view, start, end)) if start < end else ()
    if not known or _is_event(marked, known[-1].end()):
        return None
    return _with_place(marked, start, span_of(known[-1].span()))


def _with_place(marked: Marked, low: int, known: Span) -> Span:
    """A known body with the places right before it (中国|外交部)."""
    start = known.start
    if marked.view[start - 1] not in _PLACE_ENDS and not (
        marked.folded[start - 1] in _LEVEL_ENDS or marked.folded.startswith("国家", low)
    ):
        return known
    if (m := _PLACE_BEFORE.search(marked.view, low, start)) and _of_state(marked.folded, m, start):
        return Span(m.start(), known.end)
    if not _SINGULAR.match(marked.folded, start):
        while m := _PLACE_BEFORE.search(marked.view, low, start):
            start = m.start()
    if level := _LEVEL.search(marked.folded, low, start):
        start = level.start()
    state = _STATE.match(marked.view, low) if marked.folded.startswith("国家", low) else None
    if state and state.end() == start:
        start = low
    return Span(start, known.end)


def _of_state(folded: str, place: re.Match[str], start: int) -> bool:
    """Whether a body of a state has the state before it: 中国|国家航天局."""
    return folded.startswith("国家", start) and folded[place.start() : start] in _states()


def _name(marked: Marked, low: int, ending: re.Match[str]) -> Span | None:
    """The name from `low` on that ends with `ending`, if it is a proper one."""
    if marked.view[ending.start()] == _BODY_FIRST:
        if _is_event(marked, ending.end()):
            return None
        return _with_place(marked, low, span_of(ending.span()))
    if low == ending.start():
        return None
    if (joint := _joint(marked, low, ending)) is not None:
        return Span(joint, ending.end())
    start = _start(marked, low, ending.start())
    if start == ending.start():
        return None
    kind = _KIND.get(marked.view[ending.start()], "short")
    word = marked.folded[ending.start() : ending.end()]
    if word == "港":
        start = _port_start(marked, start, ending.start())
    span = Span(start, ending.end())
    body = marked.view[start : ending.start()]
    if _ROLE_OF_PLACE.match(marked.folded, span.end) or span.end - start > 30:
        return None
    if kind == "short" and ordinary(marked.folded[span.end - 2 : span.end]):
        return None
    if word == "中心" and _is_hub(marked.folded, span):
        return None
    if _ORDINAL.search(marked.folded, start, span.end) or _is_event(marked, span.end):
        return None
    return span if _is_proper(marked.folded[start : ending.start()], body, kind, word) else None


def _is_event(marked: Marked, end: int) -> bool:
    """Whether a body's name goes on to be the name of a session or a summit."""
    if marked.folded[end : end + 1] in _NO_EVENT:
        return False
    event = _EVENT.match(marked.folded, end)
    if event is None or event[1] is None:
        return event is not None
    return FIRST["stop"] not in marked.view[end : event.start(1)]


def _is_hub(folded: str, span: Span) -> bool:
    """Whether a 中心 is what a town is or is to be."""
    before = folded[max(0, span.start - 2) : span.start]
    return bool(_IS.search(before) or _HUB.search(folded[span.start : span.end]))


def _port_start(marked: Marked, start: int, end: int) -> int:
    """A port with a name of its own is named without the province before it."""
    m = _PROPER.match(marked.view, start, end)
    return m.end() if m and end - m.end() >= 2 else start


def _joint(marked: Marked, start: int, ending: re.Match[str]) -> int | None:
    """Where a body named for two things begins: 中国|物流|与|采购|联合会."""
    if marked.folded[ending.start() : ending.end()] not in trait("joint"):
        return None
    if not _TWO_WORDS.fullmatch(marked.view, start, ending.start()):
        return None
    m = _FIRST_OF_TWO.search(marked.view, max(0, start - 16), start)
    if m is None or _GENERIC.search(marked.folded, m.start(), start):
        return None
    first = marked.folded[m.start() : marked.word_end(m.start())]
    is_place = marked.view[m.start()] == FIRST["place"]
    return m.start() if is_place or first in _OPENERS else None


def _start(marked: Marked, start: int, end: int) -> int:
    """Where the name begins: at its first place or body, past what stands before names."""
    for m in _TOGETHER.finditer(marked.folded, start, end):
        if marked.view[m.start() - 1] in _BODIES:
            start = m.end()
    for m in _GENERIC.finditer(marked.folded, start, end):
        if (m.end() < end or m.group()[0] in _COUNTS) and marked.starts_word(m.end()):
            start = m.end()
    while (b := _BEFORE.match(marked.folded, start, end)) and marked.starts_word(b.end()):
        start = b.end()
    first = _PROPER.search(marked.view, start, end)
    if first is None or marked.folded.startswith(_OPENERS, start):
        return start
    return first.start()


def _is_proper(text: str, body: str, kind: str, word: str) -> bool:
    """Whether `body` before an ending of `kind` makes a proper name."""
    unknown, words = len(_HAN.findall(body)), len(_FIRST_OF_WORD.findall(body))
    if text in _LEVELS and kind == "bearer":
        return True
    if body[0] == FIRST["weak"] and kind == "bearer":
        return True
    if text in _OPENERS and body[0] not in _PLACES and not _may_be_national(word):
        return False
    if body[0] == FIRST["geography"] and words == 1 and not unknown:
        return kind == "bearer" or word in trait("bare") or word not in trait("common")
    if body[0] == FIRST["weak"] and words > 1:
        return word in trait("bare")
    if body[0] in _PLACES:
        if body[0] == FIRST["organization"] and kind == "bearer":
            return words == 1 and not unknown
        if kind == "bearer" and words == 2 and _two_states(text, body):
            return False
        if kind == "bearer" or word == "港":
            return True
        if _is_named_for(text, body, word):
            return True
        if kind == "short":
            return (word != "部" or _of_another_state(text)) and words + unknown >= 2
        if body[0] == FIRST["organization"] and (
            word not in trait("firm") or (words == 1 and not unknown and word in _OF_FIRMS)
        ):
            return True
        return unknown > 0 or words > (2 if word in trait("common") else 0)
    if kind == "short":
        return text.startswith("国家") or (word == "港" and 2 <= unknown == len(body) <= 3)
    if text.startswith(_OPENERS):
        return words + unknown >= (3 if word in trait("common") else 1)
    if kind == "bearer" and word not in trait("own"):
        return False
    longest = 12 if _SOUNDS.issuperset(text) else 6
    return 2 <= unknown <= longest and words <= 3 and word != "总会"


def _is_named_for(text: str, body: str, word: str) -> bool:
    """Whether a body or a second place before the ending is enough, where one place is not.

    武汉市|汉口|医院, 美国|脸书|公司, 中国铝业|广西|分公司, 南方医科大学|南方|医院.
    """
    if _PLACE_IN_PLACE.fullmatch(body):
        return word in trait("bare")
    if _BODY_OF_PLACE.fullmatch(body):
        return word in _OF_FIRMS
    if body[0] != FIRST["organization"]:
        return False
    return word[0] in "分支" or (word in trait("bare") and bool(_HAS_HOSPITALS.search(text)))


def _may_be_national(word: str) -> bool:
    """Whether 国家 and the like are enough before an ending: 国家|大剧院, but not 国家|银行."""
    return len(word) >= 4 or (word in trait("own") and word != "银行")


@cache
def _states() -> frozenset[str]:
    return frozenset(terms("countries"))


def _of_another_state(text: str) -> bool:
    """Whether a body begins with another state's name: 法国|紧急情况|部."""
    return any(text.startswith(state) for state in _states() if state[:2] != "中国")


def _two_states(text: str, body: str) -> bool:
    """Whether two states stand before 政府, which name none."""
    first = _PROPER.match(body)
    return first is not None and text[first.end() :] in _states()
