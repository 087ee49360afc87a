"""Jobs: the row is the truth, the queue only carries its id."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
import time_machine

from workbench.kit.jobs import Job, State, close_queue, enqueue, job_by_id, open_queue, register, resend, run
from workbench.kit.storage import begin, session, transaction
from workbench.kit.values.clock import now
from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("ids")
done: list[Any] = []


@register("test.double")
def double(payload: Any) -> Any:
    done.append(payload)
    return {"twice": payload["number"] * 2}


@register("test.break")
def break_down(payload: Any) -> Any:
    done.append(payload)
    raise OSError("somebody's text")


@register("test.refuse")
def refuse(payload: Any) -> Any:
    raise Refused(Message("No such plan: %(plan)s", plan=payload))


@pytest.fixture(autouse=True)
def queue(tmp_path: Path) -> Iterator[None]:
    done.clear()
    open_queue(database_url="sqlite://", data_dir=tmp_path, immediate=True)
    yield
    close_queue()


def ask(kind: str, payload: Any, key: str | None = None) -> uuid.UUID:
    with transaction(write=True):
        return enqueue(kind, payload, key=key).id


def found(job_id: uuid.UUID) -> Job:
    with transaction(write=False):
        job = job_by_id(job_id)
    assert job is not None
    return job


def lose(job_id: uuid.UUID, *, attempts: int = 1) -> None:
    """Leave the row as a worker does that was killed with the job in hand."""
    with transaction(write=True):
        job = job_by_id(job_id)
        assert job is not None
        job.state, job.started_at, job.finished_at, job.attempts = State.RUNNING, now(), None, attempts


def test_a_job_runs_after_its_change_is_stored() -> None:
    with transaction(write=True):
        job_id = enqueue("test.double", {"number": 21}).id
        assert done == []
    job = found(job_id)
    assert (job.state, job.result, job.attempts) == (State.DONE, {"twice": 42}, 1)
    assert job.finished_at is not None


def test_a_change_that_is_undone_leaves_no_job() -> None:
    undone = begin(write=True)
    job_id = enqueue("test.double", {"number": 1}).id
    undone.abandon()
    with transaction(write=False):
        assert job_by_id(job_id) is None
    assert done == []


def test_the_same_work_is_not_done_twice() -> None:
    assert ask("test.double", {"number": 1}, "a") == ask("test.double", {"number": 1}, "a")
    assert done == [{"number": 1}]


def test_an_id_that_comes_twice_is_done_once() -> None:
    job_id = ask("test.double", {"number": 1})
    run(job_id)
    assert len(done) == 1


def test_a_job_that_fails_is_tried_three_times_and_keeps_no_text() -> None:
    job_id = ask("test.break", {})
    assert found(job_id).state is State.QUEUED
    run(job_id)
    run(job_id)
    run(job_id)
    job = found(job_id)
    assert (job.state, job.error, job.attempts, len(done)) == (State.FAILED, "OSError", 3, 3)


def test_a_refusal_is_final_and_says_why() -> None:
    job = found(ask("test.refuse", "kopie"))
    assert (job.state, job.error) == (State.FAILED, "No such plan: kopie")


def test_a_failed_job_is_tried_anew_when_asked_again() -> None:
    first = ask("test.refuse", "a", "key")
    assert ask("test.refuse", "a", "key") == first
    assert found(first).attempts == 1


def test_a_job_without_a_worker_is_sent_again_after_a_minute() -> None:
    close_queue()
    job_id = ask("test.double", {"number": 2})
    assert resend() == []
    with time_machine.travel(now() + dt.timedelta(seconds=61)):
        assert resend() == [job_id]


def test_a_job_that_lost_its_worker_is_sent_again() -> None:
    job_id = ask("test.double", {"number": 3})
    lose(job_id)
    assert resend() == []
    with time_machine.travel(now() + dt.timedelta(minutes=6)):
        assert resend() == [job_id]
    assert found(job_id).state is State.DONE


def test_after_a_restart_nothing_waits() -> None:
    job_id = ask("test.double", {"number": 3})
    lose(job_id)
    assert resend(restarted=True) == [job_id]


def test_a_job_that_kills_its_worker_each_time_is_given_up() -> None:
    job_id = ask("test.double", {"number": 3})
    lose(job_id, attempts=3)
    assert resend(restarted=True) == []
    assert found(job_id).state is State.FAILED


def test_a_misspelt_kind_is_refused_at_once() -> None:
    with transaction(write=True), pytest.raises(LookupError):
        enqueue("test.duoble", {})


def test_two_handlers_for_one_kind_are_refused() -> None:
    with pytest.raises(ValueError, match=r"test\.double"):
        register("test.double")(refuse)


def test_a_job_that_ended_has_its_time_of_ending() -> None:
    job_id = ask("test.double", {"number": 1})
    with transaction(write=True), pytest.raises(Exception, match="finished"):
        session().execute(Job.__table__.update().values(finished_at=None).where(Job.id == job_id))  # type: ignore[attr-defined]  # a Table, though typed as a FromClause
