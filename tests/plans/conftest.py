"""What the tests of plans begin with: a plan of Lindewijk, on SQLite or on both databases."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psycopg
import pytest

from tests import make
from tests.people import BO, MARIT, make_people
from workbench.config import resource_root
from workbench.kit.storage import db, transaction
from workbench.kit.storage.migrations import migrate
from workbench.plans.models import Plan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask


@dataclass(frozen=True)
class Writer:
    """A person who writes, as the operations know one."""

    id: uuid.UUID

    def roles_in(self, organisation_id: uuid.UUID) -> frozenset[str]:
        """Return no roles: operations do not ask for them."""
        del organisation_id
        return frozenset()


@dataclass(frozen=True)
class Ground:
    """A stored plan, and two people who write it."""

    plan_id: uuid.UUID
    marit: Writer
    bo: Writer

    def plan(self, session: object) -> Plan:
        """Return the plan in the running transaction."""
        found = session.get(Plan, self.plan_id)  # type: ignore[attr-defined]  # a session of SQLAlchemy
        assert isinstance(found, Plan)
        return found


def ground(ids: dict[str, uuid.UUID]) -> Ground:
    """Store a plan with a title and a period."""
    with transaction(write=True):
        made = make.plan(ids["lindewijk"], slug="lindewijk").id
    return Ground(made, Writer(ids[MARIT.email]), Writer(ids[BO.email]))


@pytest.fixture
def on_sqlite(ids: dict[str, uuid.UUID]) -> Ground:
    """Return a plan on SQLite."""
    return ground(ids)


@pytest.fixture(scope="session")
def first_postgres(
    first_database: tuple[Flask, Path, dict[str, uuid.UUID]], postgres_server: str
) -> tuple[str, dict[str, uuid.UUID]]:
    """Make, once, the PostgreSQL database that every test gets a copy of; returns its name and the ids of people."""
    name = f"first{uuid.uuid4().hex}"
    with _administrator(postgres_server) as admin:
        admin.execute(f"CREATE DATABASE {name}")
    db.bind(_url(postgres_server, name), first_database[0])
    migrate(resource_root() / "migrations")  # as an installation gets them; what only a migration makes is there too
    with transaction(write=True):
        people = make_people()
    db.close()  # only a database that nobody uses can be copied
    return name, people


@pytest.fixture
def on_postgres(
    first_database: tuple[Flask, Path, dict[str, uuid.UUID]],
    first_postgres: tuple[str, dict[str, uuid.UUID]],
    postgres_server: str,
) -> Iterator[Ground]:
    """Yield a plan on PostgreSQL."""
    first, people = first_postgres
    name = f"copy{uuid.uuid4().hex}"
    with _administrator(postgres_server) as admin:
        admin.execute(f"CREATE DATABASE {name} TEMPLATE {first}")
        db.bind(_url(postgres_server, name), first_database[0])
        yield ground(people)
        db.close()
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _administrator(server: str) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(host=server, user="wijk", dbname="postgres", autocommit=True)


def _url(server: str, name: str) -> str:
    return f"postgresql+psycopg://wijk@/{name}?host={server}"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def stored(request: pytest.FixtureRequest) -> Ground:
    """Return a plan on each database in turn."""
    made: Ground = request.getfixturevalue(f"on_{request.param}")
    return made
