"""How each set is set: which columns get how much width, and which are read as one line or as text.

Templates choose and name the columns; a column that this table does not know gets an ordinary width.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ORDINARY = 10
# Points: the column of text beside the margin, and the whole width of the page.
MAIN_WIDTH, WHOLE_WIDTH = 408.0, 482.0
CELL_PADDING = 9.0
# The average letter of Source Sans at 9 points.
LETTER = 4.3


@dataclass(frozen=True)
class Setting:
    """Weights of the columns; ``wide`` reaches over the margin, ``numbered`` puts the row's number first."""

    weights: Mapping[str, int] = field(default_factory=dict)
    wide: bool = False
    numbered: bool = False
    derived: Mapping[str, int] = field(default_factory=dict)


SETTINGS: Mapping[str, Setting] = MappingProxyType({
    "members": Setting({"name": 26, "discipline": 17, "location": 22, "professionals": 15, "patients": 13, "agb_code": 13}),
    "partners": Setting({"name": 22, "kind": 15, "role": 38, "contribution": 25}),
    "insured": Setting({"insurer": 27, "patients": 14, "reference_date": 18, "source": 24, "follows": 19}),
    "board": Setting({"name": 18, "role": 13, "portfolio": 27, "discipline": 14, "mandate_from": 18, "contact": 21}, wide=True),
    "figures": Setting({"name": 27, "value": 13, "comparison": 14, "compared_with": 14, "year": 7, "source": 19}, wide=True,
                       derived={"bars": 15}),
    "priorities": Setting({"name": 17, "signal": 26, "effect": 25, "goal": 30, "level": 11}, wide=True, numbered=True),
    "themes": Setting({"name": 30, "intro": 70}, numbered=True),
    "milestones": Setting({"name": 29, "activity": 22, "due": 15, "responsible": 17, "evidence": 24}, wide=True, numbered=True),
    "indicators": Setting({"name": 22, "priority": 15, "activity": 15, "kind": 11, "about": 12, "unit": 8, "source": 14, "baseline": 10,
                           "target": 10, "moment": 13, "measured_by": 13}, wide=True),
    "budget_lines": Setting({"description": 27, "activity": 9, "year": 6, "unit": 13, "quantity": 9, "rate": 12, "funder": 12},
                            wide=True, derived={"total": 14}),
    "cover_lines": Setting({"description": 22, "funder": 13, "year": 6, "patients": 9, "tariff": 9, "per": 9, "amount": 13, "status": 10},
                           wide=True, derived={"total": 14}),
    "risks": Setting({"name": 28, "chance": 11, "effect": 11, "measure": 32, "owner": 16}, wide=True, derived={"matrix": 7}),
    "results": Setting({"name": 23, "achieved": 13, "outcome": 36, "next_step": 28}, wide=True),
    "appendices": Setting({"name": 42, "state": 18, "note": 40}, numbered=True),
})


def setting_of(name: str) -> Setting:
    """Return how a set is set."""
    return SETTINGS.get(name, Setting())


def shares(weights: Sequence[int]) -> tuple[int, ...]:
    """Return weights as whole percents that sum to 100; the widest column takes what rounding left over."""
    whole = sum(weights)
    percents = [weight * 100 // whole for weight in weights]
    widest = max(range(len(percents)), key=lambda at: percents[at])
    percents[widest] += 100 - sum(percents)
    return tuple(percents)


def lines_in(text: str, percent: int, width: float) -> int:
    """Return about how many lines a text takes in a column of a table."""
    letters = max(3, int((width * percent / 100 - CELL_PADDING) / LETTER))
    return sum(max(1, -(-len(line) // letters)) for line in text.split("\n"))
