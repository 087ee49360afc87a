"""The lines of a budget one at a time: saved as they are left, copied, moved, removed and put back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests import make
from tests.page_forms import form_of
from tests.pages import Pages
from tests.people import BO, MARIT
from workbench.kit.storage import transaction
from workbench.plans import queries
from workbench.plans.models import Plan

if TYPE_CHECKING:
    import uuid

    from flask import Flask

    from tests.pages import Page

MOST = 12
COSTS = "onderdeel/budget_lines/tabel"
SMALL, LARGE = 3, 15
LINES: list[dict[str, Any]] = [
    {"id": f"b-{place}", "description": f"Post {place}", "year": 2027, "quantity": str(place), "rate": 1000}
    for place in range(1, 4)
]


@pytest.fixture
def plan_id(ids: dict[str, uuid.UUID]) -> uuid.UUID:
    """Store a plan with three costs of 10, 20 and 30 euros."""
    with transaction(write=True):
        return make.plan(ids["lindewijk"], make.content(budget_lines=LINES)).id


def table(pages: Pages, plan_id: uuid.UUID) -> Page:
    """Open the table of costs."""
    return pages.get(f"/plannen/{plan_id}/{COSTS}")


def send(page: Page, pages: Pages, row: str = "", status: int = 200, **changes: str) -> Page:
    """Send one line as the script does; ``changes`` are cells by column, or what the form adds."""
    fields = form_of(page, "form[data-form='plans.table']").fields
    sent: dict[str, Any] = {"csrf_token": fields["csrf_token"]}
    sent |= {name: value for name, value in fields.items() if row and name.startswith(f"row_{row}_")}
    asked = {"action", "after", "new_id"}
    sent |= {name if name in asked else f"row_{row}_{name}": value for name, value in changes.items()}
    return pages.post(str(page.one("[data-lines]")["data-lines"]), sent, status=status, HX_Request="true")


def pieces(page: Page) -> dict[str, str]:
    """Return the words of each piece by where it goes: ``into line-b-1``."""
    found = {}
    for piece in page.html.select("template"):
        way = next(name for name in ("into", "after", "before") if f"data-{name}" in piece.attrs)
        found[f"{way} {piece[f'data-{way}']}"] = " ".join(piece.get_text(" ").split())
    return found


def stored(plan_id: uuid.UUID) -> dict[str, str | None]:
    """Return the lines as they stand: description by id, in order."""
    with transaction(write=False) as session:
        plan = session.get(Plan, plan_id)
        assert plan is not None
        return {row.id: row.description for row in queries.plan_content(plan).budget_lines}


def test_a_line_that_is_saved_brings_its_total_and_the_verdict(app: Flask, plan_id: uuid.UUID) -> None:
    marit = Pages(app, MARIT)
    found = pieces(send(table(marit, plan_id), marit, "b-2", quantity="5"))
    assert "€ 50,00" in found["into line-b-2"].replace("\u00a0", " ")
    assert "€ 90,00" in found["into lines-total"].replace("\u00a0", " ")
    assert "€ 90,00 tekort in 2027" in found["into verdicts"].replace("\u00a0", " ")
    assert set(found) == {"into line-b-2", "into verdicts", "into lines-total", "into line-said"}


def test_a_wrong_cell_is_kept_and_told_at_the_cell(app: Flask, plan_id: uuid.UUID) -> None:
    marit = Pages(app, MARIT)
    page = send(table(marit, plan_id), marit, "b-2", 422, quantity="vijf")
    assert page.html.find(id="row_b-2_quantity-error")
    assert "vijf" in str(table(marit, plan_id).one("#row_b-2_quantity"))


def test_a_new_line_is_added_once_however_often_it_is_sent(app: Flask, plan_id: uuid.UUID) -> None:
    marit = Pages(app, MARIT)
    page = table(marit, plan_id)
    for name in ("Zaal", "Grote zaal"):
        send(page, marit, "nieuw-1", version="new", description=name)
    assert list(stored(plan_id).values()) == ["Post 1", "Post 2", "Post 3", "Grote zaal"]


def test_a_copy_stands_under_its_line_with_all_its_fields(app: Flask, plan_id: uuid.UUID) -> None:
    marit = Pages(app, MARIT)
    found = pieces(send(table(marit, plan_id), marit, action="copy:b-1", new_id="c-1"))
    assert "€ 10,00" in found["after line-b-1"].replace("\u00a0", " ")
    assert list(stored(plan_id)) == ["b-1", "c-1", "b-2", "b-3"]
    send(table(marit, plan_id), marit, action="copy:b-1", new_id="c-1")
    assert list(stored(plan_id)) == ["b-1", "c-1", "b-2", "b-3"]


@pytest.mark.parametrize(
    ("action", "goes", "order"),
    [
        ("up:b-2", "before line-b-1", ["b-2", "b-1", "b-3"]),
        ("down:b-2", "after line-b-3", ["b-1", "b-3", "b-2"]),
        ("up:b-1", "before line-b-2", ["b-1", "b-2", "b-3"]),
    ],
)
def test_a_line_moves_and_says_where(app: Flask, plan_id: uuid.UUID, action: str, goes: str, order: list[str]) -> None:
    marit = Pages(app, MARIT)
    assert goes in pieces(send(table(marit, plan_id), marit, action=action))
    assert list(stored(plan_id)) == order


def test_a_removed_line_comes_back_where_it_stood(app: Flask, plan_id: uuid.UUID) -> None:
    marit = Pages(app, MARIT)
    page = table(marit, plan_id)
    gone = send(page, marit, "b-2", action="remove:b-2", description="Post twee")
    assert gone.html.find("button", value="restore:b-2")
    assert list(stored(plan_id)) == ["b-1", "b-3"]
    send(page, marit, action="restore:b-2", after="b-1")
    assert list(stored(plan_id).values()) == ["Post 1", "Post twee", "Post 3"]


def test_what_somebody_else_wrote_in_the_same_cell_stands_at_it(app: Flask, plan_id: uuid.UUID) -> None:
    marit, bo = Pages(app, MARIT), Pages(app, BO)
    mine, theirs = table(marit, plan_id), table(bo, plan_id)
    send(theirs, bo, "b-1", quantity="7")
    page = send(mine, marit, "b-1", 409, quantity="8", description="Anders")
    told = str(page.html.find(id="row_b-1_quantity-error"))
    assert "Bo Bestuurder" in told
    assert "“7”" in told
    again = send(table(marit, plan_id), marit, "b-1", quantity="8")
    assert "€ 80,00" in pieces(again)["into line-b-1"].replace("\u00a0", " ")


def test_a_line_that_somebody_else_changed_is_not_removed_unseen(app: Flask, plan_id: uuid.UUID) -> None:
    marit, bo = Pages(app, MARIT), Pages(app, BO)
    page = table(marit, plan_id)
    send(table(bo, plan_id), bo, "b-2", description="Post van Bo")
    send(page, marit, "b-2", status=409, action="remove:b-2")
    assert "Post van Bo" in stored(plan_id).values()
    send(table(marit, plan_id), marit, "b-2", action="remove:b-2")
    assert "Post van Bo" not in stored(plan_id).values()


def test_a_line_that_somebody_else_removed_comes_back_as_a_new_one(app: Flask, plan_id: uuid.UUID) -> None:
    marit, bo = Pages(app, MARIT), Pages(app, BO)
    mine = table(marit, plan_id)
    send(table(bo, plan_id), bo, action="remove:b-1")
    page = send(mine, marit, "b-1", 409, description="Anders")
    (piece,) = page.html.select('template[data-into="line-b-1"]')
    assert "Anders" in str(piece)
    assert 'value="new"' in str(piece)


@pytest.mark.parametrize("action", ["copy:b-1", "up:b-1"])
def test_what_cannot_be_done_with_a_line_is_told(app: Flask, plan_id: uuid.UUID, action: str) -> None:
    marit, bo = Pages(app, MARIT), Pages(app, BO)
    mine = table(marit, plan_id)
    send(table(bo, plan_id), bo, action="remove:b-1")
    assert "er niet meer" in pieces(send(mine, marit, status=409, action=action))["into line-said"]
    form = form_of(table(marit, plan_id), "form[data-form='plans.table']")
    page = marit.follow(marit.submit(form, {"action": action}))
    assert page.html.select(".notice--attention")


@pytest.mark.parametrize(
    ("press", "left"),
    [("copy:b-1", ["Eerst", "Eerst", "Post 2", "Post 3"]), ("remove:b-3", ["Eerst", "Post 2"]), ("down:b-1", None)],
)
def test_without_a_script_the_buttons_save_the_table_first(
    app: Flask, plan_id: uuid.UUID, press: str, left: list[str] | None
) -> None:
    marit = Pages(app, MARIT)
    form = form_of(table(marit, plan_id), "form[data-form='plans.table']", press=press)
    page = marit.follow(marit.submit(form, {"row_b-1_description": "Eerst"}))
    assert list(stored(plan_id).values()) == (left or ["Post 2", "Eerst", "Post 3"])
    if press.startswith("remove"):
        marit.submit(form_of(page, "form[data-form='plans.table']", press="restore:b-3"))
        assert list(stored(plan_id)) == ["b-1", "b-2", "b-3"]


def test_enter_in_a_cell_without_a_script_saves_the_table(app: Flask, plan_id: uuid.UUID) -> None:
    marit = Pages(app, MARIT)
    form = form_of(table(marit, plan_id), "form[data-form='plans.table']")
    assert "action" not in form.fields
    marit.submit(form, {"row_b-1_description": "Eerst"})
    assert stored(plan_id)["b-1"] == "Eerst"


@pytest.mark.parametrize("act", ["", "copy", "up", "down", "remove", "restore"])
def test_a_line_asks_little_of_the_database_in_a_budget_of_any_size(
    app: Flask, ids: dict[str, uuid.UUID], act: str
) -> None:
    marit, asked = Pages(app, MARIT), []
    for rows in (SMALL, LARGE):
        with transaction(write=True):
            made = make.plan(ids["lindewijk"], make.filled(rows=rows)).id
        page = table(marit, made)
        if act == "restore":
            send(page, marit, action="remove:budget-lines-2")
        if act:
            answer = send(page, marit, action=f"{act}:budget-lines-2", after="budget-lines-1")
        else:
            answer = send(page, marit, "budget-lines-2", description="Anders")
        asked.append(answer.queries)
    assert asked[0] == asked[1] <= MOST


def test_the_table_shows_what_fits_a_laptop_and_keeps_the_rest(app: Flask, plan_id: uuid.UUID) -> None:
    marit = Pages(app, MARIT)
    page = table(marit, plan_id)
    assert not page.html.select("[name$=_spread], [name$=_vat], [name$=_q1], [name$=_rate_source]")
    row = form_of(marit.get(f"/plannen/{plan_id}/onderdeel/budget_lines/regels/b-1"), "form[data-form='plans.row']")
    marit.submit(row, {"spread": "last"})
    send(table(marit, plan_id), marit, "b-1", description="Anders")
    again = form_of(marit.get(f"/plannen/{plan_id}/onderdeel/budget_lines/regels/b-1"), "form[data-form='plans.row']")
    assert again.fields["spread"] == ["last"]
