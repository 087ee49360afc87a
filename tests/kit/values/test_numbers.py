"""Counts and decimals: read the Dutch way or asked back, shown so that they can be read again."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from workbench.kit.values.errors import Refused
from workbench.kit.values.numbers import number, parse_count, parse_decimal


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("0", 0), ("007", 7), ("15.310", 15310), ("1 234", 1234), ("1.234.567", 1234567), (" 12 ", 12), ("-3", -3)],
)
def test_a_count_is_read(typed: str, expected: int) -> None:
    assert parse_count(typed, example="1250") == expected


@pytest.mark.parametrize(
    "typed", ["1 2", "12 34", "1.23", "12,5", "1e3", "1_000", "١٢", "", "9" * 13, "1.234,0", "--1"]
)
def test_what_is_no_count_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        parse_count(typed, example="1250")


@pytest.mark.parametrize(
    "typed", ["1.234", "2.500", "1.23456", "NaN", "1e3", "1 2", "1,23456", ",", "1,2,3", "²", "1.234.5", "9" * 13]
)
def test_what_is_no_clear_decimal_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        parse_decimal(typed, places=4, example="12,5")


@pytest.mark.parametrize(
    ("typed", "places", "expected"),
    [
        ("0.5", 4, "0.5"),
        ("87.50", 4, "87.5"),
        ("0.125", 4, "0.125"),
        ("1234.567", 4, "1234.567"),
        ("5.1025", 6, "5.1025"),
        ("2.500", 2, "2500"),
        ("2.500", 0, "2500"),
    ],
)
def test_a_point_that_can_mean_one_thing_is_read(typed: str, places: int, expected: str) -> None:
    assert parse_decimal(typed, places=places, example="12,5") == Decimal(expected)


def test_a_point_that_can_mean_two_things_is_asked_back_with_both() -> None:
    with pytest.raises(Refused) as refusal:
        parse_decimal("2.500", places=4, example="12,5")
    assert refusal.value.message.params == {"typed": "2.500", "thousand": "2500", "fraction": "2,500"}


@given(st.decimals(-(10**14), 10**14, places=6), st.sampled_from([None, 2, 4]))
def test_a_number_is_shown_as_the_library_of_all_languages_shows_it(value: Decimal, places: int | None) -> None:
    pattern = "#,##0." + ("0" * places if places else "##########")
    shown = format_decimal(value or Decimal(0), format=pattern, locale="nl_NL", decimal_quantization=False)
    assert number(value, places) == shown


@given(st.decimals(-(10**12) + 1, 10**12 - 1, places=4))
def test_a_decimal_shown_can_be_read_back_unless_its_point_is_unclear(value: Decimal) -> None:
    shown = number(value).replace(".", "")
    assert parse_decimal(shown, places=4, example="12,5") == value


@given(st.integers(0, 10**12 - 1))
def test_a_count_shown_can_be_read_back(count: int) -> None:
    assert parse_count(number(count), example="1250") == count
