"""The rules of a template: who blocks and who advises, what the region is asked, and what nobody knows."""

from __future__ import annotations

from typing import Any

import pytest

from tests import make
from tests.plans.complete import complete
from workbench.definitions.rules import CHECKS
from workbench.definitions.schema import Definition
from workbench.plans.content import PlanContent
from workbench.plans.rules.applied_rules import GOVERNED, LATER, Verdict
from workbench.plans.rules.demands import DEMANDS
from workbench.plans.rules.standing import Standing, standing

BLOCKING = {"level": "blocking"}
# Every check that a plan itself can answer, as an insurer could ask it.
PROFILE: dict[str, dict[str, Any]] = {
    "required_part": {"part": "mission"},
    "min_rows": {"set": "members", "least": 3},
    "min_patients": {"least": 21},
    "other_domains": {"least": 1},
    "budget_balanced": {},
    "reference_date_named": {},
    "cofunding_committed": {},
    "line_has_activity": {},
    "activity_has_line": {},
    "appendix_included": {"row": "mandaten"},
    "criterion_met": {"row": "privacy"},
    "signature_present": {"least": 1},
    "agb_code": {},
    "priority_has_signal": {},
    "priority_has_indicator": {},
    "activity_has_lead": {},
    "milestone_in_activity": {},
}


def template(*rules: dict[str, Any], **changes: Any) -> Definition:
    """Return the example with other rules."""
    data = make.example().model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return Definition.model_validate(data | {"rules": list(rules)} | changes)


def judged(definition: Definition, **changes: Any) -> Standing:
    """Return the standing of the complete plan, changed."""
    return standing(PlanContent.model_validate(complete() | changes), definition)


def unmeasured() -> list[dict[str, Any]]:
    """Return the indicators without those of one priority."""
    return [row for row in complete()["indicators"] if row["priority"] != "priorities-2"]


def profile() -> Definition:
    """Return the example with the whole profile, blocking."""
    return template(*({"id": check, "check": check, **BLOCKING, **more} for check, more in PROFILE.items()))


def test_every_check_of_the_schema_is_carried_out() -> None:
    assert set(CHECKS) == {*GOVERNED, *DEMANDS, *LATER, "unknown_demand"}


def test_a_complete_plan_meets_the_whole_profile() -> None:
    found = judged(profile())
    assert found.findings == ()
    assert set(found.verdicts.values()) == {Verdict.MET}


def test_an_empty_plan_meets_nothing_of_it_and_each_demand_has_its_finding() -> None:
    found = standing(make.content(answers={}), profile())
    assert set(found.verdicts.values()) == {Verdict.NOT_MET}
    assert {one.demand for one in found.findings if one.blocking} - {""} == set(PROFILE)


@pytest.mark.parametrize("level", ["blocking", "advice"])
def test_a_rule_decides_how_heavily_a_check_weighs(level: str) -> None:
    rule = {"id": "measured", "check": "priority_has_indicator", "level": level}
    found = judged(template(rule), indicators=unmeasured())
    (one,) = [one for one in found.findings if one.rule == "priority_without_indicator"]
    assert (one.blocking, one.demand) == (level == "blocking", "measured")


def test_what_no_rule_mentions_keeps_its_own_level() -> None:
    found = judged(template(), indicators=unmeasured())
    (one,) = [one for one in found.findings if one.rule == "priority_without_indicator"]
    assert (one.blocking, one.demand) == (False, "")


def test_an_unknown_demand_is_advice_and_never_met() -> None:
    rule = {"id": "dark", "check": "min_patients", "level": "advice", "unknown": True, "text": "Hoeveel patiënten?"}
    found = judged(template(rule))
    (one,) = found.findings
    assert found.verdicts == {"dark": Verdict.UNKNOWN}
    assert (one.rule, one.blocking) == ("unknown_demand", False)
    assert one.message.english() == "Demand unknown: check the purchasing policy. Hoeveel patiënten?"


@pytest.mark.parametrize("check", ["min_patients", "mandate_share", "other_domains"])
def test_what_is_counted_in_the_region_is_told_and_not_found_wanting(check: str) -> None:
    rule = {"id": "region", "check": check, "level": "advice", "regional": True, "least": 85}
    found = judged(template(rule), members=complete()["members"][:2])
    assert found.verdicts == {"region": Verdict.REGION}
    assert "region" not in {one.demand for one in found.findings}


def test_a_question_about_the_region_is_advice_as_a_contribution() -> None:
    definition = _with_question({"id": "mandated", "kind": "number", "label": "Mandaat in de regio", "regional": True})
    rule = {"id": "mandate", "check": "mandate_share", "level": "advice", "least": 85, "question": "mandated"}
    for regional in (True, False):
        asked = definition([rule | {"regional": regional}])
        (one,) = judged(asked, answers=complete()["answers"] | {"mandated": 84}).findings
        assert (one.rule, one.blocking, one.regional, one.question) == ("mandate_share", False, True, "mandated")
        assert judged(asked, answers=complete()["answers"] | {"mandated": 85}).findings == ()


def test_a_part_that_is_asked_of_the_region_never_blocks() -> None:
    data = make.example().model_dump(mode="json", by_alias=True, exclude_defaults=True)
    part = next(part for chapter in data["chapters"] for part in chapter["parts"] if part["id"] == "mission")
    part["regional"] = True
    answers = {key: text for key, text in complete()["answers"].items() if key != "mission"}
    (one,) = judged(Definition.model_validate(data), answers=answers).findings
    assert (one.rule, one.blocking, one.regional) == ("answer_missing", False, True)


def test_a_share_that_no_question_asks_is_looked_at_by_hand() -> None:
    found = judged(template({"id": "hand", "check": "mandate_share", "level": "advice", "least": 85}))
    assert found.verdicts == {"hand": Verdict.BY_HAND}
    assert found.findings == ()


def test_a_demand_on_a_part_that_was_left_out_does_not_apply() -> None:
    rule = {"id": "tasks", "check": "min_rows", "level": "blocking", "set": "results", "least": 9}
    found = judged(template(rule), not_applicable=["results"])
    assert found.verdicts == {"tasks": Verdict.NOT_APPLICABLE}
    assert found.findings == ()


def test_prescribed_rows_ask_nothing_until_they_are_touched_unless_they_are_required() -> None:
    columns: list[dict[str, Any]] = [
        {"id": "name", "kind": "line", "label": "Bijlage", "required": True},
        make.MISSION | {"id": "note_text"},
    ]
    ready: list[dict[str, Any]] = [
        {"id": "mandaten", "name": "Mandaten", "required": True},
        {"id": "statuten", "name": "Statuten"},
    ]
    part = {"id": "papers", "title": "Bijlagen", "set": "appendices", "columns": columns, "rows": ready}
    definition = make.small_definition(chapters=[{"id": "one", "title": "Een", "parts": [part]}])

    def kinds(*rows: dict[str, Any]) -> list[tuple[str, str | None]]:
        found = standing(make.content(definition, answers={}, appendices=list(rows)), definition)
        return [(one.rule, one.row) for one in found.findings]

    begun = [{"id": one["id"], "name": one["name"]} for one in ready]
    assert kinds(*begun) == [("prescribed_row_empty", "mandaten")]
    assert kinds(begun[1]) == [("prescribed_row_removed", None)]
    assert kinds({"id": "anders", "name": "mandaten", "extra": {"note_text": "Getekend."}}, begun[1]) == []


def _with_question(question: dict[str, Any]) -> Any:
    """Return what makes the example with one more question and these rules."""

    def made(rules: list[dict[str, Any]]) -> Definition:
        data = make.example().model_dump(mode="json", by_alias=True, exclude_defaults=True)
        part = {"id": "regional", "title": "Regio", "questions": [question]}
        data["chapters"][0]["parts"].append(part)
        return Definition.model_validate(data | {"rules": rules})

    return made
