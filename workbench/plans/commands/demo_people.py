"""The people of the demo: who they are where, and what they see on their first day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from workbench.accounts.operations import ensure_person, give_membership
from workbench.accounts.queries import membership, person_by_email
from workbench.accounts.rules.demo import DEMO_ORGANISATIONS, DEMO_PASSWORD, DEMO_PEOPLE, DEMO_WAS
from workbench.kit.values.clock import now, today
from workbench.organisations.operations import ensure_link, ensure_organisation
from workbench.plans import queries
from workbench.plans.operations.assignments import Request, assign_row
from workbench.plans.operations.shares import hand_over, open_to_partners

if TYPE_CHECKING:
    import uuid

    from workbench.accounts.rules.demo import DemoHat
    from workbench.plans.access import Somebody
    from workbench.plans.models import Plan

PLAN, MANAGER = "merenwijk", "manager@demo.example"
WORKER, PARTNER = "werkgroep@demo.example", "partner@demo.example"
READERS = {"regio@demo.example": "regio-rijnduin", "inkoper@demo.example": "duinrand"}
PIECES = (("act-wijkspreekuur", 21, "Werk de kolom over de uitvoering bij."), ("act-jongeren", 35, None))


def bring_in_people() -> tuple[dict[str, uuid.UUID], frozenset[str]]:
    """Bring in organisations and people; return the ids of organisations by slug, and whose role is new by address."""
    owners = {
        one.slug: ensure_organisation(slug=one.slug, name=one.name, kind=one.kind, funder_kind=one.funder_kind).id
        for one in DEMO_ORGANISATIONS
    }
    for one in DEMO_ORGANISATIONS:
        for collaboration in one.beside:
            ensure_link(collaboration_id=owners[collaboration], other_id=owners[one.slug])
    new = set()
    for person in DEMO_PEOPLE:
        made = ensure_person(
            email=person.email, name=person.name, password=DEMO_PASSWORD, is_operator=person.is_operator
        )
        given = [_give(made.id, hat, owners) for hat in person.hats]
        new |= {person.email} if any(given) else set()
    for email, role, slug in DEMO_WAS:
        before = person_by_email(email)
        held = membership(before.id, owners[slug], role) if before else None
        if before is not None and held is not None and held.until is None:
            give_membership(person_id=before.id, organisation_id=owners[slug], role=role, until=now())
    return owners, frozenset(new)


def give_first_day(new: frozenset[str], owners: dict[str, uuid.UUID]) -> None:
    """Give those whose role is new something to find: a piece to work on, a plan that was opened, a version to read."""
    plan, manager = queries.plan_by_name(PLAN), person_by_email(MANAGER)
    if plan is None or manager is None or plan.organisation_id != owners["merenwijk"]:
        return
    if WORKER in new:
        _assign(plan, manager)
    if PARTNER in new:
        open_to_partners(plan, is_open=True)
    definition, content = queries.followed_by(plan), queries.plan_content(plan)
    for email, slug in READERS.items():
        if email in new and definition is not None:
            hand_over(
                plan,
                share_id=uuid4(),
                organisation_id=owners[slug],
                definition=definition,
                seen=content.sha256,
                who=manager,
            )


def _assign(plan: Plan, manager: Somebody) -> None:
    definition, worker = queries.followed_by(plan), person_by_email(WORKER)
    part = definition.set_parts.get("activities") if definition else None
    for row_id, days, note in PIECES:
        if part is not None and worker is not None and queries.row_now(plan.id, "activities", row_id):
            asked = Request(worker.id, today() + timedelta(days=days), note)
            assign_row(plan, part=part, row_id=row_id, request=asked, who=manager)


def _give(person_id: uuid.UUID, hat: DemoHat, owners: dict[str, uuid.UUID]) -> bool:
    """Give somebody a role, unless they have it; return whether it is new. One who had it is told who sent them."""
    held, via = membership(person_id, owners[hat.organisation], hat.role), owners[hat.via] if hat.via else None
    if held is None or held.via_id != via:
        give_membership(
            person_id=person_id,
            organisation_id=owners[hat.organisation],
            role=hat.role,
            function=hat.function,
            via_id=via,
        )
    return held is None
