"""The plan itself, its answers, the state of its parts, its history and its snapshots."""

from __future__ import annotations

import uuid
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from workbench.kit.storage import Base, Json, UtcDateTime


class PlanState(StrEnum):
    """Where a plan stands in its life. Review and submission add the later states."""

    CONCEPT = "concept"


class Plan(Base):
    """One plan of one collaboration; ``revision`` grows with every change of its content."""

    __tablename__ = "plan"
    __table_args__ = (
        CheckConstraint("revision >= 1", name="revision_is_positive"),
        CheckConstraint("state IN ('concept')", name="state_is_known"),
        # Children repeat the organisation in no table: the plan is the only way to them.
        Index("ix_plan_organisation_id", "organisation_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"))
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    title: Mapped[str] = mapped_column(String(300))
    definition_key: Mapped[str] = mapped_column(String(60))
    definition_version: Mapped[int]
    state: Mapped[str] = mapped_column(String(20), default=PlanState.CONCEPT)
    locked: Mapped[bool] = mapped_column(default=False)
    open_to_partners: Mapped[bool] = mapped_column(default=False, server_default="0")
    revision: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Answer(Base):
    """The answer to one question: its value, or what was typed when that could not be read, or neither."""

    __tablename__ = "answer"
    __table_args__ = (CheckConstraint("value IS NULL OR unread IS NULL", name="read_or_unread"),)

    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), primary_key=True)
    question: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[Any | None] = mapped_column(Json)
    unread: Mapped[str | None] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=1)


class PlanPart(Base):
    """What is known of a part besides its answers: whether it applies, and who worked on it last."""

    __tablename__ = "plan_part"

    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), primary_key=True)
    part: Mapped[str] = mapped_column(String(40), primary_key=True)
    not_applicable: Mapped[bool] = mapped_column(default=False)
    last_person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    last_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Change(Base):
    """One line of history: a piece as it stood after a change; ``content`` is None when it was removed."""

    __tablename__ = "plan_change"
    __table_args__ = (Index("ix_plan_change_piece", "plan_id", "piece", "version"),)

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    part: Mapped[str] = mapped_column(String(40))
    piece: Mapped[str] = mapped_column(String(100))
    version: Mapped[int]
    content: Mapped[Any | None] = mapped_column(Json)
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class StoredStanding(Base):
    """Progress and findings of one revision, kept so that pages need not compute them."""

    __tablename__ = "plan_standing"

    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), primary_key=True)
    revision: Mapped[int]
    rules: Mapped[str] = mapped_column(String(64))
    standing: Mapped[Any] = mapped_column(Json)


class Snapshot(Base):
    """A frozen content: the canonical JSON, its hash, and the template as it was worded then."""

    __tablename__ = "plan_snapshot"
    __table_args__ = (
        UniqueConstraint("plan_id", "number"),
        CheckConstraint("number >= 1", name="number_is_positive"),
        CheckConstraint("length(sha256) = 64", name="hash_is_whole"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan.id"))
    number: Mapped[int]
    revision: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    definition: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
