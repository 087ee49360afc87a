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
        "activities": {"theme": "themes", "priority": "priorities"},
        "milestones": {"activity": "activities"},
        "indicators": {"priority": "priorities", "activity": "activities"},
        "budget_lines": {"activity": "activities"},
    }
)

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
        },
        "board": {
            "name": "line",
            "role": "line",
            "portfolio": "text",
            "discipline": "line",
            "mandate_from": "line",
            "contact": "line",
        },
        "figures": {
            "name": "line",
            "value": "decimal",
            "unit": "line",
            "comparison": "decimal",
            "compared_with": "line",
            "year": "year",
            "source": "line",
        },
        "priorities": {"name": "line", "signal": "text", "effect": "text", "goal": "text", "level": "choice"},
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
        },
        "risks": {"name": "text", "chance": "choice", "effect": "choice", "measure": "text", "owner": "line"},
        "results": {"name": "line", "achieved": "choice", "outcome": "text", "next_step": "text"},
        "appendices": {"name": "line", "state": "choice", "note": "line"},
    }
)

# Choices the application reasons with; a template words them and may leave some out.
# Other choices are the template's own.
CHOICES: Mapping[tuple[str, str], frozenset[str]] = MappingProxyType(
    {
        ("insured", "follows"): frozenset({"preferred", "follows", "does_not_follow", "unknown"}),
        ("priorities", "level"): frozenset({"wijk", "gemeente", "regio"}),
        ("indicators", "kind"): frozenset({"process", "outcome", "experience"}),
        ("indicators", "about"): frozenset({"residents", "professionals", "care_use"}),
        ("budget_lines", "funder"): frozenset({"oi", "municipality", "other_care", "own", "grant", "other"}),
        ("cover_lines", "funder"): frozenset({"oi", "municipality", "other_care", "own", "grant", "other"}),
        ("cover_lines", "per"): frozenset({"quarter", "year"}),
        ("cover_lines", "status"): frozenset({"asked", "committed", "received"}),
        ("risks", "chance"): frozenset({"low", "medium", "high"}),
        ("risks", "effect"): frozenset({"low", "medium", "high"}),
        ("results", "achieved"): frozenset({"yes", "partly", "no"}),
        ("appendices", "state"): frozenset({"included", "follows", "not_applicable"}),
    }
)
