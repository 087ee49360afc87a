"""Adding, saving, removing, restoring and moving one row of a set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from workbench.kit.audit import record
from workbench.kit.storage import session
from workbench.kit.values.errors import Forbidden, NotFound
from workbench.kit.values.messages import Message
from workbench.plans.content import SETS
from workbench.plans.models import TABLES
from workbench.plans.operations.pieces import (
    PLAN_CHANGED,
    PieceConflict,
    base_of,
    merged,
    stored,
    theirs_of,
    touch,
    write_history,
)
from workbench.plans.queries.history import last_state_of, removed_row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.definitions.schema import Part
    from workbench.plans.access import Who
    from workbench.plans.models import Plan, PlanRow
    from workbench.plans.operations.pieces import Cell
    from workbench.plans.rules.reading import Reading


@dataclass(frozen=True)
class _Place:
    """Where a row belongs: its plan, part and set."""

    plan: Plan
    part: Part
    set: str

    def piece(self, row_id: str) -> str:
        return f"{self.set}/{row_id}"

    def get(self, row_id: str) -> PlanRow | None:
        return session().get(TABLES[self.set], (self.plan.id, row_id), with_for_update=True)


def add_row(plan: Plan, *, part: Part, row_id: str, readings: Mapping[str, Reading], who: Who) -> bool:
    """Add a row at the end, under an id that the form chose; return False when that row stands already.

    The id makes a form that is sent twice add one row. Raises ``Forbidden`` when the set is full.
    """
    place = _place(plan, part)
    if place.get(row_id) is not None or removed_row(plan.id, place.piece(row_id)) is not None:
        return False
    table = TABLES[place.set]
    count, last = (
        session().execute(select(func.count(), func.max(table.position)).where(table.plan_id == plan.id)).one()
    )
    if count >= part.max_rows:
        raise Forbidden(Message("This list is full: it holds at most %(most)s rows.", most=part.max_rows))
    row = table(plan_id=plan.id, id=row_id, position=(last or 0) + 1, version=1)
    session().add(row)
    _fill(row, part, _cells(readings, part))
    _changed(place, row, who, "added")
    return True


def save_row(plan: Plan, *, part: Part, row_id: str, readings: Mapping[str, Reading], version: int, who: Who) -> bool:
    """Store the cells of a row; return whether anything changed.

    Raises ``NotFound`` when the row was removed meanwhile, ``PieceConflict`` when both changed the same cell.
    """
    place = _place(plan, part)
    row = _existing(place, row_id)
    mine, there = _cells(readings, part), _cells_of(row, part)
    joined = mine
    if row.version != version:
        base = base_of(plan.id, place.piece(row_id), version)
        joined, clashing = merged(mine, there, None if base is None else _cells_of_history(base, part))
        if clashing:
            theirs = {key: there[key] for key in mine if key in clashing}
            raise PieceConflict(theirs_of(plan.id, place.piece(row_id), theirs, {row_id: row.version}))
    if all(there[key] == cell for key, cell in joined.items()):
        return False
    _fill(row, part, there | joined)
    row.version += 1
    _changed(place, row, who, "changed")
    return True


def remove_row(plan: Plan, *, part: Part, row_id: str, version: int, who: Who) -> None:
    """Remove a row; its content stays in the history, so that it can be restored.

    Raises ``NotFound`` when it is gone already, ``PieceConflict`` when somebody changed it after the page was opened.
    """
    place = _place(plan, part)
    row = _existing(place, row_id)
    if row.version != version:
        raise PieceConflict(theirs_of(plan.id, place.piece(row_id), _cells_of(row, part), {row_id: row.version}))
    session().delete(row)
    session().flush()
    write_history(plan, part=part.id, piece=place.piece(row_id), version=version + 1, content=None, who=who)
    _told(place, [place.piece(row_id)], who, "removed")


def restore_row(plan: Plan, *, part: Part, row_id: str, who: Who) -> bool:
    """Put a removed row back with its last content, at the end; return False when it was not removed.

    Raises ``NotFound`` when there never was such a row.
    """
    place = _place(plan, part)
    past, last = removed_row(plan.id, place.piece(row_id)), last_state_of(plan.id, place.piece(row_id))
    if past is None or past.content is None or last is None:
        raise NotFound
    if place.get(row_id) is not None:
        return False
    position = (
        session().scalar(select(func.max(TABLES[place.set].position)).where(TABLES[place.set].plan_id == plan.id)) or 0
    ) + 1
    row = TABLES[place.set](plan_id=plan.id, id=row_id, position=position, version=last.version + 1)
    session().add(row)
    _fill(row, part, _cells_of_history(past.content, part))
    _changed(place, row, who, "restored")
    return True


def move_row(plan: Plan, *, part: Part, row_id: str, up: bool, who: Who) -> bool:
    """Move a row one place; return False when it stands at that end already. Versions stay: no cell changes."""
    place = _place(plan, part)
    table = TABLES[place.set]
    rows = list(
        session().scalars(
            select(table).where(table.plan_id == plan.id).order_by(table.position, table.id).with_for_update()
        )
    )
    index = next((number for number, row in enumerate(rows) if row.id == row_id), None)
    if index is None:
        raise NotFound
    other = index - 1 if up else index + 1
    if not 0 <= other < len(rows):
        return False
    rows[index], rows[other] = rows[other], rows[index]
    for number, row in enumerate(rows, start=1):
        row.position = number
    _told(place, [place.piece(row_id)], who, "moved")
    return True


def _place(plan: Plan, part: Part) -> _Place:
    if part.set is None:
        raise NotFound
    return _Place(plan, part, part.set)


def _existing(place: _Place, row_id: str) -> PlanRow:
    row = place.get(row_id)
    if row is None:
        raise NotFound(Message("This row is no longer there. Somebody else removed it."))
    return row


def _changed(place: _Place, row: PlanRow, who: Who, change: str) -> None:
    session().flush()
    content = SETS[place.set].model_validate(row).model_dump(mode="json", exclude_defaults=True)
    write_history(
        place.plan, part=place.part.id, piece=place.piece(row.id), version=row.version, content=content, who=who
    )
    _told(place, [place.piece(row.id)], who, change)


def _told(place: _Place, pieces: list[str], who: Who, change: str) -> None:
    touch(place.plan, part=place.part.id, who=who)
    record(
        PLAN_CHANGED,
        organisation_id=place.plan.organisation_id,
        object_type="plan",
        object_id=str(place.plan.id),
        part=place.part.id,
        pieces=pieces,
        change=change,
    )


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
    return {column.id: (content.get(column.id, extra.get(column.id)), unread.get(column.id)) for column in part.columns}


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
