"""One form for a row and its file: nothing typed is lost, whatever becomes of the file."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from tests import make
from tests.page_forms import form_of
from tests.pages import Pages
from tests.people import BO, MARIT
from tests.plans import sent_files
from workbench.kit.storage import transaction
from workbench.plans import queries
from workbench.plans.models import Plan, Upload
from workbench.plans.queries.uploads import folder

if TYPE_CHECKING:
    import uuid

    from flask import Flask

    from tests.pages import Page
    from workbench.plans.content.rows import Appendix

SET = "onderdeel/appendices"
FORM = "form[data-form='plans.row']"


@pytest.fixture
def marit(app: Flask) -> Pages:
    """Open Marit's browser."""
    return Pages(app, MARIT)


@pytest.fixture
def plan_id(ids: dict[str, uuid.UUID]) -> uuid.UUID:
    """Store a plan with one appendix of which nothing is known but its name."""
    with transaction(write=True):
        return make.plan(ids["lindewijk"], make.content(appendices=[{"id": "akkoord", "name": "Akkoord"}])).id


def row_page(pages: Pages, plan_id: uuid.UUID) -> Page:
    """Open the page of the appendix."""
    return pages.get(f"/plannen/{plan_id}/{SET}/regels/akkoord")


def send(pages: Pages, page: Page, data: bytes, status: int = 303, called: str = "Akkoord.pdf", **typed: str) -> Page:
    """Send the only form of a page with a file in it."""
    return pages.submit(form_of(page, FORM), {"file": (io.BytesIO(data), called)}, status=status, **typed)  # type: ignore[dict-item]  # a file


def rows(plan_id: uuid.UUID) -> tuple[Appendix, ...]:
    """Return the appendices as they stand."""
    with transaction(write=False) as session:
        return queries.plan_content(session.get_one(Plan, plan_id)).appendices


def uploads() -> int:
    """Count the files that are kept."""
    with transaction(write=False) as session:
        return session.query(Upload).count()


def test_a_page_has_one_form_and_its_first_button_saves(marit: Pages, plan_id: uuid.UUID) -> None:
    send(marit, row_page(marit, plan_id), sent_files.pdf())
    page = row_page(marit, plan_id)
    assert page.one("main input[type=file]").find_parent("form") == page.one(FORM)
    assert not page.html.select(f"{FORM} button")[0].get("formaction")


def test_what_is_typed_beside_a_file_is_saved_with_it(marit: Pages, plan_id: uuid.UUID) -> None:
    send(marit, row_page(marit, plan_id), sent_files.pdf(), state="follows", note="Getekend door tien leden")
    (row,) = rows(plan_id)
    assert (row.state, row.note, bool(row.file)) == ("follows", "Getekend door tien leden", True)


def test_a_file_says_that_the_piece_is_there_when_nothing_was_chosen(marit: Pages, plan_id: uuid.UUID) -> None:
    send(marit, row_page(marit, plan_id), sent_files.pdf(), note="Versie 2")
    (row,) = rows(plan_id)
    assert (row.state, row.note) == ("included", "Versie 2")


def test_a_form_without_a_file_saves_the_rest(marit: Pages, plan_id: uuid.UUID) -> None:
    send(marit, row_page(marit, plan_id), b"", called="", note="Komt nog")
    (row,) = rows(plan_id)
    assert (row.state, row.note, row.file) == (None, "Komt nog", None)


def test_a_refused_file_keeps_what_was_typed_and_says_why_at_its_field(marit: Pages, plan_id: uuid.UUID) -> None:
    page = send(marit, row_page(marit, plan_id), b"MZ a program", 422, note="Getekend")
    assert set(page.errors) == {"file"}
    assert page.one("#note")["value"] == "Getekend"
    (row,) = rows(plan_id)
    assert (row.note, row.file, uploads()) == ("Getekend", None, 0)
    send(marit, page, sent_files.pdf())
    assert rows(plan_id)[0].file


def test_a_new_row_takes_its_file_at_once(marit: Pages, plan_id: uuid.UUID) -> None:
    page = marit.get(f"/plannen/{plan_id}/{SET}/regels/nieuw")
    send(marit, page, sent_files.png(), called="Kaart.png")
    added = rows(plan_id)[1]
    assert (added.state, bool(added.file)) == ("included", True)


def test_a_new_row_with_a_refused_file_is_added_once(marit: Pages, plan_id: uuid.UUID) -> None:
    page = marit.get(f"/plannen/{plan_id}/{SET}/regels/nieuw")
    again = marit.submit(
        form_of(page, FORM),
        {"name": "Kaart", "file": (io.BytesIO(b"GIF89a"), "Kaart.gif")},  # type: ignore[dict-item]  # a file
        status=422,
    )
    send(marit, again, sent_files.png(), called="Kaart.png")
    assert [(row.name, bool(row.file)) for row in rows(plan_id)] == [("Akkoord", False), ("Kaart", True)]


def test_a_file_is_taken_out_with_what_was_typed_kept(marit: Pages, plan_id: uuid.UUID) -> None:
    send(marit, row_page(marit, plan_id), sent_files.pdf())
    form = form_of(row_page(marit, plan_id), FORM, press="take_out")
    marit.submit(form, note="Vervalt")
    (row,) = rows(plan_id)
    assert (row.file, row.note) == (None, "Vervalt")


def test_a_file_that_meets_another_text_is_asked_again(app: Flask, marit: Pages, plan_id: uuid.UUID) -> None:
    bo = Pages(app, BO)
    page, other = row_page(marit, plan_id), row_page(bo, plan_id)
    bo.submit(form_of(other, FORM), note="Van Bo")
    clash = send(marit, page, sent_files.pdf(), 409, note="Van Marit")
    assert {"file"} <= set(clash.errors)
    assert (rows(plan_id)[0].file, uploads()) == (None, 0)
    send(marit, clash, sent_files.pdf())
    assert (rows(plan_id)[0].note, bool(rows(plan_id)[0].file)) == ("Van Marit", True)


def test_a_file_joins_what_somebody_else_typed_in_another_field(app: Flask, marit: Pages, plan_id: uuid.UUID) -> None:
    bo = Pages(app, BO)
    page = row_page(marit, plan_id)
    bo.submit(form_of(row_page(bo, plan_id), FORM), note="Van Bo")
    send(marit, page, sent_files.pdf())
    (row,) = rows(plan_id)
    assert (row.note, bool(row.file)) == ("Van Bo", True)


def test_a_personal_number_is_asked_about_before_anything_is_kept(marit: Pages, plan_id: uuid.UUID) -> None:
    page = send(marit, row_page(marit, plan_id), sent_files.pdf(), 422, note="BSN 111222333")
    assert {"file"} <= set(page.errors)
    assert (rows(plan_id)[0].file, uploads()) == (None, 0)


def test_a_file_is_looked_into_while_nobody_waits(
    marit: Pages, plan_id: uuid.UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "most", 100)
    page = send(marit, row_page(marit, plan_id), bytes(101), 413, note="Groot")
    assert (set(page.errors), rows(plan_id)[0].note) == ({"file"}, "Groot")
