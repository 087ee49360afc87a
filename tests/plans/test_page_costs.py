"""What pages of plans ask of the database: a fixed number of queries, the same on a plan ten times as big."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import make
from tests.page_forms import form_of
from tests.pages import Pages
from tests.people import MARIT
from workbench.kit.storage import transaction

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable

    from flask import Flask

    from tests.pages import Page

QUESTION, WHOLE = 12, 25
SMALL, LARGE = 1, 10
WHOLE_PLAN = ("", "lezen", "controle", "hoofdstuk/budget", "hoofdstuk/activities")
ONE_PAGE = (
    "onderdeel/mission",
    "onderdeel/plan_data",
    "onderdeel/activities/regels/activities-1",
    "onderdeel/activities/regels/nieuw",
    "onderdeel/budget_lines/plakken",
    "onderdeel/activities/regels/activities-1/verwijderen",
)


@pytest.fixture
def plans(ids: dict[str, uuid.UUID]) -> tuple[str, str]:
    """Store a plan and one ten times as big; returns their addresses."""
    with transaction(write=True):
        made = [make.plan(ids["lindewijk"], make.filled(rows=rows)).id for rows in (SMALL, LARGE)]
    return f"/plannen/{made[0]}", f"/plannen/{made[1]}"


@pytest.fixture
def marit(app: Flask) -> Pages:
    """Open the browser of the manager."""
    return Pages(app, MARIT)


def costs(plans: tuple[str, str], visit: Callable[[str], Page]) -> int:
    """Return the queries of a visit, after it was seen to be the same for both plans."""
    small, large = (visit(plan) for plan in plans)
    assert small.queries == large.queries, "\n".join(sorted(set(large.statements) ^ set(small.statements)))
    return large.queries


@pytest.mark.parametrize("where", ONE_PAGE)
def test_a_page_of_one_question_or_row_asks_little(marit: Pages, plans: tuple[str, str], where: str) -> None:
    assert costs(plans, lambda plan: marit.get(f"{plan}/{where}")) <= QUESTION


@pytest.mark.parametrize("where", WHOLE_PLAN)
def test_a_page_of_the_whole_plan_asks_little_cold_and_warm(marit: Pages, plans: tuple[str, str], where: str) -> None:
    cold = costs(plans, lambda plan: marit.get(f"{plan}/{where}"))
    warm = costs(plans, lambda plan: marit.get(f"{plan}/{where}"))
    assert warm <= cold <= WHOLE


@pytest.mark.parametrize("where", ["onderdeel/activities", "onderdeel/budget_lines", "onderdeel/budget_lines/tabel"])
def test_a_page_of_a_set_asks_little(marit: Pages, plans: tuple[str, str], where: str) -> None:
    assert costs(plans, lambda plan: marit.get(f"{plan}/{where}")) <= WHOLE


@pytest.mark.parametrize(
    ("where", "selector", "typed"),
    [
        ("onderdeel/mission", "form[data-form='plans.part']", {"answer": "Anders"}),
        ("onderdeel/plan_data", "form[data-form='plans.part']", {"title": "A", "municipality": "B"}),
        ("onderdeel/activities/regels/activities-1", "form[data-form='plans.row']", {"name": "Anders"}),
        ("onderdeel/activities/regels/nieuw", "form[data-form='plans.row']", {"name": "Nieuw"}),
        ("onderdeel/risks/regels/risks-1/verwijderen", "form[data-form='plans.remove_row']", {}),
        ("onderdeel/risks/tabel", "form[data-form='plans.table']", {"row_risks-1_name": "A", "row_risks-1_owner": "B"}),
    ],
)
def test_a_save_asks_little(
    marit: Pages, plans: tuple[str, str], where: str, selector: str, typed: dict[str, str]
) -> None:
    forms = {plan: form_of(marit.get(f"{plan}/{where}"), selector) for plan in plans}
    assert costs(plans, lambda plan: marit.submit(forms[plan], typed)) <= QUESTION


def test_a_save_that_nothing_changes_asks_less(marit: Pages, plans: tuple[str, str]) -> None:
    form = form_of(marit.get(f"{plans[0]}/onderdeel/mission"), "form[data-form='plans.part']")
    changed = marit.submit(form, answer="Anders").queries
    form = form_of(marit.get(f"{plans[0]}/onderdeel/mission"), "form[data-form='plans.part']")
    assert marit.submit(form).queries < changed


@pytest.mark.parametrize("url", ["/plannen/", "/"])
def test_a_list_of_plans_asks_the_same_however_many_there_are(
    marit: Pages, ids: dict[str, uuid.UUID], url: str
) -> None:
    found: list[int] = []
    for _ in range(2):
        with transaction(write=True):
            for _ in range(5):
                make.plan(ids["lindewijk"])
        marit.get(url)  # the first reader of a revision stores its standing
        found.append(marit.get(url).queries)
    assert found[0] == found[1] <= QUESTION
