"""Signing in with two steps: nothing goes round the second, each code works once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine

from tests.accounts.ways import (
    code,
    do_jobs,
    enter,
    everything,
    give_factor,
    is_in,
    mails,
    path_in,
    quick_passwords,
    told,
    type_code,
    who,
)
from tests.page_forms import form_of
from tests.pages import Pages
from tests.people import ANNA, PASSWORD
from workbench.accounts.models import HalfSignIn, RecoveryCode, SignInSession
from workbench.accounts.operations.tokens import issue_link
from workbench.accounts.operations.ways_in import ask_way_in
from workbench.accounts.rules import Purpose
from workbench.accounts.rules.limits import CODE_TRIES, DEVICE_SKIPS_FOR, HALF_LIMIT
from workbench.kit.storage import transaction
from workbench.kit.values.clock import now

if TYPE_CHECKING:
    from flask import Flask


@pytest.fixture(autouse=True)
def codes(ids: object, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give Anna a telephone; return her codes on paper."""
    del ids
    quick_passwords(monkeypatch)
    return give_factor(ANNA)


@pytest.fixture
def tab(app: Flask) -> Pages:
    """Return a browser in which nobody is signed in."""
    return Pages(app)


def test_the_password_alone_opens_nothing(tab: Pages) -> None:
    assert enter(tab, ANNA).location == "/inloggen/code"
    assert not is_in(tab)
    assert everything(SignInSession) == []


def test_password_and_code_let_in_where_one_wanted_to_go(tab: Pages) -> None:
    form = form_of(tab.get("/inloggen?volgende=/plannen/"), "form[data-form='accounts.send_sign_in']")
    step = tab.submit(form, email=ANNA.email, password=PASSWORD)
    form = form_of(tab.follow(step), "form[data-form='accounts.send_code']")
    assert tab.submit(form, code=code()).location == "/plannen/"
    assert is_in(tab)
    assert everything(HalfSignIn) == []
    assert [one.with_factor for one in everything(SignInSession)] == [True]


def test_a_code_works_once(app: Flask, tab: Pages) -> None:
    other = Pages(app)
    with time_machine.travel(now(), tick=False):
        enter(tab, ANNA)
        enter(other, ANNA)
        type_code(tab, code())
        type_code(other, code(), status=422)
        type_code(other, code(-1), status=422)
        type_code(other, code(1))


@pytest.mark.parametrize(("steps", "fits"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_half_a_minute_off(tab: Pages, steps: int, fits: bool) -> None:
    with time_machine.travel(now(), tick=False):
        enter(tab, ANNA)
        type_code(tab, code(steps), status=303 if fits else 422)
    assert is_in(tab) is fits


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "000000 or 1=1", "１２３４５６", "x" * 41])
def test_what_is_no_code_is_refused(tab: Pages, typed: str) -> None:
    enter(tab, ANNA)
    type_code(tab, typed, status=422)


def test_after_five_wrong_codes_the_password_is_asked_again_and_the_owner_hears_of_it(tab: Pages) -> None:
    enter(tab, ANNA)
    for _ in range(CODE_TRIES - 1):
        type_code(tab, "000000", status=422)
    assert type_code(tab, "000000").location == "/inloggen"
    assert tab.get("/inloggen/code", status=303).location == "/inloggen"
    assert len(mails(ANNA.email)) == 2  # the codes on paper, and this


def test_ten_wrong_codes_in_a_quarter_of_an_hour_for_an_account(tab: Pages) -> None:
    for _ in range(2):
        enter(tab, ANNA)
        for _ in range(CODE_TRIES):
            type_code(tab, "000000", status=0)
    enter(tab, ANNA)
    assert type_code(tab, code(), status=429).response.headers["Retry-After"]
    with time_machine.travel(now() + timedelta(minutes=16)):
        enter(tab, ANNA)
        type_code(tab, code())


def test_a_half_sign_in_waits_ten_minutes(tab: Pages) -> None:
    enter(tab, ANNA)
    with time_machine.travel(now() + HALF_LIMIT + timedelta(seconds=1)):
        assert tab.get("/inloggen/code", status=303).location == "/inloggen"


def test_a_code_on_paper_works_once_however_it_is_typed(app: Flask, tab: Pages, codes: list[str]) -> None:
    enter(tab, ANNA)
    type_code(tab, "", recovery_code=codes[3].upper().replace("-", " "))
    assert is_in(tab)
    again = Pages(app)
    enter(again, ANNA)
    assert "recovery_code" in type_code(again, "", recovery_code=codes[3], status=422).errors
    assert len([one for one in everything(RecoveryCode) if one.used_at]) == 1
    assert mails(ANNA.email)[-1].kind == "security"


def test_codes_stand_in_the_database_as_hashes_only(codes: list[str]) -> None:
    stored = str([one.id for one in everything(RecoveryCode)])
    assert not any(one in stored or one.replace("-", "") in stored for one in codes)
    with transaction(write=False):
        assert "JBSWY3DP" not in (who(ANNA).totp_secret or "")


def test_a_remembered_device_skips_the_code_for_a_month_and_never_the_password(app: Flask, tab: Pages) -> None:
    enter(tab, ANNA)
    type_code(tab, code(), remember="y")
    tab.submit(form_of(tab.get("/account"), "form[action='/uitloggen']"))
    enter(tab, ANNA, "verkeerd", status=422)
    assert enter(tab, ANNA).location == "/"
    assert [one.details["factor"] for one in told("person.signed_in")] == ["totp", "remembered"]
    assert enter(Pages(app), ANNA).location == "/inloggen/code"
    with time_machine.travel(now() + DEVICE_SKIPS_FOR + timedelta(minutes=1)):
        assert enter(tab, ANNA).location == "/inloggen/code"


def test_a_device_is_remembered_only_when_asked(tab: Pages) -> None:
    enter(tab, ANNA)
    type_code(tab, code())
    tab.submit(form_of(tab.get("/account"), "form[action='/uitloggen']"))
    assert enter(tab, ANNA).location == "/inloggen/code"


def test_a_mailed_link_does_not_go_round_the_code(tab: Pages) -> None:
    with transaction(write=True):
        link = f"/inloggen/link/{issue_link(person=who(ANNA))}"
    assert tab.submit(form_of(tab.get(link))).location == "/inloggen/code"
    assert not is_in(tab)
    type_code(tab, code())
    assert is_in(tab)


def test_a_new_password_does_not_go_round_the_code(tab: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    with transaction(write=True):
        ask_way_in(typed=ANNA.email, purpose=Purpose.RESET, key="x" * 64)
    do_jobs()
    link = path_in(mails(ANNA.email)[-1], "/wachtwoord/")
    assert tab.submit(form_of(tab.get(link)), password="kip loopt over straat").location == "/inloggen"
    assert not is_in(tab)
    assert enter(tab, ANNA, "kip loopt over straat").location == "/inloggen/code"


def test_the_cookie_of_the_first_step_is_new_and_opens_nothing(app: Flask) -> None:
    client = app.test_client()
    client.carry("planted-by-somebody")  # type: ignore[attr-defined]  # our browser for tests
    client.send("/inloggen", {"email": ANNA.email, "password": PASSWORD})  # type: ignore[attr-defined]
    assert client.token() not in {"", "planted-by-somebody"}  # type: ignore[attr-defined]
    assert client.get("/account").status_code == 303
