"""The document on the web: who may have it, waiting for it, and getting it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from pikepdf import Pdf
from sqlalchemy import select

from tests import make
from tests.pages import Pages
from tests.people import LOTTE, MARIT, STRANGER
from workbench.kit.documents.render import TOO_LONG, RenderFailed
from workbench.kit.jobs import Job, close_queue, open_queue
from workbench.kit.storage import session, transaction
from workbench.papers.operations import count_pages
from workbench.papers.queries import last_rendered, shelf, wanted
from workbench.plans.content import PlanFile
from workbench.plans.models import Plan

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask


@pytest.fixture
def plan_id(ids: dict[str, uuid.UUID], tmp_path: Path) -> uuid.UUID:
    shelf.set_up(tmp_path / "papers")
    with transaction(write=True):
        return make.plan(ids["lindewijk"], make.content(answers={"title": "Wijkplan", "mission": "Samen"})).id


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[None]:
    """Let jobs wait in the table until a test does them."""
    open_queue(database_url="sqlite://", data_dir=tmp_path, immediate=True)
    yield
    close_queue()


@pytest.fixture
def renders(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Count the documents that are made, and make none: the pages are proved elsewhere."""
    made: list[str] = []

    def make_none(html: str, _css: str) -> bytes:
        made.append(html)
        return b"%PDF-1.7"

    monkeypatch.setattr("workbench.papers.operations.render_pdf", make_none)
    return made


@pytest.mark.usefixtures("worker")
def test_the_pdf_is_made_by_a_job_and_then_handed_out(app: Flask, plan_id: uuid.UUID, renders: list[str]) -> None:
    pages = Pages(app, MARIT)
    first = pages.get(f"/plannen/{plan_id}/document.pdf", status=202)
    assert first.location.endswith(f"/plannen/{plan_id}/document/voortgang")
    assert pages.get(first.location).heading == "De PDF is klaar"
    found = pages.get(f"/plannen/{plan_id}/document.pdf")
    assert found.response.mimetype == "application/pdf"
    assert found.response.data == b"%PDF-1.7"
    assert len(renders) == 1


def test_while_it_is_being_made_the_page_looks_again_by_itself(app: Flask, plan_id: uuid.UUID) -> None:
    pages = Pages(app, MARIT)
    pages.get(f"/plannen/{plan_id}/document.pdf", status=202)
    page = pages.get(f"/plannen/{plan_id}/document/voortgang")
    assert str(page.one('meta[http-equiv="refresh"]')["content"]).startswith("2; url=/plannen/")


def test_asking_twice_makes_one(app: Flask, plan_id: uuid.UUID) -> None:
    pages = Pages(app, MARIT)
    for _again in range(2):
        pages.get(f"/plannen/{plan_id}/document.pdf", status=202)
    with transaction(write=False):
        assert len(session().scalars(select(Job)).all()) == 1


def test_a_change_of_the_plan_makes_another_paper(plan_id: uuid.UUID) -> None:
    with transaction(write=True):
        plan = session().get(Plan, plan_id)
        assert plan is not None
        before = wanted(plan).key
        plan.revision += 1
        assert wanted(plan).key != before


@pytest.mark.usefixtures("worker")
def test_a_paper_that_is_gone_is_made_again(app: Flask, plan_id: uuid.UUID, renders: list[str]) -> None:
    pages = Pages(app, MARIT)
    pages.get(f"/plannen/{plan_id}/document.pdf", status=202)
    with transaction(write=False):
        plan = session().get(Plan, plan_id)
        assert plan is not None
        shelf.path(wanted(plan).key).unlink()
    pages.get(f"/plannen/{plan_id}/document.pdf", status=202)
    pages.get(f"/plannen/{plan_id}/document.pdf", status=200)
    assert len(renders) == 2


@pytest.mark.usefixtures("worker")
def test_a_failure_is_told_with_its_reason_and_can_be_tried_again(
    app: Flask, plan_id: uuid.UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> bytes:
        raise RenderFailed(TOO_LONG)

    monkeypatch.setattr("workbench.papers.operations.render_pdf", fail)
    pages = Pages(app, MARIT)
    pages.get(f"/plannen/{plan_id}/document.pdf", status=202)
    page = pages.get(f"/plannen/{plan_id}/document/voortgang")
    assert not page.html.select('meta[http-equiv="refresh"]')
    assert page.html.select(".notice--blocking")
    pages.get(f"/plannen/{plan_id}/document.pdf", status=202)


def test_the_json_is_the_interchange_file(app: Flask, plan_id: uuid.UUID) -> None:
    found = Pages(app, LOTTE).get(f"/plannen/{plan_id}/document.json")
    assert PlanFile.model_validate_json(found.response.data).content.text("mission") == "Samen"


@pytest.mark.parametrize("ending", ["", "/voortgang", ".pdf", ".json"])
def test_a_stranger_gets_not_found(app: Flask, plan_id: uuid.UUID, ending: str) -> None:
    Pages(app, STRANGER).get(f"/plannen/{plan_id}/document{ending}", status=404)


def test_the_page_of_documents_leads_to_each(app: Flask, plan_id: uuid.UUID) -> None:
    page = Pages(app, LOTTE).get(f"/plannen/{plan_id}/document")
    assert {str(link["href"]).rsplit(".")[-1] for link in page.html.select("a.button")} == {"pdf", "xlsx", "json"}


def test_the_pages_of_the_last_paper_are_remembered_with_its_revision(plan_id: uuid.UUID) -> None:
    assert last_rendered(plan_id) is None
    with Pdf.new() as paper:
        for _ in range(3):
            paper.add_blank_page()
        made = io.BytesIO()
        paper.save(made)
    count_pages(plan_id, 12, made.getvalue())
    count_pages(plan_id, 13, b"no paper at all")  # what cannot be read is not counted
    found = last_rendered(plan_id)
    assert found is not None
    assert (found.pages, found.revision) == (3, 12)
