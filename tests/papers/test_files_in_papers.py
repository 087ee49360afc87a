"""A file that goes with the plan is named in its papers: label, name, size and the day it was added."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from tests import make
from tests.pages import Pages
from tests.people import MARIT
from tests.plans import sent_files
from workbench.kit.storage import transaction
from workbench.kit.values.clock import local
from workbench.kit.values.dates import date_long
from workbench.papers.queries import wanted
from workbench.papers.rules.document import document_html
from workbench.papers.rules.proof import proof_of
from workbench.plans.models import Plan, Upload

if TYPE_CHECKING:
    import uuid

    import pytest
    from flask import Flask

ROW = {"id": "akkoord", "name": "Samenwerkingsovereenkomst"}


def begun(ids: dict[str, uuid.UUID]) -> uuid.UUID:
    """Store a plan with one appendix."""
    with transaction(write=True):
        return make.plan(ids["lindewijk"], make.content(appendices=[ROW])).id


def add(app: Flask, plan_id: uuid.UUID) -> None:
    """Send the file of the appendix, as the manager."""
    client = app.test_client().sign_in(MARIT)  # type: ignore[attr-defined]  # the tests' own client
    sent = {"file": (io.BytesIO(sent_files.pdf()), "Akkoord 2027.pdf"), "version": "1"}
    client.send(f"/plannen/{plan_id}/onderdeel/appendices/regels/akkoord/bestand", sent)


def test_the_pdf_names_a_file_with_its_size_and_day(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    plan_id = begun(ids)
    add(app, plan_id)
    with transaction(write=False) as session:
        paper, upload = wanted(session.get_one(Plan, plan_id)), session.query(Upload).one()
        day = date_long(local(upload.at).date())
    html = document_html(paper.content, paper.definition, paper.meta)
    cell = re.search(r'data-answer="appendices/akkoord/file">([^<]*)<', html)
    assert cell
    assert cell[1] == f"Akkoord 2027.pdf, 1 kB, toegevoegd op {day}"
    assert '<span class="label">Bestand</span>' in html
    assert "Bestand toegevoegd" not in html
    assert proof_of(html, paper.content, paper.definition).is_whole


def test_the_same_content_is_the_same_paper_on_another_day(
    app: Flask, ids: dict[str, uuid.UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_id = begun(ids)
    add(app, plan_id)

    def made() -> str:
        with transaction(write=False) as session:
            return wanted(session.get_one(Plan, plan_id)).key

    before = made()
    monkeypatch.setattr("workbench.kit.values.clock.now", lambda: make.START)
    assert made() == before


def test_who_reads_the_plan_sees_the_name_too(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    plan_id = begun(ids)
    add(app, plan_id)
    assert "Akkoord 2027.pdf" in Pages(app, MARIT).get(f"/plannen/{plan_id}/lezen").text
