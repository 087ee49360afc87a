"""Reading who is what in an organisation."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from workbench.accounts.models import Membership, Person
from workbench.kit.storage import session
from workbench.kit.values.clock import now
from workbench.organisations.models import Organisation
from workbench.organisations.rules import Role

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement


@dataclass(frozen=True)
class Hat:
    """One role of a member: ``via`` names the support organisation that sent them, ``counts`` whether it still does."""

    role: Role
    function: str | None
    via: str
    via_id: uuid.UUID | None
    since: datetime | None
    until: datetime | None
    version: int
    counts: bool


@dataclass(frozen=True)
class Member:
    """Somebody who is or was something in an organisation."""

    id: uuid.UUID
    name: str
    email: str
    hats: tuple[Hat, ...]

    @property
    def counts(self) -> bool:
        """Whether they are anything there now."""
        return any(hat.counts for hat in self.hats)


@dataclass(frozen=True)
class Place:
    """An organisation of which somebody is a member, and what they are there; ``via_id`` when they were sent there."""

    organisation: Organisation
    roles: tuple[tuple[str, str | None], ...]
    via_id: uuid.UUID | None


def counting(moment: datetime, one: type[Membership] = Membership) -> ColumnElement[bool]:
    """Return the condition that a role counts: not ended, and for who was sent, still an adviser of who sent them."""
    home = aliased(Membership)
    support = aliased(Organisation)
    sent = (
        select(home.id)
        .join(support, support.id == home.organisation_id)
        .where(
            home.person_id == one.person_id,
            home.organisation_id == one.via_id,
            home.role == Role.ADVISER.value,
            or_(home.until.is_(None), home.until > moment),
            support.closed_at.is_(None),
        )
        .exists()
    )
    return or_(one.until.is_(None), one.until > moment) & or_(one.via_id.is_(None), sent)


def members_of(organisation_id: uuid.UUID) -> list[Member]:
    """Return everybody who is or was something in an organisation, by name; in one query."""
    return _members(Membership.organisation_id == organisation_id)


def member_of(organisation_id: uuid.UUID, person_id: uuid.UUID) -> Member | None:
    """Return what one person is or was in an organisation, or nothing for a stranger."""
    here = (Membership.organisation_id == organisation_id) & (Membership.person_id == person_id)
    return next(iter(_members(here)), None)


def sent_by(support_id: uuid.UUID) -> Mapping[uuid.UUID, list[Member]]:
    """Return whom a support organisation sent, by collaboration."""
    rows = _rows(Membership.via_id == support_id)
    found: dict[uuid.UUID, list[Member]] = {}
    for membership, person, via, counts in rows:
        if counts:
            member = Member(person.id, person.name, person.email, (_hat(membership, via, counts=True),))
            found.setdefault(membership.organisation_id, []).append(member)
    return found


def advisers_of(support_id: uuid.UUID) -> list[Member]:
    """Return the advisers of a support organisation by name, as far as they count now."""
    here = (Membership.organisation_id == support_id) & (Membership.role == Role.ADVISER.value)
    return [one for one in _members(here) if one.counts]


def places_of(person_id: uuid.UUID) -> list[Place]:
    """Return the organisations of which a person is a member now, by name."""
    wanted = (
        select(Membership, Organisation)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(Membership.person_id == person_id, Organisation.closed_at.is_(None), counting(now()))
        .order_by(Organisation.name, Organisation.id, Membership.role)
    )
    found = [(membership, organisation) for membership, organisation in session().execute(wanted)]
    places = []
    for _id, group in groupby(found, key=lambda row: row[1].id):
        held = list(group)
        direct = any(membership.via_id is None for membership, _ in held)
        roles = tuple((membership.role, membership.function) for membership, _ in held)
        places.append(Place(held[0][1], roles, None if direct else held[0][0].via_id))
    return places


def administrators() -> Mapping[uuid.UUID, int]:
    """Return by organisation how many administrators count now; one without any stands not there."""
    wanted = (
        select(Membership.organisation_id, func.count())
        .join(Person, Person.id == Membership.person_id)
        .where(
            Membership.role == Role.ADMINISTRATOR.value,
            or_(Membership.until.is_(None), Membership.until > now()),
            Person.deactivated_at.is_(None),
        )
        .group_by(Membership.organisation_id)
    )
    return {organisation_id: count for organisation_id, count in session().execute(wanted)}  # noqa: C416 - rows become pairs


def counting_administrators(organisation_id: uuid.UUID) -> set[uuid.UUID]:
    """Return who administers an organisation now, and can sign in."""
    return _administrators(organisation_id, or_(Membership.until.is_(None), Membership.until > now()))


def lasting_administrators(organisation_id: uuid.UUID) -> set[uuid.UUID]:
    """Return who administers an organisation without an end date, and can sign in."""
    return _administrators(organisation_id, Membership.until.is_(None))


def _administrators(organisation_id: uuid.UUID, until: ColumnElement[bool]) -> set[uuid.UUID]:
    wanted = (
        select(Membership.person_id)
        .join(Person, Person.id == Membership.person_id)
        .where(
            Membership.organisation_id == organisation_id,
            Membership.role == Role.ADMINISTRATOR.value,
            until,
            Person.deactivated_at.is_(None),
        )
    )
    return set(session().scalars(wanted))


def _members(here: ColumnElement[bool]) -> list[Member]:
    rows = _rows(here)
    return [
        Member(
            person.id, person.name, person.email, tuple(_hat(one, via, counts=counts) for one, _, via, counts in group)
        )
        for person, group in ((key, list(held)) for key, held in groupby(rows, key=lambda row: row[1]))
    ]


def _rows(here: ColumnElement[bool]) -> Sequence[tuple[Membership, Person, str | None, bool]]:
    support = aliased(Organisation)
    wanted = (
        select(Membership, Person, support.name, counting(now()).label("counts"))
        .join(Person, Person.id == Membership.person_id)
        .outerjoin(support, support.id == Membership.via_id)
        .where(here, Person.erased_at.is_(None))
        .order_by(func.lower(Person.name), Person.id)
    )
    order = {role.value: place for place, role in enumerate(Role)}
    rows: Iterable[tuple[Membership, Person, str | None, bool]] = session().execute(wanted)
    return sorted(rows, key=lambda row: (row[1].name.lower(), row[1].id, order[row[0].role]))


def _hat(one: Membership, via: str | None, *, counts: bool) -> Hat:
    return Hat(Role(one.role), one.function, via or "", one.via_id, one.since, one.until, one.version, bool(counts))
