"""Limits on guessing: they hold over all workers, and strangers' tries do not lock the owner out."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from sqlalchemy import func, select

from tests.accounts.ways import enter, everything, is_in, quick_passwords, told
from tests.page_forms import form_of
from tests.pages import Pages
from tests.people import ANNA, EVERYBODY, MARIT, PASSWORD
from workbench.accounts.models import KnownDevice, SignInTry
from workbench.accounts.operations import tries
from workbench.accounts.rules.tries import ACCOUNT, DEVICE, NETWORK, Limit, counter
from workbench.kit.storage import session, transaction
from workbench.kit.values.clock import now

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

Codes = list[int]
HEADERS = ("X-Forwarded-For", "X-Real-IP", "Forwarded", "X-Client-IP", "True-Client-IP", "X-Forwarded-Host")


@pytest.fixture
def compared(ids: object, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Compare passwords in no time, and keep which ones were compared."""
    del ids
    return quick_passwords(monkeypatch)


def leave(tab: Pages) -> None:
    tab.submit(form_of(tab.get("/account"), "form[action='/uitloggen']"))


def guess(
    app: Flask, times: int, email: str = ANNA.email, *, address: str = "203.0.113.9", **headers: str
) -> list[int]:
    client = app.test_client()
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    fields = {"email": email, "password": "geraden wachtwoord"}
    return [
        client.send("/inloggen", fields, headers=sent, environ_base={"REMOTE_ADDR": address}).status_code  # type: ignore[attr-defined]  # our browser for tests
        for _ in range(times)
    ]


@pytest.mark.usefixtures("compared")
def test_the_owner_gets_in_from_their_own_browser_while_strangers_guess(app: Flask) -> None:
    own = Pages(app)
    enter(own, ANNA)
    leave(own)
    guess(app, ACCOUNT.tries + 5)
    enter(Pages(app), ANNA, status=429)
    enter(own, ANNA)
    assert is_in(own)


def test_at_most_ten_guesses_reach_the_hash_from_a_hundred_addresses(app: Flask, compared: list[str]) -> None:
    answers = [guess(app, 1, address=f"198.51.{number}.7")[0] for number in range(100)]
    assert len(compared) == ACCOUNT.tries
    assert answers[ACCOUNT.tries :] == [429] * 90


def test_a_known_browser_has_ten_tries_too(app: Flask, compared: list[str]) -> None:
    own = Pages(app)
    enter(own, ANNA)
    leave(own)
    for _ in range(DEVICE.tries):
        enter(own, ANNA, "verkeerd", status=422)
    enter(own, ANNA, status=429)
    enter(Pages(app), ANNA)
    assert compared.count("verkeerd") == DEVICE.tries


@pytest.mark.usefixtures("compared")
def test_the_cookie_of_one_persons_browser_opens_no_counter_of_another(app: Flask) -> None:
    own = Pages(app)
    enter(own, MARIT)
    leave(own)
    guess(app, ACCOUNT.tries)
    enter(own, ANNA, status=429)


@pytest.mark.parametrize("written", [" Anna@Lindewijk.example", "ANNA@LINDEWIJK.EXAMPLE ", "anna@lindewijk.example"])
def test_an_account_is_counted_however_its_address_is_typed(app: Flask, compared: list[str], written: str) -> None:
    guess(app, ACCOUNT.tries)
    assert guess(app, 1, written) == [429]
    assert len(compared) == ACCOUNT.tries


@pytest.mark.usefixtures("compared")
@pytest.mark.parametrize("header", HEADERS)
def test_no_header_makes_another_network_of_a_browser(app: Flask, monkeypatch: pytest.MonkeyPatch, header: str) -> None:
    narrow = Limit("network", 3, is_shared=True)
    monkeypatch.setattr("workbench.accounts.views.letting_in.NETWORK", narrow)
    forged = {header.replace("-", "_"): "192.0.2.1"}
    answers = [guess(app, 1, f"nr{number}@x.example", **forged)[0] for number in range(4)]
    assert answers == [422, 422, 422, 429]


@pytest.mark.usefixtures("compared")
@pytest.mark.parametrize(
    ("first", "second", "shared"),
    [
        ("203.0.113.9", "203.0.113.200", True),
        ("203.0.113.9", "203.0.114.9", False),
        ("2001:db8:1:1::5", "2001:db8:1:ffff::9", True),
        ("2001:db8:1::5", "2001:db8:2::5", False),
        ("::ffff:203.0.113.9", "203.0.113.10", True),
    ],
)
def test_a_network_is_counted_as_a_whole(
    app: Flask, monkeypatch: pytest.MonkeyPatch, first: str, second: str, shared: bool
) -> None:
    narrow = Limit("network", 3, is_shared=True)
    monkeypatch.setattr("workbench.accounts.views.letting_in.NETWORK", narrow)
    for number in range(3):
        guess(app, 1, f"nr{number}@x.example", address=first)
    assert guess(app, 1, "nr9@x.example", address=second) == [429 if shared else 422]


@pytest.mark.parametrize(("proxies", "last"), [(0, 422), (1, 429)])
def test_behind_a_proxy_a_network_is_counted_once_the_proxy_is_named(
    other_app: Callable[..., Flask], monkeypatch: pytest.MonkeyPatch, compared: list[str], proxies: int, last: int
) -> None:
    monkeypatch.setattr("workbench.accounts.views.letting_in.NETWORK", Limit("network", 3, is_shared=True))
    site = "http://wijkplan.example"
    client = other_app(public_url=site, trusted_proxies=proxies).test_client()
    page = client.get("/inloggen", base_url=site).get_data(as_text=True)
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    answers = []
    for number in range(4):
        fields = {"csrf_token": token, "email": f"nr{number}@x.example", "password": "geraden wachtwoord"}
        # What the browser claims stands before what the proxy adds.
        sent = {"X-Forwarded-For": f"192.0.{number}.1, 203.0.113.9", "X-Forwarded-Host": "evil.example"}
        answers.append(client.post("/inloggen", data=fields, headers=sent, base_url=site).status_code)
    assert answers == [422, 422, 422, last]
    assert len(compared) == answers.count(422)


def test_a_network_may_try_often_enough_for_a_whole_practice() -> None:
    assert NETWORK.tries >= 30 * ACCOUNT.tries


@pytest.mark.usefixtures("compared")
def test_the_right_password_forgets_the_wrong_ones_before_it(app: Flask) -> None:
    for _ in range(ACCOUNT.tries - 1):
        guess(app, 1)
    enter(Pages(app), ANNA)
    enter(Pages(app), ANNA)
    assert len(everything(SignInTry)) == ACCOUNT.tries - 1  # those of the network stay


@pytest.mark.usefixtures("compared")
def test_too_many_tries_offer_a_link_by_mail(app: Flask) -> None:
    guess(app, ACCOUNT.tries)
    page = enter(Pages(app), ANNA, status=429)
    assert 0 < int(page.response.headers["Retry-After"]) <= 901
    assert page.one("a[href='/inloggen/link-vragen']")
    assert told("person.sign_in_refused")[-1].details == {"reason": "limit"}


@pytest.mark.usefixtures("ids")
def test_two_workers_count_in_one_place() -> None:
    counted = counter(ACCOUNT, "x", "s" * 40)
    for _ in range(ACCOUNT.tries):
        with transaction(write=True):
            assert tries.count_try([counted]) == 0
    with transaction(write=True):
        assert 0 < tries.count_try([counted]) <= 901
        assert session().scalar(select(func.count()).select_from(SignInTry)) == ACCOUNT.tries


@pytest.mark.usefixtures("compared")
def test_old_tries_are_removed(app: Flask) -> None:
    guess(app, 3)
    with time_machine.travel(now() + timedelta(minutes=61)):
        guess(app, 1)
        assert len(everything(SignInTry)) == 2


@pytest.mark.usefixtures("compared")
def test_the_cookie_of_a_known_browser_is_kept_as_a_hash_and_outlives_sign_out(app: Flask) -> None:
    client = app.test_client()
    client.send("/inloggen", {"email": ANNA.email, "password": PASSWORD})  # type: ignore[attr-defined]
    cookie = client.get_cookie("device")
    assert cookie is not None
    assert (cookie.http_only, cookie.same_site, (cookie.max_age or 0) > 100 * 86400) == (True, "Lax", True)
    assert cookie.value not in str([one.id for one in everything(KnownDevice)])


def test_over_tls_the_cookie_belongs_to_this_host_only(other_app: Callable[..., Flask]) -> None:
    client = other_app(public_url="https://wijkplan.example").test_client()
    fields = {"email": ANNA.email, "password": PASSWORD}
    page = client.get("/inloggen", base_url="https://wijkplan.example")
    token = page.get_data(as_text=True).split('name="csrf_token" value="')[1].split('"')[0]
    answer = client.post("/inloggen", data={**fields, "csrf_token": token}, base_url="https://wijkplan.example")
    device = next(one for one in answer.headers.getlist("Set-Cookie") if "device" in one)
    assert device.startswith("__Host-device=")
    assert all(sign in device for sign in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax"))
    assert "Domain" not in device


def test_everybody_of_the_tests_is_counted_apart(app: Flask, compared: list[str]) -> None:
    for someone in EVERYBODY:
        guess(app, 2, someone.email)
    assert len(compared) == 2 * len(EVERYBODY)
