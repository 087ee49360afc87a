"""The pages of the neighbourhood fit a laptop and a telephone, are accessible, and the map ticks the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.chromium import assert_accessible, assert_fits_a_telephone, sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.fixture
def plan(screen: Page) -> str:
    """Sign in as the manager; returns the address of the big demo plan."""
    sign_in(screen, "manager")
    screen.goto("/plannen/")
    found = screen.locator("main a", has_text="Merenwijk 2027").first.get_attribute("href")
    assert found
    return found.rstrip("/")


@pytest.mark.parametrize(
    "where", ["wijk", "wijk?code=WK085542&code=WK085543&code=WK085544", "wijk/kiezen?zoek=Tilburg"]
)
def test_the_pages_fit_and_are_accessible(screen: Page, plan: str, where: str) -> None:
    screen.goto(f"{plan}/{where}")
    assert_accessible(screen)
    assert_fits_a_telephone(screen)


def test_a_click_on_the_map_ticks_the_list_and_a_tick_fills_the_map(screen: Page, plan: str) -> None:
    screen.goto(f"{plan}/wijk/kiezen?zoek=Tilburg")
    link = screen.locator("[data-tick=WK085542]")
    link.focus()
    screen.keyboard.press("Enter")
    assert screen.locator("#area-WK085542").is_checked()
    screen.locator("#area-WK085543").check()
    assert screen.locator(".outline--chosen").count() == 2
    assert "gekozen" in (link.get_attribute("aria-label") or "") or "chosen" in (link.get_attribute("aria-label") or "")
