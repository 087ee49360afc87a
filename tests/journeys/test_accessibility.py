"""Pages that one comes to by doing something, as axe sees them on 1280 and 320 pixels: nothing to report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.chromium import sign_in
from tests.journeys.looking import looked_at, none, visited
from tests.journeys.steps import at_page, begin_plan, plan_of, press, see

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_pages_before_signing_in(screen: Page) -> None:
    faults = visited(screen, "", ("/inloggen", "/stijl"))
    for gone in ("/inloggen/link/onbekend", "/bestaat-niet"):
        screen.goto(gone)
        faults += looked_at(screen)
    screen.goto("/inloggen")
    screen.locator("form:has(#password) button[type=submit]").click()
    see(screen, "Vul uw e-mailadres in.")
    none([*faults, *looked_at(screen)])


def test_pages_of_a_reader(screen: Page) -> None:
    sign_in(screen, "lezer")
    plan = plan_of(screen, "Merenwijk")
    faults = visited(screen, plan, ("", "/hoofdstuk/mission_vision"))
    screen.goto(f"{plan}/onderdeel/mission")
    at_page(screen, "U mag dit lezen, maar niet wijzigen")
    none([*faults, *looked_at(screen)])


def test_pages_that_give_something_back(screen: Page) -> None:
    sign_in(screen, "manager")
    plan = begin_plan(screen, "Plan met fouten")
    faults: list[str] = []
    screen.goto(f"{plan}/onderdeel/plan_data")
    screen.get_by_label("Begin van de periode").fill("3-13-2027")
    press(screen, "Opslaan en verder")
    see(screen, "Er klopt nog 1 ding niet")
    faults += looked_at(screen)
    screen.goto(f"{plan}/onderdeel/figures/regels/nieuw")
    screen.get_by_label("Cijfer", exact=True).fill("Inwoners")
    screen.get_by_label("Waarde").fill("veel")
    press(screen, "Opslaan")
    see(screen, "Er klopt nog 1 ding niet")
    faults += looked_at(screen)
    screen.goto(f"{plan}/onderdeel/figures/tabel")
    press(screen, "Tabel opslaan")
    see(screen, "Er klopt nog 1 ding niet")
    faults += looked_at(screen)
    screen.goto(f"{plan}/onderdeel/figures/plakken")
    screen.get_by_label("Geplakte rijen").fill("Huishoudens\tveel\thuishoudens")
    press(screen, "Rijen bekijken")
    see(screen, "Er komt 1 rij bij")
    faults += looked_at(screen)
    screen.goto(f"{plan}/onderdeel/figures")
    screen.get_by_role("link", name="Inwoners verwijderen").click()
    at_page(screen, "‘Inwoners’ verwijderen?")
    faults += looked_at(screen)
    press(screen, "Verwijderen")
    see(screen, "Verwijderd: Inwoners")
    none([*faults, *looked_at(screen)])


def test_pages_of_a_conflict(windows: Callable[..., Page]) -> None:
    manager, chair = windows(), windows()
    sign_in(manager, "manager")
    sign_in(chair, "voorzitter")
    plan = begin_plan(manager, "Plan met een conflict")
    faults: list[str] = []
    manager.goto(f"{plan}/onderdeel/themes/plakken")
    manager.get_by_label("Geplakte rijen").fill("Valpreventie")
    press(manager, "Rijen bekijken")
    press(manager, "Deze rijen toevoegen")
    row = str(manager.get_by_role("link", name="Valpreventie", exact=True).evaluate("link => link.pathname"))
    for address, field, button in (
        (f"{plan}/onderdeel/mission", "Wat is uw missie?", "Opslaan en verder"),
        (f"{plan}/onderdeel/contact", "Aanspreekpunt", "Opslaan en verder"),
        (row, "Inleiding", "Opslaan"),
    ):
        for window, text in ((manager, "De een."), (chair, "De ander.")):
            window.goto(address)
            window.get_by_label(re.compile(rf"^{re.escape(field)}")).fill(f"{text} {button}")
        press(manager, button)
        see(manager, re.compile("Opgeslagen|opgeslagen"))
        press(chair, button)
        see(chair, "De een.")
        faults += looked_at(chair)
    none(faults)


def test_a_conflict_in_a_table_by_the_line_and_as_a_whole(windows: Callable[..., Page]) -> None:
    manager, chair = windows(), windows()
    sign_in(manager, "manager")
    sign_in(chair, "voorzitter")
    table = f"{begin_plan(manager, 'Plan met een tabel')}/onderdeel/themes/tabel"
    manager.goto(table)
    manager.get_by_label("Thema, rij 1").fill("Valpreventie")
    press(manager, "Tabel opslaan")
    for window in (manager, chair):
        window.goto(table)
    _write_intro(manager, "De een.")
    see(manager, re.compile("^Opgeslagen om "))
    _write_intro(chair, "De ander.")
    see(chair, "schreef hier “De een.”")
    faults = looked_at(chair)
    # Without the script that saves by the line, the button saves the whole table.
    chair.route("**/lines.js*", lambda route: route.fulfill(body="", content_type="text/javascript"))
    chair.goto(table)
    _write_intro(manager, "Nog eens.")
    see(manager, re.compile("^Opgeslagen om "))
    _write_intro(chair, "De ander.")
    press(chair, "Tabel opslaan")
    expect(chair.get_by_role("region", name="Door iemand anders gewijzigd")).to_contain_text("Nog eens.")
    none([*faults, *looked_at(chair)])


def _write_intro(window: Page, text: str) -> None:
    window.get_by_label("Inleiding, Valpreventie").fill(text)
    window.locator("tr[data-line] .cell").last.focus()


def test_the_page_that_waits_for_the_pdf(screen: Page) -> None:
    sign_in(screen, "manager")
    plan = begin_plan(screen, "Plan dat wacht")
    # It is told to wait on: a page that goes on cannot be looked at.
    waiting = screen.request.get(f"{plan}/document.pdf").text()
    screen.route("**/document/voortgang", lambda route: route.fulfill(body=waiting, content_type="text/html"))
    screen.goto(f"{plan}/document/voortgang")
    at_page(screen, "De PDF wordt gemaakt")
    none(looked_at(screen))


def test_a_sample_in_english(screen: Page) -> None:
    sign_in(screen, "manager")
    plan = plan_of(screen, "Bloemenbuurt")
    press(screen, "English")
    assert screen.locator("html").get_attribute("lang") == "en"
    none(visited(screen, plan, ("", "/onderdeel/mission", "/onderdeel/budget_lines", "/controle")))
