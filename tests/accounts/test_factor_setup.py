"""Setting the second step up, and what may be done about it afterwards."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pyotp
import pytest
import time_machine

from tests import make
from tests.accounts.ways import (
    SECRET,
    code,
    enter,
    everything,
    give_factor,
    is_in,
    mails,
    quick_passwords,
    told,
    type_code,
    who,
)
from tests.page_forms import form_of
from tests.pages import Page, Pages
from tests.people import ANNA, MARIT, PASSWORD
from workbench.accounts.models import Person, RecoveryCode
from workbench.accounts.operations import ensure_membership
from workbench.accounts.operations.factors import pending_factor, remove_factor
from workbench.accounts.rules.secrets import unseal
from workbench.kit.storage import count_queries, transaction
from workbench.kit.values.clock import now
from workbench.organisations.rules import Role

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable

    from flask import Flask

SETUP = "/account/tweede-stap"


@pytest.fixture(autouse=True)
def compared(ids: object, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Compare passwords in no time."""
    del ids
    return quick_passwords(monkeypatch)


@pytest.fixture
def tab(app: Flask) -> Pages:
    """Return a browser in which Anna is signed in."""
    return Pages(app, ANNA)


def begin(tab: Pages, password: str = PASSWORD, *, status: int = 303) -> Page:
    return tab.submit(form_of(tab.get(SETUP)), current=password, status=status)


def secret_on(page: Page) -> str:
    return page.one(".secret-text").get_text().replace(" ", "")


def connect(tab: Pages) -> Page:
    page = tab.follow(begin(tab))
    return tab.submit(form_of(page), code=pyotp.TOTP(secret_on(page)).now(), status=200)


def test_it_begins_with_the_password(tab: Pages) -> None:
    assert set(begin(tab, "verkeerd", status=422).errors) == {"current"}
    with transaction(write=False):
        assert who(ANNA).totp_pending is None


def test_the_picture_says_the_same_as_the_text_and_needs_no_inline_style(tab: Pages) -> None:
    page = tab.follow(begin(tab))
    picture = page.one("main img")
    assert str(picture["src"]).startswith("data:image/svg+xml")
    assert picture["alt"]
    assert len(secret_on(page)) == 32


def test_its_first_code_switches_it_on_and_shows_ten_codes_once(tab: Pages) -> None:
    page = connect(tab)
    codes = [tag.get_text() for tag in page.html.select(".recovery-codes code")]
    assert (len(codes), len(set(codes))) == (10, 10)
    assert codes[0] not in tab.get(SETUP).text
    assert len(everything(RecoveryCode)) == 10
    assert [one.event for one in told("person.factor_begun", "person.factor_added")] == [
        "person.factor_begun",
        "person.factor_added",
    ]
    assert mails(ANNA.email)[-1].kind == "security"


def test_a_wrong_first_code_switches_nothing_on(tab: Pages) -> None:
    page = tab.follow(begin(tab))
    assert set(tab.submit(form_of(page), code="000000", status=422).errors) == {"code"}
    with transaction(write=False):
        assert who(ANNA).totp_secret is None


def test_it_asks_for_the_code_from_then_on_and_ends_other_sessions(app: Flask, tab: Pages) -> None:
    elsewhere = Pages(app, ANNA)
    page = tab.follow(begin(tab))
    made = secret_on(page)
    tab.submit(form_of(page), code=pyotp.TOTP(made).now(), status=200)
    assert (is_in(tab), is_in(elsewhere)) == (True, False)
    enter(elsewhere, ANNA)
    type_code(elsewhere, pyotp.TOTP(made).now(), status=422)  # it was used to switch it on
    type_code(elsewhere, pyotp.TOTP(made).at(int(now().timestamp()) + 30))


def test_a_secret_waits_a_quarter_of_an_hour_and_in_its_own_session(app: Flask, tab: Pages) -> None:
    begin(tab)
    assert Pages(app, ANNA).get(f"{SETUP}/koppelen", status=303).location == SETUP
    with time_machine.travel(now() + timedelta(minutes=16)):
        assert tab.get(f"{SETUP}/koppelen", status=303).location == SETUP


def test_whoever_has_one_cannot_set_up_another_with_the_password_alone(tab: Pages) -> None:
    give_factor(ANNA)
    token = form_of(tab.get("/account"), "form[action='/uitloggen']").fields["csrf_token"]
    tab.post(SETUP, {"csrf_token": token, "current": PASSWORD})
    with transaction(write=False):
        assert pending_factor(person=who(ANNA), handle=None, secret=SECRET) is None
        assert who(ANNA).totp_pending is None


@pytest.mark.parametrize("page", ["codes", "uit"])
def test_changing_it_takes_password_and_code(tab: Pages, page: str) -> None:
    give_factor(ANNA)
    form = form_of(tab.get(f"{SETUP}/{page}"))
    assert set(tab.submit(form, current="verkeerd", code=code(), status=422).errors) == {"current"}
    assert set(tab.submit(form, current=PASSWORD, code="000000", status=422).errors) == {"code"}
    tab.submit(form, current=PASSWORD, code=code(), status=0)
    event = "person.factor_removed" if page == "uit" else "person.recovery_codes_replaced"
    assert told(event)[-1].actor_id == who_id()


def who_id() -> uuid.UUID:
    with transaction(write=False):
        return who(ANNA).id


def test_guessing_codes_with_the_password_ends_after_ten(tab: Pages) -> None:
    give_factor(ANNA)
    form = form_of(tab.get(f"{SETUP}/uit"))
    for _ in range(10):
        tab.submit(form, current=PASSWORD, code="000000", status=422)
    tab.submit(form, current=PASSWORD, code=code(), status=429)


def test_new_codes_end_the_old_ones(app: Flask, tab: Pages) -> None:
    old = give_factor(ANNA)
    tab.submit(form_of(tab.get(f"{SETUP}/codes")), current=PASSWORD, code=code(), status=200)
    other = Pages(app)
    enter(other, ANNA)
    type_code(other, "", recovery_code=old[0], status=422)


def test_switched_off_the_password_is_enough(app: Flask, tab: Pages) -> None:
    give_factor(ANNA)
    tab.submit(form_of(tab.get(f"{SETUP}/uit")), current=PASSWORD, code=code())
    assert enter(Pages(app), ANNA).location == "/"
    assert everything(RecoveryCode) == []


def test_another_installation_cannot_read_the_secret(tab: Pages) -> None:
    connect(tab)
    kept = [one.totp_secret for one in everything(Person) if one.totp_secret]
    assert unseal(kept[0], SECRET)
    assert unseal(kept[0], "another-secret-of-forty-characters-at-all") is None


@pytest.fixture
def strict(other_app: Callable[..., Flask], ids: dict[str, uuid.UUID]) -> Flask:
    """Return an application in which administrators must have one; Marit is one, Anna is not."""
    app = other_app(second_factor="administrators")
    with transaction(write=True):
        ensure_membership(person_id=ids[MARIT.email], organisation_id=ids["lindewijk"], role=Role.ADMINISTRATOR)
    return app


def test_an_administrator_without_one_is_led_there_from_everywhere(strict: Flask) -> None:
    tab = Pages(strict, MARIT)
    for address in ("/", "/plannen/", "/account", "/account/sessies"):
        assert tab.get(address, status=303).location == SETUP
    piece = tab.get("/plannen/", status=401, HX_Request="true")
    assert piece.response.headers["HX-Redirect"] == SETUP
    Pages(strict, ANNA).get("/account")


def test_an_administrator_sets_it_up_and_goes_on(strict: Flask) -> None:
    tab = Pages(strict, MARIT)
    assert connect(tab).one("main a[href='/']"), "who was stopped on the way in goes on to the start page"
    tab.get("/account")


def test_an_administrator_may_sign_out_without_one(strict: Flask) -> None:
    tab = Pages(strict, MARIT)
    assert tab.submit(form_of(tab.get(SETUP), "form[action='/uitloggen']")).location == "/inloggen"


def test_what_an_administrator_typed_before_comes_back(strict: Flask, ids: dict[str, uuid.UUID]) -> None:
    with transaction(write=True):
        plan = make.plan(ids["lindewijk"])
    give_factor(MARIT)
    tab = Pages(strict, MARIT)
    form = form_of(tab.get(f"/plannen/{plan.id}/onderdeel/mission"), "form[data-form='plans.part']")
    with transaction(write=True):
        remove_factor(person=who(MARIT), by="command")
    assert tab.submit(form, answer="Twee uur getypt").location == SETUP
    assert connect(tab).one("a[href='/bewaard']")
    assert "Twee uur getypt" in tab.get("/bewaard").text


def test_everyone_may_be_asked(other_app: Callable[..., Flask]) -> None:
    assert Pages(other_app(second_factor="everyone"), ANNA).get("/", status=303).location == SETUP


def test_the_demand_costs_no_query(strict: Flask) -> None:
    client = strict.test_client()
    client.sign_in(MARIT)  # type: ignore[attr-defined]  # our browser for tests
    with count_queries() as tally:
        client.get("/plannen/")
    assert tally.queries == 1
