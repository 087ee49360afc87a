"""Last year's text in this year's template: pieces of a Word file, a place for each, and the content that follows.

Pure. Nothing of a file is lost: what gets no place is set aside with its origin.
"""

from __future__ import annotations

from workbench.plans.rules.from_word.filling import Choice, Filled, Upload, filled
from workbench.plans.rules.from_word.pieces import MOST_PIECES, Piece, pieces_of
from workbench.plans.rules.from_word.places import ASIDE, Place, places_of, proposed
from workbench.plans.rules.from_word.tables import Columns, columns_for
from workbench.plans.rules.from_word.years import by_year

__all__ = [
    "ASIDE",
    "MOST_PIECES",
    "Choice",
    "Columns",
    "Filled",
    "Piece",
    "Place",
    "Upload",
    "by_year",
    "columns_for",
    "filled",
    "pieces_of",
    "places_of",
    "proposed",
]
