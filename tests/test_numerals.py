from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shilu.mentions import numerals

EXACT = {
    "0": 0,
    "7": 7,
    "1,234,567": 1234567,
    "6.5万": 65000,
    "1.2万亿": 1200000000000,
    "2亿3000万": 230000000,
    "12万3000亿": 12300000000000,
    "1万亿2000亿": 1200000000000,
    "十": 10,
    "二十三": 23,
    "一百零五": 105,
    "一百一十": 110,
    "两千三": 2300,
    "两千零三": 2003,
    "一万五": 15000,
    "两万二": 22000,
    "十五万六千": 156000,
    "一亿零五百万": 105000000,
    "三点五亿": 350000000,
    "二〇二三": 2023,
    "10万万": 1000000000,
    "一万零十二": 10012,
    "1千零20": 1020,
    "廿三": 23,
}

ESTIMATES = {
    "两三": (2, 3, "="),
    "三四十": (30, 40, "="),
    "十七八": (17, 18, "="),
    "一百二三十": (120, 130, "="),
    "十几": (10, None, ">"),
    "10几": (10, None, ">"),
    "6000余": (6000, None, ">"),
    "5万多": (50000, None, ">"),
    "三百多万": (3000000, None, ">"),
    "10余万": (100000, None, ">"),
    "几十": (10, None, "~"),
    "数百万": (1000000, None, "~"),
    "二十来": (20, None, "~"),
}


@pytest.mark.parametrize(("printed", "number"), EXACT.items())
def test_exact(printed, number):
    assert numerals.value(printed) == number


@pytest.mark.parametrize(("printed", "meant"), ESTIMATES.items())
def test_pairs_and_estimates(printed, meant):
    assert numerals.parse(printed) == numerals.Numeral(*map(_decimal, meant))


@pytest.mark.parametrize("printed", ["", "个", "几个", "第三", "三个", "1.", "多", "余万"])
def test_no_numeral(printed):
    assert numerals.parse(printed) is None


@pytest.mark.parametrize(
    ("printed", "year"),
    [("二〇二三", 2023), ("一九七八", 1978), ("98", 1998), ("零七", 2007), ("123", None)],
)
def test_year(printed, year):
    assert numerals.year(printed) == year


@given(st.integers(0, 10**16 - 1))
def test_every_integer_reads_back_in_every_style(n):
    for style in (str, "{:,}".format, _spoken):
        assert numerals.value(style(n)) == n


@given(st.integers(1, 99999), st.sampled_from(["万", "亿", "万亿"]))
def test_mixed_digits_read_back(n, great):
    factor = {"万": 10**4, "亿": 10**8, "万亿": 10**12}[great]
    assert numerals.value(f"{n}{great}") == n * factor
    assert numerals.value(f"{n / 10:.1f}{great}") == Decimal(n) / 10 * factor


@pytest.mark.parametrize(
    "hostile", ["9" * 5000, "一" * 5000, "1," * 5000, "万" * 5000, "几十" * 3000]
)
def test_hostile_numerals_end(hostile):
    numerals.parse.__wrapped__(hostile[:20000])


def _decimal(x):
    return Decimal(x) if isinstance(x, int) else x


def _spoken(n):
    """`n` as it is said: 十, 一百零五, 一万二千."""
    if n == 0:
        return "零"
    parts, place = [], 0
    while n:
        n, section = divmod(n, 10000)
        parts.append((section, ["", "万", "亿", "万亿", "亿亿"][place]))
        place += 1
    said = ""
    for section, great in reversed(parts):
        if section:
            said += ("零" if said and section < 1000 else "") + _section(section) + great
    return said[1:] if said.startswith("一十") else said


def _section(n):
    said, gap = "", False
    for unit, value in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, n = divmod(n, value)
        if digit:
            said += ("零" if gap else "") + "零一二三四五六七八九"[digit] + unit
            gap = False
        elif said:
            gap = True
    return said
