"""The tables that open the chapter of the budget, with the sentences above them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.papers.rules import money
from workbench.papers.rules.income import income_table
from workbench.plans.rules.budget_groups import groups_costs, groups_cover

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.definitions.schema import Definition
    from workbench.papers.rules.tables import Table
    from workbench.plans.content import PlanContent
    from workbench.plans.rules.numbering import Numbers


@dataclass(frozen=True)
class BudgetTable:
    """A table that is derived from the lines of money: its place in the document, its sentences, its rows."""

    id: str
    title: str
    table: Table
    verdict: str = ""
    notes: tuple[str, ...] = ()


def budget_tables(content: PlanContent, definition: Definition, numbered: Numbers) -> Iterator[BudgetTable]:
    """Yield the tables of a plan that has any money; those without rows are left out."""
    if content.budget_lines or content.cover_lines:
        whole, said = money.balance_table(content), money.verdict(content)
        yield BudgetTable("money-balance", "Begroting en dekking in het kort", whole, said, money.notes(content))
        yield from (one for one in _grouped(content, definition, numbered) if one.table.groups[0].lines)


def _grouped(content: PlanContent, definition: Definition, numbered: Numbers) -> Iterator[BudgetTable]:
    for grouping, title in (("category", "categorie"), ("theme", "thema"), ("funder", "financier")):
        if content.budget_lines and groups_costs(definition, grouping):
            table = money.cost_by(content, definition, numbered, grouping)
            yield BudgetTable(f"money-{grouping}", f"Kosten per {title}", table)
    if content.cover_lines and groups_cover(definition, "funder"):
        yield BudgetTable("money-cover", "Dekking per financier", money.cover_by_funder(content, definition, numbered))
    yield BudgetTable(
        "money-quarter", "Kosten en dekking per kwartaal", money.by_quarter(content, definition, numbered)
    )
    income = income_table(content, definition)
    if income is not None:
        yield BudgetTable(
            "money-income", "Zo is het inkomen per patiënt berekend", income, notes=_some(money.uncertain(content))
        )


def _some(text: str) -> tuple[str, ...]:
    return (text,) if text else ()
