"""The trail tells one thing for each request, and nobody alters it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from workbench.kit.audit import Event, acting_as, add_detail, events, folded, record
from workbench.kit.storage import Base, db, transaction

if TYPE_CHECKING:
    from collections.abc import Iterator

TESTED = Event("test.happened", keys=("colour", "rows"))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def trail(request: pytest.FixtureRequest, ids: dict[str, Any]) -> Iterator[None]:
    """Open a trail on both databases, with one event in it."""
    del ids
    if request.param == "postgresql":
        db.bind(request.getfixturevalue("postgres_url"))
        Base.metadata.create_all(db.engine)
    happen("one", colour="red")
    yield
    db.close()


def happen(what: str, **details: object) -> None:
    """Record one event about an object."""
    with transaction(write=True):
        record(TESTED, organisation_id=None, object_type="test", object_id=what, **details)


def told(what: str) -> list[dict[str, Any]]:
    """Return the details of all events about an object, newest first."""
    with transaction(write=False):
        return [one.details for one in events(object_type="test", object_id=what)]


@pytest.mark.usefixtures("trail")
@pytest.mark.parametrize("statement", ["update audit_event set event = 'x'", "delete from audit_event"])
def test_an_event_cannot_be_altered(statement: str) -> None:
    with pytest.raises(DBAPIError, match="only grows"), transaction(write=True) as writing:
        writing.execute(text(statement))
    assert told("one") == [{"colour": "red"}]


@pytest.mark.usefixtures("ids")
def test_an_event_names_who_acts_and_in_which_request() -> None:
    somebody = uuid.uuid4()
    with acting_as(somebody, "request-1"):
        happen("two")
    happen("two")
    with transaction(write=False):
        newest, first = events(object_type="test", object_id="two")
    assert (first.actor_id, first.request_id) == (somebody, "request-1")
    assert (newest.actor_id, newest.request_id) == (None, None)


@pytest.mark.usefixtures("ids")
def test_a_detail_that_was_not_declared_is_refused() -> None:
    with pytest.raises(ValueError, match="does not declare taste"):
        happen("three", taste="sweet")
    assert told("three") == []


@pytest.mark.usefixtures("ids")
def test_inner_operations_add_to_the_event_of_the_outer_one() -> None:
    with transaction(write=True):
        with folded():
            happen("four", colour="blue")
            add_detail(rows=3)
        happen("four", colour="green")
    assert told("four") == [{"colour": "green", "rows": 3}]


def test_an_event_is_declared_once() -> None:
    with pytest.raises(ValueError, match="declared twice"):
        Event("test.happened")
