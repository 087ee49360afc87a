"""The reference plan has no findings; breaking one thing in a copy of it gives exactly that finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests import make
from tests.papers.papers import demo
from workbench.plans.content import PlanContent
from workbench.plans.rules.standing import PartState, standing

if TYPE_CHECKING:
    from workbench.plans.rules.standing import Standing

TEMPLATE = make.example()
# Set, row, the cells that are changed, and the kind of check that tells it.
BROKEN: tuple[tuple[str, str, dict[str, Any], str], ...] = (
    ("priorities", "sp-mentaal", {"goal": None}, "priority_without_goal"),
    ("activities", "act-wijkspreekuur", {"lead": None}, "activity_without_lead"),
    ("activities", "act-wijkspreekuur", {"lead": "Quirijn Oosterschelde"}, "lead_unknown"),
    ("activities", "act-wijkspreekuur", {"end": "2029-02-01"}, "activity_in_plan"),
    ("milestones", "mp-wijkspreekuur-start", {"due": "2027-01-15"}, "milestone_in_activity"),
    ("indicators", "ind-wachttijd", {"target": None}, "indicator_without_target"),
    ("insured", "verz-duinrand", {"source": None}, "patients_without_source"),
    ("insured", "verz-duinrand", {"patients": 9241}, "patients_differ"),
    ("tasks", "taak-plan", {"accountable": []}, "task_without_accountable"),
    ("figures", "cijfer-inwoners", {"year": None}, "figure_without_year"),
    ("signals", "sig-wachttijd", {"count": 47}, "count_above_total"),
    ("signals", "sig-wachttijd", {"total": 4, "count": 4}, "small_count"),
    ("appendices", "mandaten", {"state": "follows", "file": None}, "appendix_included"),
    ("criteria", "privacy", {"answer": "no"}, "criterion_met"),
)


def judged(data: dict[str, Any]) -> Standing:
    """Return the standing of a content."""
    return standing(PlanContent.model_validate(data), TEMPLATE)


def reference() -> dict[str, Any]:
    """Return the data of the reference plan."""
    return demo("merenwijk").model_dump(mode="json", exclude_none=True)


def test_the_reference_plan_is_ready_to_be_handed_in() -> None:
    found = judged(reference())
    assert found.findings == ()
    assert set(found.states.values()) <= {PartState.DONE, PartState.NOT_APPLICABLE}
    assert set(found.verdicts.values()) <= {"met", "later"}


@pytest.mark.parametrize(("name", "row", "cells", "kind"), BROKEN, ids=[f"{one[0]} {one[3]}" for one in BROKEN])
def test_breaking_one_thing_in_it_gives_exactly_that_finding(
    name: str, row: str, cells: dict[str, Any], kind: str
) -> None:
    data = reference()
    assert row in {one["id"] for one in data[name]}
    data[name] = [one | cells if one["id"] == row else one for one in data[name]]
    assert [(one.rule, one.row) for one in judged(data).findings] in ([(kind, row)], [(kind, None)])


def test_a_priority_whose_signals_go_to_another_has_none() -> None:
    data = reference()
    first, second = data["priorities"][:2]
    second["signals"], first["signals"] = [*first["signals"], *second["signals"]], []
    assert [(one.rule, one.field) for one in judged(data).findings] == [
        ("priority_without_signal", ("priorities", first["id"], "signals"))
    ]
