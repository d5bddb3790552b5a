"""Posts: a head (部长) with the body before it, back to where something else begins.

The body is what stands between the head and the nearest punctuation, verb or function word: places,
bodies, words of an organisation's name (公安部|副部长, 商务及经济发展局|局长). A name right
before the head is its bearer (李家超|行政长官), never a part of the post.
"""

from __future__ import annotations

import re
from functools import partial
from typing import NamedTuple

from shilu.lexicon import rows
from shilu.mentions.marking import FIRST, RESTS, Marked, every, firsts, span_of, token
from shilu.mentions.people_reading import foreign_exactly
from shilu.mentions.people_shape import (
    chinese,
    foreign_places,
    is_town_abroad,
    openings,
    ordinary,
)
from shilu.text import Span

#: Function words of one character, which end the body of a post or a name of an organisation.
STOPS = (
    "自而的在与和及对向把被将由从是同为以了到赴等说指称至于或并也还就让请经据因使给令听着"
    "过任惟晤遭受获率陪随跟替邀派见找问这该此那位名几每某其各两"
)

_BODY = every(
    "word", "geography", "place", "weak", "organization", "bearer", "suffix", "inner", "title"
)
#: A reversed stretch of characters a body is made of.
_BACKWARD = re.compile(rf"[{_BODY}\u4e00-\u9fff·—]{{0,40}}")
#: All up to the last function word.
_UP_TO_STOP = re.compile(f".*[{STOPS}]")
#: A title that no word follows is one of its own (记者|王五), not a part of a body (记者|协会).
_TITLE_ALONE = re.compile(
    rf"{token('title')}(?![{firsts('word', 'suffix', 'inner', 'bearer')}会协界团部])"
)
_HEAD = re.compile(token("office", "title", "role", "honour"))
_KINDS = {first: kind for kind, first in FIRST.items()}
#: 商务|及|经济发展|局: what stands before 和 及 与 belongs to the body, where it is words alone …
_JOINED_LEFT = re.compile(rf"(?:{token('place', 'organization')})?(?:{token('word')})+$")
#: … and what stands after it goes on to the end of a body's name.
_JOINED_RIGHT = re.compile(
    rf"(?:{token('word')}){{1,4}}(?:{token('suffix', 'bearer', 'inner')}|[部局司厅处署委会组科室])"
)
#: 欧盟|外交|与|安全政策|高级代表: so do words right before a head whose office has such names.
_OF_PORTFOLIO = re.compile("高级代表|大臣|国务大臣|国务秘书|部长|事务专员")
_PORTFOLIO_LEFT = re.compile(rf"{token('place', 'organization')}(?:{token('word')})+$")
_PORTFOLIO_RIGHT = re.compile(rf"(?:{token('word')}){{1,3}}\Z")
#: 公安部|分管日常工作的|副部长
_DUTY = re.compile(r"(?:分管|负责|主管|主持)[^，。、；：的]{1,10}的$")
_DATE_UNIT = re.compile(r"(?<=[0-9])[年月日号时分届岁]")
#: After a head these make another word of it (主席团, 总理府).
_NOT_AFTER = frozenset("团府们级制室席令部馆国")
#: A head before the end of a body's name belongs to that name (行政长官|办公室|主任).
_BODY_GOES_ON = firsts("bearer", "suffix", "inner")
#: What may end a body's name that is not known, right before a name (国发会|甲|主委).
_BODY_ENDS = frozenset("会部局署党厅")
_BODY_CLASSES = re.compile(
    f"[{firsts('place', 'weak', 'organization', 'bearer', 'suffix', 'inner')}]"
)
_PLACE = re.compile(token("place"))
_MARKED = re.compile(r"[\ufdd0-\ufdef]+")
_DROPPED = re.compile(
    r"^(?:应|现任|新任|时任|当选|连任|原任|产生了?|随着|着|据|经|由|当时的?|当|连|传召|先有|随后|[0-9]*"
    r"[一二两三四五六七八九十几多数]*[位名])+"
)
#: Short forms of states before a body of theirs (俄外交部).
_STATES = frozenset("俄美英法德日韩朝印乌以伊澳土埃")
#: What the names of international bodies begin with.
_INTERNATIONAL = (
    *("联合国", "联大", "世卫", "世界", "世贸", "国际", "北约", "东盟", "非盟", "阿盟", "海合会"),
    *("欧盟", "欧洲", "欧元区", "非洲", "亚洲", "拉美", "上合", "亚投行"),
)
#: Characters of the heads that a name follows (局长|甲|教授).
_HEADS = every("office", "title")
#: Heads that are verbs after a name (甲代表政府…).
_VERBS = frozenset(("代表", "编辑", "领导"))
#: Heads that are the bearer's own people, not the bearer (甲特使、副委员长乙).
_OF_BEARER = frozenset(("特使", "特别代表", "助理", "顾问"))
#: Heads that states have and towns have not: a town's name before them is a person's (奥巴马|总统).
_OF_STATES = ("总统", "首相", "国务卿", "副总统", "外长", "防长")
#: Heads that foreign states have and China has not.
_ABROAD = frozenset(row[0] for row in rows("posts") if "abroad" in row[2:])
#: Heads that are a form of address after a name.
_ADDRESS = frozenset(row[0] for row in rows("posts") if "address" in row[2:])


class Post(NamedTuple):
    """A printed post: its `span`, its head's kind and place, the name right before it, if any."""

    span: Span
    kind: str
    bearer: Span | None
    abroad: bool
    head: int
    of_bearer: bool = False

    @property
    def counts(self) -> bool:
        """Whether it is a post beside a name; roles and honours are none."""
        return self.kind in ("office", "title")


#: Made of a tuple without a call into Python: there are several in every paragraph.
_POST = partial(tuple.__new__, Post)


def find_posts(marked: Marked) -> list[Post]:
    """Every head with its body, in order.

    >>> from shilu.mentions.marking import mark
    >>> text = "教育和体育厅副厅长"
    >>> [text[p.span.start : p.span.end] for p in find_posts(mark(text))]
    ['教育和体育厅副厅长']
    """
    posts: list[Post] = []
    inside: Span | None = None
    for m in _HEAD.finditer(marked.view):
        after = marked.view[m.end() : m.end() + 1]
        head = span_of(m.span())
        if after in _NOT_AFTER:
            inside = head
            continue
        post = _post(marked, head, _KINDS[m.group()[0]], inside)
        goes_on = after and (after in _BODY_GOES_ON or marked.folded.startswith("办公", m.end()))
        if goes_on and not post.bearer:
            inside = head
            continue
        posts.append(_together(posts, post, marked.folded))
    return posts


def _together(posts: list[Post], post: Post, folded: str) -> Post:
    """国务委员|兼|外交部部长 is one post as printed."""
    if posts and folded[post.span.start] == "兼" and posts[-1].span.end == post.span.start:
        before = posts.pop()
        span = Span(before.span.start, post.span.end)
        return Post(span, post.kind, before.bearer, post.abroad, before.head)
    return post


def _post(marked: Marked, head: Span, kind: str, inside: Span | None) -> Post:
    """The post of `head`; `inside` is the last head before it that is a part of a body's name."""
    word = marked.folded[head.start : head.end]
    if kind == "role":
        return _POST((head, kind, None, word in _ABROAD, head.start, word in _OF_BEARER))
    start = _body_start(marked, head.start)
    if inside is not None and start == inside.end:
        start = _body_start(marked, inside.start)
    bearer = _bearer(marked, start, head.start) if start < head.start else None
    if bearer is not None and word in _VERBS:
        bearer, kind = None, "role"
    if bearer is not None:
        start = bearer.end
        kind = "honour" if word in _ADDRESS else kind
    elif kind in ("role", "honour"):
        start = head.start
    else:
        start = _trimmed(marked, start, head.start)
    body = marked.view[start : head.start]
    if word in _VERBS and start == head.start:
        kind = "role"
    abroad = word in _ABROAD or _is_abroad(marked.folded[start : head.start], body)
    span = span_of((start, head.end))
    return _POST((span, kind, bearer, abroad, head.start, word in _OF_BEARER))


def _body_start(marked: Marked, head: int) -> int:
    """Where the body that ends at `head` begins."""
    view = marked.view
    low = max(0, head - 40)
    start = _run_start(view, low, head)
    if view[start - 1 : start] in ("和", "及", "与"):
        left = _joined(marked, low, start, head)
        if left and view[low + left.start() - 1] in _BODY_ENDS:
            return _run_start(view, low, low + left.start())
        if left and not _follows_unknown(view, low + left.start()):
            return low + left.start()
    if view[head - 1 : head] == "的" and (duty := _DUTY.search(marked.folded, low, head)):
        return _run_start(view, low, duty.start())
    return start


def _joined(marked: Marked, low: int, start: int, head: int) -> re.Match[str] | None:
    """What stands before 和 at `start` - 1 and belongs to the body after it."""
    before = marked.view[low : start - 1]
    if _JOINED_RIGHT.match(marked.view, start, head):
        return _JOINED_LEFT.search(before)
    portfolio = _OF_PORTFOLIO.match(marked.folded, head)
    if portfolio and _PORTFOLIO_RIGHT.match(marked.view, start, head):
        return _PORTFOLIO_LEFT.search(before)
    return None


def _follows_unknown(view: str, at: int) -> bool:
    """Whether an unmarked character stands right before `at`: it may belong to a name."""
    return "\u4e00" <= view[at - 1 : at] <= "\u9fff" and view[at - 1] not in STOPS


def _run_start(view: str, low: int, end: int) -> int:
    m = _BACKWARD.match(view[low:end][::-1])
    start = end - (m.end() if m else 0)
    if start == end:
        return end
    if stop := _UP_TO_STOP.match(view, start, end):
        start = stop.end()
    for title in _TITLE_ALONE.finditer(view, start, end):
        start = title.end()
    return start


def _trimmed(marked: Marked, start: int, head: int) -> int:
    """`start` past what does not belong: 日 of a date, numbers of people."""
    if start == head:
        return start
    if _DATE_UNIT.match(marked.folded, start):
        start += 1
    m = _DROPPED.match(marked.folded[start:head])
    if m and marked.starts_word(start + m.end()):
        start += m.end()
    while start < head and not marked.starts_word(start):
        start += 1
    return start


def _bearer(marked: Marked, start: int, head: int) -> Span | None:
    """The name that ends at `head`, if what stands there is one rather than a body."""
    opening = openings()
    for at in (head - 3, head - 2, head - 4):
        if at < start or marked.folded[at] not in opening or marked.view[at] in RESTS:
            continue
        readings = chinese(marked.folded, at, head)
        if not readings:
            continue
        unknown = sum("\u4e00" <= c <= "\u9fff" for c in marked.view[at:head])
        body = _BODY_CLASSES.search(marked.view, at, head) is not None
        before = marked.view[at - 1]
        after_body = at > start and before in _BODY_ENDS
        plain_before = "\u4e00" <= before <= "\u9fff" and not after_body
        if at > start and (body or unknown < 2 or plain_before):
            continue
        least = 10**9 if not unknown else 60 if body else 40 if unknown < 2 else 30
        if at == start and unknown > 1 and marked.view[start - 1 : start] in _HEADS:
            least = 10
        elif after_body:
            least = 65
        if readings[0].weight + 8 * unknown >= least:
            return Span(at, head)
    return _foreign_bearer(marked, start, head)


def _foreign_bearer(marked: Marked, start: int, head: int) -> Span | None:
    """A foreign name that is all there is before the head, or all after the last marked word."""
    whole = marked.folded[start:head]
    if is_town_abroad(whole) and marked.folded.startswith(_OF_STATES, head):
        return Span(start, head)
    dated = marked.folded[start - 1 : start].isdigit()
    if (
        not dated
        and whole[:1] == marked.view[start]
        and 2 < len(whole) <= 8
        and foreign_exactly(whole)
    ):
        return Span(start, head)
    at = start
    for m in _MARKED.finditer(marked.view, start, head):
        at = m.end()
    if at == head or head - at > 12 or ordinary(marked.folded[at:head]):
        return None
    if marked.folded[at] in "一二三四五六七八九十两":
        return None
    return Span(at, head) if foreign_exactly(marked.folded[at:head]) else None


def _is_abroad(body: str, view: str) -> bool:
    """Whether a body names a foreign state or town, or an international organisation."""
    if len(body) < 2:
        return False
    if body.startswith(_INTERNATIONAL) or (body[0] in _STATES and len(body) > 2):
        return True
    return any(body[m.start() : m.end()] in foreign_places() for m in _PLACE.finditer(view))
