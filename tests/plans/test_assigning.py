"""A working-group member changes the rows assigned to them, and no others; who divides the work says which."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from sqlalchemy import select

from tests import make
from tests.page_forms import form_of
from tests.pages import Pages
from tests.people import ANNA, BEA, CORA, LOTTE, MARIT, STRANGER, WIM
from workbench.accounts.models import Membership, Notification
from workbench.accounts.operations import give_membership
from workbench.kit.audit import AuditEvent
from workbench.kit.storage import transaction
from workbench.kit.values.clock import now
from workbench.organisations.rules import Role
from workbench.plans.models import Assignment, Plan
from workbench.plans.operations import add_rate

if TYPE_CHECKING:
    import uuid

    from flask import Flask

    from tests.pages import Page
    from tests.people import Someone

MOST = 12
MINE, OTHER = "activities-1", "activities-2"


@pytest.fixture
def plan(ids: dict[str, uuid.UUID]) -> str:
    """Store a plan of which every set has two rows; returns its address."""
    with transaction(write=True):
        return f"/plannen/{make.plan(ids['lindewijk'], make.filled(rows=2)).id}"


def row(plan: str, row_id: str = MINE) -> str:
    """Return the address of a row."""
    return f"{plan}/onderdeel/activities/regels/{row_id}"


def ask(app: Flask, plan: str, ids: dict[str, uuid.UUID], someone: Someone = WIM, **typed: str) -> Page:
    """Let the manager ask somebody to work on the first activity."""
    marit = Pages(app, MARIT)
    form = form_of(marit.get(row(plan)), "form[data-form='plans.assign']")
    return marit.submit(form, {"person": str(ids[someone.email]), **typed}, status=0)


def assigned() -> list[tuple[str, str | None]]:
    """Return piece and note of what is assigned."""
    with transaction(write=False) as session:
        return [(one.piece, one.note) for one in session.scalars(select(Assignment))]


def test_the_manager_asks_somebody_who_is_told_and_finds_it_on_the_start_page(
    app: Flask, plan: str, ids: dict[str, uuid.UUID]
) -> None:
    answer = ask(app, plan, ids, due="3-5-2027", note="Kijk naar de uitvoering")
    assert (answer.status, answer.location) == (303, f"{row(plan)}#wie")
    assert assigned() == [("activities/activities-1", "Kijk naar de uitvoering")]
    with transaction(write=False) as session:
        told = session.scalars(select(Notification)).one()
        assert (told.person_id, told.kind, told.path) == (ids[WIM.email], "activity_assigned", row(plan))
    task = Pages(app, WIM).get("/").one(".to-do__item")
    assert task.a is not None
    assert task.a["href"] == row(plan)
    assert "3 mei 2027" in task.get_text()


def test_who_was_asked_opens_and_saves_that_row_in_few_queries(
    app: Flask, plan: str, ids: dict[str, uuid.UUID]
) -> None:
    ask(app, plan, ids)
    wim = Pages(app, WIM)
    page = wim.get(row(plan))
    saved = wim.submit(form_of(page, "form[data-form='plans.row']"), name="Anders")
    assert saved.location == row(plan)
    assert (page.queries <= MOST, saved.queries <= MOST) == (True, True), (page.queries, saved.queries)
    assert "Anders" in wim.get(row(plan)).text


def test_every_other_row_is_read_only_and_refuses_a_save_with_the_text_shown_back(
    app: Flask, plan: str, ids: dict[str, uuid.UUID]
) -> None:
    ask(app, plan, ids)
    wim = Pages(app, WIM)
    assert not wim.get(row(plan, OTHER)).html.select("form[data-form='plans.row']")
    stolen = form_of(wim.get(row(plan)), "form[data-form='plans.row']").fields
    page = wim.post(row(plan, OTHER), stolen | {"name": ["Mijn lange tekst"]}, status=403)
    assert "Mijn lange tekst" in page.text
    for url in (f"{plan}/onderdeel/mission", f"{plan}/onderdeel/activities/regels/nieuw", f"{row(plan)}/verplaatsen"):
        wim.post(url, stolen | {"answer": ["Toch"], "direction": ["up"]}, status=403)
    wim.post(f"{row(plan)}/verwijderen", stolen, status=403)
    with transaction(write=False) as session:
        assert session.scalars(select(Plan)).one().revision == 1


def test_a_row_of_the_same_id_in_another_set_is_not_assigned(app: Flask, plan: str, ids: dict[str, uuid.UUID]) -> None:
    ask(app, plan, ids)
    wim = Pages(app, WIM)
    token = form_of(wim.get(row(plan)), "form[data-form='plans.row']").fields["csrf_token"]
    wim.post(f"{plan}/onderdeel/risks/regels/risks-1", {"csrf_token": token, "name": "Toch"}, status=403)
    wim.post(f"{plan}/onderdeel/budget_lines/regels/{MINE}", {"csrf_token": token, "name": "Toch"}, status=403)


def test_who_is_taken_off_changes_it_no_more_from_the_next_request(
    app: Flask, plan: str, ids: dict[str, uuid.UUID]
) -> None:
    ask(app, plan, ids)
    wim, marit = Pages(app, WIM), Pages(app, MARIT)
    open_form = form_of(wim.get(row(plan)), "form[data-form='plans.row']")
    marit.submit(form_of(marit.get(row(plan)), "form[data-form='plans.let_go']"))
    assert "Net getypt" in wim.submit(open_form, name="Net getypt", status=403).text
    assert assigned() == []


def test_a_membership_that_ended_gives_back_what_was_typed(app: Flask, plan: str, ids: dict[str, uuid.UUID]) -> None:
    ask(app, plan, ids)
    wim = Pages(app, WIM)
    open_form = form_of(wim.get(row(plan)), "form[data-form='plans.row']")
    with transaction(write=True):
        give_membership(person_id=ids[WIM.email], organisation_id=ids["lindewijk"], role=Role.GROUP_MEMBER, until=now())
    assert "Net getypt" in wim.submit(open_form, name="Net getypt", status=404).text
    wim.get(f"{plan}/", status=404)
    assert not wim.get("/").html.select(".to-do__item")


def test_the_history_shows_who_saved_and_each_step_is_one_event(
    app: Flask, plan: str, ids: dict[str, uuid.UUID]
) -> None:
    ask(app, plan, ids)
    ask(app, plan, ids)  # sent twice
    with transaction(write=False) as session:
        told = session.scalars(select(AuditEvent).where(AuditEvent.event == "plan.piece_assigned")).all()
        assert [one.details["piece"] for one in told] == ["activities/activities-1"]
        assert len(session.scalars(select(Notification)).all()) == 1


@pytest.mark.parametrize("someone", [LOTTE, CORA, BEA, STRANGER], ids=lambda one: one.name)
def test_only_who_may_work_on_the_plan_can_be_asked(
    app: Flask, plan: str, ids: dict[str, uuid.UUID], someone: Someone
) -> None:
    page = ask(app, plan, ids, someone, note="Blijft staan")
    assert (page.status, set(page.errors)) == (422, {"assign-person"})
    assert page.one("#assign-note")["value"] == "Blijft staan"
    assert assigned() == []


def test_a_board_member_may_be_asked_and_a_wrong_date_is_said_at_its_field(
    app: Flask, plan: str, ids: dict[str, uuid.UUID]
) -> None:
    assert set(ask(app, plan, ids, ANNA, due="volgende week").errors) == {"assign-due"}
    assert ask(app, plan, ids, ANNA, due="3 mei 2027").status == 303


def test_a_row_that_is_gone_leaves_no_task(app: Flask, plan: str, ids: dict[str, uuid.UUID]) -> None:
    ask(app, plan, ids)
    marit, wim = Pages(app, MARIT), Pages(app, WIM)
    open_form = form_of(wim.get(row(plan)), "form[data-form='plans.row']")
    marit.submit(form_of(marit.get(f"{row(plan)}/verwijderen"), "form[data-form='plans.remove_row']"))
    assert not wim.get("/").html.select(".to-do__item")
    assert "Net getypt" in wim.submit(open_form, name="Net getypt", status=404).text


def test_rates_are_not_shown_to_who_works_on_a_line_of_costs(app: Flask, plan: str, ids: dict[str, uuid.UUID]) -> None:
    with transaction(write=True):
        add_rate(
            rate_id=uuid4(), organisation_id=ids["lindewijk"], role="Wijkmanager", year=2027, amount=8250, source=None
        )
    line = f"{plan}/onderdeel/budget_lines/regels/budget-lines-1"
    marit = Pages(app, MARIT)
    page = marit.get(line)
    assert "82,50" in page.response.get_data(as_text=True)
    marit.submit(form_of(page, "form[data-form='plans.assign']"), person=str(ids[WIM.email]))
    body = Pages(app, WIM).get(line).response.get_data(as_text=True)
    assert not {word for word in ("82,50", "/plannen/tarieven") if word in body}


def test_the_line_on_top_says_as_who_one_is_here(app: Flask, plan: str, ids: dict[str, uuid.UUID]) -> None:
    with transaction(write=True) as session:
        session.add(Membership(person_id=ids[MARIT.email], organisation_id=ids["lindewijk"], role="administrator"))
    line = Pages(app, MARIT).get(f"{plan}/").one(".here").get_text()
    assert "Samenwerking Lindewijk" in line
    assert line.lower().index("manager") < line.lower().index(
        "administrator" if "administrator" in line else "beheerder"
    )
