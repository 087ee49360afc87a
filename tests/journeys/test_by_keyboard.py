"""The main path with nothing but a keyboard: every stop can be seen, and nothing needs a mouse."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.chromium import sign_in
from tests.journeys.steps import at_page, begin_plan, see
from workbench.accounts.rules import DEMO_PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
MOST_STOPS = 80
# The stop of the keyboard: its name, whether it has a ring of focus, and whether it is on the screen.
STOP = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect();
  const ringed = [at, at.parentElement].some(one => one && one !== document.body
    && getComputedStyle(one).outlineStyle !== "none" && parseFloat(getComputedStyle(one).outlineWidth) >= 2);
  const label = at.labels && at.labels.length ? at.labels[0] : null;
  const legend = at.type === "radio" && label ? label : null;
  const name = at.getAttribute("aria-label") || (legend || label || at).textContent;
  return {name: name.trim().replace(/\\s+/g, " "), tag: at.tagName, id: at.id, ringed,
    seen: box.bottom > 0 && box.top < innerHeight && box.width > 0};
}"""


class Keyboard:
    """Somebody who has no mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def stop(self) -> dict[str, Any]:
        """Return where the keyboard is."""
        return dict(self.page.evaluate(STOP))

    def to(self, name: str, key: str = "Tab") -> None:
        """Press Tab until the stop of that name; every stop on the way must be on the screen, with a ring."""
        for _ in range(MOST_STOPS):
            self.page.keyboard.press(key)
            at = self.stop()
            if at["tag"] == "BODY":
                continue
            assert at["ringed"], f"{self.page.url}: no focus to be seen at {at}"
            assert at["seen"], f"{self.page.url}: the focus is outside the screen at {at}"
            if re.fullmatch(rf"{re.escape(name)}( \(niet verplicht\))?", at["name"]):
                return
        raise AssertionError(f"{self.page.url}: the keyboard finds no {name!r}")

    def press(self, key: str) -> None:
        """Press a key where the keyboard is."""
        self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Type where the keyboard is."""
        self.page.keyboard.type(text)


def test_from_signing_in_to_a_saved_answer(screen: Page) -> None:
    keys = Keyboard(screen)
    screen.goto("/inloggen")
    keys.to("E-mailadres")
    keys.type("manager@demo.example")
    keys.to("Wachtwoord")
    keys.type(DEMO_PASSWORD)
    keys.press("Enter")
    screen.wait_for_url("**/")
    keys.to("Plannen")
    keys.press("Enter")
    at_page(screen, "Plannen")
    keys.to("Nieuw plan beginnen")
    keys.press("Enter")
    at_page(screen, "Nieuw plan beginnen")
    for name, typed in (("Titel van het plan", "Plan zonder muis"), ("Eerste dag", "1-1-2027")):
        keys.to(name)
        keys.type(typed)
    keys.to("Laatste dag")
    keys.type("31-12-2027")
    keys.press("Enter")
    at_page(screen, "Plan zonder muis")
    keys.to("Wat is uw missie?")
    keys.press("Enter")
    at_page(screen, "Wat is uw missie?")
    keys.to("Wat is uw missie?")
    keys.type("Hulp dicht bij huis.")
    keys.to("Opslaan en verder")
    keys.press("Space")
    see(screen, "Opgeslagen: Wat is uw missie?")


def test_rows_in_a_table_are_typed_with_arrows_and_saved(screen: Page) -> None:
    keys = Keyboard(screen)
    sign_in(screen, "manager")
    screen.goto(f"{begin_plan(screen, 'Tabel zonder muis')}/onderdeel/partners")
    keys.to("Als tabel invullen")
    keys.press("Enter")
    at_page(screen, "Partners in en om de wijk als tabel")
    keys.to("Partner, rij 1")
    keys.type("Gemeente")
    keys.press("Enter")
    assert keys.stop()["name"] == "Partner, rij 2"
    expect(screen.get_by_label("Partner, Gemeente")).to_be_visible()  # the line that was left is saved
    keys.type("Buurthuis")
    keys.press("ArrowUp")
    assert keys.stop()["name"] == "Partner, Gemeente"
    keys.to("Soort, Gemeente")
    keys.press("ArrowDown")
    keys.to("Rij toevoegen")
    keys.press("Enter")
    assert keys.stop()["name"] == "Partner, nieuwe rij"
    keys.type("Sportraad")
    keys.to("Tabel opslaan")
    keys.press("Enter")
    see(screen, "De tabel is opgeslagen.")
    names = screen.locator("tbody tr input.cell[aria-label^='Partner, ']")
    assert [one.input_value() for one in names.all()][:3] == ["Gemeente", "Buurthuis", "Sportraad"]
    expect(screen.get_by_label("Soort, Gemeente")).not_to_have_value("")


def test_the_skip_link_leads_past_the_menu(screen: Page) -> None:
    keys = Keyboard(screen)
    sign_in(screen, "manager")
    screen.goto("/plannen/")
    keys.press("Tab")
    assert keys.stop()["name"] == "Direct naar de inhoud"
    assert keys.stop()["seen"]
    keys.press("Enter")
    assert keys.stop()["id"] == "main"
    keys.press("Tab")
    assert screen.evaluate("document.activeElement.closest('main') !== null")


def test_errors_get_the_focus_and_lead_to_their_fields(screen: Page) -> None:
    keys = Keyboard(screen)
    sign_in(screen, "manager")
    screen.goto(f"{begin_plan(screen, 'Fouten zonder muis')}/onderdeel/cover_lines/regels/nieuw")
    keys.to("Omschrijving")
    keys.type("Bijdrage van de gemeente")
    keys.to("Jaar")
    keys.type("27")
    keys.to("Bedrag")
    keys.type("1.5050")
    keys.to("Gevraagd")
    keys.press("ArrowDown")
    expect(screen.get_by_role("radio", name="Toegezegd")).to_be_checked()
    keys.press("Enter")
    see(screen, "Er kloppen nog 2 dingen niet")
    assert screen.evaluate("document.activeElement.matches('[role=alert]')")
    assert keys.stop()["ringed"]
    for field in ("year", "amount"):
        keys.press("Tab")
        keys.press("Enter")
        assert keys.stop()["id"] == field
        screen.locator("[role=alert]").focus()
        if field == "year":
            keys.press("Tab")
