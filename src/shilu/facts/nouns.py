"""Speakers without a name, as printed: 会议, 来自广东的团员, a body's short form, a stranger."""

from __future__ import annotations

import re

from shilu.cards.pattern import mention
from shilu.facts.cast import GOVERNING, Cast, fold_name
from shilu.facts.short_forms import both, unknown_name
from shilu.facts.trimming import trimmed
from shilu.lexicon import terms
from shilu.text import Span

_PERSON, _TIME = mention("人名"), mention("时间")
_NOUNS = terms("speakers")
_NOUN = "|".join(sorted(map(re.escape, _NOUNS), key=len, reverse=True))
_ENDS_IN_NOUN = re.compile(f"(?:{_NOUN})$")
_NOUN_ENDS = frozenset(noun[-1] for noun in _NOUNS)
_VERBS = "|".join(word for word in terms("drives") if len(word) > 1)
#: A noun with this before it is governed or does something else, and does not speak.
_NO_NOUN = re.compile(
    f"他|她|获|赞赏|感谢|祝贺|欢迎|相信|注意到|指导|发现|发表|发出|并|于|到(?!会)|被(?!告)|遭|把|让|给|另|向|由|因|{_VERBS}"
)
#: 我国, 本港, 全市: one's own side.
_OWN = re.compile(
    "[我本全](?:国|省|市|区|县|州|港|澳|台|局|署|司|会|校|院|行|社|部|厅|委|公司|集团|党|府)"
)
#: A name in Latin letters behind what says who bears it.
_LATIN = re.compile(r"(?<=[\u4e00-\u9fff])[A-Z][A-Za-z.'\-]+(?: [A-Z][A-Za-z.'\-]*){0,4}$")
#: 《规划》提出, 《某报》说: a paper speaks.
_TITLE = re.compile("《([^《》]{1,30})》(?:一文|的?报道|的?报告)?$")
#: A longer subject than this is told, not named.
_LONGEST = 20
#: What says something and is nobody: 应该指出, 总的来说, 不客气地说, 有必要强调.
_NO_SPEAKER = re.compile(
    "^(?:不|可|应|必|需|要|能|也|就|再|只|总|换|这么|如|若|所|被|有|没|无|是|且|即|甚|按|据|照|以|从|在|对|向|为|因|当"
    "|每|何|怎|为|把|将|令|使|让|由|与(?!会)|和|跟|或|其中|并|而|但|虽|经|他|她|它|我|你|本人|严格|具体|一般|特别|尤其|更)"
    "|[地的得着了过是来需须该应要可能必以为被据所比句]$"
    f"|{_TIME}|{_PERSON}|[，：；“”‘’（）《》]|(?:{_VERBS})"
)
#: 在会议召开前, 接受访问时: behind a speaker, and no part of it.
_ON_OCCASION = re.compile(
    "(?:已?在|于|接受|出席|会见|谈及|谈到|提到|主持|回应|答复|回复|回覆|就|针对|亦|也)[^，]*"
    "(?:[时后中前上]|期间|之际|查询|提问)$|(?:回复|回覆|答复|回应)[^，]{2,8}$"
    "|(?:判刑|宣判|裁决|判案|致辞|发言|受访|演讲|讲话|述职|讲课|总结)[时后中]$"
)
_AFTER_NOUN = re.compile(f".*(?:{_NOUN}|的)(?P<name>.{{2,8}})(?<![时后中])")
_CIRCUMSTANCE = re.compile(
    "(?:时(?![代间任报])|后(?![勤续])|期间|会上|当中|之际|中(?![的心国央方学共企东南美俄日联])|上(?![海市述级]))"
    "(?=[^时后]{1,14}$)"
)


def ends_in_noun(folded: str, start: int, end: int) -> int | None:
    """Where the noun begins that a stretch ends in, if a speaker's: 会议, 发言人."""
    if end <= start or folded[end - 1] not in _NOUN_ENDS:
        return None
    m = _ENDS_IN_NOUN.search(folded, start, end)
    return m.start() if m else None


def noun(cast: Cast, start: int, end: int, spoken: str | None, marked: bool) -> str | None:
    """A speaker without a name, as printed; `spoken` is who spoke last, whom it may stand for.

    Where the verb is `marked` as one of reporting, a name nobody has recognised counts.
    """
    text, whole = cast.structure.text, cast.structure.folded
    start = _behind_circumstance(whole, start, end)
    folded = whole[start:end]
    if known := cast.titles.get(folded) or _abbreviated(cast, folded, spoken):
        return known
    if _OWN.fullmatch(folded):
        return text[start:end]
    if spoken and len(folded) > 2 and fold_name(spoken).endswith(folded):
        return spoken
    if marked and unknown_name(folded) and not _NO_SPEAKER.search(folded):
        return text[start:end]
    latin = _LATIN.search(whole, start, end) if folded[-1].isascii() else None
    if latin and whole[latin.start() - 1] not in GOVERNING:
        return text[slice(*latin.span())]
    if title := _TITLE.search(whole, start, end):
        return text[slice(*title.span(1))]
    return _common_noun(cast, start, end, spoken)


def _common_noun(cast: Cast, start: int, end: int, spoken: str | None) -> str | None:
    """A speaker called by what they are: 会议, 该公司, 来自广东的团员."""
    text = cast.structure.text
    folded = cast.structure.folded[start:end]
    found = ends_in_noun(cast.structure.folded, start, end)
    if found is None or "是" in folded or _NO_NOUN.match(folded):
        return None
    opening = cast.at(start)
    if opening is not None and opening.kind == "person":
        return opening.name
    if folded[0] in "该这" and spoken and fold_name(spoken).endswith(folded[found - start :]):
        return spoken
    if len(folded) > 10 and end - found == 1:
        return None
    return text[found:end] if len(folded) > 24 else both(text[start:end])


def printed(cast: Cast, span: Span) -> str | None:
    """A speaker nobody has recognised, as printed: what stands at a sentence's start and says
    something can be nothing but who says it.
    """
    start, end = trimmed(cast.view, *span)
    start = _behind_circumstance(cast.structure.folded, start, end)
    if on_occasion := _ON_OCCASION.search(cast.structure.folded, start + 2, end):
        end = on_occasion.start()
    folded = cast.structure.folded[start:end]
    if not 2 <= len(folded) <= _LONGEST or _NO_SPEAKER.search(cast.view.layered[start:end]):
        return None
    named = _AFTER_NOUN.fullmatch(folded)
    if named and unknown_name(named["name"]):
        return cast.structure.text[end - len(named["name"]) : end]
    return cast.structure.text[start:end]


def _behind_circumstance(folded: str, start: int, end: int) -> int:
    """Where a stretch goes on behind what says when: 会上, …期间."""
    for m in _CIRCUMSTANCE.finditer(folded, start, end):
        start = m.end()
    return start


def _abbreviated(cast: Cast, short: str, spoken: str | None) -> str | None:
    """The one body whose name `short` shortens, or whoever of several spoke last."""
    if not 2 <= len(short) <= 4:
        return None
    fits = cast.shortened(short)
    if spoken in fits:
        return spoken
    return fits[0] if len(fits) == 1 else None
