"""The budget in Excel, in the pages: download, send back, look, bring in; all of it or nothing."""

from __future__ import annotations

import io
import os
import uuid
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from tests import make
from tests.kit.documents.hostile_workbooks import REFUSED
from tests.page_forms import form_of
from tests.pages import Pages, check
from tests.people import ADRI, BO, MARIT, STRANGER
from tests.plans.conftest import Writer
from tests.plans.spreadsheets import LINES, Edited, budget, plain
from workbench.kit.audit.models import AuditEvent
from workbench.kit.storage import transaction
from workbench.plans import queries
from workbench.plans.models import Change, Plan
from workbench.plans.operations import remove_row
from workbench.plans.operations import spreadsheet as operations
from workbench.plans.rules.sheets.layout import FIRST_ROW
from workbench.plans.views import spreadsheet as views

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask

    from tests.pages import Page
    from workbench.plans.content import PlanContent

END = FIRST_ROW + len(LINES)


@pytest.fixture
def address(ids: dict[str, uuid.UUID], tmp_path: Path) -> str:
    """Store a plan with three costs; returns its address."""
    operations.incoming.set_up(tmp_path / "worksheets")
    with transaction(write=True):
        return f"/plannen/{make.plan(ids['lindewijk'], budget()).id}"


def stored(address: str) -> PlanContent:
    """Return the plan as it stands."""
    with transaction(write=False) as session:
        plan = session.get(Plan, uuid.UUID(address.rsplit("/", 1)[-1]))
        assert plan is not None
        return queries.plan_content(plan)


def download(pages: Pages, address: str) -> Edited:
    """Open the workbook of the plan in another program."""
    return Edited(pages.get(f"{address}/document.xlsx").response.data)


def send(pages: Pages, address: str, data: bytes, *, status: int = 303) -> Page:
    """Send a workbook."""
    form = form_of(pages.get(f"{address}/begroting/werkblad"), "form[data-form='plans.send_spreadsheet']")
    file: Any = (io.BytesIO(data), "begroting.xlsx")
    return pages.submit(form, {"file": file}, status=status)


def preview(pages: Pages, address: str, data: bytes) -> Page:
    """Send a workbook and look at what it would change."""
    return pages.follow(send(pages, address, data))


def bring_in(pages: Pages, page: Page, *, status: int = 303) -> Page:
    """Confirm what was looked at."""
    return pages.submit(form_of(page, "form[data-form='plans.import_spreadsheet']"), status=status)


def history(address: str) -> tuple[int, int]:
    """Return how many lines of history and audit events there are of the plan."""
    plan_id = uuid.UUID(address.rsplit("/", 1)[-1])
    with transaction(write=False) as session:
        lines = list(session.scalars(select(Change.id).where(Change.plan_id == plan_id)))
        events = [one for one in session.scalars(select(AuditEvent)) if one.object_id == str(plan_id)]
        return len(lines), len(events)


def test_the_workbook_is_handed_out_under_the_name_of_the_plan(app: Flask, address: str) -> None:
    answer = Pages(app, ADRI).get(f"{address}/document.xlsx").response
    assert answer.mimetype == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert "-begroting.xlsx" in answer.headers["Content-Disposition"]


def test_a_workbook_without_edits_has_nothing_to_bring_in(app: Flask, address: str) -> None:
    marit = Pages(app, MARIT)
    page = preview(marit, address, download(marit, address).saved())
    assert "nothing to bring in" in page.text or "zegt hetzelfde" in page.text
    assert not page.html.select("form[data-form='plans.import_spreadsheet']")


def test_looking_stores_nothing_and_confirming_stores_all_of_it_at_once(app: Flask, address: str) -> None:
    marit = Pages(app, MARIT)
    book = download(marit, address).set("b-1", "quantity", 13).set(END, "description", "Drukwerk").remove("b-2")
    before, lines = stored(address), history(address)
    page = preview(marit, address, book.saved())
    assert stored(address) == before
    assert "Zaalhuur" in page.text
    assert "Drukwerk" in page.text
    done = bring_in(marit, page)
    after = stored(address)
    assert [row.description for row in after.budget_lines] == ["Zaalhuur", "Trainer", "Drukwerk"]
    assert str(after.budget_lines[0].quantity) == "13"
    assert history(address) == (lines[0] + 3, lines[1] + 1)
    marit.follow(done)


def test_the_page_says_what_it_does_to_the_amounts(app: Flask, address: str) -> None:
    marit = Pages(app, MARIT)
    page = preview(marit, address, download(marit, address).set("b-1", "quantity", 13).remove("b-3").saved())
    cells = [" ".join(cell.get_text().split()) for cell in page.one("#amounts").select("tbody td")]
    assert cells == ["€ 1.500,00", "€ 1.625,00", "€ 583,63", "€ 0,00"]


def test_confirming_twice_stores_it_once(app: Flask, address: str) -> None:
    marit = Pages(app, MARIT)
    page = preview(marit, address, download(marit, address).set(END, "description", "Drukwerk").saved())
    bring_in(marit, page)
    again = bring_in(marit, page)  # the file went with the first
    assert again.location.endswith("/begroting")
    assert len(stored(address).budget_lines) == len(LINES) + 1


def test_a_refused_cell_holds_up_the_whole_workbook_and_is_named(app: Flask, address: str) -> None:
    marit = Pages(app, MARIT)
    book = download(marit, address).set("b-1", "quantity", 13).set("b-3", "rate", "duur")
    page = preview(marit, address, book.saved())
    letter = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[book.column("rate") - 1]
    assert f"{letter}{book.row('b-3')}" in page.text
    assert not page.html.select("form[data-form='plans.import_spreadsheet']")
    forced = form_of(preview(marit, address, download(marit, address).set("b-1", "quantity", 14).saved()))
    key = page.url.rsplit("/", 1)[-1]
    marit.post(f"{address}/begroting/werkblad/{key}", {**forced.fields}, status=422)
    assert str(stored(address).budget_lines[0].quantity) == "12"


def test_a_colleague_who_comes_between_is_not_overwritten(app: Flask, address: str) -> None:
    marit, bo = Pages(app, MARIT), Pages(app, BO)
    book = download(marit, address)
    page = preview(marit, address, book.set("b-1", "quantity", 13).set("b-1", "rate", 1).saved())
    row = form_of(bo.get(f"{address}/onderdeel/budget_lines/regels/b-1"), "form[data-form='plans.row']")
    bo.submit(row, quantity="14")
    again = bring_in(marit, page, status=409)
    assert str(stored(address).budget_lines[0].quantity) == "14"
    bring_in(marit, again)
    line = stored(address).budget_lines[0]
    assert (str(line.quantity), line.rate) == ("14", 100)


@pytest.mark.parametrize(
    "name", ["a cell at XFD1048576", "a workbook with a password", "text", "an entity bomb", "nothing"]
)
def test_a_file_that_is_no_fair_workbook_is_refused_at_the_field(app: Flask, address: str, name: str) -> None:
    page = send(Pages(app, MARIT), address, REFUSED[name](), status=422)
    assert page.errors["file"]


def test_no_file_and_too_large_a_file_are_refused_at_the_field(
    app: Flask, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "MOST_BYTES", 200_000)  # the test's browser leaves larger files open
    marit = Pages(app, MARIT)
    form = form_of(marit.get(f"{address}/begroting/werkblad"), "form[data-form='plans.send_spreadsheet']")
    assert marit.submit(form, status=422).errors["file"]
    assert send(marit, address, b"PK\x03\x04" + b"0" * 200_000, status=413).errors["file"]


def test_a_workbook_of_others_is_added_after_saying_which_column_goes_where(app: Flask, address: str) -> None:
    marit = Pages(app, MARIT)
    data = plain(
        ("Begroting 2027",), ("Omschrijving", "Kosten", "Jaar"), ("Folders", 250.5, 2027), ("Totaal", 250.5, None)
    )
    page = preview(marit, address, data)
    form = form_of(page, "form[data-form='plans.preview_spreadsheet']", press="regels")
    assert form.fields["kolom-description"] == ["1"]
    looked = marit.submit(form, {"kolom-rate": "2", "kolom-year": "3", "laatste": "3"})
    assert "Folders" in looked.text
    bring_in(marit, looked)
    added = stored(address).budget_lines[-1]
    assert (added.description, added.rate, added.year) == ("Folders", 25050, 2027)
    assert len(stored(address).budget_lines) == len(LINES) + 1


def test_a_workbook_of_more_lines_than_fit_is_looked_at_and_not_brought_in(app: Flask, address: str) -> None:
    marit = Pages(app, MARIT)
    page = preview(marit, address, plain(("Omschrijving", "Jaar"), *((f"Post {n}", 2027) for n in range(3000))))
    looked = marit.submit(form_of(page, "form[data-form='plans.preview_spreadsheet']", press="regels"))
    assert not looked.html.select("form[data-form='plans.import_spreadsheet']")
    assert len(looked.html.select("#budget_lines-added tbody tr")) == 500


def test_showing_the_columns_again_guesses_anew_for_another_list(app: Flask, address: str) -> None:
    marit = Pages(app, MARIT)
    page = preview(marit, address, plain(("Omschrijving", "Bedrag", "Betaler"), ("Gemeente", 1000, "Gemeente")))
    form = form_of(page, "form[data-form='plans.preview_spreadsheet']", press="kolommen")
    again = marit.submit(form, lijst="cover_lines", koppen="1")
    chosen = form_of(again, "form[data-form='plans.preview_spreadsheet']", press="regels")
    assert (chosen.fields["kolom-amount"], chosen.fields["kolom-funder"]) == (["2"], ["3"])


def test_the_workbook_of_another_plan_only_adds_what_is_not_there(
    app: Flask, address: str, ids: dict[str, uuid.UUID]
) -> None:
    with transaction(write=True):
        other = make.plan(ids["lindewijk"], budget(budget_lines=[LINES[0], LINES[0] | {"id": "b-7", "rate": 1}])).id
    marit = Pages(app, MARIT)
    page = preview(marit, address, download(marit, f"/plannen/{other}").saved())
    looked = marit.submit(form_of(page, "form[data-form='plans.preview_spreadsheet']", press="regels"))
    bring_in(marit, looked)
    lines = [row.rate for row in stored(address).budget_lines if row.description == "Zaalhuur"]
    assert lines == [12500, 1]  # what stands there already, word for word, is not added again


def test_a_file_is_only_there_for_who_sent_it_and_not_for_ever(app: Flask, address: str) -> None:
    marit = Pages(app, MARIT)
    place = send(marit, address, download(marit, address).saved()).location
    assert Pages(app, BO).get(place, status=303).location.endswith("/begroting/werkblad")
    Pages(app, ADRI).get(place, status=403)
    Pages(app, STRANGER).get(place, status=404)
    marit.get(f"{address}/begroting/werkblad/{'0' * 64}", status=303)
    marit.get(f"{address}/begroting/werkblad/../../x", status=404)


def test_who_may_only_read_sends_nothing(app: Flask, address: str) -> None:
    Pages(app, ADRI).get(f"{address}/begroting/werkblad", status=403)


def test_old_files_go(tmp_path: Path) -> None:
    incoming = operations.Incoming()
    incoming.set_up(tmp_path)
    plan, person = uuid.uuid4(), uuid.uuid4()
    first = incoming.keep(plan, person, b"oud")
    old = next(tmp_path.glob("*/*/*"))
    os.utime(old, (0, 0))
    second = incoming.keep(plan, person, b"nieuw")
    assert incoming.find(plan, person, first) is None
    assert incoming.find(plan, person, second) == b"nieuw"


def test_the_preview_costs_no_more_for_a_longer_budget(app: Flask, address: str, ids: dict[str, uuid.UUID]) -> None:
    rows = [{"id": f"b-{n}", "description": str(n), "year": 2027} for n in range(60)]
    with transaction(write=True):
        longer = f"/plannen/{make.plan(ids['lindewijk'], budget(budget_lines=rows)).id}"
    marit = Pages(app, MARIT)
    few, many = (preview(marit, one, download(marit, one).set(END, "year", 2028).saved()) for one in (address, longer))
    check(many)
    assert few.queries == many.queries <= 25


def test_a_second_confirm_says_what_the_first_one_did(app: Flask, address: str) -> None:
    marit = Pages(app, MARIT)
    page = preview(marit, address, download(marit, address).set("b-1", "quantity", 13).saved())
    first, lines = bring_in(marit, page), history(address)
    second = bring_in(marit, page)
    assert second.location == first.location == f"{address}/begroting"
    assert "gewijzigde regels: 1" in marit.follow(second).text
    assert history(address) == lines


def test_a_workbook_that_is_sent_anew_is_brought_in_anew(app: Flask, address: str, ids: dict[str, uuid.UUID]) -> None:
    marit = Pages(app, MARIT)
    data = plain(("Omschrijving", "Jaar"), ("Folders", 2027))
    for times in (1, 2):
        page = preview(marit, address, data)
        looked = marit.submit(form_of(page, "form[data-form='plans.preview_spreadsheet']", press="regels"))
        bring_in(marit, looked)
        assert [row.description for row in stored(address).budget_lines].count("Folders") == 1, times
        with transaction(write=True) as session:
            plan = session.get(Plan, uuid.UUID(address.rsplit("/", 1)[-1]))
            assert plan is not None
            (row,) = (one for one in queries.rows_now(plan.id, "budget_lines") if one.row.label == "Folders")
            part = make.example().set_parts["budget_lines"]
            remove_row(plan, part=part, row_id=row.row.id, version=row.version, who=Writer(ids[MARIT.email]))


def test_a_workbook_with_something_of_a_person_asks_once(app: Flask, address: str) -> None:
    marit = Pages(app, MARIT)
    book = download(marit, address).set(END, "description", "Hulp aan huis 111222333")
    page = preview(marit, address, book.saved())
    asked = bring_in(marit, page, status=422)
    assert "burgerservicenummer" in asked.text
    assert len(stored(address).budget_lines) == len(LINES)
    marit.submit(form_of(asked, "form[data-form='plans.import_spreadsheet']", press="personal"))
    assert stored(address).budget_lines[-1].description == "Hulp aan huis 111222333"
