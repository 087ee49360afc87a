"""Reads of the outbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, func, or_, select

from workbench.kit.mail.models import OutgoingMail
from workbench.kit.storage import session
from workbench.kit.values.clock import now

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping, Sequence

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


def counts() -> Mapping[str, int]:
    """Return how many mails there are in each state."""
    rows = session().execute(select(OutgoingMail.state, func.count()).group_by(OutgoingMail.state)).all()
    return {str(state): int(count) for state, count in rows}


def undelivered(limit: int) -> Sequence[OutgoingMail]:
    """Return mails that did not arrive, given up or tried in vain; the last made first."""
    late = or_(OutgoingMail.state == "failed", and_(OutgoingMail.state != "sent", OutgoingMail.error.is_not(None)))
    return session().scalars(select(OutgoingMail).where(late).order_by(OutgoingMail.made_at.desc()).limit(limit)).all()
