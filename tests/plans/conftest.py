"""What the tests of plans begin with: a plan of Lindewijk, on SQLite or on both databases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests import make
from tests.people import BO, MARIT, make_people
from workbench.kit.storage import Base, db, transaction
from workbench.plans.models import Plan

if TYPE_CHECKING:
    import uuid
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


@pytest.fixture
def on_postgres(first_database: tuple[Flask, Path, dict[str, uuid.UUID]], postgres_url: str) -> Iterator[Ground]:
    """Yield a plan on PostgreSQL."""
    db.bind(postgres_url, first_database[0])
    Base.metadata.create_all(db.engine)
    with transaction(write=True):
        people = make_people()
    yield ground(people)
    db.close()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def stored(request: pytest.FixtureRequest) -> Ground:
    """Return a plan on each database in turn."""
    made: Ground = request.getfixturevalue(f"on_{request.param}")
    return made
