"""A stored plan goes over to another template: reviewed, by decisions, with one event, on both databases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from tests import make
from tests.page_forms import form_of
from tests.pages import Pages
from tests.people import LOTTE, MARIT
from tests.plans.templates_to_move import content, definition, question
from workbench.kit.audit.models import AuditEvent
from workbench.kit.storage import transaction
from workbench.plans import queries
from workbench.plans.models import Change, Plan
from workbench.plans.operations.moving import ChangedMeanwhile, move_plan
from workbench.plans.rules.moving import moved

if TYPE_CHECKING:
    import uuid

    from flask import Flask

    from tests.plans.conftest import Ground
    from workbench.plans.content import PlanContent

NAME, PLACE = question("name", "line", "Naam"), question("location", "line", "Locatie")
OLD = definition([question("aim", "text", "Doel"), question("hue", "choice", "Kleur")], [NAME, PLACE])
NEW = definition([question("goal", "text", "Doelen")], [NAME], version=2, partners=False)


def fill(ground: Ground) -> PlanContent:
    """Store the content of the old template in the plan, without its pages."""
    from workbench.plans.operations.differences import store_differences  # noqa: PLC0415 - only this maker stores one

    with transaction(write=True) as session:
        plan = ground.plan(session)
        before = queries.plan_content(plan)
        after = content(OLD).model_copy(update={"answers": {**before.answers, **content(OLD).answers}})
        store_differences(plan, before=before, after=after, definitions=[OLD], who=ground.marit)
        plan.definition_key = OLD.key
        return after


def go(ground: Ground, decisions: dict[str, str], revision: int | None = None) -> None:
    with transaction(write=True) as session:
        plan = ground.plan(session)
        number = plan.revision if revision is None else revision
        move_plan(plan, old=OLD, new=NEW, decisions=decisions, revision=number, origin="Uit versie 1", who=ground.marit)


def stored_content(ground: Ground) -> PlanContent:
    with transaction(write=False) as session:
        return queries.plan_content(ground.plan(session))


def test_a_stored_plan_becomes_what_the_move_makes_of_it(stored: Ground) -> None:
    before = fill(stored)
    go(stored, {"option.hue.red": "aside"})
    after = stored_content(stored)
    assert (after.definition, after.definition_version) == (NEW.key, 2)
    expected = moved(before, OLD, NEW, {"option.hue.red": "aside"}, "Uit versie 1")
    assert after.answers == expected.answers | {}
    assert [(row.name, row.text) for row in after.set_aside] == [(row.name, row.text) for row in expected.set_aside]
    assert [row.location for row in after.members] == [None, None]


def test_a_move_is_one_event_with_a_line_of_history_for_each_piece(stored: Ground) -> None:
    fill(stored)
    go(stored, {})
    with transaction(write=False) as session:
        events = list(session.scalars(select(AuditEvent).where(AuditEvent.event == "plan.moved")))
        lines = list(session.scalars(select(Change).where(Change.piece.in_(["aim", "members/lid-1", "partners/p-1"]))))
    assert [event.details["after"] for event in events] == ["klein-2027@2"]
    assert [line.piece for line in lines if line.version == 2] == ["aim", "members/lid-1", "partners/p-1"]
    assert {line.piece for line in lines if line.content is None} == {"partners/p-1"}


def test_a_plan_that_changed_meanwhile_is_not_moved(stored: Ground) -> None:
    fill(stored)
    with pytest.raises(ChangedMeanwhile):
        go(stored, {}, revision=1)
    assert stored_content(stored).definition_version == 1


@pytest.fixture
def marit(app: Flask) -> Pages:
    return Pages(app, MARIT)


@pytest.fixture
def address(ids: dict[str, uuid.UUID]) -> str:
    with transaction(write=True):
        return f"/plannen/{make.plan(ids['lindewijk'], make.filled(rows=3)).id}"


def newer(**changes: Any) -> Any:
    """Return the example a version later, as ``queries.definitions`` would give it."""
    made = make.example().model_dump(mode="json", by_alias=True, exclude_defaults=True)
    chapters = [one for one in made["chapters"] if one["id"] not in changes.get("without", ())]
    return type(make.example()).model_validate(made | {"version": 2, "chapters": chapters, "rules": []})


def test_the_pages_show_what_changes_and_then_do_it(
    marit: Pages, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = newer(without=("conditions",))
    monkeypatch.setattr(queries, "definitions", lambda: {new.key: new})
    assert marit.get(f"{address}/").html.select('a[href*="sjabloon?to="]')
    choose = marit.get(f"{address}/sjabloon")
    review = marit.get(str(choose.one('a[href*="to="]')["href"]))
    assert {tag["name"] for tag in review.html.select('main [name^="way_"]')} == {
        "way_removed.conditions",
        "way_list.risks",
    }
    assert review.queries <= 25
    done = marit.submit(form_of(review), {"way_removed.conditions": "aside"})
    assert done.location.endswith("/apart")


def test_cancelling_leads_back_and_changes_nothing(marit: Pages, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    new = newer()
    monkeypatch.setattr(queries, "definitions", lambda: {new.key: new})
    page = marit.get(f"{address}/sjabloon?to={new.key}")
    marit.get(str(page.html.select("main .actions a")[-1]["href"]))
    with transaction(write=False) as session:
        assert {plan.definition_version for plan in session.scalars(select(Plan))} == {1}


def test_a_review_of_an_older_plan_is_shown_again(marit: Pages, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    new = newer()
    monkeypatch.setattr(queries, "definitions", lambda: {new.key: new})
    form = form_of(marit.get(f"{address}/sjabloon?to={new.key}"))
    marit.submit(form_of(marit.get(f"{address}/onderdeel/mission")), answer="Intussen veranderd.")
    marit.submit(form, status=409)


def test_a_plan_goes_over_to_the_template_of_an_insurer(marit: Pages, address: str) -> None:
    page = marit.get(f"{address}/sjabloon?to=cz-2026")
    done = marit.follow(marit.submit(form_of(page)))
    assert done.status == 200
    marit.get(f"{address}/sjabloon?to=cz-2026", status=404)


def test_a_reader_may_not_change_the_template(app: Flask, address: str) -> None:
    Pages(app, LOTTE).get(f"{address}/sjabloon", status=403)
