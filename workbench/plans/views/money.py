"""The verdict on the budget, in words and two bars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.kit.values.messages import Message
from workbench.kit.values.money import money
from workbench.kit.web.language import translate
from workbench.plans import queries
from workbench.plans.rules.totals import balance, row_totals
from workbench.plans.views.drawing import MONEY_SETS

if TYPE_CHECKING:
    from workbench.definitions.schema import Part
    from workbench.plans.models import Plan
    from workbench.plans.rules.totals import YearBalance


def money_of(plan: Plan, part: Part) -> dict[str, Any]:
    """Return the ``verdict`` of each year and the ``amounts`` of stored rows by id; empty for a part without money."""
    if part.set not in MONEY_SETS:
        return {"verdict": [], "amounts": {}}
    content = queries.money_content(plan)
    totals = row_totals(content, part.set or "")
    return {
        "verdict": [_verdict(year) for year in balance(content).years if year.cost or year.cover],
        "amounts": {row: total for row, total in totals.items() if total is not None},
    }


def _verdict(year: YearBalance) -> dict[str, Any]:
    return {
        "year": str(year.year or ""),
        "kind": "short" if year.difference < 0 else "over" if year.difference else "balanced",
        "sentence": translate(_sentence(year) if year.year else _sentence_without_year(year)),
        "rows": [
            {"label": translate(Message("Funding")), "text": money(year.cover), "amount": year.cover},
            {"label": translate(Message("Costs")), "text": money(year.cost), "amount": year.cost},
        ],
    }


def _sentence(year: YearBalance) -> Message:
    name = str(year.year)
    if year.difference < 0:
        return Message("%(amount)s short in %(year)s", amount=money(-year.difference), year=name)
    if year.difference > 0:
        return Message("%(amount)s over in %(year)s", amount=money(year.difference), year=name)
    return Message("The budget of %(year)s balances", year=name)


def _sentence_without_year(year: YearBalance) -> Message:
    if year.cost and year.cover:
        return Message("%(amount)s has no year yet", amount=money(year.cost + year.cover))
    if year.cost:
        return Message("%(amount)s of costs has no year yet", amount=money(year.cost))
    return Message("%(amount)s of funding has no year yet", amount=money(year.cover))
