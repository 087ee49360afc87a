"""Each thing that is wrong with money gives its own finding, at the field where it is solved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests import make
from workbench.plans.rules.checks_of_money import findings

if TYPE_CHECKING:
    from workbench.plans.content import PlanContent
    from workbench.plans.rules.findings import Finding

COST: dict[str, Any] = {
    "id": "b",
    "description": "Wijkmanager",
    "year": 2027,
    "quantity": "10",
    "rate": 7500,
    "funder": "oi",
    "vat": "exempt",
}
COVER: dict[str, Any] = {
    "id": "c",
    "description": "Wijkmanagement",
    "funder": "oi",
    "year": 2027,
    "basis": "insured",
    "tariff": "7.5",
    "per": "year",
    "tariff_source": "Beleid 2027",
    "tariff_date": "2026-07-01",
    "status": "asked",
}
INSURED = {"id": "i", "insurer": "De Brug", "patients": 100, "reference_date": "2026-10-01", "follows": "preferred"}
GRANT = {"id": "g", "description": "Gemeente", "funder": "municipality", "year": 2027, "basis": "grant", "amount": 500}


def plan(*, cost: Any = None, cover: Any = None, insured: Any = None, **sets: Any) -> PlanContent:
    """Return a plan whose budget balances, with these cells of its rows changed."""
    return make.content(
        **{
            "budget_lines": [COST | (cost or {})],
            "cover_lines": [COVER | (cover or {})],
            "insured": [INSURED | (insured or {})],
        }
        | sets
    )


def found(content: PlanContent) -> list[Finding]:
    """Return what is wrong with the money of a plan of the neutral example."""
    return list(findings(content, make.example()))


def test_nothing_is_wrong_with_a_sound_budget() -> None:
    assert found(plan()) == []


BROKEN: dict[str, tuple[PlanContent, tuple[str | None, str | None, bool]]] = {
    "money_short": (plan(cost={"quantity": "10.01"}), (None, None, False)),
    "line_outside_plan": (plan(cost={"quantity": "0"}, cover={"year": 2031}), ("c", "year", True)),
    "line_not_computed": (plan(cost={"quantity": None}), ("b", "quantity", True)),
    "quantity_beside_hours": (plan(cost={"hours": "2", "weeks": "5"}), ("b", "quantity", False)),
    "vat_unknown": (plan(cost={"vat": "v21", "quantity": "1"}), ("b", "vat_recoverable", False)),
    "quarters_differ": (plan(cost={"spread": "by_hand", "q1": 1}), ("b", "q1", False)),
    "tariff_without_source": (plan(cover={"tariff_source": None}), ("c", "tariff_source", False)),
    "tariff_without_date": (plan(cover={"tariff_date": None}), ("c", "tariff_date", False)),
    "line_twice": (plan(cover_lines=[COVER, COVER | {"id": "c-2"}]), ("c-2", "description", False)),
    "cofunding_not_committed": (plan(cover_lines=[COVER, GRANT]), ("g", "status", False)),
    "policy_unknown": (
        plan(cost={"quantity": "0"}, insured={"follows": "unknown"}),
        ("c", "insurer", False),
    ),
}


@pytest.mark.parametrize("rule", BROKEN)
def test_each_thing_that_is_wrong_gives_its_own_finding(rule: str) -> None:
    content, place = BROKEN[rule]
    (one,) = found(content)
    assert (one.rule, (one.row, one.question, one.blocking)) == (rule, place)


@pytest.mark.parametrize(
    ("cover", "question"),
    [
        ({"tariff": None}, "tariff"),
        ({"basis": "patients"}, "patients"),
        ({"basis": "grant", "tariff": None}, "amount"),
        ({"basis": None, "tariff": None}, "amount"),
    ],
)
def test_a_line_of_cover_that_cannot_be_computed_says_what_is_missing(cover: Any, question: str) -> None:
    (one,) = [one for one in found(plan(cost={"quantity": "0"}, cover=cover)) if one.rule == "line_not_computed"]
    assert (one.question, one.blocking, one.missing) == (question, True, True)


def test_income_without_patients_sends_to_the_insurers() -> None:
    (one,) = found(plan(cost={"quantity": "0"}, insured={"patients": None}))
    assert (one.rule, one.question) == ("line_not_computed", "basis")
    assert "no registered patients" in one.message.english()


def test_what_could_not_be_read_is_told_once_elsewhere() -> None:
    assert found(plan(cost={"quantity": None, "unread": {"quantity": "tien"}})) == []
    assert found(plan(cost={"quantity": "0"}, cover={"insurer": "weg"})) == []


def test_uncertain_income_is_named_with_its_insurer_and_amount() -> None:
    (one,) = found(plan(cost={"quantity": "0"}, insured={"follows": None}))
    assert one.message.english() == (
        "€\u00a0750,00 of “Wijkmanagement” is not counted: it is not known whether De Brug follows."
    )


def test_quarters_of_an_income_that_computes_itself_are_not_compared() -> None:
    assert found(plan(cover={"spread": "by_hand", "q1": 1})) == []


def test_what_a_template_does_not_ask_is_not_missed() -> None:
    small = make.small_definition()
    lines = [{"id": "b", "description": "Wijkmanager", "rate": 100, "vat": "v21"}]
    (one,) = findings(make.content(small, budget_lines=lines), small)
    assert (one.part, one.rule, one.question) == ("lines", "line_not_computed", "quantity")
