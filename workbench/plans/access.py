"""Who may do what with a plan: one readable table, and the one predicate that reads it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from workbench.accounts.rules import Role

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping

    from workbench.plans.models import Plan


class PlanPermission(StrEnum):
    """What can be done with plans; each route names one."""

    LIST = "plan.list"
    CREATE = "plan.create"
    VIEW = "plan.view"
    EDIT = "plan.edit"
    EXPORT = "plan.export"


class Somebody(Protocol):
    """A person whose name goes into the history."""

    @property
    def id(self) -> uuid.UUID:
        """The person's id."""


class Who(Somebody, Protocol):
    """The person who asks, as far as plans need to know."""

    def roles_in(self, organisation_id: uuid.UUID) -> frozenset[str]:
        """Return the person's roles in an organisation; empty for a stranger."""


_READ = frozenset({PlanPermission.LIST, PlanPermission.VIEW, PlanPermission.EXPORT})
_WRITE = _READ | {PlanPermission.CREATE, PlanPermission.EDIT}

ROLES: Mapping[Role, frozenset[PlanPermission]] = {
    Role.BOARD: _WRITE,
    Role.MANAGER: _WRITE,
    Role.ADVISER: _READ,
    Role.READER: _READ,
}


def allowed(who: Who, permission: PlanPermission, organisation_id: uuid.UUID) -> bool:
    """Say whether one of the person's roles in the organisation gives the permission."""
    return any(permission in ROLES[Role(role)] for role in who.roles_in(organisation_id))


def can(who: Who, permission: PlanPermission, plan: Plan) -> bool:
    """Say whether the person may do this with this plan; a locked plan is never edited."""
    if permission is PlanPermission.EDIT and plan.locked:
        return False
    return allowed(who, permission, plan.organisation_id)
