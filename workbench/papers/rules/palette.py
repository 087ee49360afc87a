"""Colours of the papers: those in which a plan is drawn on screen too."""

from __future__ import annotations

from workbench.plans.rules.colours import (
    COMPARED,
    INK,
    LEAD,
    RULE,
    SOFT,
    THEMES,
    WHITE,
    theme_colour,
    theme_place,
)

__all__ = ["COMPARED", "INK", "LEAD", "RULE", "SOFT", "THEMES", "WHITE", "theme_colour", "theme_place"]
