"""What people see of a plan that they may read and not write, and strangers of one that is not theirs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.chromium import sign_in
from tests.journeys.steps import at_page, follow, plan_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
MERENWIJK = "Wijksamenwerkingsplan Merenwijk"
READ = ("/", "/lezen", "/controle", "/hoofdstuk/budget", "/hoofdstuk/mission_vision", "/document")
WRITE = ("/onderdeel/mission", "/onderdeel/activities/regels/nieuw", "/onderdeel/budget_lines/tabel")


@pytest.mark.parametrize("who", ["adviseur", "lezer"])
def test_a_reader_reads_everything_and_finds_no_way_to_change_it(screen: Page, who: str) -> None:
    sign_in(screen, who)
    plan = plan_of(screen, MERENWIJK)
    follow(screen, re.compile(MERENWIJK))
    for tab, heading in (("Plan lezen", "Begroting en dekking"), ("Controle", ""), ("Document", "PDF")):
        follow(screen, tab)
        expect(screen.get_by_role("link", name=tab, exact=True)).to_have_attribute("aria-current", "page")
        expect(screen.locator("main")).to_contain_text(heading)
    for page in READ:
        screen.goto(f"{plan}{page}")
        ways = screen.locator("a[href*='/onderdeel/'], a[href*='/nieuw'], main form, main button, main textarea")
        assert [one.evaluate("way => way.outerHTML") for one in ways.all()] == [], page
    for page in WRITE:
        screen.goto(f"{plan}{page}")
        at_page(screen, "U mag dit lezen, maar niet wijzigen")
        token = screen.locator("input[name=csrf_token]").first.input_value()
        sent = screen.request.post(f"{plan}{page}", form={"csrf_token": token, "answer": "Anders"})
        assert sent.status == 403, page


def test_a_plan_of_another_collaboration_is_not_there(windows: Callable[..., Page]) -> None:
    manager, stranger = windows(), windows()
    sign_in(manager, "manager")
    plan = plan_of(manager, MERENWIJK)
    sign_in(stranger, "anders")
    expect(stranger.locator("body")).not_to_contain_text("Merenwijk")
    stranger.goto("/plannen/")
    expect(stranger.locator("main")).not_to_contain_text("Merenwijk")
    for page in (*READ, *WRITE, "/document.pdf", "/document.json", "/document/voortgang"):
        answer = stranger.goto(f"{plan}{page}")
        assert answer is not None
        assert answer.status == 404, page
        at_page(stranger, "Deze pagina bestaat niet")
    token = stranger.locator("input[name=csrf_token]").first.input_value()
    for page in WRITE:
        sent = stranger.request.post(f"{plan}{page}", form={"csrf_token": token, "answer": "Anders"})
        assert sent.status == 404, page
