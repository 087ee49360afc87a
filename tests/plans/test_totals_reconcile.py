"""Ten thousand random budgets: every grouping sums to the same total, in cents."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import TYPE_CHECKING, Any, get_args

import pytest

from workbench.plans.content import Activity, BudgetLine, CoverLine, Insured, Member, PlanContent, Theme
from workbench.plans.rules.totals import CoverGrouping, Grouping, ledger

if TYPE_CHECKING:
    from workbench.plans.rules.totals import Ledger

YEARS = (None, 2026, 2027, 2028)
SPREADS = (None, "even", "first", "last", "by_hand")
FOLLOWS = (None, "preferred", "follows", "does_not_follow", "unknown")


def random_budget(dice: random.Random) -> PlanContent:
    """Return a content with up to four costs, four lines of cover and three counts, many cells of them empty."""
    return PlanContent.model_construct(
        definition="d",
        definition_version=1,
        answers={},
        members=(Member.model_construct(id="m", patients=dice.randrange(20_000)),),
        themes=(Theme.model_construct(id="t"),),
        activities=(Activity.model_construct(id="a", theme=dice.choice((None, "t"))),),
        insured=tuple(_insured(dice, place) for place in range(dice.randrange(4))),
        budget_lines=tuple(_cost(dice, place) for place in range(dice.randrange(5))),
        cover_lines=tuple(_cover(dice, place) for place in range(dice.randrange(5))),
    )


def _spread(dice: random.Random) -> dict[str, Any]:
    typed = {quarter: dice.choice((None, dice.randrange(10**6))) for quarter in ("q1", "q2", "q3", "q4")}
    return {"spread": dice.choice(SPREADS), "year": dice.choice(YEARS), "status": dice.choice((None, "asked"))} | typed


def _cost(dice: random.Random, place: int) -> BudgetLine:
    return BudgetLine.model_construct(
        id=f"b-{place}",
        quantity=dice.choice((None, Decimal(dice.randrange(10**6)).scaleb(-4))),
        hours=dice.choice((None, Decimal(dice.randrange(400)).scaleb(-1))),
        weeks=dice.choice((None, Decimal(dice.randrange(53)))),
        rate=dice.choice((None, dice.randrange(-100, 20_000))),
        vat=dice.choice((None, "v0", "v9", "v21")),
        vat_recoverable=dice.choice((None, "yes", "no")),
        category=dice.choice((None, "ict", "hours")),
        activity=dice.choice((None, "a", "weg")),
        funder=dice.choice((None, "oi", "own")),
        **_spread(dice),
    )


def _cover(dice: random.Random, place: int) -> CoverLine:
    return CoverLine.model_construct(
        id=f"c-{place}",
        basis=dice.choice((None, "insured", "insured", "patients", "grant", "carry_over")),
        patients=dice.choice((None, dice.randrange(20_000))),
        tariff=dice.choice((None, Decimal(dice.randrange(10**7)).scaleb(-6))),
        per=dice.choice((None, "quarter", "year")),
        amount=dice.choice((None, dice.randrange(-100, 10**7))),
        funder=dice.choice((None, "oi", "own")),
        insurer=dice.choice((None, "i-0", "weg")),
        payment_title=dice.choice((None, "wijk")),
        quarters=dice.choice(((), ("q1",), ("q2", "q3", "q4"))),
        **_spread(dice),
    )


def _insured(dice: random.Random, place: int) -> Insured:
    return Insured.model_construct(
        id=f"i-{place}",
        insurer=dice.choice((None, "De Brug", "De Dijk")),
        patients=dice.choice((None, dice.randrange(20_000))),
        share=dice.choice((None, Decimal(dice.randrange(10**6)).scaleb(-4))),
        reference_date=None,
        follows=dice.choice(FOLLOWS),
    )


def reconciles(found: Ledger) -> bool:
    """Say whether all groupings, all quarters and all years sum to the same cost and the same cover."""
    costs = {sum(group.total for group in found.costs_by(one)) for one in get_args(Grouping)}
    covers = {sum(group.total for group in found.cover_by(one)) for one in get_args(CoverGrouping)}
    years = (sum(found.cost_by_year.values()), sum(found.cover_by_year.values()))
    lines = all(sum(cost.quarters.values()) == (cost.total or 0) for cost in found.costs)
    return lines and costs == {found.balance.cost} == {years[0]} and covers == {found.balance.cover} == {years[1]}


@pytest.mark.parametrize("seed", range(10))
def test_every_grouping_of_a_thousand_random_budgets_sums_to_the_same_total(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - dice that fall the same way every time
    for _ in range(1000):
        content = random_budget(dice)
        found = ledger(content)
        assert reconciles(found), content
        assert reconciles(found.with_fewer_patients()), content
