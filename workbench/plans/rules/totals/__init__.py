"""Money of a plan: every amount in cents, rounded once, at the line, so that parts always sum to the whole."""

from __future__ import annotations

from workbench.plans.rules.totals.balance import Balance, Group, YearBalance
from workbench.plans.rules.totals.costs import Cost, line_total
from workbench.plans.rules.totals.cover import Cover, Term, cover_total
from workbench.plans.rules.totals.ledger import (
    OI,
    CoverGrouping,
    Grouping,
    Ledger,
    Uncertain,
    asked_of_insurer,
    balance,
    cover_by,
    cover_by_year,
    ledger,
    row_totals,
    share_of_others,
    totals_by,
)
from workbench.plans.rules.totals.patients import (
    Insurer,
    insured_patients,
    insurers_of,
    member_patients,
    registered_patients,
)
from workbench.plans.rules.totals.quarters import QUARTERS

__all__ = [
    "OI",
    "QUARTERS",
    "Balance",
    "Cost",
    "Cover",
    "CoverGrouping",
    "Group",
    "Grouping",
    "Insurer",
    "Ledger",
    "Term",
    "Uncertain",
    "YearBalance",
    "asked_of_insurer",
    "balance",
    "cover_by",
    "cover_by_year",
    "cover_total",
    "insured_patients",
    "insurers_of",
    "ledger",
    "line_total",
    "member_patients",
    "registered_patients",
    "row_totals",
    "share_of_others",
    "totals_by",
]
