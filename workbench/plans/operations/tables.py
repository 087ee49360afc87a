"""Saving many rows at once: the editable table, and rows pasted from a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import select

from workbench.kit.storage import session
from workbench.plans.operations.pieces import PieceConflict, SetFull, tell, write_history
from workbench.plans.operations.rows import held, put, put_new
from workbench.plans.queries.history import known_pieces

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.definitions.schema import Part
    from workbench.plans.access import Who
    from workbench.plans.models import Plan, PlanRow
    from workbench.plans.operations.pieces import Line, Theirs
    from workbench.plans.operations.rows import Place
    from workbench.plans.rules.reading import Reading

FIRST = 1  # the version of a row that was just added


@dataclass(frozen=True)
class RowInput:
    """One row as it was sent: its id, the version the page began with (None for a new row), and its cells."""

    row_id: str
    version: int | None
    readings: Mapping[str, Reading]


@dataclass
class TableOutcome:
    """What came of a table: rows stored, rows that clash with somebody else's change, rows removed meanwhile.

    ``full`` are new rows for which there was no room.
    """

    stored: list[str] = field(default_factory=list)
    clashing: dict[str, Theirs] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    full: list[str] = field(default_factory=list)


def save_table(plan: Plan, *, part: Part, rows: Sequence[RowInput], who: Who) -> TableOutcome:
    """Store every row that can be stored; a row that clashes is left as it is and reported."""
    place = held(plan, part)
    there = _rows(place)
    outcome = TableOutcome()
    # A new row that stands already was sent again, by who went back and corrected it: it is changed, not added twice.
    old = [row for row in rows if row.version is not None or row.row_id in there]
    new = [row for row in rows if row.version is None and row.row_id not in there]
    lines = [_saved(place, there.get(row.row_id), row, outcome) for row in old]
    lines += _added(place, new, there, outcome)
    outcome.gone += [row.row_id for row in new if row.row_id not in {*outcome.stored, *outcome.full}]
    _told(place, [line for line in lines if line], outcome, "table_saved", who)
    return outcome


def add_rows(plan: Plan, *, part: Part, rows: Sequence[RowInput], who: Who) -> int:
    """Add rows at the end, all or none; return how many were new. Sending them twice adds them once.

    Raises ``SetFull`` when there is no room for all of them.
    """
    place = held(plan, part)
    there = _rows(place)
    outcome = TableOutcome()
    if len(_fresh(place, rows)) + len(there) > part.max_rows:
        raise SetFull(part.max_rows)
    lines = _added(place, rows, there, outcome)
    _told(place, lines, outcome, "rows_added", who)
    return len(outcome.stored)


def _rows(place: Place) -> dict[str, PlanRow]:
    wanted = select(place.table).where(place.table.plan_id == place.plan.id)
    return {row.id: row for row in session().scalars(wanted)}


def _fresh(place: Place, rows: Sequence[RowInput]) -> list[RowInput]:
    known = known_pieces(place.plan.id, [place.piece(row.row_id) for row in rows]) if rows else set()
    return [row for row in rows if place.piece(row.row_id) not in known]


def _added(place: Place, rows: Sequence[RowInput], there: Mapping[str, PlanRow], outcome: TableOutcome) -> list[Line]:
    fresh = _fresh(place, rows)
    room = max(0, place.part.max_rows - len(there))
    last = max((row.position for row in there.values()), default=0)
    outcome.stored += [row.row_id for row in fresh[:room]]
    outcome.full += [row.row_id for row in fresh[room:]]
    return [
        put_new(place, row.row_id, position, row.readings) for position, row in enumerate(fresh[:room], start=last + 1)
    ]


def _saved(place: Place, there: PlanRow | None, row: RowInput, outcome: TableOutcome) -> Line | None:
    if there is None:
        outcome.gone.append(row.row_id)
        return None
    try:
        line = put(place, there, row.readings, FIRST if row.version is None else row.version)
    except PieceConflict as conflict:
        outcome.clashing[row.row_id] = conflict.theirs
        return None
    if line is not None:
        outcome.stored.append(row.row_id)
    return line


def _told(place: Place, lines: Sequence[Line], outcome: TableOutcome, change: str, who: Who) -> None:
    if outcome.stored:
        write_history(place.plan, lines, who)
        pieces = [place.piece(row_id) for row_id in outcome.stored]
        tell(place.plan, part=place.part.id, pieces=pieces, change=change, who=who)
