"""The rows of a set as a list shows them, and the part of a content that money needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.plans.content import BudgetLine, CoverLine, PlanContent
from workbench.plans.queries.content import rows_now
from workbench.plans.queries.references import reference_options
from workbench.plans.rules.totals import cover_total, line_total
from workbench.plans.rules.visible import cell_of, shown

if TYPE_CHECKING:
    from workbench.definitions.schema import Part, Question
    from workbench.plans.content import Row
    from workbench.plans.models import Plan

MOST_FACTS = 5


@dataclass(frozen=True)
class ListedRow:
    """One row in a list: its name, its short cells as (label, words, numeric), and its amount in cents."""

    id: str
    label: str
    facts: tuple[tuple[str, str, bool], ...]
    amount: int | None


def listed_rows(plan: Plan, part: Part) -> list[ListedRow]:
    """Return the rows of a set in order, each with at most five short cells."""
    options = {name: dict(found) for name, found in reference_options(plan, part).items()}
    empty = PlanContent(definition=plan.definition_key, definition_version=plan.definition_version)
    columns = [column for column in part.columns if column.kind != "text"]
    heading = columns[0] if columns and columns[0].kind == "line" else None
    facts = [column for column in columns if column is not heading][:MOST_FACTS]

    def words(row: Row, column: Question) -> str:
        value = cell_of(row, column)
        if column.set:
            return options[column.set].get(str(value), "")
        return row.unread.get(column.id) or shown(value, column, empty)

    return [
        ListedRow(
            now.row.id,
            now.row.label or next((words(now.row, column) for column in part.columns if words(now.row, column)), ""),
            tuple((column.label, words(now.row, column), column.answer_kind.numeric) for column in facts),
            _amount(now.row),
        )
        for now in rows_now(plan.id, part.set or "")
    ]


def money_content(plan: Plan) -> PlanContent:
    """Return a content that holds only the plan's costs and cover."""
    read: dict[str, Any] = {
        name: tuple(now.row for now in rows_now(plan.id, name)) for name in ("budget_lines", "cover_lines")
    }
    return PlanContent(definition=plan.definition_key, definition_version=plan.definition_version, **read)


def _amount(row: Row) -> int | None:
    if isinstance(row, BudgetLine):
        return line_total(row)
    return cover_total(row) if isinstance(row, CoverLine) else None
