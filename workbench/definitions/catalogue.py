"""What the application knows of a plan: sets of rows with their columns, and questions it reads by name.

A template chooses from these, in its own order and words, and may add questions and columns of its own.
The row classes in ``plans.content`` have the same sets and columns; a test holds the two together.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# Questions that the application itself reads (for the cover, the Gantt chart, the summary page), and their kind.
QUESTIONS: Mapping[str, str] = MappingProxyType(
    {
        "title": "line",
        "collaboration": "line",
        "neighbourhood": "line",
        "municipality": "line",
        "period_start": "date",
        "period_end": "date",
        "version_label": "line",
        "preferred_insurer": "line",
        "contact_name": "line",
        "contact_email": "line",
        "contact_phone": "line",
        "adviser": "line",
        "agb_code": "line",
        "summary": "text",
        "mission": "text",
        "vision": "text",
        "changes": "text",
    }
)

# A column that refers to a row: set -> column -> the set it refers to.
REFERENCES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "signals": {"figure": "figures"},
        "priorities": {"signals": "signals"},
        "activities": {"theme": "themes", "priority": "priorities", "after": "activities"},
        "milestones": {"activity": "activities"},
        "indicators": {"priority": "priorities", "activity": "activities"},
        "tasks": {"responsible": "roles", "accountable": "roles", "consulted": "roles", "informed": "roles"},
        "budget_lines": {"activity": "activities"},
        "cover_lines": {"insurer": "insured"},
    }
)

# How the amount of a line falls over the quarters of its year: by a rule, or four amounts by hand.
_SPREAD = {"spread": "choice", "q1": "money", "q2": "money", "q3": "money", "q4": "money"}

SETS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "members": {
            "name": "line",
            "discipline": "choice",
            "location": "line",
            "professionals": "number",
            "patients": "number",
            "agb_code": "line",
        },
        "partners": {"name": "line", "kind": "choice", "role": "text", "contribution": "line"},
        "insured": {
            "insurer": "line",
            "patients": "number",
            "reference_date": "date",
            "source": "line",
            "follows": "choice",
            "share": "decimal",
        },
        "patient_areas": {"postcode": "line", "patients": "number", "reference_date": "date", "source": "line"},
        "board": {
            "name": "line",
            "role": "line",
            "portfolio": "text",
            "discipline": "line",
            "mandate_from": "line",
            "contact": "line",
        },
        "roles": {"name": "line"},
        "tasks": {
            "name": "line",
            "portfolio": "line",
            "responsible": "references",
            "accountable": "references",
            "consulted": "references",
            "informed": "references",
        },
        "areas": {"name": "line", "code": "line", "kind": "choice", "municipality": "line"},
        "figures": {
            "name": "line",
            "value": "decimal",
            "unit": "line",
            "comparison": "decimal",
            "compared_with": "line",
            "year": "year",
            "source": "line",
            "key": "line",
            "national": "decimal",
            "place": "line",
        },
        "signals": {
            "name": "line",
            "kind": "choice",
            "count": "number",
            "total": "number",
            "date": "date",
            "source": "line",
            "figure": "reference",
        },
        "priorities": {
            "name": "line",
            "signal": "text",
            "effect": "text",
            "goal": "text",
            "level": "choice",
            "signals": "references",
        },
        "themes": {"name": "line", "intro": "text"},
        "activities": {
            "name": "line",
            "theme": "reference",
            "priority": "reference",
            "goal": "text",
            "target_group": "line",
            "lead": "line",
            "partners": "line",
            "start": "date",
            "end": "date",
            "result": "text",
            "level": "choice",
            "after": "references",
            "recipe": "choice",
            "variant": "text",
            "referral": "text",
            "feedback": "text",
            "guidance": "text",
            "evaluation": "text",
        },
        "milestones": {
            "name": "line",
            "activity": "reference",
            "due": "date",
            "responsible": "line",
            "evidence": "line",
        },
        "indicators": {
            "name": "line",
            "priority": "reference",
            "activity": "reference",
            "kind": "choice",
            "about": "choice",
            "unit": "line",
            "source": "line",
            "baseline": "decimal",
            "target": "decimal",
            "moment": "line",
            "measured_by": "line",
            "direction": "choice",
        },
        "budget_lines": {
            "description": "line",
            "category": "choice",
            "activity": "reference",
            "year": "year",
            "unit": "choice",
            "quantity": "decimal",
            "rate": "money",
            "funder": "choice",
            "role": "line",
            "rate_source": "line",
            "hours": "decimal",
            "weeks": "decimal",
            "vat": "choice",
            "vat_recoverable": "choice",
            "status": "choice",
            **_SPREAD,
        },
        "cover_lines": {
            "description": "line",
            "funder": "choice",
            "year": "year",
            "patients": "number",
            "tariff": "tariff",
            "per": "choice",
            "amount": "money",
            "status": "choice",
            "basis": "choice",
            "payment_title": "choice",
            "insurer": "reference",
            "quarters": "choices",
            "tariff_source": "line",
            "tariff_date": "date",
            "contractor": "line",
            "billing": "line",
            **_SPREAD,
        },
        "risks": {"name": "text", "chance": "choice", "effect": "choice", "measure": "text", "owner": "line"},
        "results": {"name": "line", "achieved": "choice", "outcome": "text", "next_step": "text"},
        "criteria": {"name": "line", "answer": "choice", "evidence": "text", "explanation": "text"},
        "appendices": {"name": "line", "state": "choice", "note": "line", "file": "file"},
        "abbreviations": {"name": "line", "meaning": "line"},
        "signatures": {
            "name": "line",
            "function": "line",
            "organisation": "line",
            "mandate": "line",
            "date": "date",
        },
    }
)

# Columns that a table leaves to the page of the row: seldom needed, and too much to see beside the rest.
ON_OWN_PAGE: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "budget_lines": frozenset({"rate_source", "vat", "vat_recoverable", "status", *_SPREAD}),
        "cover_lines": frozenset({"payment_title", "tariff_source", "tariff_date", "contractor", "billing", *_SPREAD}),
    }
)

_LEVELS = frozenset({"wijk", "gemeente", "regio"})
_FUNDERS = frozenset({"oi", "municipality", "other_care", "own", "grant", "other"})
_STATUSES = frozenset({"asked", "committed", "received"})
_SPREADS = frozenset({"even", "first", "last", "by_hand"})

# Choices the application reasons with; a template words them and may leave some out.
# Other choices are the template's own.
CHOICES: Mapping[tuple[str, str], frozenset[str]] = MappingProxyType(
    {
        ("insured", "follows"): frozenset({"preferred", "follows", "does_not_follow", "unknown"}),
        ("areas", "kind"): frozenset({"wijk", "buurt", "gemeente"}),
        ("signals", "kind"): frozenset({"figure", "bottleneck", "questionnaire", "experience", "other"}),
        ("priorities", "level"): _LEVELS,
        ("activities", "level"): _LEVELS,
        ("indicators", "direction"): frozenset({"up", "down", "hold"}),
        ("indicators", "kind"): frozenset({"process", "outcome", "experience"}),
        ("indicators", "about"): frozenset({"residents", "professionals", "care_use"}),
        ("budget_lines", "funder"): _FUNDERS,
        ("budget_lines", "vat"): frozenset({"exempt", "v0", "v9", "v21", "not_applicable"}),
        ("budget_lines", "vat_recoverable"): frozenset({"yes", "no", "unknown"}),
        ("budget_lines", "status"): _STATUSES,
        ("budget_lines", "spread"): _SPREADS,
        ("cover_lines", "funder"): _FUNDERS,
        ("cover_lines", "basis"): frozenset({"insured", "patients", "grant", "carry_over"}),
        ("cover_lines", "quarters"): frozenset({"q1", "q2", "q3", "q4"}),
        ("cover_lines", "spread"): _SPREADS,
        ("cover_lines", "per"): frozenset({"quarter", "year"}),
        ("cover_lines", "status"): _STATUSES,
        ("risks", "chance"): frozenset({"low", "medium", "high"}),
        ("risks", "effect"): frozenset({"low", "medium", "high"}),
        ("results", "achieved"): frozenset({"yes", "partly", "no"}),
        ("criteria", "answer"): frozenset({"yes", "partly", "no", "not_applicable"}),
        ("appendices", "state"): frozenset({"included", "follows", "not_applicable"}),
    }
)
