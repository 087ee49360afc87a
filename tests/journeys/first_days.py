"""How somebody comes in on their first day: invited, with a name, a password and a second step of their own."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyotp
from playwright.sync_api import expect

from tests.journeys.steps import at_page, follow, press, see

if TYPE_CHECKING:
    from playwright.sync_api import Page

PASSWORD = "vijf stille lantaarns"  # of people who are invented
START = "Wat vraagt nu uw aandacht?"
HALF_MINUTE = 30
LOOKS = 40  # each half a second


@dataclass(frozen=True)
class Newcomer:
    """Somebody invented who comes in for the first time."""

    name: str
    email: str


def open_organisation(page: Page, name: str) -> None:
    """Go to one of one's organisations by the menu."""
    go_by_menu(page, "Organisaties")
    follow(page, name)
    at_page(page, name)


def go_by_menu(page: Page, name: str) -> None:
    """Choose from the main menu."""
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name=name, exact=True).click()


def open_tab(page: Page, name: str) -> None:
    """Choose one of the pages of the plan or organisation on the screen."""
    page.get_by_role("navigation", name="Pagina’s van").get_by_role("link", name=name, exact=True).click()


def open_plan(page: Page, title: str) -> None:
    """Open a plan from the list in the menu."""
    go_by_menu(page, "Plannen")
    page.get_by_role("main").get_by_role("link", name=title, exact=True).click()
    at_page(page, title)


def invite(page: Page, organisation: str, someone: Newcomer, role: str) -> None:
    """Invite somebody for a role, as an administrator."""
    open_organisation(page, organisation)
    open_tab(page, "Uitnodigingen")
    page.get_by_label("E-mailadres").fill(someone.email)
    page.get_by_role("radio", name=role).check()
    press(page, "Uitnodiging versturen")
    see(page, f"Er gaat een uitnodiging naar {someone.email}.")


def invite_first_administrator(page: Page, organisation: str, someone: Newcomer) -> None:
    """Invite who will invite the others, as the operator."""
    go_by_menu(page, "Installatie")
    follow(page, organisation)
    page.get_by_label("E-mailadres van de eerste beheerder").fill(someone.email)
    press(page, "Uitnodiging versturen")
    see(page, re.compile(f"^Uitgenodigd: {re.escape(someone.email)}"))


def accept(page: Page, organisation: str, someone: Newcomer) -> None:
    """Open the mail, follow its link, and make an account."""
    to_them = page.get_by_role("listitem").filter(has_text=someone.email)
    letter = to_them.get_by_role("link", name=f"Uitnodiging van {organisation}")
    for _ in range(LOOKS):
        page.goto("/postbus")
        if letter.count():
            break
        page.wait_for_timeout(500)
    letter.click()
    follow(page, re.compile("uitnodiging."))
    at_page(page, f"Uitnodiging van {organisation}")
    page.get_by_label("Uw naam").fill(someone.name)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    press(page, "Uitnodiging aannemen")
    at_page(page, START)
    see(page, re.compile(f"^U hebt nu een rol bij {re.escape(organisation)}"))


def set_up_second_step(page: Page, someone: Newcomer) -> str:
    """Set up the second step from one's own name in the header; returns the secret that the telephone keeps."""
    page.get_by_role("banner").get_by_role("link", name=someone.name).click()
    follow(page, "Instellen Tweede stap")
    page.get_by_label("Uw wachtwoord").fill(PASSWORD)
    press(page, "Tweede stap instellen")
    at_page(page, "Koppel uw telefoon")
    secret = page.locator(".secret-text").inner_text().replace(" ", "")
    page.get_by_label("Code").fill(pyotp.TOTP(secret).now())
    press(page, "Tweede stap aanzetten")
    at_page(page, "Bewaar deze herstelcodes")
    follow(page, "Ik heb de codes bewaard")
    return secret


def sign_in_with_password(page: Page, someone: Newcomer) -> None:
    """Type address and password on the page that asks for them."""
    at_page(page, "Inloggen")
    page.get_by_label("E-mailadres").fill(someone.email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    press(page, "Inloggen")


def sign_out_and_in(page: Page, someone: Newcomer, secret: str) -> None:
    """Go, and come back with the password and the next code of the telephone."""
    press(page, "Uitloggen")
    sign_in_with_password(page, someone)
    at_page(page, "Typ de code")
    # The code of this half minute was used to set the step up; a telephone may run half a minute fast.
    page.get_by_label("Code", exact=True).fill(pyotp.TOTP(secret).at(int(time.time()) + HALF_MINUTE))
    press(page, "Inloggen")
    at_page(page, START)
    expect(page.get_by_role("banner")).to_contain_text(someone.name)
