"""The rows of a set as a list shows them, and the part of a content that money needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from workbench.kit.values.dates import date_short
from workbench.plans.content import PlanContent
from workbench.plans.queries.content import rows_now, rows_of_sets
from workbench.plans.queries.references import reference_options, sets_referred_to
from workbench.plans.rules.money_sentences import not_counted
from workbench.plans.rules.totals import row_totals
from workbench.plans.rules.visible import cell_of, row_ids, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.definitions.schema import Part, Question
    from workbench.kit.values.messages import Message
    from workbench.plans.content import Row
    from workbench.plans.models import Plan
    from workbench.plans.queries.content import RowNow

MOST_FACTS = 4
MONEY = frozenset({"budget_lines", "cover_lines"})
# Everything that an amount can depend on.
COUNTED = frozenset({"members", "insured", "budget_lines", "cover_lines"})
# What an amount is made of: the amount itself is shown.
_IN_AMOUNT = frozenset({"unit", "quantity", "rate", "patients", "tariff", "per", "amount"})


@dataclass(frozen=True)
class ListedRow:
    """One row in a list: name, short cells as (label, words, numeric), its amount in cents, and why it is so little."""

    id: str
    label: str
    facts: tuple[tuple[str, str, bool], ...]
    amount: int | None
    why: tuple[Message, ...] = ()


@dataclass(frozen=True)
class TableNow:
    """What a table shows: a content with the sets it needs, and its own rows with their versions by id, in order."""

    content: PlanContent
    rows: Mapping[str, RowNow]


def listed_rows(plan: Plan, part: Part) -> list[ListedRow]:
    """Return the rows of a set in order, each with at most four short cells."""
    options = {name: dict(found) for name, found in reference_options(plan, part).items()}
    empty = PlanContent(definition=plan.definition_key, definition_version=plan.definition_version)
    facts = _facts(part)
    counted = money_content(plan) if part.set in MONEY else empty
    amounts, why = row_totals(counted, part.set or ""), not_counted(counted, uncertain=False)

    def words(row: Row, column: Question) -> str:
        value = cell_of(row, column)
        if column.set:
            return ", ".join(options[column.set].get(one, "") for one in row_ids(value))
        if isinstance(value, date):
            return date_short(value)
        return row.unread.get(column.id) or shown(value, column, empty)

    return [
        ListedRow(
            now.row.id,
            now.row.label or next((words(now.row, column) for column in part.columns if words(now.row, column)), ""),
            tuple((column.label, words(now.row, column), column.answer_kind.numeric) for column in facts),
            amounts.get(now.row.id),
            why.get(now.row.id, ()),
        )
        for now in rows_now(plan.id, part.set or "")
    ]


def money_content(plan: Plan) -> PlanContent:
    """Return a content that holds only what money is computed of: costs, cover, and who has how many patients."""
    return _content(plan, rows_of_sets(plan.id, COUNTED))


def table_now(plan: Plan, part: Part) -> TableNow:
    """Return all that the table of a set shows, read in one statement: rows, what they choose from, amounts."""
    of_money = COUNTED if part.set in MONEY else frozenset()
    rows = rows_of_sets(plan.id, of_money | sets_referred_to(part) | {part.set or ""})
    return TableNow(_content(plan, rows), {now.row.id: now for now in rows[part.set or ""]})


def _content(plan: Plan, rows: Mapping[str, list[RowNow]]) -> PlanContent:
    read: dict[str, Any] = {name: tuple(now.row for now in found) for name, found in rows.items()}
    return PlanContent(definition=plan.definition_key, definition_version=plan.definition_version, **read)


def _facts(part: Part) -> list[Question]:
    """Return the columns that tell rows apart at a glance: choices, numbers and dates first, then short lines."""
    of_money = part.set in MONEY
    columns = [
        column
        for column in part.columns[part.columns[0].kind == "line" :]
        if column.kind != "text" and not (of_money and column.id in _IN_AMOUNT)
    ]
    chosen = sorted(columns, key=lambda column: column.kind == "line")[:MOST_FACTS]
    return [column for column in columns if column in chosen]
