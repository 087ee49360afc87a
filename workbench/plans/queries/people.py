"""People around a plan: who works on which row, who could, and who looked at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, distinct, func, literal, or_, select, tuple_, union_all

from workbench.accounts.models import Membership, Person
from workbench.kit.storage import session
from workbench.kit.values.clock import now
from workbench.organisations.models import Organisation
from workbench.plans.access import PlanPermission, roles_for
from workbench.plans.models import TABLES, Assignment, Share, Viewing

if TYPE_CHECKING:
    import uuid
    from collections.abc import Collection, Iterable
    from datetime import date

    from sqlalchemy import ColumnElement, Select

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


def assigned_to(person_id: uuid.UUID, plan_ids: Collection[uuid.UUID]) -> list[AssignedRow]:
    """Return the rows that somebody works on in these plans, what is due first first; in at most two queries."""
    wanted = select(Assignment).where(Assignment.person_id == person_id, Assignment.plan_id.in_(list(plan_ids)))
    found = [(one, *one.piece.split("/", 1)) for one in session().scalars(wanted)] if plan_ids else []
    labels = _labels((name, one.plan_id, row_id) for one, name, row_id in found)
    rows = [
        AssignedRow(one.plan_id, name, row_id, labels[name, one.plan_id, row_id], one.due, one.note)
        for one, name, row_id in found
        if (name, one.plan_id, row_id) in labels  # or the row was removed meanwhile
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
    roles = sorted(roles_for(PlanPermission.EDIT_ASSIGNED))
    return (
        select(Membership.id)
        .where(
            Membership.person_id == Person.id,
            Membership.organisation_id == organisation_id,
            Membership.role.in_(roles),
            or_(Membership.until.is_(None), Membership.until > now()),
            Person.deactivated_at.is_(None),
        )
        .exists()
    )


def _labels(rows: Iterable[tuple[str, uuid.UUID, str]]) -> dict[tuple[str, uuid.UUID, str], str]:
    """Return the words by which people know rows, of those that stand; in one query for all sets."""
    wanted: dict[str, list[tuple[uuid.UUID, str]]] = {}
    for name, plan_id, row_id in rows:
        if name in TABLES:
            wanted.setdefault(name, []).append((plan_id, row_id))
    if not wanted:
        return {}
    parts = [_labelled(name, TABLES[name], keys) for name, keys in sorted(wanted.items())]
    every = union_all(*parts).subquery()
    return {(name, plan_id, row_id): label or "" for name, plan_id, row_id, label in session().execute(select(every))}


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
