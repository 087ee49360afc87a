"""The check values of the official files come out of the profile, and of the table that ships with the workbench."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import workbench
from tests.neighbourhoods.shared import needs_shared, official
from workbench.neighbourhoods.content import Area, Published
from workbench.neighbourhoods.rules.files import read_file
from workbench.neighbourhoods.rules.indicators import catalogue
from workbench.neighbourhoods.rules.joining import Shelf, joined
from workbench.neighbourhoods.rules.profile import profile
from workbench.neighbourhoods.rules.shipped import Shipped, read_shipped

if TYPE_CHECKING:
    from decimal import Decimal

FOLDER = Path(workbench.__file__).parent / "demo" / "neighbourhoods"
KEYS = ("a_inw", "a_65_oo", "a_1p_hh", "a_soz_wb", "p_wmo_t", "p_jz_tn", "p_neu_al")
CHECKED = {
    "WK054608": ("14085", "3140", "2200", "420", "67", "14.4", "26.7"),
    "WK036201": ("6045", "900", "980", "20", "30", "9.7", "31.7"),
    "WK085542": ("7180", "930", "1180", "710", "87", "8.8", "53.8"),
    "WK003425": ("2440", "190", "570", "210", "54", "8.4", "59.6"),
    "WK059910": ("78585", "10465", "18435", "5850", "81", "7.3", "58.7"),
}
OVERVECHT = {"WK034403": ("34910", "4825", "8925", "2680", "102", "16.5", "53.9")}
TILBURG_NORTH = ("WK085542", "WK085543", "WK085544")


@cache
def shipped() -> Shipped:
    """Return the table that ships."""
    return read_shipped(FOLDER)


def of_year(published: list[Published], code: str, year: int) -> tuple[str, ...]:
    """Return the checked figures of an area in a year."""
    shelf = Shelf(published)
    return tuple(str(shelf.raw(code, "cbs", key, year)) for key in KEYS)


@needs_shared
@pytest.mark.parametrize(("code", "values"), {**CHECKED, **OVERVECHT}.items())
def test_the_official_file_gives_its_check_values(code: str, values: tuple[str, ...]) -> None:
    found = read_file(official("kwb_2023_testwijken.csv"), 2023).figures
    assert found is not None
    assert of_year([Published(code, "cbs", 2023, found.values[code])], code, 2023) == values


@pytest.mark.parametrize(("code", "values"), CHECKED.items())
def test_the_table_that_ships_has_the_check_values(code: str, values: tuple[str, ...]) -> None:
    assert of_year(list(shipped().published), code, 2023) == values


@needs_shared
@pytest.mark.parametrize(
    ("name", "year", "source"),
    [("kwb_2024_nl.csv.gz", 2024, "cbs"), ("rivm_gezondheid_2020_wijk_buurt.csv.gz", 2020, "rivm")],
)
def test_the_table_that_ships_equals_the_official_files(name: str, year: int, source: str) -> None:
    found = read_file(official(name), year).figures
    assert found is not None
    ours = {one.code: one.values for one in shipped().published if (one.source, one.year) == (source, year)}
    assert ours
    for code, values in ours.items():
        assert found.values[code].items() <= values.items(), code


def joined_value(key: str, year: int) -> Decimal | None:
    """Return a figure of Tilburg Noord."""
    indicator = catalogue().indicator(key)
    assert indicator is not None
    return joined(Shelf(shipped().published), TILBURG_NORTH, indicator, year).value


def test_tilburg_noord_is_three_wijken_together() -> None:
    parts = {one.code: one.values for one in shipped().published if one.code in TILBURG_NORTH and one.year == 2023}
    assert joined_value("a_inw", 2023) == sum(values["a_inw"] for values in parts.values())
    assert joined_value("a_soz_wb", 2023) == sum(values["a_soz_wb"] for values in parts.values()) == 1440
    homes = sum(values["a_woning"] for values in parts.values())
    weighted = sum(values["g_wozbag"] * values["a_woning"] for values in parts.values()) / homes
    assert joined_value("g_wozbag", 2023) == round(weighted)
    assert joined_value("m_hh_ver", 2023) is None


def area(code: str) -> Area:
    """Return an area of the table that ships."""
    return next(one for one in shipped().areas if one.code == code)


@pytest.mark.parametrize("codes", [("WK054608",), ("WK036201",), TILBURG_NORTH, ("WK003425",), ("WK059910",)])
def test_every_demo_neighbourhood_has_a_profile_beside_its_municipality(codes: tuple[str, ...]) -> None:
    found = profile([area(code) for code in codes], shipped().published)
    shown = {one.key: one for one in found.shown}
    assert shown["a_inw"].year == 2024
    assert shown["p_wmo_t"].year == 2023
    assert all(shown[key].comparison is not None for key in ("a_inw", "p_65_oo", "p_koopw", "g_wozbag"))


def test_a_wijk_with_a_new_code_asks_before_it_shows_health_of_2020() -> None:
    assert profile([area("WK036201")], shipped().published).asked_years == (2020,)
    assert not profile([area("WK054608")], shipped().published).asked_years


def test_every_indicator_has_a_name_of_its_own() -> None:
    names = [one.label for one in catalogue().indicators]
    assert sorted(names) == sorted(set(names))


def test_the_outlines_that_ship_hold_the_demo_wijken() -> None:
    for code in (*CHECKED, *TILBURG_NORTH):
        assert code in shipped().maps[f"GM{code[2:6]}", "WK"].paths
