"""Finding plans; the loader of one plan is also the check of who may see it."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from workbench.accounts.models import Person
from workbench.kit.storage import session
from workbench.kit.values.errors import Forbidden, NotFound
from workbench.plans.access import PlanPermission, allowed, can
from workbench.plans.models import Plan, PlanPart
from workbench.plans.queries.people import is_assigned

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from workbench.plans.access import Who

_UUID = re.compile("[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}", re.IGNORECASE)


@dataclass(frozen=True)
class Trace:
    """Who worked last on a part, and when."""

    name: str
    at: datetime


def plan_for(plan_id: uuid.UUID, *, who: Who, permission: PlanPermission) -> Plan:
    """Return the plan when the person may do this with it.

    Raises ``NotFound`` for a plan that the person may not even read, and for what its writers keep to themselves;
    ``Forbidden`` when the plan may only be read.
    """
    plan = session().get(Plan, plan_id)
    if plan is None or not can(who, PlanPermission.READ, plan):
        raise NotFound
    if not can(who, permission, plan):
        raise NotFound if permission is PlanPermission.VIEW_WORK else Forbidden
    return plan


def plan_in_hand(plan_id: uuid.UUID) -> Plan | None:
    """Return a plan that the running request has loaded already, without asking who wants it."""
    return session().get(Plan, plan_id)


def may_write_row(plan: Plan, piece: str, *, who: Who) -> bool:
    """Say whether the person may change one row (``activities/<row id>``): asks only where it must be assigned."""
    if can(who, PlanPermission.EDIT_ASSIGNED, plan):
        return True
    return can(who, PlanPermission.EDIT_ASSIGNED, plan, assigned=True) and is_assigned(plan.id, piece, who.id)


def plans_of(organisation_ids: Iterable[uuid.UUID]) -> list[Plan]:
    """Return the plans of these organisations, the one worked on last first."""
    wanted = (
        select(Plan).where(Plan.organisation_id.in_(list(organisation_ids))).order_by(Plan.changed_at.desc(), Plan.slug)
    )
    return list(session().scalars(wanted))


def plans_seen_by(who: Who, organisation_ids: Iterable[uuid.UUID]) -> list[Plan]:
    """Return the plans that the person may read in these organisations."""
    listed = plans_of(one for one in organisation_ids if allowed(who, PlanPermission.LIST, one))
    return [plan for plan in listed if can(who, PlanPermission.READ, plan)]


def all_plans() -> list[Plan]:
    """Return all plans of the installation by slug, for the command line."""
    return list(session().scalars(select(Plan).order_by(Plan.slug)))


def plan_by_name(name: str) -> Plan | None:
    """Return the plan with this slug or id, for the command line."""
    found = session().scalar(select(Plan).where(Plan.slug == name))
    if found is None and _UUID.fullmatch(name):
        found = session().get(Plan, uuid.UUID(name))
    return found


def slug_taken(slug: str) -> bool:
    """Say whether a plan has this slug."""
    return session().scalar(select(Plan.id).where(Plan.slug == slug)) is not None


def free_slug(wanted: str) -> str:
    """Return the slug, with a number behind it when it is taken."""
    taken = set(session().scalars(select(Plan.slug).where(Plan.slug.startswith(wanted, autoescape=True))))
    candidates = [wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3))]
    return next(slug for slug in candidates if slug not in taken)


def parts_set_aside(plan_id: uuid.UUID) -> frozenset[str]:
    """Return the parts that were marked as not applicable."""
    wanted = select(PlanPart.part).where(PlanPart.plan_id == plan_id, PlanPart.not_applicable)
    return frozenset(session().scalars(wanted))


def part_traces(plan_id: uuid.UUID) -> dict[str, Trace]:
    """Return who worked last on each part."""
    wanted = (
        select(PlanPart.part, Person.name, PlanPart.last_at)
        .join(Person, Person.id == PlanPart.last_person_id)
        .where(PlanPart.plan_id == plan_id, PlanPart.last_at.is_not(None))
        .order_by(PlanPart.part)
    )
    return {part: Trace(name, at) for part, name, at in session().execute(wanted) if at is not None}
