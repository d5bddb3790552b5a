"""Which cases the labelling guide has an answer for, and why it has none for the others.

A case is left out by what it says or by the kind of its answer, never by what we make of it.
"""

from __future__ import annotations

import re

from expression_cases import FIGURES, Case

#: Why a time is out of scope, by the kind of their answer and by what the expression says.
TIMES_OUT: tuple[tuple[str, str, str], ...] = (
    ("a clock time or part of a day alone is not labelled", "time|timerange", ""),
    (
        "a clock time or part of a day alone is not labelled",
        "",
        "^[0-9]{1,2}:[0-9]{2}|^夜[间間]|^午[后後]$",
    ),
    ("a plain duration is not labelled", "duration|time_delta", ""),
    ("what recurs fixes no day", "set|time_period", ""),
    (
        "a festival or solar term without a date is not labelled",
        "datetimeHoliday|datetimeIntervalHoliday",
        "",
    ),
    (
        "a festival or solar term without a date is not labelled",
        "",
        "节|節|除夕|元旦|[国國][庆慶]|春[节節]|端午|冬至|大寒|小寒|芒种|暑假|母亲|圣诞|元宵|十一$"
        "|清明|五一$|平安夜",
    ),
    (
        "the lunar calendar is not the publication's; the guide gives it no value",
        "",
        "[农農][历曆]|[阴陰][历曆]|正月|腊月|[闰閏]|大年|廿(?![日号號])"
        "|月初[一二三四五六七八九十0-9]",
    ),
    ("a reign's years are no calendar of the genre", "", "神[龙龍]|康熙|雍正|民[国國]"),
    (
        "a vague word is not labelled",
        "",
        "^(?:现在|現在|这会儿|[此当當][时時前刻]|最近|[前过過][两兩二][天年])$"
        "|几十年|几年|多年|個多月|个多月|最后一个的周三",
    ),
    (
        "hours, minutes and seconds fix no day",
        "",
        "小[时時]|分[钟鐘]|秒|钟[头後后]|分半钟|[個个][钟鐘]|刻钟|三分半|^全天$|^白天$|^当日午夜$",
    ),
    (
        "so long after, or so long from now, is a duration",
        "",
        "^(?!0|[0-9]{4})[0-9一二三四五六七八九十两兩半个個多]+"
        "(?:年|月|天|日|周|星期|[礼禮]拜|季度)半?(?:[之以]?[后後]|内)|^第[三七][年天]|^过十周"
        "|^六天后",
    ),
    (
        "上 前 后 下 with a count: the guide counts 前4个月 from January, else says 过去",
        "",
        "^[前后後下][0-9一二两兩三四十]+[個个]?(?:[周週月年天日]|星期|[礼禮]拜)"
        "|^上[0-9二两兩三四十]+[個个]?(?:[周週月年天日]|星期|[礼禮]拜)",
    ),
    (
        "figures without 年 月 日 and not of three parts are a number in running text",
        "",
        "^(?![0-9]{4}([./-])[0-9]{1,2}\\1[0-9])[=从 ]*"
        "[0-9]{1,4}(?:[ ./·-][0-9]{1,4}){0,2}(?:[-到至][0-9.]+)?(?: [0-9:]+.*)?$"
        "|^[0-9]{8}$|[0-9]/[0-9]+[号日]|^1994[.]01-19$",
    ),
    (
        "day or month first is not how Chinese prints a date",
        "",
        "^[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{4}",
    ),
    ("days glued to clock digits are broken print", "", "-[0-9]{4}:|-[0-9]{2}-[0-9]{2}："),
    (
        "a day without 日 or 号 is not so printed",
        "",
        "月(?:[0-9]{1,2}|十[三五])(?:早上|晚上|$)|月3至",
    ),
    ("working days leave the days open", "", "交易日|工作日"),
    ("spoken Cantonese is not the genre's", "", "[尋聽]日|[宜而依]家"),
    (
        "years and a half: the guide has no value for it",
        "",
        "[年月天]半[之以]?[前内来]|半月[之以]?[前内]",
    ),
    ("the year in an occasion's name is not labelled", "", "^0?8 ?年$|^零八年$|^2008 年$"),
    ("blanks within words are broken print", "", "[\u4e00-\u9fff] [\u4e00-\u9fff] [\u4e00-\u9fff]"),
    ("an extractor of clock times says nothing of days", "negative", "第1时"),
    ("no such day", "none", ""),
)

#: The same for numbers.
FIGURES_OUT: tuple[tuple[str, str, str], ...] = (
    (
        "powers, slashes and .5 are for calculation",
        "",
        r"\^|[eE][0-9+-]|[0-9]/|／|^-?\.[0-9]|^\.\.|又",
    ),
    ("k, w, M are shorthand", "", "[0-9.] ?(?:[kwKWMG](?![mgBb])|m$)(?<!9 m)(?<!9m)"),
    (
        "blanks or commas within words are broken print",
        "",
        "[\u4e00-\u9fff] +[\u4e00-\u9fff]|[万萬千] +[0-9]|[0-9] +[千百万萬].?[0-9]|, |[0-9]  +"
        "|[0-9] [0-9]|[0-9] +分|，[0-9]{3},|^- ",
    ),
    ("pairs and dozens: the guide counts in the unit as printed", "", "[對对双雙打]$|半百"),
    ("a discount: the guide has no unit for it", "", "折"),
    ("an ordinal alone ranks nothing", "ordinal", ""),
    ("兆 is a million here and a billion there", "", "兆"),
    (
        "spoken Cantonese is not the genre's",
        "",
        "[一二三四五十]分一|份[一十]|蚊|毫(?![升克米])|仙$|^個|[個个]半$|^百二|^千一|^[萬万]九",
    ),
    ("half a thing is no share", "", "^1半$|^一半半$|^半[个個]$"),
    ("a number without a unit is no figure", "numberrange", r"^(?!.*(?:[个岁尺]$|[几余多][万亿]))"),
    ("a tail without its unit is speech", "", "^米|米九|[块毛]二$|两毛五|块零四|块六到"),
    ("分 and 角 alone: the guide's unit is 元", "cent", ""),
    ("English words and signs are not printed in Chinese", "", "foot|feet|'|\"|mile|inch"),
    ("spoons and bits are no unit of the genre", "", "茶匙|湯匙|^一位$|比特|字[节節]"),
    ("一 before 个 is an article", "", "^[一1][个個]$"),
    ("a formal digit alone is a surname", "", "^[壹贰貳叁拾]$"),
    ("a pair is two numbers by the guide, none by theirs", "negative", "二三十"),
    ("a figure, though no bare number", "negative", "一美元"),
    ("no number", "novalue", ""),
)


def out_of_scope(case: Case) -> str | None:
    """Why the guide has no answer for a case, None where it has one."""
    table = FIGURES_OUT if case.number or case.category in FIGURES else TIMES_OUT
    for reason, kinds, words in table:
        if not case.found and kinds != "negative":
            continue
        if re.fullmatch(kinds or ".*", case.kind) and re.search(words, case.found or case.text):
            return reason
    return None
