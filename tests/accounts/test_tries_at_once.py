"""Many tries at the same moment count as many, on SQLite and on PostgreSQL; a code and a link work once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from tests.accounts.ways import SECRET, code, give_factor, who
from tests.people import ANNA, make_people
from tests.plans.test_at_once import together
from workbench.accounts.models import SignInTry
from workbench.accounts.operations import factors, tries, use_token
from workbench.accounts.operations.tokens import new_token_for
from workbench.accounts.rules import Purpose
from workbench.accounts.rules.limits import LINK_LIMIT
from workbench.accounts.rules.tries import Limit, counter
from workbench.config import resource_root
from workbench.kit.storage import db, session, transaction
from workbench.kit.storage.migrations import migrate

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask

FIVE = counter(Limit("test", 5), "anna", SECRET)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)], autouse=True)
def ground(request: pytest.FixtureRequest, first_database: tuple[Flask, Path, dict[str, uuid.UUID]]) -> Iterator[None]:
    """Make everybody, on each database in turn."""
    if request.param == "sqlite":
        request.getfixturevalue("ids")
        yield
        return
    db.bind(request.getfixturevalue("postgres_url"), first_database[0])
    migrate(resource_root() / "migrations")
    with transaction(write=True):
        make_people()
    yield
    db.close()


def test_of_ten_tries_at_once_five_are_let_through() -> None:
    def one_try() -> bool:
        with transaction(write=True):
            return tries.count_try([FIVE]) == 0

    assert together(*[one_try] * 10).count(True) == 5
    with transaction(write=False):
        assert session().scalar(select(func.count()).select_from(SignInTry)) == 5


def test_a_code_that_is_typed_twice_at_once_works_once() -> None:
    give_factor(ANNA)
    typed = code()

    def use() -> bool:
        with transaction(write=True):
            return factors.use_code(person=who(ANNA), code=typed, secret=SECRET)

    assert together(*[use] * 5).count(True) == 1


def test_a_link_that_is_sent_ten_times_at_once_works_once() -> None:
    with transaction(write=True):
        made = new_token_for(who(ANNA), Purpose.RESET, LINK_LIMIT)

    def use() -> bool:
        with transaction(write=True):
            return use_token(token=made, purpose=Purpose.RESET) is not None

    assert together(*[use] * 10).count(True) == 1
