"""Tables of a plan: the plan with its answers and history, and one table for each set of rows."""

from __future__ import annotations

from workbench.plans.models.plan import Answer, Change, Plan, PlanPart, PlanState, Snapshot, StoredStanding
from workbench.plans.models.rows import TABLES, PlanRow

__all__ = ["TABLES", "Answer", "Change", "Plan", "PlanPart", "PlanRow", "PlanState", "Snapshot", "StoredStanding"]
