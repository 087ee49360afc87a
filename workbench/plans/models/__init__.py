"""Tables of a plan: the plan with its answers and history, a table for each set of rows, calendars, uploads."""

from __future__ import annotations

from workbench.plans.models.calendar import CalendarLink
from workbench.plans.models.people import Assignment, Share, Viewing
from workbench.plans.models.plan import Answer, Change, Plan, PlanPart, PlanState, Snapshot, StoredStanding
from workbench.plans.models.rate import Rate
from workbench.plans.models.rows import TABLES, PlanRow
from workbench.plans.models.upload import Upload
from workbench.plans.models.word_upload import WordUpload

__all__ = [
    "TABLES",
    "Answer",
    "Assignment",
    "CalendarLink",
    "Change",
    "Plan",
    "PlanPart",
    "PlanRow",
    "PlanState",
    "Rate",
    "Share",
    "Snapshot",
    "StoredStanding",
    "Upload",
    "Viewing",
    "WordUpload",
]
