"""Reads of plans, in a fixed number of queries whatever the size of the plan."""

from __future__ import annotations

from workbench.plans.queries.content import PieceNow, RowNow, answer_rows, plan_content, row_now, rows_now
from workbench.plans.queries.definitions import TemplateGoneError, definition_of, definitions, followed_by, library
from workbench.plans.queries.history import changed_by_others, last_state_of
from workbench.plans.queries.lists import TableNow, listed_rows, money_content, table_now
from workbench.plans.queries.plans import (
    all_plans,
    free_slug,
    part_traces,
    parts_set_aside,
    plan_by_name,
    plan_for,
    plans_seen_by,
    slug_taken,
)
from workbench.plans.queries.rates import rate_for, rates_of
from workbench.plans.queries.references import options_in, reference_options
from workbench.plans.queries.rendered import last_rendered
from workbench.plans.queries.standing import keep_standing, standing_of, standings_of

__all__ = [
    "PieceNow",
    "RowNow",
    "TableNow",
    "TemplateGoneError",
    "all_plans",
    "answer_rows",
    "changed_by_others",
    "definition_of",
    "definitions",
    "followed_by",
    "free_slug",
    "keep_standing",
    "last_rendered",
    "last_state_of",
    "library",
    "listed_rows",
    "money_content",
    "options_in",
    "part_traces",
    "parts_set_aside",
    "plan_by_name",
    "plan_content",
    "plan_for",
    "plans_seen_by",
    "rate_for",
    "rates_of",
    "reference_options",
    "row_now",
    "rows_now",
    "slug_taken",
    "standing_of",
    "standings_of",
    "table_now",
]
