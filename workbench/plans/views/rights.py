"""What the page "who may do what" says about plans: the words beside the tables of ``plans.access``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.kit.values.messages import Message
from workbench.kit.web.rights import YES, RightLine, RightTable
from workbench.organisations.rules import Role
from workbench.organisations.rules.names import ROLE_NAMES
from workbench.plans.access import ROLES, SHARED, Only, Phase, PlanPermission, SharedPermission

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.plans.access import Right

WORDS: Mapping[PlanPermission, Message] = {
    PlanPermission.LIST: Message("See which plans there are"),
    PlanPermission.READ: Message("Read the text of a plan"),
    PlanPermission.VIEW: Message("See all pages of a plan: tasks, budget, planning and what is still needed"),
    PlanPermission.EXPORT: Message("Make the document of a plan"),
    PlanPermission.VIEW_WORK: Message("See texts set aside and the rates of the collaboration"),
    PlanPermission.CREATE: Message("Begin a plan"),
    PlanPermission.EDIT: Message("Change a plan"),
    PlanPermission.EDIT_ASSIGNED: Message("Change an activity"),
    PlanPermission.ASSIGN: Message("Assign activities to people"),
    PlanPermission.SHARE: Message("Hand a plan to another organisation, and open it to partners"),
    PlanPermission.SEE_VIEWERS: Message("See who looked at a plan"),
}
SHARED_WORDS: Mapping[SharedPermission, Message] = {
    SharedPermission.LIST: Message("See which plans were handed over"),
    SharedPermission.VIEW: Message("Read a plan that was handed over"),
    SharedPermission.EXPORT: Message("Make the document of a plan that was handed over"),
}
# When a right counts, in words: the phases in which it does, and what narrows it.
WHEN: Mapping[tuple[frozenset[Phase], Only | None], Message] = {
    (frozenset(Phase), None): YES,
    (frozenset(Phase), Only.OPENED): Message("If it is opened to partners"),
    (frozenset({Phase.CONCEPT}), None): Message("As long as it is a draft"),
    (frozenset({Phase.CONCEPT}), Only.ASSIGNED): Message("Assigned to them, in a draft"),
}


def of_plans() -> RightTable:
    """Return what roles may do with the plans of their own collaboration."""
    roles = [role for role in Role if ROLES[role]]
    return RightTable(
        key="plans",
        title=Message("Plans of the own collaboration"),
        lead=Message("A plan is a draft until it is locked. An administrator needs another role to read plans."),
        columns={str(role): ROLE_NAMES[role] for role in roles},
        lines=tuple(
            RightLine(right, words, {str(role): when(ROLES[role][right]) for role in roles if right in ROLES[role]})
            for right, words in WORDS.items()
        ),
    )


def of_shared_plans() -> RightTable:
    """Return what roles may do with plans that were handed to their organisation."""
    return RightTable(
        key="shared",
        title=Message("Plans that were handed to the organisation"),
        lead=Message("Only the text as it was at the moment it was handed over; never what is written later."),
        columns={str(role): ROLE_NAMES[role] for role in Role if role in SHARED},
        lines=tuple(
            RightLine(right, words, {str(role): YES for role, rights in SHARED.items() if right in rights})
            for right, words in SHARED_WORDS.items()
        ),
    )


def when(right: Right) -> Message:
    """Return in words when a right counts; raises ``KeyError`` for what has no words yet."""
    return WHEN[right.phases, right.only]
