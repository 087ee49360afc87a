"""Transactions, and what must never get lost."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from tests.people import ANNA
from workbench.accounts.models import Person
from workbench.kit.storage import StorageError, afterwards, constraint_fields, count_queries, db, session, transaction
from workbench.kit.storage.constraints import FieldRefused
from workbench.kit.storage.database import read_url, verify
from workbench.kit.values.clock import now
from workbench.kit.values.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUNDS = 40


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def counter(request: pytest.FixtureRequest, ids: dict[str, Any]) -> Iterator[None]:
    """Make a table with one number, on both databases."""
    del ids
    if request.param == "postgresql":
        db.bind(request.getfixturevalue("postgres_url"))
    with transaction(write=True) as writing:
        writing.execute(text("create table counter (number integer)"))
        writing.execute(text("insert into counter values (0)"))
    yield
    db.close()


def count_on() -> None:
    """Read, think, write: what loses updates with a transaction that begins too late."""
    for _ in range(ROUNDS):
        with transaction(write=True) as writing:
            suffix = "" if db.is_sqlite else " for update"
            number = writing.execute(text(f"select number from counter{suffix}")).scalar_one()  # noqa: S608 - two fixed texts
            writing.execute(text("update counter set number = :number"), {"number": number + 1})


@pytest.mark.usefixtures("counter")
def test_two_writers_lose_nothing() -> None:
    threads = [threading.Thread(target=count_on) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with transaction(write=False) as reading:
        assert reading.execute(text("select number from counter")).scalar_one() == 2 * ROUNDS


@pytest.mark.usefixtures("counter")
def test_a_reading_transaction_cannot_write() -> None:
    with pytest.raises(Exception, match=r"(?i)read.?only"), transaction(write=False) as reading:
        reading.execute(text("update counter set number = 5"))
    with transaction(write=False) as reading:
        assert reading.execute(text("select number from counter")).scalar_one() == 0


@pytest.mark.usefixtures("counter")
def test_an_exception_undoes_everything() -> None:
    def change_and_fail() -> None:
        with transaction(write=True) as writing:
            writing.execute(text("update counter set number = 5"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change_and_fail()
    with transaction(write=False) as reading:
        assert reading.execute(text("select number from counter")).scalar_one() == 0


@pytest.mark.usefixtures("ids")
def test_a_transaction_inside_another_joins_it() -> None:
    with transaction(write=True) as outer, transaction(write=False) as inner:
        assert inner is outer
    with transaction(write=False), pytest.raises(RuntimeError, match="only read"), transaction(write=True):
        pass
    with pytest.raises(RuntimeError, match="no transaction"):
        session()


@pytest.mark.usefixtures("counter")
def test_work_put_off_runs_after_a_commit_only() -> None:
    done: list[int] = []

    def work() -> None:
        done.append(session().execute(text("select number from counter")).scalar_one())
        session().execute(text("update counter set number = 9"))

    def put_off_and_fail() -> None:
        with transaction(write=True):
            afterwards(work)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        put_off_and_fail()
    assert done == []
    with transaction(write=True) as writing:
        writing.execute(text("update counter set number = 7"))
        afterwards(work)
    assert done == [7]


@pytest.mark.usefixtures("ids")
def test_every_connection_keeps_saves_safe() -> None:
    with db.engine.connect() as connection:
        found = {name: connection.execute(text(f"pragma {name}")).scalar() for name in
                 ("synchronous", "journal_mode", "foreign_keys", "busy_timeout")}  # fmt: skip
    assert found == {"synchronous": 2, "journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 5000}


@pytest.mark.usefixtures("ids")
def test_a_weaker_setting_is_refused() -> None:
    raw: Any = db.engine.raw_connection()
    cursor = raw.cursor()
    cursor.execute("pragma synchronous=NORMAL")
    with pytest.raises(StorageError, match="synchronous"):
        verify(cursor)
    raw.invalidate()


def another_anna() -> None:
    session().add(Person(email=ANNA.email, name="Anna Twee", created_at=now()))


@pytest.mark.usefixtures("ids")
def test_a_violated_constraint_finds_its_field() -> None:
    fields = {"uq_person_email": ("email", Message("This address is taken."))}
    with transaction(write=True) as writing:
        with pytest.raises(FieldRefused, match="taken") as refused, constraint_fields(fields):
            another_anna()
        assert refused.value.field == "email"
        assert writing.scalars(select(Person).where(Person.email == ANNA.email)).one().name == ANNA.name


@pytest.mark.usefixtures("ids")
def test_a_constraint_without_field_is_raised_as_it_is() -> None:
    with transaction(write=True), pytest.raises(IntegrityError), constraint_fields({}):
        another_anna()


@pytest.mark.usefixtures("ids")
def test_queries_are_counted_without_begin_and_commit() -> None:
    with count_queries() as outer:
        with count_queries() as inner, transaction(write=False) as reading:
            reading.execute(text("select 1"))
        with transaction(write=False) as reading:
            reading.execute(text("select 2"))
    assert (inner.queries, outer.queries) == (1, 2)


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://u@h/d", "nonsense", ""])
def test_a_database_that_cannot_be_is_refused(url: str) -> None:
    with pytest.raises(StorageError):
        read_url(url)
