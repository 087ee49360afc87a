"""People around a plan: who works on which row, who could, and who looked at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, distinct, func, literal, not_, or_, select, tuple_, union_all

from workbench.accounts.models import Membership, Person
from workbench.kit.storage import session
from workbench.kit.values.clock import now
from workbench.organisations.models import Organisation
from workbench.plans.access import SHARED, PlanPermission, roles_for
from workbench.plans.models import TABLES, Assignment, Share, Viewing

if TYPE_CHECKING:
    import uuid
    from collections.abc import Collection, Iterable
    from datetime import date

    from sqlalchemy import ColumnElement, Select

    from workbench.organisations.rules import Role
    from workbench.plans.models import Plan, PlanRow


@dataclass(frozen=True)
class Worker:
    """Somebody who works on a row, or could: ``assignment_id`` is None for who was not asked."""

    person_id: uuid.UUID
    name: str
    is_member: bool
    assignment_id: uuid.UUID | None = None
    due: date | None = None
    note: str | None = None


@dataclass(frozen=True)
class AssignedRow:
    """A row that somebody works on: its set, id and words, and by when."""

    plan_id: uuid.UUID
    set: str
    row_id: str
    label: str
    due: date | None
    note: str | None


@dataclass(frozen=True)
class Viewer:
    """Somebody who looked at a plan between two days: on how many, the first and the last, and whether files too.

    ``through`` is the organisation to which the plan was handed, empty for who looked at the plan itself.
    """

    name: str
    through: str
    roles: frozenset[str]
    days: int
    first: date
    last: date
    files: bool


def is_assigned(plan_id: uuid.UUID, piece: str, person_id: uuid.UUID) -> bool:
    """Say whether a row (``activities/<row id>``) was assigned to somebody."""
    wanted = select(Assignment.id).where(
        Assignment.plan_id == plan_id, Assignment.piece == piece, Assignment.person_id == person_id
    )
    return session().scalar(wanted) is not None


def workers_on(plan: Plan, piece: str) -> list[Worker]:
    """Return who works on a row and which members could, by name, in one query."""
    mine = and_(Assignment.person_id == Person.id, Assignment.plan_id == plan.id, Assignment.piece == piece)
    is_member = _may_work_in(plan.organisation_id)
    wanted = (
        select(Person.id, Person.name, is_member, Assignment.id, Assignment.due, Assignment.note)
        .outerjoin(Assignment, mine)
        .where(or_(Assignment.id.is_not(None), is_member))
        .order_by(Person.name, Person.id)
    )
    return [Worker(*found) for found in session().execute(wanted)]


def may_be_asked(plan: Plan, person_id: uuid.UUID) -> bool:
    """Say whether somebody has a role in the plan's collaboration in which they can work on a row."""
    wanted = select(Person.id).where(Person.id == person_id, _may_work_in(plan.organisation_id))
    return session().scalar(wanted) is not None


def partners_of(organisation_id: uuid.UUID) -> list[tuple[uuid.UUID, str]]:
    """Return who reads the plans of a collaboration that are opened to partners, and nothing else, by name."""
    readers = roles_for(PlanPermission.READ) - roles_for(PlanPermission.VIEW)
    return _members(organisation_id, readers, but_not=roles_for(PlanPermission.VIEW))


def readers_of(organisation_id: uuid.UUID) -> list[uuid.UUID]:
    """Return who reads what was handed to an organisation."""
    return [person_id for person_id, _name in _members(organisation_id, frozenset(SHARED))]


def assigned_to(person_id: uuid.UUID, plan_ids: Collection[uuid.UUID]) -> list[AssignedRow]:
    """Return the rows that somebody works on in these plans, what is due first first; in at most two queries."""
    wanted = select(Assignment).where(Assignment.person_id == person_id, Assignment.plan_id.in_(list(plan_ids)))
    found = list(session().scalars(wanted)) if plan_ids else []
    labels = _labels(found)
    rows = [
        AssignedRow(one.plan_id, *_place(one), labels[one.plan_id, one.piece], one.due, one.note)
        for one in found
        if (one.plan_id, one.piece) in labels  # or the row was removed meanwhile
    ]
    return sorted(rows, key=lambda one: (one.due is None, one.due, one.label))


def viewers(plan: Plan, since: date, until: date) -> list[Viewer]:
    """Return who looked at a plan between two days, both included; who looked last first."""
    files = func.max(func.coalesce(func.nullif(Viewing.how, "pages"), ""))
    wanted = (
        select(
            Viewing.person_id,
            Person.name,
            Viewing.share,
            func.count(distinct(Viewing.day)),
            func.min(Viewing.day),
            func.max(Viewing.day),
            files,
        )
        .join(Person, Person.id == Viewing.person_id)
        .where(Viewing.plan_id == plan.id, Viewing.day.between(since, until))
        .group_by(Viewing.person_id, Person.name, Viewing.share)
        .order_by(func.max(Viewing.day).desc(), Person.name, Viewing.share)
    )
    seen = list(session().execute(wanted))
    through, roles = _receivers(plan.id), _roles_of(plan.organisation_id, {one[0] for one in seen})
    return [
        Viewer(name, through.get(share, ""), roles.get(who, frozenset()), days, first, last, file != "")
        for who, name, share, days, first, last, file in seen
    ]


def _may_work_in(organisation_id: uuid.UUID) -> ColumnElement[bool]:
    return _has_role(organisation_id, roles_for(PlanPermission.EDIT_ASSIGNED))


def _has_role(organisation_id: uuid.UUID, roles: Collection[Role]) -> ColumnElement[bool]:
    """Return the condition that a person has one of these roles in an organisation now."""
    return (
        select(Membership.id)
        .where(
            Membership.person_id == Person.id,
            Membership.organisation_id == organisation_id,
            Membership.role.in_(sorted(roles)),
            or_(Membership.until.is_(None), Membership.until > now()),
            Person.deactivated_at.is_(None),
        )
        .exists()
    )


def _members(
    organisation_id: uuid.UUID, roles: Collection[Role], *, but_not: Collection[Role] = ()
) -> list[tuple[uuid.UUID, str]]:
    wanted = select(Person.id, Person.name).where(_has_role(organisation_id, roles))
    if but_not:
        wanted = wanted.where(not_(_has_role(organisation_id, but_not)))
    return [(person_id, name) for person_id, name in session().execute(wanted.order_by(Person.name, Person.id))]


def _place(assignment: Assignment) -> tuple[str, str]:
    name, _slash, row_id = assignment.piece.partition("/")
    return name, row_id


def _labels(assignments: Iterable[Assignment]) -> dict[tuple[uuid.UUID, str], str]:
    """Return the words by which people know rows, by plan and piece, of those that stand; in one query for all."""
    wanted: dict[str, list[tuple[uuid.UUID, str]]] = {}
    for one in assignments:
        name, row_id = _place(one)
        wanted.setdefault(name, []).append((one.plan_id, row_id))
    parts = [_labelled(name, TABLES[name], keys) for name, keys in sorted(wanted.items()) if name in TABLES]
    if not parts:
        return {}
    every = union_all(*parts).subquery()
    return {(plan_id, f"{name}/{key}"): told or "" for name, plan_id, key, told in session().execute(select(every))}


def _labelled(name: str, table: type[PlanRow], keys: list[tuple[uuid.UUID, str]]) -> Select[Any]:
    told = next((getattr(table, one) for one in ("name", "description", "insurer") if hasattr(table, one)), table.id)
    return select(literal(name).label("name"), table.plan_id, table.id, told.label("told")).where(
        tuple_(table.plan_id, table.id).in_(keys)
    )


def _receivers(plan_id: uuid.UUID) -> dict[str, str]:
    wanted = (
        select(Share.id, Organisation.name)
        .join(Organisation, Organisation.id == Share.organisation_id)
        .where(Share.plan_id == plan_id)
    )
    return {str(share): name for share, name in session().execute(wanted)}


def _roles_of(organisation_id: uuid.UUID, people: set[uuid.UUID]) -> dict[uuid.UUID, frozenset[str]]:
    wanted = select(Membership.person_id, Membership.role).where(
        Membership.organisation_id == organisation_id, Membership.person_id.in_(people)
    )
    found: dict[uuid.UUID, set[str]] = {}
    for person, role in session().execute(wanted) if people else ():
        found.setdefault(person, set()).add(role)
    return {person: frozenset(roles) for person, roles in found.items()}
