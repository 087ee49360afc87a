"""The page of the neighbourhood shows figures with year and source, and a plan takes over only what was ticked."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.page_forms import form_of
from workbench.kit.audit import events
from workbench.kit.storage import transaction
from workbench.neighbourhoods.operations import import_figures

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.pages import Page, Pages
    from workbench.plans.content import PlanContent

FORM = "form[data-form='plans.take']"
PLACES = {
    "Merenwijkdistrict": ["WK054608"],
    "Randwijck": ["WK036201"],
    "Stokhasselt, Heikant en Quirijnstok": ["WK085542", "WK085543", "WK085544"],
    "Staatsliedenwijk": ["WK003425"],
    "Feijenoord": ["WK059910"],
}
NEWER = "code,naam,gm_naam,a_inw,a_hh,p_65_oo\nWK054608,Merenwijkdistrict,Leiden,14500,6300,24\n"


def where(address: str, codes: list[str]) -> str:
    """Return the address of the profile of some areas."""
    return f"{address}/wijk?{'&'.join(f'code={code}' for code in codes)}"


def row(page: Page, key: str) -> list[str]:
    """Return the cells of a figure's row, by the box that takes it over."""
    box = page.one(f"#take-{key}")
    line = box.find_parent("tr")
    assert line is not None
    return [" ".join(cell.get_text(" ").split()) for cell in line.select("th, td")]


@pytest.mark.parametrize(("place", "codes"), PLACES.items())
def test_every_demo_neighbourhood_reads_aloud_with_year_and_source(
    marit: Pages, address: str, place: str, codes: list[str]
) -> None:
    page = marit.get(where(address, codes))
    assert page.one("#place").get_text() == place
    assert len(page.html.select(".in-words__sentence")) == 3
    assert page.html.select("svg.pyramid title")
    assert all("20" in source.get_text() for source in page.html.select(".multiple__source"))
    assert "Bron: CBS, CC BY 4.0" in page.text
    assert "CBS / Kadaster, CC BY 4.0" in page.text


def test_a_figure_stands_beside_municipality_and_country_with_its_year(marit: Pages, address: str) -> None:
    page = marit.get(where(address, ["WK054608"]))
    name, here, town, country, year = row(page, "p_wmo_t")[:5]
    assert (name, here, town, year) == ("Mensen met hulp uit de Wmo per 1.000 inwoners", "67", "68 2022", "2023")
    assert not any(sign.isdigit() for sign in country), "unknown is a word, never 0"
    assert row(page, "g_wozbag")[1:5] == ["410", "393", "378", "2024"]


def test_unknown_is_no_figure_and_never_zero(marit: Pages, address: str) -> None:
    page = marit.get(where(address, ["WK003425"]))
    lonely = next(line for line in page.html.select("tr") if line.select("th")[0].get_text(strip=True) == "Eenzaam")
    here, town, *_ = [cell.get_text(strip=True) for cell in lonely.select("td")]
    assert here
    assert not any(sign.isdigit() for sign in here)
    assert town == "48,5%"
    assert not lonely.select("input")


def test_health_of_a_newer_code_waits_for_an_answer(marit: Pages, address: str) -> None:
    asked = marit.get(where(address, ["WK036201"]))
    assert not asked.html.select("#take-h_eenzaam")
    told = marit.get(f"{where(address, ['WK036201'])}&zelfde=ja")
    assert row(told, "h_eenzaam")[1] == "48%"


def test_a_few_figures_of_each_theme_are_ticked_to_begin_with(marit: Pages, address: str) -> None:
    page = marit.get(where(address, ["WK054608"]))
    ticked = [str(box["value"]) for box in page.html.select("input[name=take][checked]")]
    assert 4 <= len(ticked) <= 8
    for body in page.html.select(".figures-table tbody"):
        assert len(body.select("input[name=take][checked]")) <= 2


def test_what_is_ticked_comes_into_the_plan_with_year_and_source(
    marit: Pages, address: str, content: Callable[[], PlanContent]
) -> None:
    page = marit.get(where(address, ["WK054608"]))
    marit.submit(form_of(page, FORM), take=["p_wmo_t", "p_65_oo"])
    found = {figure.key: figure for figure in content().figures}
    assert sorted(key or "" for key in found) == ["p_65_oo", "p_wmo_t"]
    wmo = found["p_wmo_t"]
    assert (wmo.value, wmo.year, wmo.comparison, wmo.compared_with) == (
        Decimal(67),
        2023,
        Decimal(68),
        "gemeente Leiden (2022)",
    )
    assert (wmo.place, wmo.source) == ("Merenwijkdistrict", "CBS, Kerncijfers wijken en buurten 2023 (CC BY 4.0)")
    assert found["p_65_oo"].national == Decimal("20.5")


def test_a_later_import_changes_no_plan_until_somebody_says_so(
    marit: Pages, address: str, content: Callable[[], PlanContent]
) -> None:
    marit.submit(form_of(marit.get(where(address, ["WK054608"])), FORM), take=["a_inw", "p_65_oo"])
    with transaction(write=True):
        import_figures(NEWER.encode(), name="kwb", year=2025)
    assert content().figures[0].value == 13965
    page = marit.get(f"{where(address, ['WK054608'])}&zelfde=ja")
    assert "13.965 (2024)" in row(page, "a_inw")[-1]
    marit.submit(form_of(page, FORM), take=["a_inw"])
    assert [(one.key, str(one.value), one.year) for one in content().figures] == [
        ("a_inw", "14500", 2025),
        ("p_65_oo", "23", 2024),
    ]


def test_the_same_form_sent_twice_takes_over_once(
    marit: Pages, address: str, content: Callable[[], PlanContent]
) -> None:
    form = form_of(marit.get(where(address, ["WK054608"])), FORM)
    for _ in range(2):
        marit.submit(form, take=["a_inw"])
    assert len(content().figures) == 1
    with transaction(write=False):
        told = events(object_type="plan", object_id=address.rpartition("/")[2])
        assert [event.details["change"] for event in told if event.event == "plan.changed"] == ["figures_taken"]


def test_a_figure_that_somebody_changed_meanwhile_stays(
    marit: Pages, address: str, content: Callable[[], PlanContent]
) -> None:
    marit.submit(form_of(marit.get(where(address, ["WK054608"])), FORM), take=["a_inw"])
    with transaction(write=True):
        import_figures(NEWER.encode(), name="kwb", year=2024)
    stale = form_of(marit.get(where(address, ["WK054608"])), FORM)
    written = content().figures[0]
    own = form_of(marit.get(f"{address}/onderdeel/figures/regels/{written.id}"), "form[data-form='plans.row']")
    marit.submit(own, value="14001", year="2026")
    marit.submit(stale, take=["a_inw"])
    assert content().figures[0].value == 14001


def test_only_figures_of_the_page_can_be_taken(marit: Pages, address: str, content: Callable[[], PlanContent]) -> None:
    form = form_of(marit.get(where(address, ["WK054608"])), FORM)
    marit.submit(form, take=["nonsense", "p_hh_li"])
    assert content().figures == ()


@pytest.mark.parametrize("codes", PLACES.values())
def test_the_pages_ask_a_fixed_number_of_questions(marit: Pages, address: str, codes: list[str]) -> None:
    assert marit.get(where(address, codes)).queries <= 12
    assert marit.get(f"{address}/wijk/kiezen?zoek=Tilburg&{where('', codes).partition('?')[2]}").queries <= 14


def test_residents_and_patients_stand_apart_and_few_patients_are_not_told(
    marit: Pages, address: str, content: Callable[[], PlanContent]
) -> None:
    form = form_of(marit.get(f"{address}/onderdeel/patient_areas/regels/nieuw"), "form[data-form='plans.row']")
    marit.submit(form, postcode="2317", patients="3", source="Praktijk")
    page = marit.get(where(address, ["WK054608"]))
    assert "13.965" in page.one(".people").get_text()
    cells = [cell.get_text(strip=True) for cell in page.html.select("#people ~ .table-frame tbody td")]
    assert "3" not in cells
    assert "Praktijk" in cells
    assert content().patient_areas[0].patients == 3


def test_a_version_that_no_page_sends_replaces_nothing(
    marit: Pages, address: str, content: Callable[[], PlanContent]
) -> None:
    marit.submit(form_of(marit.get(where(address, ["WK054608"])), FORM), take=["a_inw"])
    with transaction(write=True):
        import_figures(NEWER.encode(), name="kwb", year=2025)
    form = form_of(marit.get(f"{where(address, ['WK054608'])}&zelfde=ja"), FORM)
    for digits in ("9" * 5000, "9" * 20, "²"):
        marit.submit(form, take=["a_inw"], seen_a_inw=f"{content().figures[0].id}.{digits}")
    assert content().figures[0].year == 2024
