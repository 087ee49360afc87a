"""A part that does not apply: its answers stay, it leaves the paper and the checks, and comes back whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from tests import make
from tests.plans.writing import add, answer, content, counted, part, revision
from workbench.kit.storage import transaction
from workbench.kit.values.errors import Forbidden
from workbench.plans import operations, queries
from workbench.plans.models import PlanPart
from workbench.plans.rules.standing import PartState, standing
from workbench.plans.rules.visible import answered

if TYPE_CHECKING:
    from tests.plans.conftest import Ground


def set_applicable(ground: Ground, key: str, *, applicable: bool) -> bool:
    """Say whether a part applies."""
    with transaction(write=True) as session:
        plan = ground.plan(session)
        return operations.set_applicable(plan, part=part(key), applicable=applicable, who=ground.bo)


def test_what_was_typed_stays_while_a_part_is_set_aside(stored: Ground) -> None:
    add(stored, "results", "r-1", {"name": "Wandelgroep"})
    answer(stored, "changes", {"changes": "Alles anders"}, 0, stored.marit)
    whole = content(stored)
    for key in ("results", "changes"):
        assert set_applicable(stored, key, applicable=False)
    aside = content(stored)
    assert aside.not_applicable == ("changes", "results")
    assert (aside.results, aside.answers) == (whole.results, whole.answers)
    assert standing(aside, make.example()).state("results") is PartState.NOT_APPLICABLE
    assert not {"results", "changes"} & {ref.part for ref in answered(aside, make.example())}
    for key in ("results", "changes"):
        assert set_applicable(stored, key, applicable=True)
    assert content(stored) == whole


def test_what_is_typed_in_a_part_that_is_set_aside_is_kept(on_sqlite: Ground) -> None:
    set_applicable(on_sqlite, "changes", applicable=False)
    answer(on_sqlite, "changes", {"changes": "Toch iets"}, 0, on_sqlite.marit)
    assert content(on_sqlite).text("changes") == "Toch iets"
    assert content(on_sqlite).not_applicable == ("changes",)


def test_a_part_that_every_plan_needs_cannot_be_set_aside(on_sqlite: Ground) -> None:
    with pytest.raises(Forbidden):
        set_applicable(on_sqlite, "mission", applicable=False)
    assert not set_applicable(on_sqlite, "mission", applicable=True)


def test_setting_aside_is_one_revision_and_one_event_and_twice_is_none(stored: Ground) -> None:
    before, (_, told) = revision(stored), counted(stored)
    assert set_applicable(stored, "results", applicable=False)
    assert not set_applicable(stored, "results", applicable=False)
    assert (revision(stored), counted(stored)[1]) == (before + 1, told + 1)


def test_a_part_that_applies_already_leaves_no_row(on_sqlite: Ground) -> None:
    assert not set_applicable(on_sqlite, "results", applicable=True)
    with transaction(write=False) as session:
        assert session.scalar(select(func.count()).select_from(PlanPart)) == 0


def test_the_last_who_worked_on_a_part_is_told(stored: Ground) -> None:
    answer(stored, "changes", {"changes": "Iets"}, 0, stored.marit)
    set_applicable(stored, "results", applicable=False)
    with transaction(write=False):
        traces = queries.part_traces(stored.plan_id)
    assert {key: trace.name for key, trace in traces.items()} == {
        "changes": "Marit Manager",
        "results": "Bo Bestuurder",
    }
