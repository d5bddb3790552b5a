"""How the genre prints times: regular expressions over the folded view, one form each.

A form only recognises; `times_reading` works out what it says. `form_at` tries all of them in order
of preference, where `START` says that a time may begin.
"""

from __future__ import annotations

import re

_HAN = "一二三四五六七八九"
_NUMBER = rf"(?:[0-9]{{1,2}}|[两十{_HAN}]{{1,3}})"
_YEAR = rf"(?:(?:1[0-9]|2[01])[0-9]{{2}}|[一二][〇零○{_HAN}]{{3}})"
_MONTH = rf"(?:1[0-2]|0?[1-9]|十[一二]?|[{_HAN}])"
#: Two digits are a year only before a part of one (09年5月, 98年底), or with a nought before them.
_SHORT_YEAR = rf"""(?:
    (?:[0-9]{{2}}|[〇零○{_HAN}]{{2}})
    (?=[ ]?年(?:
        [ ]?{_MONTH}[ ]?月|[一二三四1-4]季|第[0-9{_HAN}十]|首季|[前头首]{_NUMBER}个月
      | [上下]半年|[初底末终](?![级中])))
  | (?<![0-9.])0[0-9](?=[ ]?年(?![代级来前后多内]|之)) | [〇零][{_HAN}](?=年(?![代级来前后多内]|之))
)"""
_DAY = rf"(?:[12][0-9]|3[01]|0?[1-9]|[二廿]十?[{_HAN}]|廿|二十|三十一?|十[{_HAN}]?|[{_HAN}])"
_COUNT = rf"(?:[0-9]{{1,3}}|[两十百{_HAN}]{{1,4}})"
_DASH = r"[ ]?(?:至|到|[-–—~─]{1,2})[ ]?"
_LIST = rf"(?:{_DASH}|[ ]?、[ ]?)"

#: What says the part of the day; it belongs to the day beside it and does not change its value.
_HOUR = rf"""(?:[0-9]{{1,2}}(?:[时点](?:[0-9]{{1,2}}分?|半|整)?|:[0-9]{{2}}(?::[0-9]{{2}})?时?)
     |[零两十{_HAN}]{{1,3}}[时点](?:[零十{_HAN}]{{1,3}}分?|半|整)?)"""
_CLOCK = rf"""(?:
    (?:[0-9]{{1,2}}(?={_DASH}[0-9]{{1,2}}[时点])|{_HOUR})(?:{_DASH}{_HOUR})?(?:许|左右)?
  | [0-9]{{1,2}}时(?:许|左右)?
)"""
_HOURS = (
    "凌晨|清晨|早晨|早上|早间|上午|中午|正午|午间|下午|午后|傍晚|晚上|晚间|深夜|夜间|夜里|午夜"
    "|晚|夜"
)
_OF_WEEK = r"(?:[ ]?(?:周|星期)[一二三四五六日天])?"
_PART = rf"(?:{_OF_WEEK}[ ]?(?:当天|当日)?[ ]?(?:{_HOURS})?(?:[ ]?{_CLOCK})?)"

_RELATIVE_YEAR = (
    "这一年(?![来里中])|大前年|今年|去年|前年|明年|后年|上年|本年|当年|同年|次年|翌年|上一年"
)
_RELATIVE_MONTH = "本月|上上个?月|上一?个?月|下下个?月|下一?个?月|当月|同月|次月|[这今]个月"

#: What may stand alone or after a year, and what only after a year.
_PART_OF_YEAR = rf"""(?:
    (?P<half>[上下]|(?<=年)[前后])半年(?!度)
  | 第?[ ]?(?P<quarter>[一二三四1-4])[ ]?季度?(?P<quarter_end>[末底初])?(?![稻花节报刊])
  | (?P<first_quarter>首季度?(?!报))
  | [前头首](?P<quarters>[一两二三23])个?季度?
  | (?<![提之以大])[前头首][ ]?(?P<months>{_COUNT})[ ]?个?月(?!份)
  | (?P<whole>(?<![健安双])全年)(?!龄)
  | (?<=[年度])[ ]?(?:
        (?P<season>[春夏秋冬])(?:[季天]|(?![节晚运雨游装训招耕播种光风茶奥]))
      | (?P<same>同期)
      | 年?(?P<edge>[初底末终](?![成试赛中步审级期心衷])|伊始)
      | (?P<within>年?内(?![容部外地]))
      | (?P<first_month>首月)
      | (?:的?[最])?后[ ]?(?P<last_months>{_NUMBER})[ ]?个?月)
)"""

#: A week, a month, a weekday or a day counted within a year or month: 5月第二周, 6月的最后一个周日.
_NTH = rf"""(?:
    的?(?:第[ ]?(?P<nth>{_NUMBER})|(?P<nth_last>最后一))
    (?:个?(?:周|星期|礼拜)(?P<nth_weekday>[{_HAN[:6]}日天])?|(?P<nth_unit>个月|天))(?![次轮届级名])
  | 的?(?P<nth_days>[前头首]|最后)[ ]?(?P<nth_count>{_NUMBER})[天日](?![本])
)"""

#: Words that 月 begins, or that follow a month's name and make it none.
_NO_MONTH = "[龄饼刊球票薪租费食台嫂子色光亮老]"

#: A calendar point from the year down, any part of which may be missing or relative.
_POINT = rf"""
  (?:
      (?P<year>{_YEAR}|{_SHORT_YEAR})(?:[ ]?年度?|(?={_LIST}{_YEAR}[ ]?年))
    | (?P<relative_year>{_RELATIVE_YEAR})(?:度(?!假))?
  )?
  (?:
      [ ]?(?P<part>{_PART_OF_YEAR})
    | [ ]?(?:
          (?P<month>{_MONTH})
          (?:[ ]?月份?(?!{_NO_MONTH})|(?={_LIST}{_MONTH}[ ]?月(?![0-9{_HAN}])))
        | (?P<relative_month>{_RELATIVE_MONTH})
      )
      (?:当月)?(?:[ ]?(?P<third>[上中下])旬|月?(?P<month_edge>[初底末])|(?<=月)内)?
      (?:[ ]?(?P<day>{_DAY})(?:[ ]?[日号]|(?={_LIST}{_DAY}[ ]?[日号])){_PART})?
    | (?<![个第十街路巷弄道{_HAN}])(?<![街路巷弄道][ ])[ ]?(?P<lone_day>{_DAY})
      (?:[ ]?[日号]|(?={_LIST}{_DAY}[ ]?[日号])){_PART}
    | (?P<half_month>[上下])半月(?![刊板谈])
  )?
  (?:(?<=[年月份])[ ]?(?P<counted>{_NTH}){_PART})?
"""

_ISO = r"""
  (?<![0-9])(?P<iso_year>(?:19|20)[0-9]{2})(?P<mark>[-/.])(?P<iso_month>0?[1-9]|1[0-2])(?P=mark)
  (?P<iso_day>0?[1-9]|[12][0-9]|3[01])(?![0-9%]|(?P=mark)[0-9])
  (?:[ ]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?
"""
_FISCAL = r"""
  (?<![0-9])(?P<from_year>(?:19|20)[0-9]{2})[-–—/至](?P<to_year>(?:19|20)?[0-9]{2})[ ]?
  (?:学年|财政年度|课税年度|财年|年度)
"""


def _decade_part(group: str) -> str:
    return f"年代(?P<{group}>中?后期|[初末中前]期?|中叶)?(?:以来)?"


_DECADE = rf"""
  (?P<decade_century>上个?|本|[12][0-9]|二?十[{_HAN}]|二十)世纪
  (?P<decade>[0-9]0|[{_HAN}]{{1,2}}十){_decade_part("decade_part")}
| (?<![0-9])(?P<decade_year>(?:1[5-9]|20)[0-9]0){_decade_part("decade_part_of_year")}
| (?<![0-9〇零十{_HAN}])(?P<bare_decade>[3-9]0|[三四五六七八九]{{1,2}}十)
  {_decade_part("decade_part_bare")}
"""
_CENTURY = rf"""
  (?<![0-9个])(?P<century>上个?|本|1[0-9]|2[01]|二十一?|十[{_HAN}])世纪
  (?:[初末]期?|中[叶期]|[上下前后]半叶)?
"""
_AGO = rf"""
  (?<![0-9.第提])(?!0|[{_HAN}]{{2}})(?P<ago>{_COUNT})[ ]?
  (?P<ago_unit>年|个月|天|周|个?星期|个?礼拜|日(?=之?前))
  (?P<ago_how>来(?![自到])|以来|[之以]?前(?![后列台期往来景茅副卫]))
"""
_STRETCH = rf"""
  (?P<stretch_how>过去的?|最近|近|未来的?|今后的?|接下来的?)[ ]?(?P<stretch>{_COUNT})[ ]?
  (?P<stretch_unit>年|个月|天|日|周|个星期|个季度)(?![代级龄报刊多])
  (?P<stretch_tail>来|以来|间|里|内)?
"""
_DAY_WORD = rf"""
  (?P<two_days>今明两[天日]|昨今两[天日]|[前去]昨两[天日]|今昨两[天日]|明后两[天日])
| (?P<day_word>
    [今昨](?=[ ]?（[0-9]{{1,2}}[ ]?日）)
  | 大前天|大大后天|大后天|今天|(?<![日资成基])本日(?!本)|昨[天日夜晨早晚]
  | (?<![目以之当战日支])前[天晚]
  | (?<![目以之当战支])前日(?![本常军均报前内产子趋])
  | 今日(?!俄罗斯|头条|中国|说法|关注|美术) | 今[晨早晚夜](?!报) | 明[天日早晚](?!报|大屿)
  | 大后日 | (?:(?<![\u4e00-\u9fff])|(?<=[于在将至]))后日(?![本常军均期子])
  | (?<![日以之])后天(?![性失努形])
  ){_PART}
"""
_WEEKDAY = rf"""
  (?<![每逢两十几0-9首满{_HAN}])(?P<weekday_week>(?:上上|下下|上|下|本|这|今)个?)?
  (?:(?<=[上下本这个])(?:周|星期)(?=[周星]))?(?:周|星期|礼拜)
  (?P<weekday>[一二三四五六天]|日(?![均报常产]))(?![个次期线轮家种体直季更层身]){_PART}
"""
_WEEK = rf"""
  (?<!以)(?P<week>上上个?|上一?个?|下下个?|下一?个?|本|这一?个?|今个)
  (?:周|星期|礼拜)(?P<weekend>末)?
  (?![年期边围转全刊到密岁易游身日报长{_HAN}])
"""
_RELATIVE_QUARTER = (
    "(?P<which_quarter>本|这个?|上一?个?|下下个?|下一?个?)季度?(?P<which_end>[末底])?(?![节刊赛])"
)
_TOLD = rf"""
  (?P<told>当[天日晚夜]|同一?(?:天|日(?![耳方本]))|次日|翌日|前一[天日](?=[ ]?（)){_PART}
"""
_BARE_YEAR = rf"""
  (?<![0-9〇零两十几多余半百近每往历常成青少老中童学岁财大新{_HAN}])年
  (?:(?P<bare_edge>[初底末终])|(?P<bare_within>内(?![容部外地])))
| (?<![0-9两十几多余半每个正腊{_HAN}])月(?P<bare_month>[初底末])
"""

#: The forms by name, the more telling first.
FORMS = {
    "iso": _ISO,
    "fiscal": _FISCAL,
    "decade": _DECADE,
    "century": _CENTURY,
    "ago": _AGO,
    "stretch": _STRETCH,
    "day": _DAY_WORD,
    "weekday": _WEEKDAY,
    "short_season": "(?P<short_year>[今去明])(?P<short_season>[春夏秋冬])(?![节晚运雨])",
    "relative_quarter": _RELATIVE_QUARTER,
    "two_years": "(?P<two_years>今明|去今|昨今)两年",
    "week": _WEEK,
    "told": _TOLD,
    "bare_year": _BARE_YEAR,
    "point": _POINT,
}

#: The forms before the point that a numeral may begin, and those that none does.
_NUMBERED = ("iso", "fiscal", "decade", "century", "ago")
_WORDED = tuple(name for name in FORMS if name not in (*_NUMBERED, "point"))


def _any_of(*names: str) -> str:
    return "|".join(f"(?P<form_{name}>{FORMS[name]})" for name in names)


#: Three patterns of few groups each: a match of one that has many takes long to make.
_NUMBERED_FORM = re.compile(_any_of(*_NUMBERED), re.X)
_WORDED_FORM = re.compile(_any_of(*_WORDED), re.X)
_POINT_FORM = re.compile(_any_of("point"), re.X)
_NUMERALS = frozenset(f"0123456789十两{_HAN}")


def form_at(view: str, at: int) -> re.Match[str] | None:
    """What has the form of a time and begins at `at`; its last group is the form's name."""
    m = _NUMBERED_FORM.match(view, at)
    if m is None and view[at : at + 1] not in _NUMERALS:
        m = _WORDED_FORM.match(view, at)
    return m or _POINT_FORM.match(view, at)


#: What joins two times to a range, and what runs from one to publication.
DASH = re.compile(f"(?:起[ ]?)?{_DASH}")
DASHING = frozenset("起 至到-–—~─")
BETWEEN = re.compile("[ ]?[与和][ ]?")
BETWEEN_END = re.compile("之?间|期间")
SINCE = re.compile("以来|(?:起|开始)?(?:至今|[至到](?:现在|目前)(?!为止))")

_DIGITS = f"{_HAN}十两百廿〇零○"
_SECOND = {
    "今": "后年天日晨早晚夜明昨春夏秋冬（ 个",
    "去": "年昨春夏秋冬",
    "明": "年天日早晚后春夏秋冬",
    "昨": "天日夜晨早晚今（ ",
    "前": f"年天日晚昨头0-9{_DIGITS}",
    "后": "年天日",
    "大": "前后大",
    "上": "年一个月半周星礼上世季",
    "下": "一个月半周星礼季下",
    "本": "年月日周星世礼季",
    "当": "年月天日晚夜",
    "同": "年月天日一",
    "次": "年月日",
    "翌": "年日",
    "全": "年",
    "首": f"季0-9{_DIGITS}",
    "头": f"0-9{_DIGITS}",
    "周": "一二三四五六日天",
    "星": "期",
    "礼": "拜",
    "年": "初底末终内",
    "月": "初底末",
}

#: What follows where two characters do not tell yet.
_LONGER = {
    "这": "(?:一?个?[周星礼]|一年|个[月季])",
    "第": "[一二三四1-4][ ]?季",
    "过": f"去的?[ ]?[0-9{_DIGITS}]",
    "最": f"近[ ]?[0-9{_DIGITS}]",
    "近": f"[0-9{_DIGITS}]{{1,4}}[ ]?[年个天日周]",
    "未": f"来的?[ ]?[0-9{_DIGITS}]",
    "接": f"下来的?[ ]?[0-9{_DIGITS}]",
}
#: A number of weeks or days is a time where it says how long ago.
_LONG_AGO = "(?=(?:天|周|个月|个?星期|个礼拜)[来以之前])"

_COUNTED = (
    "(?<=[0-9])(?<![0-9][0-9])[0-9]*(?:"
    f"[ ]?(?:[年月日号季至到、~─–—-]|世纪|{_LONG_AGO})"
    "|(?<=[0-9]{4})[./][0-9])"
    f"|(?<=[{_DIGITS}])(?<![{_DIGITS}][{_DIGITS}])[{_DIGITS}]*(?:"
    f"(?<=[{_DIGITS}][{_DIGITS}])年|年(?=[来以之前])|[月日号季至到、─–—-]|世纪|{_LONG_AGO})"
)


def _by_second() -> str:
    """The words of `_SECOND` from their second character on, which tells them apart sooner."""
    firsts: dict[str, str] = {}
    for first, seconds in _SECOND.items():
        for second in seconds.replace("0-9", "0123456789"):
            firsts[second] = firsts.get(second, "") + first
    groups: dict[str, str] = {}
    for second, those in firsts.items():
        groups[those] = groups.get(those, "") + second
    return "|".join(f"[{seconds}](?<=[{those}].)" for those, seconds in groups.items())


#: All that may stand second in a time.
_FOLLOWING = f"0-9{_DIGITS}{''.join(_SECOND.values())} 年月日号季至到、~─–—世天周个星礼这去近来下-"

#: Where a time may begin: a numeral with one of its units after it, or the first characters of a
#: word. It begins with a set of characters, so that looking for it is quick.
START = re.compile(
    f"[0-9{''.join((*_SECOND, *_LONGER))}{_DIGITS}](?=[{_FOLLOWING}])(?:"
    f"(?<=[0-9{_DIGITS}])(?:{_COUNTED})"
    f"|(?<=[{''.join(_SECOND)}])(?:{_by_second()})"
    f"|(?<=[{''.join(_LONGER)}])(?:"
    + "|".join(f"(?<={first})(?={after})" for first, after in _LONGER.items())
    + "))"
)
