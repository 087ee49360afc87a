"""Ask for a job, run one, and send again what was lost on the way."""

from __future__ import annotations

import datetime as dt
import logging
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, or_, update
from sqlalchemy.exc import IntegrityError

from workbench.kit.jobs.handlers import handler_for
from workbench.kit.jobs.models import Job, State
from workbench.kit.jobs.queries import job_by_id, job_by_key, running_since, waiting_since
from workbench.kit.jobs.queue import deliver_to, send
from workbench.kit.storage import afterwards, session, transaction
from workbench.kit.values.clock import now
from workbench.kit.values.errors import WorkbenchError

if TYPE_CHECKING:
    import uuid

_log = logging.getLogger(__name__)

MAX_ATTEMPTS = 3
# Longer than any handler may take; a job that runs longer has lost its worker.
LEASE = dt.timedelta(minutes=5)
PATIENCE = dt.timedelta(minutes=1)


def enqueue(kind: str, payload: Any, *, key: str | None = None) -> Job:  # noqa: ANN401 - any JSON
    """Ask for a job in the running write transaction; it starts after the commit.

    With a key the job that exists already is returned; only a failed one is tried anew. Raises ``LookupError`` for a
    kind without handler.
    """
    handler_for(kind)
    job = None if key is None else job_by_key(kind, key)
    if job is None:
        job = _add(kind, payload, key)
    elif job.state is State.FAILED:
        job.state, job.attempts, job.created_at = State.QUEUED, 0, now()
        job.payload, job.error, job.started_at, job.finished_at = payload, None, None, None
        session().flush()
    else:
        return job
    afterwards(partial(send, job.id))
    return job


def _add(kind: str, payload: Any, key: str | None) -> Job:  # noqa: ANN401 - any JSON
    job = Job(kind=kind, payload=payload, key=key)
    try:
        with session().begin_nested():
            session().add(job)
    except IntegrityError:
        # PostgreSQL lets two people ask at the same moment; the other was first.
        other = None if key is None else job_by_key(kind, key)
        if other is None:
            raise
        return other
    return job


def forget_done(kind: str, beginning: str) -> None:
    """Remove the rows of done jobs of a kind whose key begins so; their work can be asked for anew."""
    begins = Job.key.startswith(beginning, autoescape=True)
    session().execute(delete(Job).where(Job.kind == kind, Job.state == State.DONE, begins))


def run(job_id: uuid.UUID) -> None:
    """Do the job unless it is done, or in another worker's hands; whatever the handler raises ends up in its row."""
    with transaction(write=True):
        job = _claim(job_id)
        if job is None:
            return
        kind, payload, attempts = job.kind, job.payload, job.attempts
    try:
        result = handler_for(kind)(payload)
        _close(job_id, State.DONE, result=result)
    except WorkbenchError as error:
        # Ours, with a sentence: another attempt would say the same.
        _log.warning("job %s (%s) was refused: %s", job_id, kind, error)
        _close(job_id, State.FAILED, error=str(error))
    except Exception as error:  # noqa: BLE001 - a job may fail in any way; the worker lives on
        _log.exception("job %s (%s) failed, attempt %s", job_id, kind, attempts)
        # Only the kind of error: its text may hold what people wrote.
        _close(job_id, State.QUEUED if attempts < MAX_ATTEMPTS else State.FAILED, error=type(error).__name__)


def _claim(job_id: uuid.UUID) -> Job | None:
    moment = now()
    lost = (Job.state == State.RUNNING) & (Job.started_at <= moment - LEASE)
    # One statement, so that of two workers with the same id only one goes on, on both databases.
    claimed = session().execute(
        update(Job)
        .where(Job.id == job_id, or_(Job.state == State.QUEUED, lost))
        .values(state=State.RUNNING, started_at=moment, attempts=Job.attempts + 1)
        .returning(Job.id)
    )
    return None if claimed.one_or_none() is None else job_by_id(job_id)


def _close(job_id: uuid.UUID, state: State, *, result: Any = None, error: str | None = None) -> None:  # noqa: ANN401 - JSON
    with transaction(write=True):
        job = job_by_id(job_id)
        if job is None:
            return
        job.state, job.result, job.error = state, result, error
        job.finished_at = None if state is State.QUEUED else now()
        session().flush()


def resend(*, restarted: bool = False) -> list[uuid.UUID]:
    """Send again what was lost between the row and its end, and return it; opens its own transaction.

    ``restarted`` says that no other worker lives: then everything unfinished counts as lost, however young.
    """
    moment = now()
    with transaction(write=True):
        for job in running_since(moment if restarted else moment - LEASE):
            exhausted = job.attempts >= MAX_ATTEMPTS
            job.state = State.FAILED if exhausted else State.QUEUED
            job.error = "the worker died"
            job.finished_at = moment if exhausted else None
        session().flush()
        lost = waiting_since(moment if restarted else moment - PATIENCE)
    for job_id in lost:
        send(job_id)
    return lost


deliver_to(run)
