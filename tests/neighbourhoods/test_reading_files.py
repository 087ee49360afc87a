"""Official files are read with their traps: spaces, unknowns, commas, numbered and repeated names, other units."""

from __future__ import annotations

import gzip
from decimal import Decimal

import pytest

from workbench.kit.values.errors import Refused
from workbench.neighbourhoods.rules.files import CHANGES, OUTLINES, POSTCODES, Brought, read_file
from workbench.neighbourhoods.rules.reading import figure

HEAD = "gwb_code_10;regio;gm_naam;a_inw;a_hh;a_woning ;g_hhgro;p_wmo_t"


def values(text: str, code: str, year: int = 2023) -> dict[str, Decimal]:
    """Read a file and return the figures of one area."""
    found = read_file(text.encode(), year).figures
    assert found is not None
    return found.values[code]


@pytest.mark.parametrize("cell", ["", " ", ".", "x", "-", "   . ", "-99997"])
def test_unknown_is_never_zero(cell: str) -> None:
    assert figure(cell, "here") is None


@pytest.mark.parametrize(("cell", "number"), [("2,5", "2.5"), (" 40 ", "40"), ("57.0", "57"), ("0", "0"), ("-3", "-3")])
def test_a_number_is_read_with_comma_or_point(cell: str, number: str) -> None:
    assert str(figure(cell, "here")) == number


@pytest.mark.parametrize("cell", ["1.234,5", "12 50", "1e3", "veel", "９", "9" * 13])
def test_what_is_no_number_is_refused_with_its_place(cell: str) -> None:
    with pytest.raises(Refused, match="a_inw, 7 holds"):
        figure(cell, "a_inw, 7")


def test_names_of_columns_and_codes_lose_their_spaces() -> None:
    found = values(f"{HEAD}\n WK054608  ;Merenwijk;Leiden;14085;6240;6092;2,3;.\n", "WK054608")
    assert found == {"a_inw": 14085, "a_hh": 6240, "a_woning": 6092, "g_hhgro": Decimal("2.3")}


def test_a_name_of_statline_counts_without_its_number_and_the_first_of_a_repeated_one() -> None:
    head = "WijkenEnBuurten;Gemeentenaam_1;AantalInwoners_5;k_65JaarOfOuder_12;Nederland_17;Nederland_20;"
    found = values(
        f'{head}HuishoudensTotaal_29\n"WK054608  ";"Leiden    ";"14085";"3140";"8840";"9999";"6240"\n', "WK054608"
    )
    assert found == {"a_inw": 14085, "a_65_oo": 3140, "a_nl_all": 8840, "a_hh": 6240}


def test_a_name_that_ends_in_a_number_of_its_own_keeps_it() -> None:
    found = values("code,a_00_14,a_15_24,a_inw\nWK054608,2360,1815,14085\n", "WK054608")
    assert found["a_00_14"] == 2360


def test_percentages_of_the_map_service_are_not_taken_for_counts() -> None:
    head = "buurtcode,aantalInwoners,percentagePersonen0Tot15Jaar,percentageEenpersoonshuishoudens"
    found = values(f"{head}\nBU05460800,3200,17,-99997\n", "BU05460800")
    assert found == {"a_inw": 3200, "p_00_14": 17}


def test_a_column_counts_only_in_the_years_in_which_it_means_this() -> None:
    text = "code,a_inw,a_hh,g_woz,g_afs_hp\nWK054608,14000,6200,250,0.8\n"
    assert "g_wozbag" in values(text, "WK054608", 2019)
    assert "g_afs_hp" not in values(text, "WK054608", 2019), "distances were counted in another way until 2019"
    assert "g_wozbag" not in values(text, "WK054608", 2023)
    assert "g_afs_hp" in values(text, "WK054608", 2023)


def test_only_rows_of_the_year_are_taken_and_another_year_is_refused() -> None:
    text = "jaar,code,a_inw,a_hh,a_65_oo\n2022,GM0546,125074,69237,1\n2023,GM0546,127089,70487,1\n"
    assert values(text, "GM0546", 2022)["a_inw"] == 125074
    with pytest.raises(Refused, match="holds figures of 2022, 2023, not of 2024"):
        read_file(text.encode(), 2024)


def test_the_health_monitor_keeps_ages_apart_and_passes_over_margins() -> None:
    head = "WijkenEnBuurten,Leeftijd,Marges,Eenzaam_20,Roker_5,Overgewicht_6"
    rows = "WK054608,20300,MW00000,48.2,13.7,48\nWK054608,20300,LLM0095,40,10,40\nWK054608,80200,MW00000,48.6,9,55\n"
    found = values(f"{head}\n{rows}", "WK054608", 2020)
    assert (found["h_eenzaam"], found["h65_eenzaam"], found["h_roker"]) == (
        Decimal("48.2"),
        Decimal("48.6"),
        Decimal("13.7"),
    )


def test_a_packed_file_is_unpacked_and_a_damaged_one_refused() -> None:
    packed = gzip.compress(f"{HEAD}\nWK054608;M;L;5;5;5;1,0;1\n".encode())
    assert read_file(packed, 2023).figures
    with pytest.raises(Refused, match="damaged"):
        read_file(packed[:-9], 2023)


@pytest.mark.parametrize(
    "text",
    [
        "datum,naam,soort\n2025-01-01,Nieuwjaarsdag,feestdag\n",
        "",
        "gm_code,a_inw\nGM0546,5\n",
        "code,naam\nWK054608,x\n",
    ],
)
def test_an_unknown_layout_is_refused_with_what_was_expected(text: str) -> None:
    with pytest.raises(Refused, match="Expected the columns of one of these"):
        read_file(text.encode(), 2024)


def test_a_workbook_is_refused() -> None:
    with pytest.raises(Refused, match="Save a workbook as CSV first"):
        read_file(b"PK\x03\x04\0\0\0", 2024)


def test_a_file_without_codes_is_refused() -> None:
    with pytest.raises(Refused, match="No row of this file names an area"):
        read_file(f"{HEAD}\n054608;Merenwijk;Leiden;1;1;1;1;1\n".encode(), 2023)


def read(text: str) -> Brought:
    """Read a file of 2024."""
    return read_file(text.encode(), 2024)


def test_postcodes_changed_codes_and_boundaries_are_recognised() -> None:
    assert read("pc4,bu_code,bu_naam\n2317,BU05460800,Slaaghwijk\nx,BU05460801,y\n").postcodes == {
        ("2317", "BU05460800")
    }
    changes = read("code,naam_2024,zelfde_2023,stabiliteit_2016_2024\nWK054608,Merenwijkdistrict,True,stabiel\n")
    assert changes.kind == CHANGES
    assert changes.changes["WK054608"].stable_from == 2016
    assert (
        read(
            '{"gemeenten": {}}'.replace(
                "{}", '{"GM0546": {"viewBox": "0 0 6 6", "paden": {"BU05460800": "M1 1L2 2Z"}}}'
            )
        ).kind
        == OUTLINES
    )
    assert read("pc4,bu_code\n2317,BU05460800\n").kind == POSTCODES


@pytest.mark.parametrize("path", ['M1 1\\"/><script>', "M1 1Zfill", ""])
def test_a_path_that_is_no_path_is_refused(path: str) -> None:
    with pytest.raises(Refused, match="holds no boundaries that can be read"):
        read('{"gemeenten": {"GM0546": {"viewBox": "0 0 6 6", "paden": {"BU05460800": "%s"}}}}' % path)  # noqa: UP031 - braces of JSON


def test_degrees_are_drawn_in_a_frame_with_north_above() -> None:
    ring = "[[4.4,52.1],[4.5,52.1],[4.5,52.2],[4.4,52.1]]"
    shape = f'{{"type":"Polygon","coordinates":[{ring}]}}'
    feature = f'{{"type":"Feature","properties":{{"code":"WK054608"}},"geometry":{shape}}}'
    found = read(f'{{"type":"FeatureCollection","features":[{feature}]}}').maps["GM0546", "WK"]
    assert found.paths == {"WK054608": "M0 600L368 600L368 0L0 600Z"}
    assert found.view_box == "0 0 368 600"
