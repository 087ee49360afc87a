"""The link of a finding lands on the field where it is solved: an element of that name that takes the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import make
from tests.pages import Pages
from tests.people import MARIT
from tests.plans.breakages import BREAKAGES
from tests.plans.complete import broken
from workbench.kit.storage import transaction
from workbench.plans.content import PlanContent

if TYPE_CHECKING:
    import uuid

    from bs4 import Tag
    from flask import Flask

FOCUSABLE = {"input", "select", "textarea", "a", "button", "summary"}


def takes_focus(found: Tag) -> bool:
    """Say whether a browser puts the focus on an element when a link leads to it."""
    return found.has_attr("tabindex") or (found.name in FOCUSABLE and found.get("type") != "hidden")


@pytest.mark.parametrize("kind", list(BREAKAGES))
def test_the_link_of_a_finding_lands_on_its_field(app: Flask, ids: dict[str, uuid.UUID], kind: str) -> None:
    changes, (_part, row, question) = BREAKAGES[kind]
    with transaction(write=True):
        plan_id = make.plan(ids["lindewijk"], PlanContent.model_validate(broken(changes))).id
    marit = Pages(app, MARIT)
    (link,) = marit.get(f"/plannen/{plan_id}/controle").html.select(".point a")
    address, _, field = str(link["href"]).partition("#")
    page = marit.get(address)
    assert takes_focus(page.one(f"#{field}"))
    assert (row or "") in str(link["href"])
    assert field in {question, "answer"} or question is None


def test_a_list_without_anything_to_choose_still_takes_the_focus(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    data = broken({"signals": [], "priorities": lambda rows: [row | {"signals": []} for row in rows]})
    with transaction(write=True):
        plan_id = make.plan(ids["lindewijk"], PlanContent.model_validate(data)).id
    page = Pages(app, MARIT).get(f"/plannen/{plan_id}/onderdeel/priorities/regels/priorities-1")
    assert takes_focus(page.one("#signals"))
