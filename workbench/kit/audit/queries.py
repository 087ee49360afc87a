"""Reading the trail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from workbench.kit.audit.models import AuditEvent
from workbench.kit.storage import session

if TYPE_CHECKING:
    from collections.abc import Sequence


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
