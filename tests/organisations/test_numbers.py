"""Numbers are read as people type them, and refused when they cannot be right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.kit.values.errors import Refused
from workbench.organisations.rules.numbers import (
    iban_shown,
    parse_agb,
    parse_iban,
    parse_kvk,
    parse_postcode,
    postcode_shown,
)

if TYPE_CHECKING:
    from collections.abc import Callable

GOOD = [
    (parse_kvk, "6875 0110", "68750110"),
    (parse_kvk, "00012345", "00012345"),
    (parse_agb, "01-012345", "01012345"),
    (parse_agb, "98.00.12.34", "98001234"),
    (parse_iban, "nl91 abna 0417 1643 00", "NL91ABNA0417164300"),
    (parse_postcode, "2317ab", "2317AB"),
    (parse_postcode, " 2317  AB ", "2317AB"),
]
BAD = [
    (parse_kvk, "6875011"),
    (parse_kvk, "687501100"),
    (parse_kvk, "00000000"),
    (parse_kvk, "68750l10"),
    (parse_kvk, "٦٨٧٥٠١١٠"),  # digits of another script
    (parse_agb, "1012345"),
    (parse_agb, " " * 100 + "01012345"),
    (parse_iban, "NL91ABNA0417164301"),
    (parse_iban, "NL91" + "A" * 500),
    (parse_iban, "417164300"),
    (parse_postcode, "0317 AB"),
    (parse_postcode, "2317 SS"),
    (parse_postcode, "2317"),
]


@pytest.mark.parametrize(("reader", "typed", "stored"), GOOD)
def test_a_good_number_is_stored_bare(reader: Callable[[str], str], typed: str, stored: str) -> None:
    assert reader(typed) == stored


@pytest.mark.parametrize(("reader", "typed"), BAD)
def test_what_cannot_be_right_is_refused(reader: Callable[[str], str], typed: str) -> None:
    with pytest.raises(Refused):
        reader(typed)


def test_what_is_stored_is_shown_in_groups_and_reads_back() -> None:
    assert iban_shown("NL91ABNA0417164300") == "NL91 ABNA 0417 1643 00"
    assert postcode_shown("2317AB") == "2317 AB"
    assert parse_iban(iban_shown("NL91ABNA0417164300")) == "NL91ABNA0417164300"
