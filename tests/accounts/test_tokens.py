"""Secrets in mailed addresses: each works once, for one purpose, and only until something ends it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine

from tests.accounts.ways import enter, everything, is_in, quick_passwords, told, who
from tests.page_forms import form_of
from tests.pages import Pages
from tests.people import ANNA, MARIT, TEUN
from workbench.accounts.models import OneTimeToken
from workbench.accounts.operations import own_account, use_token
from workbench.accounts.operations.passwords import change_password
from workbench.accounts.operations.tokens import new_token_for
from workbench.accounts.rules import Purpose
from workbench.accounts.rules.limits import LINK_LIMIT
from workbench.kit.mail import OutgoingMail
from workbench.kit.storage import transaction
from workbench.kit.values.clock import now

if TYPE_CHECKING:
    from flask import Flask

    from tests.people import Someone

NEW = "kip loopt over straat"
AGAIN = "mijn hond heet bello"
CASES = ("reuse", "newer", "sign_in", "password", "address", "purpose", "expired", "altered", "get", "parallel")


def token(purpose: Purpose = Purpose.RESET, someone: Someone = ANNA) -> str:
    with transaction(write=True):
        email = "nieuw@lindewijk.example" if purpose is Purpose.EMAIL else None
        return new_token_for(who(someone), purpose, LINK_LIMIT, email=email)


def works(made: str, purpose: Purpose = Purpose.RESET) -> bool:
    with transaction(write=True):
        return use_token(token=made, purpose=purpose) is not None


def choose(tab: Pages, made: str, password: str = NEW, *, status: int = 303) -> str:
    form = form_of(tab.get(f"/wachtwoord/{made}"))
    return tab.submit(form, password=password, status=status).location


def test_choosing_a_password_with_a_link_signs_nobody_in(app: Flask) -> None:
    tab = Pages(app)
    assert choose(tab, token()) == "/inloggen"
    assert not is_in(tab)
    enter(tab, ANNA, NEW)
    assert told("person.password_changed")[0].details == {"by": "reset"}


def test_a_password_that_is_refused_does_not_use_the_link_up(app: Flask) -> None:
    tab, made = Pages(app), token()
    choose(tab, made, "kort", status=422)
    choose(tab, made, "anna@lindewijk.example", status=422)
    choose(tab, made, NEW)


def test_opening_a_link_to_choose_a_password_uses_nothing_up(app: Flask) -> None:
    client, made = app.test_client(), token()
    for _ in range(3):
        assert client.get(f"/wachtwoord/{made}").status_code == 200
        assert client.head(f"/wachtwoord/{made}").headers["Referrer-Policy"] == "no-referrer"
    choose(Pages(app), made)


def test_a_new_password_ends_all_sessions(app: Flask) -> None:
    open_one, teun = Pages(app, ANNA), Pages(app, TEUN)
    made = token()  # made after the sign-in: else that would have ended it
    choose(Pages(app), made)
    assert (is_in(open_one), is_in(teun)) == (False, True)


def test_whoever_was_deactivated_meanwhile_has_no_use_of_the_link(app: Flask) -> None:
    made = token()
    with transaction(write=True):
        who(ANNA).deactivated_at = now()
    Pages(app).get(f"/wachtwoord/{made}", status=410)


def spoil(case: str, made: str, app: Flask) -> str:
    """Let something happen after which a token must be worthless; return the token to try."""
    if case == "reuse":
        assert works(made)
    elif case == "newer":
        token()
    elif case == "sign_in":
        app.test_client().sign_in(ANNA)  # type: ignore[attr-defined]  # our browser for tests
    elif case == "password":
        with transaction(write=True):
            change_password(person=who(ANNA), password_hash="x", by="self")
    elif case == "address":
        _move_there_and_back()
    elif case == "altered":
        return made[:-1] + ("A" if made[-1] != "A" else "B")
    return made


def _move_there_and_back() -> None:
    with transaction(write=True):
        person = who(ANNA)
        proof = new_token_for(person, Purpose.EMAIL, LINK_LIMIT, email="elders@lindewijk.example")
        own_account.change_address(person_id=person.id, token=proof)
        person.email = ANNA.email


def dies(case: str, app: Flask) -> bool:
    """Say whether a fresh token is worthless in a case."""
    made = token()
    if case == "purpose":
        return not works(made, Purpose.SIGN_IN) and not works(made, Purpose.EMAIL)
    if case == "expired":
        with time_machine.travel(now() + LINK_LIMIT + timedelta(seconds=1)):
            return not works(made)
    if case == "get":
        client = app.test_client()
        client.get(f"/wachtwoord/{made}")
        client.head(f"/wachtwoord/{made}")
        return works(made)
    if case == "parallel":
        return [works(made) for _ in range(10)] == [True] + [False] * 9
    return not works(spoil(case, made, app))


@pytest.mark.parametrize("case", CASES)
def test_five_tokens_in_every_case(app: Flask, case: str) -> None:
    assert all(dies(case, app) for _ in range(5))


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES)
def test_five_hundred_tokens_in_every_case(app: Flask, case: str) -> None:
    assert all(dies(case, app) for _ in range(500))


def test_fifty_tokens_of_each_purpose_work_once_and_for_that_purpose_only(app: Flask) -> None:
    del app
    for purpose in Purpose:
        for _ in range(50):
            made = token(purpose)
            assert [works(made, other) for other in Purpose if other is not purpose] == [False, False]
            assert (works(made, purpose), works(made, purpose)) == (True, False)


def test_a_token_of_one_purpose_opens_no_page_of_another(app: Flask) -> None:
    tab = Pages(app, ANNA)
    addresses = {
        Purpose.SIGN_IN: "/inloggen/link/",
        Purpose.RESET: "/wachtwoord/",
        Purpose.EMAIL: "/account/adres/",
    }
    for purpose in Purpose:
        made = token(purpose)
        for other, address in addresses.items():
            tab.get(f"{address}{made}", status=200 if other is purpose else 410)


def test_tokens_are_long_and_in_the_database_as_hashes_only(app: Flask) -> None:
    del app
    made = [token(purpose, someone) for purpose in Purpose for someone in (ANNA, MARIT, TEUN)]
    stored = str([(one.id, one.email) for one in everything(OneTimeToken)])
    assert all(len(one) >= 43 and one not in stored for one in made)
    assert len(set(made)) == len(made)


def test_signing_in_ends_what_was_asked_before(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    quick_passwords(monkeypatch)
    reset, link, email = token(), token(Purpose.SIGN_IN), token(Purpose.EMAIL)
    enter(Pages(app), ANNA)
    assert (works(reset), works(link, Purpose.SIGN_IN), works(email, Purpose.EMAIL)) == (False, False, True)


def test_no_event_holds_a_token(app: Flask) -> None:
    made = token()
    choose(Pages(app), made)
    with transaction(write=False):
        events = told("person.password_changed", "person.reset_issued", "person.signed_in")
    assert made not in str([(one.object_id, one.details) for one in events])
    assert made not in str([mail.body for mail in everything(OutgoingMail)])
