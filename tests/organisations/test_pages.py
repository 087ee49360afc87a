"""Pages of organisations: everybody finds good ones by their links, and no door that is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.house_rules.project import refuse
from tests.house_rules.test_every_page import walk
from tests.pages import Pages
from tests.people import ANNA, BEA, CORA, FEE, OLGA, RIK, STAN, SUZE, TWAN, ZINA, Someone
from workbench.kit.storage import transaction
from workbench.organisations.operations import add_practice

if TYPE_CHECKING:
    import uuid

    from flask import Flask


@pytest.mark.parametrize("someone", [ANNA, BEA, CORA, ZINA, SUZE, STAN, TWAN, RIK, FEE, OLGA], ids=lambda one: one.name)
def test_every_link_leads_to_a_good_page(app: Flask, ids: dict[str, uuid.UUID], someone: Someone) -> None:
    with transaction(write=True):
        values = {"name": "Praktijk Lindeplein", "discipline": "general_practice"}
        add_practice(practice_id=ids[BEA.email], organisation_id=ids["lindewijk"], values=values)
    refuse(walk(Pages(app, someone), "/beheer" if someone.is_operator else "/organisaties"))
