"""What every change of a piece has in common: history, the plan's revision, who worked where, and conflicts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, update

from workbench.kit.audit import Event, record
from workbench.kit.storage import db, session
from workbench.kit.values.clock import now
from workbench.kit.values.errors import Conflict, Forbidden, Refused
from workbench.kit.values.messages import Message
from workbench.plans.models import Change, Plan, PlanPart
from workbench.plans.queries.history import change_of, last_state_of

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from workbench.definitions.kinds import Stored, Value
    from workbench.definitions.schema import Question
    from workbench.plans.access import Somebody

PLAN_CHANGED = Event(
    "plan.changed", keys=("part", "pieces", "change", "personal_data"), words=Message("changed a plan")
)

Cell = tuple["Stored | None", "str | None"]


@dataclass(frozen=True)
class Theirs:
    """What somebody else saved meanwhile: per question its JSON value and unread text, and the version to build on.

    ``settled`` are the other questions as they would be joined: theirs where only they changed it, mine where I did.
    A page that goes on from the new version must show these, or my old text would overwrite theirs.
    """

    cells: Mapping[str, Cell]
    versions: Mapping[str, int]
    settled: Mapping[str, Cell]
    name: str
    at: datetime | None


class SetFull(Refused):
    """A set holds as many rows as it may; nothing was stored."""

    def __init__(self, most: int) -> None:
        super().__init__(Message("This list is full: it holds at most %(most)s rows.", most=most))


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


def from_json(value: Any) -> Any:  # noqa: ANN401 - any stored value
    """Return a stored value as ``stored`` gives it: JSON makes a list of several keys, which equals no tuple."""
    return tuple(value) if isinstance(value, list) else value


@dataclass(frozen=True)
class Line:
    """One line of history: a piece as it stands after a change; ``content`` is None when it was removed."""

    part: str
    piece: str
    version: int
    content: dict[str, Any] | None


def write_history(plan: Plan, lines: Sequence[Line], who: Somebody | None) -> None:
    """Add lines to the history, in one statement however many there are."""
    shared = {"plan_id": plan.id, "person_id": who.id if who else None, "at": now()}
    rows = [
        {"part": line.part, "piece": line.piece, "version": line.version, "content": line.content, **shared}
        for line in lines
    ]
    if rows:
        session().execute(insert(Change), rows)


def hold(plan: Plan, *, to_change: bool = True) -> None:
    """Keep others from writing this plan until the transaction ends.

    Raises ``Forbidden`` when it is to be changed and was locked meanwhile.
    SQLite has one writer at a time already. Without this, PostgreSQL would let two people add the same answer at once.
    """
    if not db.is_sqlite:
        session().refresh(plan, with_for_update=True)
    if to_change and plan.locked:
        raise Forbidden


def tell(plan: Plan, *, part: str, pieces: list[str], change: str, who: Somebody | None) -> None:
    """Give the plan a new revision, note who worked on the part, and record the one event of this change."""
    moment = now()
    # Counted by the database: two people who save different pieces at once both count.
    session().execute(update(Plan).where(Plan.id == plan.id).values(revision=Plan.revision + 1, changed_at=moment))
    trace = session().get(PlanPart, (plan.id, part)) or PlanPart(plan_id=plan.id, part=part)
    trace.last_person_id, trace.last_at = (who.id if who else None), moment
    session().add(trace)
    session().flush()
    record(
        PLAN_CHANGED,
        organisation_id=plan.organisation_id,
        object_type="plan",
        object_id=str(plan.id),
        part=part,
        pieces=pieces,
        change=change,
    )


def base_of(plan_id: uuid.UUID, piece: str, version: int) -> dict[str, Any] | None:
    """Return the content of a piece at the version that a form began with; version 0 was empty."""
    if version == 0:
        return {}
    past = change_of(plan_id, piece, version)
    return past.content if past else None


def theirs_of(
    plan_id: uuid.UUID,
    piece: str,
    cells: Mapping[str, Cell],
    versions: Mapping[str, int],
    settled: Mapping[str, Cell] | None = None,
) -> Theirs:
    """Return what stands in a piece now, with who put it there."""
    last = last_state_of(plan_id, piece)
    return Theirs(cells, versions, settled or {}, last.name if last else "", last.at if last else None)
