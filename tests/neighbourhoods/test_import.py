"""An import is all or nothing, doubles nothing, and leaves one event; the whole country takes seconds."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from tests.neighbourhoods.shared import SHARED, needs_shared, official
from workbench.kit.audit import events
from workbench.kit.storage import transaction
from workbench.kit.values.errors import Refused
from workbench.neighbourhoods import queries
from workbench.neighbourhoods.commands import figures
from workbench.neighbourhoods.content import Kind
from workbench.neighbourhoods.operations import Outcome, import_figures

if TYPE_CHECKING:
    import uuid
    from decimal import Decimal
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("ids")

KEY_FIGURES = "code,naam,gm_naam,a_inw,a_hh,g_wozbag\nWK054608,Merenwijkdistrict,Leiden,13965,6260,410\n"
HEALTH = "code,leeftijd,Eenzaam,Roker,Overgewicht\nWK054608,18+,48.2,13.7,48\nWK999901,18+,50,20,50\n"
CHANGES = "code,naam_2024,zelfde_2023,stabiliteit_2016_2024\nWK054608,Merenwijkdistrict,True,{}\n"


def brought(text: str, year: int) -> Outcome:
    """Import a text as a file."""
    with transaction(write=True):
        return import_figures(text.encode(), name="file.csv", year=year)


def known(code: str = "WK054608") -> dict[tuple[str, int], dict[str, Decimal]]:
    """Return what is stored of an area, by source and year."""
    with transaction(write=False):
        return {(one.source, one.year): dict(one.values) for one in queries.figures_of([code])}


def test_a_second_import_doubles_nothing() -> None:
    assert brought(KEY_FIGURES, 2024) == Outcome("figures", 1, 1, 0)
    first = known()
    assert brought(KEY_FIGURES, 2024) == Outcome("figures", 1, 0, 0)
    assert known() == first


def test_a_newer_file_changes_a_value_and_never_erases_one() -> None:
    brought(KEY_FIGURES, 2024)
    brought(KEY_FIGURES.replace("13965,6260", "13970,."), 2024)
    assert known()["cbs", 2024] == {"a_inw": 13970, "a_hh": 6260, "g_wozbag": 410}


def test_years_and_sources_stand_apart() -> None:
    brought(KEY_FIGURES, 2023)
    brought(KEY_FIGURES, 2024)
    brought(HEALTH, 2020)
    assert sorted(known()) == [("cbs", 2023), ("cbs", 2024), ("rivm", 2020)]


def test_another_source_makes_no_areas_of_codes_that_are_no_more() -> None:
    brought(KEY_FIGURES, 2024)
    brought(HEALTH, 2020)
    with transaction(write=False):
        assert list(queries.areas({"WK054608", "WK999901"})) == ["WK054608"]


def test_a_file_without_names_keeps_the_name_that_is_known() -> None:
    brought(KEY_FIGURES, 2024)
    brought("WijkenEnBuurten;AantalInwoners_5;HuishoudensTotaal_29;Mannen_6\nWK054608;14000;6000;7000\n", 2024)
    with transaction(write=False):
        assert queries.areas({"WK054608"})["WK054608"].name == "Merenwijkdistrict"


@pytest.mark.parametrize(
    ("said", "since", "changed"),
    [("stabiel", 2016, False), ("gewijzigd", 2023, True), ("nieuwe_code_na_2016", 2023, False)],
)
def test_changed_codes_are_known_whichever_file_came_first(said: str, since: int, changed: bool) -> None:
    for order in ((KEY_FIGURES, CHANGES.format(said)), (CHANGES.format(said), KEY_FIGURES)):
        for text in order:
            brought(text, 2024)
        with transaction(write=False):
            area = queries.areas({"WK054608"})["WK054608"]
        assert (area.stable_from, area.changed, area.municipality_name) == (since, changed, "Leiden")


def test_an_import_leaves_one_event_and_a_refused_one_nothing() -> None:
    brought(KEY_FIGURES, 2024)
    with pytest.raises(Refused, match="no number"):
        brought(KEY_FIGURES.replace("410", "veel"), 2024)
    with transaction(write=False):
        told = events(object_type="figures", object_id="figures/2024")
        assert known_details(told[0].details) == ("file.csv", 2024, 1, 1, 0)
    assert len(told) == 1


def known_details(details: dict[str, object]) -> tuple[object, ...]:
    """Return what an event tells, without the hash."""
    return tuple(details[key] for key in ("file", "year", "areas", "added", "changed"))


def test_the_command_says_what_came_in_and_refuses_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "kwb.csv").write_text(KEY_FIGURES, encoding="utf-8")
    runner = CliRunner()
    done = runner.invoke(figures, ["import", str(tmp_path / "kwb.csv"), "--year", "2024"], obj=lambda: None)
    assert done.stdout.startswith("figures 2024: 1 in the file, 1 new, 0 changed, 0 as they were")
    missing = runner.invoke(figures, ["import", str(tmp_path / "nergens.csv"), "--year", "2024"], obj=lambda: None)
    assert isinstance(missing.exception, Refused)


@needs_shared
def test_a_full_stop_in_the_file_with_the_traps_is_unknown() -> None:
    with transaction(write=True):
        import_figures(official("test_kwb_2023_cbs_opmaak.csv"), name="traps", year=2023)
    found = known("WK003424")["cbs", 2023]
    assert "p_wmo_t" not in found
    assert (str(found["a_woning"]), str(found["g_hhgro"])) == ("3746", "2.5")


@needs_shared
def test_the_file_with_the_traps_gives_the_values_of_the_clean_one() -> None:
    with transaction(write=True):
        import_figures(official("kwb_2023_testwijken.csv"), name="clean", year=2023)
    clean = known("WK003425")
    with transaction(write=True):
        again = import_figures(official("test_kwb_2023_cbs_opmaak.csv"), name="traps", year=2023)
    assert (again.added, again.changed) == (0, 0)
    assert known("WK003425") == clean


@needs_shared
def test_the_whole_country_comes_in_within_thirty_seconds_and_once(ids: dict[str, uuid.UUID]) -> None:
    del ids
    began = time.monotonic()
    with transaction(write=True):
        first = import_figures(official("kwb_2024_nl.csv.gz"), name="kwb", year=2024)
    assert time.monotonic() - began < 30
    with transaction(write=True):
        again = import_figures(official("kwb_2024_nl.csv.gz"), name="kwb", year=2024)
    assert (first, again) == (Outcome("figures", 18310, 18310, 0), Outcome("figures", 18310, 0, 0))
    with transaction(write=False):
        assert len(queries.areas_in("GM0546", Kind.DISTRICT)) == 10
        assert known("NL00")["cbs", 2024]["a_inw"] == 17942942


def test_the_folder_of_official_files_is_named_in_one_place() -> None:
    assert SHARED.name == "data"
