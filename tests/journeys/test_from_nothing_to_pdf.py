"""A plan begun from nothing and carried to the PDF for the insurer: the main job."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests import make
from tests.chromium import sign_in
from tests.journeys.filling import AGREED, Typist
from tests.journeys.steps import begin_plan, download_pdf, follow, see

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_a_plan_is_begun_filled_in_checked_and_carried_to_a_pdf(screen: Page, tmp_path: Path) -> None:
    screen.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sign_in(screen, "manager")
    follow(screen, "Plannen")
    plan = begin_plan(screen, AGREED["title"])
    follow(screen, re.compile("^Ga verder: "))
    typist = Typist(screen)
    typist.fill_everything(make.example())
    follow(screen, "Naar de taken")
    see(screen, "Er ontbreekt niets.")
    follow(screen, "Controle")
    see(screen, "Klaar voor indiening")
    expect(screen.get_by_role("navigation", name="Welke punten")).to_have_count(
        0
    )  # no finding at all, no advice either
    follow(screen, "Plan lezen")
    read = screen.locator("main").inner_text()
    assert [mark for mark in typist.marks if mark not in read] == []
    pdf = download_pdf(screen, plan, tmp_path)
    facts = _told(["pdfinfo", str(pdf)])
    assert re.search(r"^Tagged: +yes$", facts, re.MULTILINE)
    assert re.search(r"^Page size: .*\(A4\)$", facts, re.MULTILINE)
    printed = " ".join(_told(["pdftotext", str(pdf), "-"]).split())
    # A column may break a long word: the marks are looked for without white space and hyphens.
    letters = re.sub(r"[\s\u00ad-]", "", printed)
    assert [mark for mark in typist.marks if mark not in letters] == []
    for typed in (AGREED["title"], "€ 1.234,56", "€ 15.432,00", "CONCEPT"):
        assert typed.replace(" ", "") in letters.replace("\u00a0", ""), typed


def _told(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
