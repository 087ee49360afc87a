"""A treasurer fills in costs: each line is saved as it is left, and the totals follow on the same page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.chromium import sign_in
from tests.journeys.steps import begin_plan

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_lines_are_saved_as_they_are_left_and_a_removed_one_comes_back(screen: Page) -> None:
    sign_in(screen, "penningmeester")
    plan = begin_plan(screen, "Begroting regel voor regel")
    screen.goto(f"{plan}/onderdeel/budget_lines/tabel")
    opened = screen.evaluate("performance.timeOrigin")
    total, lines = screen.locator("#lines-total .numeric"), screen.locator("tr[data-line]")
    first = lines.nth(0)
    for column, typed in (("description", "Overleg"), ("year", "2027"), ("quantity", "10"), ("rate", "85")):
        first.locator(f".cell-{column} .cell").fill(typed)
    lines.nth(1).locator(".cell-description .cell").focus()
    expect(total).to_have_text("€\u00a0850,00")
    expect(screen.locator("#verdict-1-title")).to_contain_text("850,00")

    first.locator(".cell-quantity .cell").fill("12")
    first.locator(".cell-quantity .cell").press("Tab")
    expect(total).to_have_text("€\u00a01.020,00")
    assert screen.evaluate("document.activeElement.name").endswith("_hours")

    first.locator("button[value^=copy]").click()
    expect(total).to_have_text("€\u00a02.040,00")
    lines.nth(1).locator("button[value^=remove]").click()
    expect(total).to_have_text("€\u00a01.020,00")
    screen.locator("tr[data-removed] button").press("Enter")
    expect(total).to_have_text("€\u00a02.040,00")
    assert screen.evaluate("performance.timeOrigin") == opened, "the page was loaded again"
    screen.reload()
    expect(lines.nth(1).locator(".cell-description .cell")).to_have_value("Overleg")


@pytest.mark.parametrize("width", [1280, 390])
def test_a_long_description_shows_whole_and_covers_no_other_cell(screen: Page, width: int) -> None:
    screen.set_viewport_size({"width": width, "height": 900})
    sign_in(screen, "penningmeester")
    screen.goto(f"{begin_plan(screen, 'Lange omschrijvingen')}/onderdeel/budget_lines/tabel")
    line = screen.locator("tr[data-line]").nth(0)
    cell = line.locator(".cell-description .cell")
    cell.fill("Vergaderingen van het bestuur met de huisartsen en de wijkverpleging, zes keer per jaar")
    cell.focus()
    shown = cell.evaluate("one => [one.scrollHeight <= one.clientHeight + 1, one.closest('td').contains(one)]")
    assert shown == [True, True]
    line.locator(".cell-category .cell").click(timeout=2000)
    expect(line.locator(".cell-category .cell")).to_be_focused()
    cell.focus()
    cell.press("Home")
    cell.press("Enter")
    expect(screen.locator("tr[data-line]").nth(1).locator(".cell-description .cell")).to_be_focused()
    assert "\n" not in cell.input_value()
