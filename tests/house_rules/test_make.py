"""What the tests make is what the application would store: every answer filled, every value read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import make
from workbench.config import resource_root
from workbench.definitions.loader import load_folder
from workbench.kit.storage import transaction
from workbench.plans.queries.content import plan_content
from workbench.plans.rules.visible import answered

if TYPE_CHECKING:
    import uuid

SHIPPED = sorted(load_folder(resource_root() / "plan_templates"))


@pytest.mark.parametrize("key", SHIPPED)
@pytest.mark.parametrize("rows", [1, 3])
def test_a_filled_content_answers_everything_that_a_template_asks(key: str, rows: int) -> None:
    definition = load_folder(resource_root() / "plan_templates")[key]
    columns = [(part, column) for part in definition.set_parts.values() for column in part.columns]
    cells = sum(column.set != part.set for part, column in columns) * rows  # no row refers to its own set
    found = answered(make.filled(definition, rows=rows), definition)
    assert len(found) == len(definition.questions) + cells


def test_a_filled_content_comes_back_from_the_database_as_it_was(ids: dict[str, uuid.UUID]) -> None:
    whole = make.filled()
    with transaction(write=True):
        stored = make.plan(ids["lindewijk"], whole)
    with transaction(write=False):
        assert plan_content(stored).canonical() == whole.canonical()


def test_a_plan_and_an_organisation_are_made_with_little(ids: dict[str, uuid.UUID]) -> None:
    with transaction(write=True):
        assert make.organisation().id == make.organisation().id
        assert make.plan(ids["lindewijk"]).slug != make.plan(ids["lindewijk"]).slug


def test_a_small_definition_takes_a_small_content() -> None:
    small = make.small_definition()
    assert answered(make.filled(small, rows=1), small)[0].key == "mission"
