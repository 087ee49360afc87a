"""Writes of plans. Each flushes, never commits, and leaves one audit event and a line of history a piece."""

from __future__ import annotations

from workbench.plans.operations.answers import save_answers
from workbench.plans.operations.lines import copy_row
from workbench.plans.operations.parts import set_applicable
from workbench.plans.operations.pieces import PieceConflict, SetFull, Theirs
from workbench.plans.operations.plans import create_plan, import_plan
from workbench.plans.operations.privacy import keep_personal_data
from workbench.plans.operations.rates import add_rate, change_rate, remove_rate
from workbench.plans.operations.rows import add_row, move_row, remove_row, restore_row, save_row
from workbench.plans.operations.snapshots import take_snapshot
from workbench.plans.operations.tables import RowInput, TableOutcome, add_rows, save_table

__all__ = [
    "PieceConflict",
    "RowInput",
    "SetFull",
    "TableOutcome",
    "Theirs",
    "add_rate",
    "add_row",
    "add_rows",
    "change_rate",
    "copy_row",
    "create_plan",
    "import_plan",
    "keep_personal_data",
    "move_row",
    "remove_rate",
    "remove_row",
    "restore_row",
    "save_answers",
    "save_row",
    "save_table",
    "set_applicable",
    "take_snapshot",
]
