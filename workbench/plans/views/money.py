"""The verdict on the budget, in words and two bars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.kit.values.messages import Message
from workbench.kit.values.money import money
from workbench.kit.web.language import translate
from workbench.plans import queries
from workbench.plans.rules.totals import balance

if TYPE_CHECKING:
    from workbench.definitions.schema import Part
    from workbench.plans.models import Plan
    from workbench.plans.rules.totals import YearBalance

MONEY_SETS = frozenset({"budget_lines", "cover_lines"})


def verdict_of(plan: Plan, part: Part) -> list[dict[str, Any]]:
    """Return the verdict of each year for the component ``money_verdict``; empty for a part without money."""
    if part.set not in MONEY_SETS:
        return []
    years = balance(queries.money_content(plan)).years
    return [_verdict(year) for year in years if year.cost or year.cover]


def _verdict(year: YearBalance) -> dict[str, Any]:
    name = str(year.year) if year.year else translate(Message("Without a year"))
    return {
        "year": name,
        "kind": "short" if year.difference < 0 else "over" if year.difference else "balanced",
        "sentence": translate(_sentence(year, name)),
        "rows": [
            {"label": translate(Message("Cover")), "text": money(year.cover), "amount": year.cover},
            {"label": translate(Message("Costs")), "text": money(year.cost), "amount": year.cost},
        ],
    }


def _sentence(year: YearBalance, name: str) -> Message:
    if year.difference < 0:
        return Message("%(amount)s short in %(year)s", amount=money(-year.difference), year=name)
    if year.difference > 0:
        return Message("%(amount)s over in %(year)s", amount=money(year.difference), year=name)
    return Message("The budget of %(year)s balances", year=name)
