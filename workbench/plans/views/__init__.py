"""Pages of plans, by URL: one module for plans, one for pages of questions, one for sets of rows, one for tables."""

from __future__ import annotations

from workbench.plans.views import (
    aside,
    budget,
    from_word,
    left_over,
    lines,
    moving,
    neighbourhood,
    one_line,
    parts,
    pasting,
    plans,
    rates,
    readiness,
    refused,
    rows,
    shared,
    sharing,
    tables,
    templates,
    viewers,
)
from workbench.plans.views.blueprint import blueprint

__all__ = [
    "aside",
    "blueprint",
    "budget",
    "from_word",
    "left_over",
    "lines",
    "moving",
    "neighbourhood",
    "one_line",
    "parts",
    "pasting",
    "plans",
    "rates",
    "readiness",
    "refused",
    "rows",
    "shared",
    "sharing",
    "tables",
    "templates",
    "viewers",
]
