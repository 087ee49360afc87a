"""Saving the answers of one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from workbench.kit.storage import session
from workbench.plans.models import Answer
from workbench.plans.operations.pieces import (
    Line,
    PieceConflict,
    Theirs,
    base_of,
    from_json,
    hold,
    merged,
    stored,
    tell,
    theirs_of,
    write_history,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.definitions.schema import Part
    from workbench.plans.access import Who
    from workbench.plans.models import Plan
    from workbench.plans.operations.pieces import Cell
    from workbench.plans.rules.reading import Reading

TITLE = "title"  # the answer by which lists and pages call the plan


def save_answers(
    plan: Plan, *, part: Part, readings: Mapping[str, Reading], versions: Mapping[str, int], who: Who
) -> list[str]:
    """Store what was typed on one page; return the questions that changed.

    ``versions`` are those the form began with. A question that only somebody else changed keeps their answer.
    Raises ``PieceConflict`` when both changed the same question; then nothing is stored.
    """
    hold(plan)
    questions = {question.id: question for question in part.questions}
    mine: dict[str, Cell] = {
        key: (stored(reading.value, questions[key]), reading.unread) for key, reading in readings.items()
    }
    rows = _rows(plan, list(mine))
    joined, clashing = _joined(plan, mine, rows, versions)
    if clashing:
        raise PieceConflict(_theirs(plan, rows, sorted(clashing, key=list(mine).index), joined))
    changed = [key for key, cell in joined.items() if cell != _cell(rows.get(key))]
    write_history(plan, [_stored(plan, part, rows.get(key), key, joined[key]) for key in changed], who)
    if changed:
        tell(plan, part=part.id, pieces=changed, change="answered", who=who)
    return changed


def _rows(plan: Plan, questions: list[str]) -> dict[str, Answer]:
    wanted = select(Answer).where(Answer.plan_id == plan.id, Answer.question.in_(questions))
    return {answer.question: answer for answer in session().scalars(wanted)}


def _cell(row: Answer | None) -> Cell:
    return (from_json(row.value), row.unread) if row else (None, None)


def _joined(
    plan: Plan,
    mine: Mapping[str, Cell],
    rows: Mapping[str, Answer],
    versions: Mapping[str, int],
) -> tuple[dict[str, Cell], set[str]]:
    joined: dict[str, Cell] = {}
    clashing: set[str] = set()
    for key, cell in mine.items():
        row, began = rows.get(key), versions.get(key, 0)
        if row is None or row.version == began:
            joined[key] = cell
            continue
        past = base_of(plan.id, key, began)
        base = None if past is None else {key: (from_json(past.get("value")), past.get("unread"))}
        one, clash = merged({key: cell}, {key: _cell(row)}, base)
        joined |= one
        clashing |= clash
    return joined, clashing


def _stored(plan: Plan, part: Part, row: Answer | None, key: str, cell: Cell) -> Line:
    if row is None:
        row = Answer(plan_id=plan.id, question=key, version=0)
        session().add(row)
    row.value, row.unread = cell
    row.version += 1
    if key == TITLE:
        plan.title = str(cell[0] or plan.slug)
    return Line(part.id, key, row.version, {"value": cell[0], "unread": cell[1]})


def _theirs(plan: Plan, rows: Mapping[str, Answer], clashing: list[str], settled: Mapping[str, Cell]) -> Theirs:
    cells = {key: _cell(rows[key]) for key in clashing}
    versions = {key: row.version for key, row in rows.items()}
    return theirs_of(plan.id, clashing[0], cells, versions, settled)
