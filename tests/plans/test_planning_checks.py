"""Findings of time: each thing that does not fit gives one sentence at its field."""

from __future__ import annotations

from typing import Any

import pytest

from tests import make
from workbench.plans.content import PlanContent
from workbench.plans.rules.checks_of_time import findings

TEMPLATE = make.example()
Told = list[tuple[str | None, str | None, str, bool]]


def fitting() -> dict[str, Any]:
    """Return a content in which everything fits: two activities, one after the other, and a milestone."""
    return make.content(
        activities=[
            {"id": "een", "name": "Een", "start": "2027-01-01", "end": "2027-03-31"},
            {"id": "twee", "name": "Twee", "start": "2027-04-01", "end": "2027-06-30", "after": ["een"]},
        ],
        milestones=[{"id": "m", "name": "M", "activity": "een", "due": "2027-02-01"}],
    ).model_dump(mode="json", exclude_none=True)


def told(**changes: dict[str, Any]) -> Told:
    """Return what is found after rows were changed, by the id of the row; ``plan`` changes the answers."""
    data = fitting()
    data["answers"].update(changes.pop("plan", {}))
    for row in (*data["activities"], *data["milestones"]):
        row.update(changes.get(row["id"], {}))
    found = findings(PlanContent.model_validate(data), TEMPLATE)
    return [(one.row, one.question, one.rule, one.blocking) for one in found]


def test_where_everything_fits_nothing_is_found() -> None:
    assert told() == []


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"plan": {"period_start": "2028-12-31", "period_end": "2027-12-31"}}, (None, "period_end", "period_order")),
        (
            {"een": {"end": "2026-12-31", "start": "2027-01-01"}, "m": {"activity": None}},
            ("een", "end", "activity_order"),
        ),
        ({"een": {"start": "2026-12-31"}}, ("een", "start", "activity_in_plan")),
        ({"twee": {"end": "2029-01-01"}}, ("twee", "end", "activity_in_plan")),
        ({"twee": {"start": "2027-03-31"}}, ("twee", "start", "after_in_order")),
        ({"m": {"due": "2029-01-01"}}, ("m", "due", "milestone_in_plan")),
        ({"m": {"due": "2027-04-01"}}, ("m", "due", "milestone_in_activity")),
    ],
    ids=lambda value: value[2] if isinstance(value, tuple) else "",
)
def test_each_thing_that_does_not_fit_is_found_once(
    changes: dict[str, dict[str, Any]], found: tuple[str | None, str, str]
) -> None:
    blocking = [one for one in told(**changes) if one[2] == found[2]]
    assert blocking == [(*found, True)]


def test_activities_that_wait_for_each_other_are_one_finding_that_names_the_circle() -> None:
    data = fitting()
    data["activities"][0]["after"] = ["twee"]
    found = list(findings(PlanContent.model_validate(data), TEMPLATE))
    assert [(one.row, one.question, one.rule) for one in found] == [("een", "after", "after_in_circle")]
    assert "0.1 → 0.2 → 0.1" in found[0].message.english()


def test_a_milestone_without_a_date_is_advice_only_where_the_template_does_not_ask_the_date() -> None:
    data = fitting()
    del data["milestones"][0]["due"]
    content = PlanContent.model_validate(data)
    assert not list(findings(content, TEMPLATE))
    free = TEMPLATE.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    due = next(
        column
        for chapter in free["chapters"]
        for part in chapter["parts"]
        if part.get("set") == "milestones"
        for column in part["columns"]
        if column["id"] == "due"
    )
    due["required"] = False
    (found,) = findings(content, type(TEMPLATE).model_validate(free))
    assert (found.rule, found.blocking, found.missing) == ("milestone_dated", False, True)
