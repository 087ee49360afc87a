"""The page that says who may do what, and the tables about organisations on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template

from workbench.kit.values.messages import Message
from workbench.kit.web.gate import actor, requires
from workbench.kit.web.language import translate
from workbench.kit.web.rights import YES, RightLine, RightTable, right_tables
from workbench.organisations.access import ONLY_IN, ROLES, OperatorPermission, OrganisationPermission
from workbench.organisations.rules import ROLES_IN, Kind, Role
from workbench.organisations.rules.names import ROLE_MEANINGS, ROLE_NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask.typing import ResponseReturnValue

blueprint = Blueprint("rights", __name__)

WORDS: Mapping[OrganisationPermission, Message] = {
    OrganisationPermission.LIST: Message("See the own organisations"),
    OrganisationPermission.VIEW: Message("See the data of the organisation"),
    OrganisationPermission.SEE_MEMBERS: Message("See names and roles of the members"),
    OrganisationPermission.SEE_PRACTICES: Message("See practices, partners and neighbourhoods"),
    OrganisationPermission.SEE_BESIDE: Message("See which organisations stand beside the collaboration"),
    OrganisationPermission.SEE_COLLABORATIONS: Message(
        "See the names of the collaborations that chose the organisation"
    ),
    OrganisationPermission.SEE_SENT: Message("See which advisers a support organisation sent where"),
    OrganisationPermission.LEAVE: Message("Leave the organisation"),
    OrganisationPermission.EDIT_DATA: Message("Change the data of the organisation, and see its account number"),
    OrganisationPermission.EDIT_PRACTICES: Message("Change practices, partners and neighbourhoods"),
    OrganisationPermission.LINK: Message("Put organisations beside the collaboration, and take them away"),
    OrganisationPermission.SEE_ADDRESSES: Message("See e-mail addresses of the members"),
    OrganisationPermission.MANAGE_MEMBERS: Message("Give roles, change them and end them"),
    OrganisationPermission.INVITE: Message("Invite people"),
    OrganisationPermission.SEND_ADVISERS: Message("Send advisers to collaborations, and call them back"),
    OrganisationPermission.SEE_LOG: Message("See the log of the organisation"),
}
OPERATOR_WORDS: Mapping[OperatorPermission, Message] = {
    OperatorPermission.LIST: Message("See which organisations there are"),
    OperatorPermission.CREATE: Message("Make organisations"),
    OperatorPermission.CLOSE: Message("Close organisations and open them again"),
    OperatorPermission.INVITE_ADMINISTRATOR: Message("Invite the first administrator of an organisation"),
}


@blueprint.get("/wie-mag-wat")
@requires(OrganisationPermission.LIST)
def who_may_what() -> ResponseReturnValue:
    """Show every role, what it is for, and what it may do in which phase; read from the tables that decide."""
    held = {role for organisation_id in actor().organisation_ids for role in actor().roles_in(organisation_id)}
    return render_template(
        "organisations/who_may_what.html",
        tables=right_tables(),
        roles=[(translate(ROLE_NAMES[role]), translate(ROLE_MEANINGS[role]), role in held) for role in Role],
    )


def of_organisations() -> RightTable:
    """Return what roles may do with their organisation."""
    return RightTable(
        key="organisations",
        title=Message("The organisation and its people"),
        lead=Message("Counts within the organisation in which somebody has the role, and nowhere else."),
        columns={str(role): ROLE_NAMES[role] for role in Role},
        lines=tuple(
            RightLine(right, words, {str(role): YES for role in Role if gives(role, right)})
            for right, words in WORDS.items()
        ),
    )


def gives(role: Role, right: OrganisationPermission) -> bool:
    """Say whether a role gives a right in some kind of organisation that has both."""
    kinds = ONLY_IN.get(right, frozenset(Kind))
    return right in ROLES[role] and any(role in ROLES_IN[kind] for kind in kinds)


def of_the_operator() -> RightTable:
    """Return what the operator of the installation may do."""
    return RightTable(
        key="operator",
        title=Message("The installation"),
        lead=Message("The operator manages organisations and reads no plans."),
        columns={"operator": Message("Operator")},
        lines=tuple(RightLine(right, words, {"operator": YES}) for right, words in OPERATOR_WORDS.items()),
    )
