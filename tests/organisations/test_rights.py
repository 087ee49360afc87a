"""One table decides and is shown: what the page says is what the table says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.pages import Pages
from tests.people import CORA, EVERYBODY, MARIT, Someone
from workbench.kit.storage import transaction
from workbench.kit.web.rights import right_tables
from workbench.organisations.access import ONLY_IN, ROLES, OperatorPermission, OrganisationPermission, can
from workbench.organisations.queries import organisation_by_id
from workbench.organisations.rules import ROLES_IN, Kind, Role
from workbench.organisations.rules.names import ROLE_MEANINGS, ROLE_NAMES
from workbench.organisations.views.rights import OPERATOR_WORDS, WORDS
from workbench.plans import access as plans
from workbench.plans.views import rights as of_plans

if TYPE_CHECKING:
    import uuid

    from flask import Flask

    from tests.pages import Page


def cells(page: Page, key: str) -> list[list[str]]:
    """Return the cells of a table of rights, without the words of the right."""
    rows = page.html.select(f"#rights-{key} tbody tr")
    return [[cell.get_text(strip=True) for cell in row.select("td")] for row in rows]


def test_everything_that_can_be_done_has_words() -> None:
    assert set(WORDS) == set(OrganisationPermission)
    assert set(OPERATOR_WORDS) == set(OperatorPermission)
    assert set(of_plans.WORDS) == set(plans.PlanPermission)
    assert set(of_plans.SHARED_WORDS) == set(plans.SharedPermission)
    assert set(ROLE_NAMES) == set(ROLE_MEANINGS) == set(Role)
    for rights in plans.ROLES.values():
        for right in rights.values():
            assert of_plans.when(right).english()


def test_the_page_shows_what_the_tables_say(app: Flask) -> None:
    page = Pages(app, MARIT).get("/wie-mag-wat")
    for table in right_tables():
        shown = cells(page, table.key)
        assert len(shown) == len(table.lines)
        for line, row in zip(table.lines, shown, strict=True):
            assert [not cell.startswith("–") for cell in row] == [role in line.cells for role in table.columns]


def test_a_changed_table_changes_the_page(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    before = cells(Pages(app, CORA).get("/wie-mag-wat"), "organisations")
    more = ROLES[Role.COMMENTER] | {OrganisationPermission.SEE_LOG}
    monkeypatch.setitem(ROLES, Role.COMMENTER, more)
    assert cells(Pages(app, CORA).get("/wie-mag-wat"), "organisations") != before


@pytest.mark.parametrize("someone", [one for one in EVERYBODY if one.hats], ids=lambda one: one.name)
def test_everybody_has_the_rights_of_their_roles_there_and_none_elsewhere(
    ids: dict[str, uuid.UUID], someone: Someone
) -> None:
    who = _Hats({ids[hat.organisation]: hat.role for hat in someone.hats})
    with transaction(write=False):
        for slug, organisation in ((slug, organisation_by_id(ids[slug])) for slug in _slugs(ids)):
            held = next((hat.role for hat in someone.hats if hat.organisation == slug), None)
            for right in OrganisationPermission:
                fits = Kind(organisation.kind) in ONLY_IN.get(right, frozenset(Kind))
                assert can(who, right, organisation) is bool(held and fits and right in ROLES[held])


def test_only_administrators_manage_people_and_see_addresses_and_the_log() -> None:
    for right in (
        OrganisationPermission.MANAGE_MEMBERS,
        OrganisationPermission.INVITE,
        OrganisationPermission.SEE_ADDRESSES,
        OrganisationPermission.SEE_LOG,
        OrganisationPermission.SEND_ADVISERS,
    ):
        assert [role for role in Role if right in ROLES[role]] == [Role.ADMINISTRATOR]


def test_each_kind_of_organisation_has_an_administrator_and_each_role_a_kind() -> None:
    assert all(Role.ADMINISTRATOR in ROLES_IN[kind] for kind in Kind)
    assert {role for roles in ROLES_IN.values() for role in roles} == set(Role)


class _Hats:
    is_operator = False

    def __init__(self, held: dict[uuid.UUID, Role]) -> None:
        self.held = held

    def roles_in(self, organisation_id: uuid.UUID) -> frozenset[str]:
        """Return the one role there."""
        return frozenset({self.held[organisation_id]} if organisation_id in self.held else ())


def _slugs(ids: dict[str, uuid.UUID]) -> list[str]:
    return [key for key in ids if "@" not in key]
