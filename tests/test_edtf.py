from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shilu.mentions import edtf

YEARS = st.integers(1900, 2100)


@pytest.mark.parametrize(
    ("made", "value"),
    [
        (edtf.decade(1960), "196X"),
        (edtf.decade(1960, "early"), "1960/1963"),
        (edtf.decade(1960, "middle"), "1964/1966"),
        (edtf.decade(1960, "late"), "1967/1969"),
        (edtf.century(20), "19XX"),
        (edtf.quarter(2023, 1), "2023-01/2023-03"),
        (edtf.season(2023, 4), "2023-12/2024-02"),
        (edtf.third(2023, 5, 1), "2023-05-01/2023-05-10"),
        (edtf.third(2024, 2, 3), "2024-02-21/2024-02-29"),
        (edtf.month(2023, 0), "2022-12"),
        (edtf.interval("2023", "2023"), "2023"),
        (edtf.until("2012", date(2023, 5, 31)), "2012/2023"),
        (edtf.until("2023-02", date(2023, 5, 31)), "2023-02/2023-05"),
        (edtf.counted_days((date(2023, 5, 1), date(2023, 5, 3)), 4), None),
        (edtf.counted_week((date(2023, 5, 1), date(2023, 5, 31)), 5, 3), None),
        (edtf.year_earlier("2024-02-29"), "2023-02-28"),
        (edtf.year_earlier("2023-01/2023-04", 2), "2021-01/2021-04"),
    ],
)
def test_made(made, value):
    assert made == value


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_day_is_its_own_first_and_last(day):
    assert edtf.first_day(edtf.day(day)) == edtf.last_day(edtf.day(day)) == day


@given(YEARS, st.integers(1, 4))
def test_quarters_part_the_year(y, q):
    assert edtf.first_day(edtf.quarter(y, q)).month == 3 * q - 2
    assert edtf.last_day(edtf.quarter(y, q)).month == 3 * q


@given(YEARS, st.integers(1, 12))
def test_the_thirds_of_a_month_join(y, m):
    thirds = [edtf.third(y, m, n) for n in (1, 2, 3)]
    assert edtf.first_day(thirds[0]) == edtf.first_day(edtf.month(y, m))
    assert edtf.last_day(thirds[2]) == edtf.last_day(edtf.month(y, m))
    for one, next_one in pairwise(thirds):
        assert (edtf.first_day(next_one) - edtf.last_day(one)).days == 1


@given(YEARS, st.integers(1, 12), st.integers(1, 50))
def test_earlier_keeps_the_month(y, m, by):
    assert edtf.year_earlier(edtf.month(y, m), by) == edtf.month(y - by, m)
