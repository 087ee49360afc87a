"""What kinds of organisation there are, and what somebody can be in each."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Kind(StrEnum):
    """What an organisation does here."""

    COLLABORATION = "collaboration"
    SUPPORT = "support"
    REGION = "region"
    FUNDER = "funder"


class FunderKind(StrEnum):
    """What a funder is."""

    INSURER = "insurer"
    MUNICIPALITY = "municipality"
    OTHER = "other"


class LegalForm(StrEnum):
    """How a collaboration is founded."""

    FOUNDATION = "foundation"
    ASSOCIATION = "association"
    COOPERATIVE = "cooperative"
    COMPANY = "company"
    PARTNERSHIP = "partnership"
    NONE = "none"


class Discipline(StrEnum):
    """What a practice or partner does."""

    GENERAL_PRACTICE = "general_practice"
    PHARMACY = "pharmacy"
    PHYSIOTHERAPY = "physiotherapy"
    DISTRICT_NURSING = "district_nursing"
    MENTAL_HEALTH = "mental_health"
    DIETETICS = "dietetics"
    SPEECH_THERAPY = "speech_therapy"
    OCCUPATIONAL_THERAPY = "occupational_therapy"
    REMEDIAL_THERAPY = "remedial_therapy"
    MIDWIFERY = "midwifery"
    DENTISTRY = "dentistry"
    PODIATRY = "podiatry"
    WELFARE = "welfare"
    MUNICIPALITY = "municipality"
    RESIDENTS = "residents"
    OTHER = "other"


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
