"""The room for files of a collaboration has a limit, and what nobody needs any more is cleaned away every day."""

from __future__ import annotations

import io
import os
import time
import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests import make
from tests.page_forms import form_of
from tests.pages import Pages
from tests.people import MARIT, STRANGER
from tests.plans import sent_files
from workbench.kit.jobs import Job, State, rhythm
from workbench.kit.storage import transaction
from workbench.kit.values.clock import now
from workbench.papers.jobs import clean_papers
from workbench.papers.queries import KIND, shelf
from workbench.plans.jobs import clean_uploads
from workbench.plans.models import Upload, WordUpload
from workbench.plans.operations.spreadsheet import incoming
from workbench.plans.operations.uploads import keep_bytes
from workbench.plans.queries.uploads import folder, room_in

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask

    from tests.pages import Page

ROWS = [{"id": "akkoord", "name": "Akkoord"}, {"id": "kaart", "name": "Kaart"}]
FORM = "form[data-form='plans.row']"
DAY = 24 * 60 * 60


@pytest.fixture
def plan_id(ids: dict[str, uuid.UUID]) -> uuid.UUID:
    """Store a plan with two appendices."""
    with transaction(write=True):
        return make.plan(ids["lindewijk"], make.content(appendices=ROWS)).id


def send(pages: Pages, plan_id: uuid.UUID, row: str, data: bytes, status: int = 303) -> Page:
    """Send a file for an appendix."""
    page = pages.get(f"/plannen/{plan_id}/onderdeel/appendices/regels/{row}")
    return pages.submit(form_of(page, FORM), {"file": (io.BytesIO(data), "x.pdf")}, status=status)  # type: ignore[dict-item]  # a file


def age(place: Path, days: float) -> None:
    """Let a file be as old as that."""
    then = time.time() - days * DAY
    os.utime(place, (then, then))


def test_a_full_collaboration_is_told_so_at_the_field(
    app: Flask, plan_id: uuid.UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    marit, data = Pages(app, MARIT), sent_files.pdf()
    monkeypatch.setattr(folder, "quota", len(data) + 10)
    send(marit, plan_id, "akkoord", data)
    page = send(marit, plan_id, "kaart", sent_files.png(400, 400), 422)
    assert "0 MB" in page.errors["file"]
    with transaction(write=False) as session:
        assert session.query(Upload).count() == 1


def test_another_collaboration_has_room_of_its_own(
    ids: dict[str, uuid.UUID], plan_id: uuid.UUID, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(Pages(app, MARIT), plan_id, "akkoord", sent_files.pdf())
    monkeypatch.setattr(folder, "quota", 5000)
    with transaction(write=False):
        assert room_in(ids["zeekant"]) == 5000
        assert room_in(ids["lindewijk"]) == 5000 - len(sent_files.pdf())


def test_workbooks_that_wait_take_room_too(
    ids: dict[str, uuid.UUID], plan_id: uuid.UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "quota", 5000)
    key = incoming.keep(plan_id, ids[MARIT.email], b"x" * 700)
    with transaction(write=False):
        assert (room_in(ids["lindewijk"]), room_in(ids["zeekant"])) == (4300, 5000)
    incoming.forget(plan_id, ids[MARIT.email], key)


def test_bytes_that_no_row_names_go_after_a_day(app: Flask, plan_id: uuid.UUID) -> None:
    send(Pages(app, MARIT), plan_id, "akkoord", sent_files.pdf())
    with transaction(write=False) as session:
        named = folder.path(session.query(Upload).one().sha256)
    lost, young = (folder.path(keep_bytes(text)) for text in (b"lost", b"young"))
    for place in (named, lost):
        age(place, 2)
    clean_uploads({})
    assert [place.exists() for place in (named, lost, young)] == [True, False, True]
    clean_uploads({})  # safe to run twice
    young.unlink()


def test_a_word_file_that_nobody_went_on_with_goes(ids: dict[str, uuid.UUID], plan_id: uuid.UUID) -> None:
    with transaction(write=True) as session:
        for someone, days in ((MARIT, 31), (STRANGER, 1)):
            then = now() - timedelta(days=days)
            made = WordUpload(
                plan_id=plan_id, person_id=ids[someone.email], key="a" * 32, origin="-", pieces=[], at=then
            )
            session.add(made)
    clean_uploads({})
    with transaction(write=False) as session:
        assert [one.person_id for one in session.query(WordUpload)] == [ids[STRANGER.email]]


def test_papers_of_old_revisions_go_and_the_newest_stays(plan_id: uuid.UUID) -> None:
    with transaction(write=True) as session:
        for key, days in (("0" * 64, 3), ("2" * 64, 2)):
            then, payload = now() - timedelta(days=days), {"plan": str(plan_id)}
            session.add(
                Job(kind=KIND, key=f"{key}/0", payload=payload, result={"key": key}, state=State.DONE, finished_at=then)
            )
    newest = shelf.path("2" * 64)
    old, young, gone = shelf.path("0" * 64), shelf.path("1" * 64), shelf.count_path(uuid.uuid4())
    shown = shelf.count_path(plan_id)
    for place in (newest, old, young, gone, shown):
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(b"{}")
        age(place, 0 if place == young else 3)
    clean_papers({})
    assert [place.exists() for place in (newest, old, young, gone, shown)] == [True, False, True, False, True]
    with transaction(write=False) as session:
        assert [job.key for job in session.query(Job)] == [f"{'2' * 64}/0"]


def test_a_paper_that_another_feature_refers_to_stays(plan_id: uuid.UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    del plan_id
    place = shelf.path("3" * 64)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(b"%PDF-")
    age(place, 400)
    monkeypatch.setattr("workbench.papers.queries.REFERENCES", [lambda: ["3" * 64]])
    clean_papers({})
    assert place.exists()


def test_both_return_every_day(app: Flask) -> None:
    del app
    asked = rhythm.rhythms()
    assert (asked["plans.clean"], asked["papers.clean"]) == (timedelta(days=1), timedelta(days=1))
