"""A label never says that a question is not required where a rule blocks on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests import make
from tests.pages import Pages
from tests.people import MARIT
from workbench.kit.storage import transaction
from workbench.plans.rules.standing import standing
from workbench.plans.rules.wanted import wanted

if TYPE_CHECKING:
    import uuid

    from flask import Flask

OPTIONAL = ".field__optional"


@pytest.fixture
def base(ids: dict[str, uuid.UUID]) -> str:
    """Store a plan; returns the address of its parts."""
    rows: dict[str, Any] = {
        "priorities": [{"id": "p-1", "name": "Vallen"}],
        "insured": [{"id": "i-1", "insurer": "De Brug", "patients": 10}],
    }
    with transaction(write=True):
        return f"/plannen/{make.plan(ids['lindewijk'], make.content(**rows)).id}/onderdeel"


@pytest.mark.parametrize(
    ("place", "field"), [("insured", "reference_date"), ("insured", "source"), ("priorities", "signals")]
)
@pytest.mark.parametrize("row", ["nieuw", ""])
def test_what_a_rule_blocks_on_is_not_called_optional(app: Flask, base: str, place: str, field: str, row: str) -> None:
    page = Pages(app, MARIT).get(f"{base}/{place}/regels/{row or place[0] + '-1'}")
    around = page.one(f"#{field}").find_parent(class_="field")
    assert around is not None
    assert not around.select(OPTIONAL)


def test_what_nobody_asks_is_called_optional(app: Flask, base: str) -> None:
    assert Pages(app, MARIT).get(f"{base}/members/regels/nieuw").html.select(OPTIONAL)


def test_every_field_on_which_the_template_blocks_when_empty_is_known() -> None:
    template = make.example()
    content = make.filled(rows=1)
    for part in template.parts:
        for one in standing(content, template).of_part(part.id):
            question = {each.id: each for each in (*part.questions, *part.columns)}.get(one.question or "")
            if one.blocking and one.missing and question and not question.required:
                assert question.id in wanted(template, part), (part.id, question.id)
