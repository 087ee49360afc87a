"""The table of figures that ships with the workbench, in the database of a test, and a plan of Marit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import workbench
from tests import make
from tests.pages import Pages
from tests.people import MARIT
from workbench.kit.storage import transaction
from workbench.neighbourhoods.operations import load_shipped
from workbench.neighbourhoods.rules.shipped import read_shipped
from workbench.plans import queries

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable

    from flask import Flask

    from workbench.plans.content import PlanContent

FOLDER = Path(workbench.__file__).parent / "demo" / "neighbourhoods"


@pytest.fixture
def figures(ids: dict[str, uuid.UUID]) -> None:
    """Store the figures of the demo neighbourhoods."""
    del ids
    with transaction(write=True):
        assert load_shipped(read_shipped(FOLDER))


@pytest.fixture
def address(ids: dict[str, uuid.UUID], figures: None) -> str:
    """Store a plan without areas; returns its address."""
    del figures
    with transaction(write=True):
        return f"/plannen/{make.plan(ids['lindewijk'], slug='linde').id}"


@pytest.fixture
def marit(app: Flask) -> Pages:
    """Open the browser of the manager."""
    return Pages(app, MARIT)


@pytest.fixture
def content() -> Callable[[], PlanContent]:
    """Return what stands in the plan now."""

    def read() -> PlanContent:
        with transaction(write=False):
            found = queries.plan_by_name("linde")
            assert found is not None
            return queries.plan_content(found)

    return read
