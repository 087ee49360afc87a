"""The workbook of a budget: where things stand in it, and what a changed one would change in the plan."""

from __future__ import annotations

from workbench.plans.rules.sheets.after import content_after
from workbench.plans.rules.sheets.changes import (
    Added,
    Changed,
    Clash,
    NewCell,
    RefusedCell,
    SetChanges,
    digest,
)
from workbench.plans.rules.sheets.own import is_own
from workbench.plans.rules.sheets.plain import Layout, columns_named, fitness, guessed, headings
from workbench.plans.rules.sheets.whole import money_parts, own_changes, plain_changes
from workbench.plans.rules.sheets.words import in_words, labels_of, sheet_columns

__all__ = [
    "Added",
    "Changed",
    "Clash",
    "Layout",
    "NewCell",
    "RefusedCell",
    "SetChanges",
    "columns_named",
    "content_after",
    "digest",
    "fitness",
    "guessed",
    "headings",
    "in_words",
    "is_own",
    "labels_of",
    "money_parts",
    "own_changes",
    "plain_changes",
    "sheet_columns",
]
