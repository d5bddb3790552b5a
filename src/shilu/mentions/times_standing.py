"""What only looks like a time: the year of a named occasion, a duration, a number, a house.

What has a time's form is one or none by what stands around it; this module looks there.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from shilu.mentions.times_forms import DASH
from shilu.mentions.times_reading import Groups
from shilu.text import LOST

#: What makes a time recur, or belong to another calendar; it fixes no day then.
_RECURRING = tuple(
    "每 逢 每年 每月 每周 每季 每年的 每月的 每周的 每季的 每个 "  # noqa: SIM905
    "历年 农历 阴历 旧历 夏历 腊月 正月".split()
)

#: The year of an occasion is part of its name: 2017年年会.
_NAMED = re.compile(
    "(?:(?!举行|举办|召开|出席|参加|开幕|[在于将])[^，。；：、！？的\n“”《》]){0,14}?"
    "(?:年会|峰会|博览会|奥运|冬奥|亚运|世博会|交易会|运动会|全运会|锦标赛|世界杯|世锦赛|联赛|公开赛|大奖赛"
    "|电影节|艺术节|挑战赛|马拉松|服贸会|进博会|广交会|洽谈会|议程)"
)
_ERA = re.compile("[多余]?年?(?:的?历史|文明|悠久|以上|之久|间|来|前)")
_DURATION_BEFORE = re.compile(
    "(?:了|经过|历时|历经|长达|时隔|用|花|耗时|已有?|持续|从事|工作|成立|有着?|达)$"
)
_DURATION_AFTER = re.compile("的?(?:时间|历史|建设|努力|发展|后|前|之久|未|没|光阴)")
_NOT_LONE_DAY_BEFORE = frozenset("第每近逾满数几超约共前头后隔年期到达过连-/.0123456789")
_NOT_LONE_DAY_AFTER = re.compile(
    "[0-9一二两三四五六七八九]{1,2}[夜晚]|[内游均常夜子程间制元本军]|之内|以内|左右|工作|元|行程"
)
#: What has a number, so that 5号 before it is no day; what news goes on with after a day.
_NUMBERED = re.compile(
    "[线楼馆院令文公机厅桌床码球位车舱选航门店井坑矿基库仓站台洪命船舰星火卫轮高决路栋墙楼口泊候地房桥电种杆]"
)
_TOLD_AFTER = re.compile(
    "[在将被对说起就向与和同以前至到抵从发]|表示|宣布|举行|结束|开始|召开|发表|透露|电"
)
_NOT_YEAR_AFTER = frozenset("轻龄纪代会货鉴报级味迈幼长历")
_NOT_YEAR_BEFORE = {
    "今年": "如当现",
    "去年": "过",
    "前年": "以之目",
    "后年": "今战之以此日",
    "明年": "说证表透声阐",
    "上年": "以晚线",
    "本年": "资成基日文",
    "同年": "不相",
    "次年": "多二三两几",
}


class Hit(NamedTuple):
    """What has the form of a time, and where."""

    start: int
    end: int
    form: str
    groups: Groups


def stands(view: str, hit: Hit) -> bool:
    """Whether what has a time's form is one where it stands."""
    before = view[hit.start - 1] if hit.start else "\n"
    if hit.form == "iso":
        return not before.isdigit() and before not in tuple("./-")
    if view.endswith(_RECURRING, 0, hit.start):
        return False
    if hit.form == "point":
        return _point_stands(view, hit, before)
    if hit.form == "ago":
        return before not in "几数千万多第百"
    if hit.form == "stretch":
        return _stretch_stands(view, hit, before)
    if hit.form == "told":
        return view[hit.end : hit.end + 1] != "本"
    if hit.form == "day":
        after_until = before == "至" and not view.endswith(("截至", "直至"), 0, hit.start)
        return not after_until and before not in "如时" and not view.endswith("好的", 0, hit.start)
    return True


def _point_stands(view: str, hit: Hit, before: str) -> bool:
    g, after = hit.groups, view[hit.end : hit.end + 1]
    if before.isdigit() or before in (".", LOST):
        return False
    if g["year"]:
        return _year_stands(view, hit)
    if word := g["relative_year"]:
        bare = view[hit.start : hit.end] == word
        if word == "当年" and bare:
            return False
        if before and before in _NOT_YEAR_BEFORE.get(word, ""):
            return view.endswith(("超过", "经过"), 0, hit.start)
        return not (bare and after and after in _NOT_YEAR_AFTER)
    if g["lone_day"]:
        return _lone_day_stands(view, hit, before)
    if g["month"]:
        return before not in tuple("每近逾满第-/") and not view.startswith("革命", hit.end)
    if g["counted"]:
        return any(g[k] for k in ("year", "relative_year", "month", "relative_month"))
    if g["half_month"]:
        return before not in tuple("整这前后大小")
    if g["quarter"] and before == "□":  # of a show, 《…》第二季
        return False
    if g["quarter"] and not view[hit.start : hit.end].startswith("第"):
        return "度" in view[hit.start : hit.end]
    return before not in tuple("以第")


def _year_stands(view: str, hit: Hit) -> bool:
    """1500年前 and 2000年来 are durations, the year of a named occasion is part of its name."""
    g = hit.groups
    if any(g[k] for k in ("month", "edge", "half", "quarter", "months", "quarters", "whole")):
        return True
    old = not (g["year"] or "").startswith(("19", "20", "一九", "二"))
    if (old or (g["year"] or "").endswith("00")) and (m := _ERA.match(view, hit.end)):
        return not old and m.group().endswith("前")
    return not _NAMED.match(view, hit.end)


def _lone_day_stands(view: str, hit: Hit, before: str) -> bool:
    printed = view[hit.start : hit.end]
    ranged = DASH.match(view, hit.end) or not printed.rstrip().endswith(("日", "号"))
    if before and before in _NOT_LONE_DAY_BEFORE and not (before == "到" and ranged):
        return False
    if _NOT_LONE_DAY_AFTER.match(view, hit.end):
        return False
    if "号" in printed and not _is_day_number(view, hit, before):
        return False
    spoken = not printed[0].isdigit() and len(hit.groups["lone_day"] or "") == 1
    return bool(not spoken or ranged or not printed.endswith("日"))


def _is_day_number(view: str, hit: Hit, before: str) -> bool:
    """27号 is a day where a clause begins with it or goes on as news does; 5号线 is none."""
    if not view[hit.start].isdigit() or _NUMBERED.match(view, hit.end):
        return False
    told = view[hit.end - 1] != "号" or _TOLD_AFTER.match(view, hit.end)
    return bool(told) or before in "，。；（）\n 于在至到从自间"


def _stretch_stands(view: str, hit: Hit, before: str) -> bool:
    """近三年 fixes years, 经过近三年的建设 only says how long it took."""
    if not (hit.groups["stretch_how"] or "").endswith("近") or hit.groups["stretch_tail"]:
        return True
    if before and before in "附邻靠将接":
        return False
    if hit.groups["stretch_unit"] != "年" and before not in "，。；：、（\n ":
        return False
    return not (
        _DURATION_BEFORE.search(view, max(0, hit.start - 3), hit.start)
        or _DURATION_AFTER.match(view, hit.end)
    )
