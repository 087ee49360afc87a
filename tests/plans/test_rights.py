"""Who may do what with plans: the table itself is read, and each address of a plan answers as the table says."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import pytest

from tests import make
from tests.people import ADRI, BEA, CORA, FEE, LOTTE, MARIT, OLGA, RIK, TWAN, WIM, Someone
from tests.plans.test_who_may import SENT, addresses, browser
from workbench.kit.storage import transaction
from workbench.kit.web.gate import permission_of
from workbench.organisations.rules import Role
from workbench.plans.access import (
    ROLES,
    SHARED,
    Only,
    Phase,
    PlanPermission,
    SharedPermission,
    allowed,
    can,
    can_see_shared,
    roles_for,
)
from workbench.plans.models import Plan

if TYPE_CHECKING:
    from flask import Flask

PEOPLE = (MARIT, ADRI, LOTTE, WIM, CORA, BEA, TWAN, RIK, FEE, OLGA)
HOME, ELSEWHERE = uuid.UUID(int=1), uuid.UUID(int=2)


@dataclass(frozen=True)
class Holder:
    """Somebody with these roles at home."""

    roles: frozenset[Role]
    id: uuid.UUID = ELSEWHERE

    def roles_in(self, organisation_id: uuid.UUID) -> frozenset[str]:
        """Return the roles at home, none elsewhere."""
        return self.roles if organisation_id == HOME else frozenset()


def plan_of(organisation_id: uuid.UUID, *, phase: Phase = Phase.CONCEPT, is_open: bool = False) -> Plan:
    """Return a plan that no database holds."""
    return Plan(organisation_id=organisation_id, locked=phase is Phase.LOCKED, open_to_partners=is_open)


def by_the_table(role: Role, permission: PlanPermission, phase: Phase, *, is_open: bool, assigned: bool) -> bool:
    """Say what the table says."""
    right = ROLES[role].get(permission)
    if right is None or phase not in right.phases:
        return False
    return {None: True, Only.OPENED: is_open, Only.ASSIGNED: assigned}[right.only]


@pytest.mark.parametrize("role", Role)
def test_a_role_gives_what_the_table_says_and_never_elsewhere(role: Role) -> None:
    who = Holder(frozenset({role}))
    cases = product(PlanPermission, Phase, (False, True), (False, True))
    for permission, phase, is_open, assigned in cases:
        plan = plan_of(HOME, phase=phase, is_open=is_open)
        expected = by_the_table(role, permission, phase, is_open=is_open, assigned=assigned)
        assert can(who, permission, plan, assigned=assigned) is expected, (permission, phase, is_open, assigned)
        assert can(who, permission, plan_of(ELSEWHERE, is_open=True), assigned=True) is False
        assert allowed(who, permission, HOME) is (permission in ROLES[role])
        assert (role in roles_for(permission)) is (permission in ROLES[role])


@pytest.mark.parametrize("role", Role)
def test_a_role_sees_what_was_handed_over_as_the_table_says(role: Role) -> None:
    for permission in SharedPermission:
        expected = permission in SHARED.get(role, frozenset())
        assert can_see_shared(Holder(frozenset({role})), permission, HOME) is expected
        assert can_see_shared(Holder(frozenset({role})), permission, ELSEWHERE) is False


def test_two_roles_give_the_rights_of_both_and_no_more() -> None:
    both = Holder(frozenset({Role.COMMENTER, Role.GROUP_MEMBER}))
    for permission, phase in product(PlanPermission, Phase):
        expected = any(by_the_table(role, permission, phase, is_open=False, assigned=False) for role in both.roles)
        assert can(both, permission, plan_of(HOME, phase=phase)) is expected


def test_the_table_keeps_to_what_the_design_says() -> None:
    """Read by people: a change here is a decision."""
    writers = {Role.BOARD, Role.MANAGER}
    for permission in (PlanPermission.EDIT, PlanPermission.SHARE, PlanPermission.ASSIGN, PlanPermission.SEE_VIEWERS):
        assert roles_for(permission) == writers
    assert roles_for(PlanPermission.VIEW_WORK) == writers | {Role.ADVISER}
    assert roles_for(PlanPermission.READ) - roles_for(PlanPermission.VIEW) == {Role.COMMENTER}
    assert roles_for(PlanPermission.READ).isdisjoint({Role.ADMINISTRATOR, *SHARED})
    assert ROLES[Role.BOARD][PlanPermission.EDIT].phases == {Phase.CONCEPT}


@pytest.mark.parametrize("someone", PEOPLE, ids=lambda one: one.name)
@pytest.mark.parametrize("is_open", [False, True], ids=["closed", "open"])
def test_each_address_of_a_plan_answers_as_the_table_says(
    app: Flask, ids: dict[str, uuid.UUID], someone: Someone, *, is_open: bool
) -> None:
    with transaction(write=True):
        plan = make.plan(ids["lindewijk"], make.filled(rows=1))
        plan.open_to_partners = is_open
        plan_id = plan.id
    there = [hat.role for hat in someone.hats if hat.organisation == "lindewijk"]
    opened = browser(app, someone)

    def may(permission: PlanPermission) -> bool:
        return any(by_the_table(role, permission, Phase.CONCEPT, is_open=is_open, assigned=False) for role in there)

    for endpoint, url in addresses(app, plan_id, "GET").items():
        permission = PlanPermission(str(permission_of(app, endpoint)))
        # What its writers keep to themselves is not there for others; nor is a file that nobody sent.
        hidden = not may(PlanPermission.READ) or (permission is PlanPermission.VIEW_WORK and not may(permission))
        hidden |= endpoint in SENT and may(permission)
        expected = {404} if hidden else {200, 202, 303} if may(permission) else {403}
        assert opened.get(url).status_code in expected, (endpoint, permission)
