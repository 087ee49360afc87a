"""Reading back the pieces of last year's plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.kit.storage import session
from workbench.plans.models import WordUpload
from workbench.plans.rules.from_word.pieces import Piece, Sort

if TYPE_CHECKING:
    from datetime import datetime

    from workbench.plans.access import Somebody
    from workbench.plans.models import Plan


@dataclass(frozen=True)
class KeptPieces:
    """The pieces of a file that one person brought for one plan, and the place that was proposed for each."""

    key: str
    origin: str
    at: datetime
    pieces: tuple[Piece, ...]
    proposed: dict[int, str]


def kept_pieces(plan: Plan, who: Somebody) -> KeptPieces | None:
    """Return what this person brought for this plan and did not give a place yet."""
    found = session().get(WordUpload, (plan.id, who.id))
    if found is None:
        return None
    pieces = tuple(_piece(one) for one in found.pieces)
    proposed = {piece.number: str(one["place"]) for piece, one in zip(pieces, found.pieces, strict=True)}
    return KeptPieces(found.key, found.origin, found.at, pieces, proposed)


def _piece(stored: dict[str, Any]) -> Piece:
    return Piece(
        number=stored["number"],
        sort=Sort(stored["sort"]),
        headings=tuple(stored["headings"]),
        above=tuple(stored["above"]),
        text=stored["text"],
        rows=tuple(tuple(row) for row in stored["rows"]),
    )
