"""Colours of what is drawn of a plan, on screen and on paper: apart for colour-blind readers and in grey print."""

from __future__ import annotations

INK = "#1b2b34"
SOFT = "#47555d"
RULE = "#d8d5cc"
LEAD = "#0b5563"
COMPARED = "#a9a496"
WHITE = "#ffffff"
ATTENTION = "#85400a"
BLOCKING = "#9c2329"
THEMES = ("#2f575a", "#c38542", "#3d3163", "#6f5db0", "#1292a1", "#87501b", "#8b7354", "#5a4029")


def theme_place(number: str) -> int:
    """Return the place of a theme's colour, 1 to 8; 0 for activities without a theme."""
    return (int(number) - 1) % len(THEMES) + 1 if number.isdigit() and number != "0" else 0


def theme_colour(number: str) -> str:
    """Return the colour of a theme by its number."""
    place = theme_place(number)
    return THEMES[place - 1] if place else SOFT
