"""Everything that can be wrong in a plan, one at a time: what is changed in the complete content, and what is found.

By the kind of check; each with its changes and the field where it is solved: part, row, question.
"""

from __future__ import annotations

from typing import Any

Place = tuple[str, str | None, str | None]
LONG = "Dit is een zin die maar niet ophoudt en die " + "steeds weer een woord " * 6 + "krijgt."

RACI = ("responsible", "accountable", "consulted", "informed")


def _without(*rows: str) -> Any:
    """Return what takes rows out of a set."""
    return lambda found: [row for row in found if row["id"] not in rows]


def _answered(row_id: str, **cells: str | None) -> Any:
    """Return what gives one row of a set other cells."""
    return lambda found: [row | cells if row["id"] == row_id else row for row in found]


BREAKAGES: dict[str, tuple[dict[str, Any], Place]] = {
    "answer_missing": ({"answers.mission": None}, ("mission", None, "mission")),
    "answer_missing in a row": ({"risks.0.owner": None}, ("risks", "risks-1", "owner")),
    "answer_unread": (
        {"answers.period_start": None, "unread": {"period_start": "straks"}},
        ("plan_data", None, "period_start"),
    ),
    "answer_unread in a row": (
        {"figures.0.value": None, "figures.0.unread": {"value": "veel"}},
        ("figures", "figures-1", "value"),
    ),
    "text_too_long": ({"answers.mission": "Woord. " * 80 + "Woord."}, ("mission", None, "mission")),
    "choice_gone": ({"risks.0.chance": "guild"}, ("risks", "risks-1", "chance")),
    "rows_missing": ({"board": []}, ("board", None, None)),
    "reference_gone": ({"milestones.4.activity": "weg"}, ("milestones", "milestones-5", "activity")),
    "text_set_aside": (
        {"set_aside": [{"id": "los-1", "name": "Oud stuk", "text": "Dit stond in het vorige plan."}]},
        ("set_aside", "los-1", None),
    ),
    "period_order": ({"answers.period_end": "2026-12-31"}, ("plan_data", None, "period_end")),
    "activity_order": ({"activities.2.end": "2028-05-31"}, ("activities", "activities-3", "end")),
    "activity_in_plan": ({"activities.0.start": "2026-12-31"}, ("activities", "activities-1", "start")),
    "after_in_order": (
        {"activities.1.start": "2027-11-01", "activities.1.after": lambda _none: ["activities-1"]},
        ("activities", "activities-2", "start"),
    ),
    "milestone_in_plan": ({"milestones.0.due": "2029-01-01"}, ("milestones", "milestones-1", "due")),
    "milestone_in_activity": ({"milestones.0.due": "2027-12-24"}, ("milestones", "milestones-1", "due")),
    "priority_without_signal": ({"priorities.0.signals": None}, ("priorities", "priorities-1", "signals")),
    "signal_without_date": ({"signals.0.date": None}, ("signals", "signals-1", "date")),
    "signal_without_source": ({"signals.0.source": None}, ("signals", "signals-1", "source")),
    "figure_without_year": ({"figures.0.year": None}, ("figures", "figures-1", "year")),
    "figure_without_source": ({"figures.0.source": None}, ("figures", "figures-1", "source")),
    "count_above_total": ({"signals.0.count": 26}, ("signals", "signals-1", "count")),
    "small_count": ({"signals.0.count": 4}, ("signals", "signals-1", "count")),
    "small_count of a figure": (
        {"figures.0.value": "3", "figures.0.unit": "personen"},
        ("figures", "figures-1", "value"),
    ),
    "signal_uncited": (
        {"priorities": lambda rows: [row | {"signals": ["signals-2", "signals-3"]} for row in rows]},
        ("signals", "signals-1", "name"),
    ),
    "priority_without_goal": ({"priorities.0.goal": None}, ("priorities", "priorities-1", "goal")),
    "priority_without_activity": (
        {"activities.1.priority": "priorities-1"},
        ("priorities", "priorities-2", None),
    ),
    "priority_without_indicator": (
        {"indicators.1.priority": "priorities-1"},
        ("priorities", "priorities-2", None),
    ),
    "activity_without_priority": ({"activities.3.priority": None}, ("activities", "activities-4", "priority")),
    "activity_without_theme": ({"activities.0.theme": None}, ("activities", "activities-1", "theme")),
    "activity_without_lead": ({"activities.0.lead": None}, ("activities", "activities-1", "lead")),
    "activity_without_milestone": ({"milestones": _without("milestones-1")}, ("activities", "activities-1", None)),
    "activity_without_budget_line": (
        {"budget_lines.0.activity": "activities-2"},
        ("activities", "activities-1", None),
    ),
    "milestone_without_activity": ({"milestones.4.activity": None}, ("milestones", "milestones-5", "activity")),
    "indicator_without_baseline": ({"indicators.0.baseline": None}, ("indicators", "indicators-1", "baseline")),
    "indicator_without_target": ({"indicators.0.target": None}, ("indicators", "indicators-1", "target")),
    "indicator_without_measurer": ({"indicators.0.measured_by": None}, ("indicators", "indicators-1", "measured_by")),
    "indicator_without_subject": (
        {"indicators.3.priority": None, "indicators.3.activity": None},
        ("indicators", "indicators-4", "priority"),
    ),
    "budget_line_without_activity": (
        {"budget_lines.4.activity": None},
        ("budget_lines", "budget-lines-5", "activity"),
    ),
    "partner_without_role": ({"partners.0.role": None}, ("partners", "partners-1", "role")),
    "role_without_tasks": (
        {"tasks": lambda rows: [row | {key: ["roles-2", "roles-3"] for key in RACI} for row in rows]},
        ("roles", "roles-1", "name"),
    ),
    "task_without_responsible": ({"tasks.0.responsible": None}, ("tasks", "tasks-1", "responsible")),
    "task_without_accountable": ({"tasks.0.accountable": None}, ("tasks", "tasks-1", "accountable")),
    "lead_unknown": ({"activities.0.lead": "Quirijn Oosterschelde"}, ("activities", "activities-1", "lead")),
    "patients_differ": ({"members.0.patients": 6}, ("insured", None, None)),
    "patients_without_date": ({"insured.0.reference_date": None}, ("insured", "insured-1", "reference_date")),
    "patients_without_source": ({"insured.0.source": None}, ("insured", "insured-1", "source")),
    "abbreviation_unexplained": ({"answers.mission": "De WSV werkt."}, ("mission", None, "mission")),
    "sentence_too_long": ({"answers.mission": LONG}, ("mission", None, "mission")),
    "appendix_included": (
        {
            "appendices": lambda rows: [
                {"id": row["id"], "name": row["name"], "state": "follows"} if row["id"] == "mandaten" else row
                for row in rows
            ]
        },
        ("appendices", "mandaten", "state"),
    ),
    "criterion_met": (
        {"criteria": _answered("privacy", answer="no")},
        ("criteria", "privacy", "answer"),
    ),
    "signature_present": (
        {f"signatures.{n}.date": None for n in range(3)},
        ("signatures", "signatures-1", "date"),
    ),
    "agb_code": ({"answers.agb_code": "123"}, ("contact", None, "agb_code")),
    "kvk": ({"answers.kvk": "123456789"}, ("legal_form", None, "kvk")),
    "min_rows": ({"risks": _without("risks-3")}, ("risks", None, None)),
    "contingency_at_most": (
        {"budget_lines.0.category": "contingency"},
        ("budget_lines", "budget-lines-1", "category"),
    ),
    "money_short": (
        {"cover_lines.0.amount": 1},
        ("cover_lines", None, None),
    ),
}
