"""Somebody who typed for longer than the session lasted."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.chromium import assert_accessible, assert_fits_a_telephone, sign_in
from tests.journeys.steps import at_page, begin_plan, press, see
from workbench.accounts.rules import DEMO_PASSWORD, IDLE_LIMIT

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
TEXT = "Een lange avond typen, en dan pas opslaan."


def test_what_was_typed_is_there_after_signing_in_again(screen: Page, demo_folder: Path) -> None:
    sign_in(screen, "bestuurslid")
    plan = begin_plan(screen, "Plan van een lange avond")
    screen.goto(f"{plan}/onderdeel/vision")
    field = screen.get_by_label("Waar staat uw wijk over een paar jaar?")
    field.fill(TEXT)
    _let_time_pass(demo_folder)
    press(screen, "Opslaan en verder")
    at_page(screen, "Inloggen")
    screen.get_by_label("E-mailadres").fill("bestuurslid@demo.example")
    screen.get_by_label("Wachtwoord", exact=True).fill(DEMO_PASSWORD)
    press(screen, "Inloggen")
    at_page(screen, "Uw tekst is er nog")
    see(screen, TEXT)
    assert_accessible(screen)
    assert_fits_a_telephone(screen)
    press(screen, "Deze tekst alsnog opslaan")
    see(screen, "Opgeslagen: Waar staat uw wijk over een paar jaar?")
    screen.goto(f"{plan}/onderdeel/vision")
    expect(field).to_have_value(TEXT)


def _let_time_pass(folder: Path) -> None:
    """Let every session be as old as one that nobody used for too long."""
    then = (datetime.now(UTC) - IDLE_LIMIT - timedelta(minutes=1)).strftime("%Y-%m-%d %H:%M:%S.%f")
    with closing(sqlite3.connect(folder / "workbench.db", timeout=10)) as database, database:
        database.execute("UPDATE sign_in_session SET seen_at = ?", (then,))
