"""A page asks once before it stores what looks like somebody's number or day of birth, and notes the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from tests import make
from tests.page_forms import form_of
from tests.pages import Pages
from tests.people import MARIT
from workbench.kit.audit.models import AuditEvent
from workbench.kit.storage import transaction
from workbench.plans import queries
from workbench.plans.models import Plan

if TYPE_CHECKING:
    import uuid

    from flask import Flask

    from workbench.plans.content import PlanContent

QUESTIONS, ROW, TABLE = (f"form[data-form='plans.{kind}']" for kind in ("part", "row", "table"))
NUMBER, OTHER = "Mevrouw 111222333 valt vaak.", "Ordernummer 111222334 is betaald."


class Guarded:
    """Marit in one plan."""

    def __init__(self, app: Flask, plan_id: uuid.UUID) -> None:
        self.pages, self.plan_id, self.base = Pages(app, MARIT), plan_id, f"/plannen/{plan_id}/onderdeel"

    def content(self) -> PlanContent:
        """Return the plan as it stands."""
        with transaction(write=False) as session:
            return queries.plan_content(session.get_one(Plan, self.plan_id))

    def noted(self) -> list[object]:
        """Return what the events of this plan tell of personal data."""
        with transaction(write=False) as session:
            events = session.scalars(select(AuditEvent).where(AuditEvent.object_id == str(self.plan_id))).all()
            return [event.details["personal_data"] for event in events if "personal_data" in event.details]


@pytest.fixture
def guarded(app: Flask, ids: dict[str, uuid.UUID]) -> Guarded:
    """Store a plan with a title and a period."""
    with transaction(write=True):
        made = make.plan(ids["lindewijk"]).id
    return Guarded(app, made)


def test_the_page_asks_once_keeps_the_typing_and_saves_when_told_to(guarded: Guarded) -> None:
    url = f"{guarded.base}/mission"
    page = guarded.pages.submit(form_of(guarded.pages.get(url), QUESTIONS), answer=NUMBER, status=422)
    assert NUMBER in page.one("textarea").get_text()
    assert not guarded.content().text("mission")
    guarded.pages.submit(form_of(page, QUESTIONS, press="keep"))
    assert guarded.content().text("mission") == NUMBER
    assert guarded.noted() == [["citizen_number"]]
    guarded.pages.submit(form_of(guarded.pages.get(url), QUESTIONS))  # kept before: not asked again
    assert guarded.noted() == [["citizen_number"]]


def test_taking_it_out_saves_without_a_note(guarded: Guarded) -> None:
    page = guarded.pages.get(f"{guarded.base}/mission")
    page = guarded.pages.submit(form_of(page, QUESTIONS), answer=NUMBER, status=422)
    guarded.pages.submit(form_of(page, QUESTIONS, press="on"), answer=OTHER)
    assert guarded.content().text("mission") == OTHER
    assert not guarded.noted()


def test_a_row_is_asked_about_when_it_is_added_and_when_it_is_changed(guarded: Guarded) -> None:
    new = guarded.pages.get(f"{guarded.base}/risks/regels/nieuw")
    page = guarded.pages.submit(form_of(new, ROW), {"name": "Patiënt, geb. 3-5-1950"}, status=422)
    assert not guarded.content().risks
    guarded.pages.submit(form_of(page, ROW, press="keep"))
    (risk,) = guarded.content().risks
    changing = guarded.pages.get(f"{guarded.base}/risks/regels/{risk.id}")
    guarded.pages.submit(form_of(changing, ROW), {"owner": NUMBER}, status=422)
    assert guarded.noted() == [["birth_date"]]


def test_a_table_is_asked_about(guarded: Guarded) -> None:
    form = form_of(guarded.pages.get(f"{guarded.base}/risks/tabel"), TABLE)
    name = next(name for name in form.fields if name.endswith("_name"))
    page = guarded.pages.submit(form, {name: NUMBER}, status=422)
    assert not guarded.content().risks
    guarded.pages.submit(form_of(page, TABLE, press="keep"))
    assert [risk.name for risk in guarded.content().risks] == [NUMBER]
    assert guarded.noted() == [["citizen_number"]]
