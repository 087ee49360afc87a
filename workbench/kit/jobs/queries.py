"""Reads of the job table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from workbench.kit.jobs.models import Job, State
from workbench.kit.storage import session

if TYPE_CHECKING:
    import datetime as dt
    import uuid


def job_by_id(job_id: uuid.UUID) -> Job | None:
    """Return the job, or nothing."""
    return session().get(Job, job_id)


def job_by_key(kind: str, key: str) -> Job | None:
    """Return the job of this kind with this key, or nothing."""
    return session().scalars(select(Job).where(Job.kind == kind, Job.key == key)).one_or_none()


def waiting_since(moment: dt.datetime) -> list[uuid.UUID]:
    """Return the queued jobs made before the moment, oldest first."""
    wanted = select(Job.id).where(Job.state == State.QUEUED, Job.created_at <= moment).order_by(Job.created_at, Job.id)
    return list(session().scalars(wanted))


def running_since(moment: dt.datetime) -> list[Job]:
    """Return the jobs that began before the moment and have not ended, oldest first."""
    wanted = select(Job).where(Job.state == State.RUNNING, Job.started_at <= moment).order_by(Job.started_at, Job.id)
    return list(session().scalars(wanted))


def done_jobs(kind: str) -> list[Job]:
    """Return the jobs of a kind that are done, in the order in which they ended."""
    wanted = select(Job).where(Job.kind == kind, Job.state == State.DONE).order_by(Job.finished_at, Job.id)
    return list(session().scalars(wanted))
