"""People around a plan: what is assigned to whom, with whom a frozen content is shared, and who looked at it."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from workbench.kit.storage import Base


class Assignment(Base):
    """That somebody works on one piece of a plan (``activities/<row id>``), perhaps until a date, with a note."""

    __tablename__ = "plan_assignment"
    __table_args__ = (UniqueConstraint("plan_id", "piece", "person_id"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    piece: Mapped[str] = mapped_column(String(100))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    assigned_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    assigned_at: Mapped[datetime]
    due: Mapped[date | None]
    note: Mapped[str | None] = mapped_column(String(500))


class Share(Base):
    """A snapshot handed to another organisation: its people see that content, and nothing of the plan behind it.

    ``title`` is that of the content. One that was taken back stays as it was; what is handed again is another row.
    """

    __tablename__ = "plan_share"
    __table_args__ = (
        Index(
            "uq_plan_share_standing",
            "snapshot_id",
            "organisation_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        CheckConstraint("ended_at IS NULL OR ended_at >= shared_at", name="ends_after_start"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    snapshot_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan_snapshot.id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(String(300))
    shared_at: Mapped[datetime]
    shared_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))


class Viewing(Base):
    """That somebody looked at a plan on a day, and how: on its pages, or by taking a file.

    ``share`` is the id of what was handed to their organisation when they looked at that, empty for the plan itself.
    """

    __tablename__ = "plan_viewing"
    __table_args__ = (CheckConstraint("how IN ('pages', 'file')", name="how"),)

    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    how: Mapped[str] = mapped_column(String(10), primary_key=True)
    share: Mapped[str] = mapped_column(String(36), primary_key=True, default="")
    first_at: Mapped[datetime]
