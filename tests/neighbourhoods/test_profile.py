"""A profile takes the newest filled year of each indicator, and says what it may not join."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from workbench.neighbourhoods.content import Area, Kind, Published, Shown
from workbench.neighbourhoods.rules.files import Stability
from workbench.neighbourhoods.rules.joining import Why
from workbench.neighbourhoods.rules.profile import Line, Profile, profile
from workbench.neighbourhoods.rules.sentences import about, sentences
from workbench.neighbourhoods.rules.stability import Same, newer, same_area, told

WIJK = Area("WK054608", "Merenwijkdistrict", Kind.DISTRICT, "GM0546", "Leiden", 2024, 2016)
TOWN = Area("GM0546", "Leiden", Kind.MUNICIPALITY, "GM0546", "Leiden", 2024, 2024)

PEOPLE = (
    "In Merenwijk wonen ongeveer 14.000 mensen (2024); 23% van hen is 65 jaar of ouder, "
    "meer dan in de gemeente Leiden (16%)."
)


def published(code: str, year: int, source: str = "cbs", **values: str) -> Published:
    """Return what is published of an area in a year."""
    return Published(code, source, year, {key: Decimal(value) for key, value in values.items()})


def number(text: str) -> Decimal | None:
    """Return a figure as it is compared."""
    return Decimal(text)


def line(found: Profile, key: str) -> Line:
    """Return one line of a profile."""
    return next(one for one in found.lines if one.key == key)


def test_each_indicator_has_its_own_newest_year() -> None:
    found = profile(
        [WIJK], [published("WK054608", 2024, a_inw="13965"), published("WK054608", 2023, a_inw="14085", p_wmo_t="67")]
    )
    assert (line(found, "a_inw").shown.value, line(found, "a_inw").shown.year) == (number("13965"), 2024)
    assert (line(found, "p_wmo_t").shown.value, line(found, "p_wmo_t").shown.year) == (number("67"), 2023)
    assert line(found, "p_wmo_t").shown.source == "CBS, Kerncijfers wijken en buurten 2023 (CC BY 4.0)"


def test_a_comparison_is_of_the_same_year_or_says_its_own() -> None:
    town = [
        published("GM0546", 2024, a_inw="130108"),
        published("GM0546", 2022, p_wmo_t="68"),
        published("GM0546", 2019, a_soz_wb="1"),
    ]
    own = [published("WK054608", 2024, a_inw="13965"), published("WK054608", 2023, p_wmo_t="67", a_soz_wb="420")]
    found = profile([WIJK], [*own, *town, published("NL00", 2024, a_inw="17942942")])
    assert (line(found, "a_inw").shown.compared_with, line(found, "a_inw").shown.national) == (
        "gemeente Leiden",
        number("17942942"),
    )
    assert line(found, "p_wmo_t").shown.compared_with == "gemeente Leiden (2022)"
    assert line(found, "a_soz_wb").shown.comparison is None, "four years apart is too far"


def test_a_municipality_is_compared_with_the_country_only() -> None:
    found = profile([TOWN], [published("GM0546", 2024, a_inw="130108"), published("NL00", 2024, a_inw="17942942")])
    shown = line(found, "a_inw").shown
    assert (shown.value, shown.comparison, shown.national) == (number("130108"), None, number("17942942"))


@pytest.mark.parametrize(
    ("area", "same", "why"),
    [
        (WIJK, False, Why.KNOWN),
        (replace(WIJK, stable_from=2023), False, Why.ASK),
        (replace(WIJK, stable_from=2023), True, Why.KNOWN),
        (replace(WIJK, stable_from=2023, changed=True), False, Why.CHANGED),
        (replace(WIJK, stable_from=2023, changed=True), True, Why.CHANGED),
    ],
)
def test_figures_of_another_year_stand_under_a_code_only_when_it_meant_that_area(
    area: Area, same: bool, why: Why
) -> None:
    figures = [
        published("WK054608", 2020, "rivm", h_eenzaam="48.2"),
        published("GM0546", 2020, "rivm", h_eenzaam="50.2"),
    ]
    found = profile([area], figures, same=same)
    assert line(found, "h_eenzaam").why is why
    assert (line(found, "h_eenzaam").shown.value is not None) == (why is Why.KNOWN)
    assert line(found, "h_eenzaam").shown.comparison == Decimal("50.2"), "the municipality is offered in its place"


def test_an_older_year_of_the_same_area_is_taken_when_the_newest_may_not_be_joined() -> None:
    other = Area("WK054609", "Stevenshof", Kind.DISTRICT, "GM0546", "Leiden", 2024, 2016)
    figures = [
        published("WK054608", 2024, p_wmo_t="60", a_inw="10"),
        published("WK054608", 2023, p_wmo_t="67", a_inw="10"),
        published("WK054609", 2023, p_wmo_t="61", a_inw="10"),
    ]
    shown = line(profile([WIJK, other], figures), "p_wmo_t").shown
    assert (shown.value, shown.year, shown.place) == (number("64"), 2023, "Merenwijkdistrict en Stevenshof")


@pytest.mark.parametrize(("year", "said"), [(2016, Same.YES), (2024, Same.YES), (2015, Same.ASK), (2025, Same.ASK)])
def test_a_code_means_the_same_area_between_two_years(year: int, said: Same) -> None:
    assert same_area(WIJK, year) is said
    assert same_area(TOWN, year) is Same.YES


def test_a_newer_map_keeps_the_chain_only_where_the_area_is_unchanged() -> None:
    newest = replace(WIJK, year=2025, stable_from=2025)
    assert newer(WIJK, newest, True) == (2025, 2016, False)
    assert newer(WIJK, newest, False) == (2025, 2025, True)
    assert newer(WIJK, newest, None) == (2025, 2025, False)
    assert newer(newest, WIJK, True) == (2025, 2025, False)


def test_a_file_of_changed_codes_says_nothing_of_a_newer_area() -> None:
    of_2024 = Stability(2024, 2016, changed=False, name="")
    assert told(replace(WIJK, stable_from=2024), of_2024) == (2024, 2016, False)
    assert told(replace(WIJK, year=2025, stable_from=2024), of_2024) == (2025, 2016, False)
    assert told(replace(WIJK, year=2025, stable_from=2025), of_2024) == (2025, 2025, False)


def shown(
    key: str, value: str, comparison: str = "", compared_with: str = "gemeente Leiden", year: int = 2024
) -> Shown:
    """Return a figure of the Merenwijk."""
    return Shown(
        key,
        key,
        "%",
        Decimal(value),
        year,
        "CBS",
        "Merenwijk",
        Decimal(comparison) if comparison else None,
        compared_with if comparison else "",
    )


def test_three_sentences_read_the_profile_aloud() -> None:
    figures = [
        shown("a_inw", "13965"),
        shown("p_65_oo", "22.7", "16"),
        shown("p_1p_hh", "35.3", "57"),
        shown("p_hh_osm", "6.1", "7", "gemeente Leiden (2022)"),
        shown("h_eenzaam", "48.2", "50.2", year=2020),
    ]
    assert sentences(figures) == (
        PEOPLE,
        "Van elke 100 huishoudens bestaan er 35 uit één persoon (2024), minder dan in de gemeente Leiden (57).",
        "Van elke 100 volwassenen voelen er 48 zich eenzaam (2020), ongeveer evenveel als in de gemeente Leiden (50).",
    )


def test_a_comparison_of_another_year_says_so() -> None:
    said = sentences([shown("p_wmo_t", "67", "83", "gemeente Leiden (2022)", year=2023)])
    assert said == (
        "Van elke 1.000 inwoners krijgen er 67 hulp uit de Wmo (2023), minder dan in de gemeente Leiden (83 in 2022).",
    )


def test_the_country_stands_beside_the_municipality() -> None:
    figure = replace(shown("h_eenzaam", "48.2", "56", year=2020), national=Decimal(57))
    start = "Van elke 100 volwassenen voelen er 48 zich eenzaam (2020)"
    assert sentences([figure]) == (f"{start}, minder dan in de gemeente Leiden (56) en in Nederland (57).",)
    said = f"{start}, minder dan in de gemeente Leiden (56) en ongeveer evenveel als in Nederland (47)."
    assert sentences([replace(figure, national=Decimal(47))]) == (said,)


def test_another_neighbourhood_is_not_compared_with_in_a_sentence() -> None:
    beside = shown("p_wmo_t", "67", "12", "Stevenshofdistrict (Leiden)", year=2023)
    lonely = shown("h_eenzaam", "48.2", "56", year=2020)
    assert sentences([beside, lonely])[0].startswith("Van elke 100 volwassenen")
    assert sentences([beside]) == ("Van elke 1.000 inwoners krijgen er 67 hulp uit de Wmo (2023).",)
    assert sentences([replace(beside, national=Decimal(66))])[0].endswith("evenveel als in Nederland (66).")


def test_a_figure_of_a_part_is_not_said_of_the_whole() -> None:
    part = replace(shown("h_rondkomen", "27", "14"), place="Slaaghwijk")
    assert len(sentences([shown("a_inw", "13965"), part])) == 1


def test_what_is_not_known_is_not_said() -> None:
    assert sentences([replace(shown("a_inw", "1"), value=None), shown("p_1p_hh", "0.4", "3")]) == ()


@pytest.mark.parametrize(
    ("value", "words"),
    [("14085", "14.000"), ("785", "790"), ("2440", "2.400"), ("130108", "130.000"), ("78585", "78.500")],
)
def test_a_number_of_people_is_said_in_round_numbers(value: str, words: str) -> None:
    assert about(Decimal(value)) == words
