"""What somebody can be in an organisation of each kind."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from workbench.organisations.rules.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping


class Role(StrEnum):
    """What somebody is in an organisation; one person may be several things in one organisation."""

    BOARD = "board"
    MANAGER = "manager"
    ADVISER = "adviser"
    GROUP_MEMBER = "group_member"
    COMMENTER = "commenter"
    READER = "reader"
    REGIONAL_REVIEWER = "regional_reviewer"
    FUNDER_READER = "funder_reader"
    ADMINISTRATOR = "administrator"


class Function(StrEnum):
    """A task within the board."""

    CHAIR = "chair"
    SECRETARY = "secretary"
    TREASURER = "treasurer"


# In which organisation a role can be held. An adviser comes from a support organisation and is an adviser there too.
ROLES_IN: Mapping[Kind, tuple[Role, ...]] = {
    Kind.COLLABORATION: (
        Role.BOARD,
        Role.MANAGER,
        Role.ADVISER,
        Role.GROUP_MEMBER,
        Role.COMMENTER,
        Role.READER,
        Role.ADMINISTRATOR,
    ),
    Kind.SUPPORT: (Role.ADVISER, Role.ADMINISTRATOR),
    Kind.REGION: (Role.REGIONAL_REVIEWER, Role.ADMINISTRATOR),
    Kind.FUNDER: (Role.FUNDER_READER, Role.ADMINISTRATOR),
}
