"""Counts and decimals: read the Dutch way or asked back, shown so that they can be read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.kit.values.errors import Refused
from workbench.kit.values.numbers import number, parse_count, parse_decimal

if TYPE_CHECKING:
    from decimal import Decimal


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
    "typed", ["1.234", "0.5", "NaN", "1e3", "1 2", "1,23456", ",", "1,2,3", "²", "1.234.5", "9" * 13]
)
def test_what_is_no_clear_decimal_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        parse_decimal(typed, places=4, example="12,5")


@given(st.decimals(-(10**12) + 1, 10**12 - 1, places=4))
def test_a_decimal_shown_can_be_read_back_unless_its_point_is_unclear(value: Decimal) -> None:
    shown = number(value).replace(".", "")
    assert parse_decimal(shown, places=4, example="12,5") == value


@given(st.integers(0, 10**12 - 1))
def test_a_count_shown_can_be_read_back(count: int) -> None:
    assert parse_count(number(count), example="1250") == count
