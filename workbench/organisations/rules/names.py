"""What people call kinds, roles and disciplines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.kit.values.messages import Message
from workbench.organisations.rules.kinds import Discipline, FunderKind, Kind, LegalForm
from workbench.organisations.rules.roles import Function, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

KIND_NAMES: Mapping[Kind, Message] = {
    Kind.COLLABORATION: Message("Neighbourhood collaboration"),
    Kind.SUPPORT: Message("Support organisation"),
    Kind.REGION: Message("Regional organisation"),
    Kind.FUNDER: Message("Funder"),
}
FUNDER_NAMES: Mapping[FunderKind, Message] = {
    FunderKind.INSURER: Message("Health insurer"),
    FunderKind.MUNICIPALITY: Message("Municipality"),
    FunderKind.OTHER: Message("Another funder"),
}
ROLE_NAMES: Mapping[Role, Message] = {
    Role.BOARD: Message("Board member"),
    Role.MANAGER: Message("Neighbourhood manager"),
    Role.ADVISER: Message("Adviser"),
    Role.GROUP_MEMBER: Message("Working-group member"),
    Role.COMMENTER: Message("Partner who comments"),
    Role.READER: Message("Reader"),
    Role.REGIONAL_REVIEWER: Message("Regional reviewer"),
    Role.FUNDER_READER: Message("Reader for the funder"),
    Role.ADMINISTRATOR: Message("Administrator"),
}
# What each role is for, where somebody chooses one.
ROLE_MEANINGS: Mapping[Role, Message] = {
    Role.BOARD: Message("Writes the plan and shares it."),
    Role.MANAGER: Message("Writes the plan, divides the work and shares the plan."),
    Role.ADVISER: Message("Reads everything and advises."),
    Role.GROUP_MEMBER: Message("Reads the plan and changes the activities assigned to them."),
    Role.COMMENTER: Message("Reads plans that were opened to partners."),
    Role.READER: Message("Reads the plan."),
    Role.REGIONAL_REVIEWER: Message("Reads what was handed to the regional organisation."),
    Role.FUNDER_READER: Message("Reads what was handed to the funder."),
    Role.ADMINISTRATOR: Message("Invites people, gives roles and sees the log. Reads no plans by this role alone."),
}
FUNCTION_NAMES: Mapping[Function, Message] = {
    Function.CHAIR: Message("Chair"),
    Function.SECRETARY: Message("Secretary"),
    Function.TREASURER: Message("Treasurer"),
}
LEGAL_FORM_NAMES: Mapping[LegalForm, Message] = {
    LegalForm.FOUNDATION: Message("Foundation"),
    LegalForm.ASSOCIATION: Message("Association"),
    LegalForm.COOPERATIVE: Message("Cooperative"),
    LegalForm.COMPANY: Message("Private limited company"),
    LegalForm.PARTNERSHIP: Message("Professional partnership"),
    LegalForm.NONE: Message("Contract without a legal person"),
}
DISCIPLINE_NAMES: Mapping[Discipline, Message] = {
    Discipline.GENERAL_PRACTICE: Message("General practice"),
    Discipline.PHARMACY: Message("Pharmacy"),
    Discipline.PHYSIOTHERAPY: Message("Physiotherapy"),
    Discipline.DISTRICT_NURSING: Message("District nursing"),
    Discipline.MENTAL_HEALTH: Message("Mental health care"),
    Discipline.DIETETICS: Message("Dietetics"),
    Discipline.SPEECH_THERAPY: Message("Speech therapy"),
    Discipline.OCCUPATIONAL_THERAPY: Message("Occupational therapy"),
    Discipline.REMEDIAL_THERAPY: Message("Remedial therapy"),
    Discipline.MIDWIFERY: Message("Midwifery"),
    Discipline.DENTISTRY: Message("Dentistry"),
    Discipline.PODIATRY: Message("Podiatry"),
    Discipline.WELFARE: Message("Welfare work"),
    Discipline.MUNICIPALITY: Message("Municipality"),
    Discipline.RESIDENTS: Message("Residents’ organisation"),
    Discipline.OTHER: Message("Another discipline"),
}


def role_name(role: str, function: str | None = None) -> Message:
    """Return what somebody is called who has this role: a member of the board by their function."""
    return FUNCTION_NAMES[Function(function)] if function else ROLE_NAMES[Role(role)]
