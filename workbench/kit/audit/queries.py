"""Reading the trail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from workbench.kit.audit.models import AuditEvent
from workbench.kit.storage import session

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence
    from datetime import datetime


def events(*, object_type: str, object_id: str, limit: int = 100) -> Sequence[AuditEvent]:
    """Return the newest events of one object, newest first."""
    return (
        session()
        .scalars(
            select(AuditEvent)
            .where(AuditEvent.object_type == object_type, AuditEvent.object_id == object_id)
            .order_by(AuditEvent.seq.desc())
            .limit(limit),
        )
        .all()
    )


def events_of_organisation(
    organisation_id: uuid.UUID, *, since: datetime, until: datetime, before: int | None = None, limit: int = 50
) -> Sequence[AuditEvent]:
    """Return the events of an organisation from ``since`` to ``until``, newest first; ``before`` a number goes on."""
    wanted = select(AuditEvent).where(
        AuditEvent.organisation_id == organisation_id, AuditEvent.at >= since, AuditEvent.at < until
    )
    if before is not None:
        wanted = wanted.where(AuditEvent.seq < before)
    return session().scalars(wanted.order_by(AuditEvent.seq.desc()).limit(limit)).all()
