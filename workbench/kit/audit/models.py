"""The table of events, which only grows."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import DDL, BigInteger, Index, Integer, String, event
from sqlalchemy.orm import Mapped, mapped_column

from workbench.kit.storage import Base, Json


class AuditEvent(Base):
    """One thing that somebody did; ``seq`` gives the order, not ``at``.

    Ids stand without foreign keys: an event outlives the person and the plan that it tells of.
    """

    __tablename__ = "audit_event"
    __table_args__ = (
        Index("ix_audit_event_object", "object_type", "object_id", "seq"),
        Index("ix_audit_event_organisation", "organisation_id", "seq"),
        {"sqlite_autoincrement": True},
    )

    # BigInteger would not become SQLite's own row number, which is what counts up by itself.
    seq: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    at: Mapped[datetime]
    event: Mapped[str] = mapped_column(String(80))
    actor_id: Mapped[uuid.UUID | None]
    request_id: Mapped[str | None] = mapped_column(String(40))
    organisation_id: Mapped[uuid.UUID | None]
    object_type: Mapped[str] = mapped_column(String(40))
    object_id: Mapped[str] = mapped_column(String(80))
    details: Mapped[dict[str, Any]] = mapped_column(Json)
    # Under which roles, in which browser session (a keyed hash), from which coarse part of the net, with what program.
    roles: Mapped[str | None] = mapped_column(String(120))
    session_ref: Mapped[str | None] = mapped_column(String(16))
    address: Mapped[str | None] = mapped_column(String(50))
    client: Mapped[str | None] = mapped_column(String(80))
    # A keyed hash of all of this but ``seq``: who reads and writes the database without the key can invent no event.
    mac: Mapped[str | None] = mapped_column(String(64))


class AuditSeal(Base):
    """The chain over the events: each seal is a keyed hash of one event and of the seal before; it only grows too.

    ``position`` counts without gaps: an event that was committed late is sealed later than those that overtook it.
    """

    __tablename__ = "audit_seal"

    position: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False
    )
    seq: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), unique=True)
    seal: Mapped[str] = mapped_column(String(64))
    sealed_at: Mapped[datetime]


def append_only(dialect: str, table: str = "audit_event") -> list[str]:
    """Return the DDL that makes a table append-only on ``sqlite`` or ``postgresql``; a migration executes each."""
    refusal = f"{table} only grows"
    if dialect == "sqlite":
        body = f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
        return [
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} {body}" for verb in ("UPDATE", "DELETE")
        ]
    function = f"CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    trigger = f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
    return [
        function + f"$$ BEGIN RAISE EXCEPTION '{refusal}'; END $$",
        trigger + f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()",
    ]


for _table in (AuditEvent.__table__, AuditSeal.__table__):
    for _dialect in ("sqlite", "postgresql"):
        for _statement in append_only(_dialect, str(_table)):
            event.listen(
                _table,
                "after_create",
                DDL(_statement).execute_if(dialect=_dialect),  # type: ignore[no-untyped-call]  # untyped in SQLAlchemy
            )
