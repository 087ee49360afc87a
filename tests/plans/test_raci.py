"""Tasks against roles: letters from rows and back, on the page, in a chapter and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup

from tests import make
from tests.page_forms import form_of
from tests.pages import Pages
from tests.papers.papers import html_of
from tests.people import BO, LOTTE, MARIT
from workbench.kit.storage import transaction
from workbench.papers.rules.proof import proof_of
from workbench.plans import queries
from workbench.plans.models import Plan
from workbench.plans.rules.raci import matrix_of, roles_by_column

if TYPE_CHECKING:
    import uuid

    from flask import Flask

    from workbench.plans.content import PlanContent

ROLES = [{"id": "bestuur", "name": "Bestuur"}, {"id": "manager", "name": "Wijkmanager"}]
TASKS = [
    {"id": "verslag", "name": "Jaarverslag", "responsible": ["manager"], "accountable": ["bestuur"]},
    {"id": "geld", "name": "Facturen", "responsible": ["bestuur"], "accountable": ["bestuur"], "portfolio": "Geld"},
]
FORM = "form[data-form='plans.raci']"


def content(**changes: Any) -> PlanContent:
    """Return a plan with two tasks and two roles."""
    rows: dict[str, Any] = {"roles": ROLES, "tasks": TASKS}
    return make.content(**(rows | changes))


@pytest.fixture
def url(ids: dict[str, uuid.UUID]) -> str:
    """Store the plan; returns its address."""
    with transaction(write=True):
        return f"/plannen/{make.plan(ids['lindewijk'], content(), slug='raci').id}"


def task(row_id: str) -> Any:
    """Return a task as it stands."""
    with transaction(write=False):
        plan = queries.plan_by_name("raci")
        assert isinstance(plan, Plan)
        return queries.plan_content(plan).row("tasks", row_id)


def test_letters_stand_in_the_order_of_raci() -> None:
    found = matrix_of(content())
    assert found.roles == (("bestuur", "Bestuur"), ("manager", "Wijkmanager"))
    assert [row.cells for row in found.rows] == [("A", "R"), ("RA", "")]


def test_what_was_not_on_the_page_stays() -> None:
    found = roles_by_column(content().tasks[0], {"bestuur": "C"})
    assert found == {"responsible": ("manager",), "accountable": (), "consulted": ("bestuur",), "informed": ()}


def test_letters_are_chosen_in_one_table(app: Flask, url: str) -> None:
    pages = Pages(app, MARIT)
    form = form_of(pages.get(f"{url}/taken-en-rollen"), FORM)
    assert form.fields["cell_geld_bestuur"] == ["RA"]
    pages.submit(form, {"cell_geld_bestuur": "A", "cell_geld_manager": "R"})
    assert (task("geld").responsible, task("geld").accountable) == (("manager",), ("bestuur",))
    assert task("verslag").responsible == ("manager",)


def test_sending_it_unchanged_changes_nothing(app: Flask, url: str) -> None:
    pages = Pages(app, MARIT)
    form = form_of(pages.get(f"{url}/taken-en-rollen"), FORM)
    pages.submit(form)
    pages.submit(form)
    with transaction(write=False):
        plan = queries.plan_by_name("raci")
        assert plan is not None
        assert plan.revision == 1


def test_two_people_who_change_the_same_task_choose_again(app: Flask, url: str) -> None:
    marit, bo = Pages(app, MARIT), Pages(app, BO)
    mine, theirs = (form_of(pages.get(f"{url}/taken-en-rollen"), FORM) for pages in (marit, bo))
    bo.submit(theirs, {"cell_verslag_bestuur": "R", "cell_verslag_manager": "A"})
    page = marit.submit(mine, {"cell_verslag_bestuur": "I", "cell_geld_manager": "I"}, status=409)
    assert task("geld").informed == ("manager",)
    assert task("verslag").responsible == ("bestuur",)
    marit.submit(form_of(page, FORM))
    assert task("verslag").informed == ("bestuur",)


def test_an_odd_letter_is_not_taken(app: Flask, url: str) -> None:
    pages = Pages(app, MARIT)
    form = form_of(pages.get(f"{url}/taken-en-rollen"), FORM)
    pages.submit(form, {"cell_geld_bestuur": "X"})
    assert task("geld").accountable == ("bestuur",)


def test_a_reader_sees_the_matrix_also_in_its_chapter(app: Flask, url: str) -> None:
    lotte = Pages(app, LOTTE)
    page = lotte.get(f"{url}/taken-en-rollen")
    assert not page.html.select(FORM)
    assert [cell.get_text(strip=True) for cell in page.html.select("table.raci tbody td")] == ["A", "R", "R A", ""]
    assert lotte.get(f"{url}/lezen").html.select("table.raci")


def test_without_roles_or_tasks_the_page_says_what_comes_first(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    with transaction(write=True):
        plan_id = make.plan(ids["lindewijk"]).id
    assert not Pages(app, MARIT).get(f"/plannen/{plan_id}/taken-en-rollen").html.select("table")


def test_the_paper_shows_the_matrix_and_holds_every_answer() -> None:
    html = html_of(content())
    rows = BeautifulSoup(html, "html.parser").select("table.raci tbody tr")
    assert [row.get_text(" ", strip=True) for row in rows] == ["Jaarverslag A R", "Facturen Geld R A"]
    assert proof_of(html, content(), make.example()).is_whole


@pytest.mark.parametrize(
    "odd",
    [
        {"roles": [{"id": f"r{at}", "name": f"Rol {at}"} for at in range(8)]},
        {"tasks": [TASKS[0] | {"informed": ["weg"]}]},
        {"tasks": [{"id": "t", "name": "T", "unread": {"informed": "iedereen?"}}]},
        {"roles": []},
    ],
    ids=["many roles", "a role that is gone", "unread", "no roles"],
)
def test_where_letters_cannot_say_everything_the_paper_has_an_ordinary_table(odd: dict[str, Any]) -> None:
    found = content(**odd)
    html = html_of(found)
    assert 'class="sheet raci"' not in html
    assert proof_of(html, found, make.example()).is_whole


def test_what_was_chosen_for_a_removed_task_is_given_back(app: Flask, url: str) -> None:
    marit, bo = Pages(app, MARIT), Pages(app, BO)
    form = form_of(marit.get(f"{url}/taken-en-rollen"), FORM)
    asked = bo.get(f"{url}/onderdeel/tasks/regels/geld/verwijderen")
    bo.submit(form_of(asked, "form[data-form='plans.remove_row']"))
    page = marit.submit(form, {"cell_geld_manager": "I", "cell_verslag_bestuur": "C"}, status=409)
    told = page.one(".raci__gone").get_text(" ", strip=True)
    assert told == "Facturen Bestuur: R A, Wijkmanager: I"
    assert task("verslag").consulted == ("bestuur",)
