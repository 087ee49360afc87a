"""Several areas together: counts summed, shares and means weighted; what is unknown or about too few is not given."""

from __future__ import annotations

from decimal import Decimal

import pytest

from workbench.neighbourhoods.content import Published
from workbench.neighbourhoods.rules.indicators import Indicator, catalogue
from workbench.neighbourhoods.rules.joining import Found, Shelf, Why, joined

NORTH, SOUTH = "WK085542", "WK085543"
BOTH = (NORTH, SOUTH)
YEAR = 2023


def indicator(key: str) -> Indicator:
    """Return a known indicator."""
    found = catalogue().indicator(key)
    assert found is not None
    return found


def both(key: str, north: dict[str, str], south: dict[str, str], year: int = YEAR) -> Found:
    """Return a figure of two areas together, from what is published of each."""
    parts = [(NORTH, north), (SOUTH, south)]
    shelf = Shelf(
        Published(code, "cbs", YEAR, {name: Decimal(value) for name, value in values.items()}) for code, values in parts
    )
    return joined(shelf, BOTH, indicator(key), year)


def known(text: str) -> Found:
    """Return a figure that is known."""
    return Found(Decimal(text), Why.KNOWN)


def test_counts_are_summed() -> None:
    assert both("a_inw", {"a_inw": "7180"}, {"a_inw": "12005"}) == known("19185")


@pytest.mark.parametrize("key", ["a_inw", "p_koopw", "g_wozbag", "p_65_oo"])
def test_an_unknown_part_makes_the_whole_unknown(key: str) -> None:
    full = {"a_inw": "7180", "a_woning": "3000", "p_koopw": "30", "g_wozbag": "244", "p_65_oo": "13"}
    part = {name: value for name, value in full.items() if name != key}
    assert both(key, full, part) == Found(None, Why.UNKNOWN)
    assert both(key, full, full).why is Why.KNOWN


def test_a_share_is_weighted_by_its_own_base() -> None:
    # 30 % of 1,000 homes and 60 % of 3,000 homes are 2,100 of 4,000; by inhabitants it would be another share
    north = {"p_koopw": "30", "a_woning": "1000", "a_inw": "9000"}
    assert both("p_koopw", north, {"p_koopw": "60", "a_woning": "3000", "a_inw": "1000"}) == known("53")


def test_a_mean_is_weighted_and_no_more_exact_than_its_parts() -> None:
    assert both("g_ink_pi", {"g_ink_pi": "20.5", "a_inw": "1000"}, {"g_ink_pi": "30", "a_inw": "2000"}) == known("26.8")


def test_counts_give_a_share_better_than_rounded_shares_do() -> None:
    north = {"a_65_oo": "930", "a_inw": "7180", "p_65_oo": "13"}
    assert both("p_65_oo", north, {"a_65_oo": "2785", "a_inw": "11910", "p_65_oo": "23"}) == known("19.5")


def test_a_median_and_an_average_without_base_are_not_joined() -> None:
    assert both("m_hh_ver", {"m_hh_ver": "5"}, {"m_hh_ver": "9"}) == Found(None, Why.NOT_JOINED)
    assert both("g_ink_po", {"g_ink_po": "5"}, {"g_ink_po": "9"}) == Found(None, Why.NOT_JOINED)


@pytest.mark.parametrize(("count", "why"), [("0", Why.FEW), ("4", Why.FEW), ("5", Why.KNOWN)])
def test_fewer_than_five_people_are_not_told(count: str, why: Why) -> None:
    shelf = Shelf([Published(NORTH, "cbs", YEAR, {"a_soz_wb": Decimal(count), "a_inw": Decimal(800)})])
    for key in ("a_soz_wb", "r_soz_wb"):
        assert joined(shelf, [NORTH], indicator(key), YEAR).why is why, key


def test_a_published_share_of_fewer_than_five_people_is_not_told_either() -> None:
    shelf = Shelf([Published(NORTH, "cbs", YEAR, {"a_jz_tn": Decimal(3), "p_jz_tn": Decimal("2.1")})])
    assert joined(shelf, [NORTH], indicator("p_jz_tn"), YEAR) == Found(None, Why.FEW)


def test_few_homes_are_no_people() -> None:
    shelf = Shelf([Published(NORTH, "cbs", YEAR, {"a_hh": Decimal(3)})])
    assert joined(shelf, [NORTH], indicator("a_hh"), YEAR) == known("3")


def test_a_figure_of_another_source_is_weighted_by_the_nearest_counts() -> None:
    adults = {"a_15_24": "100", "a_25_44": "100", "a_45_64": "100", "a_65_oo": "100"}
    published = [
        Published(NORTH, "rivm", 2020, {"h_eenzaam": Decimal("50.0")}),
        Published(SOUTH, "rivm", 2020, {"h_eenzaam": Decimal("59.2")}),
        Published(NORTH, "cbs", 2023, {key: Decimal(value) for key, value in adults.items()}),
        Published(SOUTH, "cbs", 2023, {key: 3 * Decimal(value) for key, value in adults.items()}),
    ]
    assert joined(Shelf(published), BOTH, indicator("h_eenzaam"), 2020) == known("56.9")
    assert joined(Shelf(published[:2]), BOTH, indicator("h_eenzaam"), 2020) == Found(None, Why.NOT_JOINED)


def test_nothing_joined_is_unknown() -> None:
    assert joined(Shelf([]), [], indicator("a_inw"), YEAR) == Found(None, Why.UNKNOWN)


def test_every_base_is_an_indicator_and_every_group_and_source_is_named() -> None:
    for one in catalogue().indicators:
        assert one.group in catalogue().groups
        assert one.source in catalogue().sources
        for key in (*one.base, *filter(None, (one.of, one.counted))):
            assert indicator(key).kind == "count", (one.key, key)
