"""Files that go with a plan: sent, handed out, replaced, removed, and missed when they are not here."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from tests import make
from tests.people import LOTTE, MARIT, STRANGER
from tests.plans import sent_files
from workbench.kit.storage import transaction
from workbench.plans import queries
from workbench.plans.models import Change, Plan, Upload
from workbench.plans.queries.exported import exported_json
from workbench.plans.queries.uploads import folder
from workbench.plans.rules.standing import standing

if TYPE_CHECKING:
    import uuid

    from flask import Flask
    from werkzeug.test import TestResponse

    from tests.browser import Browser
    from tests.people import Someone

ROW = {"id": "akkoord", "name": "Samenwerkingsovereenkomst", "state": "included"}


@pytest.fixture
def plan_id(ids: dict[str, uuid.UUID]) -> uuid.UUID:
    """Store a plan with one appendix."""
    with transaction(write=True):
        return make.plan(ids["lindewijk"], make.content(appendices=[ROW])).id


def browser(app: Flask, someone: Someone) -> Browser:
    """Open the browser of somebody."""
    opened: Browser = app.test_client()  # type: ignore[assignment]  # the tests' own client
    return opened.sign_in(someone)


def send(who: Browser, plan_id: uuid.UUID, data: bytes, name: str = "Akkoord.pdf", **more: Any) -> TestResponse:
    """Send a file for the appendix."""
    given = {"version": "1", "file": (io.BytesIO(data), name), **more}
    return who.send(f"/plannen/{plan_id}/onderdeel/appendices/regels/akkoord/bestand", given)


def files(plan_id: uuid.UUID) -> tuple[str | None, list[Upload]]:
    """Return which file the row names, and all files of the plan."""
    with transaction(write=False) as session:
        row = queries.row_now(plan_id, "appendices", "akkoord")
        found = list(session.scalars(select(Upload).where(Upload.plan_id == plan_id).order_by(Upload.at)))
        named = row.row.cell("file") if row else None
        return (str(named) if named else None), found


def test_a_file_is_kept_under_its_hash_and_named_by_its_row(app: Flask, plan_id: uuid.UUID) -> None:
    marit, data = browser(app, MARIT), sent_files.pdf()
    assert send(marit, plan_id, data).status_code == 303
    named, (upload,) = files(plan_id)
    assert (named, upload.name, upload.kind, upload.size) == (upload.id, "Akkoord.pdf", "pdf", len(data))
    assert folder.path(upload.sha256).read_bytes() == data
    page = marit.get(f"/plannen/{plan_id}/onderdeel/appendices/regels/akkoord").get_data(as_text=True)
    assert "Akkoord.pdf" in page


def test_a_file_is_handed_out_to_save_and_never_to_show(app: Flask, plan_id: uuid.UUID) -> None:
    agreement = sent_files.docx()
    send(browser(app, MARIT), plan_id, agreement, "Akkoord.docx")
    named, _found = files(plan_id)
    answer = browser(app, LOTTE).get(f"/plannen/{plan_id}/bestanden/{named}")
    assert answer.data == agreement
    assert answer.headers["Content-Disposition"] == "attachment; filename=Akkoord.docx"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; sandbox;")


def test_a_file_belongs_to_its_plan_and_its_readers(app: Flask, plan_id: uuid.UUID, ids: dict[str, uuid.UUID]) -> None:
    marit = browser(app, MARIT)
    send(marit, plan_id, sent_files.png(), "Foto.png")
    named, _found = files(plan_id)
    with transaction(write=True):
        other = make.plan(ids["lindewijk"]).id
    assert browser(app, STRANGER).get(f"/plannen/{plan_id}/bestanden/{named}").status_code == 404
    assert marit.get(f"/plannen/{other}/bestanden/{named}").status_code == 404
    assert send(browser(app, LOTTE), plan_id, sent_files.png()).status_code == 403
    assert send(browser(app, STRANGER), plan_id, sent_files.png()).status_code == 404


def test_a_file_that_may_not_come_is_told_at_the_field(app: Flask, plan_id: uuid.UUID) -> None:
    marit = browser(app, MARIT)
    answer = send(marit, plan_id, b"MZ a program", "Akkoord.pdf")
    assert answer.status_code == 422
    assert 'id="file-error"' in answer.get_data(as_text=True)
    assert send(marit, plan_id, b"", "").status_code == 422
    assert files(plan_id) == (None, [])


def test_a_file_that_is_too_large_is_refused_beside_the_field_and_a_far_larger_one_unread(
    app: Flask, plan_id: uuid.UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    marit = browser(app, MARIT)
    monkeypatch.setattr(folder, "most", 100_000)
    answer = send(marit, plan_id, bytes(100_001))
    assert (answer.status_code, "file-error" in answer.get_data(as_text=True)) == (413, True)
    monkeypatch.setitem(app.config, "LARGEST_FILE_FORM", 1000)
    answer = send(marit, plan_id, bytes(2000))
    assert (answer.status_code, "<title>" in answer.get_data(as_text=True)) == (413, True)
    assert files(plan_id) == (None, [])


def test_other_forms_stay_small(app: Flask, plan_id: uuid.UUID) -> None:
    text = "a" * (3 * 1024 * 1024)
    answer = browser(app, MARIT).send(f"/plannen/{plan_id}/onderdeel/mission", {"answer": text})
    assert answer.status_code == 413


def test_a_file_that_is_replaced_or_removed_stays_in_the_history(app: Flask, plan_id: uuid.UUID) -> None:
    marit = browser(app, MARIT)
    send(marit, plan_id, sent_files.pdf())
    send(marit, plan_id, sent_files.png(), "Foto.png", version="2")
    second, found = files(plan_id)
    assert [one.name for one in found] == ["Akkoord.pdf", "Foto.png"]
    url = f"/plannen/{plan_id}/onderdeel/appendices/regels/akkoord/bestand/weg"
    assert marit.send(url, {"version": "3", "column": "file"}).status_code == 303
    named, found = files(plan_id)
    assert (named, len(found)) == (None, 2)
    assert marit.get(f"/plannen/{plan_id}/bestanden/{second}").status_code == 200
    with transaction(write=False) as session:
        pieces = session.scalars(select(Change.content).where(Change.piece == "appendices/akkoord"))
        assert [(piece or {}).get("file") for piece in pieces][-3:] == [found[0].id, found[1].id, None]


def test_two_people_who_choose_a_file_at_once_see_each_other(app: Flask, plan_id: uuid.UUID) -> None:
    marit = browser(app, MARIT)
    send(marit, plan_id, sent_files.pdf())
    answer = send(marit, plan_id, sent_files.png(), "Foto.png", version="1")
    assert answer.status_code == 409
    named, found = files(plan_id)
    assert [one.id for one in found] == [named]


def test_the_row_and_column_must_be_there(app: Flask, plan_id: uuid.UUID) -> None:
    marit = browser(app, MARIT)
    removing = f"/plannen/{plan_id}/onderdeel/appendices/regels/akkoord/bestand/weg"
    assert marit.send(removing, {"version": "1", "column": "name"}).status_code == 404
    members = f"/plannen/{plan_id}/onderdeel/members/regels/akkoord/bestand"
    assert marit.send(members, {"file": (io.BytesIO(sent_files.pdf()), "a.pdf")}).status_code == 404
    url = f"/plannen/{plan_id}/onderdeel/appendices/regels/geen/bestand"
    assert marit.send(url, {"file": (io.BytesIO(sent_files.pdf()), "a.pdf")}).status_code == 404


def test_the_interchange_file_tells_what_the_files_are(app: Flask, plan_id: uuid.UUID) -> None:
    send(browser(app, MARIT), plan_id, sent_files.pdf())
    _named, (upload,) = files(plan_id)
    with transaction(write=False) as session:
        plan = session.get(Plan, plan_id)
        assert plan is not None
        told = json.loads(exported_json(plan))["files"]
    assert told == [
        {"id": upload.id, "name": "Akkoord.pdf", "kind": "pdf", "size": upload.size, "sha256": upload.sha256}
    ]


def test_a_file_that_is_not_here_leaves_its_row_and_is_a_finding(ids: dict[str, uuid.UUID]) -> None:
    with transaction(write=True):
        made = make.plan(ids["lindewijk"], make.content(appendices=[ROW | {"file": "a" * 32}])).id
    with transaction(write=False) as session:
        plan = session.get(Plan, made)
        assert plan is not None
        lost = [one for one in queries.standing_of(plan).findings if one.rule == "file_is_here"]
        assert [(one.part, one.row, one.question, one.blocking) for one in lost] == [
            ("appendices", "akkoord", "file", False)
        ]
        assert queries.plan_content(plan).appendices[0].name == ROW["name"]


def test_a_required_appendix_without_file_and_without_state_blocks() -> None:
    row = {"id": "mandaten", "name": "Mandaten van de leden"}
    file = {"file": "a" * 32}

    def open_points(**cells: str) -> list[tuple[str | None, bool]]:
        found = standing(make.content(appendices=[row | cells]), make.example()).of_part("appendices")
        return [(one.question, one.blocking) for one in found if one.row == "mandaten"]

    assert open_points() == [("state", True)]
    assert open_points(state="follows") == [("state", True)]
    assert open_points(state="included") == open_points(state="not_applicable") == []
    assert open_points(state="included", **file) == []
