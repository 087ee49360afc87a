"""The verdict on the budget as pages show it: in words and two bars, all years on one scale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.kit.values.messages import Message
from workbench.kit.values.money import money
from workbench.kit.web.language import translate
from workbench.plans import queries
from workbench.plans.rules.money_sentences import fewer_patients, kind_of, not_counted, per_patient, verdict
from workbench.plans.rules.totals import ledger, registered_patients, row_totals
from workbench.plans.views.drawing import MONEY_SETS

if TYPE_CHECKING:
    from workbench.definitions.schema import Part
    from workbench.plans.content import PlanContent
    from workbench.plans.models import Plan
    from workbench.plans.rules.totals import Ledger, YearBalance


def money_of(plan: Plan, part: Part) -> dict[str, Any]:
    """Return the ``verdict`` of each year, ``amounts`` of stored rows by id, and ``why`` one is less; or all empty."""
    if part.set not in MONEY_SETS:
        return {"verdict": [], "amounts": {}, "why": {}}
    return money_in(queries.money_content(plan), part)


def money_in(content: PlanContent, part: Part) -> dict[str, Any]:
    """Return the same of a content that was read already."""
    totals = row_totals(content, part.set or "")
    return {
        "verdict": verdicts(ledger(content)),
        "amounts": {row: total for row, total in totals.items() if total is not None},
        "why": {row: [translate(one) for one in told] for row, told in not_counted(content).items()},
    }


def verdicts(found: Ledger) -> list[dict[str, Any]]:
    """Return the verdict on each year that has money: its sentence, its two bars, and the ``top`` of their scale."""
    years = [year for year in found.balance.years if year.cost or year.cover]
    top = max((amount for year in years for amount in (year.cost, year.cover)), default=0)
    return [_verdict(year) | {"top": top} for year in years]


def told_of(found: Ledger, year: YearBalance) -> list[str]:
    """Return what else there is to say of a year: per patient, and with fewer patients."""
    fewer = next(one for one in found.with_fewer_patients().balance.years if one.year == year.year)
    told = [per_patient(year, registered_patients(found.content)), fewer_patients(year, fewer)]
    return [translate(message) for message in told if message]


def _verdict(year: YearBalance) -> dict[str, Any]:
    return {
        "year": str(year.year or ""),
        "kind": kind_of(year.difference),
        "sentence": translate(verdict(year)),
        "rows": [
            {"label": translate(Message("Funding")), "text": money(year.cover), "amount": year.cover},
            {"label": translate(Message("Costs")), "text": money(year.cost), "amount": year.cost},
        ],
    }
