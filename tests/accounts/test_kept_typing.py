"""What somebody sent after their session had ended comes back after sign-in, to them alone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from sqlalchemy import func, select

from tests import make
from tests.page_forms import form_of
from tests.pages import Pages
from tests.people import ANNA, PASSWORD, TEUN, Someone
from workbench.accounts.models import KeptTyping
from workbench.accounts.rules import IDLE_LIMIT, KEPT_FOR
from workbench.accounts.rules.limits import MOST_KEPT
from workbench.kit.audit import AuditEvent
from workbench.kit.storage import session, transaction
from workbench.kit.values.clock import now

if TYPE_CHECKING:
    import uuid

    from flask import Flask

    from tests.page_forms import Form

TYPED = "Twee uur getypt, {{7*7}} <img src=x>"
LATER = IDLE_LIMIT + timedelta(minutes=1)


@pytest.fixture
def tab(app: Flask) -> Pages:
    """Return a tab in which Anna is signed in."""
    return Pages(app, ANNA)


@pytest.fixture
def form(tab: Pages, ids: dict[str, uuid.UUID]) -> Form:
    """Return the form of a question, open in that tab."""
    with transaction(write=True):
        plan = make.plan(ids["lindewijk"])
    return form_of(tab.get(f"/plannen/{plan.id}/onderdeel/mission"), "form[data-form='plans.part']")


def enter(tab: Pages, someone: Someone) -> str:
    """Sign in by the page and return where that leads."""
    page = form_of(tab.get("/inloggen"), "form[data-form='accounts.send_sign_in']")
    return tab.submit(page, email=someone.email, password=PASSWORD).location


def kept() -> int:
    with transaction(write=False):
        return session().scalar(select(func.count()).select_from(KeptTyping)) or 0


def test_the_text_comes_back_after_sign_in_and_is_saved_from_there(tab: Pages, form: Form) -> None:
    with time_machine.travel(now() + LATER):
        assert tab.submit(form, answer=TYPED).location == "/inloggen"
        assert enter(tab, ANNA) == "/bewaard"
        page = tab.get("/bewaard")
        assert TYPED in page.text
        again = form_of(page, "form[data-form='accounts.kept']")
        assert again.action == form.action
        tab.submit(again)
        assert TYPED in tab.get(form.action).text
    assert kept() == 0


def test_a_second_sending_that_fails_keeps_it(tab: Pages, form: Form) -> None:
    with time_machine.travel(now() + LATER):
        tab.submit(form, answer=TYPED)
        tab.sign_in(ANNA)
        again = form_of(tab.get("/bewaard"), "form[data-form='accounts.kept']")
        tab.post(again.action.replace("mission", "nowhere"), again.fields, status=404)
    assert kept() == 1


def test_the_text_of_a_tab_that_stayed_open_comes_back_too(tab: Pages, form: Form) -> None:
    with time_machine.travel(now() + LATER):
        assert enter(tab, ANNA) == "/"
        assert tab.submit(form, answer=TYPED).location == "/bewaard"
        assert TYPED in tab.get("/bewaard").text
        piece = tab.post(form.action, {**form.fields, "answer": TYPED}, status=401, HX_Request="true")
        assert piece.response.headers["HX-Redirect"] == "/bewaard"


def test_nobody_else_sees_it(tab: Pages, form: Form) -> None:
    with time_machine.travel(now() + LATER):
        tab.submit(form, answer=TYPED)
        assert enter(tab, TEUN) == "/"
        assert TYPED not in tab.get("/bewaard").text


def test_only_a_form_that_was_drawn_for_that_person_is_kept(tab: Pages, form: Form) -> None:
    with time_machine.travel(now() + LATER):
        tab.submit(form, answer=TYPED, csrf_token="made-up")
        tab.submit(form, answer=TYPED, csrf_token=None)
        tab.submit(form, answer="")
        tab.submit(form, answer="x" * 1_100_000)
        enter(tab, TEUN)
        tab.submit(form, answer=TYPED, status=400)
    assert kept() == 0


def test_after_sign_out_nothing_is_kept(app: Flask, tab: Pages, form: Form) -> None:
    copy = app.test_client()
    copy.set_cookie("session", tab._client.token(), domain="localhost")  # type: ignore[attr-defined]  # noqa: SLF001
    tab.submit(form_of(tab.get("/"), "form[action='/uitloggen']"))
    copy.post(form.action, data={**form.fields, "answer": TYPED})
    assert kept() == 0


def test_what_is_kept_is_bounded_and_goes_after_a_week(tab: Pages, form: Form) -> None:
    with time_machine.travel(now() + LATER):
        for number in range(MOST_KEPT + 3):
            tab.submit(form, answer=f"{TYPED} {number}")
    assert kept() == MOST_KEPT
    with time_machine.travel(now() + LATER + KEPT_FOR):
        assert enter(tab, ANNA) == "/"
    assert kept() == 0


def test_it_can_be_thrown_away_by_its_owner_only(app: Flask, tab: Pages, form: Form) -> None:
    with time_machine.travel(now() + LATER):
        tab.submit(form, answer=TYPED)
        tab.sign_in(ANNA)
        away = form_of(tab.get("/bewaard"), "form[data-form='accounts.discard']")
        other = Pages(app, TEUN)
        token = form_of(other.get("/plannen/"), "form[action='/uitloggen']").fields["csrf_token"]
        other.post(away.action, {"csrf_token": token})
        assert kept() == 1
        tab.submit(away)
    assert kept() == 0


def test_keeping_and_discarding_are_one_event_each_without_the_text(tab: Pages, form: Form) -> None:
    with time_machine.travel(now() + LATER):
        tab.submit(form, answer=TYPED)
        tab.sign_in(ANNA)
        tab.submit(form_of(tab.get("/bewaard"), "form[data-form='accounts.discard']"))
    with transaction(write=False):
        told = session().scalars(select(AuditEvent).where(AuditEvent.event.like("person.typing%"))).all()
    assert [one.event for one in told] == ["person.typing_kept", "person.typing_discarded"]
    assert "getypt" not in str([one.details for one in told])
