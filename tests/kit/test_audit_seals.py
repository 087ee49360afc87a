"""Whatever somebody with the database alone does to the trail, following the chain finds it."""

from __future__ import annotations

import json
import uuid
from contextlib import suppress
from functools import partial
from random import Random
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from tests.conftest import SECRET
from workbench.kit.audit import (
    Anchor,
    AuditEvent,
    AuditSeal,
    Event,
    anchor,
    anchors,
    key_from,
    record,
    seal_new_events,
    use_key,
    verify,
)
from workbench.kit.audit.models import append_only
from workbench.kit.audit.seals import FIRST, mac_of, seal_of
from workbench.kit.storage import db, session, transaction
from workbench.kit.values.clock import now

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

KEY = key_from(SECRET)
MARKED = Event("test.marked", keys=("n",))
EVENTS = 20
ROUNDS = 1000


class UndoneError(Exception):
    """Takes back what a test did to the trail."""


@pytest.fixture
def trail(ids: dict[str, uuid.UUID]) -> None:
    """Make a trail of events on that of the people, all sealed."""
    del ids
    use_key(KEY)  # as the application does; another test may have made one with another secret
    for number in range(EVENTS):
        happen(number)
    seal_all()


def happen(number: int) -> None:
    with transaction(write=True):
        record(MARKED, organisation_id=None, object_type="test", object_id=str(number), n=number)


def seal_all() -> None:
    with transaction(write=True):
        while seal_new_events(key=KEY):
            pass


def faults_after(deed: Callable[[], object], *known: Anchor) -> tuple[str, ...]:
    """Return what following the chain finds after a deed of somebody who took the triggers away; then undo it."""
    found: list[str] = []
    with suppress(UndoneError), transaction(write=True):
        if db.is_sqlite:
            for table in ("audit_event", "audit_seal"):
                for verb in ("update", "delete"):
                    session().execute(text(f"DROP TRIGGER {table}_no_{verb}"))
        deed()
        session().expire_all()
        found += verify(key=KEY, known=known).faults
        raise UndoneError
    return tuple(found)


def chance(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - a choice that a failing test can repeat


def sql(statement: str, **values: object) -> None:
    session().execute(text(statement), values)


def edit(choice: Random) -> None:
    column = choice.choice(["event", "object_id", "object_type", "details", "actor_id", "at"])
    value = {"details": json.dumps({"n": 99}), "actor_id": uuid.uuid4().hex, "at": "2020-01-01 00:00:00.000000"}
    sql(
        f"update audit_event set {column} = :value where seq = :seq",  # noqa: S608 - the columns stand above
        value=value.get(column, "other"),
        seq=some(choice),
    )


def remove(choice: Random) -> None:
    sql("delete from audit_event where seq = :seq", seq=some(choice))


def insert(choice: Random) -> None:
    made = AuditEvent(
        at=now(),
        event="test.marked",
        object_type="test",
        object_id="x",
        details={"n": choice.randint(0, 9)},
        mac="0" * 64,
    )
    session().add(made)
    session().flush()


def insert_without_hash(choice: Random) -> None:
    insert(choice)
    sql("update audit_event set mac = null where mac = :mac", mac="0" * 64)


def swap(choice: Random) -> None:
    one, two = some(choice), some(choice)
    while two == one:
        two = some(choice)
    for column in ("object_id", "details", "mac", "at"):
        kept = session().scalar(text(f"select {column} from audit_event where seq = :seq"), {"seq": one})  # noqa: S608 - the columns stand above
        sql(
            f"update audit_event set {column} = (select {column} from audit_event where seq = :t) where seq = :o",  # noqa: S608 - the columns stand above
            t=two,
            o=one,
        )
        sql(f"update audit_event set {column} = :kept where seq = :t", kept=kept, t=two)  # noqa: S608 - the columns stand above


def unseal(choice: Random) -> None:
    sql("delete from audit_seal where seq = :seq", seq=some(choice, but_last=True))


DEEDS = (edit, remove, insert, insert_without_hash, swap, unseal)


def some(choice: Random, *, but_last: bool = False) -> int:
    found = list(session().scalars(text("select seq from audit_event where event = 'test.marked' order by seq")))
    return int(choice.choice(found[:-1] if but_last else found))


def cut() -> None:
    """Take away the end: the last events and their seals."""
    sql("delete from audit_event where seq > (select max(seq) - 5 from audit_event)")
    sql("delete from audit_seal where seq not in (select seq from audit_event)")


def recompute() -> None:
    """Do what somebody with the key can: change an event and make the whole chain anew."""
    sql("update audit_event set object_id = 'other' where seq = (select max(seq) from audit_event)")
    session().expire_all()
    before = FIRST
    for seal in session().query(AuditSeal).order_by(AuditSeal.position):
        event = session().get(AuditEvent, seal.seq)
        assert event is not None
        before = seal_of(event, position=seal.position, before=before, key=KEY)
        sql("update audit_seal set seal = :seal where position = :p", seal=before, p=seal.position)


@pytest.mark.usefixtures("trail")
def test_a_trail_that_nobody_touched_is_whole() -> None:
    with transaction(write=False):
        found = verify(key=KEY)
    assert (found.faults, found.events) == ((), found.sealed)
    assert found.events >= EVENTS


@pytest.mark.usefixtures("trail")
@pytest.mark.parametrize("deed", DEEDS)
def test_each_kind_of_tampering_is_found(deed: Callable[[Random], None]) -> None:
    assert faults_after(partial(deed, chance(7)))


@pytest.mark.slow
@pytest.mark.usefixtures("trail")
def test_a_thousand_manipulations_are_all_found() -> None:
    missed = [seed for seed in range(ROUNDS) if not faults_after(partial(DEEDS[seed % len(DEEDS)], chance(seed)))]
    assert missed == []


@pytest.mark.usefixtures("trail")
@pytest.mark.parametrize("deed", [cut, recompute])
def test_an_end_cut_off_and_a_chain_made_anew_are_found_with_an_anchor_only(
    deed: Callable[[], None], tmp_path: Path
) -> None:
    path = tmp_path / "anchors.jsonl"
    with transaction(write=False):
        written = anchor(path)
    assert (written,) == anchors(path)
    altered = faults_after(deed)
    assert not any("anchor" in fault for fault in altered)
    assert any("anchor" in fault for fault in faults_after(deed, *anchors(path)))


@pytest.mark.usefixtures("trail")
def test_an_event_that_was_committed_late_is_sealed_after_those_that_overtook_it() -> None:
    with transaction(write=True):
        late = session().scalar(text("select max(seq) from audit_event"))
        made = AuditEvent(seq=late + 5, at=now(), event="test.marked", object_type="t", object_id="1", details={})
        made.mac = mac_of(made, KEY)
        session().add(made)
    seal_all()
    happen(100)
    seal_all()
    with transaction(write=False):
        assert verify(key=KEY).faults == ()


@pytest.mark.usefixtures("trail")
def test_a_seal_cannot_be_altered_either() -> None:
    assert len(append_only("sqlite", "audit_seal")) == 2
    with pytest.raises(Exception, match="only grows"), transaction(write=True):
        sql("update audit_seal set seal = 'x'")


@pytest.mark.usefixtures("trail")
def test_another_key_fits_nothing() -> None:
    with transaction(write=False):
        assert verify(key=key_from("another secret of the tests, as long")).faults
