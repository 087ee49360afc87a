"""Every page there is, as axe sees it on 1280 and 320 pixels: a page that is added is looked at or fails here.

The map of addresses tells which pages there are. Each is opened by the manager: on the small unfinished plan, and what
shows much at once on the big one; that one whole, with each of its parts, is the slow test. A page that asks for more
in its address than a plan or an organisation is named in FACES, or says why it is not here.
"""

from __future__ import annotations

import re
import sqlite3
import uuid
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import FilePayload

from tests import make
from tests.chromium import sign_in
from tests.journeys.looking import looked_at, none, visited
from tests.journeys.steps import at_page, begin_plan, follow, plan_of, press, see
from tests.plans.spreadsheets import plain
from tests.plans.word_plan import word_plan

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask
    from playwright.sync_api import Page
    from werkzeug.routing import Rule

# Of a page with more than a plan or an organisation in its address: which; and pages with several faces.
FACES = {
    "plans.chapter": ("/hoofdstuk/mission_vision", "/hoofdstuk/budget"),
    "plans.part": (
        "/onderdeel/mission",
        "/onderdeel/planning_note",
        "/onderdeel/contact",
        "/onderdeel/legal_form",
        "/onderdeel/budget_lines",
        "/onderdeel/appendices",
    ),
    "plans.paste": ("/onderdeel/milestones/plakken",),
    "plans.new_row": ("/onderdeel/activities/regels/nieuw", "/onderdeel/appendices/regels/nieuw"),
    "plans.table": ("/onderdeel/cover_lines/tabel",),
    "plans.recipe": ("/recepten/valpreventie",),
    "plans.template_change": ("/sjabloon?to=cz-2026",),
    "plans.neighbourhood": ("/wijk?code=WK085542&code=WK085543",),
    "plans.choose": ("/wijk/kiezen?zoek=Tilburg",),
}
FACES_OUTSIDE = {
    "templates.show": ("/sjablonen/voorbeeld-oi-wijk-2026", "/sjablonen/cz-2026"),
    "templates.explanation": ("/sjablonen/zilveren-kruis-2026/uitleg",),
}
# What shows much at once.
OF_THE_BIG_PLAN = (
    "/lezen",
    "/begroting",
    "/planning",
    "/planning/scherm",
    "/rode-draad",
    "/taken-en-rollen",
    "/wijk",
    "/onderdeel/budget_lines/tabel",
    "/onderdeel/activities",
    "/hoofdstuk/activities",
)
LOOKED_AT_ELSEWHERE = {
    "accounts.kept": "test_session_ended, after a session ended",
    "accounts.open_link": "test_accessibility, before signing in",
    "accounts.sign_in": "test_accessibility, before signing in",
    "style_guide.show_style_guide": "test_accessibility, before signing in",
    "papers.progress": "test_accessibility, held still while it waits",
    "plans.ask_to_remove": "test_accessibility, on the way to removing a row",
    "plans.row": "test_accessibility, where two people changed one row",
    "plans.rate": "test_a_rate_that_is_changed",
    "plans.preview_spreadsheet": "test_a_workbook_that_was_sent",
    "plans.arrange_word": "test_a_word_file_and_what_has_no_place_yet",
    "plans.ask_to_take_back": "test_taking_back_a_version",
    "shared.show": "test_a_version_that_was_handed_over",
    "papers_shared.shared_progress": "the page of papers.progress",
    "accounts.open_address": "test_mailed_addresses_that_work_no_more",
    "accounts.open_reset": "test_mailed_addresses_that_work_no_more",
    "accounts.invitation": "test_organisations, an invited colleague begins",
    "accounts.mailbox_mail": "test_organisations, where the invitation is read",
    "installation.index": "test_organisations, as the operator",
    "installation.new": "test_organisations, as the operator",
    "installation.organisation": "test_organisations, as the operator",
    "members.collaborations": "test_organisations, as an adviser",
    "members.member": "test_organisations, as an administrator",
    "members.hat": "test_organisations, as an administrator",
    "members.confirm_end": "test_organisations, as an administrator",
    "members.confirm_end_all": "test_organisations, as an administrator",
    "organisations.practice": "a new practice has the same page",
    "organisations.confirm_removal": "the page of plans.ask_to_remove",
    "organisations.confirm_unlink": "the page of plans.ask_to_remove",
}
NO_PAGE = {
    "accounts.session_state": "JSON for the warning before a session ends",
    "accounts.take_own_data": "a file",
    "agenda.feed": "a calendar for another program",
    "papers.json": "a file",
    "papers.pdf": "a file, or the way to the page that waits",
    "papers.xlsx": "a file",
    "papers_shared.shared_pdf": "a file, or the way to the page that waits",
    "plans.ask_to_assign": "leads to the row",
    "plans.download": "a file",
    "plans.files": "leads to the row",
    "plans.line": "leads to the table",
    "static": "files",
    "system.health": "JSON for who watches the server",
    "system.ready": "JSON for who watches the server",
    "system.security_txt": "a text for who found a weakness",
}
BYTES = "application/octet-stream"
REASONS = {**LOOKED_AT_ELSEWHERE, **NO_PAGE}


@pytest.fixture
def rules(app: Flask) -> list[Rule]:
    """Return the address of every page there is, also those not looked at for a reason."""
    return [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]


@pytest.fixture
def pages(rules: list[Rule]) -> dict[str, list[str]]:
    """Return the addresses of all pages, by what they begin with: nothing, ``organisation_id`` or ``plan_id``."""
    found: dict[str, list[str]] = {"": _all(FACES_OUTSIDE), "organisation_id": [], "plan_id": _all(FACES)}
    for rule in rules:
        if rule.endpoint not in REASONS and len(rule.arguments) <= 1:
            begin = next(iter(rule.arguments), "")
            if begin in found:
                found[begin].append(rule.rule.partition(f"{begin}>")[2] if begin else rule.rule)
    return {begin: sorted(several) for begin, several in found.items()}


def test_every_page_is_looked_at_or_has_a_reason(rules: list[Rule]) -> None:
    known = {*FACES, *FACES_OUTSIDE, *REASONS}
    by_itself = [
        rule for rule in rules if len(rule.arguments) == 0 or rule.arguments in ({"plan_id"}, {"organisation_id"})
    ]
    assert [rule.rule for rule in rules if rule not in by_itself and rule.endpoint not in known] == []
    assert known - {rule.endpoint for rule in rules} == set(), "no longer there"


@pytest.mark.browser
def test_pages_outside_a_plan(screen: Page, pages: dict[str, list[str]]) -> None:
    sign_in(screen, "manager")
    none(visited(screen, "", pages[""]))


@pytest.mark.browser
def test_pages_of_an_organisation(screen: Page, pages: dict[str, list[str]], demo_folder: Path) -> None:
    sign_in(screen, "manager")
    with closing(sqlite3.connect(f"file:{demo_folder}/workbench.db?mode=ro", uri=True)) as database:
        ((found,),) = database.execute("SELECT id FROM organisation WHERE slug = 'merenwijk'")
    none(visited(screen, f"/organisaties/{uuid.UUID(found)}", pages["organisation_id"]))


@pytest.mark.browser
def test_pages_of_an_unfinished_plan(screen: Page, pages: dict[str, list[str]]) -> None:
    sign_in(screen, "manager")
    none(visited(screen, plan_of(screen, "Bloemenbuurt"), pages["plan_id"]))


@pytest.mark.browser
def test_pages_of_the_big_plan_that_show_much(screen: Page) -> None:
    sign_in(screen, "manager")
    none(visited(screen, plan_of(screen, "Merenwijk"), OF_THE_BIG_PLAN))


@pytest.mark.browser
def test_a_rate_that_is_changed(screen: Page) -> None:
    sign_in(screen, "manager")
    screen.goto("/plannen/tarieven")
    screen.get_by_label("Rol").fill("Wijkmanager")
    screen.get_by_label("Vanaf het jaar").fill("2027")
    screen.get_by_label("Tarief", exact=True).fill("82,50")
    press(screen, "Tarief opslaan")
    follow(screen, "Wijkmanager")
    at_page(screen, "Tarief wijzigen")
    none(looked_at(screen))


@pytest.mark.browser
def test_a_workbook_that_was_sent(screen: Page) -> None:
    sign_in(screen, "manager")
    screen.goto(f"{begin_plan(screen, 'Plan met een werkblad')}/begroting/werkblad")
    sent = plain(("Omschrijving", "Jaar", "Bedrag"), ("Overleg", 2027, 850), ("Scholing", "ooit", 120))
    screen.locator("input[type=file]").set_input_files(FilePayload(name="begroting.xlsx", mimeType=BYTES, buffer=sent))
    screen.locator("main form button[type=submit]").first.click()
    screen.wait_for_url(re.compile("/begroting/werkblad/"))
    faults = looked_at(screen)
    press(screen, "Bekijk de regels")
    none([*faults, *looked_at(screen)])


@pytest.mark.browser
def test_a_word_file_and_what_has_no_place_yet(screen: Page) -> None:
    sign_in(screen, "manager")
    plan = begin_plan(screen, "Plan uit Word")
    screen.goto(f"{plan}/word")
    file = FilePayload(name="wijkplan.docx", mimeType=BYTES, buffer=word_plan()[0])
    screen.locator("input[type=file]").set_input_files(file)
    press(screen, "Lees de tekst")
    screen.wait_for_url(re.compile("/word/indelen"))
    faults = looked_at(screen)
    press(screen, "Zet de teksten in het plan")
    see(screen, re.compile("apart"))
    none([*faults, *visited(screen, plan, ("/apart",))])


@pytest.mark.browser
def test_taking_back_a_version(screen: Page) -> None:
    sign_in(screen, "manager")
    screen.goto(f"{plan_of(screen, 'Merenwijk')}/delen")
    screen.locator("main a[href$='/beeindigen']").first.click()
    none(looked_at(screen))


@pytest.mark.browser
def test_a_version_that_was_handed_over(screen: Page) -> None:
    sign_in(screen, "regio")
    screen.goto("/gedeeld/")
    faults = looked_at(screen)
    screen.locator("main a[href*='/gedeeld/']").first.click()
    none([*faults, *looked_at(screen)])


@pytest.mark.browser
def test_mailed_addresses_that_work_no_more(screen: Page) -> None:
    faults: list[str] = []
    for way in ("/inloggen/link", "/wachtwoord", "/account/adres", "/uitnodiging"):
        screen.goto(f"{way}/onbekend")
        faults += looked_at(screen)
    none(faults)


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("who", ["manager", "anders"])
def test_everything_of_a_plan(screen: Page, who: str, pages: dict[str, list[str]]) -> None:
    sign_in(screen, who)
    plan = plan_of(screen, "Merenwijk" if who == "manager" else "Zuidrand")
    definition = make.example() if who == "manager" else make.shipped("experiment-hecht-wijkverband-2026")
    parts = [
        f"/onderdeel/{part.id}{way}" for part in definition.parts for way in (["", "/tabel"] if part.set else [""])
    ]
    chapters = [f"/hoofdstuk/{chapter.id}" for chapter in definition.chapters]
    none(visited(screen, plan, [*pages["plan_id"], *chapters, *parts]))


def _all(faces: dict[str, tuple[str, ...]]) -> list[str]:
    return [one for several in faces.values() for one in several]
