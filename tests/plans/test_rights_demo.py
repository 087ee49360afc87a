"""The people of the demo: every role is there, each finds something, and an older demo gets what is new."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from tests import make
from workbench.accounts.models import Membership, Person
from workbench.accounts.operations import ensure_person, give_membership
from workbench.accounts.queries import person_by_email
from workbench.accounts.queries.people import signed_in
from workbench.accounts.rules.demo import DEMO_ORGANISATIONS, DEMO_PASSWORD, DEMO_PEOPLE
from workbench.kit.storage import transaction
from workbench.organisations.operations import ensure_organisation
from workbench.organisations.rules import Kind, Role
from workbench.plans.commands.demo_people import bring_in_people, give_first_day
from workbench.plans.models import Assignment, Plan, Share

if TYPE_CHECKING:
    import uuid

pytestmark = pytest.mark.usefixtures("app")


def bring_in() -> dict[str, uuid.UUID]:
    """Bring in people and a plan of Merenwijk as the command does; returns the ids of organisations."""
    with transaction(write=True) as session:
        owners, new = bring_in_people()
        if session.scalar(select(Plan).where(Plan.slug == "merenwijk")) is None:
            activity = {"id": "act-jongeren", "name": "Inloopuur"}
            make.plan(owners["merenwijk"], make.content(activities=[activity]), slug="merenwijk")
        give_first_day(new, owners)
    return owners


def roles(email: str) -> set[tuple[str, str]]:
    """Return the roles that count now of somebody, each with the slug of its organisation."""
    with transaction(write=False):
        person = person_by_email(email)
        assert person is not None
        slugs = {one.organisation_id: one.organisation.slug for one in person.memberships}
        return {(role, slugs[found]) for found, role, _ in signed_in(person).memberships}


def first_day() -> tuple[int, int, bool]:
    """Return how many pieces are assigned and versions handed over, and whether partners read along."""
    with transaction(write=False) as session:
        plan = session.scalars(select(Plan).where(Plan.slug == "merenwijk")).one()
        counted = [len(session.scalars(select(table)).all()) for table in (Assignment, Share)]
        return counted[0], counted[1], plan.open_to_partners


def test_every_role_and_kind_of_organisation_is_there() -> None:
    bring_in()
    assert {hat.role for one in DEMO_PEOPLE for hat in one.hats} == set(Role)
    assert {one.kind for one in DEMO_ORGANISATIONS} == set(Kind)
    assert roles("adviseur@demo.example") == {(Role.ADVISER, slug) for slug in ("merenwijk", "zuidrand", "rijnduin")}
    assert roles("inkoper@demo.example") == {(Role.FUNDER_READER, "duinrand")}
    assert roles("beheer@demo.example") == set()
    assert first_day() == (1, 2, True)


def test_the_demo_again_changes_nothing_that_somebody_changed() -> None:
    bring_in()
    with transaction(write=True) as session:
        session.scalars(select(Plan)).one().open_to_partners = False
        for one in session.scalars(select(Assignment)):
            session.delete(one)
    bring_in()
    assert first_day() == (0, 2, False)


def test_an_older_demo_gets_the_new_people_and_the_purchaser_reads_no_plan_any_more() -> None:
    with transaction(write=True):
        owner = ensure_organisation(slug="merenwijk", name="Merenwijk", kind=Kind.COLLABORATION).id
        for email, role in (("inkoper@demo.example", Role.READER), ("adviseur@demo.example", Role.ADVISER)):
            person = ensure_person(email=email, name="Iemand van eerder", password=DEMO_PASSWORD)
            give_membership(person_id=person.id, organisation_id=owner, role=role)
    owners = bring_in()
    assert roles("inkoper@demo.example") == {(Role.FUNDER_READER, "duinrand")}
    with transaction(write=False) as session:
        adviser = select(Membership).join(Person).where(Person.email == "adviseur@demo.example")
        home = session.scalars(adviser.where(Membership.organisation_id == owner)).one()
        assert home.via_id == owners["rijnduin"]
    assert first_day() == (1, 2, True)
