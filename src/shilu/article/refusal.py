"""Pages that are no article: empty ones, error pages, shells, lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shilu.article.furniture import is_paragraph
from shilu.article.sheet import Sheet
from shilu.article.words import either, kind
from shilu.model import Refusal
from shilu.pages.markup import Markup

_ERROR = re.compile(either(kind("furniture", "error")))
_SCRIPT = re.compile(either(kind("furniture", "script")))
_LOGIN = re.compile(either(kind("furniture", "login")))
_COMMENTS = re.compile("评论|发言|回复|留言|跟帖|点赞|收藏")
_NOTHING = re.compile(rf"[\W]{{0,4}}(?:{either(kind('furniture', 'nothing'))})")
_VIDEO = re.compile(either(kind("furniture", "video")))
_MORE = re.compile(rf"[【\[（…>](?:{either(kind('furniture', 'more'))})[】\]）>…\s]*\Z")
#: Less than this before a page asks to log in is a taste of the article.
_TEASER = 300
_SOME_ABSTRACTS = 5
#: An error page says so at once, and says little else.
_SHORT = 600
#: Less prose than this beside many links makes a list, not an article.
_LITTLE = 80
_MANY = 15

EMPTY = Refusal("the page holds no text", "refusal.empty")
ERROR = Refusal("the page says that there is no such page", "refusal.error")
SCRIPT = Refusal("the page shows its text only by running scripts", "refusal.script")
LOGIN = Refusal("the page shows its text to members only", "refusal.login")
VIDEO = Refusal("the page is there for its video and holds no report", "refusal.video")
LIST = Refusal("the page lists articles and is none itself", "refusal.list")
NO_BODY = Refusal("the page holds no paragraph of an article", "refusal.no-body")


def refused(
    sheet: Sheet,
    body: Sequence[int],
    title: str,
    markup: Markup | None,
    *,
    links: bool = False,
    dated: bool = False,
) -> Refusal | None:
    """Why the page is no article, None if it is one.

    `links`: whether the body is mostly links; `dated`: whether particulars stand over its prose.
    """
    length = sum(end - start for start, end in (sheet.lines[i] for i in body))
    prose = sum(is_paragraph(sheet.view(i)) for i in body)
    if length < _SHORT and (_ERROR.search(title) or (prose <= 2 and _says_error(sheet))):
        return ERROR
    if markup is not None and not prose and _needs_scripts(sheet, markup):
        return SCRIPT
    if not sheet.lines or (not prose and _says_nothing(sheet)):
        return EMPTY
    if length < _TEASER and 0 < _asks_to_log_in(sheet) >= prose - 1:
        return LOGIN
    if markup is not None and not prose and _shows_video(markup):
        return VIDEO
    if _abstracts(sheet, body) >= _SOME_ABSTRACTS:
        return LIST
    if markup is not None and prose <= 1 and length < _LITTLE and not (prose and dated):
        return LIST if len(markup.tree.css("a")) >= _MANY else NO_BODY
    if links and prose <= 1 and len(body) >= _MANY:
        return LIST
    if not body or (markup is None and not prose and not dated):
        return NO_BODY
    return None


def _needs_scripts(sheet: Sheet, markup: Markup) -> bool:
    """Whether there are scripts, and next to nothing to read or a word that they are needed."""
    if "<script" not in markup.source:
        return False
    return len(sheet.shown) < _LITTLE or _SCRIPT.search(markup.source) is not None


def _asks_to_log_in(sheet: Sheet) -> int:
    """How many short lines ask to log in, and not for the sake of comments."""
    return sum(
        _LOGIN.search(line) is not None and not _COMMENTS.search(line)
        for line in (sheet.folded[start:end] for start, end in sheet.lines if end - start <= 80)
    )


def _says_nothing(sheet: Sheet) -> bool:
    """Whether a short line says that there is nothing here."""
    return any(_NOTHING.match(sheet.folded, *line) is not None for line in sheet.lines)


def _shows_video(markup: Markup) -> bool:
    """Whether the page holds a video, or the words that stand by one."""
    return "<video" in markup.source or _VIDEO.search(markup.source) is not None


def _abstracts(sheet: Sheet, body: Sequence[int]) -> int:
    """How many lines of the body end as abstracts in a list do: `……[详细]`."""
    return sum(_MORE.search(sheet.folded, *sheet.lines[i]) is not None for i in body)


def _says_error(sheet: Sheet) -> bool:
    """Whether one of the page's short lines is an error message."""
    return any(
        end - start <= 60 and _ERROR.search(sheet.folded, start, end) for start, end in sheet.lines
    )
