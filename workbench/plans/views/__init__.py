"""Pages of plans, by URL: one module for plans, one for pages of questions, one for sets of rows, one for tables."""

from __future__ import annotations

from workbench.plans.views import (
    budget,
    lines,
    neighbourhood,
    parts,
    pasting,
    plans,
    readiness,
    rows,
    tables,
    templates,
)
from workbench.plans.views.blueprint import blueprint

__all__ = [
    "blueprint",
    "budget",
    "lines",
    "neighbourhood",
    "parts",
    "pasting",
    "plans",
    "readiness",
    "rows",
    "tables",
    "templates",
]
