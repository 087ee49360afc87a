"""Lines of a table one at a time: a copy under its line, and a place back where a line stood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import update

from workbench.kit.storage import session
from workbench.kit.values.errors import NotFound
from workbench.plans.content import SETS
from workbench.plans.operations.pieces import SetFull, tell, write_history
from workbench.plans.operations.rows import held, put_new, restore_row, size
from workbench.plans.queries.history import known_pieces
from workbench.plans.rules.reading import Reading
from workbench.plans.rules.visible import cell_of

if TYPE_CHECKING:
    from workbench.definitions.schema import Part
    from workbench.plans.access import Who
    from workbench.plans.models import Plan, PlanRow
    from workbench.plans.operations.rows import Place


def copy_row(plan: Plan, *, part: Part, row_id: str, new_id: str, who: Who) -> bool:
    """Put a copy of a row under it, under an id that the page chose; return False when that row stands already.

    Raises ``NotFound`` when there is no such row (any more), ``SetFull`` when there is no room.
    """
    place = held(plan, part)
    if known_pieces(plan.id, [place.piece(new_id)]):
        return False
    found = _row(place, row_id)
    if size(place)[0] >= part.max_rows:
        raise SetFull(part.max_rows)
    position = _room_after(place, found)
    row = SETS[place.set].model_validate(found)
    readings = {
        column.id: Reading("", value=cell_of(row, column), unread=row.unread.get(column.id)) for column in part.columns
    }
    write_history(plan, [put_new(place, new_id, position, readings)], who)
    tell(plan, part=part.id, pieces=[place.piece(new_id)], change="copied", who=who)
    return True


def restore_in_place(plan: Plan, *, part: Part, row_id: str, after: str | None, who: Who) -> bool:
    """Put a removed row back under the row it stood under, at the end when that is gone; see ``restore_row``."""
    if not restore_row(plan, part=part, row_id=row_id, who=who):
        return False
    place = held(plan, part)
    above = place.get(after) if after else None
    if above is not None:
        position = _room_after(place, above)
        _row(place, row_id).position = position
    return True


def _row(place: Place, row_id: str) -> PlanRow:
    found = place.get(row_id)
    if found is None:
        raise NotFound
    return found


def _room_after(place: Place, row: PlanRow) -> int:
    """Move the rows below one place down, in one statement; return the place that is free now."""
    below = update(place.table).where(place.table.plan_id == place.plan.id, place.table.position > row.position)
    session().execute(below.values(position=place.table.position + 1), execution_options={"synchronize_session": False})
    return row.position + 1
