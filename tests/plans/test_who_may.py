"""Who may open and change a plan, on every address that names one: found by walking the routes."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import pytest

from tests import make
from tests.people import ADRI, ANNA, LOTTE, MARIT, STRANGER
from workbench.kit.storage import transaction
from workbench.plans import queries
from workbench.plans.models import Plan

if TYPE_CHECKING:
    from flask import Flask

    from tests.browser import Browser
    from tests.people import Someone

ROW, SETS, QUESTIONS = "risks-1", "risks", "mission"
# What stands in the other blanks of an address.
BLANKS = {"part_id": SETS, "row_id": ROW, "chapter_id": "budget", "kind": "json", "recipe_key": "welzijn_op_recept"} | {
    "share_id": str(uuid.UUID(int=7))
}

# What was sent before must be there to be opened; the tests of sending it look at that.
SENT = frozenset({"plans.download", "plans.ask_to_take_back"})
# What only those who write may do.
WRITERS_ONLY = frozenset({"plan.edit", "plan.edit_assigned", "plan.assign", "plan.share", "plan.see_viewers"})


def addresses(app: Flask, plan_id: uuid.UUID, method: str, **blanks: str) -> dict[str, str]:
    """Return the address of every route that names a plan and takes this method, by endpoint."""
    found: dict[str, str] = {}
    with app.test_request_context(base_url="http://localhost"):
        for rule in app.url_map.iter_rules():
            if "plan_id" in rule.arguments and method in (rule.methods or set()):
                values = dict.fromkeys(rule.arguments, "1") | BLANKS | blanks | {"plan_id": str(plan_id)}
                given: dict[str, Any] = {name: values[name] for name in rule.arguments}
                found[rule.endpoint] = app.url_for(rule.endpoint, **given)
    return found


@pytest.fixture
def plan_id(ids: dict[str, uuid.UUID]) -> uuid.UUID:
    """Store a plan in which every set has a row."""
    with transaction(write=True):
        return make.plan(ids["lindewijk"], make.filled(rows=1)).id


def browser(app: Flask, someone: Someone) -> Browser:
    """Open the browser of somebody."""
    opened: Browser = app.test_client()  # type: ignore[assignment]  # the tests' own client
    return opened.sign_in(someone)


def revision(plan_id: uuid.UUID) -> int:
    """Return the revision of the plan."""
    with transaction(write=False) as session:
        plan = session.get(Plan, plan_id)
        assert plan is not None
        return plan.revision


def test_the_walk_finds_the_routes_of_plans(app: Flask, plan_id: uuid.UUID) -> None:
    assert {"plans.overview", "plans.part", "plans.row", "plans.table"} <= set(addresses(app, plan_id, "GET"))
    assert {"plans.save_part", "plans.save_row", "plans.move_row"} <= set(addresses(app, plan_id, "POST"))


def test_to_a_stranger_no_address_of_a_plan_exists(app: Flask, plan_id: uuid.UUID) -> None:
    vera = browser(app, STRANGER)
    for endpoint, url in addresses(app, plan_id, "GET").items():
        assert vera.get(url).status_code == 404, endpoint
    for endpoint, url in addresses(app, plan_id, "POST").items():
        assert vera.send(url, {"answer": "Toch", "version": "1"}).status_code == 404, endpoint
    assert revision(plan_id) == 1


def test_a_plan_that_does_not_exist_looks_the_same_to_everybody(app: Flask, plan_id: uuid.UUID) -> None:
    marit, vera = browser(app, MARIT), browser(app, STRANGER)
    for url in addresses(app, uuid.uuid4(), "GET").values():
        assert marit.get(url).status_code == 404
    other = uuid.uuid4()
    secret, nothing = (vera.get(f"/plannen/{one}/").get_data(as_text=True) for one in (plan_id, other))
    assert secret.replace(str(plan_id), str(other)) == nothing


def test_nobody_is_sent_to_sign_in(app: Flask, client: Browser, plan_id: uuid.UUID) -> None:
    for method in ("GET", "POST"):
        for endpoint, url in addresses(app, plan_id, method).items():
            answer = client.get(url) if method == "GET" else client.send(url)
            assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (303, "/inloggen"), endpoint
            piece = client.open(url, method=method, headers={"HX-Request": "true"})
            assert (piece.status_code, piece.headers["HX-Redirect"]) == (401, "/inloggen"), endpoint


@pytest.mark.parametrize("someone", [ADRI, LOTTE], ids=lambda one: one.name)
def test_who_may_only_read_can_read_and_is_refused_the_rest(app: Flask, plan_id: uuid.UUID, someone: Someone) -> None:
    reader = browser(app, someone)
    for endpoint, url in addresses(app, plan_id, "GET").items():
        permission = str(getattr(app.view_functions[endpoint], "permission", ""))
        gone = permission == "plan.view_work" and someone is LOTTE
        expected = {403} if permission in WRITERS_ONLY else {404} if gone or endpoint in SENT else {200, 202, 303}
        assert reader.get(url).status_code in expected, endpoint
    for endpoint, url in addresses(app, plan_id, "POST").items():
        if str(getattr(app.view_functions[endpoint], "permission", "")) in WRITERS_ONLY:
            assert reader.send(url, {"answer": "Toch", "version": "1"}).status_code == 403, endpoint
    assert revision(plan_id) == 1


@pytest.mark.parametrize("someone", [MARIT, ANNA], ids=lambda one: one.name)
def test_who_writes_can_open_every_address(app: Flask, plan_id: uuid.UUID, someone: Someone) -> None:
    writer = browser(app, someone)
    for endpoint, url in addresses(app, plan_id, "GET").items():
        expected = {404} if endpoint in SENT else {200, 202, 303}
        assert writer.get(url).status_code in expected, endpoint


@pytest.mark.parametrize(
    "blanks", [{"part_id": "geen"}, {"part_id": QUESTIONS}, {"row_id": "geen"}, {"chapter_id": "geen"}], ids=str
)
def test_a_part_row_or_chapter_that_is_not_there_is_not_found(
    app: Flask, plan_id: uuid.UUID, blanks: dict[str, str]
) -> None:
    marit = browser(app, MARIT)
    alone = {"plans.part", "plans.save_part", "plans.applicable"} if QUESTIONS in blanks.values() else set()
    for method in ("GET", "POST"):
        before, after = addresses(app, plan_id, method), addresses(app, plan_id, method, **blanks)
        for endpoint in {key for key in after if before[key] != after[key]} - alone:
            answer = marit.get(after[endpoint]) if method == "GET" else marit.send(after[endpoint])
            assert answer.status_code == 404, endpoint
    assert revision(plan_id) == 1


def test_a_form_without_its_token_is_refused_and_changes_nothing(app: Flask, plan_id: uuid.UUID) -> None:
    marit = browser(app, MARIT)
    for endpoint, url in addresses(app, plan_id, "POST").items():
        assert marit.post(url, data={"answer": "Toch"}).status_code == 400, endpoint
    assert revision(plan_id) == 1


def test_a_locked_plan_is_read_but_not_changed(app: Flask, plan_id: uuid.UUID) -> None:
    with transaction(write=True) as session:
        session.get_one(Plan, plan_id).locked = True
    marit = browser(app, MARIT)
    assert marit.get(f"/plannen/{plan_id}/lezen").status_code == 200
    assert marit.send(f"/plannen/{plan_id}/onderdeel/mission", {"answer": "Toch", "version": "1"}).status_code == 403


def test_lists_show_only_plans_that_may_be_seen(app: Flask, plan_id: uuid.UUID) -> None:
    with transaction(write=False) as session:
        title = session.get_one(Plan, plan_id).title
        assert [one.id for one in queries.all_plans()] == [plan_id]
    for someone, sees in ((MARIT, True), (LOTTE, True), (STRANGER, False)):
        for url in ("/plannen/", "/"):
            assert (title in browser(app, someone).get(url).get_data(as_text=True)) is sees


def test_a_plan_cannot_begin_in_a_collaboration_of_others(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    data = {"title": "Plan", "period_start": "1-1-2027", "period_end": "31-12-2027", "definition": make.EXAMPLE}
    for someone, slug in ((MARIT, "zeekant"), (ADRI, "lindewijk")):
        answer = browser(app, someone).send("/plannen/nieuw", data | {"organisation": str(ids[slug])})
        assert answer.status_code == 422
    with transaction(write=False):
        assert queries.all_plans() == []
