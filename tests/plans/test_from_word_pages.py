"""Bringing in last year's Word file: sent, looked over, put in the plan; without JavaScript."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from tests import make
from tests.kit.documents.word_files import p, table, tc, word_file
from tests.page_forms import form_of
from tests.pages import Pages
from tests.people import LOTTE, MARIT
from tests.plans.word_plan import word_plan
from workbench.kit.audit.models import AuditEvent
from workbench.kit.storage import transaction
from workbench.plans import queries
from workbench.plans.models import Plan, WordUpload

if TYPE_CHECKING:
    import uuid

    from flask import Flask

    from tests.pages import Page
    from workbench.plans.content import PlanContent

SMALL = word_file(
    p("Missie", "Kop1")
    + p("Langer thuis wonen.")
    + p("De borrel", "Kop1")
    + p("Elke vrijdag.")
    + p("Activiteiten", "Kop1")
    + table(tc(p("Activiteit")) + tc(p("Trekker")), tc(p("Wandelgroep")) + tc(p("An")))
)


@pytest.fixture
def marit(app: Flask) -> Pages:
    return Pages(app, MARIT)


@pytest.fixture
def plan_id(ids: dict[str, uuid.UUID]) -> uuid.UUID:
    with transaction(write=True):
        return make.plan(ids["lindewijk"], make.content(answers={"title": "Lindewijk"})).id


def content(plan_id: uuid.UUID) -> PlanContent:
    with transaction(write=False) as session:
        found = session.get(Plan, plan_id)
        assert found is not None
        return queries.plan_content(found)


def send(pages: Pages, plan_id: uuid.UUID, data: bytes = SMALL, *, status: int = 303, **typed: str) -> Page:
    page = pages.get(f"/plannen/{plan_id}/word")
    file: Any = (io.BytesIO(data), "C:\\Mijn map\\Wijkplan 2025.docx")
    return pages.submit(form_of(page), {"file": file, **typed}, status=status)


def test_a_file_is_looked_over_and_then_in_the_plan(marit: Pages, plan_id: uuid.UUID) -> None:
    page = marit.follow(send(marit, plan_id))
    assert "Wijkplan 2025.docx" in page.text
    done = marit.submit(form_of(page))
    assert done.location.endswith("/apart")
    found = content(plan_id)
    assert found.answers["mission"] == "Langer thuis wonen."
    assert [(row.name, row.lead) for row in found.activities] == [("Wandelgroep", "An")]
    assert [row.name for row in found.set_aside] == ["De borrel"]
    assert "Wijkplan 2025.docx" in str(found.set_aside[0].origin)
    with transaction(write=False) as session:
        assert session.query(WordUpload).count() == 0


def test_the_writer_chooses_another_place_and_other_columns(marit: Pages, plan_id: uuid.UUID) -> None:
    page = marit.follow(send(marit, plan_id))
    marit.submit(form_of(page), place_2="q:vision", column_3_1="partners")
    found = content(plan_id)
    assert "Elke vrijdag." in str(found.answers["vision"])
    assert [(row.lead, row.partners) for row in found.activities] == [(None, "An")]


def test_a_table_moved_to_another_list_finds_its_columns_there(marit: Pages, plan_id: uuid.UUID) -> None:
    page = marit.follow(send(marit, plan_id))
    marit.submit(form_of(page), place_3="s:results")
    found = content(plan_id)
    assert [row.name for row in found.results] == ["Wandelgroep"]
    assert "An" in str([row.text for row in found.set_aside])


def test_a_question_with_an_answer_shows_both_and_asks(marit: Pages, plan_id: uuid.UUID) -> None:
    marit.submit(form_of(marit.get(f"/plannen/{plan_id}/onderdeel/mission")), answer="Wat er al stond.")
    page = marit.follow(send(marit, plan_id))
    assert "Wat er al stond." in page.text
    again = marit.submit(form_of(page), status=422)
    assert "with_mission" in again.errors
    marit.submit(form_of(again), with_mission="below")
    assert content(plan_id).answers["mission"] == "Wat er al stond.\n\nLanger thuis wonen."


def test_an_answer_stays_as_it_is_when_the_text_goes_aside(marit: Pages, plan_id: uuid.UUID) -> None:
    marit.submit(form_of(marit.get(f"/plannen/{plan_id}/onderdeel/mission")), answer="Wat er al stond.")
    marit.submit(form_of(marit.follow(send(marit, plan_id))), with_mission="apart")
    found = content(plan_id)
    assert found.answers["mission"] == "Wat er al stond."
    assert "Langer thuis wonen." in [row.text for row in found.set_aside]


def test_sending_the_pieces_twice_fills_the_plan_once(marit: Pages, plan_id: uuid.UUID) -> None:
    form = form_of(marit.follow(send(marit, plan_id)))
    marit.submit(form)
    marit.submit(form)
    assert content(plan_id).answers["mission"] == "Langer thuis wonen."


def test_another_file_brought_meanwhile_is_shown_instead(marit: Pages, plan_id: uuid.UUID) -> None:
    form = form_of(marit.follow(send(marit, plan_id)))
    send(marit, plan_id, word_file(p("Visie", "Kop1") + p("Samen.")))
    assert "Samen." in marit.submit(form, status=409).text


def test_stopping_changes_nothing(marit: Pages, plan_id: uuid.UUID) -> None:
    page = marit.follow(send(marit, plan_id))
    marit.post(f"/plannen/{plan_id}/word/stoppen", {"csrf_token": form_of(page).fields["csrf_token"][0]})
    assert content(plan_id).answers == {"title": "Lindewijk"}
    assert marit.get(f"/plannen/{plan_id}/word/indelen", status=303).location.endswith("/word")


def test_pasted_text_goes_the_same_way(marit: Pages, plan_id: uuid.UUID) -> None:
    page = marit.get(f"/plannen/{plan_id}/word")
    sent = marit.submit(form_of(page), text="1 Missie\nLanger thuis wonen.")
    marit.submit(form_of(marit.follow(sent)))
    assert content(plan_id).answers["mission"] == "Langer thuis wonen."


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\3\4"])
def test_a_file_that_is_no_word_file_is_refused_beside_the_field(marit: Pages, plan_id: uuid.UUID, data: bytes) -> None:
    page = send(marit, plan_id, data, status=422, text="Getypt.")
    assert "file" in page.errors
    assert "Getypt." in page.one("textarea").get_text()


def test_nothing_at_all_is_asked_for(marit: Pages, plan_id: uuid.UUID) -> None:
    page = marit.submit(form_of(marit.get(f"/plannen/{plan_id}/word")), status=422)
    assert "file" in page.errors


def test_a_reader_may_not_bring_in_a_file(app: Flask, plan_id: uuid.UUID) -> None:
    Pages(app, LOTTE).get(f"/plannen/{plan_id}/word", status=403)


def test_a_new_plan_can_begin_with_the_file(marit: Pages) -> None:
    form = form_of(marit.get("/plannen/nieuw"), press="word")
    page = marit.submit(form, title="Plan 2029", period_start="1-1-2029", period_end="31-12-2030")
    assert page.location.endswith("/word")


def test_twenty_pages_of_word_are_one_form_with_every_text(marit: Pages, plan_id: uuid.UUID) -> None:
    page = marit.follow(send(marit, plan_id, word_plan()[0]))
    assert len(page.html.select(".piece")) == 31
    assert page.queries <= 12
    marit.submit(form_of(page))
    assert len(content(plan_id).activities) > 20


def test_a_number_of_a_person_in_the_file_is_asked_about_first(marit: Pages, plan_id: uuid.UUID) -> None:
    data = word_file(p("Missie", "Kop1") + p("Mevrouw 111222333 valt vaak."))
    page = marit.follow(send(marit, plan_id, data))
    asked = marit.submit(form_of(page), status=422)
    assert "111222333" not in str(content(plan_id))
    marit.submit(form_of(asked, press="keep"))
    assert "111222333" in content(plan_id).text("mission")
    with transaction(write=False) as session:
        told = session.scalars(select(AuditEvent).where(AuditEvent.event == "plan.filled_from_word")).one()
    assert told.details["personal_data"] == ["citizen_number"]
