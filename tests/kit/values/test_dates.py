"""Dates: typed and shown the Dutch way, day before month; nothing is guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.kit.values.dates import date_long, date_short, parse_date, parse_year, quarter
from workbench.kit.values.errors import Refused

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
THIRD_OF_MAY = (
    "3-5-2027",
    "03-05-2027",
    "3/5/2027",
    "3.5.2027",
    "3 5 2027",
    "3 mei 2027",
    "3 Mei 2027",
    "3  mei  2027",
    "3\u00a0mei\u00a02027",
    " 3-5-2027 ",
    "2027-05-03",
    "2027-5-3",
)  # fmt: skip - a list of notations
REFUSED = (
    "",
    "mei 2027",
    "3 mei",
    "3-5-27",
    "3/5/27",
    "30-2-2027",
    "31.4.2027",
    "2027-02-29",
    "0-5-2027",
    "3-13-2027",
    "3-5-1989",
    "3-5-2101",
    "3-5-0027",
    "20270503",
    "2027/05/03",
    "3 may 2027",
    "3 ma 2027",
    "3 m 2027",
    "morgen",
    "٣-٥-٢٠٢٧",
    "3-5-2027-1",
    "3-5-2027T00:00",
    "1e3",
    "{{7*7}}",
    "3\u0000-5-2027",
)  # fmt: skip - as above


@pytest.mark.parametrize("typed", THIRD_OF_MAY)
def test_a_date_is_read(typed: str) -> None:
    assert parse_date(typed) == date(2027, 5, 3)


@pytest.mark.parametrize(
    ("typed", "month"),
    [("1 mrt 2027", 3), ("1 sept. 2027", 9), ("1 sep 2027", 9), ("1 jun 2027", 6), ("1 jul 2027", 7)],
)
def test_a_shortened_month_is_read(typed: str, month: int) -> None:
    assert parse_date(typed) == date(2027, month, 1)


@pytest.mark.parametrize("typed", REFUSED)
def test_what_is_no_clear_date_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        parse_date(typed)


@given(DAYS)
def test_a_date_shown_can_be_read_back(day: date) -> None:
    assert parse_date(date_long(day)) == parse_date(date_short(day)) == parse_date(day.isoformat()) == day


@given(DAYS)
def test_a_quarter_holds_three_months(day: date) -> None:
    assert 3 * quarter(day) - 2 <= day.month <= 3 * quarter(day)


@pytest.mark.parametrize("typed", ["27", "02027", "1989", "2101", "2027.0", "MMXX", "２０２７", "2027 2028"])
def test_what_is_no_year_of_a_plan_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        parse_year(typed)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("Q3 2026", (7, 1), (9, 30)),
        ("2e kwartaal 2026", (4, 1), (6, 30)),
        ("2026-Q1", (1, 1), (3, 31)),
        ("maart 2026", (3, 1), (3, 31)),
        ("Feb. 2026", (2, 1), (2, 28)),
        ("eind mei 2026", (5, 1), (5, 31)),
        ("begin 2026", (1, 1), (3, 31)),
        ("medio 2026", (6, 1), (6, 30)),
        ("eind 2026", (10, 1), (12, 31)),
        ("zomer 2026", (6, 1), (8, 31)),
        ("najaar 2026", (9, 1), (11, 30)),
        ("2e helft 2026", (7, 1), (12, 31)),
        ("2026", (1, 1), (12, 31)),
    ],
)
def test_a_period_is_its_first_or_last_day(typed: str, first: tuple[int, int], last: tuple[int, int]) -> None:
    assert parse_date(typed, quarter_ends=False) == date(2026, *first)
    assert parse_date(typed, quarter_ends=True) == date(2026, *last)


def test_the_last_day_of_february_is_that_of_its_year() -> None:
    assert parse_date("februari 2028", quarter_ends=True) == date(2028, 2, 29)


@pytest.mark.parametrize(
    "typed", ["winter 2026", "begin zomer 2026", "ooit 2026", "maart 1980", "3e helft 2026", "26", "half"]
)
def test_a_period_that_can_be_two_things_is_asked_back(typed: str) -> None:
    for last in (True, False):
        with pytest.raises(Refused):
            parse_date(typed, quarter_ends=last)
