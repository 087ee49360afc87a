"""The list of one's sessions, ending them, and the warning before one ends."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine

from tests import make
from tests.accounts.ways import enter, everything, is_in, quick_passwords, told
from tests.page_forms import form_of
from tests.pages import Pages
from tests.people import ANNA, TEUN
from workbench.accounts.models import SignInSession
from workbench.accounts.operations.sessions import end_sessions
from workbench.accounts.rules.limits import ABSOLUTE_LIMIT, IDLE_LIMIT, WARNING
from workbench.kit.storage import transaction
from workbench.kit.values.clock import now

if TYPE_CHECKING:
    from flask import Flask

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def tab(app: Flask) -> Pages:
    """Return a browser in which Anna is signed in."""
    return Pages(app, ANNA)


def token_in(tab: Pages) -> Any:
    return form_of(tab.get("/account/sessies"), "form[action='/uitloggen']").fields["csrf_token"]


def test_the_list_says_which_browser_from_where_and_which_is_this(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    quick_passwords(monkeypatch)
    tab = Pages(app)
    tab._client.environ_base["HTTP_USER_AGENT"] = FIREFOX  # noqa: SLF001 - a browser says itself what it is
    enter(tab, ANNA)
    Pages(app, ANNA)
    page = tab.get("/account/sessies")
    headings = [" ".join(tag.get_text(" ").split()) for tag in page.html.select("main h2")]
    assert headings[0].startswith("Firefox, Linux")
    assert len(headings) == 2
    assert "127.0.0.0/24" in page.text
    assert "127.0.0.1" not in page.text


def test_another_session_is_ended_at_once(app: Flask, tab: Pages) -> None:
    other, teun = Pages(app, ANNA), Pages(app, TEUN)
    form = form_of(tab.get("/account/sessies"), "form[data-form='accounts.end_session']")
    assert tab.submit(form).location == "/account/sessies"
    assert (is_in(tab), is_in(other), is_in(teun)) == (True, False, True)
    assert len(told("person.session_ended")) == 1


def test_all_others_are_ended_together(app: Flask, tab: Pages) -> None:
    others = [Pages(app, ANNA) for _ in range(3)]
    tab.submit(form_of(tab.get("/account/sessies"), "form[data-form='accounts.end_others']"))
    assert [is_in(one) for one in (tab, *others)] == [True, False, False, False]
    assert [one.details for one in told("person.sessions_ended")] == [{"sessions": 3}]


def test_a_hundred_ended_sessions_stay_ended(app: Flask, tab: Pages) -> None:
    others = [Pages(app, ANNA) for _ in range(100)]
    tab.submit(form_of(tab.get("/account/sessies"), "form[data-form='accounts.end_others']"))
    assert not any(is_in(one) for one in others)


def test_nobody_ends_the_session_of_somebody_else(app: Flask, tab: Pages) -> None:
    teun = Pages(app, TEUN)
    theirs = max(everything(SignInSession), key=lambda one: one.started_at)
    sent = {"csrf_token": token_in(tab)}
    tab.post(f"/account/sessies/{theirs.handle}/einde", sent, status=404)
    tab.post(f"/account/sessies/{uuid.uuid4()}/einde", sent, status=404)
    assert is_in(teun)


def test_no_page_holds_the_token_of_a_session(app: Flask, tab: Pages) -> None:
    Pages(app, ANNA)
    body = tab.get("/account/sessies").response.get_data(as_text=True)
    assert not any(one.id in body for one in everything(SignInSession))


def test_what_was_typed_in_an_ended_session_comes_back(tab: Pages, ids: dict[str, uuid.UUID]) -> None:
    with transaction(write=True):
        plan = make.plan(ids["lindewijk"])
    form = form_of(tab.get(f"/plannen/{plan.id}/onderdeel/mission"), "form[data-form='plans.part']")
    with transaction(write=True):
        end_sessions(person_id=ids[ANNA.email])
    assert tab.submit(form, answer="Twee uur getypt").location == "/inloggen"
    tab.sign_in(ANNA)
    assert "Twee uur getypt" in tab.get("/bewaard").text


def clock(tab: Pages) -> dict[str, str]:
    return {name: str(value) for name, value in tab.get("/account").one("dialog[data-session]").attrs.items()}


def test_every_page_says_when_the_session_ends(tab: Pages) -> None:
    found = clock(tab)
    assert int(found["data-warning"]) == WARNING.total_seconds() == 120
    assert IDLE_LIMIT.total_seconds() - 70 <= int(found["data-seconds"]) <= IDLE_LIMIT.total_seconds()
    assert "data-last" not in found


def test_the_last_two_hours_cannot_be_made_longer(tab: Pages) -> None:
    start, found = now(), {}
    for hours in range(1, 12):
        with time_machine.travel(start + timedelta(hours=hours)):
            found = clock(tab)
    assert "data-last" in found
    assert int(found["data-seconds"]) == pytest.approx(3600, abs=70)


def test_asking_how_long_makes_it_no_longer(tab: Pages) -> None:
    start = now()
    for minutes in (60, 119):
        with time_machine.travel(start + timedelta(minutes=minutes)):
            left = tab.get("/sessie").response.json
            assert left is not None
            assert left["seconds"] == pytest.approx((120 - minutes) * 60, abs=70)
    with time_machine.travel(start + IDLE_LIMIT + timedelta(seconds=70)):
        assert tab.get("/sessie", status=401, HX_Request="true").response.headers["HX-Redirect"] == "/inloggen"


def test_staying_signed_in_makes_it_longer_up_to_the_end(tab: Pages) -> None:
    start, sent, answer = now(), {"csrf_token": token_in(tab)}, None
    for steps in range(1, 7):
        with time_machine.travel(start + steps * (IDLE_LIMIT - timedelta(minutes=1))):
            answer = tab.post("/sessie/verleng", sent, status=200).response.json
    assert answer is not None
    assert answer["last"] is True
    assert answer["seconds"] == pytest.approx(6 * 60, abs=70)
    with time_machine.travel(start + ABSOLUTE_LIMIT + timedelta(seconds=1)):
        assert not is_in(tab)
