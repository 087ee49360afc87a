"""Where a plan stands: a complete plan has no findings, and each thing that is broken in it gives its own."""

from __future__ import annotations

import pytest

from tests import make
from tests.plans.complete import TEMPLATE, broken, complete, findings_of
from workbench.plans.content import PlanContent
from workbench.plans.rules.standing import PartState, as_json, from_json, standing


def test_a_complete_plan_has_no_findings() -> None:
    found = standing(PlanContent.model_validate(complete()), TEMPLATE)
    assert found.findings == ()
    assert set(found.states.values()) == {PartState.DONE}
    assert (found.done, found.asked, found.blocking) == (len(TEMPLATE.parts), len(TEMPLATE.parts), 0)


def test_an_empty_plan_is_not_started_and_misses_every_required_part() -> None:
    found = standing(make.content(answers={}), TEMPLATE)
    not_started = {part for part, state in found.states.items() if state is PartState.NOT_STARTED}
    assert set(found.states) - not_started == {"tasks"}  # asked once there are roles
    missing = {finding.part for finding in found.findings if finding.blocking}
    assert missing == {part.id for part in TEMPLATE.parts if not part.optional} | {"appendices"}  # a rule asks mandates


def test_a_set_with_too_few_rows_says_how_many() -> None:
    findings = findings_of(broken({"members": lambda rows: rows[:1]}))
    assert "Add at least 2; there are 1 now." in [one.message.english() for one in findings if one.part == "members"]


def test_a_part_that_is_set_aside_asks_nothing() -> None:
    data = complete() | {"not_applicable": ["results"], "results": [{"id": "r-1"}]}
    found = standing(PlanContent.model_validate(data), TEMPLATE)
    assert found.findings == ()
    assert found.state("results") is PartState.NOT_APPLICABLE


def test_an_optional_part_asks_nothing_until_it_is_begun() -> None:
    without = standing(PlanContent.model_validate(complete() | {"results": []}), TEMPLATE)
    begun = standing(PlanContent.model_validate(complete() | {"results": [{"id": "r-1"}]}), TEMPLATE)
    assert not without.of_part("results")
    assert begun.of_part("results")
    assert begun.state("results") is PartState.IN_PROGRESS


def test_findings_stand_in_the_order_of_the_template() -> None:
    order = {part.id: place for place, part in enumerate(TEMPLATE.parts)}
    places = [order[finding.part] for finding in standing(make.content(answers={}), TEMPLATE).findings]
    assert places == sorted(places)


def test_a_standing_comes_back_from_its_json() -> None:
    found = standing(make.content(), TEMPLATE)
    assert from_json(as_json(found)) == found


@pytest.mark.parametrize(
    ("states", "chapter"),
    [
        (("done", "done"), "done"),
        (("done", "not_applicable"), "done"),
        (("not_applicable", "not_applicable"), "not_applicable"),
        (("not_started", "not_applicable"), "not_started"),
        (("done", "not_started"), "in_progress"),
        (("in_progress", "not_started"), "in_progress"),
    ],
)
def test_a_chapter_stands_where_its_parts_stand(states: tuple[str, str], chapter: str) -> None:
    both = next(one for one in TEMPLATE.chapters if len(one.parts) == 2)
    found = from_json({"states": dict(zip((part.id for part in both.parts), states, strict=True)), "findings": []})
    assert found.of_chapter(both) == chapter
