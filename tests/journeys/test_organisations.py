"""Organisations in a real browser: an invited colleague begins, and every page of it as axe sees it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.chromium import sign_in
from tests.journeys.looking import looked_at, none, visited
from tests.journeys.steps import at_page, follow, press, see

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PASSWORD = "vijf stille lantaarns"  # of somebody invented
LOOKS = 40  # each half a second
NAME = "Samenwerkingsverband Merenwijk"


def home(page: Page, name: str) -> str:
    """Return the address of one's organisation."""
    page.goto("/organisaties")
    return str(page.get_by_role("link", name=name).evaluate("link => link.href"))


def open_letter(page: Page, subject: str) -> None:
    """Open the newest letter of that subject in the post box of the demo, when the job has brought it there."""
    letter = page.get_by_role("link", name=subject).first
    for _ in range(LOOKS):
        page.goto("/postbus")
        if letter.count():
            break
        page.wait_for_timeout(500)
    letter.click()


def test_an_invited_colleague_begins(windows: Callable[..., Page]) -> None:
    manager, newcomer = windows(), windows()
    sign_in(manager, "manager")
    manager.goto(f"{home(manager, NAME)}/uitnodigingen")
    manager.get_by_label("E-mailadres").fill("nienke@nieuw.example")
    manager.get_by_label("Werkgroeplid").check()
    press(manager, "Uitnodiging versturen")
    see(manager, "Er gaat een uitnodiging naar nienke@nieuw.example.")
    faults = looked_at(manager)
    open_letter(newcomer, f"Uitnodiging van {NAME}")
    follow(newcomer, re.compile("uitnodiging."))
    at_page(newcomer, f"Uitnodiging van {NAME}")
    newcomer.get_by_label("Uw naam").fill("Nienke Nieuw")
    newcomer.get_by_label("Wachtwoord", exact=True).fill("kort")
    press(newcomer, "Uitnodiging aannemen")
    see(newcomer, "Er klopt nog 1 ding niet")
    faults += looked_at(newcomer)
    newcomer.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    press(newcomer, "Uitnodiging aannemen")
    at_page(newcomer, "Wat vraagt nu uw aandacht?")
    see(newcomer, f"U hebt nu een rol bij {NAME}: Werkgroeplid.")
    manager.reload()
    see(manager, "Aangenomen")
    none(faults)


def test_pages_of_an_administrator(screen: Page) -> None:
    sign_in(screen, "manager")
    start = home(screen, NAME)
    ways = ("", "/mensen", "/uitnodigingen", "/gegevens", "/praktijken", "/praktijken/nieuw", "/wijken", "/betrokken")
    faults = visited(screen, start, (*ways, "/logboek", "/vertrekken"))
    faults += visited(screen, "", ("/organisaties", "/wie-mag-wat"))
    screen.goto(f"{start}/mensen")
    follow(screen, "Noor Plantinga")
    faults += looked_at(screen)
    follow(screen, re.compile("Beëindigen"))
    at_page(screen, "De rol ‘Werkgroeplid’ beëindigen?")
    faults += looked_at(screen)
    screen.goto("/uitnodiging/onbekend")
    at_page(screen, "Deze uitnodiging werkt niet meer")
    none([*faults, *looked_at(screen)])


def test_pages_of_the_operator_and_of_an_adviser(windows: Callable[..., Page]) -> None:
    operator, adviser = windows(), windows()
    sign_in(operator, "beheer")
    faults = visited(operator, "", ("/beheer", "/beheer/nieuw"))
    operator.goto("/beheer")
    follow(operator, "Gemeente Oosterdal")
    faults += looked_at(operator)
    sign_in(adviser, "adviseur")
    adviser.goto("/organisaties")
    faults += looked_at(adviser)
    none([*faults, *visited(adviser, home(adviser, "Eerstelijn Rijnduin"), ("", "/samenwerkingen", "/mensen"))])
