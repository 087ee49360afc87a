"""A copy of a row, under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.kit.values.errors import NotFound
from workbench.plans.content import SETS
from workbench.plans.operations.pieces import SetFull, tell, write_history
from workbench.plans.operations.rows import held, in_order, put_new, room_for
from workbench.plans.queries.history import known_pieces
from workbench.plans.rules.reading import Reading
from workbench.plans.rules.visible import cell_of

if TYPE_CHECKING:
    from workbench.definitions.schema import Part
    from workbench.plans.access import Who
    from workbench.plans.models import Plan


def copy_row(plan: Plan, *, part: Part, row_id: str, new_id: str, who: Who) -> bool:
    """Put a copy of a row under it, under an id that the page chose; return False when that row stands already.

    Raises ``NotFound`` when there is no such row (any more), ``SetFull`` when there is no room.
    """
    place = held(plan, part)
    if known_pieces(plan.id, [place.piece(new_id)]):
        return False
    rows = in_order(place)
    if row_id not in rows:
        raise NotFound
    if len(rows) >= part.max_rows:
        raise SetFull(part.max_rows)
    row = SETS[place.set].model_validate(rows[row_id])
    readings = {
        column.id: Reading("", value=cell_of(row, column), unread=row.unread.get(column.id)) for column in part.columns
    }
    write_history(plan, [put_new(place, new_id, room_for(place, rows, row_id), readings)], who)
    tell(plan, part=part.id, pieces=[place.piece(new_id)], change="copied", who=who)
    return True
