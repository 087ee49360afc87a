"""Moving a plan to another template, or another version of its own: what that touches, and the content after it.

Pure. What is kept, changed by a decision and set aside are together all that was answered.
"""

from __future__ import annotations

from workbench.plans.rules.moving.changes import ASIDE, KEEP, Change, Sort, Way, changes_between, default_decisions
from workbench.plans.rules.moving.move import Move, move, moved

__all__ = [
    "ASIDE",
    "KEEP",
    "Change",
    "Move",
    "Sort",
    "Way",
    "changes_between",
    "default_decisions",
    "move",
    "moved",
]
