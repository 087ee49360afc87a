"""What stands in the way of erasing a person, and who has been without a role for long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from workbench.accounts.models import Membership, Person
from workbench.kit.storage import session
from workbench.kit.values.clock import now
from workbench.organisations.models import Organisation
from workbench.organisations.rules import Role

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence
    from datetime import datetime


def organisations_left_alone(person_id: uuid.UUID) -> list[str]:
    """Return the names of organisations with other people of which this person is the last administrator."""
    others, moment = aliased(Membership), now()
    counts = (others.organisation_id == Membership.organisation_id) & (others.person_id != person_id)
    standing = others.until.is_(None) | (others.until > moment)
    other_people = select(func.count()).select_from(others).where(counts, standing).scalar_subquery()
    other_heads = (
        select(func.count())
        .select_from(others)
        .where(counts, standing, others.role == Role.ADMINISTRATOR.value)
        .scalar_subquery()
    )
    wanted = (
        select(Organisation.name)
        .join(Membership, Membership.organisation_id == Organisation.id)
        .where(
            Membership.person_id == person_id,
            Membership.role == Role.ADMINISTRATOR.value,
            Organisation.closed_at.is_(None),
            other_people > 0,
            other_heads == 0,
        )
        .order_by(Organisation.name)
    )
    return list(session().scalars(wanted))


def people_without_role(*, before: datetime) -> Sequence[Person]:
    """Return who has no role, is no operator, and did not sign in since a moment; oldest first."""
    last = func.coalesce(Person.signed_in_at, Person.created_at)
    held = select(Membership.id).where(Membership.person_id == Person.id).exists()
    wanted = select(Person).where(last < before, ~held, Person.is_operator.is_(False), Person.erased_at.is_(None))
    return session().scalars(wanted.order_by(last, Person.id)).all()
