"""Each role's first day: invited, a second step, and the first task found by what stands on the screen."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.chromium import SECRET_KEY, WORKBENCH, sign_in
from tests.journeys.first_days import (
    PASSWORD,
    Newcomer,
    accept,
    go_by_menu,
    invite,
    invite_first_administrator,
    open_organisation,
    open_plan,
    open_tab,
    set_up_second_step,
    sign_in_with_password,
    sign_out_and_in,
)
from tests.journeys.steps import at_page, follow, press, see

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

COLLABORATION = "Samenwerkingsverband Merenwijk"
PLAN = "Wijksamenwerkingsplan Merenwijk 2027-2028"
BY_MANAGER, BY_NEWCOMER = "Tolk binnen tien minuten", "Respijtkaart Merenwijk"


@dataclass(frozen=True)
class Day:
    """Whose day: the role as the form calls it, where, what they do first, and what the inviter does before that."""

    role: str
    organisation: str
    task: Callable[[Page], None]
    before: Callable[[Page, Newcomer], None] | None = None

    @property
    def someone(self) -> Newcomer:
        """Who it is: invented, one for each role."""
        return Newcomer(f"Nienke {self.role}", f"{self.role.replace(' ', '-').lower()}@eerste-dag.example")


def ask(page: Page, activity: str, name: str) -> None:
    """Ask somebody to work on an activity, from the tasks of the plan."""
    open_plan(page, PLAN)
    follow(page, "Activiteiten")
    follow(page, activity)
    page.get_by_text("Vraag iemand", exact=True).click()
    page.get_by_label("Wie", exact=True).select_option(label=name)
    press(page, "Vraag deze persoon")
    expect(page.locator("#wie")).to_contain_text(name)


def fill_in_a_question(page: Page) -> None:
    page.get_by_role("link", name=re.compile("^(Ga verder|Begin) met ")).first.click()
    page.locator("main form input[type=text]:visible").last.fill("versie van de eerste dag")
    press(page, "Opslaan en verder")
    see(page, re.compile("^Opgeslagen: "))


def ask_the_working_group(page: Page) -> None:
    ask(page, BY_NEWCOMER, "Noor Plantinga")


def ask_the_newcomer(page: Page, someone: Newcomer) -> None:
    ask(page, BY_MANAGER, someone.name)


def work_on_what_was_asked(page: Page) -> None:
    follow(page, f"Werk aan “{BY_MANAGER}”")
    at_page(page, BY_MANAGER)
    page.get_by_label("Met wie").fill("De praktijkassistenten")
    press(page, "Opslaan")
    see(page, re.compile("^Opgeslagen"))


def read_without_money_work(page: Page) -> None:
    follow(page, PLAN)
    see(page, re.compile("U leest mee als partner: zonder de tarieven en uren"))
    for name in ("Begroting", "Controle", "Document", "Delen"):
        expect(page.locator(".tabs").get_by_role("link", name=name)).to_have_count(0)
    expect(page.get_by_role("link", name=re.compile("^Wijzigen"))).to_have_count(0)


def read_and_find_the_document(page: Page) -> None:
    see(page, "De plannen hieronder kunt u lezen.")
    open_plan(page, PLAN)
    open_tab(page, "Plan lezen")
    see(page, "Wat is uw missie?")
    open_tab(page, "Document")
    expect(page.get_by_role("link", name="PDF maken")).to_be_visible()


def send_the_adviser(page: Page, someone: Newcomer) -> None:
    open_organisation(page, "Eerstelijn Rijnduin")
    open_tab(page, "Samenwerkingen")
    section = page.get_by_role("region", name=COLLABORATION)
    section.get_by_label("Adviseur sturen").select_option(label=someone.name)
    section.get_by_role("button", name=f"Sturen naar {COLLABORATION}").click()
    expect(section.get_by_role("listitem").filter(has_text=someone.name)).to_be_visible()


def read_the_check(page: Page) -> None:
    open_plan(page, PLAN)
    see(page, f"U bent hier als adviseur van {COLLABORATION}.")
    open_tab(page, "Controle")
    see(page, "Klaar voor indiening")


def change_a_role_and_see_it_in_the_log(page: Page) -> None:
    follow(page, re.compile(COLLABORATION))
    follow(page, "Gijs Overduin")
    follow(page, "Wijzigen Partner die meeleest")
    page.get_by_label("Laatste dag").fill("31-12-2030")
    press(page, "Rol bewaren")
    see(page, re.compile("31-12-2030|31 december 2030"))
    follow(page, "Mensen")
    open_tab(page, "Logboek")
    see(page, re.compile("Nienke Beheerder"))


def read_what_was_handed(page: Page) -> None:
    see(page, "Met u gedeeld")
    page.get_by_role("main").get_by_role("link", name=PLAN, exact=True).first.click()
    see(page, re.compile("^U leest deze versie zoals"))
    expect(page.get_by_role("link", name="PDF maken")).to_be_visible()


def head_of(organisation: str) -> Newcomer:
    """Return the first administrator of an organisation that has none in the demo."""
    return Newcomer("Hanneke Hoofd", f"{organisation.replace(' ', '-').lower()}@eerste-dag.example")


DAYS = (
    Day("Werkgroeplid", COLLABORATION, work_on_what_was_asked, ask_the_newcomer),
    Day("Beheerder", COLLABORATION, change_a_role_and_see_it_in_the_log),
    Day("Regiobeoordelaar", "Regio-organisatie Rijnduin", read_what_was_handed),
    Day("Bestuurslid", COLLABORATION, fill_in_a_question),
    Day("Wijkmanager", COLLABORATION, ask_the_working_group),
    Day("Adviseur", "Eerstelijn Rijnduin", read_the_check, send_the_adviser),
    Day("Partner die meeleest", COLLABORATION, read_without_money_work),
    Day("Lezer", COLLABORATION, read_and_find_the_document),
    Day("Lezer namens de financier", "Zorgverzekeraar Duinrand", read_what_was_handed),
)
SAMPLE = {"Werkgroeplid", "Beheerder", "Regiobeoordelaar"}


@pytest.mark.parametrize(
    "day",
    [pytest.param(day, id=day.role, marks=() if day.role in SAMPLE else pytest.mark.slow) for day in DAYS],
)
def test_a_first_day(windows: Callable[..., Page], day: Day) -> None:
    someone, head, page = day.someone, inviter(windows, day.organisation), windows()
    invite(head, day.organisation, someone, day.role)
    accept(page, day.organisation, someone)
    secret = set_up_second_step(page, someone)
    if day.before:
        day.before(head, someone)
    sign_out_and_in(page, someone, secret)
    day.task(page)


def inviter(windows: Callable[..., Page], organisation: str) -> Page:
    """Return the window of an administrator of the organisation, who is made one first where the demo has none."""
    page = windows()
    if organisation == COLLABORATION:
        sign_in(page, "manager")
        return page
    operator, head = windows(), head_of(organisation)
    sign_in(operator, "beheer")
    invite_first_administrator(operator, organisation, head)
    accept(page, organisation, head)
    return page


@pytest.mark.slow
def test_the_first_day_of_an_operator(screen: Page, demo_folder: Path) -> None:
    someone = Newcomer("Nienke Operator", "operator@eerste-dag.example")
    make_operator(demo_folder, someone)
    screen.goto("/")
    sign_in_with_password(screen, someone)
    secret = set_up_second_step(screen, someone)
    sign_out_and_in(screen, someone, secret)
    screen.get_by_role("main").get_by_role("link", name="Organisatie aanmaken").click()
    screen.get_by_label("Naam", exact=True).fill("Wijkvereniging Eerste Dag")
    screen.get_by_role("radio", name="Wijksamenwerking").check()
    press(screen, "Organisatie aanmaken")
    at_page(screen, "Wijkvereniging Eerste Dag")
    go_by_menu(screen, "Installatie")
    expect(screen.get_by_role("link", name="Wijkvereniging Eerste Dag")).to_be_visible()


def make_operator(folder: Path, someone: Newcomer) -> None:
    """Let whoever runs the server make an operator: nobody can be invited to that."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    own = {"DATA_DIR": str(folder), "DEMO": "1", "SECRET_KEY": SECRET_KEY, "DATABASE_URL": ""}
    wanted = ["user", "create", someone.email, "--name", someone.name, "--operator"]
    subprocess.run([*WORKBENCH, *wanted], env=kept | own, input=PASSWORD, text=True, capture_output=True, check=True)
