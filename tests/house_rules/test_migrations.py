"""The migrations make exactly the tables of the models, on SQLite and on PostgreSQL, forward and back."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import Column, Integer, Table

from tests.house_rules.project import ROOT, fits, repository
from workbench.kit.storage import Base, Database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Yield an empty database of each kind, apart from the one of the application, with all models known."""
    for name in repository():
        if fits(name, ["workbench/*/models.py", "workbench/*/models/*.py"]):
            importlib.import_module(name.removesuffix(".py").removesuffix("/__init__").replace("/", "."))
    url = (
        request.getfixturevalue("postgres_url")
        if request.param == "postgresql"
        else f"sqlite:///{tmp_path / 'plan.db'}"
    )
    opened = Database()
    opened.open(Flask("empty"), url)
    yield opened
    opened.close()


def move(database: Database, revision: str) -> None:
    """Run the migrations up or down to a revision, in one transaction as ``workbench migrate`` does."""
    with database.engine.execution_options(workbench_migrating=True).begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(ROOT / "migrations"))
        config.attributes["connection"] = connection
        (command.downgrade if revision.startswith("-") or revision == "base" else command.upgrade)(config, revision)


def differences(connection: Connection) -> list[Any]:
    """Return what the models have and the tables have not, or the other way round."""
    context = MigrationContext.configure(connection, opts={"compare_type": True, "render_as_batch": True})
    return list(compare_metadata(context, Base.metadata))


def found(database: Database) -> list[Any]:
    """Return the differences between models and tables of a database."""
    with database.engine.connect() as connection:
        return differences(connection)


def test_there_is_one_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    assert len(ScriptDirectory.from_config(config).get_heads()) == 1


def test_the_migrations_make_the_tables_of_the_models(database: Database) -> None:
    move(database, "head")
    assert found(database) == []


def test_the_newest_migration_can_be_taken_back_and_done_again(database: Database) -> None:
    move(database, "head")
    move(database, "-1")
    move(database, "head")
    assert found(database) == []


def test_all_migrations_can_be_taken_back(database: Database) -> None:
    move(database, "head")
    move(database, "base")
    with database.engine.connect() as connection:
        left = connection.dialect.get_table_names(connection)
    assert set(left) <= {"alembic_version"}


def test_a_table_that_no_migration_makes_is_seen(database: Database) -> None:
    move(database, "head")
    extra = Table("forgotten", Base.metadata, Column("id", Integer, primary_key=True))
    try:
        assert [change[0] for change in found(database)] == ["add_table"]
    finally:
        Base.metadata.remove(extra)
