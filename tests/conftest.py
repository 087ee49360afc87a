"""The ground of all tests: one application, and for each test a database of its own with the named people."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, cast

import pytest

from tests.browser import Browser
from tests.people import make_people
from tests.postgres import postgres_server, postgres_url
from workbench.app import create_app
from workbench.config import Settings
from workbench.kit import mail
from workbench.kit.storage import Base, db, running, transaction

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from flask import Flask

__all__ = ["postgres_server", "postgres_url"]

SECRET = "Jd8-q2LmZx7_vRk4TnB0wYc5HsPfUe1aGo9i"


def make_settings(folder: Path, **changes: object) -> Settings:
    """Return the settings of the tests, changed where a test needs it."""
    return Settings.model_validate(
        {"data_dir": folder, "secret_key": SECRET, "public_url": "http://localhost", "second_factor": "optional"}
        | changes
    )


def build_app(settings: Settings) -> Flask:
    """Return an application that raises its faults and has our browser."""
    app = create_app(settings)
    app.testing = True
    app.test_client_class = Browser
    return app


@pytest.fixture(scope="session")
def first_database(tmp_path_factory: pytest.TempPathFactory) -> tuple[Flask, Path, dict[str, uuid.UUID]]:
    """Make the application and, once, the database that every test gets a copy of."""
    folder = tmp_path_factory.mktemp("first")
    app = build_app(make_settings(folder))
    Base.metadata.create_all(db.engine)
    with transaction(write=True):
        ids = make_people()
    db.close()  # the last connection brings everything from the log into the one file that is copied
    return app, folder / "workbench.db", ids


@pytest.fixture
def ids(first_database: tuple[Flask, Path, dict[str, uuid.UUID]], tmp_path: Path) -> Iterator[dict[str, uuid.UUID]]:
    """Open a fresh database with the named people; yields ids of organisations by slug, of people by address."""
    app, first, made = first_database
    shutil.copy(first, tmp_path / "workbench.db")
    db.bind(f"sqlite:///{tmp_path / 'workbench.db'}", app)
    mail.set_up(app.extensions["mail"])  # another application of an earlier test may have set up its own
    yield dict(made)
    assert running() is None, "a transaction was left open"
    db.close()


@pytest.fixture
def app(first_database: tuple[Flask, Path, dict[str, uuid.UUID]], ids: dict[str, uuid.UUID]) -> Flask:
    """Return the application, on the database of this test."""
    del ids
    return first_database[0]


@pytest.fixture
def client(app: Flask) -> Browser:
    """Return a browser in which nobody is signed in."""
    return cast("Browser", app.test_client())


@pytest.fixture
def other_app(ids: dict[str, uuid.UUID], tmp_path: Path) -> Callable[..., Flask]:
    """Return a maker of applications with other settings, on the database of this test: ``other_app(demo=True)``."""
    del ids
    return lambda **changes: build_app(make_settings(tmp_path, **changes))
