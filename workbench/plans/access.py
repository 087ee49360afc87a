"""Who may do what with a plan: one readable table, and the one predicate that reads it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from workbench.organisations.rules import Role

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping

    from workbench.plans.models import Plan


class PlanPermission(StrEnum):
    """What can be done with plans; each route names one."""

    LIST = "plan.list"
    CREATE = "plan.create"
    READ = "plan.read"  # the text of the plan, to read and nothing else: also what a partner has
    VIEW = "plan.view"  # every page of the plan: its tasks, budget, planning and what is still needed
    VIEW_WORK = "plan.view_work"  # what is no part of the plan: texts set aside, the collaboration's rates
    EDIT = "plan.edit"
    EDIT_ASSIGNED = "plan.edit_assigned"  # one row that was assigned; who may edit all, may this too
    ASSIGN = "plan.assign"
    EXPORT = "plan.export"
    SHARE = "plan.share"  # hand a frozen content to another organisation; open the plan to partners
    SEE_VIEWERS = "plan.see_viewers"


class SharedPermission(StrEnum):
    """What can be done with a snapshot that was handed to one's organisation."""

    LIST = "shared.list"
    VIEW = "shared.view"
    EXPORT = "shared.export"


class Phase(StrEnum):
    """In which part of its life a plan is, as far as rights differ."""

    CONCEPT = "concept"
    LOCKED = "locked"


class Only(StrEnum):
    """What narrows a right further."""

    OPENED = "opened"  # plans that were opened to partners
    ASSIGNED = "assigned"  # rows that were assigned to the person


@dataclass(frozen=True)
class Right:
    """In which phases a right counts, and for which plans or rows only."""

    phases: frozenset[Phase] = frozenset(Phase)
    only: Only | None = None


class Somebody(Protocol):
    """A person whose name goes into the history."""

    @property
    def id(self) -> uuid.UUID:
        """The person's id."""


class Who(Somebody, Protocol):
    """The person who asks, as far as plans need to know."""

    def roles_in(self, organisation_id: uuid.UUID) -> frozenset[str]:
        """Return the person's roles in an organisation; empty for a stranger."""


ALWAYS = Right()
CONCEPT = Right(phases=frozenset({Phase.CONCEPT}))
_READ = {
    PlanPermission.LIST: ALWAYS,
    PlanPermission.READ: ALWAYS,
    PlanPermission.VIEW: ALWAYS,
    PlanPermission.EXPORT: ALWAYS,
}
_WRITE = _READ | {
    PlanPermission.VIEW_WORK: ALWAYS,
    PlanPermission.CREATE: ALWAYS,
    PlanPermission.EDIT: CONCEPT,
    PlanPermission.EDIT_ASSIGNED: CONCEPT,
    PlanPermission.ASSIGN: CONCEPT,
    PlanPermission.SHARE: ALWAYS,
    PlanPermission.SEE_VIEWERS: ALWAYS,
}

# What a role gives within the plan's own organisation. Who has several roles there has the rights of all of them.
# Roles of a region or funder give nothing here: they see what was handed to them (`SHARED`).
ROLES: Mapping[Role, Mapping[PlanPermission, Right]] = {
    Role.BOARD: _WRITE,
    Role.MANAGER: _WRITE,
    Role.ADVISER: _READ | {PlanPermission.VIEW_WORK: ALWAYS},
    Role.GROUP_MEMBER: _READ
    | {PlanPermission.EDIT_ASSIGNED: Right(phases=frozenset({Phase.CONCEPT}), only=Only.ASSIGNED)},
    Role.COMMENTER: {
        PlanPermission.LIST: ALWAYS,
        PlanPermission.READ: Right(only=Only.OPENED),
    },
    Role.READER: _READ,
    Role.REGIONAL_REVIEWER: {},
    Role.FUNDER_READER: {},
    Role.ADMINISTRATOR: {},
}

# What a role gives in the organisation to which a snapshot was handed.
SHARED: Mapping[Role, frozenset[SharedPermission]] = {
    Role.REGIONAL_REVIEWER: frozenset(SharedPermission),
    Role.FUNDER_READER: frozenset(SharedPermission),
}


def allowed(who: Who, permission: PlanPermission, organisation_id: uuid.UUID) -> bool:
    """Say whether one of the person's roles in the organisation gives the permission, for some plan at least."""
    return any(permission in ROLES[Role(role)] for role in who.roles_in(organisation_id))


def can(who: Who, permission: PlanPermission, plan: Plan, *, assigned: bool = False) -> bool:
    """Say whether the person may do this with this plan; ``assigned``: the row in hand was assigned to them."""
    return any(
        _counts(ROLES[Role(role)].get(permission), plan, assigned=assigned)
        for role in who.roles_in(plan.organisation_id)
    )


def roles_for(permission: PlanPermission) -> frozenset[Role]:
    """Return the roles that give a permission, perhaps for some plans or rows only."""
    return frozenset(role for role, rights in ROLES.items() if permission in rights)


def can_see_shared(who: Who, permission: SharedPermission, organisation_id: uuid.UUID) -> bool:
    """Say whether the person may do this with what was handed to the organisation."""
    return any(permission in SHARED.get(Role(role), frozenset()) for role in who.roles_in(organisation_id))


def phase(plan: Plan) -> Phase:
    """Return the phase of a plan."""
    return Phase.LOCKED if plan.locked else Phase.CONCEPT


def _counts(right: Right | None, plan: Plan, *, assigned: bool) -> bool:
    if right is None or phase(plan) not in right.phases:
        return False
    return right.only is None or (plan.open_to_partners if right.only is Only.OPENED else assigned)
