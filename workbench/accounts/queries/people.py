"""Reading people and their memberships."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from workbench.accounts.models import Membership, Person
from workbench.accounts.rules import normal_email
from workbench.kit.storage import session
from workbench.kit.values.clock import now
from workbench.kit.values.errors import Refused
from workbench.organisations.models import Organisation
from workbench.organisations.rules import Role

if TYPE_CHECKING:
    import uuid
    from collections.abc import Collection
    from datetime import datetime


@dataclass(frozen=True)
class SignedIn:
    """The person who acts, as the gate knows them; read in one query and free of the database afterwards."""

    id: uuid.UUID
    name: str
    email: str
    is_operator: bool
    memberships: tuple[tuple[uuid.UUID, str, str], ...]
    has_factor: bool = False
    session_handle: uuid.UUID | None = None
    must_be_touched: bool = False
    session_ends: datetime | None = None
    session_ends_at_last: datetime | None = None
    names: tuple[tuple[uuid.UUID, str], ...] = ()

    @property
    def organisation_ids(self) -> frozenset[uuid.UUID]:
        """The organisations of which the person is a member."""
        return frozenset(organisation_id for organisation_id, _, _ in self.memberships)

    @property
    def is_administrator(self) -> bool:
        """Whether the person administers an organisation, or the installation."""
        return self.is_operator or any(role == Role.ADMINISTRATOR for _, role, _ in self.memberships)

    def roles_in(self, organisation_id: uuid.UUID) -> frozenset[str]:
        """Return the person's roles there; empty for a stranger."""
        return frozenset(role for found, role, _ in self.memberships if found == organisation_id)

    def hats_in(self, organisation_id: uuid.UUID) -> tuple[tuple[str, str], ...]:
        """Return the person's roles there, each with the function it goes with or an empty text."""
        return tuple((role, function) for found, role, function in self.memberships if found == organisation_id)

    def organisation_name(self, organisation_id: uuid.UUID) -> str:
        """Return the name of an organisation of which the person is a member, empty for another."""
        return dict(self.names).get(organisation_id, "")


def person_by_email(typed: str) -> Person | None:
    """Return the person with this address, or nothing; also for what is no address."""
    try:
        email = normal_email(typed)
    except Refused:
        return None
    return session().scalar(select(Person).where(Person.email == email))


def membership(person_id: uuid.UUID, organisation_id: uuid.UUID, role: Role) -> Membership | None:
    """Return that a person has this role in an organisation, or nothing."""
    return session().scalar(
        select(Membership).where(
            Membership.person_id == person_id,
            Membership.organisation_id == organisation_id,
            Membership.role == role.value,
        )
    )


def person_by_id(person_id: uuid.UUID) -> Person:
    """Return a person who is known to exist."""
    return session().get_one(Person, person_id)


def names_of(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Return the names of these people; of somebody who is not there any more there is none."""
    if not ids:
        return {}
    rows = session().execute(select(Person.id, Person.name).where(Person.id.in_(ids)))
    return {row.id: row.name for row in rows}


def organisation_names(person_id: uuid.UUID) -> list[str]:
    """Return the names of the organisations in which a person has a role, in their order."""
    names = select(Organisation.name).join(Membership, Membership.organisation_id == Organisation.id)
    return list(
        session().scalars(names.where(Membership.person_id == person_id).distinct().order_by(Organisation.name))
    )


def signed_in(person: Person) -> SignedIn:
    """Return a person as an actor, with the roles that count now: ended ones and closed organisations give nothing."""
    moment = now()
    standing = [
        one
        for one in person.memberships
        if (one.until is None or one.until > moment) and one.organisation.closed_at is None
    ]
    # Who was sent is somewhere only for as long as they are an adviser of who sent them.
    home = {one.organisation_id for one in standing if one.role == Role.ADVISER and one.via_id is None}
    counting = [one for one in standing if one.via_id is None or one.via_id in home]
    return SignedIn(
        id=person.id,
        name=person.name,
        email=person.email,
        is_operator=person.is_operator,
        memberships=tuple(sorted((one.organisation_id, one.role, one.function or "") for one in counting)),
        has_factor=person.totp_secret is not None,
        names=tuple({(one.organisation_id, one.organisation.name) for one in counting}),
    )
