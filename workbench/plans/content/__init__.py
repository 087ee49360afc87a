"""``PlanContent``: everything in one plan as one frozen value, its rows, and its interchange file."""

from __future__ import annotations

from workbench.plans.content.file import FileRef, OrganisationRef, PlanFile
from workbench.plans.content.plan import PlanContent, all_rows
from workbench.plans.content.row import Row
from workbench.plans.content.rows import (
    SETS,
    Activity,
    Aside,
    BudgetLine,
    CoverLine,
    Figure,
    Indicator,
    Insured,
    Member,
    Milestone,
    Priority,
    Result,
    Risk,
    Signal,
    Spread,
    Task,
    Theme,
)

__all__ = [
    "SETS",
    "Activity",
    "Aside",
    "BudgetLine",
    "CoverLine",
    "Figure",
    "FileRef",
    "Indicator",
    "Insured",
    "Member",
    "Milestone",
    "OrganisationRef",
    "PlanContent",
    "PlanFile",
    "Priority",
    "Result",
    "Risk",
    "Row",
    "Signal",
    "Spread",
    "Task",
    "Theme",
    "all_rows",
]
