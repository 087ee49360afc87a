"""Inviting people in tests, and reading what they were mailed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import select

from workbench.accounts.models import Membership
from workbench.accounts.operations.invitations import Offered, invite
from workbench.accounts.queries import person_by_email
from workbench.accounts.queries.members import members_of
from workbench.kit.mail import OutgoingMail
from workbench.kit.storage import session, transaction

if TYPE_CHECKING:
    import uuid

    from tests.people import Someone
    from workbench.organisations.rules import Role

LINK = re.compile(r"/uitnodiging/[\w-]+")


def letters(email: str) -> list[str]:
    """Return what an address was mailed, the oldest first."""
    with transaction(write=False):
        wanted = select(OutgoingMail.body).where(OutgoingMail.recipient == email)
        return [body or "" for body in session().scalars(wanted.order_by(OutgoingMail.made_at, OutgoingMail.id))]


def link_to(email: str) -> str:
    """Return the path in the last invitation that an address was mailed."""
    found: list[str] = LINK.findall(letters(email)[-1])
    return found[-1]


def invited(
    ids: dict[str, uuid.UUID], email: str, role: Role, *, by: Someone, organisation: str = "", **offered: object
) -> str:
    """Invite an address and return the path that was mailed there."""
    with transaction(write=True):
        invite(
            organisation_id=ids[organisation or by.organisation],
            email=email,
            offered=Offered(role, **offered),  # type: ignore[arg-type]  # what a test offers besides
            by=ids[by.email],
        )
    return link_to(email)


def roles_of(email: str) -> set[tuple[uuid.UUID, str]]:
    """Return what somebody is, and where."""
    with transaction(write=False):
        person = person_by_email(email)
        if person is None:
            return set()
        wanted = select(Membership.organisation_id, Membership.role).where(Membership.person_id == person.id)
        return {(organisation_id, role) for organisation_id, role in session().execute(wanted)}


def counting_roles(organisation_id: uuid.UUID, name: str) -> list[str]:
    """Return what somebody (a name) is now in an organisation."""
    with transaction(write=False):
        found = [one for one in members_of(organisation_id) if one.name == name]
        return [hat.role.value for one in found for hat in one.hats if hat.counts]
