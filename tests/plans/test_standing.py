"""Where a plan stands: a complete plan has no findings, and each thing that is broken in it gives its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests import make
from workbench.plans.content import PlanContent
from workbench.plans.rules.standing import PartState, as_json, from_json, standing

if TYPE_CHECKING:
    from workbench.plans.rules.findings import Finding

TEMPLATE = make.example()
DAYS = {"start": "2027-02-01", "end": "2027-11-30"}


def complete() -> dict[str, Any]:
    """Return the data of a content in which nothing is missing and everything fits together."""
    data: dict[str, Any] = make.filled(rows=2).model_dump(mode="json", exclude_none=True)
    for row in data["activities"]:
        row.update(DAYS)
    for row in data["milestones"]:
        row["due"] = "2027-06-01"
    for row, year in zip(data["cover_lines"], (2027, 2028), strict=True):
        row.update({"year": year, "patients": 10**9, "tariff": "9"})
    for row, patients in zip((*data["members"], *data["insured"]), (5, 7, 8, 4), strict=True):
        row["patients"] = patients
    return data


def judged(data: dict[str, Any]) -> tuple[Finding, ...]:
    """Return the findings of a content."""
    return standing(PlanContent.model_validate(data), TEMPLATE).findings


def test_a_complete_plan_has_no_findings() -> None:
    found = standing(PlanContent.model_validate(complete()), TEMPLATE)
    assert found.findings == ()
    assert set(found.states.values()) == {PartState.DONE}
    assert (found.done, found.asked, found.blocking) == (len(TEMPLATE.parts), len(TEMPLATE.parts), 0)


def test_an_empty_plan_is_not_started_and_misses_every_required_part() -> None:
    found = standing(make.content(answers={}), TEMPLATE)
    assert set(found.states.values()) == {PartState.NOT_STARTED}
    missing = {finding.part for finding in found.findings if finding.blocking}
    assert missing == {part.id for part in TEMPLATE.parts if not part.optional}


# What is changed in the complete plan, and the one finding: part, row, question, blocking, words of its sentence.
Told = tuple[str, str | None, str | None, bool, str]
BROKEN: dict[str, tuple[dict[str, Any], Told]] = {
    "missing answer": ({"answers.mission": None}, ("mission", None, "mission", True, "Fill in “")),
    "unread answer": (
        {"answers.period_start": None, "unread": {"period_start": "straks"}},
        ("plan_data", None, "period_start", True, "Type a date"),
    ),
    "too many words": (
        {"answers.mission": "woord " * 80 + "woord"},
        ("mission", None, "mission", True, "has 81 words"),
    ),
    "strange choice": (
        {"answers.legal_form": "guild"},
        ("legal_form", None, "legal_form", True, "The choice made here is no longer offered"),
    ),
    "missing cell": ({"risks.0.owner": None}, ("risks", "risks-1", "owner", True, "Fill in “")),
    "unread cell": (
        {"figures.0.value": None, "figures.0.unread": {"value": "veel"}},
        ("figures", "figures-1", "value", True, "Type a number"),
    ),
    "readable by now": (
        {"figures.0.value": None, "figures.0.unread": {"value": "3,5"}},
        ("figures", "figures-1", "value", True, "Save this answer again"),
    ),
    "reference to nothing": (
        {"milestones.0.activity": "weg"},
        ("milestones", "milestones-1", "activity", True, "points at something that is no longer there"),
    ),
    "plan that ends first": (
        {"answers.period_end": "2026-12-31"},
        ("plan_data", None, "period_end", True, "The plan ends before it begins"),
    ),
    "activity that ends first": (
        {"activities.0.start": "2027-07-01", "activities.0.end": "2027-06-30"},
        ("activities", "activities-1", "end", True, "This activity ends before it begins"),
    ),
    "activity that begins outside": (
        {"activities.0.start": "2026-12-31"},
        ("activities", "activities-1", "start", True, "begins outside the period"),
    ),
    "activity that ends outside": (
        {"activities.0.end": "2029-01-01"},
        ("activities", "activities-1", "end", True, "ends outside the period"),
    ),
    "milestone outside the plan": (
        {"milestones.0.due": "2029-01-01"},
        ("milestones", "milestones-1", "due", True, "falls outside the period of the plan"),
    ),
    "milestone outside its activity": (
        {"milestones.0.due": "2027-12-24"},
        ("milestones", "milestones-1", "due", True, "falls outside the period of its activity"),
    ),
    "line of another year": (
        {"budget_lines.0.year": 2031},
        ("budget_lines", "budget-lines-1", "year", True, "falls outside the period"),
    ),
    "lines without an activity": (
        {"budget_lines.0.activity": None},
        ("budget_lines", None, None, False, "Budget lines without an activity: 1"),
    ),
    "money short": (
        {"budget_lines.0.quantity": "999999", "budget_lines.0.rate": 99999999999},
        ("cover_lines", None, None, False, "the funding is"),
    ),
    "priority without activity": (
        {"activities.0.priority": "priorities-2"},
        ("priorities", "priorities-1", None, False, "No activity works on this priority"),
    ),
    "priority without indicator": (
        {"indicators.0.priority": "priorities-2"},
        ("priorities", "priorities-1", None, False, "No indicator measures this priority"),
    ),
    "patients that differ": ({"members.0.patients": 6}, ("insured", None, None, False, "Check which is right")),
}


def broken(changes: dict[str, Any]) -> dict[str, Any]:
    """Return the complete content with changes at paths; None takes away, a function changes."""
    data = complete()
    for path, value in changes.items():
        *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        place: Any = data
        for step in way:
            place = place[step]
        if value is None:
            del place[last]
        else:
            place[last] = value(place[last]) if callable(value) else value
    return data


@pytest.mark.parametrize("kind", list(BROKEN))
def test_each_broken_thing_gives_its_own_finding(kind: str) -> None:
    changes, (part, row, question, blocking, words) = BROKEN[kind]
    findings = judged(broken(changes))
    fitting = [one for one in findings if words in one.message.english()]
    assert [(one.part, one.row, one.question, one.blocking) for one in fitting] == [(part, row, question, blocking)]


def test_a_set_with_too_few_rows_says_how_many() -> None:
    findings = judged(broken({"members": lambda rows: rows[:1]}))
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
