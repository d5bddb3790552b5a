"""Areas named by their letters: 湘, 港澳, 湘港澳; they are no places, but the record keeps them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from shilu.lexicon import rows
from shilu.mentions.marking import Marked, covered, mark
from shilu.model import Area
from shilu.structure import Structure
from shilu.text import Span

#: Single characters that stand for a region only; 云 新 贵 青 宁 甘 吉 黑 … are words of their own.
LETTERS = "京津冀晋辽沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇陕港澳台"
#: Regions whose letter is a word of its own too, said only in company (云贵川, 陕甘宁).
_IN_COMPANY = "云贵甘宁青吉黑蒙藏蜀"
_NOT_AFTER = {
    "京": "剧城东",
    "港": "口区湾务元币股珠铁珍交",
    "澳": "洲大元",
    "台": "上下风阶账中商",
    "苏": "联丹格",
    "川": "流菜",
    "晋": "升级",
    "冀": "望",
    "桂": "花冠",
    "浙": "大",
    "辽": "宁",
}
_BEFORE = "在对来赴驻访抵返离入输供留惠与同从"
#: Those of them that make a word with the letter of where somebody goes or stays.
_TO = "来赴驻访抵返离"
#: After a letter, what belongs to the region it stands for: 港资, 台商.
_AFTER = "资(?![源金本产格料质讯深历助])|企(?![图业鹅盼])|胞(?![衣兄妹])|商(?=[在投独])"
#: Cities called by a letter beside another region's only: 深港, 穗澳.
_BESIDE = {"深": "深圳", "穗": "广州", "珠": "珠海", "厦": "厦门"}
#: What makes the letters the name of a railway, a road, a market or an opera: 京沪|高铁.
_NAME_OF = (
    "(?!线|高铁|铁路|高速|城际|动车|通|剧|甬|杭|昆|广|深|大运河|特快|快车|列车|九|菜"
    "|、[\u4e00-\u9fff]{2}(?:高铁|铁路|高速))"
)
#: Where letters may stand; a plain class, not repeated, is what `re` looks for fastest.
_ANY = f"[{LETTERS}{_IN_COMPANY}{''.join(_BESIDE)}]"
_RUN = re.compile(f"{_ANY}{_ANY}*+")


def find_areas(marked: Marked, text: str, taken: bytearray) -> tuple[Area, ...]:
    """Letters of regions outside `taken`: several together, or one with a word of direction."""
    named = letters()
    starts = [
        at
        for run in _RUN.finditer(marked.folded)
        if not taken[at := run.start()] and _begins(marked, at)
    ]
    found = [m.span() for at in starts if (m := named.match(marked.folded, at)) is not None]
    return tuple(
        _area(marked, text, Span(start, end))
        for start, end in found
        if taken.find(1, start, end) < 0 and marked.starts_word(end)
    )


def areas_outside(structure: Structure, named: Iterable[Span]) -> tuple[Area, ...]:
    """Letters of regions in a text whose names are known to stand at `named`.

    >>> from shilu.structure import parse
    >>> [area.members for area in areas_outside(parse("湘企赴港"), ())]
    [('湖南',), ('香港',)]
    """
    folded = structure.folded
    if not _RUN.search(folded):
        return ()
    return find_areas(mark(folded), structure.text, covered(folded, [*named]))


def _begins(marked: Marked, at: int) -> bool:
    """Whether a letter at `at` is no part of a longer word but 驻港, 赴台 and the like."""
    to = at > 0 and marked.folded[at - 1] in _TO
    return marked.starts_word(at) or (to and marked.starts_word(at - 1))


def _area(marked: Marked, text: str, span: Span) -> Area:
    members = tuple(regions_by_letter()[c] for c in marked.folded[span.start : span.end])
    return Area(
        text=text[span.start : span.end],
        span=span,
        rule="areas.letters" if len(members) > 1 else "areas.letter",
        members=members,
        codes=tuple(_codes()[m] for m in members),
    )


@cache
def regions_by_letter() -> dict[str, str]:
    """Letter → region, or city."""
    said = LETTERS + _IN_COMPANY
    found = {c: row[0] for row in rows("regions") for c in row[2].split(",") if c and c in said}
    return found | _BESIDE


@cache
def _codes() -> dict[str, str]:
    names = {row[0]: row[1] for name in ("divisions", "place_groups") for row in rows(name)}
    return {region: names[region] for region in regions_by_letter().values()}


@cache
def letters() -> re.Pattern[str]:
    """Letters that name regions: several together, or one beside a word that tells."""
    one = "|".join(f"{c}(?![{_NOT_AFTER[c]}])" if c in _NOT_AFTER else c for c in LETTERS)
    company = f"(?:{one}|(?<![港澳台])[{_IN_COMPANY}])"
    cities = "".join(_BESIDE)
    return re.compile(
        f"(?:(?:{one}){company}{{1,5}}|[{_IN_COMPANY}](?:{one}){company}{{0,4}}"
        f"|[{cities}][港澳]{{1,2}}(?![元币口湾])|[港澳]{{1,2}}[{cities}](?![水入化度夜圳])){_NAME_OF}"
        f"|(?<=[{_BEFORE}])(?:{one})|(?:{one})(?={_AFTER})"
    )
