"""Who may do what with an organisation: one readable table, and the predicates that read it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from workbench.organisations.rules import Kind, Role

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping

    from workbench.organisations.models import Organisation


class OrganisationPermission(StrEnum):
    """What can be done with an organisation; each route names one."""

    LIST = "organisation.list"  # one's own; everybody who is signed in
    VIEW = "organisation.view"
    LEAVE = "organisation.leave"  # end everything that one is there oneself
    SEE_MEMBERS = "organisation.see_members"  # names and roles
    SEE_PRACTICES = "organisation.see_practices"  # practices, partners and neighbourhoods of a collaboration
    SEE_BESIDE = "organisation.see_beside"  # who helps, funds, or stands above a collaboration
    SEE_COLLABORATIONS = "organisation.see_collaborations"  # those that chose this organisation: their names
    SEE_SENT = "organisation.see_sent"  # whom a support organisation sent where
    EDIT_DATA = "organisation.edit_data"
    EDIT_PRACTICES = "organisation.edit_practices"
    LINK = "organisation.link"
    SEE_ADDRESSES = "organisation.see_addresses"  # e-mail addresses of members
    MANAGE_MEMBERS = "organisation.manage_members"
    INVITE = "organisation.invite"
    SEND_ADVISERS = "organisation.send_advisers"
    SEE_LOG = "organisation.see_log"


class OperatorPermission(StrEnum):
    """What the operator of the installation does; none of it opens a plan."""

    LIST = "installation.list"
    CREATE = "installation.create"
    CLOSE = "installation.close"
    INVITE_ADMINISTRATOR = "installation.invite_administrator"  # of an organisation that has none


class Who(Protocol):
    """The person who asks, as far as organisations need to know."""

    @property
    def is_operator(self) -> bool:
        """Whether the person runs this installation."""

    def roles_in(self, organisation_id: uuid.UUID) -> frozenset[str]:
        """Return the person's roles in an organisation; empty for a stranger."""


_MEMBER = frozenset(
    {
        OrganisationPermission.LIST,
        OrganisationPermission.VIEW,
        OrganisationPermission.LEAVE,
        OrganisationPermission.SEE_MEMBERS,
        OrganisationPermission.SEE_PRACTICES,
        OrganisationPermission.SEE_BESIDE,
        OrganisationPermission.SEE_COLLABORATIONS,
        OrganisationPermission.SEE_SENT,
    }
)

# What a role gives within its organisation. Who has several roles there has the rights of all of them.
ROLES: Mapping[Role, frozenset[OrganisationPermission]] = {
    Role.BOARD: _MEMBER
    | {OrganisationPermission.EDIT_DATA, OrganisationPermission.EDIT_PRACTICES, OrganisationPermission.LINK},
    Role.MANAGER: _MEMBER | {OrganisationPermission.EDIT_DATA, OrganisationPermission.EDIT_PRACTICES},
    Role.ADVISER: _MEMBER,
    Role.GROUP_MEMBER: _MEMBER,
    Role.COMMENTER: _MEMBER,
    Role.READER: _MEMBER,
    Role.REGIONAL_REVIEWER: _MEMBER,
    Role.FUNDER_READER: _MEMBER,
    Role.ADMINISTRATOR: frozenset(OrganisationPermission),
}

# What has a meaning in some kinds of organisation only; the rest has in all.
ONLY_IN: Mapping[OrganisationPermission, frozenset[Kind]] = {
    OrganisationPermission.SEE_PRACTICES: frozenset({Kind.COLLABORATION}),
    OrganisationPermission.EDIT_PRACTICES: frozenset({Kind.COLLABORATION}),
    OrganisationPermission.SEE_BESIDE: frozenset({Kind.COLLABORATION}),
    OrganisationPermission.LINK: frozenset({Kind.COLLABORATION}),
    OrganisationPermission.SEE_COLLABORATIONS: frozenset({Kind.SUPPORT, Kind.REGION, Kind.FUNDER}),
    OrganisationPermission.SEE_SENT: frozenset({Kind.SUPPORT}),
    OrganisationPermission.SEND_ADVISERS: frozenset({Kind.SUPPORT}),
}


def can(who: Who, permission: OrganisationPermission, organisation: Organisation) -> bool:
    """Say whether one of the person's roles in the organisation gives the permission there."""
    if Kind(organisation.kind) not in ONLY_IN.get(permission, frozenset(Kind)):
        return False
    return any(permission in ROLES[Role(role)] for role in who.roles_in(organisation.id))


def operates(who: Who) -> bool:
    """Say whether the person runs this installation: all of ``OperatorPermission``, and nothing else."""
    return who.is_operator
