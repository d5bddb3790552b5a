"""What happened to a page, told in words: in English and in Chinese."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from shilu.restore.report import (
    by_kind,
    damage,
    damage_score,
    doubt_score,
    doubts_of,
    repairs_of,
)
from shilu.text import LOST, Text

#: What each kind of edit says of the page.
STORIES: dict[str, tuple[str, str]] = {
    "mirror": (
        "A mirror had put readings into the text, or shifted it by a byte",
        "镜像站在文中插入了注音，或使文字错开了一个字节",
    ),
    "mirror-script": (
        "A mirror had turned simplified characters into traditional ones",
        "镜像站把简体字换成了繁体字",
    ),
    "mirror-comma": ("A mirror had written commas twice", "镜像站把逗号写了两遍"),
    "replaced": (
        "Characters had been replaced by 锟斤拷 when the page was once saved",
        "网页某次保存时，一些字被换成了“锟斤拷”",
    ),
    "entity": (
        "Character references had been left standing in plain text",
        "纯文本中留有未转换的字符实体",
    ),
    "escape": (
        "Characters had been left as the escapes of a program or an address",
        "文中留有程序或网址的转义写法",
    ),
    "uninitialised": (
        "Memory that was never filled had been printed (烫烫烫, 屯屯屯)",
        "未初始化的内存被印了出来（“烫烫烫”“屯屯屯”）",
    ),
    "private-use": (
        "Characters, often digits, had been hidden in a font that only the page has",
        "一些字（多为数字）藏在网页自带的字体里",
    ),
    "invisible": ("Invisible characters had got into the text", "文中混入了看不见的字符"),
    "form": (
        "Radicals or other look-alikes stood for the characters themselves",
        "部首或其他形近字符顶替了本字",
    ),
    "noise": (
        "Pieces of the headline, spam or rows of symbols had been strewn through the text",
        "正文中被撒入了标题碎片、垃圾词语或成串符号",
    ),
}
#: What encodings are called where their names are none.
_ENCODINGS: dict[str, tuple[str, str]] = {
    "utf-8": ("UTF-8", "UTF-8"),
    "latin-1": ("a Western encoding", "西文编码"),
    "mac-roman": ("the Western encoding of old Macs", "旧Mac西文编码"),
    "shift-jis": ("Japanese Shift-JIS", "日文Shift-JIS"),
    "euc-kr": ("Korean EUC-KR", "韩文EUC-KR"),
    "gbk": ("GBK", "GBK"),
    "big5": ("Big5", "Big5"),
}
#: So many examples are told of each kind, and of each so many characters.
_EXAMPLES, _LENGTH = 3, 20


class _Inferred(NamedTuple):
    """A character that was inferred, with its odds."""

    char: str
    odds: float

    @property
    def said(self) -> str:
        """The odds to three places, short of certainty; nothing where none are known."""
        return f"{min(self.odds, 0.999):.3f}" if self.odds else ""


def explain(text: Text) -> str:
    """In English what was done to a page: a paragraph a subject, one line each.

    >>> print(explain(Text("湖南")))
    Nothing was found to repair: the text stands as it was received.
    """
    if not any(repairs_of(text)):
        nothing = "Nothing was found to repair: the text stands as it was received."
        return f"{nothing}\n{_trust(text)}" if LOST in text.value else nothing
    made = _number(sum(1 for _ in repairs_of(text)), "repair was", "repairs were")
    score = damage_score(text)
    opening = f"{made} made, touching {score:.1%} of the text (damage score {score})."
    return "\n".join([opening, *_stories(text), _trust(text)])


def explain_in_chinese(text: Text) -> str:
    """In Chinese what `explain` says in English.

    >>> print(explain_in_chinese(Text("湖南")))
    未发现需要修复之处，文字与收到时相同。
    """
    if not any(repairs_of(text)):
        nothing = "未发现需要修复之处，文字与收到时相同。"
        return f"{nothing}\n{_trust_in_chinese(text)}" if LOST in text.value else nothing
    made = sum(1 for _ in repairs_of(text))
    score = damage_score(text)
    opening = f"共修复{made}处，涉及全文{score:.1%}的文字（损坏度{score}）。"
    return "\n".join([opening, *_stories_in_chinese(text), _trust_in_chinese(text)])


def _story(kind: str) -> tuple[str, str]:
    """What one kind of edit says of the page.

    >>> _story("gbk-as-latin-1")
    ('GBK had been read as a Western encoding', 'GBK被当作西文编码读取')
    """
    written, misread, read = kind.partition("-as-")
    if misread:
        (en, zh), (as_en, as_zh) = (_ENCODINGS.get(name, (name, name)) for name in (written, read))
        return f"{en} had been read as {as_en}", f"{zh}被当作{as_zh}读取"
    other = f"There was damage of the kind {kind}", f"另有{kind}一类的损坏"
    return STORIES.get(kind, other)


def _stories(text: Text) -> Iterator[str]:
    """Each kind of damage: what happened, how often, and what it looked like."""
    for kind in damage(text):
        told = _story(kind.kind)[0]
        examples = _examples(text, kind.kind, _example)
        such = "For example, " if kind.count > len(examples) else ""
        yield f"{told}, in {_number(kind.count, 'place', 'places')}. {such}{_listed(examples)}."


def _stories_in_chinese(text: Text) -> Iterator[str]:
    for kind in damage(text):
        told = _story(kind.kind)[1]
        examples = _examples(text, kind.kind, _example_in_chinese)
        such = "例如" if kind.count > len(examples) else ""
        yield f"{told}，共{kind.count}处。{such}{'，'.join(examples)}。"


def _trust(text: Text) -> str:
    """What is inferred, with what odds, what is lost, and what that comes to."""
    inferred, lost = _inferred(text), text.value.count(LOST)
    if not inferred and not lost:
        return "Every repair is certain (doubt score 0.0)."
    told = []
    if inferred:
        least = [f"“{_shown(c.char)}” (odds {c.said or 'unknown'})" for c in inferred[:_EXAMPLES]]
        which = "; the least sure are" if len(inferred) > _EXAMPLES else ":"
        told.append(
            f"{_number(len(inferred), 'character is', 'characters are')} inferred from the words "
            f"around{which} {_listed(least)}."
        )
    if lost:
        told.append(f"{_number(lost, 'character is', 'characters are')} lost and {_reads(lost)}.")
    share = doubt_score(text)
    told.append(f"So {share:.2%} of the text may be wrong or missing (doubt score {share}).")
    return " ".join(told)


def _reads(lost: int) -> str:
    return f"{'reads' if lost == 1 else 'read'} {LOST} (U+FFFD)"


def _trust_in_chinese(text: Text) -> str:
    inferred, lost = _inferred(text), text.value.count(LOST)
    if not inferred and not lost:
        return "各处修复均属确定（存疑度0.0）。"
    told = []
    if inferred:
        least = "、".join(
            f"“{_shown(c.char)}”（{c.said or '把握不明'}）" for c in inferred[:_EXAMPLES]
        )
        which = "，把握最小的是" if len(inferred) > _EXAMPLES else "："
        told.append(f"{len(inferred)}字据上下文推断{which}{least}；")
    if lost:
        told.append(f"{lost}字佚失，记作{LOST}（U+FFFD）；")
    share = doubt_score(text)
    return "".join([*told, f"全文约{share:.2%}的文字可能有误或缺失（存疑度{share}）。"])


def _inferred(text: Text) -> list[_Inferred]:
    """The characters that were inferred, the least sure first."""
    found = [_Inferred(char, p) for edit in repairs_of(text) for char, p in doubts_of(edit)]
    return sorted(found, key=lambda inferred: inferred.odds)


def _examples(text: Text, kind: str, told: Callable[[str, str], str]) -> list[str]:
    """Examples of one kind, no two alike."""
    shown: dict[str, None] = {}
    for other, edit in by_kind(text):
        if other == kind:
            shown[told(_shown(text.source[edit.start : edit.end]), _shown(edit.now))] = None
        if len(shown) == _EXAMPLES:
            break
    return list(shown)


def _example(was: str, now: str) -> str:
    if not was or not now:
        return f"“{was or now}” was {'taken out' if was else 'put in'}"
    return f"“{was}” now reads “{now}”"


def _example_in_chinese(was: str, now: str) -> str:
    if not was or not now:
        return f"{'去掉' if was else '补上'}“{was or now}”"
    return f"“{was}”今作“{now}”"


def _shown(text: str) -> str:
    """`text` short, and what cannot be seen in it written out."""
    short = text if len(text) <= _LENGTH else text[: _LENGTH - 1] + "…"
    return "".join(c if _visible(c) else f"‹U+{ord(c):04X}›" for c in short)


def _visible(char: str) -> bool:
    return char == " " or unicodedata.category(char)[0] not in "CMZ"


def _listed(parts: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else parts[0]


def _number(n: int, one: str, many: str) -> str:
    return f"{n:,} {one if n == 1 else many}"
