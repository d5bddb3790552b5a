"""What a share is a part of, and what a rank is held among: as the clause prints it."""

from __future__ import annotations

import re

from shilu.model import Figure
from shilu.structure import Structure
from shilu.text import Span

#: How far before a figure is looked.
_REACH = 40
#: What stands between the whole and the share: 的比重提高到.
_TAIL = (
    "的?(?:比重|比例|份额|比率)?(?:也|已|均|都)?(?:提高|提升|上升|下降|增加|降低|扩大)?"
    "(?:约?[为达到至近超约占了]|高达|已达|达到|超过|接近|仅为?|不足)*"
)
#: 占全省外资的比重达, 对经济增长的贡献率达, 在整个服务业中占比.
_WHOLE = re.compile(
    rf"(?:占到?了?|占比?(?=全)|约占)(?P<a>[^，。；：占0-9]{{1,20}}?){_TAIL}$"
    rf"|对(?P<b>[^，。；：对]{{2,20}}?)的?(?:增长)?贡献率{_TAIL}$"
    rf"|(?:在|^|[，；])(?P<c>[^，。；：在]{{2,20}}?)当?中的?(?:占比|比重|所占比重|占|约占){_TAIL}$"
)
#: 全省外资中，港澳企业占: the whole ends the clause before.
_OF_BEFORE = re.compile(
    "(?:^|[，。；：在])(?P<a>[^，。；：在\n]{2,20}?)当?中，[^，。；：]{0,20}(?:占|比重|比例)[^，。；]{0,6}$"
)
_SHARE = re.compile("占(?!领|用|地|道)|比重|比例|份额|贡献率")
_PARTS = ("%", "", "‰")
_LEADS = "到了约比 “"

#: 居全国第二, 在中西部排名第三, 全省第一.
_AMONG = re.compile(
    "(?P<a>(?:[^，。；：居列排在位是为占入]{0,6}?)"
    "(?:全国|全省|全区|全市|全县|全港|全澳|我国|我省|全球|世界|国际|亚洲|欧洲|非洲|国内|中国|西部|中部|东部"
    "|中西部|同类|各省|各市|各地)[^，。；：居列排在位对]{0,8}?"
    "|[^，。；：居列排在位是为占入]{2,10}?(?:国家|地区|省份|城市|省区市|省市|经济体|企业|院校|高校))"
    "(?:中|里|之中)?[的对]?(?:排名|排|居|位居|位列|名列|稳居|继续|连续[^，。；]{1,4}年|保持|高居)*$"
)
#: 香港是湖南第二大贸易伙伴: among the partners of 湖南.
_OWNER = re.compile("(?:成为|是|为|作为|系)(?:了)?(?P<a>[^，。；：是为]{2,10}?)的?$")


def whole_of(structure: Structure, figure: Figure, sentence: Span) -> Span | None:
    """The words that name the whole of which `figure` is a share; None where none do."""
    clause = _clause(structure, figure, sentence)
    near = max(sentence.start, figure.span.start - _REACH)
    for pattern, start in ((_WHOLE, clause), (_OF_BEFORE, near)):
        if found := _words(pattern, structure.folded, Span(start, figure.span.start)):
            return found
    return None


def is_share(structure: Structure, figure: Figure, sentence: Span) -> bool:
    """Whether a figure says what part of something something is."""
    if figure.change or figure.unit not in _PARTS:
        return False
    start = _clause(structure, figure, sentence)
    return _SHARE.search(structure.folded, start, figure.span.start) is not None


def among_of(structure: Structure, figure: Figure, sentence: Span) -> Span | None:
    """The words that name among what `figure` is a rank; None where none do."""
    before = Span(_clause(structure, figure, sentence), figure.span.start)
    return _words(_AMONG, structure.folded, before) or _words(_OWNER, structure.folded, before)


def _clause(structure: Structure, figure: Figure, sentence: Span) -> int:
    """Where the clause of a figure begins, within its sentence and not too far back."""
    start, end = max(sentence.start, figure.span.start - _REACH), figure.span.start
    return max(start, *(structure.folded.rfind(mark, start, end) + 1 for mark in "，；："))


def _words(pattern: re.Pattern[str], folded: str, within: Span) -> Span | None:
    """What a pattern takes at the end of a stretch, without what leads to it."""
    match = pattern.search(folded[slice(*within)])
    if match is None:
        return None
    start, end = next(match.span(name) for name, found in match.groupdict().items() if found)
    start, end = start + within.start, end + within.start
    while start < end and folded[start] in _LEADS:
        start += 1
    return Span(start, end) if end - start > 1 else None
