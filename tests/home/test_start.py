"""The start page says what to do now, in at most seven tasks, and only to who can do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import make
from tests.pages import Pages
from tests.people import ADRI, LOTTE, MARIT
from workbench.home.rules import to_do
from workbench.kit.storage import transaction
from workbench.kit.values.messages import Message
from workbench.plans.rules.findings import Finding
from workbench.plans.rules.standing import PartState, Standing, standing

if TYPE_CHECKING:
    import uuid

    from flask import Flask

    from tests.pages import Page
    from tests.people import Someone

WRONG = {"id": "line-a", "description": "Drukwerk", "unread": {"rate": "1.5050"}}


def tasks(page: Page) -> list[str]:
    """Return the addresses of the tasks."""
    return [str(link["href"]) for link in page.html.select(".to-do a")]


def test_a_newcomer_has_one_task_to_begin(app: Flask) -> None:
    assert tasks(Pages(app, MARIT).get("/")) == ["/plannen/nieuw"]


@pytest.mark.parametrize("someone", [ADRI, LOTTE], ids=lambda one: one.name)
def test_who_may_only_read_has_no_tasks_but_sees_the_plans(
    app: Flask, ids: dict[str, uuid.UUID], someone: Someone
) -> None:
    assert not tasks(Pages(app, someone).get("/"))
    with transaction(write=True):
        plan = make.plan(ids["lindewijk"])
    page = Pages(app, someone).get("/")
    assert not tasks(page)
    assert page.one(f".plan-list a[href='/plannen/{plan.id}/']")


def test_a_plan_asks_to_correct_then_to_go_on_then_to_complete(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    with transaction(write=True):
        plan = make.plan(ids["lindewijk"], make.content(budget_lines=[WRONG]))
    check = f"/plannen/{plan.id}/controle"
    assert tasks(Pages(app, MARIT).get("/")) == [check, f"/plannen/{plan.id}/onderdeel/plan_data", check]


def test_there_are_at_most_seven_tasks_and_twelve_queries(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    with transaction(write=True):
        for _ in range(4):
            make.plan(ids["lindewijk"], make.content(budget_lines=[WRONG]))
    browser = Pages(app, MARIT)
    browser.get("/")  # the first reader stores the standings
    page = browser.get("/")
    assert 0 < len(tasks(page)) <= 7
    assert page.queries <= 12


def test_what_an_empty_plan_needs_counts_as_missing_and_not_as_wrong() -> None:
    definition = make.example()
    found = to_do(definition, standing(make.content(answers={}), definition))
    assert [task.kind for task in found] == ["begin", "needed"]


def test_a_complete_plan_asks_at_most_to_look_at_advice() -> None:
    definition = make.example()
    states = {part.id: PartState.DONE for part in definition.parts}
    advice = Finding("cover_lines", Message("In 2027 the cover is short."), blocking=False)
    assert [task.kind for task in to_do(definition, Standing(states, (advice,)))] == ["advise"]
    assert not to_do(definition, Standing(states, ()))
