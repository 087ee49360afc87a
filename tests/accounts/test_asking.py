"""Asking for a link or a new password says and takes the same for everybody; only the mailbox knows."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine

from tests.accounts.ways import do_jobs, everything, is_in, mails, path_in, told, who
from tests.page_forms import form_of
from tests.pages import Pages
from tests.people import ANNA, BO, MARIT, TEUN
from workbench.accounts.models import OneTimeToken
from workbench.accounts.rules.tries import MAIL_FROM_NETWORK, MAIL_TO_ADDRESS
from workbench.kit import jobs
from workbench.kit.storage import transaction
from workbench.kit.values.clock import now

if TYPE_CHECKING:
    from flask import Flask

    from tests.pages import Page

PAGES = ["/inloggen/link-vragen", "/inloggen/wachtwoord-vergeten"]
START = {PAGES[0]: "/inloggen/link/", PAGES[1]: "/wachtwoord/"}
NOBODY = "nie@nergens.example"


@pytest.fixture
def tab(app: Flask) -> Pages:
    """Return a browser in which nobody is signed in."""
    return Pages(app)


@pytest.fixture(autouse=True)
def states(ids: object) -> None:
    """Bring people in every state: Teun is deactivated, Bo was invited and never chose a password."""
    del ids
    with transaction(write=True):
        who(TEUN).deactivated_at = now()
        who(BO).password_hash = None


def ask(tab: Pages, path: str, email: str, *, status: int = 303) -> Page:
    return tab.submit(form_of(tab.get(path)), email=email, status=status)


@pytest.mark.parametrize("path", PAGES)
def test_everybody_gets_the_same_answer_and_the_same_work_is_done(app: Flask, path: str) -> None:
    seen = set()
    for email in (ANNA.email, BO.email, TEUN.email, NOBODY):
        tab = Pages(app)
        answer = ask(tab, path, email)
        page = tab.follow(answer)
        body = page.response.get_data(as_text=True)
        token = page.one("form[data-form] input[name='csrf_token']")["value"]
        seen.add((answer.location, answer.queries, body.replace(str(token), "")))
    assert len(seen) == 1


@pytest.mark.parametrize("path", PAGES)
def test_only_who_may_sign_in_is_mailed(tab: Pages, path: str) -> None:
    for someone in (ANNA, BO, TEUN):
        ask(tab, path, someone.email)
    ask(tab, path, NOBODY)
    do_jobs()
    assert [len(mails(one)) for one in (ANNA.email, BO.email, TEUN.email, NOBODY)] == [1, 1, 0, 0]
    assert path_in(mails(ANNA.email)[0], START[path])


def test_the_request_looks_nobody_up(tab: Pages) -> None:
    statements = " ".join(ask(tab, PAGES[1], ANNA.email).statements)
    assert "FROM person" not in statements
    assert everything(OneTimeToken) == []


@pytest.mark.parametrize("typed", ["", "geen adres", "anna@", "x" * 300, "a@b.example\r\nBcc: c@d.example"])
def test_what_is_no_address_is_refused_for_everybody(tab: Pages, typed: str) -> None:
    assert set(ask(tab, PAGES[0], typed, status=422).errors) == {"email"}


@pytest.mark.parametrize("path", PAGES)
def test_one_address_is_mailed_five_times_an_hour(app: Flask, path: str) -> None:
    bodies = set()
    for email in (ANNA.email, NOBODY):
        for _ in range(MAIL_TO_ADDRESS.tries):
            ask(Pages(app), path, email)
        page = ask(Pages(app), path, email, status=429)
        assert 0 < int(page.response.headers["Retry-After"]) <= 3601
        bodies.add(page.text)
    assert len(bodies) == 1
    with time_machine.travel(now() + timedelta(minutes=61)):
        ask(Pages(app), path, ANNA.email)


def test_one_network_asks_fifty_times_an_hour(app: Flask) -> None:
    for number in range(MAIL_FROM_NETWORK.tries):
        ask(Pages(app), PAGES[0], f"nr{number}@x.example")
    ask(Pages(app), PAGES[0], MARIT.email, status=429)


def test_asking_and_getting_are_one_event_each_without_the_address(tab: Pages) -> None:
    ask(tab, PAGES[0], ANNA.email)
    ask(tab, PAGES[1], ANNA.email)
    do_jobs()
    names = ("person.link_asked", "person.link_issued", "person.reset_asked", "person.reset_issued")
    events = told(*names)
    assert sorted(one.event for one in events) == sorted(names)
    assert ANNA.email not in str([(one.object_id, one.details) for one in events])


def test_a_job_that_runs_twice_leaves_one_way_in(tab: Pages) -> None:
    ask(tab, PAGES[0], ANNA.email)
    do_jobs()
    for job in everything(jobs.Job):
        if job.kind == "accounts.mail_way_in":
            jobs.run(job.id)
    assert len(everything(OneTimeToken)) == 1


def test_every_link_begins_with_our_own_address(app: Flask) -> None:
    for header in ("Host", "X-Forwarded-Host", "Origin", "Referer", "Forwarded"):
        tab = Pages(app)
        form = form_of(tab.get(PAGES[1]))
        name = header.replace("-", "_")
        tab.post(form.action, {**form.fields, "email": ANNA.email}, status=0, **{name: "https://evil.example"})
    do_jobs()
    assert mails(ANNA.email)
    assert all("evil" not in (mail.body or "") for mail in mails(ANNA.email))


def test_a_mailed_link_signs_in(tab: Pages) -> None:
    ask(tab, PAGES[0], BO.email)
    do_jobs()
    tab.submit(form_of(tab.get(path_in(mails(BO.email)[0], START[PAGES[0]]))))
    assert is_in(tab)
