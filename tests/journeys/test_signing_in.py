"""Coming in, going out, and what a browser may see of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.chromium import accessibility_faults, assert_accessible, assert_fits_a_telephone, sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_a_manager_signs_in_and_out(screen: Page) -> None:
    screen.goto("/")
    assert re.search(r"/inloggen(\?|$)", screen.url)
    assert_accessible(screen)
    assert_fits_a_telephone(screen)
    sign_in(screen, "manager")
    assert_accessible(screen)
    assert_fits_a_telephone(screen)
    screen.locator("form[action='/uitloggen'] button").click()
    screen.wait_for_url("**/inloggen*")


def test_a_wrong_password_is_told_at_the_field_and_read_aloud(screen: Page) -> None:
    screen.goto("/inloggen")
    form = screen.locator("form:has(input[name=password])")
    form.locator("input[name=email]").fill("manager@demo.example")
    form.locator("input[name=password]").fill("niet dit")
    form.locator("button[type=submit]").click()
    field = form.locator("#email")
    assert field.get_attribute("aria-invalid") == "true"
    assert field.input_value() == "manager@demo.example"
    assert_accessible(screen)


def test_axe_sees_a_fault(page: Page) -> None:
    page.set_content("<html><body><input><img src='/x.png'></body></html>")
    found = " ".join(accessibility_faults(page))
    assert "label" in found
    assert "image-alt" in found


def test_a_fault_in_a_script_is_seen(page: Page) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto("/inloggen")
    page.evaluate("setTimeout(() => { throw new Error('stuk') })")
    page.wait_for_timeout(100)
    assert faults


def test_the_sign_in_page_asks_no_other_host_for_anything(screen: Page) -> None:
    asked: list[str] = []
    screen.on("request", lambda request: asked.append(request.url))
    screen.goto("/inloggen")
    assert asked
    assert all(url.startswith("http://127.0.0.1:") for url in asked)
