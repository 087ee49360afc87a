"""Asking somebody to work on one row of a plan, and letting them go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from workbench.kit.audit import Event, record
from workbench.kit.storage import session
from workbench.kit.values.clock import now
from workbench.kit.values.errors import NotFound, Refused
from workbench.kit.values.messages import Message
from workbench.plans.models import Assignment
from workbench.plans.operations.pieces import hold
from workbench.plans.queries.content import row_now
from workbench.plans.queries.people import may_be_asked

if TYPE_CHECKING:
    import uuid
    from datetime import date

    from workbench.definitions.schema import Part
    from workbench.plans.access import Somebody
    from workbench.plans.models import Plan

PIECE_ASSIGNED = Event(
    "plan.piece_assigned", keys=("piece", "person", "due"), words=Message("asked somebody to work on a piece")
)
PIECE_LET_GO = Event(
    "plan.piece_let_go", keys=("piece", "person"), words=Message("ended the work of somebody on a piece")
)
NOBODY = Message("Choose somebody of your collaboration who may work on the plan.")


@dataclass(frozen=True)
class Request:
    """Who is asked, until when, and with what words."""

    person_id: uuid.UUID
    due: date | None = None
    note: str | None = None


def assign_row(plan: Plan, *, part: Part, row_id: str, request: Request, who: Somebody) -> bool:
    """Ask somebody to work on a row; who was asked before gets the new date and note. Return whether they are new.

    Raises ``NotFound`` when the row is gone, ``Refused`` for somebody who has no role in which they can work on it.
    """
    hold(plan)
    if part.set is None or row_now(plan.id, part.set, row_id) is None:
        raise NotFound(Message("This row is no longer there. Somebody else removed it."))
    if not may_be_asked(plan, request.person_id):
        raise Refused(NOBODY)
    piece = f"{part.set}/{row_id}"
    found = session().scalar(
        select(Assignment).where(
            Assignment.plan_id == plan.id, Assignment.piece == piece, Assignment.person_id == request.person_id
        )
    )
    if found is not None and (found.due, found.note) == (request.due, request.note):
        return False  # the form was sent twice
    made = found or Assignment(plan_id=plan.id, piece=piece, person_id=request.person_id)
    made.due, made.note, made.assigned_by, made.assigned_at = request.due, request.note, who.id, now()
    session().add(made)
    session().flush()
    _tell(PIECE_ASSIGNED, plan, made, due=request.due.isoformat() if request.due else None)
    return found is None


def let_go(plan: Plan, *, assignment_id: uuid.UUID) -> bool:
    """Let somebody work on a row no longer; return whether they did."""
    hold(plan)
    found = session().get(Assignment, assignment_id)
    if found is None or found.plan_id != plan.id:
        return False
    session().delete(found)
    session().flush()
    _tell(PIECE_LET_GO, plan, found)
    return True


def _tell(event: Event, plan: Plan, found: Assignment, **details: str | None) -> None:
    record(
        event,
        organisation_id=plan.organisation_id,
        object_type="plan",
        object_id=str(plan.id),
        piece=found.piece,
        person=str(found.person_id),
        **details,
    )
