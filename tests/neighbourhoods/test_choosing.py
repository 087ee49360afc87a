"""The areas of a plan are chosen by name, by postcode, on a map or from a list; the plan keeps exactly those."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.page_forms import form_of
from tests.pages import Pages
from tests.people import ADRI, STRANGER
from workbench.kit.audit import events
from workbench.kit.storage import transaction
from workbench.neighbourhoods import queries

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from tests.pages import Page
    from workbench.plans.content import PlanContent

FORM = "form[data-form='plans.choose']"


def ticked(page: Page) -> list[str]:
    """Return the codes that are ticked."""
    return [str(box["value"]) for box in page.html.select("input[name=code][checked]")]


def offered(page: Page) -> dict[str, str]:
    """Return the areas of the lists: label by code."""
    labels = {str(one["for"]): one.get_text(strip=True) for one in page.html.select("label.choice__label")}
    return {str(box["value"]): labels[str(box["id"])] for box in page.html.select("input[name=code]")}


def search(pages: Pages, address: str, typed: str) -> Page:
    """Search by name or postcode."""
    page = pages.get(f"{address}/wijk/kiezen")
    return pages.follow(pages.submit(form_of(page, FORM, press="search"), zoek=typed))


@pytest.mark.parametrize("typed", ["stokhasselt", "STOKHASS", "5011", "5011 AB", " Stokhasselt "])
def test_an_area_is_found_by_name_or_postcode(marit: Pages, address: str, typed: str) -> None:
    assert "WK085542" in offered(search(marit, address, typed))


def test_what_is_not_found_is_said_with_what_to_try(marit: Pages, address: str) -> None:
    assert "Nergenshuizen" in search(marit, address, "Nergenshuizen").one("p[role=status]").get_text()


def test_a_sign_that_searches_anything_finds_nothing(marit: Pages, address: str) -> None:
    assert offered(search(marit, address, "%")) == {}


def test_ticks_are_kept_while_searching_on(marit: Pages, address: str) -> None:
    page = search(marit, address, "Stokhasselt")
    again = marit.follow(marit.submit(form_of(page, FORM, press="search"), code=["WK085542"], zoek="Merenwijk"))
    assert ticked(again) == ["WK085542"]
    assert "WK054608" in offered(again)


def test_every_area_of_the_map_leads_to_its_box_in_the_list(marit: Pages, address: str) -> None:
    page = search(marit, address, "Tilburg")
    links = {str(link["href"]).removeprefix("#area-") for link in page.html.select("svg a")}
    assert links == {"WK085542", "WK085543", "WK085544"} <= set(offered(page))


def test_buurten_are_shown_on_request(marit: Pages, address: str) -> None:
    page = search(marit, address, "Merenwijkdistrict")
    buurten = marit.follow(marit.submit(form_of(page, FORM, press="buurt")))
    assert offered(buurten)["BU05460800"] == "Slaaghwijk"


def test_the_plan_keeps_exactly_what_was_ticked(marit: Pages, address: str, content: Callable[[], PlanContent]) -> None:
    page = search(marit, address, "Tilburg")
    marit.submit(form_of(page, FORM, press="save"), code=["WK085542", "WK085543"])
    first = content().areas
    assert [(area.code, area.name, area.kind, area.municipality) for area in first] == [
        ("WK085542", "Stokhasselt", "wijk", "Tilburg"),
        ("WK085543", "Heikant", "wijk", "Tilburg"),
    ]
    page = marit.get(f"{address}/wijk/kiezen")
    assert sorted(ticked(page)) == ["WK085542", "WK085543"]
    marit.submit(form_of(page, FORM, press="save"), code=["WK085543", "WK085544"])
    assert [area.name for area in content().areas] == ["Heikant", "Quirijnstok"]
    assert content().areas[0].id == first[1].id


def test_choosing_leaves_one_event_and_choosing_the_same_none(marit: Pages, address: str) -> None:
    for _ in range(2):
        page = search(marit, address, "Tilburg")
        marit.submit(form_of(page, FORM, press="save"), code=["WK085542", "WK085544"])
    with transaction(write=False):
        told = events(object_type="plan", object_id=address.rpartition("/")[2])
        assert [event.details["change"] for event in told if event.event == "plan.changed"] == ["areas_chosen"]


def test_an_unknown_code_is_left_out(marit: Pages, address: str, content: Callable[[], PlanContent]) -> None:
    page = marit.get(f"{address}/wijk/kiezen")
    token = str(page.html.select_one("input[name=csrf_token]")["value"])  # type: ignore[index]  # every form has one
    marit.post(f"{address}/wijk/kiezen", {"csrf_token": token, "do": "save", "code": ["WK999999", "'; --", "WK054608"]})
    assert [area.code for area in content().areas] == ["WK054608"]


def test_without_figures_the_page_says_who_can_bring_them_in(marit: Pages, ids: dict[str, object], app: Flask) -> None:
    from tests import make  # noqa: PLC0415 - only this test stores a plan without figures

    del app
    with transaction(write=True):
        plan = make.plan(ids["lindewijk"])  # type: ignore[arg-type]  # an id
        assert not queries.anything()
        url = f"/plannen/{plan.id}/wijk/kiezen"
    assert "workbench figures import" in marit.get(url).text


def test_who_may_only_read_sees_the_neighbourhood_and_no_way_to_change_it(app: Flask, address: str) -> None:
    adri = Pages(app, ADRI)
    page = adri.get(f"{address}/wijk?code=WK054608")
    assert not page.html.select("main form button, main a[href*='kiezen']")
    adri.get(f"{address}/wijk/kiezen", status=403)
    Pages(app, STRANGER).get(f"{address}/wijk", status=404)


def add_by_hand(pages: Pages, address: str, name: str) -> None:
    """Type an area that has no code."""
    pages.submit(
        form_of(pages.get(f"{address}/onderdeel/areas/regels/nieuw"), "form[data-form='plans.row']"), name=name
    )


def test_an_area_that_was_typed_stays(marit: Pages, address: str, content: Callable[[], PlanContent]) -> None:
    add_by_hand(marit, address, "Ons dorp")
    page = search(marit, address, "Tilburg")
    marit.submit(form_of(page, FORM, press="save"), code=["WK085542"])
    assert [area.name for area in content().areas] == ["Ons dorp", "Stokhasselt"]


def test_the_choice_of_a_colleague_stays(marit: Pages, address: str, content: Callable[[], PlanContent]) -> None:
    marit.submit(form_of(search(marit, address, "Tilburg"), FORM, press="save"), code=["WK085542", "WK085543"])
    stale, theirs = search(marit, address, "Tilburg"), search(marit, address, "Tilburg")
    marit.submit(form_of(theirs, FORM, press="save"), code=["WK085542", "WK085544"])
    marit.submit(form_of(stale, FORM, press="save"), code=["WK085543", "WK054608"])
    assert [area.code for area in content().areas] == ["WK085544", "WK054608"]


def test_a_form_that_began_with_nothing_empties_nothing(
    marit: Pages, address: str, content: Callable[[], PlanContent]
) -> None:
    stale = marit.get(f"{address}/wijk/kiezen")
    marit.submit(form_of(search(marit, address, "Tilburg"), FORM, press="save"), code=["WK085542"])
    marit.submit(form_of(stale, FORM, press="save"))
    assert [area.code for area in content().areas] == ["WK085542"]
    chosen = form_of(marit.get(f"{address}/wijk/kiezen"), FORM, press="save")
    marit.submit(chosen, code=[])
    assert content().areas == ()


def test_an_address_that_names_areas_takes_no_other_away(
    marit: Pages, address: str, content: Callable[[], PlanContent]
) -> None:
    marit.submit(form_of(search(marit, address, "Tilburg"), FORM, press="save"), code=["WK085542"])
    page = marit.get(f"{address}/wijk/kiezen?code=WK085543")
    marit.submit(form_of(page, FORM, press="save"))
    assert [area.code for area in content().areas] == ["WK085542", "WK085543"]
