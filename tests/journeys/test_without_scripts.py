"""The main path in a browser that runs no scripts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.chromium import sign_in
from tests.journeys.steps import at_page, begin_plan, download_pdf, follow, press, see

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.fixture
def plain(windows: Callable[..., Page]) -> Page:
    """Open a window without scripts, signed in as the manager."""
    page = windows(java_script_enabled=False)
    sign_in(page, "manager")
    return page


def test_answers_rows_and_the_table_are_saved_without_scripts(plain: Page) -> None:
    plan = begin_plan(plain, "Plan zonder scripts")
    plain.goto(f"{plan}/onderdeel/mission")
    plain.get_by_label("Wat is uw missie?").fill("Iedereen vindt hulp dicht bij huis.")
    press(plain, "Opslaan en verder")
    see(plain, "Opgeslagen: Wat is uw missie?")
    plain.goto(f"{plan}/onderdeel/figures")
    follow(plain, "Cijfer toevoegen")
    plain.get_by_label("Cijfer", exact=True).fill("75-plussers")
    plain.get_by_label("Waarde").fill("1.250,5")
    press(plain, "Opslaan")
    see(plain, "75-plussers")
    follow(plain, "Als tabel invullen")
    plain.get_by_label("Eenheid, 75-plussers").fill("inwoners")
    plain.get_by_label("Cijfer, rij 2").fill("Huishoudens")
    press(plain, "Tabel opslaan")
    see(plain, "De tabel is opgeslagen.")
    expect(plain.get_by_label("Eenheid, 75-plussers")).to_have_value("inwoners")
    expect(plain.get_by_label("Cijfer, Huishoudens")).to_have_value("Huishoudens")


def test_what_cannot_be_read_is_told_and_kept_without_scripts(plain: Page) -> None:
    plan = begin_plan(plain, "Plan met een vergissing")
    plain.goto(f"{plan}/onderdeel/figures/regels/nieuw")
    plain.get_by_label("Cijfer", exact=True).fill("Inwoners")
    plain.get_by_label("Waarde").fill("ongeveer 4000")
    with plain.expect_response(lambda response: response.request.method == "POST") as answer:
        press(plain, "Opslaan")
    assert answer.value.status == 422
    see(plain, "Er klopt nog 1 ding niet")
    expect(plain.get_by_label("Waarde")).to_have_value("ongeveer 4000")
    plain.goto(f"{plan}/onderdeel/figures/tabel")
    expect(plain.get_by_label("Waarde, Inwoners")).to_have_value("ongeveer 4000")
    plain.get_by_label("Jaar, Inwoners").fill("27")
    with plain.expect_response(lambda response: response.request.method == "POST") as answer:
        press(plain, "Tabel opslaan")
    assert answer.value.status == 422
    see(plain, "Er kloppen nog 2 dingen niet")
    expect(plain.get_by_label("Jaar, Inwoners")).to_have_value("27")
    plain.get_by_role("alert").get_by_role("link", name=re.compile("^Inwoners: .*2027")).click()
    assert plain.url.endswith("_year") or plain.url.endswith("-year"), plain.url


def test_a_row_is_pasted_moved_removed_and_put_back_without_scripts(plain: Page) -> None:
    plan = begin_plan(plain, "Plan met geplakte rijen")
    plain.goto(f"{plan}/onderdeel/themes/plakken")
    plain.get_by_label("Geplakte rijen").fill("Valpreventie\tSamen sterk op de been\nSlapen\tRust in de nacht")
    press(plain, "Rijen bekijken")
    see(plain, "Er komen 2 rijen bij")
    press(plain, "Deze rijen toevoegen")
    names = plain.get_by_role("rowheader")
    expect(names).to_have_text(["Valpreventie", "Slapen"])
    press(plain, "Slapen omhoog")
    expect(names).to_have_text(["Slapen", "Valpreventie"])
    follow(plain, "Slapen verwijderen")
    at_page(plain, "‘Slapen’ verwijderen?")
    press(plain, "Verwijderen")
    expect(names).to_have_text(["Valpreventie"])
    press(plain, "Verwijderen ongedaan maken")
    expect(names).to_have_text(["Valpreventie", "Slapen"])


def test_the_pdf_comes_without_scripts(plain: Page, tmp_path: Path) -> None:
    plan = begin_plan(plain, "Plan op papier")
    assert download_pdf(plain, plan, tmp_path).read_bytes().startswith(b"%PDF-1.7")
