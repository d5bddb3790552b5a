"""What the layers, fields and values of a record are called, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Callable
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
from shilu.show.printable import one_line

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


def both(word: str | None) -> str | None:
    """A word of the record in Chinese and as it stands: `出席 attend`."""
    return f"{WORDS[word]} {word}" if word in WORDS else word


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
