"""What the layers, fields and values of a record are called, in Chinese and in English."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from shilu.model import (
    Area,
    Commitment,
    Era,
    Event,
    Figure,
    Organization,
    Person,
    Place,
    Policy,
    Record,
    Statement,
    Time,
)
from shilu.text import Span

Item: TypeAlias = (
    Time
    | Era
    | Figure
    | Person
    | Organization
    | Place
    | Area
    | Event
    | Statement
    | Commitment
    | Policy
)

#: Says a word of the record to a reader.
Say: TypeAlias = Callable[[str | None], str | None]


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer of a record: its field's name, its names for readers, and the values it shows.

    The first `leading` columns are what an item is, the rest is known beside it.
    """

    name: str
    zh: str
    en: str
    columns: tuple[str, ...]
    leading: int = 1


#: The layers in the order they are shown: what is named first, then what is told of it.
LAYERS: tuple[Layer, ...] = (
    Layer("times", "时间", "Times", ("edtf",)),
    Layer("eras", "时期", "Eras", ("name", "edtf")),
    Layer(
        "figures",
        "数字",
        "Figures",
        ("value", "measure", "change", "region", "period", "against", "stated_by"),
    ),
    Layer("people", "人物", "People", ("name", "posts")),
    Layer("organizations", "机构", "Organisations", ("name",)),
    Layer("places", "地点", "Places", ("name", "code")),
    Layer("areas", "区域", "Areas", ("members",)),
    Layer("events", "活动", "Events", ("type", "date", "place", "occasion", "who"), 2),
    Layer("statements", "言论", "Statements", ("speaker", "cue", "mode", "addressee"), 2),
    Layer(
        "commitments",
        "承诺与要求",
        "Commitments",
        ("actor", "stance", "fields", "beneficiary", "amount", "deadline"),
        2,
    ),
    Layer("policies", "政策", "Policies", ("name", "document")),
)

#: Fields and headings: their names in Chinese and in English.
FIELDS: dict[str, tuple[str, str]] = {
    "edtf": ("日期", "date (EDTF)"),
    "value": ("数值", "value"),
    "measure": ("指标", "measure"),
    "change": ("增减", "change"),
    "region": ("地区", "area"),
    "period": ("时期", "period"),
    "against": ("对照", "held against"),
    "stated_by": ("出处", "stated by"),
    "name": ("名称", "name"),
    "posts": ("职务", "posts"),
    "code": ("代码", "code"),
    "members": ("所含", "members"),
    "type": ("类型", "type"),
    "date": ("日期", "date"),
    "place": ("地点", "place"),
    "occasion": ("场合", "occasion"),
    "who": ("参与者", "who"),
    "speaker": ("说话人", "speaker"),
    "cue": ("引述词", "cue"),
    "mode": ("方式", "mode"),
    "actor": ("主体", "actor"),
    "stance": ("态度", "stance"),
    "fields": ("领域", "fields"),
    "addressee": ("对象", "addressee"),
    "beneficiary": ("受益者", "beneficiary"),
    "amount": ("数额", "amount"),
    "deadline": ("期限", "deadline"),
    "document": ("文件", "document"),
    "text": ("原文", "text"),
    "span": ("正文位置", "in the article"),
    "origin": ("原页位置", "as received at"),
    "rule": ("规则", "rule"),
    "evidence": ("依据", "evidence"),
    "headline": ("标题", "headline"),
    "section": ("栏目", "section"),
    "source": ("来源", "source"),
    "authors": ("作者", "by"),
    "editors": ("编辑", "editor"),
    "dateline": ("电头", "dateline"),
    "published": ("发布时间", "published"),
    "captions": ("图片说明", "captions"),
    "notices": ("声明", "notices"),
}

#: The kinds of damage that restoration names.
DAMAGE: dict[str, str] = {
    "mirror": "镜像注音",
    "mirror-script": "镜像繁体",
    "mirror-comma": "镜像叠逗号",
    "utf-8-as-gbk": "UTF-8误作GBK",
    "utf-8-as-latin-1": "UTF-8误作Latin-1",
    "gbk-as-latin-1": "GBK误作Latin-1",
    "replaced": "已成替换符",
    "bytes": "不成字的字节",
    "entity": "字符实体",
    "invisible": "不可见字符",
    "form": "兼容字形",
    "private-use": "私用字符",
    "noise": "混入干扰",
}

#: The words a record uses for kinds of things, in Chinese.
WORDS: dict[str, str] = {
    "attend": "出席",
    "meet": "会见",
    "visit": "走访",
    "sign": "签署",
    "call": "通话",
    "message": "致电致函",
    "appoint": "任免",
    "hold": "举行",
    "principal": "主要人物",
    "counterpart": "对方",
    "attending": "参加",
    "direct": "直接引语",
    "indirect": "间接引语",
    "mixed": "混合引语",
    "will": "承诺",
    "urge": "要求",
    "hope": "希望",
    "invite": "邀请",
    "agree": "约定",
    "yoy": "同比",
    "mom": "环比",
    "annual": "年均",
    "cumulative": "累计",
    "unstated": "未说明比较期",
    "organizations": "机构",
    "certain": "确定",
    "inferred": "推断",
    "background": "背景",
    "lost": "佚失",
    "trade": "贸易",
    "industry": "产业",
    "finance": "金融",
    "technology": "科技",
    "culture_tourism": "文旅",
    "education": "教育",
    "health": "卫生",
    "agriculture": "农业",
    "energy": "能源",
    "transport": "交通",
    "environment": "环境",
    "people": "人文",
    "governance": "治理",
    "security": "安全",
    "other": "其他",
}

#: Said where a text holds a value that is not known.
UNKNOWN = "—"

_BOUNDS = {"=": "", ">": "> ", ">=": "≥ ", "<": "< ", "<=": "≤ ", "~": "≈ "}
_MOMENT = re.compile(r"^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::00)?([+-]\d\d:\d\d|Z)?$", re.A)
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    r"""`text` with what steers a terminal or a browser, or cannot be seen, written out.

    What a page holds may be hostile: no escape code, no change of direction, no lone surrogate
    passes. Line breaks and tabs do.

    >>> visible("a\x00b\u202ec")
    'a␀b‹U+202E›c'
    """
    return _HIDDEN.sub(_shown, text.replace("\r\n", "\n"))


def _shown(match: re.Match[str]) -> str:
    at = ord(match.group())
    if at < 0x20:
        return chr(0x2400 + at)
    return "\u2421" if at == 0x7F else f"‹U+{at:04X}›"


def one_line(text: str) -> str:
    """`text` visible, and on one line."""
    return " ".join(visible(text).split())


def cut(text: str, limit: int) -> str:
    """`text`, or as much of it as fits in `limit` characters, with … and its whole length.

    >>> cut("一二三四五六七八九十", 8), cut("一二三", 8)
    ('一二…（10字）', '一二三')
    """
    if len(text) <= limit:
        return text
    tail = f"…（{len(text)}字）"
    return text[: max(1, limit - len(tail))] + tail


def extent(span: Span | None) -> str:
    """A stretch as its offsets: `12–15`."""
    return f"{span.start}–{span.end}" if span else UNKNOWN


def moment(published: str) -> str:
    """A day, or a time of day with its offset, as a reader expects it.

    >>> moment("2023-05-31T09:26:00+08:00")
    '2023-05-31 09:26 +08:00'
    """
    return _MOMENT.sub(r"\1 \2 \3", published).strip()


def both(word: str | None) -> str | None:
    """A word of the record in Chinese and as it stands: `出席 attend`."""
    return f"{WORDS[word]} {word}" if word in WORDS else word


def number(value: int | float) -> str:
    """A number with its thousands parted: `56,110,000,000`."""
    return f"{value:,}"


def amount(figure: Figure) -> str | None:
    """A figure's value in one phrase.

    >>> from shilu.text import Span
    >>> amount(Figure(text="40%以上", span=Span(0, 5), rule="", low=40, bound=">=", unit="%"))
    '≥ 40%'
    """
    if figure.low is None:
        return None
    value = number(figure.low)
    if figure.high is not None:
        value += f"–{number(figure.high)}"
    if figure.unit == "rank":
        value = f"第{value}位"
    elif figure.unit == "%":
        value += "%"
    elif figure.unit:
        value += f" {figure.unit}"
    return _BOUNDS[figure.bound] + value


def values(item: Item, say: Say = both) -> dict[str, str | None]:
    """The values of an item by the names of its layer's columns, None where not known.

    `say` turns a word of the record into words for the reader.
    """
    match item:
        case Time():
            return {"edtf": item.edtf}
        case Era():
            candidates = " | ".join(item.candidates or ()) or None
            return {"name": item.name, "edtf": item.edtf or candidates}
        case Figure():
            return _figure(item, say)
        case Person():
            return {"name": item.name, "posts": _joined(item.posts)}
        case Organization():
            return {"name": item.name}
        case Place():
            return {
                "name": item.name,
                "code": item.code or " | ".join(item.candidates or ()) or None,
            }
        case Area():
            return {"members": _joined(item.members)}
        case Event():
            return _event(item, say)
        case Statement():
            return {
                "speaker": item.speaker,
                "cue": item.cue,
                "mode": say(item.mode),
                "addressee": item.addressee or None,
            }
        case Commitment():
            return {
                "actor": item.actor,
                "stance": say(item.stance),
                "fields": _joined(say(field) or "" for field in item.fields),
                "beneficiary": item.beneficiary or None,
                "amount": item.amount.text if item.amount else None,
                "deadline": item.deadline.text if item.deadline else None,
            }
        case Policy():
            return {"name": item.name, "document": item.document}


def _figure(figure: Figure, say: Say) -> dict[str, str | None]:
    """A figure's values; what its sentence does not print is said to be inferred."""

    def told(name: str, value: str | None) -> str | None:
        known = value is None or name not in (figure.inferred or ())
        return value if known else f"{value}（{say('inferred')}）"

    region = told("area", figure.area)
    if figure.counterpart:
        region = f"{region or UNKNOWN}↔{told('counterpart', figure.counterpart)}"
    return {
        "value": amount(figure),
        "measure": figure.measure,
        "change": say(figure.change),
        "region": region,
        "period": told("period", figure.period),
        "against": against(figure),
        "stated_by": figure.stated_by or None,
    }


def against(figure: Figure) -> str | None:
    """What a share is of, a rank among, or the time a growth is measured from.

    >>> from shilu.text import Span
    >>> against(Figure(text="第二", span=Span(0, 2), rule="", low=2, unit="rank", among="全国"))
    '全国'
    """
    return figure.of or figure.among or figure.base or None


def _event(event: Event, say: Say) -> dict[str, str | None]:
    roles: dict[str, list[str]] = {}
    for participant in event.people:
        roles.setdefault(participant.role, []).append(participant.name)
    who = [f"{say(role)}：{'、'.join(names)}" for role, names in roles.items()]
    if event.organizations:
        who.append(f"{say('organizations')}：{'、'.join(event.organizations)}")
    return {
        "type": f"{say(event.type)}（{say('background')}）"
        if event.background
        else say(event.type),
        "date": event.date,
        "place": event.place,
        "occasion": "、".join(event.signed) if event.signed else event.occasion,
        "who": "；".join(who) or None,
    }


def _joined(values: Iterable[str]) -> str | None:
    return "、".join(values) or None


def items(record: Record, layer: Layer) -> tuple[Item, ...]:
    """What a record holds in `layer`."""
    found: tuple[Item, ...] = getattr(record, layer.name)
    return found


def _kind(kind: str) -> str:
    """A kind of damage in Chinese; of several joined, each."""
    return "＋".join(DAMAGE.get(part, part) for part in kind.split("+"))


def charset_words(record: Record) -> tuple[str, str]:
    """What a page was read by, and who declares another charset, in Chinese and in English.

    >>> from shilu.model import Declaration
    >>> wrong = Declaration(charset="gb2312", by="meta", holds=False)
    >>> told = {"shilu": "1", "id": "a", "uri": None, "sha256": "", "media_type": ""}
    >>> charset_words(Record(**told, charset="utf-8", declared=(wrong,)))
    ('utf-8（meta称gb2312）', 'utf-8 (meta says gb2312)')
    """
    wrong = [d for d in record.declared if not d.holds]
    if not wrong:
        return record.charset, record.charset
    zh = "，".join(one_line(f"{d.by}称{d.charset}") for d in wrong)
    en = ", ".join(one_line(f"{d.by} says {d.charset}") for d in wrong)
    return f"{record.charset}（{zh}）", f"{record.charset} ({en})"


def damage_words(record: Record) -> tuple[str, str]:
    """How a page was repaired, what is inferred, lost and in doubt, in Chinese and in English.

    >>> record = Record(shilu="1", id="a", uri=None, sha256="", media_type="", charset="")
    >>> damage_words(record)
    ('未见损坏', 'no damage met')
    """
    count = sum(d.count for d in record.damage)
    scores_zh = scores = ""
    if record.damage_score or record.doubt_score:
        scores_zh = f"；损坏度{record.damage_score}，存疑度{record.doubt_score}"
        scores = f"; damage score {record.damage_score}, doubt score {record.doubt_score}"
    if not count:
        return f"未见损坏{scores_zh}", f"no damage met{scores}"
    kinds = one_line(", ".join(f"{d.kind} {d.count}" for d in record.damage))
    kinds_zh = one_line("、".join(f"{_kind(d.kind)}{d.count}" for d in record.damage))
    doubts = {
        "inferred": sum(d.inferred for d in record.damage),
        "lost": sum(d.lost for d in record.damage),
    }
    doubts = {word: n for word, n in doubts.items() if n}
    zh = "，".join(f"{WORDS[word]}{n}处" for word, n in doubts.items())
    en = ", ".join(f"{n} {word}" for word, n in doubts.items())
    repairs = "1 repair" if count == 1 else f"{count} repairs"
    return (
        f"修复{count}处（{kinds_zh}）" + (f"；其中{zh}" if zh else "") + scores_zh,
        f"{repairs} ({kinds})" + (f"; of these {en}" if en else "") + scores,
    )
