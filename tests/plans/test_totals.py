"""Money of a plan: rounded once, at the line; the parts sum to the whole however they are grouped."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import make
from workbench.plans.content import BudgetLine, CoverLine
from workbench.plans.rules.totals import (
    asked_of_insurer,
    balance,
    cover_by,
    cover_total,
    ledger,
    line_total,
    registered_patients,
    share_of_others,
    totals_by,
)

if TYPE_CHECKING:
    from workbench.plans.content import PlanContent
    from workbench.plans.rules.totals import CoverGrouping, Grouping

YEARS = st.sampled_from([None, 2026, 2027, 2028])
QUANTITIES = st.none() | st.decimals(0, 10**12 - 1, places=4)
CENTS = st.none() | st.integers(-(10**14) + 1, 10**14 - 1)
BUDGET = st.fixed_dictionaries(
    {
        "year": YEARS,
        "quantity": QUANTITIES,
        "rate": CENTS,
        "category": st.sampled_from([None, "hours", "ict"]),
        "funder": st.sampled_from([None, "oi", "own"]),
        "activity": st.sampled_from([None, "a-1", "a-2", "weg"]),
    }
)
COVER = st.fixed_dictionaries(
    {
        "year": YEARS,
        "patients": st.none() | st.integers(0, 10**12 - 1),
        "tariff": st.none() | st.decimals(0, 10**6, places=6),
        "per": st.sampled_from([None, "quarter", "year"]),
        "amount": CENTS,
        "funder": st.sampled_from([None, "oi", "own"]),
        "status": st.sampled_from([None, "asked", "received"]),
    }
)


def with_money(budget: list[dict[str, Any]], cover: list[dict[str, Any]]) -> PlanContent:
    """Return a content with two themes, an activity in each, and these lines."""
    return make.content(
        themes=[{"id": "t-1"}, {"id": "t-2"}],
        activities=[{"id": "a-1", "theme": "t-1"}, {"id": "a-2", "theme": "t-2"}],
        budget_lines=[{"id": f"b-{place}", **line} for place, line in enumerate(budget)],
        cover_lines=[{"id": f"c-{place}", **line} for place, line in enumerate(cover)],
    )


@given(st.lists(BUDGET, max_size=8), st.lists(COVER, max_size=8))
def test_every_grouping_sums_to_the_balance(budget: list[dict[str, Any]], cover: list[dict[str, Any]]) -> None:
    content = with_money(budget, cover)
    whole = balance(content)
    costs: tuple[Grouping, ...] = ("category", "theme", "activity", "funder", "status", "quarter")
    assert {sum(group.total for group in totals_by(content, one)) for one in costs} == {whole.cost}
    covers: tuple[CoverGrouping, ...] = ("funder", "status", "quarter", "insurer", "payment_title", "basis")
    assert {sum(group.total for group in cover_by(content, one)) for one in covers} == {whole.cover}
    assert whole.difference == whole.cover - whole.cost == sum(year.difference for year in whole.years)


@given(st.lists(BUDGET, max_size=8))
def test_the_years_of_a_group_sum_to_the_years_of_the_balance(budget: list[dict[str, Any]]) -> None:
    content = with_money(budget, [])
    for year in balance(content).years:
        assert sum(group.by_year.get(year.year, 0) for group in totals_by(content, "category")) == year.cost


@given(st.decimals(0, 10**12 - 1, places=4), st.integers(-(10**14) + 1, 10**14 - 1))
def test_a_line_is_rounded_once_half_away_from_zero(quantity: Decimal, rate: int) -> None:
    exact = Fraction(quantity) * rate
    found = line_total(BudgetLine(id="b-1", quantity=quantity, rate=rate))
    assert found is not None
    assert abs(found - exact) <= Fraction(1, 2)
    assert abs(found) >= abs(exact) or abs(found - exact) < Fraction(1, 2)


@pytest.mark.parametrize(
    ("line", "total"),
    [
        ({"quantity": "7.5", "rate": 9050}, 67875),
        ({"quantity": "0.5", "rate": 1}, 1),
        ({"quantity": "0.5", "rate": -1}, -1),
        ({"quantity": "0", "rate": 9050}, 0),
        ({"quantity": "3"}, None),
        ({"rate": 100}, None),
    ],
)
def test_a_budget_line_is_quantity_times_rate(line: dict[str, Any], total: int | None) -> None:
    assert line_total(BudgetLine.model_validate({"id": "b-1"} | line)) == total


@pytest.mark.parametrize(
    ("line", "net", "total"),
    [
        ({"quantity": "3", "rate": 100, "vat": "v21"}, 300, 363),
        ({"quantity": "3", "rate": 100, "vat": "v9", "vat_recoverable": "no"}, 300, 327),
        ({"quantity": "3", "rate": 100, "vat": "v21", "vat_recoverable": "unknown"}, 300, 363),
        ({"quantity": "3", "rate": 100, "vat": "v21", "vat_recoverable": "yes"}, 300, 300),
        ({"quantity": "3", "rate": 100, "vat": "exempt"}, 300, 300),
        ({"quantity": "0.5", "rate": 1, "vat": "v21"}, 1, 1),
        ({"hours": "4", "weeks": "42.5", "rate": 8250}, 1402500, 1402500),
        ({"hours": "4", "weeks": "42", "rate": 8250, "quantity": "1"}, 1386000, 1386000),
        ({"hours": "4", "rate": 8250}, None, None),
    ],
)
def test_a_line_counts_its_hours_and_the_vat_that_stays(
    line: dict[str, Any], net: int | None, total: int | None
) -> None:
    (cost,) = ledger(with_money([line], [])).costs
    assert (cost.net, cost.total) == (net, total)
    assert cost.vat == (total or 0) - (net or 0)


@pytest.mark.parametrize(
    ("line", "total"),
    [
        ({"patients": 15310, "tariff": "1.275", "per": "quarter"}, 7808100),
        ({"patients": 15311, "tariff": "1.275", "per": "year"}, 1952153),
        ({"patients": 3, "tariff": "0.001666", "per": "quarter"}, 2),
        ({"patients": 0, "tariff": "5", "per": "year", "amount": 700}, 0),
        ({"patients": 100, "amount": 700}, 700),
        ({"tariff": "5", "amount": 700}, 700),
        ({}, None),
    ],
)
def test_a_cover_line_is_patients_times_tariff_or_its_amount(line: dict[str, Any], total: int | None) -> None:
    assert cover_total(CoverLine.model_validate({"id": "c-1"} | line), with_money([], [])) == total


def test_one_number_of_patients_moves_income_and_verdict_together() -> None:
    def of(patients: int) -> tuple[int, int]:
        cover = [{"year": 2027, "patients": patients, "tariff": Decimal("1.275"), "per": "quarter", "funder": "oi"}]
        content = with_money([{"year": 2027, "quantity": 1, "rate": 510000}], cover)
        return asked_of_insurer(content)[2027], balance(content).difference

    assert of(1000) == (510000, 0)
    assert of(999) == (509490, -510)


def test_lines_without_a_key_come_last() -> None:
    content = with_money([{"quantity": 1, "rate": 1}, {"category": "ict", "quantity": 1, "rate": 1}], [])
    assert [group.key for group in totals_by(content, "category")] == ["ict", None]
    assert [year.year for year in balance(content).years][-1] is None


def test_the_share_of_others_is_unknown_without_cover() -> None:
    assert share_of_others(with_money([], [])) is None
    assert share_of_others(with_money([], [{"funder": "oi", "amount": 75}, {"amount": 25}])) == Decimal("0.25")


def test_registered_patients_are_counted_over_insurers() -> None:
    content = make.content(insured=[{"id": "i-1", "patients": 100}, {"id": "i-2"}, {"id": "i-3", "patients": 23}])
    assert registered_patients(content) == 123
