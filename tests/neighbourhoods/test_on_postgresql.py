"""Figures are brought in and found alike on PostgreSQL."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import workbench
from tests.neighbourhoods.shared import needs_shared, official
from workbench.config import resource_root
from workbench.kit.storage import db, transaction
from workbench.kit.storage.migrations import migrate
from workbench.neighbourhoods import queries
from workbench.neighbourhoods.content import Kind
from workbench.neighbourhoods.operations import Outcome, import_figures, load_shipped
from workbench.neighbourhoods.rules.shipped import read_shipped

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterator

    from flask import Flask

pytestmark = pytest.mark.postgres
FOLDER = Path(workbench.__file__).parent / "demo" / "neighbourhoods"


@pytest.fixture
def _empty(first_database: tuple[Flask, Path, dict[str, uuid.UUID]], postgres_url: str) -> Iterator[None]:
    """Let the application work on an empty PostgreSQL database."""
    db.bind(postgres_url, first_database[0])
    migrate(resource_root() / "migrations")
    yield
    db.close()


@pytest.mark.usefixtures("_empty")
def test_the_table_that_ships_is_found_by_name_postcode_and_map() -> None:
    with transaction(write=True):
        assert load_shipped(read_shipped(FOLDER))
    with transaction(write=True):
        assert not load_shipped(read_shipped(FOLDER))
    with transaction(write=False):
        assert [area.code for area in queries.search("stokhasselt")][:1] == ["WK085542"]
        assert "WK054608" in {area.code for area in queries.search("2317")}
        assert queries.search("%") == []
        assert queries.map_of("GM0546", Kind.DISTRICT)
        assert queries.municipality_named("gemeente Leiden")


@needs_shared
@pytest.mark.usefixtures("_empty")
def test_the_whole_country_comes_in_within_thirty_seconds_and_once() -> None:
    began = time.monotonic()
    with transaction(write=True):
        first = import_figures(official("kwb_2024_nl.csv.gz"), name="kwb", year=2024)
    assert time.monotonic() - began < 30
    with transaction(write=True):
        again = import_figures(official("kwb_2024_nl.csv.gz"), name="kwb", year=2024)
        changes = import_figures(official("wijkcodes_stabiliteit.csv.gz"), name="changes", year=2024)
    assert (first, again) == (Outcome("figures", 18310, 18310, 0), Outcome("figures", 18310, 0, 0))
    assert changes.changed > 3000
