"""Signing in and out."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from sqlalchemy import select

from tests.people import ANNA, MARIT, PASSWORD
from workbench.accounts import operations
from workbench.accounts.models import Person, SignInSession
from workbench.accounts.operations import ensure_person
from workbench.accounts.rules import ABSOLUTE_LIMIT, DEMO_PASSWORD, DEMO_PEOPLE, IDLE_LIMIT
from workbench.accounts.rules.tries import ACCOUNT
from workbench.accounts.views.sign_in import person_to_let_in
from workbench.kit.audit import AuditEvent
from workbench.kit.storage import count_queries, session, transaction
from workbench.kit.values.clock import now

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from werkzeug.test import TestResponse

    from tests.browser import Browser


@pytest.fixture
def quick_hash(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Compare passwords in no time, and keep which ones were compared."""
    compared: list[str] = []

    def fits(password_hash: str | None, typed: str) -> bool:
        compared.append(typed)
        return password_hash is not None and typed == PASSWORD

    monkeypatch.setattr(operations, "password_fits", fits)
    return compared


def try_to(browser: Browser, email: str, password: str, **more: str) -> TestResponse:
    return browser.send("/inloggen", {"email": email, "password": password, **more})


def test_the_right_password_lets_in(client: Browser) -> None:
    response = try_to(client, " Anna@Lindewijk.example ", PASSWORD)
    assert (response.status_code, response.headers["Location"]) == (303, "/")
    page = client.get("/").text
    assert ANNA.name in page


def test_known_and_unknown_people_get_the_same_answer(client: Browser) -> None:
    client.csrf()
    known = try_to(client, ANNA.email, "verkeerd wachtwoord").text.replace(ANNA.email, "")
    unknown = try_to(client, "nie@lindewijk.example", "verkeerd wachtwoord").text.replace("nie@lindewijk.example", "")
    assert known == unknown


def test_a_person_without_password_cannot_use_one(client: Browser) -> None:
    with transaction(write=True) as open_session:
        open_session.scalars(select(Person).where(Person.email == ANNA.email)).one().password_hash = None
    assert try_to(client, ANNA.email, PASSWORD).status_code == 422


@pytest.mark.usefixtures("quick_hash")
def test_whoever_was_deactivated_is_told_what_a_stranger_is_told(client: Browser) -> None:
    with transaction(write=True) as open_session:
        open_session.scalars(select(Person).where(Person.email == ANNA.email)).one().deactivated_at = now()
    assert try_to(client, ANNA.email, PASSWORD).status_code == 422


@pytest.mark.usefixtures("quick_hash")
def test_sign_in_gives_a_new_cookie_and_the_planted_one_is_worthless(app: Flask, client: Browser) -> None:
    client.carry("planted-by-somebody")
    try_to(client, ANNA.email, PASSWORD)
    assert client.token() not in {"", "planted-by-somebody"}
    planted: Any = app.test_client()
    planted.carry("planted-by-somebody")
    assert planted.get("/").status_code == 303


def test_a_copied_cookie_is_worthless_after_sign_out(app: Flask, client: Browser) -> None:
    copy: Any = app.test_client()
    copy.carry(client.sign_in(ANNA).token())
    assert copy.get("/").status_code == 200
    response = client.send("/uitloggen")
    assert response.headers["Location"] == "/inloggen"
    assert "storage" in response.headers["Clear-Site-Data"]
    assert copy.get("/").status_code == 303


@pytest.mark.usefixtures("quick_hash")
def test_signing_in_again_ends_the_session_before(app: Flask, client: Browser) -> None:
    copy: Any = app.test_client()
    copy.carry(client.sign_in(ANNA).token())
    try_to(client, MARIT.email, PASSWORD)
    assert copy.get("/").status_code == 303
    assert MARIT.name in client.get("/").text


def test_a_session_ends_when_idle(client: Browser) -> None:
    client.sign_in(ANNA)
    with time_machine.travel(now() + IDLE_LIMIT + timedelta(seconds=1)):
        assert client.get("/").status_code == 303


def test_a_session_ends_at_last_however_busy(client: Browser) -> None:
    client.sign_in(ANNA)
    start, step = now(), IDLE_LIMIT / 2
    for steps in range(1, ABSOLUTE_LIMIT // step + 1):
        with time_machine.travel(start + steps * step - timedelta(seconds=1)):
            assert client.get("/").status_code == 200
    with time_machine.travel(start + ABSOLUTE_LIMIT + timedelta(seconds=1)):
        assert client.get("/").status_code == 303


def test_the_database_holds_no_cookie(client: Browser) -> None:
    client.sign_in(ANNA)
    with transaction(write=False):
        assert client.token() not in session().scalars(select(SignInSession.id)).all()


def test_ten_tries_in_a_quarter_of_an_hour(client: Browser, quick_hash: list[str]) -> None:
    for _ in range(ACCOUNT.tries):
        assert try_to(client, ANNA.email, "raden").status_code == 422
    response = try_to(client, ANNA.email.upper(), PASSWORD)
    assert response.status_code == 429
    assert 0 < int(response.headers["Retry-After"]) <= 901
    assert len(quick_hash) == ACCOUNT.tries
    assert try_to(client, MARIT.email, PASSWORD).status_code == 303


def test_after_a_quarter_of_an_hour_the_right_password_works_again(client: Browser, quick_hash: list[str]) -> None:
    for _ in range(ACCOUNT.tries):
        try_to(client, ANNA.email, "raden")
    with time_machine.travel(now() + timedelta(minutes=16)):
        assert try_to(client, ANNA.email, PASSWORD).status_code == 303
    assert quick_hash[-1] == PASSWORD


@pytest.mark.usefixtures("quick_hash")
@pytest.mark.parametrize(
    "target",
    ["//elders.example", "/\\elders.example", "///elders.example", "https://elders.example", "/\t/elders.example",
     "\t//elders.example", "javascript:alert(1)", "elders.example", "/%0d%0aSet-Cookie:x", "http:elders", "/a\\b"],
)  # fmt: skip
def test_sign_in_leads_nowhere_else(client: Browser, target: str) -> None:
    location = try_to(client, ANNA.email, PASSWORD, volgende=target).headers["Location"]
    assert location == "/" or location.startswith("/%")


@pytest.mark.usefixtures("quick_hash")
def test_sign_in_leads_on_within_the_site(client: Browser) -> None:
    assert try_to(client, ANNA.email, PASSWORD, volgende="/plannen/x?a=1").headers["Location"] == "/plannen/x?a=1"


@pytest.mark.usefixtures("quick_hash")
def test_signing_in_out_and_a_refusal_are_one_event_each(client: Browser) -> None:
    with transaction(write=False):
        before = session().scalars(select(AuditEvent.seq)).all()
    try_to(client, ANNA.email, "verkeerd")
    try_to(client, ANNA.email, PASSWORD)
    client.send("/uitloggen")
    with transaction(write=False):
        told = session().scalars(select(AuditEvent).where(AuditEvent.seq > max(before)).order_by(AuditEvent.seq)).all()
    assert [one.event for one in told] == ["person.sign_in_refused", "person.signed_in", "person.signed_out"]
    assert all(one.request_id for one in told)
    assert [one.actor_id is not None for one in told] == [False, True, True]


def test_a_page_finds_the_person_in_one_query(client: Browser) -> None:
    client.sign_in(ANNA)
    with count_queries() as tally:
        client.get("/bestaat-niet")
    assert tally.queries == 1


def test_the_demo_people_are_shown_in_the_demo_only(client: Browser, other_app: Callable[..., Flask]) -> None:
    assert "zeven groene fietsen" not in client.get("/inloggen").text
    assert client.send("/inloggen/als", {"email": ANNA.email}).status_code == 404
    assert "zeven groene fietsen" in other_app(demo=True).test_client().get("/inloggen").text


def test_only_demo_people_have_a_door_without_password(other_app: Callable[..., Flask]) -> None:
    browser: Any = other_app(demo=True).test_client()
    assert browser.send("/inloggen/als", {"email": ANNA.email}).status_code == 404


@pytest.mark.parametrize(("address", "lets_in"), [("http://127.0.0.1:8000", True), ("https://wijkplan.example", False)])
def test_the_public_password_of_the_demo_counts_on_this_machine_only(
    other_app: Callable[..., Flask], address: str, lets_in: bool
) -> None:
    with transaction(write=True):
        ensure_person(email=DEMO_PEOPLE[0].email, name="Aleida", password=DEMO_PASSWORD)
    with other_app(public_url=address).app_context(), transaction(write=False):
        assert (person_to_let_in(DEMO_PEOPLE[0].email).person_id is not None) is lets_in
