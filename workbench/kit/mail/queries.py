"""Reads of the outbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, or_, select

from workbench.kit.mail.models import OutgoingMail
from workbench.kit.storage import session
from workbench.kit.values.clock import now

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement


def mail_by_key(key: str) -> OutgoingMail | None:
    """Return the mail that tells this, sent or not, or nothing."""
    return session().scalar(select(OutgoingMail).where(OutgoingMail.key == key))


def due(limit: int) -> Sequence[uuid.UUID]:
    """Return the mails to send now, the oldest first."""
    wanted = select(OutgoingMail.id).where(is_due()).order_by(OutgoingMail.made_at, OutgoingMail.id).limit(limit)
    return session().scalars(wanted).all()


def is_due() -> ColumnElement[bool]:
    """Return the condition of a mail that may be taken: it waits, or the one who took it did not come back."""
    taken = or_(OutgoingMail.state == "waiting", OutgoingMail.state == "sending")
    return and_(taken, OutgoingMail.next_try_at <= now())
