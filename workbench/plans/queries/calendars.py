"""Who has which calendar address, and what plans hold of time: a fixed number of queries for any number of plans."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from workbench.accounts.models import Person
from workbench.accounts.queries import signed_in
from workbench.accounts.rules import token_hash
from workbench.kit.storage import session
from workbench.plans.access import PlanPermission, can
from workbench.plans.content import SETS, PlanContent
from workbench.plans.models import TABLES, Answer, CalendarLink, Plan, PlanPart
from workbench.plans.queries.definitions import followed_by
from workbench.plans.queries.plans import plans_seen_by
from workbench.plans.rules.applicable import deciding_facts, scope_of, seen_content

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from workbench.definitions.schema import Definition

OF_TIME = ("themes", "activities", "milestones")
PERIOD = ("period_start", "period_end")


def calendar_link(person_id: uuid.UUID, plan_id: uuid.UUID | None) -> CalendarLink | None:
    """Return the address that a person has for a plan, or for all their plans when none is given."""
    wanted = select(CalendarLink).where(CalendarLink.person_id == person_id, CalendarLink.plan_id == plan_id)
    return session().scalar(wanted)


def plans_of_calendar(token: str) -> tuple[bool, list[Plan]] | None:
    """Return whether an address is for all plans, and the plans that its owner may see now; None for no address.

    Rights are those of this moment: who left a collaboration, or may not sign in any more, reads nothing.
    """
    link = session().get(CalendarLink, token_hash(token))
    if link is None:
        return None
    person = session().scalar(select(Person).options(joinedload(Person.memberships)).where(Person.id == link.person_id))
    if person is None or person.deactivated_at is not None:
        return None
    who = signed_in(person)
    if link.plan_id is None:
        return True, plans_seen_by(who, who.organisation_ids)
    plan = session().get(Plan, link.plan_id)
    return False, [plan] if plan and can(who, PlanPermission.VIEW, plan) else []


def planned_contents(plans: Sequence[Plan]) -> list[tuple[Plan, PlanContent, Definition]]:
    """Return of each plan what has to do with time, and its template; a plan whose template is gone is left out."""
    followed = {plan: definition for plan in plans if (definition := followed_by(plan))}
    found: dict[uuid.UUID, dict[str, Any]] = {plan.id: {} for plan in followed}
    decide = [one for definition in followed.values() for one in deciding_facts(definition)]
    for name in dict.fromkeys([*OF_TIME, *(one.rows for one in decide if one.rows)]):
        table = TABLES[name]
        wanted = select(table).where(table.plan_id.in_(found)).order_by(table.position, table.id)
        for row in session().scalars(wanted):
            found[row.plan_id].setdefault(name, []).append(SETS[name].model_validate(row))
    asked = {*PERIOD, *(one.question for one in decide if one.question)}
    for answer in session().scalars(select(Answer).where(Answer.plan_id.in_(found), Answer.question.in_(asked))):
        if answer.value is not None:
            found[answer.plan_id].setdefault("answers", {})[answer.question] = answer.value
    aside = select(PlanPart.plan_id, PlanPart.part).where(PlanPart.plan_id.in_(found), PlanPart.not_applicable)
    for plan_id, part in session().execute(aside):
        found[plan_id].setdefault("not_applicable", []).append(part)
    return [(plan, _content(plan, definition, found[plan.id]), definition) for plan, definition in followed.items()]


def _content(plan: Plan, definition: Definition, read: dict[str, Any]) -> PlanContent:
    """Return the content, without the rows of parts that do not apply or were left out."""
    content = PlanContent(definition=plan.definition_key, definition_version=plan.definition_version, **read)
    return seen_content(content, scope_of(content, definition))
