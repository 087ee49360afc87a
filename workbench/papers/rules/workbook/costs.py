"""What the sheet of costs computes: the amount of a line, its quarters, and its theme."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from workbench.papers.rules.workbook.lines import Computed
from workbench.papers.rules.workbook.lists import ACTIVITY_LIST
from workbench.plans.rules.sheets.layout import COMPUTED, list_name
from workbench.plans.rules.totals import QUARTERS
from workbench.plans.rules.totals.costs import VAT

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.definitions.schema import Part
    from workbench.papers.rules.workbook.lines import Refs
    from workbench.papers.rules.workbook.lists import Lists
    from workbench.plans.content import PlanContent
    from workbench.plans.rules.totals import Ledger

NAME = "budget_lines"
TOTAL, THEME, REST = (f"{COMPUTED}{name}" for name in ("total", "theme", "rest"))
QUARTER_LABEL = "In kwartaal {}"
REST_LABEL = "In geen kwartaal"


def quarter_key(number: int) -> str:
    """Return the id of the computed column of a quarter, 1 to 4."""
    return f"{COMPUTED}quarter{number}"


def euros(cents: int) -> Decimal:
    """Return cents as euros."""
    return Decimal(cents).scaleb(-2)


def cost_columns(part: Part, content: PlanContent, money: Ledger, lists: Lists) -> list[Computed]:
    """Return what the sheet of costs computes."""
    totals = {cost.line.id: euros(cost.total) for cost in money.costs if cost.total is not None}
    found = [Computed(TOTAL, "Totaal", lambda refs: _total(refs, lists), totals)]
    for place, quarter in enumerate(QUARTERS, start=1):
        values = {one.line.id: euros(one.quarters.get(quarter, 0)) for one in money.costs if one.total is not None}
        found.append(Computed(quarter_key(place), QUARTER_LABEL.format(place), _quarter(place, lists), values))
    if part.column("spread"):
        rest = {one.line.id: euros(one.quarters.get(None, 0)) for one in money.costs if one.total is not None}
        found.append(Computed(REST, REST_LABEL, rest_formula, rest))
    if part.column("activity"):
        themes = {row.id: lists.theme_of.get(row.activity or "", "") for row in content.budget_lines}
        found.append(Computed(THEME, "Thema", lambda refs: _theme(refs, lists), themes, "sum_text", summed=False))
    return found


def rest_formula(refs: Refs) -> str:
    """Return the formula for what falls in no quarter."""
    quarters = "+".join(refs[quarter_key(place)] for place in range(1, 5))
    return f'IF({refs[TOTAL]}="","",ROUND({refs[TOTAL]}-({quarters}),2))'


def chosen(refs: Refs, lists: Lists, name: str, column: str, key: str) -> str | None:
    """Return the comparison that says whether an option is chosen; None when it cannot be."""
    option = lists.option(list_name(name, column), key)
    return f"{refs[column]}={option}" if option and refs.has(column) else None


def _total(refs: Refs, lists: Lists) -> str:
    if not refs.has("rate"):
        return '""'
    times = f"*{refs['rate']}{_with_vat(refs, lists)}"
    by_piece = '""'
    if refs.has("quantity"):
        by_piece = f'IF(COUNT({refs["quantity"]})=0,"",ROUND({refs["quantity"]}{times},2))'
    if refs.has("hours", "weeks"):
        hours, weeks = refs["hours"], refs["weeks"]
        by_piece = f"IF(COUNT({hours},{weeks})=2,ROUND({hours}*{weeks}{times},2),{by_piece})"
    return f'IF(COUNT({refs["rate"]})=0,"",{by_piece})'


def _with_vat(refs: Refs, lists: Lists) -> str:
    factor = "0"
    for key, rate in VAT.items():
        if said := chosen(refs, lists, NAME, "vat", key):
            factor = f"IF({said},{rate},{factor})"
    if factor == "0":
        return ""
    recovered = chosen(refs, lists, NAME, "vat_recoverable", "yes")
    return f"*(1+IF({recovered},0,{factor}))" if recovered else f"*(1+{factor})"


def _quarter(place: int, lists: Lists) -> Callable[[Refs], str]:
    def formula(refs: Refs) -> str:
        total = refs[TOTAL]
        share = f"TRUNC(ROUND({total}*100,0)/4,0)/100"
        found = share if place < len(QUARTERS) else f"ROUND({total}-3*{share},2)"
        by_hand = f"N({refs[f'q{place}']})" if refs.has(f"q{place}") else "0"
        first, last = (total if place == 1 else "0"), (total if place == len(QUARTERS) else "0")
        for key, amount in (("by_hand", by_hand), ("last", last), ("first", first)):
            if said := chosen(refs, lists, NAME, "spread", key):
                found = f"IF({said},{amount},{found})"
        return f'IF({total}="","",{found})'

    return formula


def _theme(refs: Refs, lists: Lists) -> str:
    known = lists.range(ACTIVITY_LIST)
    if known is None:
        return '""'
    activity = refs["activity"]
    return f'IF({activity}="","",IFERROR(INDEX({lists.theme_range},MATCH({activity},{known},0)),""))'
