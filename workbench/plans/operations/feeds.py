"""Giving a person the address of a calendar, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete

from workbench.accounts.rules import new_token, token_hash
from workbench.kit.audit import Event, record
from workbench.kit.storage import session
from workbench.kit.values.clock import now
from workbench.kit.values.messages import Message
from workbench.plans.models import CalendarLink

if TYPE_CHECKING:
    import uuid

    from workbench.plans.access import Somebody
    from workbench.plans.models import Plan

CALENDAR_LINK_MADE = Event("calendar.link_made", keys=("plans",), words=Message("made a calendar address"))
CALENDAR_LINK_REVOKED = Event("calendar.link_revoked", keys=("plans",), words=Message("ended a calendar address"))


def make_calendar_link(*, who: Somebody, plan: Plan | None) -> str:
    """Return the token of a new address, for one plan or for all; the one before stops working.

    Only its hash is stored, so the address can be shown this once.
    """
    _drop(who, plan)
    token = new_token()
    session().add(
        CalendarLink(id=token_hash(token), person_id=who.id, plan_id=plan.id if plan else None, made_at=now())
    )
    session().flush()
    _tell(CALENDAR_LINK_MADE, who, plan)
    return token


def revoke_calendar_link(*, who: Somebody, plan: Plan | None) -> bool:
    """Let the person's address for a plan, or for all, work no longer; return whether there was one."""
    dropped = _drop(who, plan)
    if dropped:
        _tell(CALENDAR_LINK_REVOKED, who, plan)
    return dropped


def _drop(who: Somebody, plan: Plan | None) -> bool:
    plan_id: uuid.UUID | None = plan.id if plan else None
    wanted = delete(CalendarLink).where(CalendarLink.person_id == who.id, CalendarLink.plan_id == plan_id)
    return bool(session().scalars(wanted.returning(CalendarLink.id)).all())


def _tell(event: Event, who: Somebody, plan: Plan | None) -> None:
    record(
        event,
        organisation_id=plan.organisation_id if plan else None,
        object_type="plan" if plan else "person",
        object_id=str(plan.id if plan else who.id),
        plans="one" if plan else "all",
    )
