"""Lines that are no article: told by their words, wherever they come from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shilu.article.words import either, kind

_LABELS = either(kind("labels", "source", "author", "editor", "time", "other"))
#: What parts a label from its value.
_MARK = r"\s?[：:丨|/]"
#: A heading after which the article is over; it may be numbered, bracketed or followed by “更多”.
_END = re.compile(
    rf"[【\[\s■▼>|]*(?:{either(kind('furniture', 'end'))})[】\]：:\s>»|（(\d条更多)）]*"
)
#: A heading of notes and references, after which nothing is told.
_BACK = re.compile(rf"[【\[\s]*(?:{either(kind('furniture', 'back'))})[】\]：:\s]*(?:\[编辑\])?")
_END_LINE = re.compile(rf"(?m)^{_END.pattern}$")
_STOP = re.compile("[。！？]")
_LINE = re.compile(
    rf"[【\[「\s|·+-]*(?:{either(kind('furniture', 'line'))})[】\]」\s：|·>»\d+-]*"
    rf"(?:[【\[\s|·/]*(?:{either(kind('furniture', 'line'))})[】\]\s：|·>»\d+-]*)*+"
)
_START = re.compile(rf"[【\[（\s*]*(?:{either(kind('furniture', 'start'))})")
_NOTICE = re.compile(either(kind("furniture", "notice")))
_NOTICE_LONG = re.compile(either(kind("furniture", "notice-long")))
_INFO = re.compile(
    rf"(?:^|[\s（【\[|])(?:{_LABELS}){_MARK}|(?<!\d)(?:19|20)\d\d[-/.年]\d{{1,2}}[-/.月]\d{{1,2}}"
    rf"(?!日?[至到—-])[日\s]*(?:（?(?:星期|周)[一二三四五六日天]|(?:HKT\s)?\d{{1,2}}[:：]\d\d|$)"
    rf"|^(?:中华民国|民国)?\s?1[0-3]\d年\d{{1,2}}月\d{{1,2}}日$|^\d\d\.\d\d\.20\d\d\b"
    rf"|^\D{{0,8}}20\d\d[-/.]\d{{1,2}}[-/.]\d{{1,2}}\D{{0,8}}$"
    rf"|^(?:第\s?[A-Z]?\d{{1,3}}\s?版)"
)
_CREDIT = re.compile(
    rf"[（【\[\s]*(?:(?:{either(kind('labels', 'editor', 'source'))})\s?[：:丨|]"
    rf"|(?:{_LABELS})\s?[丨|/：:][^，。；！？]{{0,40}}$)"
    rf"|[\u4e00-\u9fff]{{0,12}}(?:{either(kind('labels', 'editor'))})\s?[：:][^，。；！？]{{0,16}}$"
    rf"|\w{{0,10}}记者$|（(?:据|摘自|原载|转自)[\w《》·、\s]{{2,20}}）$"
)
#: The paper an article stood in: `《江南日报》（2023年05月31日 03版）`.
_PAPER = re.compile(r"[\s（]*《\s?[\w·]{2,10}\s?》\s?（\s?(?:\d{4}年)?[^（）]{3,20}版?\s?）[\s）]*")
_SIGNED_OFF = re.compile(
    rf"[（【\[\s]*(?:{either(kind('labels', 'editor'))})\s?[：:][^，。！？\n]{{1,40}}[）】\]\s]*"
)
_WHOLE = kind("furniture", "line")
_SENTENCE = re.compile(r"[，。！？；…]")
_NUMBERS_ONLY = re.compile(r"[\W\d_]+")


def end_of_article(folded: str, top: int) -> int:
    """Where, after `top` and some prose, the first heading stands that ends articles."""
    for m in _END_LINE.finditer(folded, top):
        if len(_STOP.findall(folded, top, m.start())) >= 3:
            return m.start()
    return len(folded)


def is_end(line: str) -> bool:
    """Whether a folded `line` heads what comes after the article. `相关阅读` does."""
    return len(line) <= 24 and _END.fullmatch(line) is not None


def is_signed_off(line: str) -> bool:
    """Whether a folded `line` is the editor's and nothing else, which stands where articles end.

    >>> is_signed_off("【责任编辑：陆知秋】"), is_signed_off("编辑：这次会议很重要，他说。")
    (True, False)
    """
    return len(line) <= 60 and _SIGNED_OFF.fullmatch(line) is not None


def is_back(line: str) -> bool:
    """Whether a folded `line` heads notes or references. `参考文献` does."""
    return len(line) <= 16 and _BACK.fullmatch(line) is not None


def is_furniture(line: str) -> bool:
    """Whether a folded `line` is for use of the page: buttons, counters, share bars.

    >>> is_furniture("【打印】【关闭窗口】"), is_furniture("打印机出口增长5%。")
    (True, False)
    """
    if len(line) > 60:
        return len(line) <= 200 and _START.match(line) is not None
    if line in _WHOLE or _LINE.fullmatch(line) or _NUMBERS_ONLY.fullmatch(line):
        return True
    return _START.match(line) is not None


def is_notice(line: str) -> bool:
    """Whether a folded `line` speaks of rights, licences or the site's registration."""
    return _NOTICE.search(line) is not None


def notice_words(folded: str, start: int) -> Iterator[int]:
    """Where in a folded page, from `start` on, a word stands that only notices have."""
    return (m.start() for m in _NOTICE.finditer(folded, start))


def reads_on(line: str) -> bool:
    """Whether a folded `line` under a notice goes on with it, in words of law and not of news."""
    return not is_notice(line) and len(line) <= 400 and _NOTICE_LONG.search(line) is not None


def is_info(line: str) -> bool:
    """Whether a folded `line` gives the article's particulars: when, from where, by whom."""
    return len(line) <= 100 and "。" not in line and _INFO.search(line) is not None


def is_credit(line: str) -> bool:
    """Whether a folded `line` begins with the label of an editor or a source."""
    if len(line) > 100:
        return False
    return _CREDIT.match(line) is not None or _PAPER.fullmatch(line) is not None


def is_paragraph(line: str) -> bool:
    """Whether a folded `line` is long or finished enough to be prose."""
    return len(line) >= 15 and (
        line.rstrip("”’）\"'】").endswith(("。", "！", "？", "…", "；"))
        or (len(line) >= 40 and _SENTENCE.search(line) is not None)
    )
