"""Adding, saving, removing, restoring and moving one row of a set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, update

from workbench.kit.storage import session
from workbench.kit.values.errors import NotFound
from workbench.kit.values.messages import Message
from workbench.plans.content import SETS
from workbench.plans.models import TABLES
from workbench.plans.operations.pieces import (
    Line,
    PieceConflict,
    SetFull,
    base_of,
    from_json,
    hold,
    merged,
    stored,
    tell,
    theirs_of,
    write_history,
)
from workbench.plans.queries.history import known_pieces, removed_row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.definitions.schema import Part
    from workbench.plans.access import Who
    from workbench.plans.models import Plan, PlanRow
    from workbench.plans.operations.pieces import Cell
    from workbench.plans.rules.reading import Reading


@dataclass(frozen=True)
class Place:
    """Where a row belongs: its plan, part and set."""

    plan: Plan
    part: Part
    set: str

    @property
    def table(self) -> type[PlanRow]:
        """The table of the set."""
        return TABLES[self.set]

    def piece(self, row_id: str) -> str:
        """Return the name of a row in the history."""
        return f"{self.set}/{row_id}"

    def get(self, row_id: str) -> PlanRow | None:
        """Return the row when it is there."""
        return session().get(self.table, (self.plan.id, row_id))


def add_row(plan: Plan, *, part: Part, row_id: str, readings: Mapping[str, Reading], who: Who) -> bool:
    """Add a row at the end, under an id that the form chose; return False when that row stands already.

    The id makes a form that is sent twice add one row. Raises ``SetFull`` when there is no room.
    """
    place = held(plan, part)
    if known_pieces(plan.id, [place.piece(row_id)]):
        return False
    count, last = size(place)
    if count >= part.max_rows:
        raise SetFull(part.max_rows)
    write_history(plan, [put_new(place, row_id, last + 1, readings)], who)
    tell(plan, part=part.id, pieces=[place.piece(row_id)], change="added", who=who)
    return True


def save_row(plan: Plan, *, part: Part, row_id: str, readings: Mapping[str, Reading], version: int, who: Who) -> bool:
    """Store the cells of a row; return whether anything changed.

    Raises ``NotFound`` when the row was removed meanwhile, ``PieceConflict`` when both changed the same cell.
    """
    place = held(plan, part)
    line = put(place, _existing(place, row_id), readings, version)
    if line is None:
        return False
    write_history(plan, [line], who)
    tell(plan, part=part.id, pieces=[line.piece], change="changed", who=who)
    return True


def remove_row(plan: Plan, *, part: Part, row_id: str, version: int, who: Who) -> None:
    """Remove a row; its content stays in the history, so that it can be restored.

    Raises ``NotFound`` when it is gone already, ``PieceConflict`` when somebody changed it after the page was opened.
    """
    place = held(plan, part)
    row = _existing(place, row_id)
    if row.version != version:
        raise PieceConflict(theirs_of(plan.id, place.piece(row_id), _cells_of(row, part), {row_id: row.version}))
    session().delete(row)
    session().flush()
    write_history(plan, [Line(part.id, place.piece(row_id), version + 1, None)], who)
    tell(plan, part=part.id, pieces=[place.piece(row_id)], change="removed", who=who)


def restore_row(plan: Plan, *, part: Part, row_id: str, who: Who, after: str | None = None) -> bool:
    """Put a removed row back with its last content, under the row ``after`` or at the end; False when it stands.

    Raises ``NotFound`` when there never was such a row, ``SetFull`` when there is no room for it.
    """
    place = held(plan, part)
    past, last = removed_row(plan.id, place.piece(row_id))
    if past is None or past.content is None or last is None:
        raise NotFound
    rows = in_order(place)
    if row_id in rows:
        return False
    if len(rows) >= part.max_rows:
        raise SetFull(part.max_rows)
    row = place.table(plan_id=plan.id, id=row_id, position=room_for(place, rows, after), version=last.version + 1)
    session().add(row)
    _fill(row, part, _cells_of_history(past.content, part))
    write_history(plan, [_line(place, row)], who)
    tell(plan, part=part.id, pieces=[place.piece(row_id)], change="restored", who=who)
    return True


def move_row(plan: Plan, *, part: Part, row_id: str, up: bool, who: Who) -> bool:
    """Move a row one place; return False when it stands at that end already. Versions stay: no cell changes."""
    place = held(plan, part)
    rows = list(in_order(place).values())
    index = next((number for number, row in enumerate(rows) if row.id == row_id), None)
    if index is None:
        raise NotFound
    other = index - 1 if up else index + 1
    if not 0 <= other < len(rows):
        return False
    rows[index], rows[other] = rows[other], rows[index]
    for number, row in enumerate(rows, start=1):
        row.position = number
    tell(plan, part=part.id, pieces=[place.piece(row_id)], change="moved", who=who)
    return True


def held(plan: Plan, part: Part) -> Place:
    """Return the place of a set, kept from others until the transaction ends; ``NotFound`` for a page of questions."""
    if part.set is None:
        raise NotFound
    hold(plan)
    return Place(plan, part, part.set)


def size(place: Place) -> tuple[int, int]:
    """Return how many rows a set has, and its last position."""
    counted = select(func.count(), func.max(place.table.position)).where(place.table.plan_id == place.plan.id)
    count, last = session().execute(counted).one()
    return count, last or 0


def in_order(place: Place) -> dict[str, PlanRow]:
    """Return the rows of a set by id, in order."""
    table = place.table
    wanted = select(table).where(table.plan_id == place.plan.id).order_by(table.position, table.id)
    return {row.id: row for row in session().scalars(wanted)}


def room_for(place: Place, rows: Mapping[str, PlanRow], after: str | None) -> int:
    """Return the position under a row, with all below it moved down in one statement; at the end without such a row."""
    above = rows.get(after or "")
    if above is None:
        return max((row.position for row in rows.values()), default=0) + 1
    below = update(place.table).where(place.table.plan_id == place.plan.id, place.table.position > above.position)
    session().execute(below.values(position=place.table.position + 1), execution_options={"synchronize_session": False})
    return above.position + 1


def put_new(place: Place, row_id: str, position: int, readings: Mapping[str, Reading]) -> Line:
    """Store a new row; return its line of history."""
    row = place.table(plan_id=place.plan.id, id=row_id, position=position, version=1)
    session().add(row)
    _fill(row, place.part, _cells(readings, place.part))
    return _line(place, row)


def put(place: Place, row: PlanRow, readings: Mapping[str, Reading], version: int) -> Line | None:
    """Join what was typed with a row and store it; return its line of history, or nothing when nothing changed.

    Raises ``PieceConflict`` when somebody else changed the same cell.
    """
    mine, there = _cells(readings, place.part), _cells_of(row, place.part)
    joined = mine
    if row.version != version:
        base = base_of(place.plan.id, place.piece(row.id), version)
        joined, clashing = merged(mine, there, None if base is None else _cells_of_history(base, place.part))
        if clashing:
            theirs = {key: there[key] for key in mine if key in clashing}
            raise PieceConflict(
                theirs_of(place.plan.id, place.piece(row.id), theirs, {row.id: row.version}, there | joined)
            )
    if all(there[key] == cell for key, cell in joined.items()):
        return None
    _fill(row, place.part, there | joined)
    row.version += 1
    return _line(place, row)


def _existing(place: Place, row_id: str) -> PlanRow:
    row = place.get(row_id)
    if row is None:
        raise NotFound(Message("This row is no longer there. Somebody else removed it."))
    return row


def _line(place: Place, row: PlanRow) -> Line:
    content = SETS[place.set].model_validate(row).model_dump(mode="json", exclude_defaults=True)
    return Line(place.part.id, place.piece(row.id), row.version, content)


def _cells(readings: Mapping[str, Reading], part: Part) -> dict[str, Cell]:
    return {
        column.id: (stored(readings[column.id].value, column), readings[column.id].unread)
        for column in part.columns
        if column.id in readings
    }


def _cells_of(row: PlanRow, part: Part) -> dict[str, Cell]:
    kind = SETS[part.set or ""].model_validate(row)
    return _cells_of_history(kind.model_dump(mode="json", exclude_defaults=True), part)


def _cells_of_history(content: Mapping[str, Any], part: Part) -> dict[str, Cell]:
    """Return the cells of a row's JSON form; decimals are text there, as ``Kind.stored`` gives them."""
    unread, extra = content.get("unread") or {}, content.get("extra") or {}
    return {
        column.id: (from_json(content.get(column.id, extra.get(column.id))), unread.get(column.id))
        for column in part.columns
    }


def _fill(row: PlanRow, part: Part, cells: Mapping[str, Cell]) -> None:
    unread, extra = dict(row.unread or {}), dict(row.extra or {})
    for column in part.columns:
        if column.id not in cells:
            continue
        value, typed = cells[column.id]
        unread.pop(column.id, None)
        if typed is not None:
            unread[column.id] = typed
        if column.id in SETS[part.set or ""].model_fields:
            setattr(row, column.id, None if value is None else column.answer_kind.loaded(value))
        elif value is None:
            extra.pop(column.id, None)
        else:
            extra[column.id] = value
    row.unread, row.extra = unread or None, extra or None
