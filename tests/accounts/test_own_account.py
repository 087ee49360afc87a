"""One's own name and address: nobody takes an account over by them, nobody finds out who has one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine

from tests.accounts.ways import do_jobs, everything, is_in, mails, path_in, quick_passwords, told, who
from tests.page_forms import form_of
from tests.pages import Page, Pages
from tests.people import ANNA, MARIT, PASSWORD, TEUN
from workbench.accounts.models import OneTimeToken
from workbench.accounts.operations.tokens import new_token_for
from workbench.accounts.rules import Purpose
from workbench.accounts.rules.limits import LINK_LIMIT
from workbench.kit.storage import transaction
from workbench.kit.values.clock import now

if TYPE_CHECKING:
    from flask import Flask

FRESH = "anna.nieuw@lindewijk.example"


@pytest.fixture(autouse=True)
def compared(ids: object, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Compare passwords in no time."""
    del ids
    return quick_passwords(monkeypatch)


@pytest.fixture
def tab(app: Flask) -> Pages:
    """Return a browser in which Anna is signed in."""
    return Pages(app, ANNA)


def ask(tab: Pages, email: str, password: str = PASSWORD, *, status: int = 303) -> Page:
    return tab.submit(form_of(tab.get("/account/adres")), email=email, current=password, status=status)


def proof(tab: Pages, email: str = FRESH) -> str:
    ask(tab, email)
    do_jobs()
    return path_in(mails(email)[-1], "/account/adres/")


def test_one_page_names_everything_of_an_account(tab: Pages) -> None:
    page = tab.get("/account")
    assert ANNA.email in page.text
    links = {str(link["href"]) for link in page.html.select("main a")}
    wanted = {"naam", "adres", "wachtwoord", "tweede-stap", "sessies", "berichten", "gegevens"}
    assert {f"/account/{one}" for one in wanted} <= links
    assert page.queries <= 12


def test_a_name_is_changed_in_one_event(tab: Pages) -> None:
    tab.submit(form_of(tab.get("/account/naam")), name="Anna  de Wit")
    assert "Anna de Wit" in tab.get("/account").text
    assert len(told("person.renamed")) == 1
    assert "Wit" not in str([one.details for one in told("person.renamed")])


@pytest.mark.parametrize("typed", ["", " ", "x" * 121, "Jan\0"])
def test_a_name_that_nobody_can_read_is_refused(tab: Pages, typed: str) -> None:
    assert set(tab.submit(form_of(tab.get("/account/naam")), name=typed, status=422).errors) == {"name"}


def test_a_new_address_counts_once_it_is_confirmed_and_the_old_one_hears_of_it(tab: Pages) -> None:
    link = proof(tab)
    assert ANNA.email in tab.get("/account").text
    page = tab.get(link)
    assert page.response.headers["Referrer-Policy"] == "no-referrer"
    assert tab.submit(form_of(page)).location == "/account"
    assert FRESH in tab.get("/account").text
    assert mails(ANNA.email)[-1].kind == "security"
    assert len(told("person.address_changed")) == 1


def test_a_new_address_takes_the_password(tab: Pages) -> None:
    assert set(ask(tab, FRESH, "verkeerd", status=422).errors) == {"current"}
    do_jobs()
    assert mails(FRESH) == []


def test_an_address_in_use_gets_the_same_answer_and_another_mail(tab: Pages) -> None:
    seen = set()
    for email in (FRESH, TEUN.email):
        answer = ask(tab, email)
        seen.add((answer.location, answer.queries, tab.follow(answer).text))
    do_jobs()
    assert len(seen) == 1
    assert [mail.kind for mail in mails(TEUN.email)] == ["address_in_use"]
    assert len(everything(OneTimeToken)) == 1


def test_opening_the_link_changes_nothing(tab: Pages) -> None:
    link = proof(tab)
    for _ in range(3):
        tab.get(link)
    with transaction(write=False):
        assert who(ANNA).email == ANNA.email


def test_somebody_else_cannot_take_the_account_over_with_the_link(app: Flask, tab: Pages) -> None:
    link = proof(tab)
    other = Pages(app, MARIT)
    other.get(link, status=410)
    token = form_of(other.get("/account"), "form[action='/uitloggen']").fields["csrf_token"]
    other.post(link, {"csrf_token": token}, status=410)
    assert Pages(app).get(link, status=303).location.startswith("/inloggen")
    tab.submit(form_of(tab.get(link)))
    with transaction(write=False):
        assert who(MARIT).email == MARIT.email


def test_an_address_that_somebody_took_meanwhile_is_refused(tab: Pages) -> None:
    link = proof(tab)
    form = form_of(tab.get(link))
    with transaction(write=True):
        who(TEUN).email = FRESH
    tab.submit(form, status=410)
    assert is_in(tab)


def test_a_confirmed_address_ends_mailed_links_and_counts_once(tab: Pages) -> None:
    with transaction(write=True):
        new_token_for(who(ANNA), Purpose.RESET, LINK_LIMIT)
    link = proof(tab)
    form = form_of(tab.get(link))
    tab.submit(form)
    tab.submit(form, status=410)
    assert all(one.used_at for one in everything(OneTimeToken))


def test_the_link_to_a_new_address_works_for_an_hour(app: Flask, tab: Pages) -> None:
    link = proof(tab)
    with time_machine.travel(now() + LINK_LIMIT + timedelta(seconds=1)):
        Pages(app, ANNA).get(link, status=410)


def test_nobody_is_bombarded_with_mail(tab: Pages) -> None:
    for _ in range(5):
        ask(tab, FRESH)
    assert set(ask(tab, FRESH, status=429).errors) == {"email"}
