"""Saving many rows at once: the editable table, and rows pasted from a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.kit.audit import folded, record
from workbench.kit.values.errors import NotFound
from workbench.plans.operations.pieces import PLAN_CHANGED, PieceConflict
from workbench.plans.operations.rows import add_row, save_row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.definitions.schema import Part
    from workbench.plans.access import Who
    from workbench.plans.models import Plan
    from workbench.plans.operations.pieces import Theirs
    from workbench.plans.rules.reading import Reading


@dataclass(frozen=True)
class RowInput:
    """One row as it was sent: its id, the version the page began with (None for a new row), and its cells."""

    row_id: str
    version: int | None
    readings: Mapping[str, Reading]


@dataclass
class TableOutcome:
    """What came of a table: rows stored, rows that clash with somebody else's change, rows removed meanwhile."""

    stored: list[str] = field(default_factory=list)
    clashing: dict[str, Theirs] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)


def save_table(plan: Plan, *, part: Part, rows: Sequence[RowInput], who: Who) -> TableOutcome:
    """Store every row that can be stored; a row that clashes is left as it is and reported."""
    outcome = TableOutcome()
    with folded():
        for row in rows:
            _save_one(plan, part, row, who, outcome)
    if outcome.stored:
        record(
            PLAN_CHANGED,
            organisation_id=plan.organisation_id,
            object_type="plan",
            object_id=str(plan.id),
            part=part.id,
            pieces=[f"{part.set}/{row_id}" for row_id in outcome.stored],
            change="table_saved",
        )
    return outcome


def add_rows(plan: Plan, *, part: Part, rows: Sequence[RowInput], who: Who) -> int:
    """Add rows at the end, all or none; return how many were new. Sending them twice adds them once."""
    with folded():
        added = [
            row.row_id for row in rows if add_row(plan, part=part, row_id=row.row_id, readings=row.readings, who=who)
        ]
    if added:
        record(
            PLAN_CHANGED,
            organisation_id=plan.organisation_id,
            object_type="plan",
            object_id=str(plan.id),
            part=part.id,
            pieces=[f"{part.set}/{row_id}" for row_id in added],
            change="rows_added",
        )
    return len(added)


def _save_one(plan: Plan, part: Part, row: RowInput, who: Who, outcome: TableOutcome) -> None:
    try:
        if row.version is None:
            changed = add_row(plan, part=part, row_id=row.row_id, readings=row.readings, who=who)
        else:
            changed = save_row(plan, part=part, row_id=row.row_id, readings=row.readings, version=row.version, who=who)
    except PieceConflict as conflict:
        outcome.clashing[row.row_id] = conflict.theirs
    except NotFound:
        outcome.gone.append(row.row_id)
    else:
        if changed:
            outcome.stored.append(row.row_id)
