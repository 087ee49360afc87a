"""The start page says what to do now, in at most seven tasks, and only to who can do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import make
from tests.pages import Pages
from tests.people import ADRI, BEA, CORA, LOTTE, MARIT, OLGA, RIK, STAN
from workbench.home.rules import BEGUN, HANDED, OPENED, SENT, coming, to_do
from workbench.kit.storage import transaction
from workbench.kit.values.messages import Message
from workbench.kit.web.language import translate
from workbench.organisations.rules import Kind, Role
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


@pytest.mark.parametrize(("someone", "slug"), [(BEA, "lindewijk"), (STAN, "steunpunt")], ids=["Bea", "Stan"])
def test_who_is_administrator_only_is_led_to_the_people(
    app: Flask, ids: dict[str, uuid.UUID], someone: Someone, slug: str
) -> None:
    with transaction(write=True):
        make.plan(ids["lindewijk"])
    assert tasks(Pages(app, someone).get("/")) == [f"/organisaties/{ids[slug]}/mensen"]


def test_an_operator_is_led_to_making_an_organisation(app: Flask) -> None:
    page = Pages(app, OLGA).get("/")
    assert page.one("main a[href='/beheer/nieuw']")
    assert page.one("main a[href='/beheer']")


@pytest.mark.parametrize(
    ("someone", "expected"), [(LOTTE, BEGUN), (CORA, OPENED), (RIK, HANDED)], ids=lambda one: getattr(one, "name", "")
)
def test_who_has_nothing_to_read_yet_is_told_when_it_comes(app: Flask, someone: Someone, expected: Message) -> None:
    with app.test_request_context():
        told = translate(expected)
    assert Pages(app, someone).get("/").one("main .lead").text == told


def test_what_comes_depends_on_every_hat_of_somebody() -> None:
    collaboration, support = Kind.COLLABORATION, Kind.SUPPORT
    assert coming({(collaboration, Role.COMMENTER), (collaboration, Role.READER)}) is BEGUN
    assert coming({(collaboration, Role.COMMENTER), (collaboration, Role.ADMINISTRATOR)}) is OPENED
    assert coming({(support, Role.ADVISER)}) is SENT
    assert coming({(support, Role.ADVISER), (collaboration, Role.ADVISER)}) is BEGUN
    assert coming({(Kind.FUNDER, Role.FUNDER_READER)}) is HANDED


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
