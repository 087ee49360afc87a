"""Income from registered patients: over quarters and insurers, exact until the line is rounded."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from tests import make
from workbench.plans.rules.money_sentences import not_counted
from workbench.plans.rules.totals import (
    QUARTERS,
    Cover,
    cover_by,
    insured_patients,
    ledger,
    member_patients,
    registered_patients,
)
from workbench.plans.rules.totals.rounding import half_up, parts_of

BRUG = {"id": "brug", "insurer": "De Brug", "patients": 15000, "reference_date": "2026-10-01", "follows": "preferred"}
VIER = {"basis": "insured", "year": 2027, "tariff": "5.10", "per": "year"}


def income(line: dict[str, Any], *insured: dict[str, Any], members: tuple[int, ...] = ()) -> Cover:
    """Return what one line brings in."""
    content = make.content(
        insured=list(insured),
        members=[{"id": f"m-{place}", "patients": count} for place, count in enumerate(members)],
        cover_lines=[{"id": "c-1"} | line],
    )
    (found,) = ledger(content).covers
    return found


def test_five_euros_ten_a_year_for_fifteen_thousand_patients() -> None:
    found = income(VIER, BRUG)
    assert found.total == 76_500_00
    assert found.quarters == dict.fromkeys(QUARTERS, 19_125_00)
    assert income(VIER | {"tariff": "1.275", "per": "quarter"}, BRUG).quarters == found.quarters


def test_a_line_may_be_about_some_quarters_only() -> None:
    found = income(VIER | {"quarters": ["q3", "q4"]}, BRUG)
    assert (found.total, found.quarters) == (38_250_00, {"q3": 19_125_00, "q4": 19_125_00})
    assert income({"basis": "patients", "patients": 100, "tariff": "4", "quarters": ["q1"]}).total == 100_00


def test_a_line_is_rounded_once_over_all_insurers_and_quarters() -> None:
    odd = [BRUG | {"id": f"i-{place}", "insurer": f"Nummer {place}", "patients": 1} for place in range(3)]
    found = income(VIER | {"tariff": "0.01"}, *odd)
    assert found.total == 3
    assert sorted(found.quarters.values()) == [0, 1, 1, 1]
    assert sum(found.insurers.values()) == 3


def test_the_last_count_on_or_before_the_first_day_of_a_quarter_counts() -> None:
    july = BRUG | {"id": "juli", "patients": 16000, "reference_date": "2027-07-01"}
    found = income(VIER, july, BRUG)
    assert found.quarters == {"q1": 1912500, "q2": 1912500, "q3": 2040000, "q4": 2040000}
    assert income(VIER | {"year": 2025}, july, BRUG).total == 76_500_00  # the first count there is


@pytest.mark.parametrize(
    ("follows", "total", "uncertain"),
    [("preferred", 5100, 0), ("follows", 5100, 0), ("does_not_follow", 0, 0), ("unknown", 0, 5100), (None, 0, 5100)],
)
def test_only_who_follows_is_counted_and_who_may_not_is_uncertain(
    follows: str | None, total: int, uncertain: int
) -> None:
    found = income(VIER, BRUG | {"patients": 10, "follows": follows})
    assert (found.total, found.uncertain) == (total, uncertain)
    assert found.uncertain_names == (("De Brug",) if uncertain else ())


def test_a_line_of_one_insurer_counts_only_that_one() -> None:
    other = BRUG | {"id": "dijk", "insurer": "De Dijk", "patients": 10}
    again = other | {"id": "dijk-2", "insurer": "de dijk", "patients": 20, "reference_date": "2027-10-01"}
    assert income(VIER | {"insurer": "dijk"}, BRUG, other, again).total == 3 * 10 * 510 // 4 + 20 * 510 // 4
    assert income(VIER | {"insurer": "weg"}, BRUG).total is None


def test_a_share_is_of_the_patients_of_the_practices_half_up() -> None:
    share = BRUG | {"patients": None, "share": "50"}
    content = make.content(insured=[share], members=[{"id": "m-1", "patients": 101}, {"id": "m-2"}])
    assert (member_patients(content), insured_patients(content)) == (101, 51)
    assert income(VIER, share, members=(60, 41)).total == 51 * 510


def test_patients_are_counted_once_for_an_insurer_with_two_counts() -> None:
    content = make.content(insured=[BRUG, BRUG | {"id": "later", "patients": 16000, "reference_date": "2027-01-01"}])
    assert registered_patients(content) == 16000
    assert registered_patients(make.content(members=[{"id": "m-1", "patients": 7}])) == 7


@pytest.mark.parametrize(
    "line",
    [VIER | {"tariff": None}, {"basis": "grant"}, {"basis": "patients", "patients": 3, "amount": 100}],
    ids=["no tariff", "no amount", "no tariff beside patients"],
)
def test_a_line_that_lacks_something_has_no_amount(line: dict[str, Any]) -> None:
    assert income(line, BRUG).total is None
    assert income(VIER).total is None


def test_what_is_left_of_last_year_and_what_is_granted_are_amounts() -> None:
    assert income({"basis": "carry_over", "amount": 320}).total == 320
    found = income({"basis": "grant", "amount": 1001, "quarters": ["q2", "q4"]})
    assert found.quarters == {"q2": 500, "q4": 501}


def test_one_percent_fewer_patients_is_one_percent_less_income_and_no_less_grant() -> None:
    lines = [{"id": "a"} | VIER, {"id": "b", "basis": "grant", "amount": 5000, "year": 2027}]
    whole = ledger(make.content(insured=[BRUG], cover_lines=lines))
    assert whole.with_fewer_patients().cover_by_year == {2027: 75_735_00 + 5000}


def test_income_is_grouped_by_the_name_of_the_insurer() -> None:
    other = BRUG | {"id": "dijk", "insurer": "De Dijk", "patients": 10}
    content = make.content(insured=[BRUG, other], cover_lines=[{"id": "a"} | VIER, {"id": "b", "amount": 5}])
    groups = {group.key: group.total for group in cover_by(content, "insurer")}
    assert groups == {"De Brug": 76_500_00, "De Dijk": 5100, None: 5}


@pytest.mark.parametrize(
    ("line", "quarters"),
    [
        ({}, {"q1": 250, "q2": 250, "q3": 250, "q4": 253}),
        ({"spread": "even"}, {"q1": 250, "q2": 250, "q3": 250, "q4": 253}),
        ({"spread": "first"}, {"q1": 1003}),
        ({"spread": "last"}, {"q4": 1003}),
        ({"spread": "by_hand", "q1": 3, "q3": 1000}, {"q1": 3, "q3": 1000}),
        ({"spread": "by_hand", "q1": 3}, {"q1": 3, None: 1000}),
        ({"spread": "by_hand"}, {None: 1003}),
    ],
)
def test_an_amount_falls_over_quarters_and_sums_to_its_line(line: dict[str, Any], quarters: dict[str, int]) -> None:
    assert income({"amount": 1003} | line).quarters == quarters
    (cost,) = ledger(make.content(budget_lines=[{"id": "b", "quantity": "1", "rate": 1003} | line])).costs
    assert cost.quarters == quarters


def test_parts_go_to_the_largest_remainder_and_of_equal_ones_to_the_last() -> None:
    assert parts_of(2, [5, 5, 5], 10) == (0, 1, 1)
    assert parts_of(2, [4, 9, 7], 10) == (0, 1, 1)
    assert (half_up(5, 10), half_up(-5, 10), half_up(4, 10)) == (1, -1, 0)
    for amounts in ([-1, 7, 3], [0], [], [10, -25]):
        total = half_up(sum(amounts), 10)
        assert sum(parts_of(total, amounts, 10)) == total
        assert all(
            abs(part - Fraction(one, 10)) <= 1 for part, one in zip(parts_of(total, amounts, 10), amounts, strict=True)
        )


def test_an_insurer_that_does_not_follow_is_named_beside_the_amount() -> None:
    silent = BRUG | {"id": "dijk", "insurer": "De Dijk", "follows": "does_not_follow"}
    unsure = BRUG | {"id": "duin", "insurer": "Het Duin", "follows": "unknown"}
    assert (income(VIER, silent).total, income(VIER, silent).not_following) == (0, ("De Dijk",))
    assert income(VIER, BRUG).not_following == ()
    content = make.content(insured=[BRUG, silent, unsure], cover_lines=[{"id": "c-1"} | VIER])
    told = [message.text % message.params for message in not_counted(content)["c-1"]]
    assert told == [
        "Pays nothing, because it does not follow: De Dijk.",
        "Not counted, because it is not known whether Het Duin follows: €\u00a076.500,00.",
    ]
