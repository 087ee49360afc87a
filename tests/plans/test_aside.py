"""Texts that were set aside get a place after all, or go, and come back."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests import make
from tests.page_forms import form_of
from tests.pages import Pages
from tests.people import LOTTE, MARIT
from workbench.definitions.kinds import TEXT_LIMIT
from workbench.kit.storage import transaction
from workbench.plans import queries
from workbench.plans.content import PlanContent
from workbench.plans.models import Plan

if TYPE_CHECKING:
    import uuid

    from flask import Flask

    from tests.page_forms import Form
    from tests.pages import Page
    from tests.people import Someone

TEXTS = [
    {"id": "t-1", "name": "De borrel", "origin": "Uit Wijkplan 2025.docx", "text": "Elke vrijdag."},
    {"id": "t-2", "text": "Zonder kop."},
]


@pytest.fixture
def marit(app: Flask) -> Pages:
    return Pages(app, MARIT)


@pytest.fixture
def plan_id(ids: dict[str, uuid.UUID]) -> uuid.UUID:
    with transaction(write=True):
        return make.plan(ids["lindewijk"], make.content(answers={"mission": "Samen."}, set_aside=TEXTS)).id


def content(plan_id: uuid.UUID) -> PlanContent:
    with transaction(write=False) as session:
        found = session.get(Plan, plan_id)
        assert found is not None
        return queries.plan_content(found)


def test_the_tasks_of_a_plan_lead_to_its_texts(marit: Pages, plan_id: uuid.UUID) -> None:
    assert marit.get(f"/plannen/{plan_id}/").html.select(f'a[href="/plannen/{plan_id}/apart"]')
    page = marit.get(f"/plannen/{plan_id}/apart")
    assert "Uit Wijkplan 2025.docx" in page.text
    assert page.queries <= 12


def test_a_plan_without_such_texts_does_not_speak_of_them(marit: Pages, ids: dict[str, uuid.UUID]) -> None:
    with transaction(write=True):
        plan_id = make.plan(ids["lindewijk"]).id
    assert not marit.get(f"/plannen/{plan_id}/").html.select(f'a[href="/plannen/{plan_id}/apart"]')
    marit.get(f"/plannen/{plan_id}/apart")


def test_a_text_goes_below_an_answer_with_its_heading(marit: Pages, plan_id: uuid.UUID) -> None:
    page = marit.get(f"/plannen/{plan_id}/apart")
    marit.submit(form_of(page, "#text-t-1 form"), question="mission")
    found = content(plan_id)
    assert found.answers["mission"] == "Samen.\n\nDe borrel\nElke vrijdag."
    assert [row.id for row in found.set_aside] == ["t-2"]


def test_a_text_needs_a_question_to_go_to(marit: Pages, plan_id: uuid.UUID) -> None:
    page = marit.get(f"/plannen/{plan_id}/apart")
    assert "question-t-1" in marit.submit(form_of(page, "#text-t-1 form"), question="", status=422).errors


def test_a_text_for_which_an_answer_has_no_room_stays(marit: Pages, ids: dict[str, uuid.UUID]) -> None:
    with transaction(write=True):
        made = make.content(answers={"mission": "x" * TEXT_LIMIT}, set_aside=TEXTS)
        plan_id = make.plan(ids["lindewijk"], made, slug="vol").id
    page = marit.get(f"/plannen/{plan_id}/apart")
    assert "question-t-1" in marit.submit(form_of(page, "#text-t-1 form"), question="mission", status=422).errors
    assert len(content(plan_id).set_aside) == 2


def test_a_removed_text_comes_back(marit: Pages, plan_id: uuid.UUID) -> None:
    page = marit.get(f"/plannen/{plan_id}/apart")
    removed = marit.follow(marit.submit(form_of(page, "#text-t-1 form", press=""), status=303, question="mission"))
    gone = marit.follow(marit.submit(removing(removed, "t-2")))
    assert content(plan_id).set_aside == ()
    marit.submit(form_of(gone, '[data-form="plans.restore_text"]'))
    assert [row.text for row in content(plan_id).set_aside] == ["Zonder kop."]


def removing(page: Page, row_id: str) -> Form:
    """Return the form of a text with the button that removes it."""
    form = form_of(page, f"#text-{row_id} form")
    return replace(form, action=form.action.replace("/plaatsen", "/verwijderen"))


def test_a_text_that_changed_after_the_page_was_opened_is_not_removed_unseen(marit: Pages, plan_id: uuid.UUID) -> None:
    stale = removing(marit.get(f"/plannen/{plan_id}/apart"), "t-1")
    removed = marit.follow(marit.submit(stale))
    marit.submit(form_of(removed, '[data-form="plans.restore_text"]'))
    page = marit.submit(stale, status=409)
    assert page.one("#text-t-1 .notice")
    marit.submit(removing(page, "t-1"))
    assert [row.id for row in content(plan_id).set_aside] == ["t-2"]


def test_a_text_that_somebody_else_placed_is_gone(marit: Pages, plan_id: uuid.UUID) -> None:
    form = form_of(marit.get(f"/plannen/{plan_id}/apart"), "#text-t-1 form")
    marit.submit(form, question="mission")
    marit.submit(form, question="mission", status=404)
    assert str(content(plan_id).answers["mission"]).count("borrel") == 1


def test_to_a_reader_no_text_set_aside_exists(app: Flask, plan_id: uuid.UUID) -> None:
    lotte = Pages(app, LOTTE)
    lotte.get(f"/plannen/{plan_id}/apart", status=404)
    for tab in ("", "controle", "lezen"):
        page = lotte.get(f"/plannen/{plan_id}/{tab}")
        assert not page.html.select('a[href*="/apart"]'), tab
        assert "borrel" not in page.text, tab
    assert "borrel" in Pages(app, MARIT).get(f"/plannen/{plan_id}/controle").text


def test_the_points_of_a_reader_count_no_text_set_aside(app: Flask, plan_id: uuid.UUID) -> None:
    def advice(pages: Pages) -> int:
        page = pages.get(f"/plannen/{plan_id}/controle?toon=advies")
        return int(page.one("nav.filter a[aria-current]").get_text().rsplit(" ", 1)[1])

    assert advice(Pages(app, LOTTE)) == advice(Pages(app, MARIT)) - len(TEXTS)


def test_the_interchange_file_of_a_reader_holds_no_text_set_aside(app: Flask, plan_id: uuid.UUID) -> None:
    def held(someone: Someone) -> dict[str, Any]:
        found = json.loads(Pages(app, someone).get(f"/plannen/{plan_id}/document.json").response.data)
        assert PlanContent.model_validate(found["content"]).sha256 == found["sha256"]
        content: dict[str, Any] = found["content"]
        return content

    assert "set_aside" not in held(LOTTE)
    assert len(held(MARIT)["set_aside"]) == len(TEXTS)


def test_a_locked_plan_still_shows_its_texts_to_who_wrote_it(app: Flask, plan_id: uuid.UUID) -> None:
    with transaction(write=True) as session:
        session.get_one(Plan, plan_id).locked = True
    page = Pages(app, MARIT).get(f"/plannen/{plan_id}/apart")
    assert not page.html.select("main form")


def test_a_text_that_changed_after_the_page_was_opened_is_not_placed_unseen(marit: Pages, plan_id: uuid.UUID) -> None:
    page = marit.get(f"/plannen/{plan_id}/apart")
    stale = form_of(page, "#text-t-1 form")
    removed = marit.follow(marit.submit(removing(page, "t-1")))
    marit.submit(form_of(removed, '[data-form="plans.restore_text"]'))
    page = marit.submit(stale, question="mission", status=409)
    assert content(plan_id).answers["mission"] == "Samen."
    marit.submit(form_of(page, "#text-t-1 form"), question="mission")
    assert "De borrel" in str(content(plan_id).answers["mission"])


def test_a_text_with_the_number_of_a_person_is_placed_after_a_question(marit: Pages, ids: dict[str, uuid.UUID]) -> None:
    texts = [{"id": "t-1", "name": "Casus", "text": "Mevrouw 111222333 valt vaak."}]
    with transaction(write=True):
        plan_id = make.plan(ids["lindewijk"], make.content(set_aside=texts), slug="casus").id
    page = marit.get(f"/plannen/{plan_id}/apart")
    page = marit.submit(form_of(page, "#text-t-1 form"), question="mission", status=422)
    assert len(content(plan_id).set_aside) == 1
    marit.submit(form_of(page, "#text-t-1 form", press="keep"))
    assert "111222333" in str(content(plan_id).answers["mission"])
