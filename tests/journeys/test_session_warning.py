"""Two minutes before a session ends the page says so, and lets it go on; what is being typed stays."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.chromium import assert_accessible, sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def leave_alone(screen: Page, *, seconds: int, last: bool = False) -> None:
    """Let almost two hours pass in the browser; the server says that so many seconds are left."""
    state = json.dumps({"seconds": seconds, "last": last, "until": "23:10"})
    screen.route("**/sessie", lambda route: route.fulfill(content_type="application/json", body=state))
    screen.clock.install()
    screen.goto("/account/naam")
    screen.get_by_label("Naam", exact=True).fill("Half getypt")
    screen.clock.fast_forward("01:59:00")
    screen.clock.run_for(60_000)


def test_staying_signed_in_closes_the_warning_and_keeps_the_typing(screen: Page) -> None:
    sign_in(screen, "bestuurslid")
    leave_alone(screen, seconds=110)
    warning = screen.get_by_role("alertdialog", name="Bent u er nog?")
    expect(warning).to_contain_text("U wordt over 2 minuten uitgelogd")
    stay = warning.get_by_role("button", name="Ingelogd blijven")
    expect(stay).to_be_focused()
    assert_accessible(screen)
    stay.press("Enter")
    expect(warning).to_be_hidden()
    expect(screen.get_by_label("Naam", exact=True)).to_have_value("Half getypt")


def test_at_the_end_of_twelve_hours_it_says_to_save(screen: Page) -> None:
    sign_in(screen, "bestuurslid")
    leave_alone(screen, seconds=110, last=True)
    warning = screen.get_by_role("alertdialog", name="Bent u er nog?")
    expect(warning).to_contain_text("Bewaar nu wat u aan het typen bent")
    expect(warning.get_by_role("button", name="Ingelogd blijven")).to_be_hidden()
    warning.get_by_role("button", name="Deze melding sluiten").click()
    expect(warning).to_be_hidden()


def test_while_another_window_is_used_nothing_is_said(screen: Page) -> None:
    sign_in(screen, "bestuurslid")
    leave_alone(screen, seconds=5000)
    expect(screen.get_by_role("alertdialog")).to_be_hidden()
