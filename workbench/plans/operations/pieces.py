"""What every change of a piece has in common: history, the plan's revision, who worked where, and conflicts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import update

from workbench.kit.audit import Event
from workbench.kit.storage import session
from workbench.kit.values.clock import now
from workbench.kit.values.errors import Conflict
from workbench.kit.values.messages import Message
from workbench.plans.models import Change, Plan, PlanPart
from workbench.plans.queries.history import change_of, last_state_of

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping
    from datetime import datetime

    from workbench.definitions.kinds import Stored, Value
    from workbench.definitions.schema import Question
    from workbench.plans.access import Somebody

PLAN_CHANGED = Event("plan.changed", keys=("part", "pieces", "change"))

Cell = tuple["Stored | None", "str | None"]


@dataclass(frozen=True)
class Theirs:
    """What somebody else saved meanwhile: per question its JSON value and unread text, and the version to build on."""

    cells: Mapping[str, Cell]
    versions: Mapping[str, int]
    name: str
    at: datetime | None


class PieceConflict(Conflict):
    """A save on an old version, of a piece that somebody else changed in another way; nothing was stored."""

    def __init__(self, theirs: Theirs) -> None:
        super().__init__(Message("Somebody else changed this while you were typing."))
        self.theirs = theirs


def merged(
    mine: Mapping[str, Cell], now_there: Mapping[str, Cell], base: Mapping[str, Cell] | None
) -> tuple[dict[str, Cell], set[str]]:
    """Join two people's changes of one piece: return the cells to store, and the names both changed differently.

    ``base`` is the piece as I saw it when I began; without it every difference counts as changed by both.
    """
    joined: dict[str, Cell] = {}
    clashing: set[str] = set()
    for name, my_cell in mine.items():
        there = now_there.get(name, (None, None))
        began = base.get(name, (None, None)) if base is not None else None
        if my_cell == there or (base is not None and my_cell == began):
            joined[name] = there
        elif base is not None and there == began:
            joined[name] = my_cell
        else:
            clashing.add(name)
    return joined, clashing


def stored(value: Value | None, question: Question) -> Stored | None:
    """Return the JSON form of a value, nothing for none."""
    return None if value is None else question.answer_kind.stored(value)


def write_history(
    plan: Plan,
    *,
    part: str,
    piece: str,
    version: int,
    content: dict[str, Any] | None,
    who: Somebody | None,
    at: datetime | None = None,
) -> None:
    """Add one line to the history of a piece."""
    session().add(
        Change(
            plan_id=plan.id,
            part=part,
            piece=piece,
            version=version,
            content=content,
            person_id=who.id if who else None,
            at=at or now(),
        )
    )


def touch(plan: Plan, *, part: str, who: Somebody | None) -> None:
    """Give the plan a new revision and note who worked on the part."""
    moment = now()
    # Counted by the database: two people who save different pieces at once both count.
    session().execute(update(Plan).where(Plan.id == plan.id).values(revision=Plan.revision + 1, changed_at=moment))
    trace = session().get(PlanPart, (plan.id, part)) or PlanPart(plan_id=plan.id, part=part)
    trace.last_person_id, trace.last_at = (who.id if who else None), moment
    session().add(trace)
    session().flush()


def base_of(plan_id: uuid.UUID, piece: str, version: int) -> dict[str, Any] | None:
    """Return the content of a piece at the version that a form began with; version 0 was empty."""
    if version == 0:
        return {}
    past = change_of(plan_id, piece, version)
    return past.content if past else None


def theirs_of(plan_id: uuid.UUID, piece: str, cells: Mapping[str, Cell], versions: Mapping[str, int]) -> Theirs:
    """Return what stands in a piece now, with who put it there."""
    last = last_state_of(plan_id, piece)
    return Theirs(cells, versions, last.name if last else "", last.at if last else None)
