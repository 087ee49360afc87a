"""The job row."""

from __future__ import annotations

import datetime as dt
import uuid
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Enum, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workbench.kit.storage import Base, Json
from workbench.kit.values.clock import now


class State(StrEnum):
    """Where a job is; done and failed are ends."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(Base):
    """One piece of work; ``key`` names it within its kind, so that the same work is not asked for twice."""

    __tablename__ = "job"
    __table_args__ = (
        UniqueConstraint("kind", "key"),
        CheckConstraint("(state IN ('done', 'failed')) = (finished_at IS NOT NULL)", name="finished"),
        CheckConstraint("state <> 'running' OR started_at IS NOT NULL", name="started"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    kind: Mapped[str] = mapped_column(String(60))
    key: Mapped[str | None] = mapped_column(String(200))
    state: Mapped[State] = mapped_column(
        Enum(State, native_enum=False, length=10, name="state", create_constraint=True, values_callable=list),
        default=State.QUEUED,
        index=True,
    )
    payload: Mapped[Any] = mapped_column(Json)
    result: Mapped[Any | None] = mapped_column(Json)
    error: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[dt.datetime] = mapped_column(default=now)
    started_at: Mapped[dt.datetime | None]
    finished_at: Mapped[dt.datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)


class Rhythm(Base):
    """When something that returns was last begun; ``name`` is the job's kind."""

    __tablename__ = "job_rhythm"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    begun_at: Mapped[dt.datetime]
